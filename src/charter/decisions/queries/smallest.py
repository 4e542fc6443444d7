"""The smallest coalitions: the fewest members whose no stops a decision, or whose yes alone passes it.

One threshold over known holders is a knapsack: the most votes for each number of members, which is a sort where
every member speaks for itself, and a dynamic program where constituencies cast their votes as a unit. Seats that
count by the post alone need no holders. The rest is an integer program over holders and coalition together.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from charter.decisions.compositions.bounds import lawful, seats_of
from charter.decisions.elements import (
    NOBODY,
    ONE,
    ZERO,
    Composition,
    CompositionSpace,
    Seat,
    Spaces,
    VoteThreshold,
    alternatives,
    seat_of,
)
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.queries.quantified import Reading, holds
from charter.record import changed, record


@record
class Smallest:
    """A smallest coalition: its size, an example, a composition in which it works. `everywhere`: in each lawful
    composition there is one of this size; otherwise there may be compositions where more are needed."""

    size: int
    members: tuple[str, ...]
    composition: Composition
    everywhere: bool

    @property
    def rank(self) -> tuple[int, bool]:
        """The smaller first; of two alike, the one that works in every composition."""
        return self.size, not self.everywhere


def smallest(
    part: ElectorateSteps, blocking: bool, blocs: tuple[frozenset[str], ...] = (), everywhere: bool = False,
    apart: frozenset[str] = NOBODY,
) -> Smallest | None:  # fmt: skip
    """The smallest coalition for a part over all its compositions; None if there is none. A bloc counts as one. With
    `everywhere`, a size that is enough in every lawful composition, by the thresholds that count alike in all. Those
    `apart` are not in it, and do what all others do."""
    known = part.hall.spaces.known
    if known is not None and (apart or _nested(known)):
        return _among(part, known, blocking, blocs, apart)
    ways = alternatives(part.formula, not blocking, bodies=blocking)
    if ways is None:
        from charter.errors import TooLarge

        raise TooLarge("a rule with more than 512 ways to pass or fail")
    mine = tuple(b for b in blocs if b & part.hall.spaces.parties)
    found: Smallest | None = None
    for way in ways:
        if everywhere and mine and known is None:
            continue
        if everywhere and not (len(way) == 1 and (part.hall.spaces.known or _even(part, way[0]))):
            continue
        each = _by_way(part, way, blocking, mine) if not apart else _without(
            part, way, blocking, mine, everywhere, apart
        )  # fmt: skip
        if each is not None and (found is None or each.rank < found.rank):
            found = each
    return found


def _among(
    part: ElectorateSteps, known: Composition, blocking: bool, blocs: tuple[frozenset[str], ...],
    apart: frozenset[str] = NOBODY,
) -> Smallest | None:  # fmt: skip
    """The smallest coalition among known holders, by the engine."""
    from charter.decisions.queries.smallest_nested import fewest

    least = fewest(part, known, blocking, blocs, apart)
    return None if least is None else Smallest(*least, known, True)


def _without(
    part: ElectorateSteps, way: tuple[VoteThreshold, ...], blocking: bool, blocs: tuple[frozenset[str], ...],
    everywhere: bool, apart: frozenset[str],
) -> Smallest | None:  # fmt: skip
    """Over open seats, without those apart: the least of any composition; with `everywhere`, of that in which they
    hold the most seats, which is the worst where all seats count alike."""
    from charter.errors import TooLarge

    if any(bloc & apart for bloc in blocs):  # whether the others of it are free rests on who of it sits
        raise TooLarge("a set that votes as one, over open seats and without some of it")
    if not everywhere:
        found = [_program(space, way, blocking, blocs, apart) for space in part.hall.spaces.variants]
        return min((each for each in found if each is not None), key=lambda each: each.size, default=None)
    outer = part.hall.spaces.outer
    votes = {way[0].form.of(s.holder, s.post) for s in outer.fixed}
    votes |= {way[0].form.of(p, o.post) for o in outer.opens for p in o.eligible}
    bounds = seats_of(part.hall.spaces, apart) if len(votes) == 1 else None
    return None if bounds is None else _among(part, bounds.at_most, blocking, (), apart)


def _nested(composition: Composition) -> bool:
    """Whether votes are cast by units of several, or by several parties together; or no party casts any."""
    joint = any(seat.unit or any(len(k) > 1 for k in seat.keys) for seat in composition)
    return joint or not any(seat.keys for seat in composition)


def _by_way(
    part: ElectorateSteps, way: tuple[VoteThreshold, ...], blocking: bool, blocs: tuple[frozenset[str], ...]
) -> Smallest | None:
    known = part.hall.spaces.known
    if len(way) == 1 and known is not None:
        return in_composition(way[0], known, blocking, blocs)
    if len(way) == 1 and not blocs and _even(part, way[0]):
        composition = lawful(part.hall.spaces)
        found = None if composition is None else in_composition(way[0], composition, blocking, ())
        return None if found is None else Smallest(found.size, found.members, found.composition, True)
    if known is not None and not way:
        return Smallest(0, (), known, True)
    best: Smallest | None = None
    for space in part.hall.spaces.variants:
        each = _program(space, way, blocking, blocs)
        if each is not None and (best is None or each.size < best.size):
            best = each
    if best is not None and known is not None:
        return Smallest(best.size, best.members, best.composition, True)
    return best


def _even(part: ElectorateSteps, atom: VoteThreshold) -> bool:
    """Whether the votes of a threshold lie the same in every lawful composition, whoever sits."""
    spaces = part.hall.spaces
    if len({s.size for s in spaces.variants}) > 1:
        return False
    if any(s.unit or any(len(k) > 1 for k in s.keys) for s in spaces.variants[0].fixed):
        return False
    opens = spaces.relaxed.opens if spaces.relaxed is not None else [o for v in spaces.variants for o in v.opens]
    values = [{atom.form.of(p, o.post) for p in o.eligible} for o in opens]
    return all(len(v) == 1 for v in values) and (len(spaces.variants) == 1 or len(set.union(*values)) == 1)


def in_composition(
    atom: VoteThreshold, composition: Composition, blocking: bool, blocs: tuple[frozenset[str], ...]
) -> Smallest | None:
    """The smallest coalition for one threshold among known holders."""
    total = ZERO
    items = _items(atom, composition, blocs, blocking)
    for seat in composition:
        total += atom.form.of(seat.holder, seat.post)
    goal = atom.share * total + atom.plus

    def enough(votes: Fraction) -> bool:
        if blocking:
            return not atom.met(total - votes - atom.share * total)
        return votes > goal if atom.strict else votes >= goal

    if enough(ZERO):
        return Smallest(0, (), composition, True)
    if all(cost == 1 for cost, _, _ in items):
        return _greedy(items, enough, composition)
    return _knapsack(items, enough, composition)


Item = tuple[int, Fraction, tuple[str, ...]]


def _items(
    atom: VoteThreshold, composition: Composition, blocs: tuple[frozenset[str], ...], blocking: bool
) -> list[Item]:
    """What a coalition can win over: so many members for so many votes."""
    owner = {p: i for i, bloc in enumerate(blocs) for p in bloc}
    single: dict[Any, list[Any]] = {}
    items: list[Item] = []
    for seat in composition:
        votes = atom.form.of(seat.holder, seat.post)
        if not votes:
            continue
        if seat.unit:
            chosen = _half(seat, blocking)
            items.append((len(chosen), votes, chosen))
            continue
        key = next((k for k in seat.keys if len(k) == 1), None) or next(iter(seat.keys), None)
        if key is None:
            continue
        party = next(iter(key))
        player: Any = owner.get(party, key)
        cost = 1 if party in owner else len(key)
        entry = single.setdefault(player, [cost, ZERO, set()])
        entry[1] += votes
        entry[2] |= blocs[owner[party]] if party in owner else key
    items += [(c, v, tuple(sorted(p))) for c, v, p in single.values()]
    return items


def _half(seat: Seat, blocking: bool) -> tuple[str, ...]:
    """The fewest members of a constituency that settle its vote: more than half its weights, half to stop a yes."""
    total = sum((w for _, w in seat.unit), ZERO)
    held, chosen = ZERO, []
    for party, weight in sorted(seat.unit, key=lambda pair: (-pair[1], pair[0])):
        held += weight
        chosen.append(party)
        if held * 2 > total or (blocking and held * 2 == total):
            break
    return tuple(chosen)


def _greedy(items: list[Item], enough: Any, composition: Composition) -> Smallest | None:
    votes = ZERO
    chosen: list[str] = []
    for count, (_, value, parties) in enumerate(sorted(items, key=lambda item: (-item[1], item[2])), 1):
        votes += value
        chosen += parties
        if enough(votes):
            return Smallest(count, tuple(sorted(chosen)), composition, True)
    return None


def _knapsack(items: list[Item], enough: Any, composition: Composition) -> Smallest | None:
    """The most votes for each cost, exactly; cost: items x the sum of costs."""
    most: dict[int, tuple[Fraction, tuple[str, ...]]] = {0: (ZERO, ())}
    for cost, value, parties in items:
        for spent in sorted(most, reverse=True):
            votes, chosen = most[spent]
            better = (votes + value, (*chosen, *parties))
            if spent + cost not in most or most[spent + cost][0] < better[0]:
                most[spent + cost] = better
    for spent in sorted(most):
        if enough(most[spent][0]):
            return Smallest(spent, tuple(sorted(most[spent][1])), composition, True)
    return None


def _program(
    space: CompositionSpace, way: tuple[VoteThreshold, ...], blocking: bool, blocs: tuple[frozenset[str], ...] = (),
    apart: frozenset[str] = NOBODY,
) -> Smallest | None:  # fmt: skip
    """Holders and coalition at once: variables count, for each class and open, those inside and those outside. A bloc
    is inside with all its members or with none, and counts as one. None of those `apart`, who are in no bloc, is
    inside."""
    from charter.decisions.compositions.ilp import Program, layout, solve, whole
    from charter.errors import TooLarge

    if any(seat.unit or any(len(k) > 1 for k in seat.keys) for seat in space.fixed):
        raise TooLarge("several thresholds over constituencies that vote as a unit")
    owner = {p: i for i, bloc in enumerate(blocs) for p in bloc}
    plan = layout(space, [
        *(a.form.of for a in way),
        lambda holder, post: Fraction(owner.get(holder, -1)),
        lambda holder, post: ONE if holder in apart else ZERO,
    ])  # fmt: skip
    fixed = _fixed_kinds(space, way, owner, apart)
    places = len(plan.places)
    most = plan.uppers()
    inside = [0 if plan.kinds[k].parties[0] in apart else most[v] for v, (k, _) in enumerate(plan.places)]
    uppers = [*inside, *most, *(len(parties) for _, parties in fixed), *[1] * len(blocs)]
    rows = [({**row, **{v + places: c for v, c in row.items()}}, low, high) for row, low, high in plan.rows()]
    for index, atom in enumerate(way):
        votes = plan.values(atom.form.of)
        yes = [(-atom.share if blocking else 1 - atom.share) * v for v in votes]
        outside = [(1 - atom.share if blocking else -atom.share) * v for v in votes]
        steps = [(-k[index] if blocking else k[index]) for k, _ in fixed]
        base = sum((atom.form.of(s.holder, s.post) for s in space.fixed), ZERO)
        start = base * (1 - atom.share) if blocking else -atom.share * base
        numbers, (limit,) = whole([*yes, *outside, *steps], atom.plus - start)
        row = {v: n for v, n in enumerate(numbers) if n}
        if blocking:
            rows.append((row, float("-inf"), float(limit if atom.strict else limit - 1)))
        else:
            rows.append((row, float(limit + 1 if atom.strict else limit), float("inf")))
    inside_of = [owner.get(plan.kinds[k].parties[0], -1) for k, _ in plan.places]
    fixed_of = [owner.get(parties[0], -1) for _, parties in fixed]
    for number in range(len(blocs)):
        rows += _together(number, inside_of, fixed_of, [len(parties) for _, parties in fixed], space.size)
    alone = [int(i < 0) for i in inside_of]
    cost = [*alone, *[0] * places, *(int(i < 0) for i in fixed_of), *[1] * len(blocs)]
    solution = solve(Program(uppers, rows, cost))
    if solution is None:
        return None
    size = sum(c * n for c, n in zip(cost, solution, strict=True))
    acting = frozenset[str]().union(*(b for b, n in zip(blocs, solution[len(cost) - len(blocs) :], strict=True) if n))
    found = _read(space, plan, fixed, solution[: len(cost) - len(blocs)], way, blocking, acting)
    return changed(found, size=size)


def _together(
    number: int, inside_of: list[int], fixed_of: list[int], sizes: list[int], seats: int
) -> list[tuple[dict[int, int], float, float]]:
    """The rows that keep a bloc together: all its seats are inside if its own variable is 1, else all are outside."""
    places = len(inside_of)
    flag = 2 * places + len(fixed_of) + number
    mine = [v for v, i in enumerate(inside_of) if i == number]
    rows: list[tuple[dict[int, int], float, float]] = [
        ({**dict.fromkeys(mine, 1), flag: -seats}, float("-inf"), 0.0),
        ({**{v + places: 1 for v in mine}, flag: seats}, float("-inf"), float(seats)),
    ]
    rows += [({2 * places + k: 1, flag: -sizes[k]}, 0.0, 0.0) for k, i in enumerate(fixed_of) if i == number]
    return rows


def _fixed_kinds(
    space: CompositionSpace, way: tuple[VoteThreshold, ...], owner: Mapping[str, int], apart: frozenset[str]
) -> list[tuple[tuple[Fraction, ...], list[str]]]:
    """The parties with seats for certain and not `apart`, by what they cast in each threshold over all their seats, and
    by bloc."""
    votes: dict[str, list[Fraction]] = {}
    for seat in space.fixed:
        for party in seat.keys[0] if seat.keys else ():
            held = votes.setdefault(party, [ZERO] * len(way))
            votes[party] = [v + a.form.of(seat.holder, seat.post) for v, a in zip(held, way, strict=True)]
    found: dict[tuple[tuple[Fraction, ...], int], list[str]] = {}
    for party, cast in votes.items():
        if party not in apart:
            found.setdefault((tuple(cast), owner.get(party, -1)), []).append(party)
    return [(cast, parties) for (cast, _), parties in found.items()]


def _read(
    space: CompositionSpace, plan: Any, fixed: list[tuple[tuple[Fraction, ...], list[str]]], solution: list[int],
    way: tuple[VoteThreshold, ...], blocking: bool, acting: frozenset[str] = NOBODY,
) -> Smallest:  # fmt: skip
    from charter.errors import TooLarge

    places = len(plan.places)
    pools = {k: list(kind.parties) * space.apiece for k, kind in enumerate(plan.kinds)}
    seats = list(space.fixed)
    coalition: set[str] = set(acting)
    for offset, inside in ((0, True), (places, False)):
        for index, (kind, place) in enumerate(plan.places):
            count = solution[offset + index]
            taken, pools[kind] = pools[kind][:count], pools[kind][count:]
            seats += [seat_of(p, space.opens[place].post) for p in taken]
            coalition |= set(taken) if inside else set()
    for (_, group), count in zip(fixed, solution[2 * places :], strict=True):
        coalition |= set(group[:count])
    composition = tuple(seats)
    reading = Reading.of(frozenset(coalition), blocking, Spaces((space,)))
    if any(holds(atom, composition, reading) == blocking for atom in way):
        raise TooLarge("a solution that the exact count does not confirm")
    return Smallest(len(coalition), tuple(sorted(coalition)), composition, False)
