"""The ways to a sanction that reaches beyond the institution, or ends membership of it, and who alone can stop each.

A path is a decision of the kinds sanction or expulsion, or a step of a ladder that bans trade, fines, revokes, expels,
retaliates or uses force, or hands the case to such a decision elsewhere; with the finding of breach before it. A
suspension that becomes an expulsion is one. Suspending rights inside an institution is none: it stays among members.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.model.base import Citation
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.model.obligations import Obligation, Rung
from charter.dsl.model.record import record
from charter.dsl.source import Span
from charter.validators.case import Case

DECISIONS = frozenset(("sanction", "expulsion"))
RUNGS = frozenset(("trade_ban", "fine", "retaliation", "revocation", "expulsion", "force", "compensation"))

Taken = tuple[Institution, Decision]


@record
class Path:
    """A way to a sanction: where it stands, and the decisions that must all be taken."""

    name: str
    span: Span
    chain: tuple[Taken, ...]
    citations: tuple[Citation, ...] = ()


@record
class Stopped:
    """Who alone can stop a path: `members`, or `everyone` where each voter can; `missing` names what must be known,
    of which decision, to tell."""

    path: Path
    members: frozenset[str] = frozenset()
    everyone: bool = False
    missing: tuple[str, str] | None = None


def paths(case: Case) -> Iterator[Path]:
    """The ways to a sanction of one institution."""
    institution = case.institution
    laddered: set[str] = set()
    for obligation in institution.obligations:
        for rung in obligation.ladder.rungs if obligation.ladder is not None else ():
            taken = [t for w in (*rung.by, *rung.to) if w.name and (t := case.decision(w.name)) is not None]
            laddered.update(d.name for i, d in taken if i is institution)
            if rung.kind in RUNGS or any(DECISIONS.intersection(d.kinds) for _, d in taken):
                yield _of_rung(case, obligation, rung, taken)
    for decision in institution.decisions:
        if DECISIONS.intersection(decision.kinds) and decision.name not in laddered:
            name = f"{institution.name}.{decision.name}"
            yield Path(name, decision.name_span, ((institution, decision),), decision.citations)
    yield from _by_lapse(case)


def _of_rung(case: Case, obligation: Obligation, rung: Rung, taken: list[Taken]) -> Path:
    found = case.decision(obligation.breach.value) if obligation.breach is not None else None
    chain = dict.fromkeys([*([found] if found is not None else []), *taken])
    name = f"{case.institution.name}.{obligation.name}.{rung.name}"
    return Path(name, rung.span, tuple(chain), rung.citations)


def _by_lapse(case: Case) -> Iterator[Path]:
    """Suspension that becomes expulsion by itself."""
    membership = case.institution.membership
    if membership is None:
        return
    for cascade in membership.cascades:
        if cascade.of is None:
            chain = tuple(t for s in membership.suspension if (t := case.decision(s.decision)) is not None)
            yield Path(f"{case.institution.name}.membership", cascade.span, chain, cascade.citations)


def stopped(case: Case, path: Path) -> Stopped:
    """Who alone can stop a path, by the games of its decisions."""
    from charter.games.claims import DecisionGame
    from charter.games.compositions_search import TooLarge

    members: set[str] = set()
    everyone = False
    for institution, decision in path.chain:
        game = case.game(decision, institution)
        if not isinstance(game, DecisionGame):
            return Stopped(path, missing=(game.missing, game.entity or f"{institution.name}.{decision.name}"))
        try:
            vetoes = game.veto_members()
        except TooLarge:
            return Stopped(path, missing=("a body small enough to count", f"{institution.name}.{decision.name}"))
        members.update(vetoes.always)
        everyone = everyone or vetoes.each is not None
    return Stopped(path, frozenset(members), everyone)
