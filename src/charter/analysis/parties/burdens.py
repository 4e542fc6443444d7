"""What a party bears: its duties, who looks into it, the worst that a breach may cost it, and how it may leave."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.enforcement.ladders import DECIDED, cost, strict
from charter.analysis.enforcement.sanction_paths import chain_of
from charter.analysis.incentives.strongest import bound_by
from charter.analysis.parties.leaving import days_bound
from charter.analysis.parties.reach import private_parties, reached
from charter.analysis.subject import Subject
from charter.decisions.elements import Unstated
from charter.decisions.queries.game_queries import ALWAYS, DEPENDS, NEVER, UNKNOWN, DecisionGame
from charter.dsl.model.base import Clock
from charter.dsl.model.decisions import Effect
from charter.dsl.model.institution import Withdrawal
from charter.dsl.model.obligations import Monitoring, Obligation, Rung
from charter.record import record

BOUND, PARTLY, EXEMPT, OPEN = "bound", "partly", "exempt", "not stated"


@record
class WorstStep:
    """A step of a ladder that costs most on `charter.analysis.enforcement.ladders.SCALE`, the decisions that must be
    taken for
    it, and whether the party, accused, can stop it alone (`always`, `never`, `depends`, `unknown`)."""

    step: str
    kind: str | None
    cost: int
    on: str | None
    decisions: tuple[str, ...]
    stops: str


@record
class Duty:
    """An obligation as it meets a party: whether it binds it or private actors within it, and what softens it; `worst`
    are the steps that cost most."""

    name: str
    label: str
    reach: str
    actors: str | None
    agreement: str | None
    force: str | None
    depth: int | None
    starts: Effect | None
    monitoring: tuple[Monitoring, ...]
    fund: str | None
    helped: bool
    grace: Clock | None
    worst: tuple[WorstStep, ...]


@record
class WayOut:
    """A way to leave: the clause, and the days after notice until nothing binds any more; None where not stated."""

    withdrawal: Withdrawal
    days_bound: Fraction | None


def duties(subject: Subject, parties: frozenset[str]) -> Iterator[Duty]:
    """Every binding or unqualified obligation as it meets these."""
    for obligation in subject.institution.obligations:
        if obligation.force is not None and not strict(obligation):
            continue
        yield _duty(subject, obligation, parties)


def _duty(subject: Subject, obligation: Obligation, parties: frozenset[str]) -> Duty:
    helps = [h for h in obligation.help if h.parties.members is not None and parties <= frozenset(h.parties.members)]
    graces = [h.grace for h in helps if h.grace is not None]
    first = obligation.bindings[0].value if obligation.bindings else None
    return Duty(
        obligation.name,
        obligation.label,
        _reach(subject, obligation, parties),
        first.actors if first is not None else None,
        first.agreement if first is not None else None,
        obligation.force.value if obligation.force is not None else None,
        obligation.depth.value if obligation.depth is not None else None,
        obligation.starts.value if obligation.starts is not None else None,
        obligation.monitoring,
        next((h.fund for h in helps if h.fund is not None), None),
        bool(helps),
        max(graces, key=lambda g: g.days or 0, default=None),
        _worst(subject, obligation, parties),
    )


def _reach(subject: Subject, obligation: Obligation, parties: frozenset[str]) -> str:
    """How an obligation meets these; a private party that the charter declares, where actors of its kind are bound."""
    if parties & private_parties(subject.charter).keys():
        try:
            surely, perhaps = reached(subject.charter, obligation, parties)
        except Unstated:
            return OPEN
        return BOUND if parties <= surely else PARTLY if surely else OPEN if perhaps else EXEMPT
    bound = bound_by(obligation)
    if bound is None:
        return OPEN
    if parties <= bound:
        return BOUND
    return PARTLY if parties & bound else EXEMPT


def _worst(subject: Subject, obligation: Obligation, parties: frozenset[str]) -> tuple[WorstStep, ...]:
    rungs = obligation.ladder.rungs if obligation.ladder is not None else ()
    priced = [(_price(subject, rung), rung) for rung in rungs if _meets(rung, parties)]
    top = max((price for price, _ in priced if price is not None), default=None)
    return tuple(_step(subject, obligation, rung, top, parties) for price, rung in priced if price == top is not None)


def _price(subject: Subject, rung: Rung) -> int | None:
    """What a step costs; one that hands the case to a decision costs what that decision may."""
    handed = [d for w in rung.by if w.kind == "decision" and w.name and (d := subject.decision(w.name)) is not None]
    costs = [DECIDED[k] for _, decision in handed for k in decision.kinds if k in DECIDED]
    own = cost(subject, rung)
    return max([*costs, *([own] if own is not None else [])], default=None)


def _step(subject: Subject, obligation: Obligation, rung: Rung, price: int, parties: frozenset[str]) -> WorstStep:
    chain = chain_of(subject, obligation, rung)
    stops = _stops(subject, obligation, rung, parties)
    return WorstStep(rung.name, rung.kind, price, rung.on, tuple(d.label for _, d in chain), stops)


def _meets(rung: Rung, parties: frozenset[str]) -> bool:
    """Whether a step may strike these; one whose target is not known may."""
    return rung.against is None or rung.against.members is None or bool(parties & frozenset(rung.against.members))


def _stops(subject: Subject, obligation: Obligation, rung: Rung, parties: frozenset[str]) -> str:
    """Whether these, accused, stop the step alone: in one of the decisions that must all be taken."""
    found = []
    for institution, decision in chain_of(subject, obligation, rung):
        game = subject.game(decision, institution)
        found.append(
            game.can_block(parties, accused=True, told=False).kind if isinstance(game, DecisionGame) else UNKNOWN
        )
    if ALWAYS in found:
        return ALWAYS
    if UNKNOWN in found or not found:
        return UNKNOWN
    return DEPENDS if DEPENDS in found else NEVER


def ways_out(subject: Subject) -> tuple[WayOut, ...]:
    """The ways to leave that the charter states."""
    membership = subject.institution.membership
    return tuple(WayOut(w, days_bound(w)) for w in (membership.withdrawal if membership is not None else ()))
