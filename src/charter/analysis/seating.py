"""How many seats each line of an organ has, and who may sit on it: plain arithmetic on what the charter states."""

from __future__ import annotations

from collections.abc import Iterable

from charter.dsl.model.charter import Charter
from charter.dsl.model.organs import Organ, SeatLine
from charter.record import record

UNELECTED = ("permanent", "designated", "ranked")


@record
class SeatCount:
    """A line of seats with its number of seats; None where the charter does not settle it."""

    line: SeatLine
    seats: int | None
    by_remainder: bool = False


def lines(organ: Organ, charter: Charter) -> tuple[SeatCount, ...]:
    """The lines of an organ with the seats of each.

    A line with no number takes what is left of the stated total, where it is the only one.
    """
    if organ.seats is None:
        return ()
    counted = [SeatCount(line, _seats(line, charter)) for line in organ.seats.lines]
    unknown = [i for i, each in enumerate(counted) if each.seats is None]
    if len(unknown) == 1 and organ.seats.stated is not None:
        rest = organ.seats.stated - sum(each.seats or 0 for each in counted)
        if rest >= 0:
            counted[unknown[0]] = SeatCount(counted[unknown[0]].line, rest, by_remainder=True)
    return tuple(counted)


def _seats(line: SeatLine, charter: Charter) -> int | None:
    if line.total is not None:
        return line.total
    filling = line.filling
    if filling.areas is not None and not filling.outside_these:
        areas = next((a for a in charter.areas if a.name == filling.areas), None)
        return None if areas is None else (line.count or 1) * len(areas.groups)
    if filling.areas is None and filling.how == "permanent" and filling.among is not None:
        return None if filling.among.members is None else len(filling.among.members)
    return 1 if filling.how == "ex_officio" else None


def total(counted: Iterable[SeatCount]) -> int | None:
    """The seats of these lines together; None where one is not settled."""
    numbers = [each.seats for each in counted]
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None


def holders(line: SeatLine) -> tuple[str, ...] | None:
    """Who sits on the line: the permanent holders, or those that the charter names as present; None if unknown."""
    if line.filling.how == "permanent" and line.filling.among is not None:
        return line.filling.among.members
    named = [line.now, *(a.now for a in line.allocations)]
    found = [p for each in named if each is not None and each.members is not None for p in each.members]
    return tuple(found) if found else None


def filled_how(line: SeatLine) -> str:
    """How the line is filled, in words: `designated by Board`, `permanent`, `ranked by compute.share`."""
    filling = line.filling
    if filling.how == "ranked":
        return f"ranked by {filling.column}"
    if filling.by is not None and str(filling.by):
        return f"{filling.how.replace('_', ' ')} by {filling.by}"
    return filling.how.replace("_", " ")
