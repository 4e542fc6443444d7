"""Two clauses that cannot both hold.

## What it checks

`no quorum`, `no appeal` and the like beside a clause that says there is one, in the same block or anywhere in the
institution that denies it as a whole; a seat without a vote that has a veto; an institution that is only proposed and
has entered into force.

## Why

Each of the two will be quoted by whoever it suits.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    no quorum                        # <-- LNG402
    quorum majority of members
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    quorum majority of members
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from charter.dsl.findings import ERROR, Finding, Label
from charter.dsl.model.base import Denial
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution, Membership
from charter.dsl.model.money import Funding
from charter.dsl.model.obligations import Ladder, Obligation
from charter.dsl.model.organs import Organ
from charter.dsl.source import Span
from charter.validators.case import Case, Rule

RULE = Rule("LNG402", "contradiction", ERROR)

Found = list[Any]


def check(case: Case) -> Iterator[Finding]:
    """Denials beside what they deny, and the other pairs that cannot both hold."""
    institution = case.institution
    yield from _denied(case, institution.denials, "", lambda topic: _in_institution(institution, topic))
    for organ in institution.organs:
        yield from _denied(case, organ.denials, organ.name, lambda topic, o=organ: _in_organ(o, topic))
        yield from _veto(case, organ)
    for decision in institution.decisions:
        yield from _denied(case, decision.denials, decision.name, lambda topic, d=decision: _in_decision(d, topic))
    for duty in institution.obligations:
        yield from _denied(case, duty.denials, duty.name, lambda topic, o=duty: _in_obligation(o, topic))
        if duty.ladder is not None:
            yield from _denied(case, duty.ladder.denials, duty.name, lambda topic, x=duty.ladder: _in_ladder(x, topic))
    for part, name, there in (
        (institution.membership, "membership", _in_membership),
        (institution.funding, "funding", _in_funding),
        (institution.adoption, "adoption", _in_adoption),
    ):
        if part is not None:
            yield from _denied(case, part.denials, name, lambda topic, p=part, t=there: t(p, topic))
    yield from _status(case)


def _denied(case: Case, denials: tuple[Denial, ...], entity: str, there: Callable[[str], Found]) -> Iterator[Finding]:
    for denial in denials:
        stated = [each for each in there(denial.topic) if each is not None]
        if stated:
            topic = denial.topic.replace("_", " ")
            yield _finding(case, denial.span, stated[0].span, f"`no {topic}`", f"a clause on {topic}", entity)


def _in_organ(organ: Organ, topic: str) -> Found:
    seats = list(organ.seats.lines) if organ.seats is not None else []
    return {
        "quorum": [organ.quorum],
        "head": [organ.head],
        "seats": [organ.seats],
        "staff": [organ.staff],
        "vote": [organ.votes if organ.votes is not None and not organ.votes.none else None],
        "veto": [line for line in seats if line.veto],
        "term_limit": [line for line in seats if line.term_limit is not None],
        "constituencies": [*organ.constituencies, organ.constituency_column],
        "publication": list(organ.publishes),
        "fallback": [organ.otherwise],
        "voting_rules": [organ.decides],
        "conflict_of_interest_rule": [organ.discloses],
        "complaint_channel": list(organ.hears),
    }.get(topic, [])


def _in_decision(decision: Decision, topic: str) -> Found:
    return {
        "quorum": [step.quorum for step in decision.steps],
        "barred": [*decision.barred, *(bar for step in decision.steps for bar in step.barred)],
        "deadline": [step.within for step in decision.steps],
        "publication": list(decision.publishes),
        "fallback": [decision.otherwise],
    }.get(topic, [])


def _in_obligation(obligation: Obligation, topic: str) -> Found:
    return {
        "monitoring": list(obligation.monitoring),
        "inspection": [m for m in obligation.monitoring if m.method == "inspection"],
        "help": list(obligation.help),
        "ladder": [obligation.ladder],
        "enforcement": [obligation.ladder],
        "appeal": [obligation.ladder.appeal if obligation.ladder is not None else None],
    }.get(topic, [])


def _in_ladder(ladder: Ladder, topic: str) -> Found:
    return {
        "appeal": [ladder.appeal],
        "way_back": [ladder.way_back],
        "review": [ladder.review],
        "deadline": [rung.within for rung in ladder.rungs],
    }.get(topic, [])


def _in_membership(membership: Membership, topic: str) -> Found:
    return {
        "admission": list(membership.admissions),
        "withdrawal": list(membership.withdrawal),
        "suspension": list(membership.suspension),
        "expulsion": list(membership.expulsion),
    }.get(topic, [])


def _in_funding(funding: Funding, topic: str) -> Found:
    return {
        "arrears": list(funding.arrears),
        "budget": [funding.budget, funding.budget_by],
        "ceiling": [f for f in funding.flows if f.ceiling is not None],
        "floor": [f for f in funding.flows if f.floor is not None],
    }.get(topic, [])


def _in_adoption(adoption: Any, topic: str) -> Found:
    return {
        "amendment": list(adoption.amendments),
        "review": list(adoption.reviews),
        "sunset": [adoption.sunset],
        "provisional_application": [b for b in adoption.bridges if b.kind == "provisional_application"],
        "reservations": [r for r in [adoption.reservations] if r is not None and r.value != "none"],
    }.get(topic, [])


def _in_institution(institution: Institution, topic: str) -> Found:
    """What the institution as a whole denies: the part itself, or any organ or obligation that has it."""
    found: Found = {
        "members": [institution.members],
        "funding": [institution.funding],
        "secretariat": [o for o in institution.organs if o.kind == "secretariat"],
        "tribunal": [o for o in institution.organs if o.kind == "tribunal"],
        "staff": [o.staff for o in institution.organs],
        "quorum": [o.quorum for o in institution.organs],
        "enforcement": [o.ladder for o in institution.obligations],
        "monitoring": [m for o in institution.obligations for m in o.monitoring],
        "complaint_channel": [h for o in institution.organs for h in o.hears],
    }.get(topic, [])
    for part, there in (
        (institution.membership, _in_membership),
        (institution.funding, _in_funding),
        (institution.adoption, _in_adoption),
    ):
        if part is not None and not found:
            found = there(part, topic)
    return found


def _veto(case: Case, organ: Organ) -> Iterator[Finding]:
    for line in organ.seats.lines if organ.seats is not None else ():
        if line.veto and not line.votes:
            yield _finding(case, line.span, line.span, "`without vote`", "`with veto`", organ.name)


def _status(case: Case) -> Iterator[Finding]:
    status, adoption = case.institution.status, case.institution.adoption
    in_force = [m for m in adoption.milestones if m.what == "in_force"] if adoption is not None else []
    if status is not None and status.value in ("proposed", "draft") and in_force:
        yield _finding(case, status.span, in_force[0].span, f"`status {status.value}`", "`entered into force`", "")


def _finding(case: Case, span: Span, other: Span, one: str, two: str, entity: str) -> Finding:
    text = f"{one} stands beside {two} on line {other.line}"
    return case.finding(
        RULE,
        span,
        f"{text}: they cannot both hold",
        entity=entity,
        label="this denies it" if span != other else "",
        labels=[Label(other, "this states it")] if span != other else [],
        help="take one of the two out",
        witness={"text": text},
    )
