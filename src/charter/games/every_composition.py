"""Every lawful composition, one of each kind: those that no rule and no question tells apart are one.

Parties that vote alike in every rule and everywhere, may hold the same seats and are in the same sets are alike; a
composition is then how many of each kind hold which post. The seats are filled one kind of seat after the other, and
fillings that leave the same behind are merged. Cost: the fillings kept at any time, at most `most`; more raise
`TooMany`. Organs are filled one after the other, so that a member that sits in two of them is seen in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from charter.decisions.elements import Composition, CompositionSpace, SeatKind, Spaces, VoteWeighting, seat_of
from charter.errors import GameError
from charter.record import record

MOST_VARIANTS = 64

Marks = Mapping[str, tuple[Any, ...]]
"""What tells a party apart, by party."""


class TooMany(GameError):
    """There are more kinds of compositions than are looked at one by one."""


@record
class OpenHall:
    """An organ whose seats are open, by its entity."""

    entity: str
    spaces: Spaces


def marks_of(
    parties: Iterable[str], halls: Sequence[tuple[Spaces, Sequence[VoteWeighting]]], sets: Sequence[frozenset[str]]
) -> dict[str, tuple[Any, ...]]:
    """What tells each party apart: what it casts in every hall, by each form that is counted there, in the seats that
    it has and in those that it may have; where floors and caps name it; and the `sets` that it is in."""
    found: dict[str, tuple[Any, ...]] = {p: tuple(p in s for s in sets) for p in parties}
    for spaces, forms in halls:
        held = _held(spaces, forms)
        for party in found:
            found[party] = (*found[party], held.get(party), _may_have(spaces, forms, party))
    return found


def _held(spaces: Spaces, forms: Sequence[VoteWeighting]) -> dict[str, Any]:
    """By party, what its certain seats cast; a unit is told apart by name."""
    found: dict[str, list[Any]] = {}
    for seat in spaces.outer.fixed:
        cast = tuple(form.of(seat.holder, seat.post) for form in forms)
        for party, weight in seat.unit:
            alone = tuple(party in form.barred for form in forms)
            theirs = tuple(form.of(party, SeatKind("")) for form in forms)
            found.setdefault(party, []).append((seat.holder, weight, alone, theirs))
        for key in seat.keys:
            for party in key:
                found.setdefault(party, []).append((cast, seat.post.name, sorted(key) if len(key) > 1 else None))
    return {party: tuple(map(repr, seats)) for party, seats in found.items()}


def _may_have(spaces: Spaces, forms: Sequence[VoteWeighting], party: str) -> tuple[Any, ...]:
    found: list[Any] = []
    for space in spaces.variants:
        found += [
            tuple(form.of(party, each.post) for form in forms) if party in each.eligible else None
            for each in space.opens
        ]
        found += [party in side.among for side in space.sides]
    return tuple(found)


def fillings(halls: Sequence[OpenHall], marks: Marks, most: int) -> list[dict[str, Composition]]:
    """One filling of the organs for every kind; empty if no composition is lawful. Raises `TooMany`."""
    found: list[tuple[dict[str, Composition], Marks]] = [({}, marks)]
    for hall in halls:
        more: list[tuple[dict[str, Composition], Marks]] = []
        for filled, before in found:
            for composition, seated in _of_hall(hall, before, most):
                if len(more) >= most:
                    raise TooMany(f"more than {most:,} kinds of compositions")
                more.append(({**filled, hall.entity: composition}, seated))
        found = more
    return [filled for filled, _ in found]


def _of_hall(hall: OpenHall, marks: Marks, most: int) -> Iterator[tuple[Composition, Marks]]:
    if len(hall.spaces.variants) > MOST_VARIANTS:
        raise TooMany(f"{len(hall.spaces.variants):,} ways to deal out seats by area")
    for space in hall.spaces.variants:
        if space.apiece != 1:
            raise TooMany("seats of which one party may have several")
        pools = _pools(space, marks)
        for placed in _placements(space, pools, most):
            seats = list(space.fixed)
            after = dict(marks)
            left = [list(pool) for pool in pools]
            for (kind, post), count in placed:
                for party in left[kind][:count]:
                    seats.append(seat_of(party, post))
                    after[party] = (*after[party], hall.entity, repr(post))
                del left[kind][:count]
            yield tuple(seats), after


def _pools(space: CompositionSpace, marks: Marks) -> list[list[str]]:
    """The parties that may sit, in kinds."""
    found: dict[Any, list[str]] = {}
    for party in sorted({p for each in space.opens for p in each.eligible}):
        key = (marks.get(party), tuple(party in o.eligible for o in space.opens))
        found.setdefault(key, []).append(party)
    return list(found.values())


Placed = tuple[tuple[tuple[int, SeatKind], int], ...]


def _placements(space: CompositionSpace, pools: Sequence[Sequence[str]], most: int) -> list[Placed]:
    """How many of each kind hold which post: every way that fills all seats and keeps every floor and cap."""
    states: dict[tuple[Any, Any], None] = {((), tuple(0 for _ in space.sides)): None}
    for index, each in enumerate(space.opens):
        able = [k for k, pool in enumerate(pools) if pool[0] in each.eligible]
        more: dict[tuple[Any, Any], None] = {}
        for placed, tallies in states:
            used: dict[int, int] = {}
            for (kind, _), count in placed:
                used[kind] = used.get(kind, 0) + count
            room = [len(pools[k]) - used.get(k, 0) for k in able]
            for counts in _deals(each.count, room):
                more[_after(space, index, pools, placed, tallies, able, counts)] = None
                if len(more) > most:
                    raise TooMany(f"more than {most:,} kinds of compositions")
        states = more
    kept = [
        placed
        for placed, tallies in states
        if all(s.low <= t and (s.high is None or t <= s.high) for s, t in zip(space.sides, tallies, strict=True))
    ]
    return list(dict.fromkeys(kept))


def _after(
    space: CompositionSpace, index: int, pools: Sequence[Sequence[str]], placed: Placed, tallies: tuple[int, ...],
    able: Sequence[int], counts: Sequence[int],
) -> tuple[Placed, tuple[int, ...]]:  # fmt: skip
    post = space.opens[index].post
    held = dict(placed)
    for kind, count in zip(able, counts, strict=True):
        if count:
            held[kind, post] = held.get((kind, post), 0) + count
    totals = list(tallies)
    for k, side in enumerate(space.sides):
        if side.opens is None or index in side.opens:
            totals[k] += sum(c for kind, c in zip(able, counts, strict=True) if pools[kind][0] in side.among)
    order = sorted(held.items(), key=lambda each: (each[0][0], repr(each[0][1])))
    return tuple(order), tuple(totals)


def _deals(seats: int, room: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every way to deal so many seats to kinds that have room for so many."""
    if not room:
        if not seats:
            yield ()
        return
    rest = sum(room[1:])
    for first in range(max(0, seats - rest), min(room[0], seats) + 1):
        for others in _deals(seats - first, room[1:]):
            yield (first, *others)


__all__ = ["OpenHall", "TooMany", "fillings", "marks_of"]
