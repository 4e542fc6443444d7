"""The seats of an organ as the lawful compositions: who sits for certain, and which seats are open to whom.

Known holders: permanent seats, and seats ranked by a column (the first in the ranking that hold no seat yet). Open
seats: elected, designated, chosen, rotating, appointed out of a set. Seats of persons that no party fills (officers,
employers' and workers' members) count, and no member controls them. A party holds one seat in an organ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from charter.decisions.columns import areas_of, numbers_of
from charter.decisions.elements import Composition, OpenSeats, Seat, SeatCondition, SeatKind, Spaces, Unstated, seat_of
from charter.decisions.spaces import SeatPlan, post_of, space_of, with_anybody, with_areas
from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Allocation, Organ, SeatLine
from charter.record import changed


def own_delegates(organ: Organ) -> str | None:
    """The name of the delegates that a member's government instructs: `government`, else the first named."""
    names = [d.name for d in organ.delegates]
    found = next((n for n in names if n.startswith("government")), None)
    return found or (names[0] if names else None)


def spaces_of(charter: Charter, institution: Institution, organ: Organ) -> Spaces:
    """The lawful compositions of an organ with seats; raises `Unstated` where the charter does not settle them."""
    assert organ.seats is not None
    members = institution.members.value.members if institution.members is not None else None
    plan = SeatPlan(charter, institution, organ, None if members is None else frozenset(members))
    counts = line_counts(plan, organ)
    placed = list(enumerate(zip(organ.seats.lines, counts, strict=True)))
    # who holds a permanent seat is in no ranking, wherever the line stands
    for index, (line, count) in sorted(placed, key=lambda each: _turn(each[1][0])):
        plan = _with_line(plan, index, line, count)
        plan = changed(plan, placed=(*plan.placed, *[index] * (len(plan.fixed) - len(plan.placed))))
    plan = _with_floors(plan)
    if any(not o.eligible and o.unknown for o in plan.opens):
        plan = with_anybody(plan)
    if plan.areas:
        return with_areas(plan)
    return Spaces((space_of(plan),))


def _turn(line: SeatLine) -> int:
    """When a line is filled, wherever it stands: permanent seats, then rankings (in the order of the text), then all
    others."""
    return {"permanent": 0, "ranked": 1}.get(line.filling.how, 2)


def line_counts(plan: SeatPlan, organ: Organ) -> list[int | None]:
    """The seats of each line; a line without a number takes what is left of the stated total, if it is the only one."""
    assert organ.seats is not None
    counts = [_count(plan, line) for line in organ.seats.lines]
    unknown = [i for i, c in enumerate(counts) if c is None]
    areas = [i for i in unknown if organ.seats.lines[i].filling.outside_these]
    if len(unknown) == 1 and organ.seats.stated is not None and not areas:
        rest = organ.seats.stated - sum(c or 0 for c in counts)
        counts[unknown[0]] = rest if rest >= 0 else None
    return counts


def _count(plan: SeatPlan, line: SeatLine) -> int | None:
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


def _with_line(plan: SeatPlan, index: int, line: SeatLine, count: int | None) -> SeatPlan:
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
        return _with_ranked(plan, index, line, count)
    return _with_open(plan, index, line, count)


def _with_permanent(plan: SeatPlan, line: SeatLine, count: int | None) -> SeatPlan:
    """Permanent seats are dealt equally among their holders; a holder may have seats by several lines."""
    among = line.filling.among
    if among is None or not among.members:
        raise Unstated("the holders of the permanent seats", line.span, plan.entity)
    total = len(among.members) if count is None else count
    each, over = divmod(total, len(among.members))
    if over or not each:
        missing = f"how {total} permanent seats are dealt among {len(among.members)} holders"
        raise Unstated(missing, line.span, plan.entity)
    post = post_of(line)
    further = changed(post, again=True)
    seated = plan.seated()
    seats = [seat_of(p, further if i or p in seated else post) for p in among.members for i in range(each)]
    return changed(plan, fixed=(*plan.fixed, *seats))


def _outside(plan: SeatPlan, line: SeatLine) -> bool:
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


def _with_outside(plan: SeatPlan, line: SeatLine, count: int) -> SeatPlan:
    filling = line.filling
    word = line.as_class or (filling.by.name or "").rpartition(".")[2] if filling.by is not None else line.as_class
    electors = _chosen_from(line)
    keys = controllers(plan.charter, word)
    if electors is not None and electors.members:
        keys = (frozenset(electors.members),)
    name = filling.office or word or filling.how.replace("_", " ")
    post = changed(post_of(line), own=False, name="")
    seats = tuple(Seat(f"{name} {i + 1}" if count > 1 else name, post, keys) for i in range(count))
    return changed(plan, fixed=(*plan.fixed, *seats))


def _with_ranked(plan: SeatPlan, index: int, line: SeatLine, count: int) -> SeatPlan:
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
    post = post_of(line)
    before = frozenset(p for o in plan.opens for p in o.eligible)
    if before & frozenset(ranked[: count + len(before)]):
        raise Unstated(f"who of those tied in a ranking before `{column}` has the seat", line.span, plan.entity)
    sure, tied = tie_in(ranked, values, count)
    plan = changed(plan, fixed=(*plan.fixed, *(seat_of(p, post) for p in sure)))
    if not tied:
        return plan
    rest = OpenSeats(count - len(sure), frozenset(tied), post, f"the tied in {column}", line.span, None, index)
    return changed(plan, opens=(*plan.opens, rest))


def tie_in(ranked: Sequence[str], values: Mapping[str, Fraction], count: int) -> tuple[list[str], list[str]]:
    """The first `count` of a ranking: those that are in it for certain, and those tied for what is left, if more of
    them are tied than there is room for."""
    if not 0 < count < len(ranked) or values[ranked[count - 1]] != values[ranked[count]]:
        return list(ranked[:count]), []
    level = values[ranked[count - 1]]
    return [p for p in ranked[:count] if values[p] != level], [p for p in ranked if values[p] == level]


def _eligible(plan: SeatPlan, among: PartySet | None, line: SeatLine) -> frozenset[str] | None:
    """Who may hold a seat: those of the set that are members, all members where no set is named, None if unknown."""
    if among is None or among.members is None:
        return plan.members if among is None else None
    inside = frozenset(among.members)
    if plan.members is None:
        return inside
    return inside & plan.members or inside


def _with_open(plan: SeatPlan, index: int, line: SeatLine, count: int) -> SeatPlan:
    opens = list(plan.opens)
    first = len(opens)
    rest = count
    for part in line.allocations:
        opens.append(_open(plan, index, line, part.count, part.among or _chosen_from(line), post_of(line, part), part))
        rest -= part.count
    if line.filling.areas is not None:
        areas = areas_of(plan.charter, line.filling.areas)
        if areas is None:
            raise Unstated(f"the areas of `{line.filling.areas}`", line.span, plan.entity)
        for name, members in areas:
            among = PartySet(line.span, name, tuple(sorted(members)), name)
            opens.append(_open(plan, index, line, line.count or 1, among, post_of(line)))
        rest = 0
    if rest > 0:
        opens.append(_open(plan, index, line, rest, _chosen_from(line), post_of(line)))
    mine = frozenset(range(first, len(opens)))
    return changed(plan, opens=tuple(opens), sides=(*plan.sides, *_sides(plan, line, mine)))


def _open(
    plan: SeatPlan, index: int, line: SeatLine, count: int, among: PartySet | None, post: SeatKind,
    part: Allocation | None = None,
) -> OpenSeats:  # fmt: skip
    now = part.now if part is not None else line.now if not line.allocations else None
    eligible = _eligible(plan, among, line)
    text = among.text if among is not None else "members"
    span = part.span if part is not None else line.span
    holders = now.members if now is not None else None
    named = frozenset() if eligible is None else eligible
    return OpenSeats(count, named, post, text, span, holders, index, unknown=eligible is None)


def _sides(plan: SeatPlan, line: SeatLine, mine: frozenset[int]) -> list[SeatCondition]:
    found = []
    for floor in line.floors:
        if floor.areas is not None:
            for name, members in areas_of(plan.charter, floor.areas) or ():
                found.append(
                    SeatCondition(mine, members, floor.count or 0, None, f"at least {floor.count} from {name}")
                )
        elif floor.among is not None and floor.among.members is not None and floor.count is not None:
            among = frozenset(floor.among.members)
            found.append(
                SeatCondition(mine, among, floor.count, None, f"at least {floor.count} from {floor.among.text}")
            )
    for cap in line.caps:
        if cap.among is not None and cap.among.members is not None:
            among = frozenset(cap.among.members)
            found.append(SeatCondition(mine, among, 0, cap.count, f"at most {cap.count} from {cap.among.text}"))
    return found


def _with_floors(plan: SeatPlan) -> SeatPlan:
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
        sides.append(
            SeatCondition(None, among, max(0, int(least) - have), None, f"at least {least} from {floor.among}")
        )
    return changed(plan, sides=tuple(sides))


def present(charter: Charter, institution: Institution, organ: Organ) -> Composition | None:
    """Who sits now, where the charter names the holders of every open seat; otherwise None."""
    if organ.seats is None:
        return None
    members = institution.members.value.members if institution.members is not None else None
    plan = SeatPlan(charter, institution, organ, None if members is None else frozenset(members))
    named: list[Seat] = []
    counted = zip(organ.seats.lines, line_counts(plan, organ), strict=True)
    for line, count in sorted(counted, key=lambda each: _turn(each[0])):
        if line.filling.how in ("permanent", "ranked") or _outside(plan, line):
            plan = _with_line(plan, 0, line, count)
            if plan.opens:
                return None  # a tie: the charter does not say who of them sits
            continue
        parts = [(a.now, post_of(line, a)) for a in line.allocations if a.now is not None]
        if not parts and line.now is not None:
            parts = [(line.now, post_of(line))]
        holders = [seat_of(p, post) for now, post in parts for p in now.members or ()]
        if not holders or (count is not None and len(holders) != count):
            return None
        named += holders
    return (*plan.fixed, *named) if named else None
