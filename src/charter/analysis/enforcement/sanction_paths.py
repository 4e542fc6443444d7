"""The ways to a sanction that reaches beyond the institution, or ends membership of it, and who alone can stop each.

A path is a decision of the kinds sanction or expulsion, or a step of a ladder that bans trade, fines, revokes, expels,
retaliates or uses force, or hands the case to such a decision elsewhere; with the finding of breach before it. A
suspension that becomes an expulsion is one. Suspending rights inside an institution is none: it stays among members.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.subject import Subject
from charter.dsl.model.base import Citation
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.model.obligations import Obligation, Rung
from charter.dsl.syntax.source import Span
from charter.record import record

DECISIONS = frozenset(("sanction", "expulsion"))
RUNGS = frozenset(("trade_ban", "fine", "retaliation", "revocation", "expulsion", "force", "compensation"))

Taken = tuple[Institution, Decision]


@record
class SanctionPath:
    """A way to a sanction: where it stands, and the decisions that must all be taken."""

    name: str
    span: Span
    chain: tuple[Taken, ...]
    citations: tuple[Citation, ...] = ()


@record
class PathVetoes:
    """Who alone can stop a path: `members`, or `everyone` where each voter can; `missing` names what must be known,
    of which decision, to tell."""

    path: SanctionPath
    members: frozenset[str] = frozenset()
    everyone: bool = False
    missing: tuple[str, str] | None = None


def paths(subject: Subject) -> Iterator[SanctionPath]:
    """The ways to a sanction of one institution."""
    institution = subject.institution
    laddered: set[str] = set()
    for obligation in institution.obligations:
        for rung in obligation.ladder.rungs if obligation.ladder is not None else ():
            taken = _taken(subject, rung)
            laddered.update(d.name for i, d in taken if i is institution)
            if rung.kind in RUNGS or any(DECISIONS.intersection(d.kinds) for _, d in taken):
                yield _of_rung(subject, obligation, rung, taken)
    for decision in institution.decisions:
        if DECISIONS.intersection(decision.kinds) and decision.name not in laddered:
            name = f"{institution.name}.{decision.name}"
            yield SanctionPath(name, decision.name_span, ((institution, decision),), decision.citations)
    yield from _by_lapse(subject)


def _of_rung(subject: Subject, obligation: Obligation, rung: Rung, taken: list[Taken]) -> SanctionPath:
    name = f"{subject.institution.name}.{obligation.name}.{rung.name}"
    return SanctionPath(name, rung.span, _after_breach(subject, obligation, taken), rung.citations)


def _after_breach(subject: Subject, obligation: Obligation, taken: list[Taken]) -> tuple[Taken, ...]:
    found = subject.decision(obligation.breach.value) if obligation.breach is not None else None
    return tuple(dict.fromkeys([*([found] if found is not None else []), *taken]))


def chain_of(subject: Subject, obligation: Obligation, rung: Rung) -> tuple[Taken, ...]:
    """The decisions that must all be taken for a step of a ladder, that which finds the breach first."""
    return _after_breach(subject, obligation, _taken(subject, rung))


def _taken(subject: Subject, rung: Rung) -> list[Taken]:
    return [t for w in (*rung.by, *rung.to) if w.name and (t := subject.decision(w.name)) is not None]


def _by_lapse(subject: Subject) -> Iterator[SanctionPath]:
    """Suspension that becomes expulsion by itself."""
    membership = subject.institution.membership
    if membership is None:
        return
    for cascade in membership.cascades:
        if cascade.of is None:
            chain = tuple(t for s in membership.suspension if (t := subject.decision(s.decision)) is not None)
            yield SanctionPath(f"{subject.institution.name}.membership", cascade.span, chain, cascade.citations)


def stopped(subject: Subject, path: SanctionPath) -> PathVetoes:
    """Who alone can stop a path, by the games of its decisions."""
    from charter.decisions.queries.game_queries import DecisionGame
    from charter.errors import TooLarge

    members: set[str] = set()
    everyone = False
    for institution, decision in path.chain:
        game = subject.game(decision, institution)
        if not isinstance(game, DecisionGame):
            return PathVetoes(path, missing=(game.missing, game.entity or f"{institution.name}.{decision.name}"))
        try:
            vetoes = game.veto_members()
        except TooLarge:
            return PathVetoes(path, missing=("a body small enough to count", f"{institution.name}.{decision.name}"))
        members.update(vetoes.always)
        everyone = everyone or vetoes.each is not None
    return PathVetoes(path, frozenset(members), everyone)
