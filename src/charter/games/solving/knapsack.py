"""The 0-1 knapsack, exactly, in integers.

The items left out of a cheapest cover are a most valuable packing. Items are sorted by value per weight; around the
item where greedy packing stops, a core grows in both directions, and partial solutions that are dominated or whose
bound by the next item's ratio is not better than the best known are dropped (Pisinger 1997). The order of work is the
number of undominated states in the core, a few hundred for most votes and populations.

Where costs are nearly proportional to weights the bounds say nothing and the states grow past ``STATE_LIMIT``. Then two
halves are met in the middle (2**(n / 2) sums, up to ``HALVES_LIMIT`` items); costs that are exactly proportional make a
subset-sum, found among the bits of one integer (n * capacity / 64 steps); and what is left is a table over the
capacity (n * capacity steps, up to ``TABLE_LIMIT``). Beyond these, TooLarge.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from charter.errors import TooLarge

__all__ = ["STATE_LIMIT", "least_cover"]

STATE_LIMIT = 30_000
HALVES_LIMIT = 40
TABLE_LIMIT = 1_500_000_000
BITS_LIMIT = 1 << 32

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
    left_out = _most_valuable([weights[i] for i in items], [costs[i] for i in items], spare)
    dropped = {items[k] for k in left_out}
    return [i for i in range(len(weights)) if i not in dropped and weights[i]]


def _most_valuable(weights: list[int], values: list[int], capacity: int) -> set[int]:
    """The most valuable items of at most the capacity; items are sorted by value per weight, best first."""
    if sum(weights) <= capacity:
        return set(range(len(weights)))
    try:
        return _packed(weights, values, capacity)
    except TooLarge:
        n, least = len(weights), max(sum(weights), sum(values))
        if n <= HALVES_LIMIT and least < 1 << 62:
            return _met(weights, values, capacity)
        alike = all(w * values[0] == v * weights[0] for w, v in zip(weights, values, strict=True))
        if alike and n * capacity <= BITS_LIMIT:
            return _filled(weights, capacity)
        if n * capacity <= TABLE_LIMIT and least < 1 << 62:
            return _tabled(weights, values, capacity)
        raise


def _met(weights: list[int], values: list[int], capacity: int) -> set[int]:
    """Two halves met in the middle: for each packing of one, the best of the other that still fits."""
    import numpy as np

    sides = [list(range(0, len(weights), 2)), list(range(1, len(weights), 2))]
    (weight, value), (others, worths) = (
        (_sums([weights[i] for i in side]), _sums([values[i] for i in side])) for side in sides
    )
    order = np.argsort(others, kind="stable")
    others, worths = others[order], worths[order]
    richest = np.maximum.accumulate(worths)
    partner = np.searchsorted(others, capacity - weight, side="right") - 1
    total = np.where(partner >= 0, value + richest[np.maximum(partner, 0)], -1)
    mine = int(total.argmax())
    fits = int(partner[mine])
    theirs = int(order[int(np.argmax(worths[: fits + 1] == richest[fits]))])
    bits = ((sides[0], mine), (sides[1], theirs))
    return {i for side, chosen in bits for k, i in enumerate(side) if chosen >> k & 1}


def _sums(numbers: list[int]) -> Any:
    """The sum of each subset, which is a number by its bits."""
    import numpy as np

    sums = np.zeros(1, dtype=np.int64)
    for number in numbers:
        sums = np.concatenate([sums, sums + number])
    return sums


def _filled(weights: list[int], capacity: int) -> set[int]:
    """Items with the greatest sum of at most the capacity: bit k of an integer says that k can be reached."""
    mask = (1 << capacity + 1) - 1
    reached = [1]
    for weight in weights:
        reached.append((reached[-1] | reached[-1] << weight) & mask)
    at = reached[-1].bit_length() - 1
    chosen = set()
    for k in range(len(weights) - 1, -1, -1):
        if not reached[k] >> at & 1:
            chosen.add(k)
            at -= weights[k]
    return chosen


def _tabled(weights: list[int], values: list[int], capacity: int) -> set[int]:
    """The best value for each capacity up to the whole, and for each item where it makes a difference, as bits."""
    import numpy as np

    best = np.zeros(capacity + 1, dtype=np.int64)
    better = []
    for weight, value in zip(weights, values, strict=True):
        tried = best[:-weight] + value
        wins = tried > best[weight:]
        np.copyto(best[weight:], tried, where=wins)
        better.append(np.packbits(wins))
    chosen, at = set(), capacity
    for k in range(len(weights) - 1, -1, -1):
        place = at - weights[k]
        if place >= 0 and better[k][place >> 3] >> (7 - (place & 7)) & 1:
            chosen.add(k)
            at = place
    return chosen


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
