"""The best of many designs: those than which none is better in every respect."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from charter.record import record

Vector = tuple[Fraction, ...]


@record
class Candidate:
    """A design with what it reaches for certain in each respect, more being better."""

    number: int
    reached: Vector


def front(candidates: Sequence[Candidate]) -> frozenset[int]:
    """The numbers of the designs on the Pareto front: no other is at least as good in every respect and better in one.

    >>> sorted(front([Candidate(0, (1, 3)), Candidate(1, (2, 2)), Candidate(2, (1, 2)), Candidate(3, (2, 2))]))
    [0, 1, 3]
    """
    highest: list[Vector] = []
    for vector in sorted({each.reached for each in candidates}, reverse=True):
        if not any(_beats(other, vector) for other in highest):
            highest.append(vector)
    on_it = set(highest)
    return frozenset(each.number for each in candidates if each.reached in on_it)


def _beats(one: Vector, other: Vector) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))
