"""MEM101 to MEM106: who stands outside, who is bound unheard, how one gets in and out, whether joining pays."""

from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from rule_checking import agency, findings, only, places

from charter import world
from charter.designs import designs
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check


@cache
def in_design(name: str) -> tuple[Finding, ...]:
    return check(load(designs()[name].path), select=["MEM"]).findings


def told(name: str) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity, f.entity) for f in in_design(name)]


@pytest.mark.parametrize("name", ["ilo", "itu", "eu_council"])
def test_shipped_designs_with_nothing_to_say_about_membership(name: str) -> None:
    assert told(name) == []


def test_the_agency_says_who_makes_what_it_withholds() -> None:
    assert told("iaia") == []


def test_no_finding_is_grave_where_only_clauses_are_missing() -> None:
    assert told("iaea") == [("MEM104", "gap", "IAEA.membership")]
    assert told("icao") == [("MEM105", "gap", "ICAO.mandate"), ("MEM104", "gap", "ICAO.membership")]


def test_standards_for_all_states_from_twenty_five_members() -> None:
    (found,) = in_design("fsb")
    assert (found.code, found.severity, found.entity) == ("MEM102", "warning", "FSB.apply_standards")
    witness: Any = found.witness
    states, members = set(world.group("states")), set(world.membership("FSB"))
    people = world.column("population")
    silent = states - members
    assert set(witness["voiceless"]) == silent
    assert witness["share_of_parties"] == Fraction(len(silent), len(states))
    assert witness["share_of_people"] == sum(people[p] for p in silent if p in people) / sum(
        people[p] for p in states if p in people
    )
    assert "its force is stated as political" in found.notes
    assert "EUU is a member; its states are counted by themselves" in found.notes


def test_the_door_of_the_oecd() -> None:
    (found,) = in_design("oecd")
    assert (found.code, found.severity, found.entity) == ("MEM103", "note", "OECD.invite")
    assert found.message == "Any of the 38 members can veto admission"
    assert "convention 16" in [str(c) for c in found.citations]


# ---- MEM101 --------------------------------------------------------------------------------------

KEY = """  mandate { assesses in ai; capability measured by %s }
  domain ai "AI\""""


def test_the_second_holder_of_computing_power_is_outside() -> None:
    found = only("MEM101", agency(KEY % "gpu.share", members="memberships.INTL_NETWORK_AISI"))
    assert (found.span.line, found.entity, found.severity) == (6, "Agency.mandate", "warning")
    witness: Any = found.witness
    share = world.column("gpu.share")
    total = world.total("gpu.share")
    assert total is not None
    assert [(o["party"], o["share"]) for o in witness["outside"]] == [("CHN", share["CHN"] / total)]
    assert Fraction(6, 100) < witness["outside"][0]["share"] < Fraction(8, 100)
    inside = world.membership("INTL_NETWORK_AISI")
    assert witness["covered"] == sum(share[p] for p in inside if p in share) / total
    assert found.message.startswith("China (CHN), with 6.9% of `gpu.share`, is not a member; members hold")


def test_no_key_actor_is_outside_or_none_is_named() -> None:
    assert findings("MEM101", agency(KEY % "gpu.share", members="states")) == []
    assert findings("MEM101", agency('  mandate { assesses in ai }\n  domain ai "AI"')) == []


def test_members_that_are_not_known_leave_it_open() -> None:
    text = agency(KEY % "gpu.share").replace("  members are WEOG\n", "")
    (gap,) = findings("MEM101", text)
    assert (gap.severity, gap.message) == ("gap", "Not stated: the members")


# ---- MEM102 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("  obligation o { binds WEOG | African }", [6]),
        ("  decision d : standard { step members by majority of members; binds WEOG | African }", [6]),
        ("  obligation o { binds members }", []),
        ("  obligation o { binds WEOG & EU }", []),
        ("  decision d : standard { step members by majority of members; binds states, those who accept }", []),
        ('  outside pact "Pact" : agreement\n  obligation o { binds parties to pact }', []),
        ("  organ C { seats { 5 elected by C from African } }\n  obligation o { binds WEOG | African }", []),
        ("  organ C { seats { 5 elected by C from African, without vote } }\n  obligation o { binds African }", [7]),
    ],
)
def test_who_is_bound_and_has_no_vote(body: str, lines: list[int]) -> None:
    assert [line for line, _ in places("MEM102", agency(body))] == lines


def test_those_without_a_vote_are_counted_with_their_people() -> None:
    found = only("MEM102", agency("  obligation o { binds { FRA, DEU, NGA } }", members="{ FRA, DEU }"))
    people = world.column("population")
    witness: Any = found.witness
    assert witness["voiceless"] == ["NGA"]
    assert witness["share_of_parties"] == Fraction(1, 3)
    assert witness["share_of_people"] == people["NGA"] / (people["FRA"] + people["DEU"] + people["NGA"])
    assert witness["text"].startswith(
        "1 of 3 parties are not members and may hold no seat with a vote: NGA; 1/3 = 33.3%"
    )


# ---- MEM103 --------------------------------------------------------------------------------------

DOOR = """  membership { admission by admit }
  organ Council { %s }
  decision admit : admission { step Council%s }"""


@pytest.mark.parametrize(
    ("organ", "rule", "who"),
    [
        ("plenary", " by unanimity", "each of the 29 members"),
        ("plenary; decides by consensus", "", "each of the 29 members"),
        ("seats { 5 elected by Council }", " by no negative vote", "each of the 5 seats"),
    ],
)
def test_a_door_that_one_can_keep_shut(organ: str, rule: str, who: str) -> None:
    found = only("MEM103", agency(DOOR % (organ, rule)))
    assert (found.span.line, found.entity, found.severity) == (8, "Agency.admit", "note")
    assert found.message == f"{who.replace('each', 'Any', 1)} can veto admission"
    witness: Any = found.witness
    assert witness["text"].endswith(" fails if one votes against and all others in favour")


@pytest.mark.parametrize(
    ("organ", "rule"),
    [
        ("plenary", " by 2/3 of members"),
        ("plenary; consensus first; otherwise by majority of votes cast", ""),
        ("plenary; decides by consensus minus 2", ""),
        ("plenary", ""),
    ],
)
def test_a_door_that_one_cannot_keep_shut(organ: str, rule: str) -> None:
    assert findings("MEM103", agency(DOOR % (organ, rule))) == []


def test_a_membership_block_without_a_way_in_is_a_gap() -> None:
    (gap,) = findings("MEM103", agency("  membership { withdrawal by notice, notice 1 year }"))
    assert (gap.severity, gap.message) == ("gap", "Not stated: the admission procedure")
    assert findings("MEM103", agency("  membership { open to states }")) == []


# ---- MEM104 --------------------------------------------------------------------------------------

EXIT = """  membership { open to states; %s }
  organ Council { plenary }
  obligation report {
    binds members
    answered by {
      step warning : notice by Council, shall, within 30 days
      step vote_lost : loss_of_vote by Council, may%s
      appeal to Council within 20 days
    }
  }"""


def test_an_exit_that_is_quicker_than_the_ladder() -> None:
    found = only("MEM104", agency(EXIT % ("withdrawal by notice, notice 60 days", ", within 180 days")))
    assert (found.span.line, found.entity, found.severity) == (6, "Agency.membership", "warning")
    assert [label.span.line for label in found.labels] == [8]
    witness: Any = found.witness
    assert witness["exit_days"] == 60
    assert witness["ladders"][0]["known_days"] == 230
    assert witness["text"] == "out in 60 days; the 3 time limits of report are 30 + 180 + 20 = 230 days"


@pytest.mark.parametrize(
    "way_out",
    [
        "withdrawal by notice, notice 230 days",
        "withdrawal by notice, notice 60 days, duties survive 1 year",
        "withdrawal by notice, notice 60 days, duties survive",
        'withdrawal by notice, notice 60 days, returns "fuel"',
        "no withdrawal",
    ],
)
def test_an_exit_that_is_slow_or_costs_something(way_out: str) -> None:
    assert findings("MEM104", agency(EXIT % (way_out, ", within 180 days"))) == []


def test_leaving_at_once_escapes_even_a_ladder_without_clocks() -> None:
    text = (
        agency(EXIT % ("withdrawal by notice, at once", ""))
        .replace(", within 30 days", "")
        .replace("      appeal to Council within 20 days\n", "")
    )
    found = only("MEM104", text)
    assert found.message == "A member can withdraw at once, before the response to breach of report ends"
    witness: Any = found.witness
    assert witness["ladders"][0]["without_clock"] == ["warning", "vote_lost"]
    assert witness["text"] == "out at once; no step of report has a time limit"


def test_steps_without_a_clock_make_the_sum_a_lower_bound() -> None:
    assert findings("MEM104", agency(EXIT % ("withdrawal by notice, notice 60 days", ""))) == []
    found = only("MEM104", agency(EXIT % ("withdrawal by notice, notice 40 days", "")))
    witness: Any = found.witness
    assert witness["text"] == (
        "out in 40 days; the 2 time limits of report are at least 30 + 20 = 50 days; vote_lost has none"
    )


@pytest.mark.parametrize(
    ("way_out", "missing"),
    [
        ("withdrawal by notice, after 5 years of membership", "the notice period for withdrawal"),
        ("no expulsion", "withdrawal"),
    ],
)
def test_a_notice_that_is_not_stated_is_a_gap(way_out: str, missing: str) -> None:
    (gap,) = findings("MEM104", agency(EXIT % (way_out, "")))
    assert (gap.severity, gap.message) == ("gap", f"Not stated: {missing}")


def test_without_a_ladder_there_is_nothing_to_escape() -> None:
    assert findings("MEM104", agency("  membership { withdrawal by notice, at once }")) == []


# ---- MEM105 --------------------------------------------------------------------------------------

OVER_FIRMS = """  mandate { sets standards in ai; addresses states, firms }
%s"""
BEFORE = 'domain ai "AI"; party Labs "Laboratories" : firm; outside ngos "NGOs" : civil_society'


def test_rules_over_firms_made_by_states_alone() -> None:
    found = only("MEM105", agency(OVER_FIRMS % "  organ Assembly { plenary }", before=BEFORE))
    assert (found.span.line, found.entity, found.severity) == (6, "Agency.mandate", "note")
    assert found.message == "The mandate addresses firms, but only States have a seat or a channel"


def test_an_obligation_on_firms_is_enough() -> None:
    found = only("MEM105", agency("  obligation tell { binds firms in members }"))
    assert (found.span.line, found.entity) == (6, "Agency.tell")


@pytest.mark.parametrize(
    "channel",
    [
        "  membership { category Sector { open to { Labs } } }",
        "  organ Board { seats { 1 appointed by ngos } }",
        "  organ Board { seats { 1 chosen by { Labs } } }",
        "  organ Meeting { plenary; delegates of each member { 2 government; 1 workers } }",
        "  organ Board { plenary; hears complaints from Labs }",
        "  organ Board { plenary }\n  obligation o { binds members; monitored by Board through whistle-blowers }",
        "  organ Board { plenary }\n  obligation o { binds members; monitored by Board through complaint by ngos }",
    ],
)
def test_a_seat_or_a_channel_for_others_than_states(channel: str) -> None:
    assert findings("MEM105", agency(OVER_FIRMS % channel, before=BEFORE)) == []


def test_experts_are_no_channel_and_states_need_none() -> None:
    experts = "  organ Assembly { plenary }\n  organ Panel { experts 9 appointed by Assembly }"
    assert places("MEM105", agency(OVER_FIRMS % experts, before=BEFORE)) == [(6, "Agency.mandate")]
    assert findings("MEM105", agency((OVER_FIRMS % experts).replace(", firms", ""), before=BEFORE)) == []


def test_whom_the_mandate_addresses_is_a_gap_where_it_is_not_said() -> None:
    (gap,) = findings("MEM105", agency("  mandate { sets standards in ai }", before=BEFORE))
    assert (gap.severity, gap.span.line) == ("gap", 6)
    assert gap.message == "Not stated: the addressees of the mandate"


# ---- MEM106 --------------------------------------------------------------------------------------


def test_free_riding_that_costs_nothing() -> None:
    found = only("MEM106", agency("  problem enforcement, distribution\n  obligation cut { binds members }"))
    assert (found.span.line, found.entity, found.severity) == (6, "Agency", "warning")
    witness: Any = found.witness
    assert witness["text"].startswith("clauses on non-parties: none")


@pytest.mark.parametrize(
    "difference",
    [
        '  non-parties face trade_ban on "controlled substances"',
        '  fund Aid "Aid", pays "costs"\n  obligation cut { binds members; help for LDC from Aid }',
        "  mandate { finances in ai }",
        "  mandate { shares in ai }",
    ],
)
def test_a_difference_for_those_outside(difference: str) -> None:
    before = 'domain ai "AI"; function shares "Shares computing power" refines gives access'
    assert findings("MEM106", agency("  problem enforcement\n" + difference, before=before)) == []


def test_another_problem_asks_for_no_difference() -> None:
    assert findings("MEM106", agency("  problem coordination")) == []


TWO_BINDINGS = "  obligation owners {\n    binds members, without ratification\n    binds firms in members\n  }"


def test_an_obligation_may_bind_states_and_firms() -> None:
    """Both clauses are read, neither is a repeated clause, and the rule on firms sees the second."""
    text = agency(TWO_BINDINGS)
    (duty,) = load(Source("t.charter", text)).charter.institutions[0].obligations
    assert [(b.value.kind, b.value.actors, b.value.without_ratification) for b in duty.bindings] == [
        ("set", None, True),
        ("actors", "firms", False),
    ]
    found = only("MEM105", text)
    assert (found.span.line, found.message) == (8, "owners binds firms, but only States have a seat or a channel")


def test_the_same_binding_twice_is_repeated() -> None:
    text = agency("  obligation owners { binds members; binds members }")
    (found,) = [f for f in load(Source("t.charter", text)).findings if f.code == "LNG401"]
    assert (found.span.line, found.message) == (6, "this clause stands a second time: `binds members`")
