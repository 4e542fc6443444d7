"""Square roots, whole and begun parts, ceilings: the votes of each member worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from charter.decisions.columns import capped, weights_of
from charter.decisions.elements import Unstated
from charter.dsl.load import load
from charter.dsl.syntax.source import Span
from charter.render.figures.structure import structure
from charter.validators.check.engine import check

CLUB = """charter 1
use world
data w from "w.csv" keyed by iso3 { v }
institution Club {
  members are { FRA, DEU, ITA }
  organ Assembly { plenary; votes FORMULA; proxies at most 2 each; decides by majority of votes }
  decision act : standard { step Assembly }
}
expect Club { no member can pass act }
"""
NOWHERE = Span("", 1, 1, 1, 1)


def club(tmp_path: Path, formula: str) -> Path:
    (tmp_path / "w.csv").write_text("iso3,v\nFRA,250\nDEU,100\nITA,49\n")
    path = tmp_path / "a.charter"
    path.write_text(CLUB.replace("FORMULA", formula))
    return path


def votes(path: Path) -> dict[str, Fraction]:
    loaded = load(path)
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
    assert loaded.charter is not None
    organ = loaded.charter.institutions[0].organs[0]
    found = weights_of(loaded.charter, organ.votes, ("DEU", "FRA", "ITA"), organ.span)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("formula", "france", "germany", "italy"),
    [
        # the root of 250 is 15.8113…, those of 100 and 49 are whole
        ("square root of w.v", Fraction(15811, 1000), 10, 7),
        ("square root of w.v, whole votes", 15, 10, 7),
        # a vote for each 60: 250 / 60 = 4.17, 100 / 60 = 1.67, 49 / 60 = 0.82
        ("1 per 60 of w.v, whole votes", 4, 1, 0),
        ("1 per 60 of w.v or part thereof", 5, 2, 1),
        ("1 per 60 of w.v or part thereof and 3 basic each", 8, 5, 4),
        ("by w.v, at most 120 votes", 120, 100, 49),
        # at half of all: L = (149 + L) / 2, so that L is 149
        ("by w.v, at most 1/2 of all votes", 149, 100, 49),
        # at 40%: FRA and DEU at L = 0.4 (49 + 2 L), so that L is 19.6 / 0.2 = 98
        ("by w.v, at most 40% of all votes", 98, 98, 49),
    ],
)
def test_the_votes_by_hand(tmp_path: Path, formula: str, france: Fraction, germany: int, italy: int) -> None:
    assert votes(club(tmp_path, formula)) == {"FRA": france, "DEU": germany, "ITA": italy}


def test_a_ceiling_takes_the_majority_from_the_largest(tmp_path: Path) -> None:
    """FRA has 250 of 399 votes and carries alone; with 149 of 298 it has half of them, and not more."""
    assert [v.verdict for v in check(load(club(tmp_path, "by w.v"))).verdicts] == ["refuted"]
    assert [v.verdict for v in check(load(club(tmp_path, "by w.v, at most 1/2 of all votes"))).verdicts] == ["proved"]


def test_a_ceiling_that_nobody_can_keep_is_told() -> None:
    """Of three with votes one has at least a third of them."""
    three = {"FRA": Fraction(5), "DEU": Fraction(4), "ITA": Fraction(3), "LUX": Fraction(0)}
    with pytest.raises(Unstated, match="nobody has more than the ceiling"):
        capped(three, Fraction(1, 4), NOWHERE)
    assert capped(three, Fraction(1, 2), NOWHERE) == three
    thirds = capped(three, Fraction(1, 3), NOWHERE)
    assert [thirds[p] for p in ("FRA", "DEU", "ITA")] == [3, 3, 3]


def test_the_picture_names_the_formula(tmp_path: Path) -> None:
    loaded = load(club(tmp_path, "square root of w.v, whole votes, at most 40% of all votes"))
    assert loaded.charter is not None
    lines = structure(loaded.charter.institutions[0], loaded.charter).node("organ:Assembly").lines
    assert lines[:2] == ("Votes square root of w.v, whole votes, at most 40% of all votes", "Proxies, at most 2 each")
