"""A quorum that suffices for a meeting which can decide nothing.

## What it checks

The quorum of an organ against its own rule of decision, and the quorum of a step against the step's rule, where both
count the same thing (members, seats, delegates, all votes). A rule over those present and voting is never reported: it
needs only what is there.

## Why

Where a decision needs two thirds of all seats, a quorum of half of them serves nothing: the meeting opens and no vote
in it can succeed. One of the two numbers is not what was meant.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    quorum 1/3 of members            # <-- LNG304
    decides by 2/3 of members
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
    quorum 2/3 of members
    decides by 2/3 of members
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.stated_rules import needed, size
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import AllOf, Count, Rule, Share
from charter.text.wording import amount, percent
from charter.validators.rules.case import Case
from charter.validators.rules.case import Rule as RuleOf

RULE = RuleOf("LNG304", "quorum-below-threshold", WARNING)

FIXED = ("members", "seats", "delegates", "votes")


def check(case: Case) -> Iterator[Finding]:
    """Quorums lower than the rule that they serve."""
    for organ in case.institution.organs:
        quorum = organ.default_terms.quorum or (organ.quorum.value if organ.quorum is not None else None)
        if quorum is not None and organ.decides is not None:
            yield from _compare(case, organ, quorum, organ.decides.value, organ.name)
    for decision in case.institution.decisions:
        for step in decision.every_step:
            taken_by = case.institution.organ(step.by.name) if step.by.kind == "organ" and step.by.name else None
            if step.quorum is not None and step.rule is not None and taken_by is not None:
                yield from _compare(case, taken_by, step.quorum, step.rule, decision.name)


def _compare(case: Case, organ: Organ, quorum: Rule, rule: Rule, entity: str) -> Iterator[Finding]:
    for kind in FIXED:
        low, high = _largest(case, organ, quorum, kind), _largest(case, organ, rule, kind)
        if low is not None and high is not None and low[0] < high[0]:
            yield _finding(case, organ, (low, high), kind, entity)
            return


def _largest(case: Case, organ: Organ, rule: Rule, kind: str) -> tuple[Fraction, Share | Count, int | None] | None:
    """The most that a rule asks of the base, as a number where the base is known and otherwise as a share."""
    conjuncts = rule.parts if isinstance(rule, AllOf) else (rule,)
    found: list[tuple[Fraction, Share | Count, int | None]] = []
    for part in conjuncts:
        if not isinstance(part, Share | Count) or part.of.kind != kind or part.of.among is not None:
            continue
        there = size(case, organ, part.of)
        if there is not None:
            found.append((needed(part, there) / there if there else Fraction(0), part, there))
        elif isinstance(part, Share):
            found.append((part.quota, part, None))
    return max(found, key=lambda each: each[0], default=None)


def _finding(
    case: Case,
    organ: Organ,
    compared: tuple[tuple[Fraction, Share | Count, int | None], tuple[Fraction, Share | Count, int | None]],
    kind: str,
    entity: str,
) -> Finding:
    (low, quorum, there), (high, rule, _) = compared
    if there is not None:
        few, many, of = amount(low * there), amount(high * there), f" of {there} {kind}"
    else:
        few, many, of = percent(low), percent(high), f" of {kind}"
    text = f"{few}{of} make a quorum in {organ.label}, but {many} must say yes"
    return case.finding(
        RULE,
        quorum.span,
        f"{text}: a meeting may open in which nothing can be decided",
        entity=entity,
        label=f"{few}{of}",
        labels=[Label(rule.span, f"{many}{of}")],
        help=f"a quorum of at least {many}{of}, or a rule over those present and voting",
        witness={"quorum": low, "threshold": high, "there": there, "text": f"{text}: {few} < {many}"},
    )
