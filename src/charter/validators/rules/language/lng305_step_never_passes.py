"""A rule that asks for more than there are: what needs it can never happen.

## What it checks

Every threshold and quorum that is a number, against the seats, members, delegates or chamber that it counts; `more than
all of` anything; a share of a group in which nobody is. In `A and B` one part that cannot be met is enough, in `A or B`
each must fail. Conditions of entry into force are looked at by ADP106.

## Why

It is a slip in a number, in a group, or a seat that was taken out while the threshold stayed.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats { 9 elected by Assembly }
    decides by 10 seats              # <-- LNG305
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats { 9 elected by Assembly }
    decides by 6 seats
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.stated_rules import PlacedRule, rules_of, size
from charter.dsl.findings import ERROR, Finding
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import AllOf, AnyOf, Base, Count, Rule, Share
from charter.dsl.syntax.source import Span
from charter.record import record
from charter.text.wording import amount
from charter.validators.rules.case import Case
from charter.validators.rules.case import Rule as RuleOf

RULE = RuleOf("LNG305", "step-never-passes", ERROR)

CONSEQUENCES = {
    "quorum": "the quorum is never reached",
    "rule": "no vote ever passes",
    "void_unless": "every vote is void",
    "entry": "it never enters into force",
    "amendment": "it is never amended",
}


@record
class Reason:
    """Why a rule can never be met."""

    span: Span
    asks: str
    there: str


def check(case: Case) -> Iterator[Finding]:
    """Rules that can never be met."""
    for placed in rules_of(case.institution):
        if placed.role == "entry":
            continue
        reason = _never(case, placed.organ, placed.rule)
        if reason is not None:
            yield _finding(case, placed, reason)


def _never(case: Case, organ: Organ | None, rule: Rule) -> Reason | None:
    if isinstance(rule, AllOf):
        return next((r for r in (_never(case, organ, part) for part in rule.parts) if r is not None), None)
    if isinstance(rule, AnyOf):
        reasons = [_never(case, organ, part) for part in rule.parts]
        return reasons[0] if all(r is not None for r in reasons) else None
    if isinstance(rule, Share):
        return _share(rule)
    return _count(case, organ, rule) if isinstance(rule, Count) else None


def _share(rule: Share) -> Reason | None:
    if rule.strict and rule.quota == 1:
        return Reason(rule.span, "more than all", "all")
    group = rule.of.group
    if group is not None and group.members is not None and not group.members:
        return Reason(rule.span, f"a share of {group.text}", "nobody")
    return None


def _count(case: Case, organ: Organ | None, rule: Count) -> Reason | None:
    there = _ratifiers(case) if rule.of.kind == "ratifications" else size(case, organ, rule.of)
    if there is None or rule.number <= there or rule.of.kind in ("votes", "votes_cast", "group"):
        return None
    return Reason(rule.span, amount(rule.number), f"{there} {_name(rule.of)}")


def _name(base: Base) -> str:
    if base.kind == "ratifications":
        return "that may ratify"
    if base.kind == "chamber":
        return f"in chamber {base.chamber}"
    return f"{base.kind} from {base.among.text}" if base.among is not None else base.kind


def _ratifiers(case: Case) -> int | None:
    """How many may join, where every opening is to a known set."""
    membership = case.institution.membership
    openings = membership.open_to if membership is not None else ()
    known = [o.to.members for o in openings]
    if not known or any(k is None for k in known):
        return None
    members = case.members or ()
    return len({*members, *(p for k in known for p in k or ())})


def _finding(case: Case, placed: PlacedRule, reason: Reason) -> Finding:
    after = CONSEQUENCES[placed.role]
    where = f" in {placed.organ.label}" if placed.organ is not None else ""
    return case.finding(
        RULE,
        reason.span,
        f"this asks for {reason.asks} where there are {reason.there}{where}: {after}",
        entity=placed.entity,
        label=f"there are {reason.there}",
        help="lower the number, or name what it was meant to count",
        citations=placed.citations,
        witness={
            "asks": reason.asks,
            "there": reason.there,
            "text": f"asks for {reason.asks}, there are {reason.there}",
        },
    )
