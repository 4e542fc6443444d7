"""Counting by meeting in the middle.

For a rule on one weight and the number of members. Players are dealt into two halves; the coalitions of a half are
sorted by weight within each size, and for each coalition of one half a binary search in every size of the other
finds how many complete it.

Cost: 2**(n / 2) * n * log(n) steps, about 2**(n / 2) * n * 0.2 microseconds, and that many times 8 octets,
whatever the weights; used up to 44 players with a total weight below 2**62.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charter.games.counting.packed import Counts, pack
from charter.games.counting.shapes import Sized

__all__ = ["CHEAPEST_LIMIT", "PLAYER_LIMIT", "cheapest", "cost", "counts"]

PLAYER_LIMIT = 44
CHEAPEST_LIMIT = 36


def cost(form: Sized) -> tuple[float, float]:
    """Seconds and octets, infinite where the method does not apply."""
    n = len(form.weights)
    if not 2 <= n <= PLAYER_LIMIT or sum(form.weights) >= 1 << 62:
        return float("inf"), float("inf")
    half = 2.0 ** ((n + 1) // 2)
    return 1e-3 + n * n * 1e-5 + half * n * 2e-7, half * n * 16


def counts(form: Sized, players: list[str], slot: int) -> Counts:
    """Winning coalitions and swings."""
    n = len(players)
    halves = [list(range(0, n, 2)), list(range(1, n, 2))]
    sides = [_side([form.weights[i] for i in half]) for half in halves]
    containing: dict[int, list[int]] = {}
    winning = [0] * (n + 1)
    for mine, other in ((0, 1), (1, 0)):
        total, each = _completed(sides[mine], sides[other], form.least)
        winning = total
        containing.update(zip(halves[mine], each, strict=True))
    swings: dict[str, int] = {}
    for i, name in enumerate(players):
        inside = [*containing[i], 0]
        by_size = [inside[s + 1] - (winning[s] - inside[s]) for s in range(n)]
        swings[name] = pack(by_size, slot)
    return Counts(pack(winning, slot), swings, slot)


def _side(weights: list[int]) -> list[tuple[Any, Any]]:
    """For each size the weights of the coalitions, ascending, and which players are in them (a row a player)."""
    import numpy as np

    count = len(weights)
    sums = np.zeros(1, dtype=np.int64)
    for weight in weights:
        sums = np.concatenate([sums, sums + weight])
    index = np.arange(1 << count)
    inside = np.stack([(index >> bit) & 1 for bit in range(count)]).astype(bool)
    sizes = inside.sum(axis=0)
    order = np.lexsort((sums, sizes))
    cuts = np.searchsorted(sizes[order], np.arange(count + 2))
    groups = [order[cuts[s] : cuts[s + 1]] for s in range(count + 1)]
    return [(sums[group], inside[:, group]) for group in groups]


def _completed(mine: Any, other: Any, least: tuple[int, ...]) -> tuple[list[int], list[list[int]]]:
    """Winning coalitions by size, and those that contain each of my players."""
    import numpy as np

    n = len(mine) + len(other) - 2
    total = [0] * (n + 1)
    each = [[0] * (n + 1) for _ in range(len(mine) - 1)]
    for r, (sums, inside) in enumerate(mine):
        members = inside.astype(np.float64)
        for s, (partners, _) in enumerate(other):
            # at most 2**22 partners for each of 2**22 sums: exact in doubles
            enough = len(partners) - np.searchsorted(partners, least[r + s] - sums)
            total[r + s] += int(enough.sum())
            for player, amount in enumerate(members @ enough.astype(np.float64)):
                each[player][r + s] += int(amount)
    return total, each


def cheapest(form: Sized, costs: Sequence[int]) -> list[int] | None:
    """The players of a cheapest winning coalition; None where the halves are too many or the numbers too large.

    2**(n / 2) * n / 2 binary searches: a second for 36 players.
    """
    import numpy as np

    n = len(form.weights)
    if not 2 <= n <= CHEAPEST_LIMIT or max(sum(form.weights), sum(costs)) >= 1 << 62:
        return None
    halves = [list(range(0, n, 2)), list(range(1, n, 2))]
    mine, others = (_priced([form.weights[i] for i in half], [costs[i] for i in half]) for half in halves)
    best: tuple[int, int, int] | None = None
    for r, (weights, prices, which) in enumerate(mine):
        for s, (partners, their_prices, theirs) in enumerate(others):
            first = np.searchsorted(partners, form.least[r + s] - weights)
            open_ = first < len(partners)
            if not open_.any():
                continue
            # the cheapest of those that are heavy enough: the least of what follows
            least = np.minimum.accumulate(their_prices[::-1])[::-1]
            total = np.where(open_, prices + least[np.minimum(first, len(partners) - 1)], np.iinfo(np.int64).max)
            at = int(total.argmin())
            if best is None or int(total[at]) < best[0]:
                start = int(first[at])
                partner = start + int(their_prices[start:].argmin())
                best = int(total[at]), int(which[at]), int(theirs[partner])
    assert best is not None
    return sorted(
        i for half, chosen in zip(halves, best[1:], strict=True) for k, i in enumerate(half) if chosen >> k & 1
    )


def _priced(weights: list[int], costs: list[int]) -> list[tuple[Any, Any, Any]]:
    """For each size the coalitions ascending by weight: weights, costs, and which they are, by bits."""
    import numpy as np

    sums, prices = (np.zeros(1, dtype=np.int64) for _ in range(2))
    for weight, price in zip(weights, costs, strict=True):
        sums, prices = np.concatenate([sums, sums + weight]), np.concatenate([prices, prices + price])
    index = np.arange(len(sums))
    sizes = np.zeros(len(sums), dtype=np.int64)
    for bit in range(len(weights)):
        sizes += (index >> bit) & 1
    order = np.lexsort((sums, sizes))
    cuts = np.searchsorted(sizes[order], np.arange(len(weights) + 2))
    groups = [order[cuts[s] : cuts[s + 1]] for s in range(len(weights) + 1)]
    return [(sums[group], prices[group], group) for group in groups]
