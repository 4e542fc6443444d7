"""What the dates in `adoption` say: how long it took from one to the other, or how long it has waited.

A year without a day is any day of it, so that times between years are a range. Times are counted as the clocks of a
charter are: whole calendar months, of 365/12 days each, and the days that are left.
"""

from __future__ import annotations

import calendar
import datetime
import os
from fractions import Fraction

from charter.dsl.model.adoption import Adoption, Milestone
from charter.dsl.model.institution import Institution
from charter.record import record

MONTH = Fraction(365, 12)
BEGINS = ("proposed", "adopted", "opened", "signed")
WORKS = ("in_force", "operating")
WORDS = {
    "proposed": "proposed",
    "adopted": "adopted",
    "opened": "opened",
    "signed": "signed",
    "in_force": "in force",
    "operating": "operating",
}
_WAITING = ("proposed", "draft", "adopted")


@record
class Elapsed:
    """The days from the first date of a text to its working, the least and the most of them; `works` None where it
    does not work yet and the days are those until today."""

    begins: Milestone
    works: Milestone | None
    least: Fraction
    most: Fraction

    @property
    def text(self) -> str:
        """`opened 1996, not in force: 30 years`, `opened 1956-10-26, in force 1957-07-29: 9 months`."""
        ends = "not in force" if self.works is None else f"{WORDS[self.works.what]} {self.works.when}"
        return f"{WORDS[self.begins.what]} {self.begins.when}, {ends}: {spoken(self.most)}"


def today() -> datetime.date:
    """The day on which the question is asked; `SOURCE_DATE_EPOCH` sets another, for builds that can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    return datetime.date.today()


def elapsed(institution: Institution) -> Elapsed | None:
    """How long it took, by the dates that the charter states, or has waited; None where they do not say."""
    adoption = institution.adoption
    if adoption is None:
        return None
    begins = _first(adoption, BEGINS)
    if begins is None:
        return None
    start = _days(begins.when)
    works = _first(adoption, ("operating",)) or _first(adoption, ("in_force",))
    if start is None:
        return None
    if works is None:
        if institution.status is None or institution.status.value not in _WAITING:
            return None
        now = today()
        return Elapsed(begins, None, between(start[1], now), between(start[0], now))
    end = _days(works.when)
    if end is None or end[1] < start[0]:
        return None
    return Elapsed(begins, works, between(start[1], end[0]), between(start[0], end[1]))


def between(start: datetime.date, end: datetime.date) -> Fraction:
    """The time from one day to a later one, in days as a clock counts them; 0 where it is not later.

    >>> between(datetime.date(2001, 3, 1), datetime.date(2003, 2, 1)) == 23 * MONTH
    True
    >>> between(datetime.date(2001, 1, 31), datetime.date(2001, 3, 1)) == MONTH + 1
    True
    """
    if end <= start:
        return Fraction(0)
    months = (end.year - start.year) * 12 + end.month - start.month
    months -= end.day < start.day
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    rest = (end - datetime.date(year, month + 1, min(start.day, last))).days
    return months * MONTH + rest


def _first(adoption: Adoption, kinds: tuple[str, ...]) -> Milestone | None:
    return min((m for m in adoption.milestones if m.what in kinds), key=lambda m: m.when, default=None)


def _days(when: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day that a date may be; None for one that is in no calendar."""
    try:
        if len(when) == 4:
            return datetime.date(int(when), 1, 1), datetime.date(int(when), 12, 31)
        day = datetime.date.fromisoformat(when)
    except ValueError:
        return None
    return day, day


def spoken(days: Fraction) -> str:
    """A time in words: whole years from two on, whole months from one on, else days.

    >>> spoken(30 * 12 * MONTH + 40), spoken(9 * MONTH + 3), spoken(Fraction(20)), spoken(MONTH)
    ('30 years', '9 months', '20 days', '1 month')
    """
    for length, least, word in ((12 * MONTH, 2, "year"), (MONTH, 1, "month"), (Fraction(1), 0, "day")):
        count = int(days / length)
        if count >= least:
            return f"{count} {word}{'' if count == 1 else 's'}"
    raise AssertionError(days)
