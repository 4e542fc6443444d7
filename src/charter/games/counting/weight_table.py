"""Counting by weight: exact swings of all players of one weighted rule.

C(x), the number of coalitions of weight at most x, is kept below the quota or below the dual quota W - q + 1, whichever
is less (both games have the same swings). Players join in ascending weight, C(x) becoming C(x) + C(x - w), and only the
weights reached so far are swept: beyond them C is the number of all coalitions. A player of weight w has
C(q - 1) + 2 * sum over k >= 1 of (-1)**k * C(q - 1 - k * w) swings, which takes that player out again by looking up
q / w places. Counts are exact, in limbs of 48 bits in 64-bit words, carried every 15 players; a limb is swept only from
the least weight at which it is not zero. For light players the sums go from one array into another, for others in
place by blocks no wider than the weight: numpy would copy what overlaps.

Cost: n * min(q, W - q + 1) additions at most, about 0.4 ns each, times up to n / 48 limbs; 16 octets a limb and weight.
Sources: generating functions after Bilbao et al. 2000, https://doi.org/10.1007/BF02564737; removal of a player after
Uno 2012, https://doi.org/10.1007/978-3-642-35261-4_27.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any

from charter.games.counting.packed import Counts
from charter.games.formula import Part, Threshold

__all__ = ["CELL_LIMIT", "additions", "cost", "counts"]

BITS = 48
MASK = (1 << BITS) - 1
CARRY_EVERY = 15
BLOCK = 1 << 16
IN_PLACE = 1 << 13
"""Weight from which on a block of so many cells at most pays for the call that adds it."""
CELL_LIMIT = 1 << 27
PLACES = 1 << 18
"""Places that are looked up at a time."""


def additions(weights: Sequence[int], quota: int) -> int:
    """Cells that the table sweeps: additions of one limb."""
    cells = min(quota, sum(weights) - quota + 1)
    total = reach = 0
    for weight in sorted(weights):
        reach += weight
        total += max(0, min(cells, reach + 1) - weight)
    return total


def cost(weights: Sequence[int], quota: int) -> tuple[float, float]:
    """Seconds and octets, infinite where the table is not feasible."""
    cells = min(quota, sum(weights) - quota + 1)
    if cells > CELL_LIMIT:
        return inf, inf
    limbs = len(weights) // BITS + 1
    swept = additions(weights, quota)
    lookups = sum(cells // weight for weight in set(weights))
    seconds = swept * 0.5e-9 * max(1.0, limbs * 0.6) + lookups * limbs * 1e-8
    return 3e-4 + seconds + len(weights) * limbs * 1e-5, cells * 16.0 * limbs


class WeightTable:
    """Numbers of coalitions of weight at most 0, 1, ..., cells - 1, in limbs."""

    def __init__(self, cells: int) -> None:
        import numpy as np

        self.cells = cells
        self.limbs = [np.empty(cells, dtype=np.uint64)]
        self.limbs[0][0] = 1
        self.spare = [np.empty(cells, dtype=np.uint64)]
        self.starts = [0]  # below it the limb is zero, in both arrays
        self.reach = 0  # beyond it every count is the one at it
        self.swept = 0  # additions done, over all limbs

    def add_all(self, weights: Sequence[int]) -> None:
        """Let players of these weights join, lightest first."""
        ascending = sorted(weights)
        for first in range(0, len(ascending), CARRY_EVERY):
            if first:
                self._carry()
            batch = ascending[first : first + CARRY_EVERY]
            for k in range(len(self.limbs)):  # limb by limb, so that its two arrays stay in the cache
                self._add(k, batch)
            self.reach = min(self.cells - 1, self.reach + sum(batch))

    def _add(self, k: int, weights: Sequence[int]) -> None:
        """Let the players join in one limb."""
        import numpy as np

        limb, made, start, old = self.limbs[k], self.spare[k], self.starts[k], self.reach
        if start > old:
            return
        for weight in weights:
            new = min(self.cells - 1, old + weight)
            bottom = start + weight  # from there on the new player makes a difference
            self.swept += max(0, new + 1 - bottom)
            limb[old + 1 : new + 1] = limb[old]
            if weight >= IN_PLACE:
                _shifted_in_place(limb, weight, bottom, new + 1)
            else:
                middle = min(bottom, new + 1)
                made[start:middle] = limb[start:middle]
                np.add(limb[middle : new + 1], limb[middle - weight : new + 1 - weight], out=made[middle : new + 1])
                limb, made = made, limb
            old = new
        self.limbs[k], self.spare[k] = limb, made

    def _carry(self) -> None:
        import numpy as np

        shift, mask, end = np.uint64(BITS), np.uint64(MASK), self.reach + 1
        if int(self.limbs[-1][self.reach]) >> BITS:
            self.limbs.append(np.zeros(self.cells, dtype=np.uint64))
            self.spare.append(np.zeros(self.cells, dtype=np.uint64))
            self.starts.append(self.cells)
        spare = np.empty(BLOCK, dtype=np.uint64)
        for k in range(len(self.limbs) - 1):
            limb, upper = self.limbs[k], self.limbs[k + 1]
            # below the next limb's start the whole count is in this one, so that it never decreases there
            known = min(end, self.starts[k + 1])
            first = self.starts[k] + int(np.searchsorted(limb[self.starts[k] : known], np.uint64(MASK + 1)))
            for low in range(first, end, BLOCK):
                block = limb[low : min(low + BLOCK, end)]
                over, above = spare[: len(block)], upper[low : low + len(block)]
                np.right_shift(block, shift, out=over)
                np.bitwise_and(block, mask, out=block)
                np.add(above, over, out=above)
            self.starts[k + 1] = min(self.starts[k + 1], first if first < end else self.cells)


def _shifted_in_place(limb: Any, weight: int, bottom: int, stop: int) -> None:
    """Add to each count the one so much lower: blocks from the top down, none of which reads what it writes."""
    import numpy as np

    step = min(weight, BLOCK)
    while stop > bottom:
        low = max(bottom, stop - step)
        block = limb[low:stop]
        np.add(block, limb[low - weight : stop - weight], out=block)
        stop = low


def counts(rule: Part) -> Counts:
    """Winning coalitions and swings, in total."""
    assert isinstance(rule, Threshold)
    assert rule.flat
    players = [str(part) for part in rule.parts]
    other = sum(rule.weights) - rule.quota + 1
    table = WeightTable(min(rule.quota, other))
    table.add_all(rule.weights)
    losing, by_weight = swings(table, sorted(set(rule.weights)))
    winning = losing if other < rule.quota else (1 << len(players)) - losing
    found = {name: by_weight[weight] for name, weight in zip(players, rule.weights, strict=True)}
    return Counts(winning, found, 0)


def swings(table: WeightTable, weights: Sequence[int]) -> tuple[int, dict[int, int]]:
    """All coalitions in the table, and the swings of a player of each weight."""
    import numpy as np

    top = table.cells - 1
    everything = sum(int(limb[top]) << (BITS * k) for k, limb in enumerate(table.limbs))
    result = dict.fromkeys(weights, everything)
    low = np.uint64((1 << 24) - 1)
    for batch in _batches([weight for weight in weights if weight <= top], top):
        runs = [np.arange(first, max(-1, last), -weight) for weight, first, last in batch]
        places = np.concatenate(runs)
        ends = np.cumsum([len(run) for run in runs])
        sign = np.concatenate([np.where(np.arange(len(run)) % 2, 2, -2) for run in runs])
        for k, limb in enumerate(table.limbs):
            picked = limb[places]
            # halves of 24 bits: the sum of 2**18 of them, twice, fits
            halves = ((picked & low).astype(np.int64), (picked >> np.uint64(24)).astype(np.int64))
            for half, part in enumerate(halves):
                sums = np.add.reduceat(part * sign, np.concatenate([[0], ends[:-1]]))
                for (weight, first, _), total in zip(batch, sums.tolist(), strict=True):
                    flip = -1 if (top - first) // weight % 2 == 0 else 1
                    result[weight] += flip * total << (BITS * k + 24 * half)
    return everything, result


def _batches(weights: Sequence[int], top: int) -> Iterator[list[tuple[int, int, int]]]:
    """Weights with the first and the end of a run of places, so many places at a time."""
    batch: list[tuple[int, int, int]] = []
    room = PLACES
    for weight in weights:
        first = top - weight
        while first >= 0:
            length = min(room, first // weight + 1)
            batch.append((weight, first, first - length * weight))
            first -= length * weight
            room -= length
            if not room:
                yield batch
                batch, room = [], PLACES
    if batch:
        yield batch
