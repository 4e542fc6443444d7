"""What a changed decision means: the same coalitions, fewer, more, or others, counted exactly, with one of each side.

The two decisions are compared as games on all players of either, everyone taken as present; what the game leaves out
(the quorum, what makes a vote void, who is barred in a case, times) is compared as it is stated. Counts are exact.
Where they are beyond the limits the verdict may still rest on a rule that implies the other, and on coalitions that
part the games, each checked in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from time import monotonic

from charter.analysis.subject import Subject
from charter.decisions.elements import Unknown
from charter.decisions.play.abstention_paradox import quorum_of
from charter.decisions.play.fixed_game import MEMBERS, Standing, standing
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.organs import Organ
from charter.errors import GameError, TooLarge
from charter.games.coalitions import clearly_implies
from charter.games.counting.planner import Limits
from charter.games.game import Game
from charter.record import record

EQUIVALENT, STRICTER, LOOSER, NEITHER, NOT_KNOWN = "equivalent", "stricter", "looser", "neither", "not known"
SEARCH_SECONDS = 10.0
COUNTING = Limits(seconds=20.0, octets=1.0 * 2**30)
"""What counting the coalitions of one decision may cost, so that a whole institution is compared in minutes."""


@record
class GameChange:
    """How the coalitions that pass a decision change. `lost` pass before and not after, `gained` after and not before:
    how many (None where that is too large to count) and one (None where none was found within the time). `players` are
    those of both games together, `sizes` those of each."""

    kind: str
    players: int
    sizes: tuple[int, int] = (0, 0)
    lost: int | None = 0
    gained: int | None = 0
    lost_one: tuple[str, ...] | None = None
    gained_one: tuple[str, ...] | None = None
    why: str = ""


@record
class DecisionChange:
    """A decision of the same name before and after. `basis`: members, seats, now; `vetoes_lost` and `vetoes_gained` are
    players that each block alone; `block` and `carry` the fewest that do, before and after (None: none can, or it is
    too large to say); `terms` what is stated otherwise and is not in the game, as (what, before, after).
    `never_known`: too little is stated both times."""

    name: str
    before: Decision
    after: Decision
    game: GameChange
    basis: str = MEMBERS
    vetoes_lost: tuple[str, ...] = ()
    vetoes_gained: tuple[str, ...] = ()
    block: tuple[int | None, int | None] = (None, None)
    carry: tuple[int | None, int | None] = (None, None)
    terms: tuple[tuple[str, str, str], ...] = ()
    never_known: bool = False


def decision_change(one: Subject, before: Decision, other: Subject, after: Decision) -> DecisionChange:
    """What the change of a decision means."""
    terms = tuple(_terms(one, before, other, after))
    first, second = (standing(s.charter, s.institution, d, seats=True) for s, d in ((one, before), (other, after)))
    if isinstance(first, Unknown) or isinstance(second, Unknown):
        missing = first if isinstance(first, Unknown) else second
        when = "before" if isinstance(first, Unknown) else "after"
        assert isinstance(missing, Unknown)
        game = GameChange(NOT_KNOWN, 0, why=f"{when}: {missing.why}")
        never = isinstance(first, Unknown) and isinstance(second, Unknown)
        return DecisionChange(before.name, before, after, game, terms=terms, never_known=never)
    if first.kind != second.kind:
        why = f"the players are {first.kind} before and {second.kind} after"
        return DecisionChange(before.name, before, after, GameChange(NOT_KNOWN, 0, why=why), terms=terms)
    terms += tuple(_eligible(first, second))
    try:
        return _played(before, after, first, second, terms)
    except (TooLarge, GameError) as error:
        return DecisionChange(
            before.name, before, after, GameChange(NOT_KNOWN, 0, why=str(error)), first.kind, terms=terms
        )


def _played(
    before: Decision, after: Decision, first: Standing, second: Standing, terms: tuple[tuple[str, str, str], ...]
) -> DecisionChange:
    one, other = first.game, second.game
    sides = (set(one.veto_players), set(other.veto_players))
    return DecisionChange(
        before.name, before, after, game_change(one, other), first.kind,
        tuple(p for p in one.veto_players if p not in sides[1]),
        tuple(p for p in other.veto_players if p not in sides[0]),
        (_size(one, "blocking"), _size(other, "blocking")),
        (_size(one, "winning"), _size(other, "winning")),
        terms,
    )  # fmt: skip


def _size(game: Game, kind: str) -> int | None:
    try:
        found = game.smallest_blocking() if kind == "blocking" else game.smallest_winning()
    except TooLarge:
        return None
    return None if found is None else found.size


def game_change(one: Game, other: Game) -> GameChange:
    """How one game differs from another, over the players of both.

    >>> one = Game.share(dict.fromkeys("abcde", 1), Fraction(3, 5))
    >>> game_change(one, Game.share(dict.fromkeys("abcde", 1), Fraction(1, 2), strict=True)).kind
    'equivalent'
    """
    players = tuple(dict.fromkeys((*one.players, *other.players)))
    return _changed(Game(players, one.rule), Game(players, other.rule), (len(one.players), len(other.players)))


@lru_cache(maxsize=64)
def _changed(before: Game, after: Game, sizes: tuple[int, int]) -> GameChange:
    count = len(before.players)
    if before.normal == after.normal:
        return GameChange(EQUIVALENT, count, sizes)
    joint = before & after
    try:
        for game in (joint, before, after):
            game.plan(limits=COUNTING)  # all three or none: the dear ones are not begun in vain
        both = joint.winning_coalitions
        lost, gained = before.winning_coalitions - both, after.winning_coalitions - both
    except TooLarge as error:
        return _uncounted(before, after, sizes, str(error))
    kind = NEITHER if lost and gained else STRICTER if lost else LOOSER if gained else EQUIVALENT
    return GameChange(
        kind, count, sizes, lost, gained, parting(before, after) if lost else None,
        parting(after, before) if gained else None,
    )  # fmt: skip


def _uncounted(before: Game, after: Game, sizes: tuple[int, int], why: str) -> GameChange:
    """The verdict without counts: by coalitions that part the games, and by a rule that clearly implies the other."""
    lost_one, gained_one = _parted(before, after), _parted(after, before)
    harder = _implies(after, before)
    easier = _implies(before, after)
    kind = NOT_KNOWN
    if harder and easier:
        kind = EQUIVALENT
    elif lost_one is not None and gained_one is not None:
        kind = NEITHER
    elif lost_one is not None and harder:
        kind = STRICTER
    elif gained_one is not None and easier:
        kind = LOOSER
    if kind == NOT_KNOWN and (lost_one is not None or gained_one is not None):
        here, there = ("before", "after") if lost_one is not None else ("after", "before")
        why = f"some coalitions pass only {here}, and whether some pass only {there} is beyond the limits"
    lost = 0 if easier else None
    return GameChange(kind, len(before.players), sizes, lost, 0 if harder else None, lost_one, gained_one, why)


def _implies(first: Game, second: Game) -> bool:
    """Whether a clause clearly implies the other, as it is written or as it is counted."""
    return clearly_implies(first.rule, second.rule) or clearly_implies(first.normal, second.normal)


def parting(winner: Game, loser: Game) -> tuple[str, ...] | None:
    """A coalition that wins the first game and not the second, of as few as could be found; None where none was found
    within the time. Both have the same players."""
    found = _parted(winner, loser)
    return _by_counting(winner, loser) if found is None else found


def _parted(winner: Game, loser: Game) -> tuple[str, ...] | None:
    """The same, among a few likely ones."""
    for candidate in _candidates(winner, loser):
        if winner.wins(candidate) and not loser.wins(candidate):
            return _shrunk(candidate, winner)
    return None


def _candidates(winner: Game, loser: Game) -> Iterator[tuple[str, ...]]:
    """The smallest that wins the one; all but the smallest that blocks the other; all but one player; all."""
    try:
        least = winner.smallest_winning()
        if least is not None:
            yield least.members
        stop = loser.smallest_blocking()
        if stop is not None:
            yield tuple(p for p in winner.players if p not in stop.members)
    except TooLarge:
        pass
    yield winner.players
    for player in winner.players:
        yield tuple(p for p in winner.players if p != player)


def _shrunk(coalition: Sequence[str], game: Game) -> tuple[str, ...]:
    """The coalition without those whom it does not need to win; a smaller one wins no other game more easily."""
    kept = list(coalition)
    for player in reversed(list(coalition)):
        rest = [p for p in kept if p != player]
        if game.wins(rest):
            kept = rest
    return tuple(kept)


def _by_counting(winner: Game, loser: Game) -> tuple[str, ...] | None:
    """Player by player: each is left out where some such coalition is left without it."""
    until = monotonic() + SEARCH_SECONDS
    taken: list[str] = []
    one, both = winner, winner & loser
    for player in winner.players:
        if monotonic() > until:
            return None
        less, less_both = one.assume(no=[player]), both.assume(no=[player])
        if less.winning_coalitions > less_both.winning_coalitions:
            one, both = less, less_both
        else:
            taken.append(player)
            one, both = one.assume(yes=[player]), both.assume(yes=[player])
    found = winner.wins(taken) and not loser.wins(taken)
    return tuple(taken) if found else None


# ---- what the game leaves out --------------------------------------------------------------------


NOTHING = "not stated"
Clauses = Sequence[object]


def _terms(one: Subject, before: Decision, other: Subject, after: Decision) -> Iterator[tuple[str, str, str]]:
    """What is stated otherwise of the decision and is not in the game."""
    for what, clauses in _TERMS.items():
        first, second = clauses(one, before), clauses(other, after)
        if plain(tuple(first)) != plain(tuple(second)):
            yield what, words(one, first), words(other, second)


def _of_steps(decision: Decision, take: Callable[[Step], object]) -> Clauses:
    found = [take(step) for step in decision.steps]
    return found if any(each is not None for each in found) else ()


def _organ(subject: Subject, step: Step) -> Organ | None:
    return subject.institution.organ(step.by.name or "") if step.by.kind == "organ" else None


def _void(subject: Subject, step: Step) -> object:
    organ = _organ(subject, step)
    return organ.void_unless.value if organ is not None and organ.void_unless is not None else None


def _bars(decision: Decision) -> Clauses:
    bars = [*decision.barred, *(b for step in decision.steps for b in step.barred)]
    return sorted({b.parties.text if b.parties is not None else b.who.replace("_", " ") for b in bars})


def _binds(decision: Decision) -> Clauses:
    found = decision.binds.value if decision.binds is not None else None
    if found is None:
        return ()
    bound = found.parties.text if found.parties is not None else "members"
    front = f"{found.actors} in " if found.actors else ""
    return (f"{front}{bound}{', those who accept' * found.acceptors_only}",)


_TERMS: dict[str, Callable[[Subject, Decision], Clauses]] = {
    "quorum": lambda s, d: _of_steps(d, lambda step: quorum_of(step, _organ(s, step))),
    "void unless": lambda s, d: _of_steps(d, lambda step: _void(s, step)),
    "barred": lambda s, d: _bars(d),
    "time limit": lambda s, d: _of_steps(d, lambda step: step.within),
    "when time runs out": lambda s, d: _of_steps(d, lambda step: step.default),
    "force": lambda s, d: (d.force.value,) if d.force is not None else (),
    "binds": lambda s, d: _binds(d),
    "takes effect": lambda s, d: (d.takes_effect.value,) if d.takes_effect is not None else (),
    "proposed by": lambda s, d: tuple(map(str, d.proposers.value)) if d.proposers is not None else (),
}


def plain(value: object) -> str:
    """What a clause says, wherever it stands: the record without its places in the text and its articles."""
    if hasattr(type(value), "_record_shape"):
        names = [n for n in type(value).__annotations__ if n not in ("span", "name_span", "citations")]
        told = ", ".join(f"{name}={plain(getattr(value, name))}" for name in names)
        return f"{type(value).__name__}({told})"
    if isinstance(value, tuple):
        return f"[{', '.join(plain(each) for each in value)}]"
    return str(value)


def words(subject: Subject, clauses: Clauses) -> str:
    """Clauses as they stand in the text, in order."""
    told = [NOTHING if clause is None else _text(subject, clause) for clause in clauses]
    return "; ".join(dict.fromkeys(told)) or NOTHING


def _text(subject: Subject, clause: object) -> str:
    from charter.dsl.elaborate.wording import flat

    span = getattr(clause, "span", None)
    source = subject.loaded.sources.get(span.file) if span is not None and subject.loaded is not None else None
    if span is None or source is None:
        return str(clause)
    start, end = (
        source.line_starts[n - 1] + c - 1 for n, c in ((span.line, span.column), (span.end_line, span.end_column))
    )
    return flat(source.text[start:end])


def _eligible(first: Standing, second: Standing) -> Iterator[tuple[str, str, str]]:
    """Seats of the same name that others may fill."""
    changed = [
        name
        for name, (_, line) in first.seat_lines.items()
        if name in second.seat_lines and second.seat_lines[name][1].eligible != line.eligible
    ]
    if changed:
        yield (
            "who may sit",
            f"{len(first.seat_lines[changed[0]][1].eligible)} may fill {changed[0]}",
            f"{len(second.seat_lines[changed[0]][1].eligible)} may",
        )
