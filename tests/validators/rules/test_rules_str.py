"""STR101, STR103, STR104, STR105: organs out of reach, empty benches, no executive, too little settled."""

from functools import cache
from typing import Any

import pytest
from rule_checking import agency, findings, only, places

from charter.designs import designs
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check

CODES = ("STR101", "STR103", "STR104", "STR105")


@cache
def in_design(name: str) -> tuple[Finding, ...]:
    return check(load(designs()[name].path), select=CODES).findings


@pytest.mark.parametrize("name", ["iaea", "icao", "un", "oecd", "fsb", "itu", "un_ai_panel", "iaia"])
def test_shipped_designs_that_have_their_organs_in_order_are_silent(name: str) -> None:
    assert [(f.code, f.entity, f.message) for f in in_design(name)] == []


def test_the_commission_of_inquiry_waits_for_a_body_whose_rule_is_not_stated() -> None:
    (gap,) = in_design("ilo")
    assert (gap.code, gap.severity, gap.entity) == ("STR103", "gap", "ILO.GoverningBody")
    assert gap.message == "Not stated: a rule of decision (GoverningBody)"


# ---- STR101 --------------------------------------------------------------------------------------

NETWORK = """institution Network {
  status operating
  members are WEOG
  no charter
  organ Meeting { plenary; no vote }
  organ Coordinator "Network Coordinator" : network_hub { note "one of them" }
%s
}
"""


def network(more: str = "") -> str:
    return "charter 1\nuse world\n" + NETWORK % more


def test_without_a_charter_an_organ_that_no_clause_fills_is_out_of_reach() -> None:
    found = only("STR101", network())
    assert (found.span.line, found.entity, found.severity) == (8, "Network.Coordinator", "error")
    assert found.message == "No member, even indirectly, chooses who sits in the Network Coordinator"
    witness: Any = found.witness
    assert witness["chain"] == [{"organ": "Coordinator", "filled_by": []}]
    assert witness["text"] == "no clause fills Coordinator; Network says that it has no charter that could"


def test_with_a_charter_silence_is_no_finding_and_a_gap_only_where_something_waits() -> None:
    text = network().replace("  no charter\n", "")
    assert findings("STR101", text) == []
    waits = network("  decision warn : recommendation { step Coordinator }").replace("  no charter\n", "")
    gap = only("STR101", waits)
    assert (gap.severity, gap.span.line, gap.entity) == ("gap", 7, "Network.Coordinator")
    assert gap.message == "Not stated: who sits in Coordinator"


OFFICES = """  organ Assembly { plenary }
  organ Secretariat : secretariat { headed by Director, appointed by %s }
  organ Panel : panel { experts 9 appointed by Director for 3 years }"""


def test_an_organ_is_out_of_reach_with_all_that_it_fills() -> None:
    text = agency(OFFICES % "Secretariat")
    assert places("STR101", text) == [(7, "Agency.Secretariat"), (8, "Agency.Panel")]
    panel: Any = findings("STR101", text)[1].witness
    assert panel["text"] == "Panel is filled by Secretariat; Secretariat is filled by Secretariat"


@pytest.mark.parametrize(
    "by",
    ["Assembly", "members", "Secretariat with approval of Assembly", "Secretariat on nomination of Assembly"],
)
def test_a_way_back_to_the_members_is_enough(by: str) -> None:
    if by == "members":
        text = agency(OFFICES.replace("appointed by %s", 'by custom "a member"'))
    else:
        text = agency(OFFICES % by)
    assert findings("STR101", text) == []


def test_a_decision_that_appoints_is_followed_to_its_takers() -> None:
    decision = "\n  decision appoint : appointment { step %s }"
    assert findings("STR101", agency(OFFICES % "appoint" + decision % "Assembly")) == []
    assert places("STR101", agency(OFFICES % "appoint" + decision % "Secretariat")) == [
        (7, "Agency.Secretariat"),
        (8, "Agency.Panel"),
    ]


def test_a_circle_of_organs_is_left_to_the_rule_on_circles() -> None:
    circle = (
        "  organ Court { seats { 5 appointed by Committee } }\n  organ Committee { seats { 3 appointed by Court } }"
    )
    assert findings("STR101", agency(circle)) == []
    assert places("STR102", agency(circle)) == [(6, "Agency.Court")]
    below = circle + "\n  organ Panel : panel { experts 3 appointed by Court }"
    assert places("STR101", agency(below)) == [(8, "Agency.Panel")]


# ---- STR103 --------------------------------------------------------------------------------------

BENCH = """  organ Assembly { plenary; decides by majority of members }
  organ Bench : tribunal { experts 7 %s; sits in 3 }
  obligation reporting {
    binds members
    answered by {
      step report : publication by Assembly, shall, within 60 days
      %s
    }
  }"""
APPEAL = "appeal to Bench within 60 days, suspensive"


def bench(filling: str, then: str = APPEAL, members: str = "WEOG") -> str:
    return agency(BENCH % (filling, then), members=members)


def test_one_member_can_empty_a_bench_that_is_filled_by_consensus() -> None:
    found = only("STR103", bench("appointed by Assembly for 4 years, by consensus"))
    assert (found.span.line, found.entity, found.severity) == (7, "Agency.Bench", "error")
    assert [label.span.line for label in found.labels] == [12]
    witness: Any = found.witness
    assert (witness["blockers"], witness["sits_in"], witness["filled_by"]) == (1, 3, "Assembly")
    assert witness["procedures"] == ["the appeal of reporting (which holds up every step)"]
    assert witness["text"] == (
        "Bench sits in 3 and is filled by Assembly: any of the 29 members can reject every name, "
        "and then nobody carries out the appeal of reporting (which holds up every step)"
    )


@pytest.mark.parametrize(
    ("filling", "then"),
    [
        ("appointed by Assembly for 4 years", APPEAL),
        ("appointed by Assembly for 4 years, by 2/3 of members", APPEAL),
        ("appointed by Assembly for 4 years, by consensus", "no appeal"),
    ],
    ids=["majority", "two thirds", "nothing waits"],
)
def test_a_bench_that_many_must_empty_or_nobody_needs_is_no_finding(filling: str, then: str) -> None:
    assert findings("STR103", bench(filling, then)) == []


def test_few_members_together_are_a_warning_that_names_them() -> None:
    found = only("STR103", bench("appointed by Assembly, by 4 members", members="{ FRA, DEU, ITA, ESP, USA }"))
    assert found.severity == "warning"
    witness: Any = found.witness
    assert witness["blockers"] == 2
    assert len(witness["members"]) == 2
    assert findings("STR103", bench("appointed by Assembly, by 3 members", members="WEOG")) == []


def test_who_must_approve_a_head_can_keep_the_office_empty() -> None:
    body = """  organ Assembly { plenary; decides by majority of members }
  organ Council {
    seats { permanent P5 }
    decides by unanimity
  }
  organ Inspectorate : inspectorate { headed by Chief, appointed by Assembly with approval of Council }
  obligation declare {
    binds members
    monitored by Inspectorate through inspection anywhere
  }"""
    found = only("STR103", agency(body, members="WEOG | P5"))
    assert (found.span.line, found.severity) == (11, "error")
    witness: Any = found.witness
    assert witness["procedures"] == ["the monitoring of declare"]


def test_a_rule_that_is_not_stated_is_a_gap() -> None:
    text = bench("appointed by Assembly for 4 years").replace("; decides by majority of members", "")
    gap = only("STR103", text)
    assert (gap.severity, gap.entity) == ("gap", "Agency.Assembly")
    assert gap.message == "Not stated: a rule of decision (Assembly)"


# ---- STR104 --------------------------------------------------------------------------------------

PLENARIES = """  organ Conference { plenary; meets every 2 years; decides by majority of members }
  organ Council { plenary; decides by majority of members }%s"""


def test_many_members_without_a_smaller_organ() -> None:
    found = only("STR104", agency(PLENARIES % "\n  no executive", members="memberships.WTO"))
    assert (found.span.line, found.entity, found.severity) == (6, "Agency.Conference", "note")
    assert found.message == "The Agency has 166 members and no executive organ"
    assert found.notes == ("Conference meets every 2 years",)
    witness: Any = found.witness
    assert (witness["members"], witness["plenaries"]) == (166, ["Conference", "Council"])
    assert witness["text"] == (
        "Conference and Council each seat all 166; no organ of fewer members takes a decision, "
        "and Agency says `no executive`"
    )


@pytest.mark.parametrize(
    "executive",
    [
        "seats { 24 elected by Conference }; decides by majority of seats",
        'seats { 24 elected by Conference }; acts for Conference, except "amendment"',
        "constituencies by imf.chair; cast as a unit; decides by majority of votes",
    ],
)
def test_an_executive_with_powers_is_enough(executive: str) -> None:
    organ = f"\n  organ Board {{ {executive} }}".replace("imf.chair", "imf_board.chair")
    assert findings("STR104", agency(PLENARIES % organ, members="memberships.WTO")) == []


def test_a_smaller_organ_without_stated_powers_is_a_gap() -> None:
    organ = "\n  organ Bureau { seats { 24 elected by Conference } }"
    gap = only("STR104", agency(PLENARIES % organ, members="memberships.WTO"))
    assert (gap.severity, gap.span.line) == ("gap", 8)
    assert gap.message == "Not stated: the powers of Bureau"


def test_fifty_members_need_no_executive() -> None:
    assert findings("STR104", agency(PLENARIES % "", members="WEOG")) == []


# ---- STR105 --------------------------------------------------------------------------------------


def test_what_a_network_says_that_it_does_not_have_is_counted() -> None:
    text = network("  no secretariat\n  no voting rules\n  funding { no budget }")
    found = only("STR105", text)
    assert (found.span.line, found.entity, found.severity) == (3, "Network", "warning")
    witness: Any = found.witness
    assert (witness["score"], witness["of"], witness["there"]) == (1, 5, ["a membership"])
    assert witness["denied"] == ["a constituent instrument", "a secretariat", "a budget", "rules of voting"]
    assert witness["not_stated"] == []


def test_a_proposal_is_what_its_text_says() -> None:
    text = "charter 1\nuse world\ninstitution New {\n  status proposed\n  membership { open to states }\n}\n"
    found = only("STR105", text)
    assert found.label == "1/5"
    witness: Any = found.witness
    assert witness["text"] == (
        "it has a membership; it is silent on a constituent instrument, a secretariat, a budget and rules of voting: "
        "1 of 5"
    )


def test_of_an_institution_that_exists_what_is_not_stated_is_a_gap() -> None:
    text = "charter 1\nuse world\ninstitution Old {\n  status operating\n  membership { open to states }\n}\n"
    gap = only("STR105", text)
    assert (gap.severity, gap.entity) == ("gap", "Old")
    assert gap.message == "Not stated: a constituent instrument, a secretariat, a budget or rules of voting"


def test_three_of_five_are_enough() -> None:
    text = network("  organ Office : secretariat { staff 3 }\n  funding { voluntary }").replace(
        "  no charter\n", "  adoption { adopted 2024 }\n"
    )
    assert findings("STR105", text) == []


def test_a_decision_that_names_itself_as_its_taker_ends() -> None:
    text = agency("  organ Board { headed by Chair, appointed by choose }\n  decision choose : appointment { step %s }")
    assert findings("STR101", text % "Board") != []
    loaded = load(Source("a.charter", text % "choose"))
    assert [f.code for f in check(loaded, select=["STR"]).findings if f.code == "LNG901"] == []
