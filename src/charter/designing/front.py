"""The best of many designs: those than which none is surely better in every respect."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from charter.record import record

Vector = tuple[Fraction, ...]


@record
class Candidate:
    """A design with what it reaches in each respect, more being better: `worst` for certain, `best` perhaps."""

    number: int
    worst: Vector
    best: Vector


def front(candidates: Sequence[Candidate]) -> frozenset[int]:
    """The numbers of the designs on the Pareto front: no other is for certain at least as good in every respect and
    better in one. Of what is only known as a range the worst of one is set against the best of the other, so that a
    design is left out only where it is surely beaten."""
    sure: list[Vector] = []
    for vector in sorted({each.worst for each in candidates}, reverse=True):
        if not any(_beats(other, vector) for other in sure):
            sure.append(vector)
    return frozenset(each.number for each in candidates if not any(_beats(one, each.best) for one in sure))


def _beats(one: Vector, other: Vector) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))
