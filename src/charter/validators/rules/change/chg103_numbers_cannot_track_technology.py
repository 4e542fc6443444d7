"""Numbers in obligations that cannot move as technology does.

## What it checks

Each `threshold` of an obligation: which decisions raise it and which lower it (`raises`, `lowers`), or amend it by its
name. Reported where only an amendment of the whole text can change it, and where it can move in one direction only. A
charter that says neither who may change it nor how the text is amended leaves a gap. Where the charter gives no
number, a provision stands for it: one that decisions move in one direction only is reported too.

## Why

Computing power for a given result falls from year to year; a number in a treaty does not. A number that may only fall
catches more and more that nobody meant, one that needs every ratification comes years late. The Annexes of the
Chicago Convention change by two thirds of a council, unless most states object (article 90).

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are states
  organ Assembly { plenary ; decides by 2/3 of members }
  decision lower_limit : standard { step Assembly ; lowers compute }
  obligation declare_runs {
    binds members
    threshold compute 10^26 "operations"   # <-- CHG103
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are states
  organ Assembly { plenary ; decides by 2/3 of members }
  decision move_limit : standard { step Assembly ; raises compute ; lowers compute }
  obligation declare_runs {
    binds members
    threshold compute 10^26 "operations"
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from charter.analysis import amendments
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.adoption import Provision
from charter.dsl.model.base import Stated
from charter.dsl.model.decisions import Decision
from charter.dsl.model.obligations import NumericThreshold, Obligation
from charter.text.wording import amount, listed, quoted
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "CHG103",
    "numbers-cannot-track-technology",
    WARNING,
    "ICAO Convention, article 90; Koremenos, Lipson and Snidal 2001, flexibility with uncertainty",
    everywhere=True,
)


def check(case: Case) -> Iterator[Finding]:
    """Thresholds that only an amendment changes, or that move one way."""
    for obligation in case.institution.obligations:
        for threshold in obligation.thresholds:
            up, down = _movers(case, threshold.name, "raises"), _movers(case, threshold.name, "lowers")
            if not up and not down:
                yield _fixed(case, obligation, threshold)
            elif not up or not down:
                yield _one_way(case, threshold, up or down, bool(up), f"{obligation.name}.{threshold.name}")
    adoption = case.institution.adoption
    for provision in adoption.provisions if adoption is not None else ():
        up, down = _movers(case, provision.name, "raises"), _movers(case, provision.name, "lowers")
        if bool(up) != bool(down):
            yield _one_way(case, provision, up or down, bool(up), f"adoption.{provision.name}")


def _movers(case: Case, name: str, verb: str) -> list[Decision]:
    def names(stated: tuple[Stated[str], ...]) -> set[str]:
        return {s.value.rpartition(".")[2] for s in stated}

    decisions = case.institution.decisions
    return [d for d in decisions if name in names(d.raises if verb == "raises" else d.lowers) | names(d.amends)]


def _said(threshold: NumericThreshold | Provision) -> str:
    if isinstance(threshold, Provision):
        return f"{threshold.name} ({threshold.text})"
    unit = f" {threshold.unit}" if threshold.unit else ""
    return f"{threshold.name} ({amount(threshold.value)}{unit})"


def _fixed(case: Case, obligation: Obligation, threshold: NumericThreshold) -> Finding:
    tiers = amendments.tiers(case)
    if not tiers and not amendments.denied(case):
        return case.gap(
            RULE, threshold.span, "who may change the threshold", entity=f"{obligation.name}.{threshold.name}"
        )
    only = listed((quoted(t.label) for t in tiers), "or") if tiers else "nothing"
    closed = amendments.moratorium(case)
    later = f", and not in the first {closed}" if closed is not None and tiers else ""
    return case.finding(
        RULE,
        threshold.span,
        f"{_said(threshold)} can be changed only by {only}{later}: no decision raises or lowers it",
        entity=f"{obligation.name}.{threshold.name}",
        label="fixed in the text",
        labels=[Label(t.span, "what it takes") for t in tiers],
        help=f"let a decision move it both ways: `raises {threshold.name}` and `lowers {threshold.name}`",
        citations=[*threshold.citations, *(c for t in tiers for c in t.citations)],
        witness=_witness(
            threshold, [], [], f"no decision says `raises` or `lowers {threshold.name}`; it takes {only}{later}"
        ),
    )


def _one_way(
    case: Case, threshold: NumericThreshold | Provision, movers: list[Decision], up: bool, entity: str
) -> Finding:
    does, misses = ("raise", "lower") if up else ("lower", "raise")
    names = [d.name for d in movers]
    return case.finding(
        RULE,
        threshold.span,
        f"{listed(quoted(d.label) for d in movers)} may {does} {_said(threshold)}; no decision may {misses} it",
        entity=entity,
        label="moves one way",
        labels=[Label(d.name_span, f"may {does} it") for d in movers],
        help=f"let a decision {misses} it too, or end it after some years: `{misses}s {threshold.name}`",
        citations=[*threshold.citations, *(c for d in movers for c in d.citations)],
        witness=_witness(
            threshold,
            names if up else [],
            [] if up else names,
            f"{listed(names)}: `{does}s {threshold.name}`; `{misses}s {threshold.name}` stands in no decision",
        ),
    )


def _witness(threshold: NumericThreshold | Provision, up: list[str], down: list[str], text: str) -> dict[str, Any]:
    value = None if isinstance(threshold, Provision) else threshold.value
    return {"threshold": threshold.name, "value": value, "raised_by": up, "lowered_by": down, "text": text}
