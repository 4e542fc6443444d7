"""How often each of several thresholds decides, at least: a lower bound where an exact count would cost too much.

The few voters with the largest parts of any count are taken one by one; of the others only the number that says yes.
With j of them, a count gets at least its j smallest votes and at most its j largest, so a coalition is counted only if
it is certain that the clause alone stops it. The bound is a sum of whole numbers, hence exact as a bound.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from math import comb, floor, lcm

from charter.decisions.elements import ZERO, Conjunction, VoteThreshold
from charter.decisions.procedure import ElectorateSteps
from charter.record import record

HEAVY = 10
"""The voters taken one by one; the bound takes two to this power steps."""


@record
class _Scale:
    """One threshold in whole numbers: the votes of the heavy, the sums of the lightest and of the heaviest j of the
    others, and the least sum that meets it."""

    heavy: tuple[int, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]
    enough: int


def decides_at_least(part: ElectorateSteps) -> tuple[tuple[VoteThreshold, Fraction], ...] | None:
    """For each threshold of an `and`, a lower bound on its share of all coalitions: those that meet the others and
    fail by it alone. None for other rules, and where who votes is not settled or some vote as one."""
    formula, seats = part.formula, part.hall.spaces.known
    if not isinstance(formula, Conjunction) or seats is None or any(s.unit for s in seats):
        return None
    found = [p for p in formula.parts if isinstance(p, VoteThreshold)]
    if len(found) < len(formula.parts) or len({s.holder for s in seats}) < len(seats):
        return None
    votes = [[a.form.of(s.holder, s.post) for s in seats] for a in found]
    totals = [sum(v, ZERO) for v in votes]
    if not all(totals):
        return None
    order = sorted(range(len(seats)), key=lambda i: -max(v[i] / t for v, t in zip(votes, totals, strict=True)))
    scales = [_scale(a, [v[i] for i in order]) for a, v in zip(found, votes, strict=True)]
    others = max(len(seats) - HEAVY, 0)
    ways = [0, *accumulate(comb(others, j) for j in range(others + 1))]
    return tuple((a, Fraction(_alone(k, scales, others, ways), 2 ** len(seats))) for k, a in enumerate(found))


def _scale(atom: VoteThreshold, votes: Sequence[Fraction]) -> _Scale:
    factor = lcm(*(v.denominator for v in votes))
    whole = [int(v * factor) for v in votes]
    bar = atom.share * sum(whole) + atom.plus * factor
    enough = floor(bar) + 1 if atom.strict else -floor(-bar)
    light = sorted(whole[HEAVY:])
    return _Scale(tuple(whole[:HEAVY]), (0, *accumulate(light)), (0, *accumulate(reversed(light))), enough)


def _alone(which: int, scales: Sequence[_Scale], others: int, ways: Sequence[int]) -> int:
    """The coalitions that certainly meet all thresholds but this one. More of the others say yes: more is met."""
    total = 0
    sums = [list(_subsets(s.heavy)) for s in scales]
    for held in zip(*sums, strict=True):
        bars = [bisect_left(s.least, s.enough - h) for s, h in zip(scales, held, strict=True)]
        first = max((bar for k, bar in enumerate(bars) if k != which), default=0)
        after = bisect_left(scales[which].most, scales[which].enough - held[which])
        if first < min(after, others + 1):
            total += ways[min(after, others + 1)] - ways[first]
    return total


def _subsets(votes: Sequence[int]) -> Iterator[int]:
    """The sum of each subset, in an order that depends on their number alone."""
    sums = [0]
    for each in votes:
        sums += [s + each for s in sums]
    return iter(sums)
