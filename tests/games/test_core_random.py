"""Clever against plain: random compound games, every answer against a look at every coalition."""

from __future__ import annotations

from games_brute import Brute, games
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.games import Game
from charter.games.counting.packed import slot_for, unpack
from charter.games.counting.planner import LIMITS, Plan, _options, run
from charter.games.formula import names

RUNS = settings(max_examples=150, deadline=None)


@RUNS
@given(games())
def test_questions(game: Game) -> None:
    brute = Brute(game)
    winning = brute.winning
    assert game.winning_coalitions == len(winning)
    assert game.never_passes == (not winning)
    assert game.always_passes == (len(winning) == 1 << brute.n)
    if winning:
        assert set(game.veto_players) == frozenset.intersection(*winning)
    swings = brute.swings()
    assert game.power.swings == swings
    assert set(game.dummies) == {p for p in game.players if not swings[p]}
    single = {p for p in game.players if frozenset([p]) in winning}
    if not game.always_passes:
        assert set(game.passers) == single
    everyone = frozenset(game.players)
    assert game.is_proper == all(everyone - s not in winning for s in winning)
    assert game.is_strong == all(s in winning or everyone - s in winning for s in brute.all)
    blocking = brute.blocking()
    assert all(game.blocks(s) == (s in blocking) for s in brute.all)
    assert all(game.dual().wins(s) == (s in blocking) for s in brute.all)


@RUNS
@given(games())
def test_every_method_counts_the_same(game: Game) -> None:
    brute = Brute(Game(tuple(names(game.normal)), game.normal))
    swings = brute.swings()
    by_size = dict.fromkeys(brute.players, ())
    for p in brute.players:
        row = [0] * (brute.n + 1)
        for s in brute.winning:
            if p in s and s - {p} not in brute.winning:
                row[len(s) - 1] += 1
        by_size[p] = tuple(row)
    for slot in (0, slot_for(brute.n)):
        plans = [plan for plan in _options(game.normal, bool(slot), LIMITS) if plan.seconds < 1e9]
        for plan in [*plans, Plan("diagram", 0, 0)]:
            found = run(game.normal, plan, slot)
            if slot:
                assert sum(unpack(found.winning, slot, brute.n + 1)) == len(brute.winning), plan
                for p in brute.players:
                    assert tuple(unpack(found.swings[p], slot, brute.n + 1)) == by_size[p], (plan, p)
            else:
                assert found.winning == len(brute.winning), plan
                assert found.swings == swings, plan


@RUNS
@given(games(), st.data())
def test_extremal_coalitions(game: Game, data: st.DataObject) -> None:
    brute = Brute(game)
    column = {p: data.draw(st.integers(0, data.draw(st.sampled_from([1, 5, 10**6])))) for p in game.players}
    for kind in ("winning", "blocking"):
        for costs in (column, dict.fromkeys(game.players, 1)):
            found = game.cheapest(costs, kind)
            assert (None if found is None else found.cost) == brute.cheapest(costs, kind)
            if found is not None:
                assert found.exact
                assert game.wins(found.members) if kind == "winning" else game.blocks(found.members)
    for up_to in (1, 2, 3, 16):
        sets = game.minimal_blocking(up_to, keep=10**6)
        assert {frozenset(s) for s in sets.sets} == {s for s in brute.minimal_blocking() if len(s) <= up_to}
        assert sets.complete


@RUNS
@given(games(most=7))
def test_symmetry(game: Game) -> None:
    brute = Brute(game)
    classes = {p: k for k, group in enumerate(game.symmetry_classes) for p in group}
    for a in game.players:
        for b in game.players:
            assert (classes[a] == classes[b]) == brute.alike(a, b)


@RUNS
@given(games())
def test_shapley_shubik(game: Game) -> None:
    index = game.power.shapley_shubik()
    assert dict(index) == Brute(game).shapley_shubik()
    assert sum(index.values()) == (0 if game.is_trivial else 1)


@RUNS
@given(games(), games(), st.data())
def test_operations(game: Game, other: Game, data: st.DataObject) -> None:
    a, b = Brute(game), Brute(other)
    both = tuple(dict.fromkeys(game.players + other.players))
    every = Brute(Game(both, game.rule)).winning
    second = Brute(Game(both, other.rule)).winning
    assert Brute(game & other).winning == every & second
    assert Brute(game | other).winning == every | second
    assert game.difference(other) == len(every ^ second)
    assert game.implies(other) == (every <= second)
    group = data.draw(st.sets(st.sampled_from(game.players), min_size=1))
    rest = frozenset(game.players) - group
    assert Brute(game.without(*group)).winning == {s for s in a.winning if s <= rest}
    merged = game.merge(group, "bloc")
    assert Brute(merged).winning == {
        (s - group) | ({"bloc"} if group <= s else set()) for s in a.winning if not s & group or group <= s
    }
    assert b.n == len(other.players)
