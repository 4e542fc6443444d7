"""The page on representation, against sums that can be redone from the charter's text and the shipped tables."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from charter import world
from charter.analysis.proportion.representation import Bench, GroupHolding, Represented, represented
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.rules.case import Case


@cache
def page(name: str) -> Represented:
    loaded = load(name)
    assert loaded.charter is not None
    return represented(Case(loaded.charter.institutions[0], loaded.charter, loaded=loaded))


def of_text(text: str) -> Represented:
    loaded = load(Source("club.charter", "charter 1\nuse world\n" + text))
    assert loaded.charter is not None
    return represented(Case(loaded.charter.institutions[0], loaded.charter, loaded=loaded))


def bench(found: Represented, organ: str) -> Bench:
    return next(b for b in found.benches if b.organ == organ)


def seats(found: Represented, organ: str, group: str) -> tuple[Fraction, Fraction, Fraction]:
    held: GroupHolding = next(h for h in bench(found, organ).seats if h.group == group)
    return held.least_held, held.most_held, held.of


def test_the_seats_of_the_security_council_over_every_lawful_composition() -> None:
    # China sits; of the ten, three Africans and two Latin Americans are developing by M49 in any case. At most also
    # both seats of Asia, one of Eastern Europe (Armenia is among them) and one of Western Europe (Türkiye)
    assert seats(page("un"), "SecurityCouncil", "M49Developing") == (6, 10, 15)
    assert bench(page("un"), "SecurityCouncil").open


def test_the_general_assembly_is_one_state_one_seat() -> None:
    assert seats(page("un"), "GeneralAssembly", "LDC") == (44, 44, 193)
    least = next(g for g in page("un").groups if g.name == "LDC")
    people = world.column("population")
    members = world.membership("UN")
    of = sum(v for p, v in people.items() if p in members)
    assert least.people == Fraction(sum(people[p] for p in world.group("LDC") & members), of)
    assert least.of_members == Fraction(44, 193)


@pytest.mark.slow
def test_the_votes_of_the_fund_are_those_of_its_table() -> None:
    (governors,) = [b for b in page("imf").benches if b.organ == "BoardOfGovernors"]
    votes = world.column("imf.votes_2022")
    members = frozenset(load("imf").charter.institutions[0].members.value.members)  # type: ignore[union-attr]
    total = sum(v for p, v in votes.items() if p in members)
    for held in governors.votes:
        mine = [votes[p] for p in world.group(held.group) & members if p in votes]
        assert held.least == held.most == Fraction(sum(mine), total)
    assert {h.group for h in governors.votes} >= {"LDC", "G77", "HighIncome", "Africa"}


def test_the_plenary_of_the_board_has_three_two_or_one_seat_a_member() -> None:
    assert seats(page("fsb"), "Plenary", "ThreeSeats") == (33, 33, 74)
    assert seats(page("fsb"), "Plenary", "TwoSeats") == (14, 14, 74)
    assert bench(page("fsb"), "SteeringCommittee").missing == "no clause on the number of seats"
    assert "who sits in SteeringCommittee: no clause on the number of seats" in page("fsb").gaps
    assert page("fsb").unknown_people == ("EUU",)


@pytest.mark.slow
def test_the_far_east_holds_its_own_two_seats_and_may_hold_all_four_of_its_members() -> None:
    assert seats(page("iaea"), "Board", "FarEastArea") == (2, 4, 35)
    assert page("iaea").host == "AUT"
    assert "WesternEuropeArea" in page("iaea").host_groups


def test_what_is_paid_is_a_lower_bound_where_not_every_payer_is_known() -> None:
    paid = {p.group: p.share for p in page("iaea").paid}
    assert page("iaea").paid_known == Fraction(1, 4)
    assert (paid["NorthAmericaArea"], paid["Africa"]) == (Fraction(1, 4), 0)


def test_the_proposal_as_its_comments_count_it() -> None:
    assert seats(page("iaia"), "Council", "FrontierStates") == (6, 6, 30)
    assert seats(page("iaia"), "Council", "Developing") == (19, 23, 30)
    (power,) = [t for t in page("iaia").taken if "find_breach" in t.decisions]
    six = next(p for p in power.power if p.group == "FrontierStates")
    # thirty seats of one vote each: six of them have a fifth of the power
    assert (six.least, six.most) == (Fraction(1, 5), Fraction(1, 5))
    asked = {a.decision: a for a in page("iaia").agenda}
    assert asked["amend"].proposers is not None
    # any 20 members may propose: there are six frontier states and 14 members in Oceania
    assert not {"FrontierStates", "Oceania"} & set(asked["amend"].alone)
    assert {"Developing", "SIDS", "Africa"} <= set(asked["amend"].alone)
    assert asked["fix_scale"].proposers is None
    assert page("iaia").services[0].experts == 40


def test_the_measures_of_two_members_by_hand() -> None:
    found = of_text(
        "institution Club { members are { IND, LUX } organ Assembly { plenary decides by all of members } }".replace(
            " organ", "\n organ"
        ).replace(" decides", " ; decides")
    )
    people = world.column("population")
    india = Fraction(people["IND"], people["IND"] + people["LUX"])
    (where, measures), *others = bench(found, "Assembly").measures
    assert (where, others) == ("", [])
    # India has half of the votes: |1/2 - p| twice, halved; the curve has one corner, at (p, 1/2)
    assert measures.malapportionment == india - Fraction(1, 2)
    assert measures.gini == india - Fraction(1, 2)
    assert measures.lorenz == ((india, Fraction(1, 2)), (Fraction(1), Fraction(1)))


def test_without_members_there_is_one_gap_and_nothing_else() -> None:
    found = of_text("institution Club { organ Assembly { plenary } }")
    assert (found.gaps, found.groups, found.benches) == (("no clause on the members",), (), ())


def test_what_is_not_said_is_named() -> None:
    found = of_text(
        "institution Club {\n  members are { FRA, KEN }\n  organ Assembly { plenary ; decides by all of members }\n"
        "  decision act : procedure { step Assembly }\n}\n"
    )
    assert found.gaps == (
        "who may propose act",
        "who chairs Assembly",
        "where the head office is",
        "the number of staff",
        "of what nationality those are who serve",
        "who pays what share",
    )
