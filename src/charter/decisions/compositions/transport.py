"""Filling seats as a transport problem: parties on one side, open seats on the other.

Parties that may sit in the same seats and count the same are one class. Taking classes by falling value and filling
by augmenting paths gives the composition of most value: the sets of parties that can be seated together are a
transversal matroid (Edmonds and Fulkerson 1965), on which the greedy choice is best; a party once seated is moved but
never unseated. Cost: seats x classes x seat lines, in plain integers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from weakref import ref

from charter.decisions.elements import Composition, CompositionSpace, Seat, seat_of
from charter.record import record

_MOST_KEPT = 1024
_KEPT: dict[int, tuple[ref[CompositionSpace], tuple[tuple[int, tuple[str, ...]], ...]]] = {}
"""What `_seatable` found, by the identity of a space; the reference tells whether it is still that one."""


@record
class Kind:
    """A class of interchangeable parties: who they are, the opens they may sit in, as bits, and their key."""

    parties: tuple[str, ...]
    mask: int
    key: Hashable


def kinds_of(space: CompositionSpace, key: Callable[[str], Hashable]) -> list[Kind]:
    """The classes of the parties that may hold an open seat, in a stable order."""
    return kinds_by(space, lambda mask: key)


def kinds_by(space: CompositionSpace, key_of: Callable[[int], Callable[[str], Hashable]]) -> list[Kind]:
    """The same with a key that may depend on the opens that a party may sit in, given as bits."""
    found: list[Kind] = []
    for mask, parties in _seatable(space):
        key = key_of(mask)
        classes: dict[Hashable, list[str]] = {}
        for party in parties:
            classes.setdefault(key(party), []).append(party)
        found += [Kind(tuple(members), mask, value) for value, members in classes.items()]
    return sorted(found, key=lambda kind: kind.parties[0])


def _seatable(space: CompositionSpace) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The parties that may hold an open seat, by the opens as bits; kept while the space is there, since the same
    space is asked about many sets."""
    known = _KEPT.get(id(space))
    if known is not None and known[0]() is space:
        return known[1]
    masks: dict[str, int] = {}
    for bit, each in enumerate(space.opens):
        for party in each.eligible:
            masks[party] = masks.get(party, 0) | 1 << bit
    by_mask: dict[int, list[str]] = {}
    for party in sorted(masks):
        by_mask.setdefault(masks[party], []).append(party)
    found = tuple((mask, tuple(parties)) for mask, parties in by_mask.items())
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.clear()
    _KEPT[id(space)] = ref(space), found
    return found


def fill(space: CompositionSpace, order: Sequence[Kind]) -> list[list[int]] | None:
    """How many of each class sit in each open, earlier classes first; None if the seats cannot all be filled."""
    left = [o.count for o in space.opens]
    placed = [[0] * len(left) for _ in order]
    for index, kind in enumerate(order):
        supply = len(kind.parties) * space.apiece
        while supply and any(left):
            amount = _augment(order, placed, left, index, supply)
            if not amount:
                break
            supply -= amount
    return placed if not any(left) else None


def _augment(order: Sequence[Kind], placed: list[list[int]], left: list[int], start: int, supply: int) -> int:
    """Seat more of the class `start`, moving others where needed; returns how many (0 if none can be)."""
    came: dict[int, tuple[int, int]] = {}
    queue = [start]
    seen_kinds = {start}
    for kind in queue:
        for seat in range(len(left)):
            if seat in came or not order[kind].mask >> seat & 1:
                continue
            came[seat] = (kind, seat)
            if left[seat]:
                return _push(placed, left, came, start, seat, supply)
            for other in range(len(order)):
                if placed[other][seat] and other not in seen_kinds:
                    seen_kinds.add(other)
                    queue.append(other)
                    came[-other - 1] = (kind, seat)
    return 0


def _push(
    placed: list[list[int]], left: list[int], came: dict[int, tuple[int, int]], start: int, end: int, supply: int
) -> int:
    """Carry the augmenting path out, from the free seat back to the class that is to be seated."""
    path = []
    amount = min(left[end], supply)
    kind, seat = came[end][0], end
    while kind != start:
        _, taken = came[-kind - 1]
        path.append((kind, taken, seat))
        amount = min(amount, placed[kind][taken])
        kind, seat = came[-kind - 1][0], taken
    for moved, old, new in path:
        placed[moved][old] -= amount
        placed[moved][new] += amount
    placed[start][seat] += amount
    left[end] -= amount
    return amount


def seated(space: CompositionSpace, order: Sequence[Kind], placed: Sequence[Sequence[int]]) -> Composition:
    """The composition: the known holders, and parties by name in the open seats, first of each class first."""
    seats: list[Seat] = list(space.fixed)
    taken = [[] for _ in space.opens]  # type: list[list[str]]
    for kind, row in zip(order, placed, strict=True):
        pool = list(kind.parties) * space.apiece
        for bit, count in enumerate(row):
            taken[bit] += pool[:count]
            pool = pool[count:]
    for each, holders in zip(space.opens, taken, strict=True):
        seats += [seat_of(p, each.post) for p in sorted(holders)]
    return tuple(seats)
