"""VOT102 to VOT111 but 107: few who stop a vote, many whom it passes over, clauses that do not do what they say."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from rule_checking import agency, findings, only, places

from charter.designs import designs
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.validators.check.engine import check

CODES = ("VOT102", "VOT103", "VOT104", "VOT105", "VOT106", "VOT108", "VOT109", "VOT110", "VOT111")


@cache
def shipped(name: str) -> tuple[Finding, ...]:
    return tuple(f for f in check(load(designs()[name].path), select=CODES).findings if f.severity != "gap")


def of(name: str, code: str) -> list[tuple[str, str]]:
    """What each finding of a shipped design is about, and its line without the article."""
    lines = designs()[name].path.read_text(encoding="utf-8").splitlines()
    found = [f for f in shipped(name) if f.code == code]
    return [(f.entity.partition(".")[2], lines[f.span.line - 1].split("[")[0].strip()) for f in found]


def at(name: str, code: str, entity: str) -> Any:
    (found,) = [f for f in shipped(name) if (f.code, f.entity.partition(".")[2]) == (code, entity)]
    return found


def council(rule: str, seats: str, more: str = "", members: str = "states") -> str:
    """A council of one line of seats: its rule stands on line 12, its decision on line 14."""
    return agency(
        f"  organ Assembly {{ plenary }}\n  organ Council {{\n    seats {{\n      {seats}\n    }}\n    {more}\n"
        f"    decides by {rule}\n  }}\n  decision decide_it : standard {{ step Council }}",
        members,
    )


def plenary(decides: str, kind: str = "standard", members: str = "states", more: str = "") -> str:
    """A plenary with its decision on line 10, whose step is on line 11."""
    return agency(
        f"  organ Assembly {{\n    plenary\n    {decides}\n  }}\n  decision decide_it : {kind} {{\n    step Assembly\n"
        f"    {more}\n  }}",
        members,
    )


CHAMBERS = """4 elected by Assembly, largest by gdp, chamber A
      4 elected by Assembly, chamber B ; 4 elected by Assembly, chamber C ; 24 elected by Assembly, chamber D"""
SEABED = council("2/3 of present and voting and not opposed by majority of any chamber", CHAMBERS)
NAMELESS = SEABED.replace("  members are states\n", "\n")


# ---- VOT102


def test_three_of_thirty_six_seats_stop_a_council_of_chambers() -> None:
    found = only("VOT102", NAMELESS.replace("use world", "use world\n"))
    assert found.message == "3 of 36 seats of Council (8.3%) can block “decide_it” against all others"
    assert (found.entity, found.severity) == ("Agency.decide_it", "warning")
    assert found.witness is not None
    assert (found.witness["size"], found.witness["of"], found.witness["people"]) == (3, 36, None)
    assert found.witness["text"].startswith("3 of the 4 seats of chamber A against")


def test_a_few_small_states_that_hold_a_chamber_are_named_with_their_people() -> None:
    text = plenary("chamber Small = { FJI, TON, WSM, VUT, NRU } ; decides by 2/3 of members and 3/5 of chamber Small")
    found = only("VOT102", text)
    assert found.span.line == 10
    assert found.witness is not None
    assert (found.witness["size"], found.witness["of"]) == (3, 195)
    assert len(found.witness["coalition"]) == 3
    assert set(found.witness["coalition"]) <= {"FJI", "TON", "WSM", "VUT", "NRU"}
    assert found.witness["people"] < Fraction(1, 1000)


@pytest.mark.parametrize(
    "rule",
    [
        "2/3 of members",
        "majority of members",
        pytest.param("2/3 of members and 60% of population", marks=pytest.mark.slow),
        "consensus",
    ],
)
def test_a_third_of_the_members_or_three_giants_or_one_member_are_not_this_rules(rule: str) -> None:
    assert findings("VOT102", plenary(f"decides by {rule}", members="un_members")) == []


def test_the_council_of_the_union_and_the_general_assembly_are_stopped_by_more() -> None:
    """Two thirds of 193 are stopped by 65: 33.7% of the members."""
    assert of("eu_council", "VOT102") == of("un", "VOT102") == of("icao", "VOT102") == []


# ---- VOT103


@pytest.mark.parametrize(("rule", "fires"), [("85% of votes", True), ("majority of votes cast", False)])
def test_at_85_per_cent_of_the_votes_a_fund_hardly_acts(rule: str, fires: bool) -> None:
    text = plenary(f"votes by imf.votes_2022 ; decides by {rule}", members="from memberships.IMF except { LIE }")
    text = text.replace("members are from", "members from")
    found = findings("VOT103", text)
    assert [(f.span.line, f.severity) for f in found] == ([(10, "warning")] if fires else [])
    if fires:
        assert found[0].witness is not None
        assert found[0].witness["smallest_blocker"] == ["USA"]
        assert found[0].witness["exact"] is True
        assert Fraction(1, 400_000) < found[0].witness["power_to_act"] < Fraction(1, 300_000)
        assert "1 in 330,000" in found[0].message


def test_the_share_of_coalitions_is_exact_for_one_threshold() -> None:
    text = plenary(
        "decides by all but 1 of members", members="{ FRA, DEU, ITA, ESP, PRT, NLD, BEL, LUX, AUT, GRC, DNK }"
    )
    assert findings("VOT103", text) == []  # two of eleven are needed to stop it: more than a tenth
    everybody = plenary("decides by unanimity", members="{ FRA, DEU, ITA, ESP, PRT, NLD, BEL, LUX, AUT, GRC, DNK }")
    assert only("VOT103", everybody).witness is not None
    assert (only("VOT103", everybody).witness or {})["power_to_act"] == Fraction(1, 2**11)


def test_two_thirds_of_many_and_silence_are_no_paralysis() -> None:
    assert of("un", "VOT103") == [("amend", 'decision amend "Amend the Charter" : amendment {')]
    assert of("eu_council", "VOT103") == of("iaea", "VOT103") == of("iaia", "VOT103") == []
    silent = agency("  decision adopt : standard { step members unless 2 members object within 90 days }")
    assert findings("VOT103", silent) == []


# ---- VOT104


def test_a_third_of_the_people_is_outvoted_by_two_thirds_of_the_general_assembly() -> None:
    found = at("un", "VOT104", "recommend_on_peace")
    assert found.severity == "note"
    assert found.witness["decisions"] == ["recommend_on_peace", "adopt_budget", "fix_scale"]
    assert len(found.witness["coalition"]) == 129
    assert found.witness["exact"] is True
    assert Fraction(8, 100) < found.witness["share"] < Fraction(9, 100)
    assert found.witness["people"] / found.witness["of_people"] == found.witness["share"]


def test_half_of_the_votes_of_a_fund_have_few_people_behind_them() -> None:
    text = plenary("votes by imf.votes_2022 ; decides by majority of votes cast", members="MEMBERS")
    found = only("VOT104", text.replace("members are MEMBERS", "members from memberships.IMF except { LIE }"))
    assert found.witness is not None
    assert found.witness["share"] < Fraction(1, 8)


def test_a_leg_of_people_keeps_the_council_of_the_union_silent() -> None:
    assert of("eu_council", "VOT104") == [
        ("procedural_matter", 'decision procedural_matter "Decide on a matter of procedure" : procedure {')
    ]
    assert (
        findings("VOT104", plenary("decides by majority of members and 50% of population", members="un_members")) == []
    )
    low = only("VOT104", plenary("decides by majority of members and 20% of population", members="un_members"))
    assert low.witness is not None
    assert (low.witness["exact"], "at most" in low.message) == (False, True)
    assert low.witness["share"] < Fraction(1, 2)


def test_members_without_a_figure_are_left_out_of_the_coalition() -> None:
    found = only("VOT104", plenary("decides by 3 members", members="{ EUU, FRA, DEU, ITA, LUX, MLT, CHN }"))
    assert found.witness is not None
    assert found.witness["coalition"] == ["ITA", "LUX", "MLT"]
    assert found.witness["exact"] is False


# ---- VOT105


def test_an_abstention_that_voids_a_vote_is_a_warning_and_an_absence_a_note() -> None:
    assert of("ilo", "VOT105") == [("Conference", "void unless half of delegates vote")]
    found = at("ilo", "VOT105", "Conference")
    assert (found.severity, found.witness["kind"]) == ("warning", "abstain")
    assert found.witness["yes"] + found.witness["no"] == found.witness["needed"] == 374
    assert [(e, at("iaea", "VOT105", e).severity) for e, _ in of("iaea", "VOT105")] == [
        ("GeneralConference", "note"),
        ("Board", "note"),
    ]
    assert at("iaea", "VOT105", "Board").witness["text"].startswith("23 for and 1 against, 11 away carries")
    assert of("un", "VOT105") == []


# ---- VOT106


def test_one_yes_carries_what_counts_only_votes() -> None:
    assert ("find_noncompliance", "step Board") in of("iaea", "VOT106")
    found = at("iaea", "VOT106", "find_noncompliance")
    assert (found.severity, found.witness["yes"], found.witness["steps"]) == (
        "note",
        1,
        [{"organ": "Board", "present": 24}],
    )
    assert "24 are present for the quorum, 23 abstain, 1 for, 0 against" in found.witness["text"]
    assert of("icao", "VOT106") == of("oecd", "VOT106") == of("eu_council", "VOT106") == []


@pytest.mark.parametrize(
    "decides",
    [
        "decides by majority of members",
        "decides by majority of present and voting and 1/3 of members",
        "void unless half of members vote\n    decides by majority of votes cast",
        "decides by majority of votes",
        "decides by 5 members",
        "decides by consensus",
    ],
)
def test_a_floor_of_yes_votes_is_enough(decides: str) -> None:
    assert findings("VOT106", plenary(decides)) == []


def test_recommendations_are_no_mandate_and_groups_each_need_a_yes() -> None:
    assert findings("VOT106", plenary("decides by majority of present and voting", "recommendation")) == []
    soft = plenary("decides by majority of present and voting", more="force recommended")
    assert findings("VOT106", soft) == []
    blocs = "majority of present and voting from G7 and majority of present and voting from (states except G7)"
    found = only("VOT106", plenary(f"decides by {blocs}"))
    assert found.message.startswith("2 votes in favour, with none against, in Assembly can pass “decide_it”")
    assert found.span.line == 11


# ---- VOT108


def test_consensus_ends_what_the_financial_stability_board_decides() -> None:
    assert [e for e, _ in of("fsb", "VOT108")] == ["decide", "appoint_chair"]
    assert at("fsb", "VOT108", "decide").witness["objections"] == 1


@pytest.mark.parametrize(
    ("decides", "more", "expected"),
    [
        ("decides by consensus", "", ["warning"]),
        ("decides by consensus minus 2", "", []),
        ("decides by unanimity", "", []),
        ("consensus first for 90 days ; otherwise by 3/4 of members", "", []),
        ("consensus first ; decides by 2/3 of members", "", []),
        ("consensus first", "", ["gap"]),
        ("consensus first ; no fallback", "", ["warning"]),
        ("decides by consensus", 'otherwise "the differing views are recorded"', []),
        ("decides by consensus", "otherwise by majority of members", []),
    ],
)
def test_what_follows_consensus(decides: str, more: str, expected: list[str]) -> None:
    found = findings("VOT108", plenary(decides, more=more))
    assert [f.severity for f in found] == expected
    assert {f.span.line for f in found} <= {11}


def test_in_enforcement_the_accused_may_object_unless_it_is_barred() -> None:
    told = only("VOT108", plenary("decides by consensus", "finding"))
    assert "any member, the State concerned included, objects" in told.message
    barred = only("VOT108", plenary("decides by consensus", "finding", more="barred accused"))
    assert "the accused" not in barred.message


# ---- VOT109


def test_an_inspection_that_needs_thirty_of_fifty_one_waits_for_them() -> None:
    text = agency(
        "  organ Assembly { plenary }\n  organ Council { seats { 51 elected by Assembly } }\n"
        "  decision inspect_site : inspection {\n    step Council by 30 seats\n  }",
        "states",
    )
    found = only("VOT109", text)
    assert (found.span.line, found.severity) == (9, "warning")
    from math import comb

    assert found.witness is not None
    assert found.witness["chance"] == Fraction(sum(comb(51, k) for k in range(30, 52)), 2**51)
    assert found.witness["needed"] == ["30 of 51 seats in Council"]


@pytest.mark.parametrize(
    "step",
    [
        "step Council unless 3/4 of seats say stop within 12 hours",
        "step Council by reverse consensus",
        "step Council by 30 seats, within 3 days, else passes",
    ],
)
def test_a_red_light_lets_an_inspection_go_ahead(step: str) -> None:
    text = agency(
        "  organ Assembly { plenary }\n  organ Council { seats { 41 elected by Assembly } }\n"
        f"  decision inspect_site : inspection {{ {step} }}\n  decision find : finding {{ step Council by 21 seats }}",
        "states",
    )
    assert findings("VOT109", text) == []


# ---- VOT110

NICE = {
    29: ("DEU", "GBR", "FRA", "ITA"),
    27: ("ESP", "POL"),
    14: ("ROU",),
    13: ("NLD",),
    12: ("GRC", "CZE", "BEL", "HUN", "PRT"),
    10: ("SWE", "BGR", "AUT"),
    7: ("SVK", "DNK", "FIN", "IRL", "LTU"),
    4: ("LVA", "SVN", "EST", "CYP", "LUX"),
    3: ("MLT",),
}


def test_the_clause_of_the_people_in_the_treaty_of_nice_decides_next_to_nothing(tmp_path: Any) -> None:
    rows = "\n".join(f"{party},{votes}" for votes, parties in NICE.items() for party in parties)
    (tmp_path / "nice.csv").write_text(f"iso3,votes\n{rows}\n")
    (tmp_path / "charter.toml").write_text("")
    rule = "255 votes and majority of members and 62% of population"
    members = "{ " + ", ".join(p for parties in NICE.values() for p in parties) + " }"
    text = f"""charter 1
use world
data nice "Votes in the Council, 2007" from "nice.csv" keyed by iso3 {{ votes "votes" in "votes" }}
institution Union {{
  members are {members}
  organ Council {{
    plenary
    votes by nice.votes
    decides by {rule}
  }}
  decision adopt : standard {{ step Council }}
}}
"""
    path = tmp_path / "nice.charter"
    path.write_text(text)
    found = [f for f in check(load(path, root=tmp_path), select=["VOT110"]).findings if f.code == "VOT110"]
    people = [f for f in found if f.witness is not None and "population" in f.witness["clause"]]
    assert [(f.span.line, f.severity) for f in people] == [(9, "note")]
    assert people[0].witness is not None
    assert people[0].witness["share"] < Fraction(1, 10_000)
    assert people[0].witness["changes"] < 100


def test_each_clause_of_the_rule_of_2014_decides_some() -> None:
    assert of("eu_council", "VOT110") == []


def test_what_another_clause_implies_decides_nothing() -> None:
    found = only("VOT110", plenary("decides by 80% of members and majority of members", members="EU"))
    assert (found.span.line, found.entity) == (8, "Agency.decide_it")
    assert found.witness is not None
    assert (found.witness["clause"], found.witness["changes"], found.witness["share"]) == (
        "a majority of members",
        0,
        0,
    )


def test_several_weights_over_many_members_are_a_gap() -> None:
    text = plenary("votes by imf.votes_2022 ; decides by 3/5 of members and 85% of votes", members="MEMBERS")
    found = only("VOT110", text.replace("members are MEMBERS", "members from memberships.IMF except { LIE }"))
    assert (found.severity, found.entity) == ("gap", "Agency.decide_it")


# ---- VOT111


def test_three_in_each_of_three_chambers_hold_a_council_of_thirty_six() -> None:
    found = only("VOT111", SEABED)
    assert (found.span.line, found.entity) == (13, "Agency.Council")
    assert found.witness is not None
    assert found.witness["chambers"] == [{"chamber": c, "blockers": 3, "seats": 4} for c in "ABC"]
    assert found.witness["of"] == 36


@pytest.mark.parametrize(
    "rule",
    [
        "2/3 of seats",
        "2/3 of seats and not opposed by majority of any chamber or 3/4 of seats",
    ],
)
def test_no_chamber_by_itself_stops_these(rule: str) -> None:
    assert findings("VOT111", council(rule, CHAMBERS)) == []


def test_large_chambers_and_small_bodies_are_silent() -> None:
    rule = "2/3 of seats and majority of each chamber"
    blocs = "7 elected by Assembly from WEOG, chamber A ; 7 elected by Assembly from African, chamber B"
    assert findings("VOT111", council(rule, blocs)) == []
    large = "18 elected by Assembly from WEOG, chamber A ; 18 elected by Assembly from African, chamber B"
    assert findings("VOT111", council(rule, large)) == []


def test_an_objection_of_one_chamber_stops_and_of_each_together_does_not() -> None:
    lines = "4 elected by Assembly, chamber A ; 32 elected by Assembly, chamber B"
    text = agency(
        f"  organ Assembly {{ plenary }}\n  organ Council {{ seats {{ {lines} }} }}\n"
        "  decision plan : programme {\n    step Council unless %s object within 60 days\n  }",
        "states",
    )
    assert places("VOT111", text % "majority of chamber A") == [(9, "Agency.plan")]
    assert findings("VOT111", text % "2/3 of seats and majority of each chamber") == []


def test_the_shipped_councils_have_no_such_chamber() -> None:
    assert [n for n in designs() if of(n, "VOT111")] in ([], ["isa"])
