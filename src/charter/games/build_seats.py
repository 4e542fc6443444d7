"""The seats of an organ as the lawful compositions: who sits for certain, and which seats are open to whom.

Known holders: permanent seats, and seats ranked by a column (the first in the ranking that hold no seat yet). Open
seats: elected, designated, chosen, rotating, appointed out of a set. Seats of persons that no party fills (officers,
employers' and workers' members) count, and no member controls them. A party holds one seat in an organ.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Allocation, Organ, SeatLine
from charter.dsl.model.record import changed, record
from charter.games.build_columns import areas_of, numbers_of
from charter.games.build_forms import NOBODY, Composition, Open, Post, Seat, Side, Space, Spaces, Unstated, seat_of

MOST_AREAS = 12
MOST_SEATS = 10_000


@record
class _Plan:
    """What the lines read so far give. `area_lines` are those of `1 for each area not among these`."""

    charter: Charter
    institution: Institution
    organ: Organ
    members: frozenset[str] | None
    fixed: tuple[Seat, ...] = ()
    opens: tuple[Open, ...] = ()
    sides: tuple[Side, ...] = ()
    areas: tuple[tuple[int, SeatLine, tuple[int, ...]], ...] = ()

    @property
    def entity(self) -> str:
        return f"{self.institution.name}.{self.organ.name}"

    def seated(self) -> frozenset[str]:
        return frozenset(s.holder for s in self.fixed if s.keys)


def own_delegates(organ: Organ) -> str | None:
    """The name of the delegates that a member's government instructs: `government`, else the first named."""
    names = [d.name for d in organ.delegates]
    found = next((n for n in names if n.startswith("government")), None)
    return found or (names[0] if names else None)


def spaces_of(charter: Charter, institution: Institution, organ: Organ) -> Spaces:
    """The lawful compositions of an organ with seats; raises `Unstated` where the charter does not settle them."""
    assert organ.seats is not None
    members = institution.members.value.members if institution.members is not None else None
    plan = _Plan(charter, institution, organ, None if members is None else frozenset(members))
    counts = line_counts(plan, organ)
    for index, (line, count) in enumerate(zip(organ.seats.lines, counts, strict=True)):
        plan = _with_line(plan, index, line, count)
    plan = _with_floors(plan)
    if any(not o.eligible and o.unknown for o in plan.opens):
        plan = _with_anybody(plan)
    if plan.areas:
        return _with_areas(plan)
    return Spaces((_space(plan),))


def line_counts(plan: _Plan, organ: Organ) -> list[int | None]:
    """The seats of each line; a line without a number takes what is left of the stated total, if it is the only one."""
    assert organ.seats is not None
    counts = [_count(plan, line) for line in organ.seats.lines]
    unknown = [i for i, c in enumerate(counts) if c is None]
    areas = [i for i in unknown if organ.seats.lines[i].filling.outside_these]
    if len(unknown) == 1 and organ.seats.stated is not None and not areas:
        rest = organ.seats.stated - sum(c or 0 for c in counts)
        counts[unknown[0]] = rest if rest >= 0 else None
    return counts


def _count(plan: _Plan, line: SeatLine) -> int | None:
    if line.filling.areas is not None:
        if line.filling.outside_these or line.in_practice is not None:
            return line.in_practice
        areas = areas_of(plan.charter, line.filling.areas)
        return None if areas is None else (line.count or 1) * len(areas)
    if line.total is not None:
        return line.total
    if line.filling.how == "permanent" and line.filling.among is not None:
        return None if line.filling.among.members is None else len(line.filling.among.members)
    return 1 if line.filling.how == "ex_officio" else None


def _post(line: SeatLine, allocation: Allocation | None = None) -> Post:
    chamber = allocation.chamber if allocation is not None and allocation.chamber else line.chamber
    reserved = line.chamber_for.members if line.chamber_for is not None else None
    size = Fraction(1 if line.votes else 0)
    name = line.as_class or ""
    return Post(name, size, line.veto, chamber, None if reserved is None else frozenset(reserved))


def _with_line(plan: _Plan, index: int, line: SeatLine, count: int | None) -> _Plan:
    how = line.filling.how
    if how == "permanent":
        return _with_permanent(plan, line, count)
    if line.filling.areas is not None and line.filling.outside_these:
        earlier = tuple(i for i, o in enumerate(plan.opens) if o.line < index)
        return changed(plan, areas=(*plan.areas, (index, line, earlier)))
    if count is None:
        raise Unstated("the number of seats", line.span, plan.entity)
    if _outside(plan, line):
        return _with_outside(plan, line, count)
    if how == "ranked":
        return _with_ranked(plan, line, count)
    return _with_open(plan, index, line, count)


def _with_permanent(plan: _Plan, line: SeatLine, count: int | None) -> _Plan:
    """Permanent seats are dealt equally among their holders; a holder may have seats by several lines."""
    among = line.filling.among
    if among is None or not among.members:
        raise Unstated("the holders of the permanent seats", line.span, plan.entity)
    total = len(among.members) if count is None else count
    each, over = divmod(total, len(among.members))
    if over or not each:
        missing = f"how {total} permanent seats are dealt among {len(among.members)} holders"
        raise Unstated(missing, line.span, plan.entity)
    post = _post(line)
    further = changed(post, again=True)
    seated = plan.seated()
    seats = [seat_of(p, further if i or p in seated else post) for p in among.members for i in range(each)]
    return changed(plan, fixed=(*plan.fixed, *seats))


def _outside(plan: _Plan, line: SeatLine) -> bool:
    """Whether no member's government holds these seats: officers, persons, other delegates' members."""
    filling = line.filling
    if filling.how == "ex_officio":
        return True
    if filling.how == "appointed" and filling.among is None and not line.allocations:
        return True
    names = {d.name: own_delegates(o) for o in plan.institution.organs for d in o.delegates}
    if line.as_class in names:
        return line.as_class != names[line.as_class]
    if filling.by is not None and filling.by.kind == "delegates":
        tail = (filling.by.name or "").rpartition(".")[2]
        return tail in names and tail != names[tail]
    if filling.how != "chosen" or plan.members is None:
        return False
    electors = _chosen_from(line)
    return electors is None or (electors.members is not None and not plan.members & set(electors.members))


def _chosen_from(line: SeatLine) -> PartySet | None:
    if line.filling.among is not None:
        return line.filling.among
    return line.filling.by.among if line.filling.how == "chosen" and line.filling.by is not None else None


def controllers(charter: Charter, word: str | None) -> tuple[frozenset[str], ...]:
    """The parties declared as of that kind (`party ITUC : workers`), who control the delegates of that name."""
    found = frozenset(p.name for p in charter.parties if word and p.kind == word)
    return (found,) if found else ()


def _with_outside(plan: _Plan, line: SeatLine, count: int) -> _Plan:
    filling = line.filling
    word = line.as_class or (filling.by.name or "").rpartition(".")[2] if filling.by is not None else line.as_class
    electors = _chosen_from(line)
    keys = controllers(plan.charter, word)
    if electors is not None and electors.members:
        keys = (frozenset(electors.members),)
    name = filling.office or word or filling.how.replace("_", " ")
    post = changed(_post(line), own=False, name="")
    seats = tuple(Seat(f"{name} {i + 1}" if count > 1 else name, post, keys) for i in range(count))
    return changed(plan, fixed=(*plan.fixed, *seats))


def _with_ranked(plan: _Plan, line: SeatLine, count: int) -> _Plan:
    column = line.filling.column or ""
    values = numbers_of(plan.charter, column)
    among = line.filling.among
    pool = plan.members if among is None else None if among.members is None else frozenset(among.members)
    if pool is None:
        raise Unstated("the members", line.span, plan.entity)
    if among is not None and plan.members is not None:
        pool = pool & plan.members
    ranked = sorted((p for p in pool - plan.seated() if p in values), key=lambda p: (-values[p], p))
    if len(ranked) < count:
        raise Unstated(f"`{column}` for {count} members", line.span, plan.entity)
    post = _post(line)
    return changed(plan, fixed=(*plan.fixed, *(seat_of(p, post) for p in ranked[:count])))


def _eligible(plan: _Plan, among: PartySet | None, line: SeatLine) -> frozenset[str] | None:
    """Who may hold a seat: those of the set that are members, all members where no set is named, None if unknown."""
    if among is None or among.members is None:
        return plan.members if among is None else None
    inside = frozenset(among.members)
    if plan.members is None:
        return inside
    return inside & plan.members or inside


def _with_open(plan: _Plan, index: int, line: SeatLine, count: int) -> _Plan:
    opens = list(plan.opens)
    first = len(opens)
    rest = count
    for part in line.allocations:
        opens.append(_open(plan, index, line, part.count, part.among or _chosen_from(line), _post(line, part), part))
        rest -= part.count
    if line.filling.areas is not None:
        areas = areas_of(plan.charter, line.filling.areas)
        if areas is None:
            raise Unstated(f"the areas of `{line.filling.areas}`", line.span, plan.entity)
        for name, members in areas:
            among = PartySet(line.span, name, tuple(sorted(members)), name)
            opens.append(_open(plan, index, line, line.count or 1, among, _post(line)))
        rest = 0
    if rest > 0:
        opens.append(_open(plan, index, line, rest, _chosen_from(line), _post(line)))
    mine = frozenset(range(first, len(opens)))
    return changed(plan, opens=tuple(opens), sides=(*plan.sides, *_sides(plan, line, mine)))


def _open(
    plan: _Plan, index: int, line: SeatLine, count: int, among: PartySet | None, post: Post,
    part: Allocation | None = None,
) -> Open:  # fmt: skip
    now = part.now if part is not None else line.now if not line.allocations else None
    eligible = _eligible(plan, among, line)
    text = among.text if among is not None else "members"
    span = part.span if part is not None else line.span
    holders = now.members if now is not None else None
    named = frozenset() if eligible is None else eligible
    return Open(count, named, post, text, span, holders, index, unknown=eligible is None)


def _sides(plan: _Plan, line: SeatLine, mine: frozenset[int]) -> list[Side]:
    found = []
    for floor in line.floors:
        if floor.areas is not None:
            for name, members in areas_of(plan.charter, floor.areas) or ():
                found.append(Side(mine, members, floor.count or 0, None, f"at least {floor.count} from {name}"))
        elif floor.among is not None and floor.among.members is not None and floor.count is not None:
            among = frozenset(floor.among.members)
            found.append(Side(mine, among, floor.count, None, f"at least {floor.count} from {floor.among.text}"))
    for cap in line.caps:
        if cap.among is not None and cap.among.members is not None:
            among = frozenset(cap.among.members)
            found.append(Side(mine, among, 0, cap.count, f"at most {cap.count} from {cap.among.text}"))
    return found


def _with_floors(plan: _Plan) -> _Plan:
    """The floors of the whole organ: what known holders already fill is taken off."""
    assert plan.organ.seats is not None
    total = plan.organ.seats.total or len(plan.fixed) + sum(o.count for o in plan.opens)
    sides = list(plan.sides)
    for floor in plan.organ.floors:
        if floor.among is None or floor.among.members is None:
            continue
        among = frozenset(floor.among.members)
        least = floor.count if floor.count is not None else -(-(floor.share or Fraction(0)) * total // 1)
        have = sum(1 for s in plan.fixed if s.holder in among)
        sides.append(Side(None, among, max(0, int(least) - have), None, f"at least {least} from {floor.among}"))
    return changed(plan, sides=tuple(sides))


def _with_anybody(plan: _Plan) -> _Plan:
    """Where it is not known who may sit, the seats are held by `member 1`, `member 2` …, as many as there are seats."""
    total = sum(o.count for o in plan.opens)
    if total > MOST_SEATS:
        raise Unstated(f"who may hold {total} seats", plan.organ.name_span, plan.entity)
    pool = frozenset(f"{ANYBODY}{i + 1}" for i in range(total))
    return changed(plan, opens=tuple(changed(o, eligible=pool) if o.unknown else o for o in plan.opens))


ANYBODY = "member "


def _space(plan: _Plan, opens: Sequence[Open] | None = None, sides: Sequence[Side] | None = None) -> Space:
    seated = plan.seated()
    free = tuple(
        changed(o, eligible=o.eligible - seated) for o in (plan.opens if opens is None else opens) if o.count > 0
    )
    kept = plan.sides if sides is None else tuple(sides)
    if len(free) != len(plan.opens if opens is None else opens):
        kept = _renumbered(kept, [o.count > 0 for o in (plan.opens if opens is None else opens)])
    return _floors_as_seats(Space(plan.fixed, free, kept))


def _floors_as_seats(space: Space) -> Space:
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
    return Space(space.fixed, tuple(opens), tuple(sides), space.apiece)


def _renumbered(sides: Sequence[Side], kept: list[bool]) -> tuple[Side, ...]:
    place = {old: new for new, old in enumerate(i for i, k in enumerate(kept) if k)}
    return tuple(
        s if s.opens is None else changed(s, opens=frozenset(place[i] for i in s.opens if i in place)) for s in sides
    )


def _with_areas(plan: _Plan) -> Spaces:
    """`1 for each area not among these`: an area gets its seat exactly if nobody of it sits by the lines before. One
    variant for each set of areas that get theirs; where the number is stated, a space that contains them all."""
    if len(plan.areas) > 1:
        raise Unstated("one family of areas", plan.areas[1][1].span, plan.entity)
    index, line, earlier = plan.areas[0]
    areas = areas_of(plan.charter, line.filling.areas or "")
    if areas is None or len(areas) > MOST_AREAS:
        raise Unstated(f"the areas of `{line.filling.areas}`", line.span, plan.entity)
    each = line.count or 1
    covered = [any(s.holder in members for s in plan.fixed if s.keys) for _, members in areas]
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
        extra = Open(
            wanted * each, _members_in(plan, pool), _post(line), line.filling.areas or "", line.span, None, index
        )
        relaxed = _space(plan, (*plan.opens, extra))
    return Spaces(variants, relaxed)


def _members_in(plan: _Plan, pool: frozenset[str]) -> frozenset[str]:
    return pool if plan.members is None else pool & plan.members


def _variant(
    plan: _Plan, line: SeatLine, index: int, earlier: tuple[int, ...], areas: list[tuple[str, frozenset[str]]],
    chosen: frozenset[int], covered: list[bool],
) -> Space:  # fmt: skip
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
            sides.append(Side(frozenset(earlier), members, 1, None, f"at least 1 from {name}"))
    for i in sorted(chosen):
        name, members = areas[i]
        opens.append(Open(line.count or 1, _members_in(plan, members), _post(line), name, line.span, None, index))
    if any(o.count < 0 for o in opens):
        return Space(plan.fixed, (Open(1, NOBODY, _post(line), "nobody"),))
    return _space(plan, opens, sides)


def present(charter: Charter, institution: Institution, organ: Organ) -> Composition | None:
    """Who sits now, where the charter names the holders of every open seat; otherwise None."""
    if organ.seats is None:
        return None
    members = institution.members.value.members if institution.members is not None else None
    plan = _Plan(charter, institution, organ, None if members is None else frozenset(members))
    named: list[Seat] = []
    for line, count in zip(organ.seats.lines, line_counts(plan, organ), strict=True):
        if line.filling.how in ("permanent", "ranked") or _outside(plan, line):
            plan = _with_line(plan, 0, line, count)
            continue
        parts = [(a.now, _post(line, a)) for a in line.allocations if a.now is not None]
        if not parts and line.now is not None:
            parts = [(line.now, _post(line))]
        holders = [seat_of(p, post) for now, post in parts for p in now.members or ()]
        if not holders or (count is not None and len(holders) != count):
            return None
        named += holders
    return (*plan.fixed, *named) if named else None


def _apart(areas: list[tuple[str, frozenset[str]]]) -> bool:
    return sum(len(m) for _, m in areas) == len(frozenset(p for _, m in areas for p in m))
