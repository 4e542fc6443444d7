"""Dates in an order in which they cannot have happened.

## What it checks

Proposed, adopted, opened for signature, entered into force must not run backwards, nor signed before adopted or after
entering into force, nor in force before the day that its condition names (`not before`); operating not before it was
proposed; `ended` not before `founded`; what ends (`until`) not before it begins (`from`). Where one of two is only a
year, years are compared.

## Why

Durations between these dates are what the institution is judged by; one slip of a digit turns them round.

## Avoid

```charter bad
charter 1
institution Agency {
  adoption {
    opened 1956-10-26
    entered into force 1955-07-29      # <-- LNG310
  }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  adoption {
    opened 1956-10-26
    entered into force 1957-07-29
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import ERROR, Finding, Label
from charter.dsl.syntax.source import Span
from charter.validators.rules.case import Case, Rule

RULE = Rule("LNG310", "dates-out-of-order", ERROR)

ORDER = (
    ("proposed", "adopted"),
    ("adopted", "opened"),
    ("opened", "in_force"),
    ("adopted", "signed"),
    ("signed", "in_force"),
    ("adopted", "in_force"),
    ("proposed", "in_force"),
    ("proposed", "opened"),
    ("proposed", "operating"),
)
Date = tuple[str, str, Span]


def check(case: Case) -> Iterator[Finding]:
    """Pairs of dates that run backwards, each later date once."""
    institution = case.institution
    told: set[Span] = set()
    for entity, before, after in _pairs(case):
        if after[1][: len(before[1])] < before[1][: len(after[1])] and after[2] not in told:
            told.add(after[2])
            yield _finding(case, entity, before, after)
    if institution.founded is not None and institution.ended is not None:
        first = ("founded", institution.founded.value, institution.founded.span)
        last = ("ended", institution.ended.value, institution.ended.span)
        if last[1][: len(first[1])] < first[1][: len(last[1])]:
            yield _finding(case, "", first, last)


def _pairs(case: Case) -> Iterator[tuple[str, Date, Date]]:
    adoption = case.institution.adoption
    if adoption is None:
        return
    for first, second in ORDER:
        for before in (m for m in adoption.milestones if m.what == first):
            for after in (m for m in adoption.milestones if m.what == second):
                yield (
                    "adoption",
                    (first, before.when, before.span),
                    (second.replace("_", " "), after.when, after.span),
                )
    for entry in adoption.entries:
        for entered in (m for m in adoption.milestones if m.what == "in_force" and entry.earliest is not None):
            earliest = ("the earliest day,", entry.earliest or "", entry.span)
            yield "adoption", earliest, ("in force", entered.when, entered.span)
    for bridge in adoption.bridges:
        if bridge.start is not None and bridge.until is not None:
            yield "adoption", ("from", bridge.start, bridge.span), ("until", bridge.until, bridge.span)


def _finding(case: Case, entity: str, before: Date, after: Date) -> Finding:
    text = f"{after[0]} {after[1]} is before {before[0]} {before[1]}"
    return case.finding(
        RULE,
        after[2],
        text,
        entity=entity,
        label=after[1],
        labels=[Label(before[2], before[1])] if before[2] != after[2] else [],
        help="one of the two dates is wrong",
        witness={"earlier": before[1], "later": after[1], "text": text},
    )
