"""Whether a voter ever matters to a threshold: subset sums over whole numbers, exact, within a stated size."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

LARGEST = 10**7
"""The largest sum of whole weights that is looked at; above it, `nulls` answers None."""


def whole(weights: Mapping[str, Fraction]) -> tuple[dict[str, int], int]:
    """The weights in whole numbers, and what they were multiplied by."""
    scale = lcm(*(w.denominator for w in weights.values()), 1)
    return {voter: int(weight * scale) for voter, weight in weights.items()}, scale


def nulls(weights: Mapping[str, int], needed: int) -> tuple[str, ...] | None:
    """The voters whose vote never changes whether the weights of those who say yes reach `needed`, the heaviest first;
    None where the weights are too large to tell. A voter that matters makes every heavier one matter.

    >>> nulls({"A": 4, "B": 4, "C": 4, "D": 2, "E": 2, "F": 1}, 12)
    ('F',)
    """
    order = sorted(weights, key=lambda voter: (weights[voter], voter))
    total = sum(weights.values())
    if not 0 < needed <= total:
        return tuple(reversed(order))
    if order and weights[order[-1]] >= needed > total - weights[order[-1]]:
        return tuple(reversed(order[:-1]))
    if total > LARGEST:
        return None
    found: list[str] = []
    for voter in order:
        if _matters(weights, voter, needed):
            break
        found.append(voter)
    return tuple(reversed(found))


def _matters(weights: Mapping[str, int], voter: str, needed: int) -> bool:
    """Whether some of the others together fall short of what is needed by no more than the voter's weight."""
    weight = weights[voter]
    if not weight:
        return False
    sums = 1
    for other, amount in weights.items():
        if other != voter:
            sums |= sums << amount
    window = ((1 << weight) - 1) << max(needed - weight, 0)
    return bool(sums & window & ((1 << needed) - 1))
