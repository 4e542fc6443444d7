"""The cheapest cover by every way there is to find it, against all subsets."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.errors import TooLarge
from charter.games import LIMITS, Game
from charter.games.cheapest import cheapest
from charter.games.counting import meet_in_the_middle as halves
from charter.games.counting.shapes import Sized
from charter.games.solving import knapsack
from charter.games.solving.knapsack import least_cover

numbers = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 40)), min_size=1, max_size=9)
Way = Callable[[list[int], list[int], int], set[int]]


def by_all_subsets(weights: list[int], values: list[int], capacity: int) -> int:
    """The greatest value of items of at most the capacity."""
    every = range(len(weights))
    packings = (set(c) for n in range(len(weights) + 1) for c in combinations(every, n))
    return max(sum(values[i] for i in p) for p in packings if sum(weights[i] for i in p) <= capacity)


@pytest.mark.parametrize("way", [knapsack._packed, knapsack._met, knapsack._tabled])
@settings(deadline=None)
@given(given=numbers, capacity=st.integers(0, 200))
def test_every_way_packs_the_most_valuable(way: Way, given: list[tuple[int, int]], capacity: int) -> None:
    usable = sorted(((w, v) for w, v in given if w <= capacity), key=lambda item: -item[1] / item[0])
    weights, values = [w for w, _ in usable], [v for _, v in usable]
    if way is knapsack._met and len(weights) < 2:
        return
    chosen = way(weights, values, capacity)
    assert sum(weights[i] for i in chosen) <= capacity
    assert sum(values[i] for i in chosen) == by_all_subsets(weights, values, capacity)


@settings(deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=9), st.integers(0, 200))
def test_a_subset_sum_is_filled_as_far_as_can_be(weights: list[int], capacity: int) -> None:
    chosen = knapsack._filled(weights, capacity)
    assert sum(weights[i] for i in chosen) == by_all_subsets(weights, weights, capacity)


@settings(deadline=None)
@given(numbers, st.fractions(0, 1))
def test_a_cover_is_the_same_whichever_way_it_is_found(given: list[tuple[int, int]], part: float) -> None:
    weights, costs = [w for w, _ in given], [c for _, c in given]
    quota = int(part * sum(weights))
    first = least_cover(weights, costs, quota)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(knapsack, "STATE_LIMIT", 0)
        patch.setattr(knapsack, "HALVES_LIMIT", 0)
        again = least_cover(weights, costs, quota)
    for cover in (first, again):
        assert sum(weights[i] for i in cover) >= quota
    assert sum(costs[i] for i in first) == sum(costs[i] for i in again)


def test_what_no_way_can_do_is_refused() -> None:
    weights = [10**18 + 7**k % 10**17 for k in range(60)]
    with pytest.raises(TooLarge, match="a knapsack of more than"):
        least_cover(weights, weights, 31 * 10**18)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=9),
    st.integers(0, 40),
    st.integers(0, 9),
)
def test_halves_meet_at_a_cheapest_coalition(given: list[tuple[int, int]], quota: int, heads: int) -> None:
    names = [f"p{k}" for k in range(len(given))]
    weights = {name: w for name, (w, _) in zip(names, given, strict=True)}
    quota, heads = min(quota, sum(weights.values())), min(heads, len(names))
    game = Game.weighted(weights, quota) & Game.of_count(names, heads)
    values = tuple(weights.values())
    form = Sized(values, tuple(quota if size >= heads else sum(values) + 1 for size in range(len(names) + 1)))
    costs = [c for _, c in given]
    chosen = halves.cheapest(form, costs)
    assert chosen is not None
    assert game.wins([names[i] for i in chosen])
    coalitions = (c for n in range(len(names) + 1) for c in combinations(range(len(names)), n))
    least = min(sum(costs[i] for i in c) for c in coalitions if game.wins([names[i] for i in c]))
    assert sum(costs[i] for i in chosen) == least


def test_populations_that_are_their_own_weights_are_settled_at_once() -> None:
    people = {f"p{k}": 10_000_019 + 7_777_777 * k for k in range(27)}
    game = Game.share(people, knapsack.Fraction(65, 100)) & Game.of_count(people, 15)
    found = cheapest(game.normal, game.players, people, LIMITS)
    assert found is not None
    assert found.exact
    assert game.wins(found.members)
    assert found.cost is not None
    assert 0 <= found.cost - knapsack.Fraction(65, 100) * sum(people.values()) < 1000
