"""Seats of which each member has its own: persons that it appoints, and seats that it holds."""

from __future__ import annotations

from rule_checking import examined, findings, places

from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.render.charts.seats import seats_chart
from charter.render.figures.structure import structure

UNION = """charter 1
use world
group Big = { FRA, DEU }
institution Union {
  members are { FRA, DEU, ITA, LUX }
  organ Council { plenary; decides by unanimity }
  organ Commission : council {
    seats 4 { 1 appointed by each member with approval of Council for 5 years, as commissioner }
    decides by majority of seats
  }
  organ Court : tribunal { experts 1 appointed by each member for 6 years; sits in 3 }
  organ Bureau { seats 8 { 2 designated by each member }; decides by 5 seats }
  organ Bench : tribunal { experts 1 elected by Council for 9 years, for each member }
  decision sue : finding { step Commission }
  decision judge : dispute { step Court }
  decision run : budget { step Bureau }
}
scenario out of Union { without FRA }
expect Union {
"""


def verdicts(asked: str) -> list[tuple[str | None, str]]:
    return [(v.scenario, v.verdict) for v in examined(UNION + asked + "\n}\n").verdicts]


def test_there_are_as_many_seats_as_members() -> None:
    """Four members: 4 commissioners, 8 seats of 2 each, 4 judges, of whom half are of two of the members."""
    asked = "that seats(Commission) = 4 and seats(Bureau) = 8 and seats(Court) = 4 and share(Big, seats in Bench) = 1/2"
    assert verdicts(asked)[0] == (None, "proved")
    assert verdicts("in scenario out: that seats(Commission) = 3 and seats(Bureau) = 6 and seats(Court) = 3") == [
        ("out", "proved")
    ]


def test_a_member_holds_its_seats_and_instructs_no_appointee() -> None:
    """Five of 8 seats: one member's 2 leave 6, two members' 4 leave 4. No member controls a commissioner."""
    asked = "FRA can block run\nno 2 members can block run\nno 4 members can block sue"
    assert [v for s, v in verdicts(asked) if s is None] == ["refuted", "refuted", "proved"]


def test_nobody_can_keep_the_bench_empty() -> None:
    """Before, judges had to be elected by a council that one member stops."""
    text = UNION + "that seats(Court) = 4\n}\n"
    assert [p for p in places("STR103", text) if p[0] in (7, 11, 12)] == []
    elected = text.replace("experts 1 appointed by each member for", "experts 4 elected by Council for")
    assert (11, "Union.Court") in places("STR103", elected)


def test_no_rule_takes_them_for_too_many_or_for_unelected() -> None:
    text = UNION + "that seats(Court) = 4\n}\n"
    assert findings("LNG303", text) == findings("LNG308", text) == findings("REP103", text) == []
    assert findings("ACC104", text) == []
    five = text.replace("seats 4 {", "seats 5 {")
    (found,) = findings("LNG308", five)
    assert (found.severity, found.span.line) == ("error", 8)


def test_the_pictures_count_them() -> None:
    loaded = load(Source("a.charter", UNION + "that seats(Court) = 4\n}\n"))
    assert loaded.charter is not None
    union = loaded.charter.institutions[0]
    node = structure(union, loaded.charter).node("organ:Bureau")
    assert [(s.how, s.total) for s in node.strips] == [("designated", 8)]
    told = seats_chart(union, loaded.charter, "Commission").scene.description
    assert "4 appointed by each member with approval of Council" in told
