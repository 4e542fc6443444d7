"""Decisions of enforcement on which the accused may vote.

## What it checks

Every decision that finds a breach or answers one: those of the kinds finding, sanction, suspension, expulsion and
dispute, those by which a breach is found, those that a step of a ladder takes or refers to (also in another
institution, then reported at that step), and steps that an organ takes by itself, other than telling and other than
those that it `shall` take once another decision has found the breach: they leave nothing to vote on. In each step by
an organ in which parties sit, the accused may vote unless the step or the decision says `accused barred` or
`disputants barred`, or none of those bound can sit there. Steps that only recommend, secretariats, tribunals and
experts are left out; so is reverse consensus, where one vote decides nothing against the other side's.

## Why

Nobody is to be judge in their own case. Under Chapter VII of the Charter of the United Nations a permanent member
votes on measures against itself; in the Board of the International Atomic Energy Agency (Statute XII.C) and in the
Governing Body of the International Labour Organization nothing bars the state complained of. The Convention on
International Civil Aviation does (articles 53 and 84).

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Board {
    seats { 9 elected by Assembly for 2 years }
    decides by majority of seats
  }
  organ Assembly { plenary }
  decision find_breach : finding {
    step Board                       # <-- VOT107
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Board {
    seats { 9 elected by Assembly for 2 years }
    decides by majority of seats
  }
  organ Assembly { plenary }
  decision find_breach : finding {
    step Board, accused barred
  }
}
```

## Settings

None. A finding of breach is an error, everything else a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.enforcement.accused import AccusedVote, KnownParties, accused_of, answers, faults, voters_of
from charter.dsl.findings import ERROR, WARNING, Finding, Label
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.institution import Institution
from charter.dsl.model.obligations import Ladder, Obligation, Rung
from charter.text.wording import listed, number
from charter.validators.rules.case import Case, Rule

RULE = Rule("VOT107", "judge-in-own-case", WARNING, "nemo iudex in causa sua; ICAO Convention, articles 53 and 84")

ENFORCING = frozenset(("finding", "sanction", "suspension", "expulsion", "dispute"))
TELLING = frozenset(("notice", "report", "publication", "request"))


def check(case: Case) -> Iterator[Finding]:
    """Decisions, and steps of ladders, on which the accused may vote."""
    for decision in case.institution.decisions:
        if _only_restores(case, decision) and not _answers(case, decision):
            continue  # it gives back what was lost; who lost its vote has none
        if ENFORCING.intersection(decision.kinds) or _answers(case, decision):
            yield from _own(case, decision)
    for obligation in case.institution.obligations:
        if obligation.ladder is not None:
            accused = accused_of(case, (obligation,))
            yield from _referred(case, obligation, obligation.ladder, accused)
            yield from _by_organs(case, obligation, obligation.ladder, accused)


def _only_restores(case: Case, decision: Decision) -> bool:
    """Whether the charter restores rights by this decision, and takes them away by another."""
    membership = case.institution.membership
    if membership is None or membership.restoration is None or membership.restoration.value != decision.name:
        return False
    taking = {removal.decision for removal in (*membership.suspension, *membership.expulsion)}
    if taking:
        return decision.name not in taking
    kinds = ENFORCING.intersection(decision.kinds)
    return any(d is not decision and kinds.intersection(d.kinds) for d in case.institution.decisions)


def _answers(case: Case, decision: Decision) -> tuple[Obligation, ...]:
    """The obligations whose breach this decision finds or answers."""
    return answers(case.institution, decision)


def _finds(case: Case, decision: Decision) -> bool:
    if "finding" in decision.kinds:
        return True
    return any(o.breach is not None and o.breach.value == decision.name for o in case.institution.obligations)


def _own(case: Case, decision: Decision) -> Iterator[Finding]:
    removal = {"suspension", "expulsion"}.intersection(decision.kinds)
    accused = accused_of(case, () if removal else _answers(case, decision))
    found = tuple(faults(case, case.institution, decision, accused))
    if not found:
        return
    step = found[0].step
    unclear = [f for f in found if f.seats_unknown]
    if len(unclear) == len(found):
        yield case.gap(RULE, step.span, "who sits", entity=found[0].organ)
        return
    told = [f for f in found if not f.seats_unknown]
    yield case.finding(
        RULE,
        told[0].step.span,
        f"the accused may vote in {listed(dict.fromkeys(f.label for f in told))} on {decision.label}: "
        f"no clause bars it",
        entity=decision.name,
        severity=ERROR if _finds(case, decision) else WARNING,
        label=told[0].why,
        labels=[Label(f.step.span, f.why) for f in told[1:]],
        help=f"bar the accused: `{_as_written(told[0].step)}, accused barred`",
        citations=[*decision.citations, *(c for f in told for c in f.step.citations)],
        witness=_witness(decision.name, told),
    )


def _as_written(step: Step) -> str:
    return f"step {step.by} …" if step.rule is not None else f"step {step.by}"


def _witness(decision: str, told: list[AccusedVote]) -> dict[str, object]:
    return {
        "decision": decision,
        "steps": [{"organ": f.organ, "accused": f.example, "why": f.why} for f in told],
        "text": "; ".join(f"{f.label}: {f.why}, and nothing in {decision} bars the accused" for f in told),
    }


def _referred(case: Case, obligation: Obligation, ladder: Ladder, accused: KnownParties) -> Iterator[Finding]:
    """Steps that a decision of another institution takes, on which the accused may vote."""
    for rung in ladder.rungs:
        for who in (*rung.by, *rung.to):
            found = case.decision(who.name) if who.kind == "decision" and who.name else None
            if found is not None and found[0] is not case.institution:
                yield from _elsewhere(case, obligation, rung, found, accused)


def _elsewhere(
    case: Case, obligation: Obligation, rung: Rung, taken: tuple[Institution, Decision], accused: KnownParties
) -> Iterator[Finding]:
    other, decision = taken
    name = f"{other.name}.{decision.name}"
    told = [f for f in faults(case, other, decision, accused) if not f.seats_unknown]
    if not told:
        return
    yield case.finding(
        RULE,
        rung.span,
        f"{rung.name} depends on {name}, on which the accused may vote in "
        f"{listed(dict.fromkeys(f.label for f in told))}: no clause bars it",
        entity=f"{obligation.name}.{rung.name}",
        severity=ERROR if "finding" in decision.kinds else WARNING,
        label="taken where the accused may sit",
        labels=[Label(f.step.span, f.why) for f in told],
        help=f"let something follow without {name}, or bar the accused there",
        citations=[*rung.citations, *(c for f in told for c in f.step.citations)],
        witness=_witness(name, told),
    )


def _by_organs(case: Case, obligation: Obligation, ladder: Ladder, accused: KnownParties) -> Iterator[Finding]:
    """Steps that organs take by themselves, where no decision can bar anyone: one finding a ladder."""
    told: list[tuple[Rung, str, str]] = []
    found = obligation.breach is not None
    for rung in ladder.rungs:
        if rung.kind in TELLING or (found and rung.duty == "shall"):
            continue
        for who in rung.by:
            organ = case.institution.organ(who.name) if who.kind == "organ" and who.name else None
            if organ is None:
                continue
            voters = voters_of(case, case.institution, organ)
            may = voters.overlap(accused) if voters is not None else None
            if may is not None and may.possible:
                told.append((rung, organ.label, may.why(organ.label, bool(organ.plenary))))
    if not told:
        return
    names = list(dict.fromkeys(rung.name for rung, _, _ in told))
    first = told[0][0]
    yield case.finding(
        RULE,
        first.span,
        f"the accused may vote in {listed(dict.fromkeys(label for _, label, _ in told))} on "
        f"{number(len(names), 'step')} against it: {listed(names)}",
        entity=f"{obligation.name}.{first.name}",
        label=told[0][2],
        labels=[Label(rung.span, why) for rung, _, why in told[1:]],
        help="take these steps by a decision with `accused barred`",
        citations=[c for rung, _, _ in told for c in rung.citations],
        witness={
            "steps": [{"step": rung.name, "organ": label, "why": why} for rung, label, why in told],
            "text": "; ".join(f"{rung.name}: {why}" for rung, _, why in told),
        },
    )
