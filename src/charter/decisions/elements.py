"""What a decision is made of: posts, seats, the lawful compositions of an organ, and rules over them.

A rule of decision becomes a formula of thresholds. A threshold (`Atom`) says: the votes of those who say yes, counted
by a `Form`, reach a share of all votes of that form plus a number. Every rule of the language is of that shape: "no
more than two object" is "yes reaches all less two", a veto is "yes reaches all, counted among these".
Numbers are exact (`Fraction`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

from charter.dsl.model.decisions import Bar
from charter.dsl.model.money import Arrears
from charter.dsl.syntax.source import Span
from charter.record import changed, record

ZERO, ONE = Fraction(0), Fraction(1)
NOBODY: frozenset[str] = frozenset()
NO_CHAMBERS: Mapping[str, frozenset[str] | None] = MappingProxyType({})


class Unstated(Exception):
    """The charter does not state what a question needs: `missing` is a noun phrase, `span` where it would stand;
    `sentence` says it where it is no clause that is missing."""

    def __init__(self, missing: str, span: Span | None, entity: str = "", sentence: str = "") -> None:
        super().__init__(missing)
        self.missing = missing
        self.span = span
        self.entity = entity
        self.sentence = sentence

    @property
    def unknown(self) -> Unknown:
        """The same as an answer."""
        return Unknown(self.missing, self.span, self.entity, self.sentence)


@record
class Unknown:
    """Why there is no answer: the clause that is missing, and where it would stand; `sentence` is the whole of it where
    it is another than that there is no such clause. `known` is what is known all the same: of a decision, the steps
    whose rules are."""

    missing: str
    span: Span | None = None
    entity: str = ""
    sentence: str = ""
    known: Any = None

    @property
    def why(self) -> str:
        """As a sentence: `no clause on a quorum of Club.Council`, `nobody sits in Council`."""
        return self.sentence or f"no clause on {self.missing}" + (f" of {self.entity}" if self.entity else "")


@record
class SeatKind:
    """A kind of seat: its name, votes in it (0 without a vote), veto, chamber; `own` False for a post that no
    member's government fills (an employers' delegate, an officer); `again` for a further seat of a holder who has one
    already, which counts as a seat but not as a member; `behind` the members whose votes are cast in it together;
    `hall` the organ of the seat, where those of several are looked at together."""

    name: str
    size: Fraction = ONE
    veto: bool = False
    chamber: str | None = None
    chamber_for: frozenset[str] | None = None
    own: bool = True
    again: bool = False
    behind: tuple[str, ...] = ()
    hall: str | None = None


@record
class Seat:
    """A seat with its holder. `holder` is a party's code, or a name where no party sits. A coalition controls the
    seat if it contains one of `keys`; with `unit`, if it holds enough of the weights that decide the unit's vote."""

    holder: str
    post: SeatKind
    keys: tuple[frozenset[str], ...] = ()
    unit: tuple[tuple[str, Fraction], ...] = ()

    @property
    def label(self) -> str:
        """The holder, and the post where a member has several."""
        return self.holder if self.post.own or not self.post.name else f"{self.holder} ({self.post.name})"

    def controlled(self, coalition: frozenset[str], *, to_say_yes: bool, barred: frozenset[str] = NOBODY) -> bool:
        """Whether the coalition settles this vote. A unit says yes by more than half of the weights in it that are
        not `barred`, so that half of them can keep it from saying yes."""
        if not self.unit:
            return any(key <= coalition for key in self.keys)
        voting = self.voting(barred)
        held = sum((w for p, w in voting if p in coalition), ZERO)
        total = sum((w for _, w in voting), ZERO)
        return held * 2 > total or (not to_say_yes and held * 2 == total and held > 0)

    def voting(self, barred: frozenset[str]) -> tuple[tuple[str, Fraction], ...]:
        """The weights in a unit, without those of members that cannot vote."""
        return tuple((p, w) for p, w in self.unit if p not in barred) if barred else self.unit


Composition: TypeAlias = tuple[Seat, ...]


def seat_of(party: str, post: SeatKind) -> Seat:
    """The seat of a party that votes for itself."""
    return Seat(party, post, (frozenset((party,)),))


@record
class OpenSeats:
    """Seats not yet filled: `count` of them, each from `eligible`; `among` is how the charter names these. `unknown`
    where it is not known who they are."""

    count: int
    eligible: frozenset[str]
    post: SeatKind
    among: str
    span: Span | None = None
    now: tuple[str, ...] | None = None
    line: int = 0
    unknown: bool = False


@record
class SeatCondition:
    """A condition on who sits: between `low` and `high` seats of the opens numbered in `opens` (None: of all open
    seats) go to `among`. What known holders count is already taken off."""

    opens: frozenset[int] | None
    among: frozenset[str]
    low: int
    high: int | None
    text: str = ""


@record
class CompositionSpace:
    """Compositions: known holders, open seats, side conditions. A party holds one seat."""

    fixed: tuple[Seat, ...]
    opens: tuple[OpenSeats, ...] = ()
    sides: tuple[SeatCondition, ...] = ()
    apiece: int = 1
    """How many of the open seats one party (or nationality) may have."""

    @property
    def size(self) -> int:
        """The number of seats."""
        return len(self.fixed) + sum(o.count for o in self.opens)


@record
class Spaces:
    """All lawful compositions of an organ: the union of `variants`; `relaxed` contains them all and is asked first."""

    variants: tuple[CompositionSpace, ...]
    relaxed: CompositionSpace | None = None

    @property
    def outer(self) -> CompositionSpace:
        """A space that contains every lawful composition of the first variant, or of all where there is one."""
        return self.relaxed or self.variants[0]

    @property
    def known(self) -> Composition | None:
        """The composition, if there is only one."""
        only = len(self.variants) == 1 and not self.variants[0].opens
        return self.variants[0].fixed if only else None

    @property
    def parties(self) -> frozenset[str]:
        """Every party that sits or may sit, in the order of nothing."""
        found: set[str] = set()
        for space in self.variants if self.relaxed is None else (self.relaxed,):
            for seat in space.fixed:
                found.update(p for key in seat.keys for p in key)
                found.update(p for p, _ in seat.unit)
            for each in space.opens:
                found |= each.eligible
        return frozenset(found)


@record
class VoteWeighting:
    """How votes are counted: one for each seat, or `weights` by holder; only `among` these, only in a `chamber`,
    only those with a veto, only in the organ `hall`; `heads` counts members and not the votes that one casts. `barred`
    cannot vote; `bars_accused` says that the accused cannot either."""

    text: str
    weights: Mapping[str, Fraction] | None = None
    among: frozenset[str] | None = None
    chamber: str | None = None
    chamber_members: frozenset[str] | None = None
    vetoes_only: bool = False
    heads: bool = False
    barred: frozenset[str] = NOBODY
    bars: tuple[Bar, ...] = ()
    hall: str | None = None

    def of(self, holder: str, post: SeatKind) -> Fraction:
        """The votes of that holder in that post; where it casts those of several members, of those behind it."""
        if self.hall is not None and post.hall != self.hall:
            return ZERO
        if post.behind:
            return self._of_those(post)
        if not post.size or holder in self.barred or (self.vetoes_only and not post.veto):
            return ZERO
        if self.among is not None and holder not in self.among:
            return ZERO
        if self.chamber is not None and not self._in_chamber(holder, post):
            return ZERO
        if self.heads and not post.own:
            return ZERO
        if post.again and (self.heads or self.weights is not None):
            return ZERO
        if self.weights is not None:
            return self.weights.get(holder, ZERO)
        return ONE if self.heads else post.size

    def _of_those(self, post: SeatKind) -> Fraction:
        voting = [p for p in post.behind if p not in self.barred]
        if self.seats_alone:
            if not voting or (self.vetoes_only and not post.veto):
                return ZERO
            return Fraction(len(voting)) if post.size == len(post.behind) else post.size  # a seat for each, or one
        each = changed(post, behind=(), size=ONE)
        return sum((self.of(p, each) for p in voting), ZERO)

    @property
    def seats_alone(self) -> bool:
        """Whether what is counted is a seat, whoever is behind it."""
        return self.weights is None and self.among is None and self.chamber is None and not self.heads

    def _in_chamber(self, holder: str, post: SeatKind) -> bool:
        if self.chamber_members is not None:
            return holder in self.chamber_members
        return post.chamber == self.chamber and (post.chamber_for is None or holder in post.chamber_for)

    @property
    def plain(self) -> bool:
        """True if every seat counts by its post alone, whoever holds it."""
        return self.weights is None and self.among is None and self.chamber_members is None and not self.barred


@record
class VoteThreshold:
    """Yes, counted by `form`, is at least (or, if `strict`, more than) `share` of all votes of the form plus `plus`."""

    form: VoteWeighting
    share: Fraction
    plus: Fraction
    strict: bool
    text: str
    span: Span | None = None

    def met(self, total: Fraction) -> bool:
        """Whether the threshold is met, given the sum of yes less `share` of all."""
        return total > self.plus if self.strict else total >= self.plus

    def needed(self, votes: Fraction) -> tuple[Fraction, bool]:
        """The votes needed out of `votes`, and whether they must be exceeded."""
        return self.share * votes + self.plus, self.strict

    def dual(self) -> VoteThreshold:
        """True of the yes-sayers exactly when this is not true of the no-sayers."""
        return changed(self, share=1 - self.share, plus=-self.plus, strict=not self.strict)


@record
class Conjunction:
    """Every part holds."""

    parts: tuple[Formula, ...]


@record
class Disjunction:
    """At least one part holds."""

    parts: tuple[Formula, ...]


@record
class BodyAgrees:
    """A body that no member controls says yes: a secretariat, a tribunal, a chair with a casting vote."""

    body: str


Formula: TypeAlias = VoteThreshold | Conjunction | Disjunction | BodyAgrees


@record
class Electorate:
    """Where a step is voted: an organ, the members as such, a group. `weights` are the votes by party where they are
    not one each, `heads` the votes of those who cast the votes of several; with `accepting` the members bind
    themselves, one by one, and nobody counts for another. `arrears`: the clauses by which arrears cost votes here;
    `silent` are those who have lost it, in a scenario. `unlisted` is what is not stated of directors whose electors sit
    here in their place: where their votes are `divisible`, votes count all the same, and seats do not."""

    entity: str
    label: str
    span: Span
    spaces: Spaces
    weights: Mapping[str, Fraction] | None = None
    heads: Mapping[str, Fraction] | None = None
    chambers: Mapping[str, frozenset[str] | None] = NO_CHAMBERS
    open_seats: bool = False
    anonymous: bool = False
    accepting: bool = False
    notes: tuple[str, ...] = ()
    arrears: tuple[Arrears, ...] = ()
    silent: frozenset[str] = NOBODY
    unlisted: str = ""
    divisible: bool = False


def atoms(formula: Formula) -> Iterator[VoteThreshold]:
    """Every threshold of a formula, from left to right."""
    if isinstance(formula, VoteThreshold):
        yield formula
    elif isinstance(formula, Conjunction | Disjunction):
        for part in formula.parts:
            yield from atoms(part)


def bodies_in(formula: Formula) -> Iterator[str]:
    """Every body whose agreement a formula speaks of, a casting vote included."""
    if isinstance(formula, BodyAgrees):
        yield formula.body
    elif isinstance(formula, Conjunction | Disjunction):
        for part in formula.parts:
            yield from bodies_in(part)


def shape(formula: Formula) -> Any:
    """What makes two rules in the same hall the same rule, wherever they stand in the text."""
    if isinstance(formula, VoteThreshold):
        form = formula.form
        bars = tuple((b.who, b.parties.members if b.parties is not None else None) for b in form.bars)
        counted = (form.text, form.among, form.chamber, form.vetoes_only, form.heads, form.barred, bars, form.hall)
        return counted, formula.share, formula.plus, formula.strict
    if isinstance(formula, BodyAgrees):
        return formula.body
    return type(formula).__name__, tuple(shape(p) for p in formula.parts)


def mapped(formula: Formula, change: Callable[[VoteThreshold], VoteThreshold]) -> Formula:
    """The formula with every threshold changed."""
    if isinstance(formula, VoteThreshold):
        return change(formula)
    if isinstance(formula, Conjunction | Disjunction):
        return changed(formula, parts=tuple(mapped(p, change) for p in formula.parts))
    return formula


def both(parts: Iterable[Formula]) -> Formula:
    """All of these, flat."""
    flat: list[Formula] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Conjunction) else (part,))
    return flat[0] if len(flat) == 1 else Conjunction(tuple(flat))


def either(parts: Iterable[Formula]) -> Formula:
    """At least one of these, flat."""
    flat: list[Formula] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Disjunction) else (part,))
    return flat[0] if len(flat) == 1 else Disjunction(tuple(flat))


def truth(formula: Formula, of_atom: Callable[[VoteThreshold], bool | None], bodies: bool) -> bool | None:
    """Kleene's three values: True, False, or None where the thresholds that are open decide."""
    if isinstance(formula, VoteThreshold):
        return of_atom(formula)
    if isinstance(formula, BodyAgrees):
        return bodies
    values = [truth(p, of_atom, bodies) for p in formula.parts]
    deciding = isinstance(formula, Disjunction)
    if deciding in values:
        return deciding
    return None if None in values else not deciding


def alternatives(
    formula: Formula, wanted: bool, bodies: bool, limit: int = 512
) -> list[tuple[VoteThreshold, ...]] | None:
    """The ways to make the formula `wanted`: in each, all thresholds listed are `wanted`. None beyond `limit` ways."""
    if isinstance(formula, VoteThreshold):
        return [(formula,)]
    if isinstance(formula, BodyAgrees):
        return [()] if bodies == wanted else []
    lists = [alternatives(p, wanted, bodies, limit) for p in formula.parts]
    if any(each is None for each in lists):
        return None
    known: list[Any] = lists
    if isinstance(formula, Disjunction) == wanted:
        joined = [way for each in known for way in each]
        return joined if len(joined) <= limit else None
    ways: list[tuple[VoteThreshold, ...]] = [()]
    for each in known:
        ways = [a + b for a in ways for b in each]
        if len(ways) > limit:
            return None
    return ways
