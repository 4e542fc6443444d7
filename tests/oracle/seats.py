"""Every lawful composition of an organ, one after the other, from the lines of its seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ, SeatLine


class Silent(Exception):
    """The charter does not say what an answer needs."""


class TooMany(Exception):
    """More cases than the oracle plays."""


@dataclass(frozen=True)
class Seat:
    """A seat and who holds it: a party, or (`party` False) a person or body that no member controls."""

    holder: str
    party: bool = True
    votes: bool = True
    veto: bool = False
    chamber: str | None = None
    reserved: frozenset[str] | None = None
    """The parties that alone vote in the chamber of this seat; None where whoever sits there does."""


Composition = tuple[Seat, ...]


@dataclass(frozen=True)
class _Open:
    """`count` seats for parties of `eligible`, of the line numbered `line`."""

    count: int
    eligible: frozenset[str]
    seat: Seat
    line: int


@dataclass(frozen=True)
class _Bound:
    """Between `low` and `high` of the seats of a line (None: of the whole organ) go to `among`."""

    line: int | None
    among: frozenset[str]
    low: int
    high: int | None


def members_of(institution: Institution) -> tuple[str, ...]:
    """The members."""
    stated = institution.members
    if stated is None or stated.value.members is None:
        raise Silent("the members")
    return stated.value.members


def known(parties: PartySet | None) -> frozenset[str]:
    """The parties of a set."""
    if parties is None or parties.members is None:
        raise Silent("a set")
    return frozenset(parties.members)


def column(charter: Charter, name: str) -> dict[str, Fraction]:
    """The numbers of a column of the charter's own tables."""
    head, _, tail = name.partition(".")
    for table in charter.tables:
        for each in table.columns if table.name == head else ():
            if each.name == tail:
                return {p: v for p, v in each.values if isinstance(v, Fraction)}
    raise Silent(f"the column {name}")


def areas(charter: Charter, name: str | None) -> list[frozenset[str]]:
    """The groups of a family of areas."""
    family = next((a for a in charter.areas if a.name == name), None)
    groups = {g.name: g.parties for g in charter.groups}
    if family is None:
        raise Silent("the areas")
    return [known(groups.get(group)) for group in family.groups]


def compositions(charter: Charter, institution: Institution, organ: Organ) -> list[Composition]:
    """Who may sit together: each composition once, in no order. A party holds one seat, permanent seats apart."""
    assert organ.seats is not None
    members = frozenset(members_of(institution))
    certain = _certain(charter, members, organ.seats.lines)
    taken = frozenset(s.holder for seats in certain for s in seats if s.party)
    opens: list[_Open] = []
    bounds: list[_Bound] = []
    for index, line in enumerate(organ.seats.lines):
        if line.filling.how == "ranked":
            before = {s.holder for i, seats in enumerate(certain) for s in seats if s.party and _turn(organ, i, index)}
            tied = _ranked(charter, members - before, line)[1]
            opens += [] if tied is None else [replace(tied, line=index)]
        opens += _opens(charter, members, index, line)
        bounds += _bounds(charter, index, line)
    total = organ.seats.total
    for floor in organ.floors:
        among = known(floor.among)
        least = floor.count
        if least is None:
            least = -((-(floor.share or Fraction(0)) * (total or 0)) // 1)
        bounds.append(_Bound(None, among, int(least), None))
    late = [(i, line) for i, line in enumerate(organ.seats.lines) if line.filling.outside_these]
    found: dict[frozenset[tuple[Seat, int]], Composition] = {}
    for seated in _filled(tuple(opens), taken):
        everyone = [(s, i) for i, seats in enumerate(certain) for s in seats] + list(seated)
        for more in _late(charter, members, late, everyone):
            whole = everyone + more
            if all(_kept(bound, whole) for bound in bounds):
                found.setdefault(frozenset(whole), tuple(s for s, _ in whole))
    return list(found.values())


def _turn(organ: Organ, one: int, other: int) -> bool:
    """Whether a line is filled before a ranking: permanent seats and persons, and rankings that stand before it."""
    assert organ.seats is not None
    return one < other or organ.seats.lines[one].filling.how != "ranked"


def _seat(line: SeatLine, chamber: str | None = None) -> Seat:
    reserved = None if line.chamber_for is None else known(line.chamber_for)
    return Seat("", True, line.votes, line.veto, chamber or line.chamber, reserved)


def _certain(charter: Charter, members: frozenset[str], lines: tuple[SeatLine, ...]) -> list[list[Seat]]:
    """By line, those of whom it is certain that they sit: first the permanent, then the first in each ranking."""
    found: list[list[Seat]] = [[] for _ in lines]
    for index, line in enumerate(lines):
        if line.filling.how == "permanent":
            holders = [p for p in (line.filling.among.members or ()) if p in members] if line.filling.among else []
            each = max(1, (line.count or 0) // max(1, len(holders)))
            found[index] = [replace(_seat(line), holder=p) for p in holders for _ in range(each)]
        elif _of_persons(line):
            name = line.filling.office or f"{line.filling.how} {index}"
            count = line.count or 1
            names = [name] if count == 1 else [f"{name} {i + 1}" for i in range(count)]
            found[index] = [replace(_seat(line), holder=n, party=False) for n in names]
    for index, line in enumerate(lines):
        if line.filling.how == "ranked":
            seated = {s.holder for seats in found for s in seats if s.party}
            found[index], _ = _ranked(charter, members - seated, line)
            if any(_ranked(charter, members - seated, line)[1:]) and any(
                other.filling.how == "ranked" for other in lines[index + 1 :]
            ):
                raise Silent("a ranking after a tie")
    return found


def _of_persons(line: SeatLine) -> bool:
    """Whether persons sit there in their own name: ex officio, or appointed where no set is named to appoint from."""
    how = line.filling.how
    return how == "ex_officio" or (how == "appointed" and line.filling.among is None and not line.allocations)


def _ranked(charter: Charter, pool: frozenset[str], line: SeatLine) -> tuple[list[Seat], _Open | None]:
    """The first in a ranking; where it ends in a tie, those above it, and the seats that are open among the tied."""
    values = column(charter, line.filling.column or "")
    if line.filling.among is not None:
        pool &= known(line.filling.among)
    if any(p not in values for p in pool):
        raise Silent("a figure of the ranking")
    count = line.count or 0
    order = sorted(pool, key=lambda p: -values[p])
    if len(order) < count:
        raise Silent("enough members for the ranking")
    last = values[order[count - 1]]
    tied = frozenset(p for p in pool if values[p] == last)
    above = [p for p in order if values[p] > last]
    if len(above) + len(tied) == count:
        return [replace(_seat(line), holder=p) for p in order[:count]], None
    return [replace(_seat(line), holder=p) for p in above], _Open(count - len(above), tied, _seat(line), 0)


def _opens(charter: Charter, members: frozenset[str], index: int, line: SeatLine) -> list[_Open]:
    filling = line.filling
    if filling.how in ("permanent", "ranked") or _of_persons(line) or filling.outside_these:
        return []
    if filling.areas is not None:
        each = line.count or 1
        return [_Open(each, members & area, _seat(line), index) for area in areas(charter, filling.areas)]
    among = filling.among
    if among is None and filling.how == "chosen" and filling.by is not None:
        among = filling.by.among
    base = members if among is None else members & known(among)
    found = []
    for part in line.allocations:
        eligible = base if part.among is None else members & known(part.among)
        found.append(_Open(part.count, eligible, _seat(line, part.chamber), index))
    rest = (line.count or 0) - sum(a.count for a in line.allocations)
    if rest > 0:
        found.append(_Open(rest, base, _seat(line), index))
    return found


def _bounds(charter: Charter, index: int, line: SeatLine) -> list[_Bound]:
    found = []
    for floor in line.floors:
        sets = areas(charter, floor.areas) if floor.areas is not None else [known(floor.among)]
        found += [_Bound(index, each, floor.count or 0, None) for each in sets]
    return found + [_Bound(index, known(cap.among), 0, cap.count) for cap in line.caps]


def _filled(opens: tuple[_Open, ...], taken: frozenset[str]) -> Iterator[tuple[tuple[Seat, int], ...]]:
    if not opens:
        yield ()
        return
    first = opens[0]
    for chosen in combinations(sorted(first.eligible - taken), first.count):
        here = tuple((replace(first.seat, holder=p), first.line) for p in chosen)
        for rest in _filled(opens[1:], taken | frozenset(chosen)):
            yield here + rest


def _late(
    charter: Charter, members: frozenset[str], lines: list[tuple[int, SeatLine]], seated: list[tuple[Seat, int]]
) -> Iterator[list[tuple[Seat, int]]]:
    """The seats of `for each area … not among these`: of each area of which nobody sits by the lines before."""
    if not lines:
        yield []
        return
    (index, line), *rest = lines
    before = {s.holder for s, i in seated if i < index}
    free = [a for a in areas(charter, line.filling.areas) if not a & before]
    each = line.count or 1
    if line.in_practice is not None and line.in_practice != each * len(free):
        return
    taken = frozenset(s.holder for s, _ in seated if s.party)
    opens = tuple(_Open(each, members & area, _seat(line), index) for area in free)
    for here in _filled(opens, taken):
        for more in _late(charter, members, rest, seated + list(here)):
            yield [*here, *more]


def _kept(bound: _Bound, seated: list[tuple[Seat, int]]) -> bool:
    count = sum((bound.line is None or i == bound.line) and s.holder in bound.among for s, i in seated)
    return bound.low <= count and (bound.high is None or count <= bound.high)
