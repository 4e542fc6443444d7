"""How long treaties took from opening to entry into force: what an author's months are set beside.

The times are those of `world/tables/treaty_pace.csv` (manytreaties 1.0.0, CC BY 4.0; its description says how it is
biased: failures are under-counted). The share of treaties in force within a time is the Kaplan-Meier estimate (Kaplan
and Meier 1958): a treaty that is not in force at the end of 2025 has waited so long and counts as waiting until then,
not as failed. Shares are exact fractions, times are in days.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import cache

from charter.record import record

END = datetime.date(2025, 12, 31)
"""Until when the table says what is in force."""
SIZES = ((40, "40 states or more"), (20, "20 to 39 states"), (10, "10 to 19 states"))
"""The classes in which treaties are compared, by the least number of states of each."""
YEAR = Fraction(365)
SOURCE = "manytreaties 1.0.0 (Hollway, Sposito and others 2025), 420 treaties of ten states or more, CC BY 4.0"


@record
class Wait:
    """The days that a treaty has waited; `ended` by entry into force, otherwise it waits on."""

    days: int
    ended: bool = True


@record
class PaceStep:
    """A time at which treaties entered into force: how many were still waiting just before it, how many entered, and
    the share in force from then on."""

    days: int
    waiting: int
    entered: int
    share: Fraction


@record
class PaceCurve:
    """The share of treaties in force by time since their opening. `number` of treaties, of which `waiting` are not in
    force; `longest` is the longest wait, ended or not."""

    steps: tuple[PaceStep, ...]
    number: int
    waiting: int
    longest: int

    def within(self, days: Fraction) -> Fraction:
        """The share in force within a time."""
        return max((s.share for s in self.steps if s.days <= days), default=Fraction(0))

    def time_of(self, share: Fraction) -> int | None:
        """The least time within which at least that share was in force; None where it never was."""
        return next((s.days for s in self.steps if s.share >= share), None)

    @property
    def median(self) -> int | None:
        """The time within which half were in force."""
        return self.time_of(Fraction(1, 2))


@record
class Comparable:
    """Treaties of a like size: their curve, and which they are, in words: `154 treaties with 40 states or more`."""

    text: str
    curve: PaceCurve


def estimate(waits: Iterable[Wait]) -> PaceCurve:
    """The Kaplan-Meier estimate: at each time the share still waiting is multiplied by one less the part of those
    waiting that enter. Who is censored at a time is waiting at it.

    >>> curve = estimate([Wait(1), Wait(2, ended=False), Wait(3), Wait(3), Wait(5, ended=False)])
    >>> [(s.days, s.waiting, s.entered, s.share) for s in curve.steps]
    [(1, 5, 1, Fraction(1, 5)), (3, 3, 2, Fraction(11, 15))]
    """
    every = list(waits)
    entered = Counter(w.days for w in every if w.ended)
    steps: list[PaceStep] = []
    left = Fraction(1)
    for days in sorted(entered):
        waiting = sum(w.days >= days for w in every)
        left *= 1 - Fraction(entered[days], waiting)
        steps.append(PaceStep(days, waiting, entered[days], 1 - left))
    longest = max((w.days for w in every), default=0)
    return PaceCurve(tuple(steps), len(every), sum(not w.ended for w in every), longest)


@cache
def treaties() -> tuple[tuple[int, Wait], ...]:
    """Every treaty of the table: its number of states, and how long it waited."""
    from charter import world

    read = world.table("treaty_pace")
    opened, entered, states = (read.header.index(h) for h in ("opened", "in_force", "states"))
    found = []
    for row in read.rows:
        start = datetime.date.fromisoformat(row[opened])
        end = datetime.date.fromisoformat(row[entered]) if row[entered] else END
        found.append((int(row[states]), Wait((end - start).days, bool(row[entered]))))
    return tuple(found)


@cache
def comparable(states: int | None) -> Comparable:
    """The treaties of a like size: those with 40 states or more, 20 to 39, or fewer; all where the number is not
    known."""
    if states is None:
        curve = estimate(wait for _, wait in treaties())
        return Comparable(f"{curve.number} treaties", curve)
    at = next((i for i, (least, _) in enumerate(SIZES) if states >= least), len(SIZES) - 1)
    low, high = SIZES[at][0], SIZES[at - 1][0] if at else None
    curve = estimate(wait for n, wait in treaties() if n >= low and (high is None or n < high))
    return Comparable(f"{curve.number} treaties with {SIZES[at][1]}", curve)
