"""Seats that are a part of the membership: from the words to totals, verdicts and the picture."""

from __future__ import annotations

import pytest
from rule_checking import examined, findings

from charter.dsl.json.exchange import export_json, import_json
from charter.dsl.load import load
from charter.dsl.model import Charter
from charter.dsl.model.organs import PartOfMembers
from charter.dsl.syntax.source import Source, Span
from charter.render.figures.structure import structure

SPAN = Span("a.charter", 1, 1, 1, 1)
CLUB = """charter 1
use world
institution Club {
  members are { AUT, BEL, BGR, CYP, CZE, DEU, DNK, ESP, EST, FIN, FRA, GRC, HUN, IRL }
  organ Assembly { plenary }
  organ Council {
    seats PART { elected by Assembly for 2 years }
    decides by majority of seats
  }
  decision act : standard { step Council }
}
scenario smaller of Club { without { AUT, BEL, BGR, CYP, CZE } }
expect Club {
  that seats(Council) = EXPECTED
  that smallest_blocking(act) = BLOCKING
  in scenario smaller: that seats(Council) = FEWER
}
"""


def club(part: str, expected: int = 5, blocking: int = 3, fewer: int = 3) -> str:
    """Fourteen members, nine in the scenario, and a Council of a part of them."""
    text = CLUB.replace("PART", part).replace("EXPECTED", str(expected))
    return text.replace("BLOCKING", str(blocking)).replace("FEWER", str(fewer))


def charter_of(text: str) -> Charter:
    """The charter of a text."""
    return load(Source("a.charter", text)).charter


def verdicts(text: str) -> list[str]:
    """What came of each expectation that is named."""
    return [v.verdict for v in examined(text).verdicts if v.binding]


@pytest.mark.parametrize(
    ("part", "seats", "blocking", "fewer"),
    [
        # 14/3 = 4.67 are 5, and half of 5 is no majority, so that 3 stop it; 9/3 = 3
        ("1/3 of members, rounded up", 5, 3, 3),
        ("1/3 of members, rounded down", 4, 2, 3),
        # held between two numbers: 4.67 is under 6; 9/3 = 3 too
        ("1/3 of members, rounded up, at least 6, at most 11", 6, 3, 6),
        # half of 14 is 7, over 4; half of 9 is 4.5, over 4
        ("50% of members, rounded up, at most 4", 4, 2, 4),
    ],
)
def test_the_total_follows_the_membership(part: str, seats: int, blocking: int, fewer: int) -> None:
    assert verdicts(club(part, seats, blocking, fewer)) == ["proved", "proved", "proved"]


def test_a_part_that_is_no_whole_number_is_not_guessed() -> None:
    """A third of 14 is no whole number, and nothing says how it is rounded; of 9 it is 3."""
    assert verdicts(club("1/3 of members")) == ["unknown", "unknown", "proved"]


@pytest.mark.parametrize(
    ("members", "seats"), [(20, 11), (33, 11), (34, 12), (60, 20), (63, 21), (64, 21), (170, 21), (None, None)]
)
def test_a_third_between_eleven_and_twenty_one(members: int | None, seats: int | None) -> None:
    """33/3 = 11; 34/3 = 11.33, so 12; 63/3 = 21; more are 21."""
    from fractions import Fraction

    assert PartOfMembers(SPAN, Fraction(1, 3), "up", 11, 21).of(members) == seats


def test_lines_must_add_up_to_the_part() -> None:
    lines = "6 elected by Assembly from { AUT, BEL, BGR, CYP, CZE, DEU, DNK }"
    text = club("1/3 of members, rounded up").replace("elected by Assembly for 2 years", lines)
    assert [(f.span.line, f.message) for f in findings("LNG308", text)] == [
        (7, "Council is said to have 5 seats, but its lines have 6")
    ]


def test_bounds_that_exclude_each_other_are_refused() -> None:
    loaded = load(Source("a.charter", club("1/3 of members, at least 21, at most 11")))
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == [
        ("LNG302", 7, "no number is at least 21 and at most 11")
    ]


def test_the_picture_and_the_export_have_the_part() -> None:
    charter = charter_of(club("1/3 of members, rounded up, at least 3, at most 21"))
    assert import_json(export_json(charter)) == charter
    picture = structure(charter.institutions[0], charter)
    council = next(n for n in picture.nodes if n.name == "Council")
    assert council.seats == 5
    assert "Seats 1/3 of members, rounded up, at least 3, at most 21" in council.lines
