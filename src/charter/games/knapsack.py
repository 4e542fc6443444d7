"""The 0-1 knapsack, exactly, in integers.

The items left out of a cheapest cover are a most valuable packing. Items are sorted by value per weight; around the
item where greedy packing stops, a core grows in both directions, and partial solutions that are dominated or whose
bound by the next item's ratio is not better than the best known are dropped (Pisinger 1997). The order of work is the
number of undominated states in the core, a few hundred for most votes and populations; beyond ``STATE_LIMIT``,
TooLarge.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from charter.games.errors import TooLarge

__all__ = ["STATE_LIMIT", "least_cover"]

STATE_LIMIT = 400_000

# weight, value, and the trail of changed items as nested pairs
State = tuple[int, int, "tuple[int, object] | None"]


def least_cover(weights: Sequence[int], costs: Sequence[int], quota: int) -> list[int]:
    """Indices with total weight at least ``quota`` and the least total cost; the quota can be reached.

    >>> least_cover([5, 4, 3], [10, 4, 4], 7)
    [1, 2]
    """
    free = {i for i, cost in enumerate(costs) if not cost}
    spare = sum(weights) - quota
    items = sorted(
        (i for i in range(len(weights)) if i not in free and 0 < weights[i] <= spare),
        key=lambda i: (Fraction(-costs[i], weights[i]), -weights[i], -i),
    )
    left_out = _packed([weights[i] for i in items], [costs[i] for i in items], spare)
    dropped = {items[k] for k in left_out}
    return [i for i in range(len(weights)) if i not in dropped and weights[i]]


def _packed(weights: list[int], values: list[int], capacity: int) -> set[int]:
    """The most valuable items of at most the capacity; items are sorted by value per weight, best first."""
    n = len(weights)
    stop, used = 0, 0
    while stop < n and used + weights[stop] <= capacity:
        used += weights[stop]
        stop += 1
    if stop == n:
        return set(range(n))
    base = sum(values[:stop])
    best: State = (used, base, None)
    states: list[State] = [best]
    low, high = stop - 1, stop
    while states and (low >= 0 or high < n):
        if high < n:
            states = _merged(states, weights[high], values[high], high)
            high += 1
        best, states = _pruned(states, best, capacity, weights, values, low, high)
        if low >= 0 and states:
            states = _merged(states, -weights[low], -values[low], low)
            low -= 1
            best, states = _pruned(states, best, capacity, weights, values, low, high)
        if len(states) > STATE_LIMIT:
            raise TooLarge(f"a knapsack of more than {STATE_LIMIT:,} states")
    chosen = set(range(stop))
    trail = best[2]
    while trail is not None:
        chosen ^= {trail[0]}
        trail = trail[1]  # type: ignore[assignment]
    return chosen


def _merged(states: list[State], weight: int, value: int, item: int) -> list[State]:
    """The states and their copies with the item changed, by weight, without those that another dominates."""
    changed: list[State] = [(w + weight, v + value, (item, trail)) for w, v, trail in states]
    both = sorted(states + changed, key=lambda state: (state[0], -state[1]))
    kept: list[State] = []
    for state in both:
        if not kept or state[1] > kept[-1][1]:
            kept.append(state)
    return kept


def _pruned(
    states: list[State], best: State, capacity: int, weights: list[int], values: list[int], low: int, high: int
) -> tuple[State, list[State]]:
    """The best state that fits, and the states that might still lead to a better one."""
    for state in states:
        if state[0] <= capacity and state[1] > best[1]:
            best = state
    n, most = len(weights), best[1]
    kept: list[State] = []
    for state in states:
        room = capacity - state[0]
        if room >= 0:
            hopeful = high < n and (state[1] - most) * weights[high] + room * values[high] > 0
        else:
            hopeful = low >= 0 and (state[1] - most) * weights[low] + room * values[low] > 0
        if hopeful:
            kept.append(state)
    return best, kept
