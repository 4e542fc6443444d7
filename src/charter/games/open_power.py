"""Power where seats are not yet filled: of a group over every lawful composition, and of a seat whoever holds it.

The power of a group depends only on how many seats go to each class of parties that no rule and not the group tells
apart, and the game itself only on how many go to each class that no rule tells apart. So each such game is solved
once, and a composition is sought only for the counts that would give the least and the most. Cost: the games, of
which there are few, and one transport problem or integer program for each count tried at the ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from charter.dsl.model.record import record
from charter.games.build import Part
from charter.games.build_forms import NOBODY, ONE, ZERO, Atom, Composition, Post, Seat, atoms, seat_of
from charter.games.build_game import game_of
from charter.games.claims import DecisionGame
from charter.games.compositions import extreme, extremes
from charter.games.errors import GameError
from charter.games.power import Index

MOST_GAMES = 400
MOST_COUNTS = 20_000


class Undecided(GameError):
    """Why the power over open seats is not computed."""


@record
class GroupPower:
    """The least and the most of the normalised Banzhaf index of a group over every lawful composition, and how the
    index was counted. Both None where no composition is lawful."""

    least: Fraction | None
    most: Fraction | None
    method: str = ""


@record
class _Class:
    """Parties alike in every rule and to the group: their votes in the open organ if seated and elsewhere (`kind`
    numbers those that the rules tell apart); `bound` if they are of a set that votes as one."""

    parties: tuple[str, ...]
    kind: int
    inside: bool
    bound: bool


def group_power(game: DecisionGame, group: frozenset[str]) -> GroupPower:
    """The bounds of a group's share of power; raises `Undecided` with the reason, and `GameError` where a game is
    beyond the exact methods."""
    _whole_blocs(game, group)
    opened = [p for p in game.parts if p.hall.spaces.known is None]
    if not opened:
        solved = _Solved(game, None, [])
        found = solved.share({}, group)
        return GroupPower(found, found, solved.method)
    if len(opened) > 1:
        names = " and ".join(p.hall.label for p in opened)
        raise Undecided(f"seats are open in {names}, and power depends on who sits in both")
    return _over_one(game, opened[0], group)


def _whole_blocs(game: DecisionGame, group: frozenset[str]) -> None:
    for bloc in game.assembled.circumstances.blocs:
        inside = bloc & game.parties
        if inside & group and not inside <= group:
            raise Undecided("a set that votes as one lies partly inside the group")


def _over_one(game: DecisionGame, part: Part, group: frozenset[str]) -> GroupPower:
    classes = _classes(game, part, group)
    solved = _Solved(game, part, classes)
    counts = list(_counts(part, classes))
    games = {solved.key(each) for each in counts}
    if len(games) > MOST_GAMES:
        raise Undecided(f"{len(games):,} ways to fill the seats of {part.hall.label} give as many games")
    shares = [(solved.share(dict(enumerate(each)), group), each) for each in counts]
    lawful = _Lawful(part, classes)
    least = next((s for s, each in sorted(shares) if lawful(each)), None)
    most = next((s for s, each in sorted(shares, reverse=True) if lawful(each)), None)
    return GroupPower(least, most, solved.method)


def _classes(game: DecisionGame, part: Part, group: frozenset[str]) -> list[_Class]:
    """The parties that may sit, in classes."""
    opens = [o for v in part.hall.spaces.variants for o in v.opens]
    posts = tuple(dict.fromkeys(o.post for o in opens))
    forms = [a.form for a in atoms(part.formula)]
    elsewhere = _elsewhere(game, part)
    blocs = game.assembled.circumstances.blocs
    kinds: dict[Any, int] = {}
    found: dict[Any, list[str]] = {}
    for party in sorted(frozenset[str]().union(*(o.eligible for o in opens))):
        votes = [frozenset(f.of(party, post) for post in posts) for f in forms]
        if any(len(v) > 1 for v in votes):
            raise Undecided(f"what a vote in {part.hall.label} counts depends on the seat")
        bound = tuple(i for i, b in enumerate(blocs) if party in b)
        rules = (tuple(next(iter(v)) for v in votes), tuple(w.get(party) for w in elsewhere), bound)
        kind = kinds.setdefault(rules, len(kinds))
        found.setdefault((kind, party in group), []).append(party)
    bound_kinds = {kind for rules, kind in kinds.items() if rules[2]}
    return [_Class(tuple(parties), kind, inside, kind in bound_kinds) for (kind, inside), parties in found.items()]


def _elsewhere(game: DecisionGame, part: Part) -> list[dict[str, Any]]:
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


def _counts(part: Part, classes: Sequence[_Class]) -> Iterator[tuple[int, ...]]:
    """How many seats may go to each class, by the bounds of each class alone; the sum is that of the open seats."""
    sizes = {sum(o.count for o in v.opens) for v in part.hall.spaces.variants}
    ranges = []
    ways = 1
    for each in classes:
        bounds = extremes(part.hall.spaces, _counting(each.parties, part))
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


def _counting(parties: Sequence[str], part: Part) -> Callable[[str, Post], Fraction]:
    members = frozenset(parties) - {s.holder for s in part.hall.spaces.outer.fixed}
    return lambda holder, post: ONE if holder in members else ZERO


class _Lawful:
    """Whether some lawful composition seats so many of each class."""

    def __init__(self, part: Part, classes: Sequence[_Class]) -> None:
        self.part = part
        self.values = [_counting(c.parties, part) for c in classes]
        self.whole: dict[int, tuple[int, int] | None] = {}

    def __call__(self, counts: Sequence[int]) -> bool:
        return any(self._in_variant(k, counts) for k in range(len(self.part.hall.spaces.variants)))

    def _in_variant(self, k: int, counts: Sequence[int]) -> bool:
        from charter.games.compositions_search import Wanted, find

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
        wanted = [Wanted(value, Fraction(count)) for value, count in zip(self.values, counts, strict=True)]
        return find(space, wanted) is not None


class _Solved:
    """The games by how many seats go to each class that the rules tell apart; each is solved once."""

    def __init__(self, game: DecisionGame, part: Part | None, classes: Sequence[_Class]) -> None:
        self.game = game
        self.part = part
        self.classes = classes
        self.pools: dict[int, list[str]] = {}
        for each in classes:
            self.pools.setdefault(each.kind, []).extend(each.parties)
        for pool in self.pools.values():
            pool.sort()
        self.found = game.solved(part.hall.entity if part is not None else "")

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
        """Normalised Banzhaf values with the first of each kind seated."""
        filled: dict[str, Composition] = {}
        if self.part is not None:
            outer = self.part.hall.spaces.outer
            post = next(o.post for o in outer.opens)
            chosen = [p for pool, n in zip(self.pools.values(), key, strict=True) for p in pool[:n]]
            filled[self.part.hall.entity] = (*outer.fixed, *(seat_of(p, post) for p in chosen))
        return game_of(self.game.assembled, filled).power.banzhaf()


# ---- seats, whoever holds them -------------------------------------------------------------------


@record
class SeatKind:
    """Seats that are alike: how many, in which organ, how the charter names those who may hold them (`held` where the
    holders are known), and the players of the game that stand for them."""

    organ: str
    among: str
    held: bool
    players: tuple[str, ...]


@record
class SeatGame:
    """A decision as a game on seats, whoever holds them. An open seat is a player of its own, apart from what its
    holder casts elsewhere; holders that are known are players by their code."""

    game: Any
    kinds: tuple[SeatKind, ...]


def seat_game(game: DecisionGame) -> SeatGame:
    """The decision on seats; raises `Undecided` where what a seat counts depends on who holds it."""
    filled: dict[str, Composition] = {}
    kinds: list[SeatKind] = []
    for part in game.parts:
        known = part.hall.spaces.known
        seats = list(known) if known is not None else _stand_ins(part, kinds)
        filled[part.hall.entity] = tuple(seats)
        fixed = known if known is not None else part.hall.spaces.outer.fixed
        held = tuple(dict.fromkeys(p for s in fixed for p in _players(s)))
        if held:
            kinds.append(SeatKind(part.hall.label, "holders who are known", True, held))
    return SeatGame(game_of(game.assembled, filled), tuple(kinds))


def _players(seat: Seat) -> tuple[str, ...]:
    from charter.games.build_game import player

    return tuple(p for p, _ in seat.unit) if seat.unit else (player(seat),)


def _stand_ins(part: Part, kinds: list[SeatKind]) -> list[Seat]:
    """The seats of an organ with a player for each open one, where every composition has the same."""
    shapes = [_shape(part, k) for k in range(len(part.hall.spaces.variants))]
    if any(sorted(s.values()) != sorted(shapes[0].values()) for s in shapes[1:]):
        raise Undecided(f"the seats of {part.hall.label} are not the same in every composition")
    variant = part.hall.spaces.outer
    first = _shape_of(part, variant.opens) if part.hall.spaces.relaxed is not None else shapes[0]
    if sorted(first.values()) != sorted(shapes[0].values()):
        raise Undecided(f"the seats of {part.hall.label} are not the same in every composition")
    seats = list(variant.fixed)
    numbers: dict[str, int] = {}
    for each in variant.opens:
        names = []
        for _ in range(each.count):
            numbers[each.among] = numbers.get(each.among, 0) + 1
            names.append(f"{part.hall.label}: {each.among} {numbers[each.among]}")
        holder = min(each.eligible)
        seats += [Seat(holder, each.post, (frozenset((name,)),)) for name in names]
        kinds.append(SeatKind(part.hall.label, each.among, False, tuple(names)))
    return seats


def _shape(part: Part, k: int) -> dict[int, tuple[Fraction, ...]]:
    return _shape_of(part, part.hall.spaces.variants[k].opens)


def _shape_of(part: Part, opens: Sequence[Any]) -> dict[int, tuple[Fraction, ...]]:
    """What each open seat counts in each rule, by number; raises `Undecided` where it depends on the holder."""
    forms: list[Atom] = list(atoms(part.formula))
    found: dict[int, tuple[Fraction, ...]] = {}
    for each in opens:
        votes = {tuple(a.form.of(p, each.post) for a in forms) for p in each.eligible or NOBODY}
        if len(votes) != 1:
            raise Undecided(f"what the seats of {part.hall.label} ({each.among}) count depends on who holds them")
        for _ in range(each.count):
            found[len(found)] = next(iter(votes))
    return found
