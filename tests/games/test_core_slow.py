"""The random comparison again, with more and larger games; `pytest -m slow`."""

from __future__ import annotations

import pytest
from games_brute import Brute, games
from hypothesis import HealthCheck, given, settings

from charter.games import Game
from charter.games.counting.planner import LIMITS, Plan, _options, run
from charter.games.formula import names


@pytest.mark.slow
@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(games(most=11, depth=3))
def test_many_games(game: Game) -> None:
    brute = Brute(game)
    assert game.winning_coalitions == len(brute.winning)
    assert game.power.swings == brute.swings()
    assert dict(game.power.shapley_shubik()) == brute.shapley_shubik()
    assert {frozenset(s) for s in game.minimal_winning(16).sets} == brute.minimal_winning()
    costs = {name: (7 * k * k) % 11 for k, name in enumerate(game.players)}
    for kind in ("winning", "blocking"):
        found = game.cheapest(costs, kind)
        assert (None if found is None else found.cost) == brute.cheapest(costs, kind)


@pytest.mark.slow
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(games(most=6, depth=3))
def test_every_method_many_times(game: Game) -> None:
    """All methods that offer themselves, not only the one that would be chosen."""
    brute = Brute(Game(tuple(names(game.normal)), game.normal))
    swings = brute.swings()
    for plan in [*_options(game.normal, False, LIMITS), Plan("diagram", 0, 0)]:
        if plan.seconds < 1e9:
            found = run(game.normal, plan, 0)
            assert (found.winning, found.swings) == (len(brute.winning), swings), plan


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(games(most=16, depth=2))
def test_sixteen_players(game: Game) -> None:
    brute = Brute(game)
    assert game.winning_coalitions == len(brute.winning)
    assert game.power.swings == brute.swings()
