"""Counts of coalitions, in total or by size, as single integers.

A list of counts by size, c[0] ... c[n], is the integer sum of c[s] << (s * slot): a polynomial in the size evaluated
at a power of two that no count reaches. Adding and multiplying such integers adds and multiplies the polynomials.
With slot 0 the same integer is the plain total, so one program serves both.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import attrs

__all__ = ["Counts", "binomials", "free", "pack", "slot_for", "unpack"]


@attrs.frozen
class Counts:
    """Winning coalitions, and for each player the losing coalitions that the player turns into winning ones.

    All are packed with ``slot``; sizes of swings are those of the coalition before the player joins.
    """

    winning: int
    swings: dict[str, int]
    slot: int

    def with_idle(self, idle: int) -> Counts:
        """The same for a game with so many more players who make no difference."""
        if not idle:
            return self
        factor = free(idle, self.slot)
        memo = {swing: swing * factor for swing in set(self.swings.values())}
        return Counts(self.winning * factor, {name: memo[s] for name, s in self.swings.items()}, self.slot)


def slot_for(n: int) -> int:
    """Bits that hold any count of coalitions of n players, in whole octets."""
    return 8 * (n // 8 + 1)


@lru_cache(maxsize=64)
def free(n: int, slot: int) -> int:
    """All coalitions of n players: (1 + x) ** n."""
    return pack(binomials(n), slot) if slot else 1 << n


def binomials(n: int) -> list[int]:
    """The row of Pascal's triangle: coalitions of n players by size."""
    row = [1]
    for size in range(n):
        row.append(row[-1] * (n - size) // (size + 1))
    return row


def pack(counts: Sequence[int], slot: int) -> int:
    """One integer of counts by size."""
    if not slot:
        return sum(counts)
    width = slot // 8
    return int.from_bytes(b"".join(count.to_bytes(width, "little") for count in counts), "little")


def unpack(value: int, slot: int, length: int) -> list[int]:
    """Counts by size, ``length`` of them."""
    width = slot // 8
    octets = value.to_bytes(width * length, "little")
    return [int.from_bytes(octets[k : k + width], "little") for k in range(0, width * length, width)]
