"""STR102 and REP103: who fills the seats, and how many nobody elects."""

from fractions import Fraction

import pytest
from rule_checking import agency, findings, only, places

ORGANS = "  organ Assembly { plenary }\n  organ Council {\n    seats {\n%s\n    }\n  }"


def council(*lines: str) -> str:
    """A council with these lines of seats, the first on line 9."""
    return agency(ORGANS % "\n".join(f"      {line}" for line in lines), before="areas Parts = WEOG, African, GRULAC")


def test_seats_that_the_organ_fills_itself_are_counted_over_all_its_lines() -> None:
    text = council(
        "10 designated by Council",
        "1 designated by Council for each area of Parts not among these, in practice 3",
        "22 elected by Assembly",
    )
    found = only("STR102", text)
    assert (found.span.line, found.span.column) == (9, 7)
    assert found.message == "The Council, as it leaves office, fills 13 of its 35 seats (37.1%)"
    assert found.entity == "Agency.Council"
    assert [label.span.line for label in found.labels] == [10]
    assert found.help is not None
    assert found.help.startswith("let Assembly elect these seats")
    assert found.witness is not None
    assert (found.witness["seats"], found.witness["of"], found.witness["share"]) == (13, 35, Fraction(13, 35))
    assert found.witness["text"].startswith("The Council, as it leaves office, fills 13 of its 35 seats: 10 + 3 = 13")


@pytest.mark.parametrize(
    "lines",
    [
        ("5 elected by Assembly", "5 ranked by un_scale"),
        ("1 designated by Council", "19 elected by Assembly"),
        ("3 designated by Assembly", "7 elected by Assembly"),
        ("2 designated by Council, without vote", "10 elected by Assembly"),
    ],
    ids=["elected", "below a tenth", "another fills them", "no vote"],
)
def test_seats_that_others_fill_or_that_hardly_count_are_no_finding(lines: tuple[str, ...]) -> None:
    assert findings("STR102", council(*lines)) == []


def test_a_number_of_seats_that_is_not_settled_is_a_gap() -> None:
    found = only(
        "STR102", council("1 designated by Council for each area of Parts not among these", "5 elected by Assembly")
    )
    assert (found.severity, found.span.line) == ("gap", 9)
    assert found.message == "Not stated: the number of seats of Council"


def test_seats_for_each_area_are_counted_where_all_areas_have_theirs() -> None:
    found = only("STR102", council("2 designated by Council for each area of Parts", "6 elected by Assembly"))
    assert found.witness is not None
    assert (found.witness["seats"], found.witness["of"]) == (6, 12)


def test_experts_that_their_own_panel_appoints_are_found() -> None:
    text = agency("  organ Panel : panel {\n    experts 12 appointed by Panel for 3 years\n  }")
    found = only("STR102", text)
    assert (found.span.line, found.entity) == (7, "Agency.Panel")
    assert found.message == "The Panel, as it leaves office, fills 12 of its 12 seats (100%)"


CIRCLE = """  organ Assembly { plenary }
  organ Court { seats { 5 appointed by Committee } }
  organ Committee { seats { 3 appointed by Court%s } }"""


def test_organs_that_fill_only_one_another_are_found_with_the_circle() -> None:
    found = only("STR102", agency(CIRCLE % ""))
    assert found.message == (
        "Court and Committee fill only one another: no member, even indirectly, chooses who sits there"
    )
    assert (found.span.line, [label.span.line for label in found.labels]) == (7, [8])
    assert found.witness is not None
    assert found.witness["circle"] == ["Court", "Committee"]
    assert found.witness["text"] == "Court is filled by Committee; Committee is filled by Court"


@pytest.mark.parametrize(
    "way_in", [" with approval of Assembly", "; 1 elected by Assembly", "; permanent { FRA }", "; 1 ranked by un_scale"]
)
def test_a_circle_into_which_somebody_else_chooses_is_none(way_in: str) -> None:
    assert findings("STR102", agency(CIRCLE % way_in)) == []


def test_unelected_seats_are_told_with_their_holders() -> None:
    text = agency(
        "  founded 1945-10-24\n  organ Assembly { plenary }\n  organ Council {\n    seats 15 {\n"
        "      permanent { FRA, GBR, USA, DEU, ITA }\n      10 elected by Assembly\n    }\n  }"
    )
    found = only("REP103", text)
    assert (found.span.line, found.entity) == (10, "Agency.Council")
    assert found.message == (
        "5 of 15 seats in the Council (33.3%) are not elected: 5 seats permanent, held by DEU, FRA, GBR, ITA and USA"
    )
    assert found.notes == ("permanent since 1945-10-24, without a term",)
    assert found.witness is not None
    assert found.witness["share"] == Fraction(1, 3)
    assert found.witness["lines"] == [
        {"seats": 5, "filled": "permanent", "held_by": ["DEU", "FRA", "GBR", "ITA", "USA"], "term": None}
    ]


def test_unelected_seats_are_compared_within_their_class() -> None:
    text = council(
        "10 designated by Council, as government, now { FRA, DEU }",
        "18 elected by Assembly, as government",
        "14 elected by Assembly, as employers",
        "14 elected by Assembly, as workers",
    )
    found = only("REP103", text)
    assert (found.span.line, found.entity) == (9, "Agency.Council.government")
    assert found.message.startswith("10 of 28 government seats in the Council (35.7%) are not elected")
    assert found.witness is not None
    assert (found.witness["class"], found.witness["lines"][0]["held_by"]) == ("government", ["DEU", "FRA"])


@pytest.mark.parametrize(
    "lines",
    [
        ("3 ranked by un_scale", "7 elected by Assembly"),
        ("permanent WEOG",),
        ("4 appointed by Assembly", "6 elected by Assembly"),
        ("5 ranked by un_scale, without vote", "7 elected by Assembly"),
    ],
    ids=["three tenths", "everyone has one", "appointed", "no vote"],
)
def test_few_or_common_unelected_seats_are_no_finding(lines: tuple[str, ...]) -> None:
    assert findings("REP103", council(*lines)) == []


def test_a_line_without_a_number_takes_what_the_total_leaves() -> None:
    text = agency(
        "  organ Assembly { plenary }\n  organ Council {\n    seats 12 {\n      designated by Assembly\n"
        "      6 elected by Assembly\n    }\n  }"
    )
    assert places("REP103", text) == [(9, "Agency.Council")]
    found = only("REP103", text)
    assert found.witness is not None
    assert (found.witness["seats"], found.witness["of"]) == (6, 12)
