"""Clauses of a rule that change nothing: how many coalitions each decides.

A clause is a part of an `and` or of an `or`, at any depth, and each step where there are several. Without it an `and`
asks for less and an `or` offers less; the coalitions whose success then changes are counted exactly. Source:
Felsenthal and Machover, Analysis of QM rules in the draft constitution for Europe (2004), on clauses without effect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from charter.decisions.elements import ONE, ZERO, BodyAgrees, Conjunction, Disjunction, Formula, VoteThreshold
from charter.decisions.play.fixed_game import Standing, standing
from charter.decisions.procedure import ElectorateSteps, Unknown
from charter.decisions.to_game import game_of
from charter.dsl.model.base import Citation
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Span
from charter.errors import TooLarge
from charter.games.counting.planner import LIMITS, Limits, kept
from charter.games.formula import names
from charter.record import changed, record


@record
class Clause:
    """A clause and what it decides. `changes`: the coalitions whose success is another without it, None where the
    count is beyond the limits; `in_step` the same within its own step alone, as if the other steps were settled;
    `winning` those that win with it; `of` all coalitions. `added`: it is an alternative (`or`), so that it lets
    coalitions win rather than lose. `step`: it is all that one step asks for."""

    text: str
    organ: str
    span: Span | None
    changes: int | None
    in_step: int | None
    winning: int | None
    of: int
    step: bool = False
    added: bool = False
    citations: tuple[Citation, ...] = ()

    @property
    def inert(self) -> bool:
        """Whether it is certain that no coalition needs it."""
        return self.changes == 0

    @property
    def share(self) -> Fraction | None:
        """The coalitions changed, of those that win with the clause or without it."""
        if self.changes is None or self.winning is None:
            return None
        ever = self.winning if self.added else self.winning + self.changes
        return Fraction(self.changes, ever or 1)


def inert_clauses(
    charter: Charter, institution: Institution, decision: Decision, *, limits: Limits = LIMITS
) -> tuple[Clause, ...] | Unknown:
    """Every clause of a decision's rule with its effect, exact; a rule of one clause has none to tell.

    Open organs are played on their seats. `Unknown` says what the charter does not state.
    """
    found = standing(charter, institution, decision, seats=True)
    return found if isinstance(found, Unknown) else clauses_of(found, limits)


def clauses_of(of: Standing, limits: Limits = LIMITS) -> tuple[Clause, ...]:
    """The same of a decision whose players are settled."""
    counter = _Counter(of, limits)
    return tuple(counter.clause(k, *removed) for k, part in enumerate(of.assembled.parts) for removed in _all(of, part))


def _all(of: Standing, part: ElectorateSteps) -> Iterator[tuple[Formula, Formula | None, bool]]:
    if len(of.assembled.parts) > 1:
        yield part.formula, None, False
    yield from _removals(part.formula)


class _Counter:
    """Counts coalitions with and without a clause, and keeps what is asked for again."""

    def __init__(self, of: Standing, limits: Limits) -> None:
        self.of = of
        self.limits = limits
        self.players = len(of.game.players)
        self.parts = of.assembled.parts
        self.winning = self.count(self.parts)
        self.alone: dict[int, int | None] = {}

    def count(self, parts: Sequence[ElectorateSteps]) -> int | None:
        """The coalitions of all players that win if these parts are all there is; None beyond the limits."""
        if not parts:
            return 1 << self.players
        game = game_of(changed(self.of.assembled, parts=tuple(parts)), self.of.compositions)
        try:
            found = kept(game.normal, self.limits).winning
        except TooLarge:
            return None
        return found << (self.players - len(names(game.normal)))

    def clause(self, k: int, clause: Formula, rest: Formula | None, added: bool) -> Clause:
        part = self.parts[k]
        kept = () if rest is None else (changed(part, formula=rest),)
        changes = _apart(self.winning, self.count((*self.parts[:k], *kept, *self.parts[k + 1 :])))
        inside = changes
        if len(self.parts) > 1:
            if k not in self.alone:
                self.alone[k] = self.count((part,))
            inside = _apart(self.alone[k], self.count(kept))
        cited = tuple(c for s in part.steps for c in s.citations)
        return Clause(
            words(clause), part.hall.label, _span(clause, part), changes, inside, self.winning, 1 << self.players,
            rest is None, added, cited,
        )  # fmt: skip


def _apart(first: int | None, second: int | None) -> int | None:
    """How many coalitions differ, where one of the two rules implies the other."""
    return None if first is None or second is None else abs(first - second)


def _removals(formula: Formula) -> Iterator[tuple[Formula, Formula, bool]]:
    """Each clause below the root, with the formula that is left without it."""
    if not isinstance(formula, Conjunction | Disjunction):
        return
    for i, part in enumerate(formula.parts):
        if _companion(part, formula.parts):
            continue
        others = tuple(p for k, p in enumerate(formula.parts) if k != i and not _companion(p, (part, p)))
        if not others:
            continue  # one threshold, with its companion
        yield part, _rebuilt(formula, others), isinstance(formula, Disjunction)
        if _casting(part):
            continue
        for clause, rest, added in _removals(part):
            yield clause, _rebuilt(formula, (*formula.parts[:i], rest, *formula.parts[i + 1 :])), added


def _companion(part: Formula, parts: Sequence[Formula]) -> bool:
    """Whether this only says that somebody must be there to meet another of the thresholds, or to stop it."""
    if not isinstance(part, VoteThreshold) or part.plus or part.share != (ZERO if part.strict else ONE):
        return False
    others = (p for p in parts if p is not part and isinstance(p, VoteThreshold))
    return any((p.text, p.span) == (part.text, part.span) for p in others)


def _rebuilt(formula: Conjunction | Disjunction, parts: Sequence[Formula]) -> Formula:
    return parts[0] if len(parts) == 1 else changed(formula, parts=tuple(parts))


def _casting(part: Formula) -> bool:
    """Whether this is the clause of a casting vote, which is one clause."""
    return isinstance(part, Conjunction) and any(isinstance(p, BodyAgrees) for p in part.parts)


def words(formula: Formula) -> str:
    """A clause in words."""
    if isinstance(formula, VoteThreshold):
        return formula.text
    if isinstance(formula, BodyAgrees):
        return f"{formula.body} agrees"
    if _casting(formula):
        return f"casting vote of {next(p.body for p in formula.parts if isinstance(p, BodyAgrees))}"
    joint = " and " if isinstance(formula, Conjunction) else " or "
    return joint.join(f"({words(p)})" if isinstance(p, Conjunction | Disjunction) else words(p) for p in formula.parts)


def _span(formula: Formula, part: ElectorateSteps) -> Span | None:
    if isinstance(formula, VoteThreshold) and formula.span is not None:
        return formula.span
    inner = [s for p in getattr(formula, "parts", ()) if (s := _span(p, part)) is not None]
    return inner[0] if inner and formula is not part.formula else part.steps[0].span


__all__ = ["Clause", "clauses_of", "inert_clauses", "words"]
