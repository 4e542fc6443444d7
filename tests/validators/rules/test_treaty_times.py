"""When a text enters into force and when it is reviewed: from the words to verdicts, findings and pictures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from rule_checking import examined, findings, only

from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.render.figures.adoption import adoption_diagram

AGENCY = """charter 1
use world
outside Protocol "The protocol" : agreement
institution Base {{
  {base}
  assume members: states
  adoption {{ opened 2026-01-01; in force on all of {{ USA }} }}
}}
institution Agency {{
  status proposed
  assume members: states
  adoption {{
    opened 2026-01-01
    in force on 40 ratifications, {terms}
    takes negotiation 12 months, ratification 6 months, set-up 6 months
    needed within 48 months
  }}
}}
expect Agency {{
  in operation within 50 months
  no member can block entry_into_force
  entry into force survives without USA
}}
"""


def agency(terms: str, base: str = "status proposed") -> str:
    """An agency that enters into force under these terms; `base` is a clause of another on which it may wait."""
    return AGENCY.format(terms=terms, base=base)


def verdicts(text: str) -> list[tuple[str, str]]:
    """Verdict and sentence of each expectation."""
    return [(v.verdict, str((v.witness or {})["text"])) for v in examined(text).verdicts]


def test_a_day_before_which_nothing_is_in_force_bounds_the_time() -> None:
    """From 2026-01-01 to 2029-01-01 are 36 months, more than the 6 estimated: 12 + 36 + 6 = 54, over 50 and 48."""
    found = verdicts(agency("not before 2029-01-01"))[0]
    assert found == (
        "refuted",
        "12 months (negotiation) + 6 months (set-up) + 3 years (not in force before 2029-01-01) as estimated, "
        "against 50 months",
    )
    late = only("ADP103", agency("not before 2029-01-01"))
    assert late.span.line == 16
    assert late.witness is not None
    assert late.witness["text"] == "12 months + 36 months + 6 months = 54 months, needed within 48 months"


def test_a_time_after_the_condition_counts_where_it_is_longer_than_the_estimate() -> None:
    """6 months are 182.5 days: 180 days are less and change nothing, 24 months are more: 12 + 24 + 6 = 42 < 50."""
    assert verdicts(agency("after 180 days"))[0][1].startswith(
        "12 months (negotiation) + 6 months (ratification) + 6 months (set-up) as estimated, against 50 months"
    )
    verdict, text = verdicts(agency("after 24 months"))[0]
    assert verdict == "depends"
    assert "2 years (in force 24 months after its condition is met)" in text
    assert [w["days"] for f in findings("ADP103", agency("after 40 months")) if (w := f.witness) and "days" in w] == [
        58 * Fraction(365, 12)
    ]


def test_what_is_awaited_is_a_step_of_entry_into_force() -> None:
    """40 of 195 need nobody in particular; the other text needs the USA, and so does what enters only after it."""
    assert [v for v, _ in verdicts(agency("after 180 days"))[1:]] == ["proved", "proved"]
    assert [v for v, _ in verdicts(agency("only after Base"))[1:]] == ["refuted", "unknown"]
    assert verdicts(agency("only after Base"))[1][1] == (
        "USA saying no and all others yes: in ratification 0 of 1 members of { USA } say yes and 1 are needed"
    )
    assert verdicts(agency("only after Base"))[2][1].endswith("only after Base, whatever is ratified")


def test_what_is_in_force_already_is_awaited_no_more() -> None:
    assert [v for v, _ in verdicts(agency("only after Base", "status in_force"))[1:]] == ["proved", "proved"]


def test_what_no_charter_describes_is_awaited_without_end() -> None:
    assert [v for v, _ in verdicts(agency("only after Protocol"))[1:]] == ["unknown", "unknown"]


def test_in_force_before_the_day_that_the_condition_names() -> None:
    text = "charter 1\ninstitution A {\n  adoption {\n    in force on 11 ratifications, not before 1989-01-01\n"
    found = only("LNG310", f"{text}    entered into force 1988-12-01\n  }}\n}}\n")
    assert (found.span.line, found.message) == (5, "in force 1988-12-01 is before the earliest day, 1989-01-01")
    assert findings("LNG310", f"{text}    entered into force 1989-01-01\n  }}\n}}\n") == []


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("review every 5 years", "every 5 years"),
        ("review after 4 years", "after 4 years"),
        ("review after 5 and 10 years, then every 5 years", "after 5 years and 10 years, then every 5 years"),
    ],
)
def test_a_review_once_or_again_is_a_review_and_is_drawn(clause: str, words: str) -> None:
    entry = "in force on 4 ratifications, after 60 days"
    text = f"charter 1\ninstitution A {{\n  adoption {{\n    {entry}\n    {clause}\n  }}\n}}\n"
    assert [(f.code, f.message) for f in examined(text, ["CHG104"]).findings] == []
    charter = load(Source("a.charter", text)).charter
    assert charter is not None
    drawn = adoption_diagram(charter.institutions[0], charter).scene.description
    assert f"Review: {words}" in drawn
    assert "In force on: 4 ratifications; 60 days after that" in drawn


def test_times_of_review_in_another_order_are_told() -> None:
    loaded = load(Source("a.charter", "charter 1\ninstitution A {\n  adoption { review after 10 and 5 years }\n}\n"))
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == [
        ("LNG301", 3, "the times of review do not stand in their order")
    ]
