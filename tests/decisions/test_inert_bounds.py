"""Lower bounds on what each clause decides, against counts of every coalition."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from test_compositions import charter_of

from charter.decisions.elements import atoms
from charter.decisions.play.clause_effect_bounds import HEAVY, decides_at_least
from charter.decisions.queries.game_queries import DecisionGame, decision_game

TABLE = "institution Agency {{\n  members are {members}\n  organ Assembly {{ plenary }}\n"
DECISION = "  decision adopt : standard {{ step Assembly by {rule} }}\n}}\n"


def part_of(members: str, rule: str):  # type: ignore[no-untyped-def]
    charter = charter_of((TABLE + DECISION).format(members=members, rule=rule))
    game = decision_game(charter, charter.institutions[0], charter.institutions[0].decisions[0])
    assert isinstance(game, DecisionGame)
    (part,) = game.parts
    return part


def alone(part) -> list[Fraction]:  # type: ignore[no-untyped-def]
    """For each threshold the share of coalitions that it alone stops, one by one."""
    found, seats = list(atoms(part.formula)), part.hall.spaces.known
    votes = [[a.form.of(s.holder, s.post) for s in seats] for a in found]
    counts = [0] * len(found)
    for coalition in product((0, 1), repeat=len(seats)):
        met = [
            a.met(sum(v for v, yes in zip(each, coalition, strict=True) if yes) - a.share * sum(each))
            for a, each in zip(found, votes, strict=True)
        ]
        if met.count(False) == 1:
            counts[met.index(False)] += 1
    return [Fraction(n, 2 ** len(seats)) for n in counts]


NINE = "{ AUT, BEL, CHE, DEU, FRA, ITA, LUX, NLD, ESP }"
THIRTEEN = "{ AUT, BEL, CHE, DEU, FRA, ITA, LUX, NLD, ESP, PRT, POL, CZE, SWE }"


@pytest.mark.parametrize("rule", ["2/3 of members and 65% of population", "majority of members and 5 of gdp"])
def test_with_no_more_voters_than_are_taken_one_by_one_the_bound_is_the_count(rule: str) -> None:
    part = part_of(NINE, rule)
    assert len(part.hall.spaces.known) <= HEAVY
    assert [share for _, share in decides_at_least(part)] == alone(part)


@pytest.mark.parametrize("rule", ["2/3 of members and 65% of population", "majority of members and majority of gdp"])
def test_with_more_voters_the_bound_is_below_the_count_and_not_far(rule: str) -> None:
    part = part_of(THIRTEEN, rule)
    for (_, bound), exact in zip(decides_at_least(part), alone(part), strict=True):
        assert exact / 2 < bound <= exact


def test_a_clause_that_another_implies_has_no_share() -> None:
    (_, first), (_, second) = decides_at_least(part_of(NINE, "80% of members and majority of members"))
    assert (first > 0, second) == (True, 0)


def test_rules_of_one_clause_or_of_alternatives_have_no_bound() -> None:
    assert decides_at_least(part_of(NINE, "majority of members")) is None
    assert decides_at_least(part_of(NINE, "majority of members or 65% of population")) is None
