"""From the lines of an organ's seats to the lawful compositions: areas, floors, seats of nobody knows whom.

`1 for each area not among these` makes one space of compositions for each set of areas that get a seat of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from charter.decisions.columns import areas_of
from charter.decisions.elements import (
    NOBODY,
    CompositionSpace,
    OpenSeats,
    Seat,
    SeatCondition,
    SeatKind,
    Spaces,
    Unstated,
)
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Allocation, Organ, SeatLine
from charter.record import changed, record

ANYBODY = "member "
MOST_AREAS = 12
MOST_SEATS = 10_000


@record
class SeatPlan:
    """What the lines read so far give. `area_lines` are those of `1 for each area not among these`."""

    charter: Charter
    institution: Institution
    organ: Organ
    members: frozenset[str] | None
    fixed: tuple[Seat, ...] = ()
    opens: tuple[OpenSeats, ...] = ()
    sides: tuple[SeatCondition, ...] = ()
    areas: tuple[tuple[int, SeatLine, tuple[int, ...]], ...] = ()
    placed: tuple[int, ...] = ()
    """The line of each of the `fixed`."""

    @property
    def entity(self) -> str:
        return f"{self.institution.name}.{self.organ.name}"

    def seated(self) -> frozenset[str]:
        return frozenset(s.holder for s in self.fixed if s.keys)


def post_of(line: SeatLine, allocation: Allocation | None = None) -> SeatKind:
    chamber = allocation.chamber if allocation is not None and allocation.chamber else line.chamber
    reserved = line.chamber_for.members if line.chamber_for is not None else None
    size = Fraction(1 if line.votes else 0)
    name = line.as_class or ""
    return SeatKind(name, size, line.veto, chamber, None if reserved is None else frozenset(reserved))


def with_anybody(plan: SeatPlan) -> SeatPlan:
    """Where it is not known who may sit, the seats are held by `member 1`, `member 2` …, as many as there are seats,
    and by whoever a floor or a chamber names: `at least 2 from` a set can only be met by the set."""
    total = sum(o.count for o in plan.opens)
    if total > MOST_SEATS:
        raise Unstated(f"who may hold {total} seats", plan.organ.name_span, plan.entity)
    pool = frozenset(f"{ANYBODY}{i + 1}" for i in range(total))
    opens = []
    for index, each in enumerate(plan.opens):
        if each.unknown:
            floors = (s.among for s in plan.sides if s.low and (s.opens is None or index in s.opens))
            each = changed(each, eligible=pool.union(*floors, each.post.chamber_for or NOBODY))
        opens.append(each)
    return changed(plan, opens=tuple(opens))


def space_of(
    plan: SeatPlan, opens: Sequence[OpenSeats] | None = None, sides: Sequence[SeatCondition] | None = None
) -> CompositionSpace:
    seated = plan.seated()
    free = tuple(
        changed(o, eligible=o.eligible - seated) for o in (plan.opens if opens is None else opens) if o.count > 0
    )
    kept = plan.sides if sides is None else tuple(sides)
    if len(free) != len(plan.opens if opens is None else opens):
        kept = _renumbered(kept, [o.count > 0 for o in (plan.opens if opens is None else opens)])
    return _floors_as_seats(CompositionSpace(plan.fixed, free, kept))


def _floors_as_seats(space: CompositionSpace) -> CompositionSpace:
    """A floor (or a cap) on one kind of open seats is so many seats of their own for the set (or open to others
    only): the same compositions, and no side condition."""
    opens, sides = list(space.opens), list(space.sides)
    split: set[int] = set()
    for side in space.sides:
        index = next(iter(side.opens)) if side.opens is not None and len(side.opens) == 1 else None
        if index is None or index in split or (side.low and side.high is not None):
            continue
        each = opens[index]
        apart = side.low if side.high is None else each.count - side.high
        if not 0 < apart < each.count:
            continue
        among = each.eligible & side.among if side.high is None else each.eligible - side.among
        split.add(index)
        opens[index] = changed(each, count=each.count - apart)
        sides = [
            s if s.opens is None or index not in s.opens else changed(s, opens=s.opens | {len(opens)})
            for s in sides
            if s is not side
        ]
        opens.append(changed(each, count=apart, eligible=among))
    return CompositionSpace(space.fixed, tuple(opens), tuple(sides), space.apiece)


def _renumbered(sides: Sequence[SeatCondition], kept: list[bool]) -> tuple[SeatCondition, ...]:
    place = {old: new for new, old in enumerate(i for i, k in enumerate(kept) if k)}
    return tuple(
        s if s.opens is None else changed(s, opens=frozenset(place[i] for i in s.opens if i in place)) for s in sides
    )


def with_areas(plan: SeatPlan) -> Spaces:
    """`1 for each area not among these`: an area gets its seat exactly if nobody of it sits by the lines before. One
    variant for each set of areas that get theirs; where the number is stated, a space that contains them all."""
    if len(plan.areas) > 1:
        raise Unstated("one family of areas", plan.areas[1][1].span, plan.entity)
    index, line, earlier = plan.areas[0]
    areas = areas_of(plan.charter, line.filling.areas or "")
    if areas is None or len(areas) > MOST_AREAS:
        raise Unstated(f"the areas of `{line.filling.areas}`", line.span, plan.entity)
    each = line.count or 1
    before = {s.holder for s, at in zip(plan.fixed, plan.placed, strict=True) if s.keys and at < index}
    covered = [bool(before & members) for _, members in areas]
    free = [i for i, c in enumerate(covered) if not c]
    wanted = None if line.in_practice is None else line.in_practice // each
    sizes = range(len(free) + 1) if wanted is None else (wanted,)
    variants = tuple(
        _variant(plan, line, index, earlier, areas, frozenset(chosen), covered)
        for size in sizes
        for chosen in combinations(free, size)
    )
    relaxed = None
    if wanted is not None:
        pool = frozenset(p for i in free for p in areas[i][1])
        extra = OpenSeats(
            wanted * each, _members_in(plan, pool), post_of(line), line.filling.areas or "", line.span, None, index
        )
        relaxed = space_of(plan, (*plan.opens, extra))
    return Spaces(variants, relaxed)


def _members_in(plan: SeatPlan, pool: frozenset[str]) -> frozenset[str]:
    return pool if plan.members is None else pool & plan.members


def _variant(
    plan: SeatPlan, line: SeatLine, index: int, earlier: tuple[int, ...], areas: list[tuple[str, frozenset[str]]],
    chosen: frozenset[int], covered: list[bool],
) -> CompositionSpace:  # fmt: skip
    """The compositions in which exactly these areas have nobody by the lines before."""
    empty = frozenset(p for i in chosen for p in areas[i][1])
    must = [(name, members) for i, (name, members) in enumerate(areas) if i not in chosen and not covered[i]]
    opens = [changed(o, eligible=o.eligible - empty) if i in earlier else o for i, o in enumerate(plan.opens)]
    sides = list(plan.sides)
    if len(earlier) == 1 and _apart(areas) and not any(s.opens is None or earlier[0] in s.opens for s in sides):
        base = opens[earlier[0]]
        for name, members in must:
            opens.append(changed(base, count=1, eligible=base.eligible & members, among=name, now=None))
        opens[earlier[0]] = changed(base, count=base.count - len(must))
    else:
        for name, members in must:
            sides.append(SeatCondition(frozenset(earlier), members, 1, None, f"at least 1 from {name}"))
    for i in sorted(chosen):
        name, members = areas[i]
        opens.append(
            OpenSeats(line.count or 1, _members_in(plan, members), post_of(line), name, line.span, None, index)
        )
    if any(o.count < 0 for o in opens):
        return CompositionSpace(plan.fixed, (OpenSeats(1, NOBODY, post_of(line), "nobody"),))
    return space_of(plan, opens, sides)


def _apart(areas: list[tuple[str, frozenset[str]]]) -> bool:
    return sum(len(m) for _, m in areas) == len(frozenset(p for _, m in areas for p in m))
