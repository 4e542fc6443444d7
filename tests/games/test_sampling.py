"""Samples in arrays against the definitions: every coalition and every order of small compound games."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
from games_brute import Brute, games
from hypothesis import given, settings

from charter.games import Game
from charter.games.counting.sampling import flips
from charter.games.counting.sampling_arrays import _first, _flips, fits, pivots, swings
from charter.games.formula import holds


@settings(max_examples=150, deadline=None)
@given(games(most=6))
def test_who_turns_a_coalition_is_found_for_every_coalition(game: Game) -> None:
    rows = np.array(list(product([False, True], repeat=len(game.players))))
    column = {name: k for k, name in enumerate(game.players)}
    passes, turned = _flips(game.rule, rows, column)
    for row, verdict, change in zip(rows, passes, turned, strict=True):
        yes = frozenset(name for name, said in zip(game.players, row, strict=True) if said)
        assert verdict == game.wins(yes)
        decisive = {name for name, here in zip(game.players, change, strict=True) if here}
        assert decisive == set(flips(game.rule, yes)[1])
        assert decisive == {p for p in game.players if game.wins(yes ^ {p}) != game.wins(yes)}


@settings(max_examples=150, deadline=None)
@given(games(most=5))
def test_who_is_pivotal_is_found_in_every_order(game: Game) -> None:
    if game.is_trivial:
        return
    column = {name: k for k, name in enumerate(game.players)}
    orders = list(permutations(game.players))
    places = np.array([[order.index(name) for name in game.players] for order in orders])
    for order, first in zip(orders, _first(game.rule, places, column), strict=True):
        assert game.wins(order[: first + 1])
        assert not game.wins(order[:first])


def test_samples_lie_in_their_interval_and_do_not_change_with_the_size_of_a_batch() -> None:
    heads = Game.of_count([f"p{k}" for k in range(9)], 5)
    game = heads & Game.weighted({f"p{k}": k + 1 for k in range(9)}, 30)
    exact = Brute(game)
    for name, hits in swings(game.rule, game.players, 20_000, 3).items():
        assert abs(hits / 20_000 - exact.swings()[name] / 2**8) < 0.02
    for name, hits in pivots(game.rule, game.players, 20_000, 3).items():
        assert abs(hits / 20_000 - exact.shapley_shubik()[name]) < 0.02
    assert swings(game.rule, game.players, 500, 1) == swings(game.rule, game.players, 500, 1)


def test_weights_beyond_machine_integers_are_sampled_one_by_one() -> None:
    game = Game.weighted({"a": 10**30, "b": 10**30, "c": 1}, 10**30 + 1)
    assert not fits(game.rule)
    assert holds(game.rule, {"a", "b"}.__contains__)
    found = game.power.estimate("banzhaf", samples=2000, seed=5)
    assert all(abs(value - 0.5) < found.half_width for value in found.values.values())
