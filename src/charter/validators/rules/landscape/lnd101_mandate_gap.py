"""A function that a landscape needs and nobody has, or nobody has the means for.

## What it checks

Each `needs` of a landscape against the mandates of the institutions that it includes. A mandate holds it exactly, by a
wider domain (`part of`), or in part. Reported where nobody holds it; where it is needed `binding` and nobody has it
with that force; and where all who hold it lack their means as in MAN103. The mandates that come nearest are named.
"Nobody" is said where every mandate is `complete`; otherwise it is nobody among those described, and a note says whose
mandate is described in part. Where an included body has no mandate that is described, nothing can be told of what
nobody else holds: a gap.

## Why

Institutions are founded one by one, each for what its founders could agree on, so that complexes of regimes have holes
that no one of them shows. Of the bodies that work on AI in 2026 many assess, convene and set norms; none inspects,
sanctions or answers an emergency.

## Avoid

```charter bad
charter 1
use world
domain ai_safety "Safety of AI"
institution Forum {
  members are G7
  mandate { convenes in ai_safety }
}
landscape now "Today" {
  includes Forum
  needs convenes in ai_safety
  needs inspects in ai_safety      # <-- LND101
}
```

## Prefer

```charter good
charter 1
use world
domain ai_safety "Safety of AI"
institution Forum {
  members are G7
  mandate { convenes in ai_safety }
}
institution Agency {
  members are states
  mandate { inspects in ai_safety, binding }
}
landscape later "Tomorrow" {
  includes Forum, Agency
  needs convenes in ai_safety
  needs inspects in ai_safety, binding
}
```

## Settings

`means_lacking` (2): how many means a holder must lack to hold it in name only.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.mandates.coverage import Cell, Holding
from charter.analysis.mandates.mandate_carriers import NO, spoken
from charter.analysis.mandates.means import having, means_of
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.charter import Need
from charter.text.wording import listed
from charter.validators.rules.case import Rule
from charter.validators.rules.landscape_case import LandscapeCase

RULE = Rule("LND101", "mandate-gap", WARNING, "Raustiala and Victor 2004 on regime complexes")


def check_landscape(case: LandscapeCase) -> Iterator[Finding]:
    """One finding for each need that is not met; one gap for each body of unknown mandate, where that matters."""
    silent = [b.name for b in case.coverage.bodies if not b.mandated]
    unmet = False
    for cell in case.coverage.cells:
        if cell.need is None:
            continue
        why, holdings = _why(case, cell, cell.need)
        if why is None:
            continue
        if silent:
            unmet = True
        else:
            yield _finding(case, cell, cell.need, why, holdings)
    if unmet:
        for name in silent:
            yield case.gap(RULE, "the mandate", name)


def _why(case: LandscapeCase, cell: Cell, need: Need) -> tuple[str | None, list[Holding]]:
    """Why the need is not met, in words (None where it is), and who comes nearest."""
    nobody = case.coverage.nobody
    if not cell.holdings:
        near = [h for c in case.coverage.cells if c.domain == need.domain for h in c.holdings]
        return f"{nobody} has that mandate", near
    bound = [h for h in cell.holdings if need.force != "binding" or h.task.force == "binding"]
    if not bound:
        held = listed([f"{h.body} ({h.task.force or 'force not stated'})" for h in cell.holdings])
        return f"{nobody} has it with binding force: {held}", list(cell.holdings)
    poor = [h for h in bound if len(_lacks(case, h)) >= case.profile.means_lacking]
    if len(poor) == len(bound):
        told = "; ".join(f"{h.body} without {listed(_lacks(case, h))}" for h in poor)
        return f"it is held in name only: {told}", poor
    return None, []


def _lacks(case: LandscapeCase, holding: Holding) -> list[str]:
    institution = case.charter.institution(holding.body)
    return having(means_of(case.case(institution), holding.task), NO) if institution is not None else []


def _finding(case: LandscapeCase, cell: Cell, need: Need, why: str, holdings: list[Holding]) -> Finding:
    near = [f"{h.body} {spoken(h.task.function, h.task.domain)}" for h in holdings]
    reserve = [case.coverage.reserve] if case.coverage.reserve is not None else []
    looked = listed([b.name for b in case.coverage.bodies])
    return case.finding(
        RULE,
        need.span,
        f"{spoken(need.function, need.domain)} is needed, and {why}",
        entity=f"{need.function}.{need.domain}",
        label="not covered",
        labels=[Label(h.task.span, "the nearest") for h in holdings[:3]],
        notes=[*([f"in the same domain: {listed(near)}"] if near and not cell.holdings else ()), *reserve],
        help="give it to one of them, with an organ, a decision and means, or found a body for it",
        citations=[*need.citations, *(c for h in holdings for c in h.task.citations)],
        witness={
            "function": need.function,
            "domain": need.domain,
            "force": need.force,
            "holders": [{"body": h.body, "fit": h.fit, "force": h.task.force} for h in cell.holdings],
            "looked_at": [b.name for b in case.coverage.bodies],
            "nearest": near,
            "text": f"of the mandates of {looked}: {why}",
        },
    )
