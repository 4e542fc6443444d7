"""Compositions of organs whose seats are not yet filled: the least and the most of anything, over all of them.

`seat_bounds` answers for the seats of a set of parties. `extremes` does so for any sum over the holders; it uses the
transport problem of `compositions_fill` where a party counts alike in every seat that it may hold and no floors or
caps stand in the way, and otherwise integer programming (`compositions_search`, HiGHS). All figures are exact, and
each comes with a composition that attains it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import lcm
from typing import Any
from weakref import ref

from charter.decisions.compositions.transport import Kind, fill, kinds_by, seated
from charter.decisions.counting_base import seats_held, votes_form
from charter.decisions.electorates import hall_of, members_of, seated_by_parties
from charter.decisions.elements import (
    ZERO,
    Composition,
    CompositionSpace,
    Electorate,
    OpenSeats,
    SeatCondition,
    SeatKind,
    Spaces,
    Unknown,
    Unstated,
    seat_of,
)
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.record import changed, record

Value = Callable[[str, SeatKind], Fraction]

_MOST_KEPT = 64


@record
class Bounds:
    """The least and the most of a sum over all lawful compositions, each with a composition that attains it.
    `total_at_least`, `total_at_most` are the sums over all seats in these."""

    least: Fraction
    most: Fraction
    at_least: Composition
    at_most: Composition


def lawful(spaces: Spaces) -> Composition | None:
    """Some lawful composition; None if the seats cannot be filled."""
    for space in spaces.variants:
        found = extreme(space, lambda holder, post: ZERO)
        if found is not None:
            return found[1]
    return None


def extreme(space: CompositionSpace, value: Value, *, most: bool = True) -> tuple[Fraction, Composition] | None:
    """The largest (or least) sum of `value` over the seats, and a composition with it; None if none is lawful."""
    fixed = sum((value(s.holder, s.post) for s in space.fixed), ZERO)
    if not space.opens:
        return fixed, space.fixed
    kinds = kinds_by(space, _value_key(space, value))
    if space.sides or any(len(set(_values(k))) > 1 for k in kinds):
        from charter.decisions.compositions.ilp import best

        return best(space, value, most=most)
    order = sorted(kinds, key=lambda k: _values(k)[0], reverse=most)
    placed = fill(space, order)
    if placed is None:
        return None
    amount = sum((_values(k)[0] * sum(row) for k, row in zip(order, placed, strict=True)), fixed)
    return amount, seated(space, order, placed)


def _value_key(space: CompositionSpace, value: Value) -> Callable[[int], Callable[[str], Any]]:
    """What a party counts in each kind of seat that it may hold, by the opens in which it may sit."""

    def of(mask: int) -> Callable[[str], Any]:
        posts: list[SeatKind] = []
        for bit, each in enumerate(space.opens):
            if mask >> bit & 1 and not any(post is each.post for post in posts):
                posts.append(each.post)
        if len(posts) == 1:
            only = posts[0]
            return lambda party: (value(party, only),)
        return lambda party: tuple(value(party, post) for post in posts)

    return of


def _values(kind: Kind) -> tuple[Fraction, ...]:
    values: Any = kind.key
    return tuple(values)


_SEATS_OF: dict[int, tuple[ref[Spaces], dict[frozenset[str], Bounds | None]]] = {}
"""What `seats_of` found, by the identity of the spaces; the reference tells whether they are still those."""


def extremes(spaces: Spaces, value: Value) -> Bounds | None:
    """The least and the most of the sum of `value` over every lawful composition; None if there is none."""
    whole, scale = _whole_values(spaces, value)
    low = _over(spaces, whole, most=False)
    high = _over(spaces, whole, most=True)
    if low is None or high is None:
        return None
    return Bounds(low[0] / scale, high[0] / scale, low[1], high[1])


def seats_of(spaces: Spaces, parties: frozenset[str]) -> Bounds | None:
    """The fewest and the most open or fixed seats that these parties hold; kept while the spaces are there, since
    several decisions and groups ask about the same sets."""
    known = _SEATS_OF.get(id(spaces))
    if known is None or known[0]() is not spaces:
        if len(_SEATS_OF) >= _MOST_KEPT:
            _SEATS_OF.clear()
        known = _SEATS_OF[id(spaces)] = ref(spaces), {}
    kept = known[1]
    if parties not in kept:
        kept[parties] = extremes(spaces, seats_held(parties))
    return kept[parties]


def bound(spaces: Spaces, value: Value, *, most: bool) -> tuple[Fraction, Composition] | None:
    """One side of `extremes`: the least sum of `value`, or the most, with a composition that attains it."""
    whole, scale = _whole_values(spaces, value)
    found = _over(spaces, whole, most=most)
    return None if found is None else (found[0] / scale, found[1])


def _whole_values(spaces: Spaces, value: Value) -> tuple[Value, Fraction]:
    """The values times their common denominator, looked up once: many variants share their posts and parties."""
    tables: dict[SeatKind, dict[str, Fraction]] = {}
    by_place: dict[int, dict[str, Fraction]] = {}
    for space in (*spaces.variants, *((spaces.relaxed,) if spaces.relaxed is not None else ())):
        for post, holders in (
            *((o.post, o.eligible) for o in space.opens),
            *((s.post, (s.holder,)) for s in space.fixed),
        ):
            table = by_place.get(id(post))
            if table is None:
                table = by_place[id(post)] = tables.setdefault(post, {})
            for holder in holders:
                if holder not in table:
                    table[holder] = value(holder, post)
    scale = lcm(*(v.denominator for table in tables.values() for v in set(table.values())), 1)
    whole: dict[int, Any] = {}
    for table in tables.values():
        whole[id(table)] = {holder: int(v * scale) for holder, v in table.items()}
    places = {place: whole[id(table)] for place, table in by_place.items()}
    return (lambda holder, post: places[id(post)][holder]), Fraction(scale)


def _over(spaces: Spaces, value: Value, *, most: bool) -> tuple[Fraction, Composition] | None:
    """Over all variants, the most promising first, until none left can be better."""
    order: list[tuple[Fraction, CompositionSpace]] = [(ZERO, space) for space in spaces.variants]
    bound = None
    if len(order) > 1:
        if spaces.relaxed is not None:
            outer = extreme(spaces.relaxed, value, most=most)
            if outer is None:
                return None
            bound = outer[0]
        tallies: _Tallies = {}
        order = [(_promise(space, value, most, tallies), space) for space in spaces.variants]
        order.sort(key=lambda pair: pair[0], reverse=most)
    found: tuple[Fraction, Composition] | None = None
    for promise, space in order:
        if found is not None and (found[0] == bound or (promise <= found[0] if most else promise >= found[0])):
            break
        each = extreme(space, value, most=most)
        if each is not None and (found is None or (each[0] > found[0] if most else each[0] < found[0])):
            found = each
    return found


def _promise(space: CompositionSpace, value: Value, most: bool, tallies: _Tallies) -> Fraction:
    """A bound on the sum: every open filled with its best, as if a party could sit twice."""
    total = sum((value(s.holder, s.post) for s in space.fixed), ZERO)
    for each in space.opens:
        key = (each.eligible, id(each.post))
        tally = tallies.get(key)
        if tally is None:
            counts = Counter(value(party, each.post) for party in each.eligible)
            tally = tallies[key] = sorted(counts.items(), reverse=most)
        left = each.count
        for votes, parties in tally:
            taken = min(left, parties * space.apiece)
            total += votes * taken
            left -= taken
            if not left:
                break
    return total


_Tallies = dict[tuple[frozenset[str], int], list[tuple[Fraction, int]]]
"""How many parties that may hold a post count how much, by who may hold it; many variants share them."""


# ---- seats and votes of a set of parties ---------------------------------------------------------


@record
class SeatBounds:
    """The least and the most seats (or votes) of a set in an organ, out of how many, with a composition for each.
    `present` is what it holds now, where the charter names the holders."""

    least: Fraction
    most: Fraction
    least_of: Fraction
    most_of: Fraction
    at_least: Composition
    at_most: Composition
    present: Fraction | None = None
    present_of: Fraction | None = None


def expert_spaces(charter: Charter, institution: Institution, organ: Organ) -> Spaces:
    """The panels that the charter allows, by nationality: caps of one nationality, floors of a set."""
    line = organ.experts
    if line is None or line.count is None:
        raise Unstated("the number of experts", organ.name_span, f"{institution.name}.{organ.name}")
    among = line.filling.among.members if line.filling.among is not None else None
    pool = frozenset(among if among is not None else members_of(institution, line.span))
    if line.filling.each is not None:
        further = SeatKind("", again=True)
        sent = [seat_of(p, further if i else SeatKind("")) for p in sorted(pool) for i in range(line.count)]
        return Spaces((CompositionSpace(tuple(sent)),))
    caps = [c.count for c in organ.caps if c.trait == "nationality"]
    sides = []
    for floor in (*organ.floors, *line.floors):
        if floor.among is not None and floor.among.members is not None:
            share = -(-(floor.share or Fraction(0)) * line.count // 1)
            low = floor.count if floor.count is not None else int(share)
            sides.append(
                SeatCondition(None, frozenset(floor.among.members), low, None, f"at least {low} from {floor.among}")
            )
    seats = OpenSeats(line.count, pool, SeatKind(""), "nationals of members", line.span)
    return Spaces((CompositionSpace((), (seats,), tuple(sides), apiece=min(caps, default=line.count)),))


def seat_hall(charter: Charter, institution: Institution, organ: Organ) -> Electorate:
    """The hall of an organ, experts counted by nationality; raises `Unstated`."""
    if organ.experts is not None and not seated_by_parties(organ):
        spaces = expert_spaces(charter, institution, organ)
        return Electorate(f"{institution.name}.{organ.name}", organ.label, organ.name_span, spaces)
    return hall_of(charter, institution, organ)


def seat_bounds(
    charter: Charter, institution: Institution, organ: Organ, parties: Iterable[str], *, votes: bool = False
) -> SeatBounds | Unknown:
    """The least and the most seats that these parties hold in an organ over every lawful composition, or (`votes`)
    votes. Shares are compared by share: the compositions are those of the least and the greatest share."""
    try:
        hall = seat_hall(charter, institution, organ)
    except Unstated as gap:
        return gap.unknown
    if hall.anonymous:
        return Unknown("the members", institution.name_span, institution.name)
    return bounds_in(hall, frozenset(parties), votes=votes)


def bounds_in(hall: Electorate, parties: frozenset[str], *, votes: bool = False) -> SeatBounds | Unknown:
    """`seat_bounds` in a hall."""
    if hall.unlisted and not votes:
        return Unknown(hall.unlisted, hall.span, hall.entity)
    every: Value = votes_form(hall).of if votes else seats_held()
    inner: Value = votes_form(hall, parties).of if votes else seats_held(parties)

    def count(value: Value, composition: Composition) -> Fraction:
        return sum((value(s.holder, s.post) for s in composition), ZERO)

    found = extremes(hall.spaces, inner)
    if found is None:
        return Unknown("a lawful composition: the seats cannot all be filled", hall.span, hall.entity)
    low, high = found.at_least, found.at_most
    return SeatBounds(
        count(inner, low), count(inner, high), count(every, low), count(every, high), low, high
    )  # fmt: skip


def filled_spaces(spaces: Spaces, parties: frozenset[str], best: bool) -> Spaces:
    """The compositions in which these parties hold the most (or the fewest) seats that they can."""
    bounds = seats_of(spaces, parties)
    if bounds is None:
        return spaces
    seats = int(bounds.most if best else bounds.least)

    def narrowed(space: CompositionSpace) -> CompositionSpace:
        left = seats - sum(1 for s in space.fixed if s.holder in parties)
        side = SeatCondition(None, parties, left, left, f"{seats} seats")
        return changed(space, sides=(*space.sides, side)) if space.opens else space

    relaxed = narrowed(spaces.relaxed) if spaces.relaxed is not None else None
    return Spaces(tuple(narrowed(s) for s in spaces.variants), relaxed)
