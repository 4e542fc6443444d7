"""How long a text waits at the least by its own words, from the day on which it can be ratified to entry into force.

`after 180 days` counts from the day on which the condition is met, which is no earlier than the day on which the text
is there; `not before 1989-01-01` counts from the first date of the text. Both bound the time from below whatever
anybody estimates, and both may be met at once, so that the longer counts. A first day of a month may be the same day.
"""

from __future__ import annotations

import datetime
from fractions import Fraction

from charter.analysis.entry.dates import between
from charter.dsl.model.adoption import Adoption, Entry
from charter.record import record

TEXT_IS_THERE = ("adopted", "opened", "signed")


@record
class EntryWait:
    """The least time from the text to its entry into force, in days, and the words that ask for it."""

    days: Fraction
    text: str


def least_wait(adoption: Adoption | None) -> EntryWait | None:
    """The least that any condition of the text makes it wait; None where one of them asks for no wait."""
    waits = [_of(adoption, entry) for entry in adoption.entries] if adoption is not None else []
    known = [each for each in waits if each is not None]
    return min(known, key=lambda each: each.days) if known and len(known) == len(waits) else None


def _of(adoption: Adoption, entry: Entry) -> EntryWait | None:
    found = []
    if entry.after is not None and entry.after.days is not None:
        found.append(EntryWait(entry.after.days, f"in force {entry.after} after its condition is met"))
    there = min((m.when for m in adoption.milestones if m.what in TEXT_IS_THERE), default=None)
    if entry.earliest is not None and there is not None:
        days = between(_last_day(there), datetime.date.fromisoformat(entry.earliest))
        found.append(EntryWait(days, f"not in force before {entry.earliest}"))
    return max(found, key=lambda each: each.days, default=None)


def _last_day(when: str) -> datetime.date:
    return datetime.date(int(when), 12, 31) if len(when) == 4 else datetime.date.fromisoformat(when)
