"""Counting by size and weight: rules on one weight and on heads, and by size for Shapley-Shubik.

A row for each size that can lose, as wide as the weight at which that size wins; the dual game instead if it is
smaller. Players join in ascending weight and each row is swept only where coalitions of its size can lie. Counts are
exact, in limbs as in :mod:`charter.games.counting.weight_table`, and a player is taken out again by alternating sums
along sizes.

Cost: n times the cells below the quotas, about 1 ns each, times up to n / 48 limbs of 8 octets; then for each different
weight the square of the number of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from charter.games.counting.packed import Counts, binomials, pack
from charter.games.counting.shapes import Sized
from charter.games.counting.weight_table import BITS, CARRY_EVERY, MASK

__all__ = ["Sized", "cost", "counts"]

SEGMENT = 1 << 15
"""Cells that are summed at a time: so many counts below 2**48 fit into a word."""


def _rows(form: Sized) -> tuple[list[int], bool]:
    """The widths of the rows, of the game or, if smaller, of its dual."""
    n, total = len(form.weights), sum(form.weights)
    dual = [max(0, total - form.least[n - s] + 1) for s in range(n + 1)]
    mine, other = [width for width in form.least if width > 0], [width for width in dual if width > 0]
    return (other, True) if sum(other) < sum(mine) else (mine, False)


def cost(form: Sized, by_size: bool) -> tuple[float, float]:
    """Seconds and octets; infinite where the table is out of reach. Totals cost as much as counts by size."""
    n = len(form.weights)
    widths, _ = _rows(form)
    cells = sum(widths)
    if cells > 1 << 29 or n * len(widths) > 4_000_000:
        return inf, inf
    limbs = n / BITS * 0.75 + 1
    lookups = len(set(form.weights)) * len(widths) ** 2
    sweeps = n * len(widths) / 2
    return 1e-3 + n * cells * 0.2e-9 * limbs + sweeps * 3e-6 * limbs + lookups * 4e-7 * limbs, cells * 8 * limbs


def counts(form: Sized, players: list[str], slot: int) -> Counts:
    """Winning coalitions and swings."""
    n = len(players)
    widths, flipped = _rows(form)
    rows = _table(form.weights, widths)
    distinct = sorted(set(form.weights))
    lost, by_weight = _looked_up(rows, widths, distinct)
    lost += [0] * (n + 1 - len(lost))
    won = [every - losing for every, losing in zip(binomials(n), lost, strict=True)]
    winning = lost[::-1] if flipped else won
    packed: dict[int, int] = {}
    for weight, swings in zip(distinct, by_weight, strict=True):
        sizes = (swings + [0] * n)[:n]
        packed[weight] = pack(sizes[::-1] if flipped else sizes, slot)
    found = {name: packed[weight] for name, weight in zip(players, form.weights, strict=True)}
    return Counts(pack(winning, slot), found, slot)


def _table(weights: Sequence[int], widths: Sequence[int]) -> list[list[Any]]:
    """For each size the numbers of coalitions by weight, in limbs."""
    import numpy as np

    rows = [[np.zeros(width, dtype=np.uint64)] for width in widths]
    if rows:
        rows[0][0][0] = 1
    heads = [0]
    for number, weight in enumerate(sorted(weights), 1):
        for size in range(min(number, len(rows) - 1), 0, -1):
            # coalitions of size - 1 of the players so far weigh between their least and their most
            first, last = heads[size - 1], heads[-1] - heads[number - size]
            stop = min(widths[size], last + weight + 1)
            if stop > first + weight:
                _join(rows[size], rows[size - 1], first + weight, stop, weight)
        heads.append(heads[-1] + weight)
        if number % CARRY_EVERY == 0:
            _carry(rows)
    _carry(rows)
    return rows


def _join(row: list[Any], below: list[Any], first: int, stop: int, weight: int) -> None:
    import numpy as np

    while len(row) < len(below):
        row.append(np.zeros(len(row[0]), dtype=np.uint64))
    for limb, lower in zip(row, below, strict=False):
        limb[first:stop] += lower[first - weight : stop - weight]


def _carry(rows: list[list[Any]]) -> None:
    import numpy as np

    shift, mask = np.uint64(BITS), np.uint64(MASK)
    for row in rows:
        for k, limb in enumerate(row):
            if int(limb.max()) >> BITS:
                if k + 1 == len(row):
                    row.append(np.zeros(len(limb), dtype=np.uint64))
                over = limb >> shift
                first = int((over != 0).argmax())  # what is below stays untouched
                row[k + 1][first:] += over[first:]
                limb[first:] &= mask


def _looked_up(
    rows: list[list[Any]], widths: Sequence[int], distinct: Sequence[int]
) -> tuple[list[int], list[list[int]]]:
    """Losing coalitions by size, and swings by size of a player of each weight."""
    import numpy as np

    count, limbs = len(rows), max((len(row) for row in rows), default=1) + 2
    weights = np.array(distinct, dtype=np.int64)
    ends = np.array([*widths, 0], dtype=np.int64)
    sums = np.zeros((limbs, count, len(distinct)), dtype=np.int64)
    lost: list[int] = []
    for r, row in enumerate(rows):
        removed = np.arange(count - r, dtype=np.int64)[:, None] * weights[None, :]
        upper = ends[r:-1, None] - 1 - removed  # losing without the player
        lower = ends[r + 1 :, None] - 1 - weights - removed  # and still losing with it
        places = np.unique(np.concatenate([upper.ravel(), lower.ravel(), [widths[r] - 1]]))
        places = places[places >= 0]
        table = _running(row, places).astype(np.int64)
        lost.append(_value(table[:, -1]))
        sign = np.where(np.arange(count - r) % 2, -1, 1)[:, None]
        for where, way in ((upper, sign), (lower, -sign)):
            picked = table[:, np.minimum(np.searchsorted(places, where), len(places) - 1)]
            sums[: len(table), r:] += picked * np.where(where >= 0, way, 0)
    return lost, [[_value(sums[:, s, i]) for s in range(count)] for i in range(len(distinct))]


def _running(limbs: Sequence[Any], places: Any) -> Any:
    """Running sums of numbers in limbs up to and including each of the places, as limbs: a row a limb."""
    import numpy as np

    cells = len(limbs[0])
    cuts = np.union1d(places + 1, np.arange(0, cells, SEGMENT))
    cuts = cuts[cuts < cells]
    rows = np.zeros((len(limbs) + 2, len(cuts) + 1), dtype=np.uint64)
    shift, mask = np.uint64(BITS), np.uint64(MASK)
    low, half = np.uint64((1 << 24) - 1), np.uint64(24)
    for k, limb in enumerate(limbs):
        # at most 2**15 counts below 2**48 to a segment, and fewer than 2**39 segments in halves of 24 bits
        pieces = np.add.reduceat(limb, cuts)
        lower = np.concatenate([[np.uint64(0)], np.cumsum(pieces & low)])
        upper = np.concatenate([[np.uint64(0)], np.cumsum(pieces >> half)])
        lower += (upper & low) << half
        rows[k] += lower & mask
        rows[k + 1] += (lower >> shift) + (upper >> half)
    for k in range(len(rows) - 1):
        rows[k + 1] += rows[k] >> shift
        rows[k] &= mask
    ends = np.concatenate([cuts, [cells]])
    return rows[:, np.searchsorted(ends, places + 1)]


def _value(limbs: Any) -> int:
    return sum(int(limb) << (BITS * k) for k, limb in enumerate(limbs))
