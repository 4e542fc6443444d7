"""Every coalition, one by one: any rule at all, for up to 30 players.

Coalitions are numbers whose bits are players. The sums of each clause over the first players are made once; for each
coalition of the others they are compared with what is left of the quota, a whole array at a time. Which coalitions
win is kept as bits where the indices on minimal and critical members ask for it.

Cost: 2**n times the number of clauses, about 1 ns each, whatever the weights, and 2**17 times 8 octets a clause; the
bits are 2**n / 8 octets for each of a few arrays, and for Johnston's index n / 2 seconds for 27 players.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import inf
from typing import Any

from charter.games.counting.packed import Counts, pack
from charter.games.formula import And, Part, Threshold, walk

__all__ = ["PLAYER_LIMIT", "Bits", "bits_cost", "cost", "counts"]

PLAYER_LIMIT = 30
BITS_LIMIT = 28
LOW = 17


def _clauses(rule: Part) -> int:
    return sum(1 for part in walk(rule) if not isinstance(part, str))


def _machine(rule: Part) -> bool:
    return all(sum(part.weights) < 1 << 62 for part in walk(rule) if isinstance(part, Threshold))


def cost(rule: Part, n: int) -> tuple[float, float]:
    """Seconds and octets of counting; infinite where the method does not apply."""
    if not 1 <= n <= PLAYER_LIMIT or not _machine(rule):
        return inf, inf
    nodes = _clauses(rule)
    return 1e-3 + 2.0**n * (1 + 2 * nodes) * 1.2e-9, (nodes + n) * 2.0 ** (LOW + 3)


def bits_cost(rule: Part, n: int, johnston: bool) -> tuple[float, float]:
    """Seconds and octets of the indices on minimal and critical members."""
    seconds, _ = cost(rule, n)
    if n > BITS_LIMIT:
        return inf, inf
    return seconds + 2.0**n * n * (n if johnston else 4) * 0.15e-9, 2.0**n * (
        1 if not johnston else n / 8 + 2
    ) + 2.0**24


class _Chunks:
    """For each coalition of the later players, which coalitions of the first ones complete it: an array, or one
    verdict for all. ``order`` says in which order the coalitions of the first players stand."""

    def __init__(self, rule: Part, players: Sequence[str], order: Any = None) -> None:
        import numpy as np

        self.rule = rule
        self.low = min(len(players), LOW)
        self.high = list(players[self.low :])
        self.size = 1 << self.low
        self.order = np.arange(self.size) if order is None else order
        self.bit = {name: (self.order >> k & 1).astype(bool) for k, name in enumerate(players[: self.low])}
        self.sums: dict[int, Any] = {}
        for node in walk(rule):
            if isinstance(node, str):
                continue
            weights = node.weights if isinstance(node, Threshold) else (1,) * len(node.parts)
            total = np.zeros(self.size, dtype=np.int64)
            for part, weight in zip(node.parts, weights, strict=True):
                if isinstance(part, str) and part in self.bit:
                    total += self.bit[part] * np.int64(weight)
            self.sums[id(node)] = (total, int(total.min()), int(total.max()))

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        for number in range(1 << len(self.high)):
            inside = {name for k, name in enumerate(self.high) if number >> k & 1}
            yield number, self._verdict(self.rule, inside)

    def _verdict(self, rule: Part, inside: set[str]) -> Any:
        if isinstance(rule, str):
            return self.bit.get(rule, rule in inside)
        weights: Sequence[int] = rule.weights if isinstance(rule, Threshold) else (1,) * len(rule.parts)
        quota = rule.quota if isinstance(rule, Threshold) else len(rule.parts) if isinstance(rule, And) else 1
        total, least, most = self.sums[id(rule)]
        left, spread = quota, []
        for part, weight in zip(rule.parts, weights, strict=True):
            if isinstance(part, str):
                left -= weight if part in inside else 0
                continue
            verdict = self._verdict(part, inside)
            if verdict is True:
                left -= weight
            elif verdict is not False:
                spread.append((verdict, weight))
        if left <= least:
            return True
        if left > most + sum(weight for _, weight in spread):
            return False
        for verdict, weight in spread:
            total = total + verdict * weight
        return total >= left


def counts(rule: Part, players: list[str], slot: int) -> Counts:
    """Winning coalitions and swings."""
    import numpy as np

    n = len(players)
    low = min(n, LOW)
    sizes = np.array([k.bit_count() for k in range(1 << low)])
    order = np.argsort(sizes, kind="stable")
    cuts = np.searchsorted(sizes[order], np.arange(low + 1))
    chunks = _Chunks(rule, players, order)
    found = np.zeros((n - low + 1, 1 << low), dtype=np.int64)  # by size of the later part, and the first part
    winning = np.zeros(n + 1, dtype=np.int64)
    inside = np.zeros((n, n + 1), dtype=np.int64)
    for number, verdict in chunks:
        if verdict is False:
            continue
        later = number.bit_count()
        found[later] += verdict
        whole = np.ones(1 << low, dtype=bool) if verdict is True else verdict
        by_size = np.add.reduceat(whole, cuts, dtype=np.int64)
        winning[later : later + low + 1] += by_size
        for k in range(n - low):
            if number >> k & 1:
                inside[low + k, later : later + low + 1] += by_size
    for k in range(low):
        bit = order >> k & 1
        for later in range(n - low + 1):
            inside[k, later : later + low + 1] += np.add.reduceat(found[later] * bit, cuts)
    total = [int(count) for count in winning]
    swings = {}
    for name, row in zip(players, inside, strict=True):
        mine = [*(int(count) for count in row), 0]
        swings[name] = pack([mine[s + 1] - (total[s] - mine[s]) for s in range(n)], slot)
    return Counts(pack(total, slot), swings, slot)


class Bits:
    """Which of all coalitions win, and in which a player cannot leave, as bits of 64-bit words."""

    def __init__(self, rule: Part, players: Sequence[str]) -> None:
        import numpy as np

        self.players = list(players)
        self.n = len(self.players)
        packed = []
        chunks = _Chunks(rule, self.players)
        for _, verdict in chunks:
            whole = verdict if not isinstance(verdict, bool) else np.full(chunks.size, verdict)
            packed.append(np.packbits(whole, bitorder="little"))
        octets = np.concatenate(packed)
        if len(octets) < 8:
            octets = np.concatenate([octets, np.zeros(8 - len(octets), dtype=np.uint8)])
        self.wins = octets.view(np.uint64)

    def critical(self, k: int) -> Any:
        """The winning coalitions that fail without player k."""
        import numpy as np

        result = np.zeros_like(self.wins)
        if k >= 6:
            shape = (-1, 2, 1 << (k - 6))
            wins = self.wins.reshape(shape)
            np.bitwise_and(wins[:, 1], ~wins[:, 0], out=result.reshape(shape)[:, 1])
            return result
        without = np.uint64(_WITHOUT[k])
        return self.wins & ~((self.wins & without) << np.uint64(1 << k)) & ~without

    def minimal(self) -> Any:
        """The numbers of the winning coalitions that nobody can leave, ascending."""
        import numpy as np

        left = self.wins.copy()
        for k in range(self.n):
            kept = self.critical(k)
            if k >= 6:
                kept.reshape(-1, 2, 1 << (k - 6))[:, 0] = ~np.uint64(0)
            else:
                kept |= np.uint64(_WITHOUT[k])
            left &= kept
        return np.flatnonzero(np.unpackbits(left.view(np.uint8), bitorder="little"))

    def memberships(self) -> list[dict[int, int]]:
        """For each player, the minimal winning coalitions it is in, by size."""
        import numpy as np

        found = self.minimal()
        sizes = np.bitwise_count(found.astype(np.uint64))
        result = []
        for k in range(self.n):
            counted = np.bincount(sizes[(found >> k & 1).astype(bool)])
            result.append({size: int(count) for size, count in enumerate(counted) if count})
        return result

    def criticals(self) -> list[dict[int, int]]:
        """For each player, the coalitions it cannot leave, by how many cannot."""
        import numpy as np

        critical = [self.critical(k) for k in range(self.n)]
        planes = [np.zeros_like(self.wins) for _ in range(self.n.bit_length())]
        for each in critical:  # how many are critical, as binary digits over all coalitions at once
            carry = each
            for plane in planes:
                plane ^= carry
                carry = carry & ~plane
        result: list[dict[int, int]] = [{} for _ in critical]
        for number in range(1, self.n + 1):
            where = ~np.zeros_like(self.wins)
            for digit, plane in enumerate(planes):
                where &= plane if number >> digit & 1 else ~plane
            if where.any():
                for k, each in enumerate(critical):
                    count = int(np.bitwise_count(each & where).sum(dtype=np.int64))
                    if count:
                        result[k][number] = count
        return result


_WITHOUT = [sum(1 << s for s in range(64) if not s >> k & 1) for k in range(6)]


def shared(by_key: dict[int, int]) -> Fraction:
    """The sum of the shares: a coalition of key k gives 1 / k."""
    return sum((Fraction(count, key) for key, count in by_key.items()), Fraction(0))
