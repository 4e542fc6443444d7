"""The power of a group where seats are not yet filled, over every lawful composition.

A member that sits in an organ and votes in another step is one player. The power of a group depends only on how many
seats go to each class of parties that no rule and not the group tells apart, and the game itself only on how many go
to each class that no rule tells apart. So each such game is solved once, and a composition is sought only for the
counts that would give the least and the most. Cost: the games, of which there are few, and one transport problem or
integer program for each count tried at the ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from charter.decisions.compositions.bounds import extreme, seats_of
from charter.decisions.elements import ONE, ZERO, Composition, SeatKind, Spaces, atoms, seat_of
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.queries.game_queries import DecisionGame
from charter.decisions.to_game import game_of
from charter.errors import GameError
from charter.games import index_registry
from charter.games.counting.planner import Limits
from charter.games.power import Index, Power
from charter.record import record

MOST_GAMES = 400
MOST_COUNTS = 20_000


class Undecided(GameError):
    """Why the power over open seats is not computed."""


@record
class GroupPower:
    """The least and the most that an index of a group sums to over every lawful composition, and how the index was
    counted. Both None where no composition is lawful."""

    least: Fraction | None
    most: Fraction | None
    method: str = ""


@record
class _Class:
    """Parties alike in every rule and to the group: their votes in the open organ if seated (in a seat of `post`) and
    elsewhere (`kind` numbers those that the rules tell apart); `bound` if they are of a set that votes as one."""

    parties: tuple[str, ...]
    kind: int
    inside: bool
    bound: bool
    post: SeatKind


def share_indices() -> Mapping[str, Callable[[Power], Index]]:
    """The indices that sum to one over the players, so that the sum of a group says something, by their columns;
    those of players in blocs are left out."""

    def measured(column: str, name: str) -> Callable[[Power], Index]:
        return lambda power: index_registry.measure(name)(power, ())[column]

    shares = index_registry.shares().items()
    return {column: measured(column, name) for column, name in shares if not index_registry.kind(name).of_blocs}


def group_power(
    game: DecisionGame, group: frozenset[str], index: str = "banzhaf-normalized", limits: Limits | None = None
) -> GroupPower:
    """The bounds of a group's share of power, by one of `share_indices`; a set that votes as one is one player, and
    part of it has none of its power. `limits` are on the cost of each game.

    Raises:
        Undecided: with the reason.
        GameError: a game is beyond the exact methods.
    """
    if game.anonymous:
        raise Undecided("who the members are is not stated")
    group = game.acting(group)
    opened = [p for p in game.parts if p.hall.spaces.known is None]
    if not opened:
        solved = _Solved(game, None, [], index, limits)
        found = solved.share({}, group)
        return GroupPower(found, found, solved.method)
    if len(opened) > 1:
        names = " and ".join(p.hall.label for p in opened)
        raise Undecided(f"seats are open in {names}, and power depends on who sits in both")
    return _over_one(game, opened[0], group, index, limits)


def _over_one(
    game: DecisionGame, part: ElectorateSteps, group: frozenset[str], index: str, limits: Limits | None
) -> GroupPower:
    classes = _classes(game, part, group)
    solved = _Solved(game, part, classes, index, limits)
    counts = list(_counts(part, classes))
    games = {solved.key(each) for each in counts}
    if len(games) > MOST_GAMES:
        raise Undecided(f"{len(games):,} ways to fill the seats of {part.hall.label} give as many games")
    shares = [(solved.share(dict(enumerate(each)), group), each) for each in counts]
    lawful = _Lawful(part, classes)
    least = next((s for s, each in sorted(shares) if lawful(each)), None)
    most = next((s for s, each in sorted(shares, reverse=True) if lawful(each)), None)
    return GroupPower(least, most, solved.method)


def _classes(game: DecisionGame, part: ElectorateSteps, group: frozenset[str]) -> list[_Class]:
    """The parties that may sit, in classes."""
    forms = [a.form for a in atoms(part.formula)]
    elsewhere = _elsewhere(game, part)
    blocs = game.assembled.circumstances.blocs
    kinds: dict[Any, int] = {}
    found: dict[Any, list[str]] = {}
    seats: dict[int, SeatKind] = {}
    for party, posts in sorted(_posts(part.hall.spaces).items()):
        votes = [frozenset(f.of(party, post) for post in posts) for f in forms]
        if any(len(v) > 1 for v in votes):
            raise Undecided(f"what a vote in {part.hall.label} counts depends on the seat")
        bound = tuple(i for i, b in enumerate(blocs) if party in b)
        rules = (tuple(next(iter(v)) for v in votes), tuple(w.get(party) for w in elsewhere), bound)
        kind = kinds.setdefault(rules, len(kinds))
        seats.setdefault(kind, posts[0])
        found.setdefault((kind, party in group), []).append(party)
    bound_kinds = {kind for rules, kind in kinds.items() if rules[2]}
    return [
        _Class(tuple(parties), kind, inside, kind in bound_kinds, seats[kind])
        for (kind, inside), parties in found.items()
    ]


def _posts(spaces: Spaces) -> dict[str, list[SeatKind]]:
    """The posts that each party may hold, each once, in the order of the text."""
    same: dict[SeatKind, SeatKind] = {}
    found: dict[str, dict[int, SeatKind]] = {}
    opens = {(o.eligible, id(o.post)): o.post for v in spaces.variants for o in v.opens}
    for (eligible, _), its in opens.items():
        post = same.setdefault(its, its)  # told apart by identity from here on: comparing posts is slow
        for party in eligible:
            found.setdefault(party, {})[id(post)] = post
    return {party: list(posts.values()) for party, posts in found.items()}


def _elsewhere(game: DecisionGame, part: ElectorateSteps) -> list[dict[str, Any]]:
    """What each party casts outside the open seats, by rule: parties with different entries are not alike."""
    found: list[dict[str, Any]] = []
    for other in game.parts:
        seats = part.hall.spaces.outer.fixed if other is part else other.hall.spaces.known or ()
        for atom in atoms(other.formula):
            votes: dict[str, Any] = {}
            for seat in seats:
                for party, weight in seat.unit:
                    votes[party] = (votes.get(party), seat.holder, weight)
                for party in (p for key in seat.keys for p in key):
                    cast = atom.form.of(seat.holder, seat.post)
                    votes[party] = cast if party not in votes else (votes[party], cast)
            found.append(votes)
    return found


def _counts(part: ElectorateSteps, classes: Sequence[_Class]) -> Iterator[tuple[int, ...]]:
    """How many seats may go to each class, by the bounds of each class alone; the sum is that of the open seats."""
    sizes = {sum(o.count for o in v.opens) for v in part.hall.spaces.variants}
    ranges = []
    ways = 1
    for each in classes:
        bounds = seats_of(part.hall.spaces, _counted(each.parties, part))
        if bounds is None:
            return
        ranges.append(range(int(bounds.least), int(bounds.most) + 1))
        ways *= len(ranges[-1])
    if ways // min((len(r) for r in ranges), default=1) > MOST_COUNTS:
        raise Undecided(f"{ways:,} ways to fill the seats of {part.hall.label} by class")
    longest = max(range(len(ranges)), key=lambda k: len(ranges[k]))
    rest = [r for k, r in enumerate(ranges) if k != longest]
    for size in sorted(sizes):
        for counts in product(*rest):
            last = size - sum(counts)
            if last in ranges[longest]:
                yield (*counts[:longest], last, *counts[longest:])


def _counted(parties: Sequence[str], part: ElectorateSteps) -> frozenset[str]:
    return frozenset(parties) - {s.holder for s in part.hall.spaces.outer.fixed}


def _counting(parties: Sequence[str], part: ElectorateSteps) -> Callable[[str, SeatKind], Fraction]:
    members = _counted(parties, part)
    return lambda holder, post: ONE if holder in members else ZERO


class _Lawful:
    """Whether some lawful composition seats so many of each class."""

    def __init__(self, part: ElectorateSteps, classes: Sequence[_Class]) -> None:
        self.part = part
        self.values = [_counting(c.parties, part) for c in classes]
        self.whole: dict[int, tuple[int, int] | None] = {}

    def __call__(self, counts: Sequence[int]) -> bool:
        return any(self._in_variant(k, counts) for k in range(len(self.part.hall.spaces.variants)))

    def _in_variant(self, k: int, counts: Sequence[int]) -> bool:
        from charter.decisions.compositions.ilp import CompositionCondition, find

        space = self.part.hall.spaces.variants[k]
        if sum(o.count for o in space.opens) != sum(counts):
            return False
        if len(self.values) <= 2 and not space.sides:
            # seats are moved along paths, which change the count of a class by one: no number is left out
            if k not in self.whole:
                low = extreme(space, self.values[0], most=False)
                high = extreme(space, self.values[0], most=True)
                self.whole[k] = None if low is None or high is None else (int(low[0]), int(high[0]))
            ends = self.whole[k]
            return ends is not None and ends[0] <= counts[0] <= ends[1]
        wanted = [
            CompositionCondition(value, Fraction(count)) for value, count in zip(self.values, counts, strict=True)
        ]
        return find(space, wanted) is not None


class _Solved:
    """The games by how many seats go to each class that the rules tell apart; each is solved once."""

    def __init__(
        self,
        game: DecisionGame,
        part: ElectorateSteps | None,
        classes: Sequence[_Class],
        index: str,
        limits: Limits | None,
    ) -> None:
        self.limits = limits
        self.game = game
        self.part = part
        self.classes = classes
        self.measure = share_indices()[index]
        self.posts = {each.kind: each.post for each in classes}
        self.pools: dict[int, list[str]] = {}
        for each in classes:
            self.pools.setdefault(each.kind, []).extend(each.parties)
        for pool in self.pools.values():
            pool.sort()
        self.found = game.solved(f"{index} {part.hall.entity if part is not None else ''}")

    @property
    def method(self) -> str:
        """How the last game was counted."""
        return next((index.method for index in reversed(self.found.values())), "")

    def key(self, counts: Sequence[int]) -> tuple[int, ...]:
        """The seats of each kind."""
        seats = dict.fromkeys(self.pools, 0)
        for each, count in zip(self.classes, counts, strict=True):
            seats[each.kind] += count
        return tuple(seats.values())

    def share(self, counts: Mapping[int, int], group: frozenset[str]) -> Fraction:
        """The group's share of power with so many seats for each class."""
        key = self.key([counts[k] for k in range(len(self.classes))])
        if key not in self.found:
            self.found[key] = self._index(key)
        index: Mapping[str, Any] = self.found[key]
        total = ZERO
        apart: set[str] = set()
        for k, each in enumerate(self.classes):
            if each.bound:
                continue
            apart.update(each.parties)
            pool, out = self.pools[each.kind], len(each.parties) - counts[k]
            if each.inside:
                total += counts[k] * index.get(pool[0], ZERO) if counts[k] else ZERO
                total += out * index.get(pool[-1], ZERO) if out else ZERO
        return total + sum((v for p, v in index.items() if p not in apart and set(p.split("+")) <= group), ZERO)

    def _index(self, key: tuple[int, ...]) -> Index:
        """The index with the first of each kind seated."""
        filled: dict[str, Composition] = {}
        if self.part is not None:
            outer = self.part.hall.spaces.outer
            chosen = [
                seat_of(p, self.posts[kind])
                for (kind, pool), n in zip(self.pools.items(), key, strict=True)
                for p in pool[:n]
            ]
            filled[self.part.hall.entity] = (*outer.fixed, *chosen)
        power = game_of(self.game.assembled, filled).power
        found = self.measure(power if self.limits is None else power.within(self.limits))
        if not found.exact:
            raise Undecided("this index is not exact here, so that its least and most would not be")
        return found
