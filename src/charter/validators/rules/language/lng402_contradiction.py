"""Two clauses that cannot both hold.

## What it checks

`no quorum`, `no appeal` and the like beside a clause that says there is one, in the same block or anywhere in the
institution that denies it as a whole; a seat without a vote that has a veto; an institution that is only proposed and
has entered into force; reservations to a provision that are admitted and are not.

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
from charter.dsl.model.adoption import Adoption
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution, Membership
from charter.dsl.model.money import Funding
from charter.dsl.model.obligations import Ladder, Obligation
from charter.dsl.model.organs import Organ
from charter.dsl.syntax.source import Span
from charter.validators.rules.case import Case, Rule

RULE = Rule("LNG402", "contradiction", ERROR)

Facts = dict[str, list[Any]]


def check(case: Case) -> Iterator[Finding]:
    """Denials beside what they deny, and the other pairs that cannot both hold."""
    institution = case.institution
    yield from _denied(case, institution, "", _of_institution)
    for organ in institution.organs:
        yield from _denied(case, organ, organ.name, _of_organ)
        yield from _veto(case, organ)
    for decision in institution.decisions:
        yield from _denied(case, decision, decision.name, _of_decision)
    for duty in institution.obligations:
        yield from _denied(case, duty, duty.name, _of_obligation)
        yield from _denied(case, duty.ladder, duty.name, _of_ladder)
    yield from _denied(case, institution.membership, "membership", _of_membership)
    yield from _denied(case, institution.funding, "funding", _of_funding)
    yield from _denied(case, institution.adoption, "adoption", _of_adoption)
    yield from _status(case)
    yield from _reservations(case)


def _denied(case: Case, part: Any, entity: str, facts: Callable[[Any], Facts]) -> Iterator[Finding]:
    for denial in part.denials if part is not None else ():
        stated = [each for each in facts(part).get(denial.topic, ()) if each is not None]
        if stated:
            topic = denial.topic.replace("_", " ")
            yield _finding(case, denial.span, stated[0].span, f"`no {topic}`", f"a clause on {topic}", entity)


def _of_organ(organ: Organ) -> Facts:
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
        "proxies": [organ.proxies],
        "voting_rules": [organ.decides],
        "conflict_of_interest_rule": [organ.discloses],
        "complaint_channel": list(organ.hears),
    }


def _of_decision(decision: Decision) -> Facts:
    return {
        "quorum": [step.quorum for step in decision.every_step],
        "barred": [*decision.barred, *(bar for step in decision.every_step for bar in step.barred)],
        "deadline": [step.within for step in decision.every_step],
        "publication": list(decision.publishes),
        "fallback": [decision.otherwise],
    }


def _of_obligation(obligation: Obligation) -> Facts:
    return {
        "monitoring": list(obligation.monitoring),
        "inspection": [m for m in obligation.monitoring if m.method == "inspection"],
        "help": list(obligation.help),
        "ladder": [obligation.ladder],
        "enforcement": [obligation.ladder],
        "appeal": [obligation.ladder.appeal if obligation.ladder is not None else None],
    }


def _of_ladder(ladder: Ladder) -> Facts:
    return {
        "appeal": [ladder.appeal],
        "way_back": [ladder.way_back],
        "review": [ladder.review],
        "deadline": [rung.within for rung in ladder.rungs],
    }


def _of_membership(membership: Membership) -> Facts:
    return {
        "admission": list(membership.admissions),
        "withdrawal": list(membership.withdrawal),
        "suspension": list(membership.suspension),
        "expulsion": list(membership.expulsion),
    }


def _of_funding(funding: Funding) -> Facts:
    return {
        "arrears": list(funding.arrears),
        "budget": [funding.budget, funding.budget_by],
        "ceiling": [f for f in funding.flows if f.ceiling is not None],
        "floor": [f for f in funding.flows if f.floor is not None],
    }


def _of_adoption(adoption: Adoption) -> Facts:
    allowed = adoption.reservations is not None and adoption.reservations.value != "none"
    return {
        "amendment": list(adoption.amendments),
        "review": list(adoption.reviews),
        "sunset": [adoption.sunset],
        "provisional_application": [b for b in adoption.bridges if b.kind == "provisional_application"],
        "reservations": [adoption.reservations if allowed else None]
        + [each for each in adoption.reservations_to if each.rule != "none"],
    }


def _of_institution(institution: Institution) -> Facts:
    """What the institution as a whole denies: the part itself, or any organ or obligation that has it."""
    found: Facts = {
        "members": [institution.members],
        "funding": [institution.funding],
        "secretariat": [o for o in institution.organs if o.kind == "secretariat"],
        "tribunal": [o for o in institution.organs if o.kind == "tribunal"],
        "staff": [o.staff for o in institution.organs],
        "quorum": [o.quorum for o in institution.organs],
        "enforcement": [o.ladder for o in institution.obligations],
        "monitoring": [m for o in institution.obligations for m in o.monitoring],
        "complaint_channel": [h for o in institution.organs for h in o.hears],
    }
    if institution.membership is not None:
        found |= _of_membership(institution.membership)
    if institution.funding is not None:
        found |= _of_funding(institution.funding)
    return found | _of_adoption(institution.adoption) if institution.adoption is not None else found


def _veto(case: Case, organ: Organ) -> Iterator[Finding]:
    for line in organ.seats.lines if organ.seats is not None else ():
        if line.veto and not line.votes:
            yield _finding(case, line.span, line.span, "`without vote`", "`with veto`", organ.name)


def _reservations(case: Case) -> Iterator[Finding]:
    """A provision to which reservations are admitted by one clause and not by another."""
    told: dict[str, tuple[str, Span]] = {}
    for each in case.institution.adoption.reservations_to if case.institution.adoption is not None else ():
        for provision in each.provisions:
            rule, span = told.setdefault(provision, (each.rule, each.span))
            if rule != each.rule:
                one, two = (f"`reservations {r} to {provision}`" for r in (each.rule, rule))
                yield _finding(case, each.span, span, one, two, "adoption")


def _status(case: Case) -> Iterator[Finding]:
    status, adoption = case.institution.status, case.institution.adoption
    in_force = [m for m in adoption.milestones if m.what == "in_force"] if adoption is not None else []
    if case.institution.reform_of is not None:  # a reform is proposed of what has been in force for long
        whole = case.institution.span
        in_force = [m for m in in_force if m.span.file == whole.file and whole.line <= m.span.line <= whole.end_line]
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
