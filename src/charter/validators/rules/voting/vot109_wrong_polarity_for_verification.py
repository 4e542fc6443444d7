"""Inspections that wait for a majority to say yes, where they could go ahead unless a majority says no.

## What it checks

Decisions of the kind inspection, and those that the mandate names for inspecting (`inspects …, decided by start`) and
that do not find the breach itself, step by step: whether silence lets the inspection go ahead. `unless … say stop`,
`unless … object`, reverse consensus and `else passes` do; everything else is a green light, for which those who want
the inspection must find the votes. The finding tells how many, and in what share of all coalitions there are so many
(what an unbiased vote would give).

## Why

A state that fears an inspection needs only to keep some others from voting. An on-site inspection under the
Comprehensive Nuclear-Test-Ban Treaty needs 30 of 51 votes (article IV.46); a challenge inspection under the
Chemical Weapons Convention goes ahead unless three quarters of 41 stop it within 12 hours (article IX.17); the panels
of the World Trade Organization come about unless all are against.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are states
  organ Assembly { plenary }
  organ Council { seats { 51 elected by Assembly } }
  decision inspect_site : inspection {
    step Council by 30 seats          # <-- VOT109
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are states
  organ Assembly { plenary }
  organ Council { seats { 41 elected by Assembly } }
  decision inspect_site : inspection {
    step Council unless 3/4 of seats say stop within 12 hours
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from charter.analysis.enforcement.ladders import function
from charter.analysis.voting import silent_passes
from charter.decisions.compositions.bounds import lawful
from charter.decisions.elements import ZERO, Composition, atoms
from charter.decisions.procedure import ElectorateSteps, Unknown
from charter.decisions.queries.game_queries import DecisionGame
from charter.decisions.queries.witness import needed
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.decisions import Decision, Step
from charter.text.wording import listed, percent
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.gaps import gap

RULE = Rule(
    "VOT109",
    "wrong-polarity-for-verification",
    WARNING,
    "Chemical Weapons Convention, article IX.17; Comprehensive Nuclear-Test-Ban Treaty, article IV.46",
    everywhere=True,
)


def check(case: Case) -> Iterator[Finding]:
    """Inspections that need a green light."""
    inspecting = _inspecting(case)
    for decision in case.institution.decisions:
        if decision.name not in inspecting or all(s.default == "passes" for s in decision.steps):
            continue
        game = case.game(decision)
        if isinstance(game, Unknown):
            yield from gap(case, RULE, game, decision)
            continue
        green = [p for p in game.parts if not all(silent_passes(s.rule) for s in p.steps)]
        if green:
            yield _finding(case, decision, game, green)


def _inspecting(case: Case) -> set[str]:
    """The decisions to inspect: those of that kind, and those by which the mandate says that it is decided to inspect,
    where they do not find the breach itself."""
    found = {d.name for d in case.institution.decisions if "inspection" in d.kinds}
    breaches = {o.breach.value for o in case.institution.obligations if o.breach is not None}
    mandate = case.institution.mandate
    for task in mandate.tasks if mandate is not None else ():
        if (
            task.decided_by is not None
            and task.decided_by not in breaches
            and function(case, task.function) == "inspects"
        ):
            found.add(task.decided_by)
    return found


def _finding(case: Case, decision: Decision, game: DecisionGame, green: list[ElectorateSteps]) -> Finding:
    asked = [_asked(part) for part in green]
    chance = _chance(game, green)
    often = "" if chance is None else f", which {percent(chance)} of all coalitions are"
    step = _step(decision, green[0])
    return case.finding(
        RULE,
        step.span if step is not None else decision.name_span,
        f"{decision.label} needs {listed(asked)} to say yes{often}: who wants the inspection must find them",
        entity=decision.name,
        label="silence stops it",
        help="let it go ahead unless it is stopped: `unless 3/4 of seats say stop within 12 hours`",
        citations=[*decision.citations, *(c for p in green for s in p.steps for c in s.citations)],
        witness={
            "decision": decision.name,
            "needed": asked,
            "chance": chance,
            "who_must_assemble": "those who want the inspection",
            "text": f"with no word from anybody {decision.name} fails; {listed(asked)} must say yes" + often,
        },
    )


def _step(decision: Decision, part: ElectorateSteps) -> Step | None:
    spans = {s.span for s in part.steps}
    return next((s for s in decision.steps if s.span in spans), None)


def _filled(part: ElectorateSteps) -> Composition:
    return part.hall.spaces.known or lawful(part.hall.spaces) or ()


def _asked(part: ElectorateSteps) -> str:
    """`30 of 51 seats of Council`."""
    first = next(atoms(part.formula))
    total = sum((first.form.of(s.holder, s.post) for s in _filled(part)), ZERO)
    if first.form.weights is not None or not total:
        return f"{first.text} in {part.hall.label}"
    return f"{needed(first, total, whole=True)} of {total} {first.form.text} in {part.hall.label}"


def _chance(game: DecisionGame, green: list[ElectorateSteps]) -> Fraction | None:
    """The share of coalitions that pass, where every seat counts alike whoever holds it."""
    from charter.decisions.to_game import game_of
    from charter.errors import TooLarge
    from charter.games.counting.planner import Limits
    from charter.record import changed

    if any(p.hall.spaces.known is None and not all(a.form.plain for a in atoms(p.formula)) for p in green):
        return None
    filled: dict[str, Any] = {p.hall.entity: _filled(p) for p in green}
    if not all(filled.values()):
        return None
    try:
        alone = changed(game.assembled, parts=tuple(green), bodies=())
        return game_of(alone, filled).power.within(Limits(seconds=1.0)).to_act
    except TooLarge:
        return None
