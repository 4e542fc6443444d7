"""Steps of enforcement that nothing obliges anyone to take by any day.

## What it checks

Each step of an obligation's ladder for a time in which it must be taken: `within 90 days` on the step, or on every
step of the decision that takes it. `forthwith` and `within "reasonable time"` are no clocks, for nobody can say when
they have run out; `after 90 days` says when a step may begin, not when it must. What nobody takes comes by itself, and
then the time after which it does is its clock: `step out : expulsion, shall, after 1 year`. One finding a ladder names
the steps.

## Why

A ladder stands still at the first step that may wait. Article XII.C of the Statute of the International Atomic Energy
Agency and articles 24 to 33 of the Constitution of the International Labour Organization set no days; the panels of
the World Trade Organization have 60, 30 and 20, and what they decide comes about by itself. Quick, cheap settlement
is the sixth of Ostrom's principles of institutions that last.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Secretariat { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
  obligation reporting {
    binds members
    answered by {
      step reminder : notice by Secretariat, shall, within 30 days
      step public_naming : publication by Secretariat, may, within "reasonable time"   # <-- ENF103
      step vote_lost : loss_of_vote by Assembly, may
    }
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Secretariat { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
  obligation reporting {
    binds members
    answered by {
      step reminder : notice by Secretariat, shall, within 30 days
      step public_naming : publication by Secretariat, shall, within 60 days
      step vote_lost : loss_of_vote by Assembly, may, within 180 days
    }
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.enforcement.deadlines import rung_days, why_none
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.obligations import Ladder, Obligation, Rung
from charter.text.wording import days, listed, number
from charter.validators.rules.case import Case, Rule

RULE = Rule("ENF103", "step-without-clock", WARNING, "Ostrom 1990, design principle 6; WTO DSU, articles 16, 20 and 22")


def check(case: Case) -> Iterator[Finding]:
    """Ladders with a step that has no deadline."""
    for obligation in case.institution.obligations:
        if obligation.ladder is not None and obligation.ladder.rungs:
            yield from _ladder(case, obligation, obligation.ladder)


def _ladder(case: Case, obligation: Obligation, ladder: Ladder) -> Iterator[Finding]:
    clocks = [(rung, rung_days(case.charter, case.institution, rung)) for rung in ladder.rungs]
    without = [rung for rung, time in clocks if time is None]
    if not without:
        return
    timed = [(rung, time) for rung, time in clocks if time is not None]
    known = sum((time for _, time in timed), Fraction(0))
    first, names = without[0], [rung.name for rung in without]
    have, answer = "has" if len(without) == 1 else "have", "answers" if len(clocks) == 1 else "answer"
    message = (
        f"{len(without)} of {number(len(clocks), 'step')} that {answer} a breach of {obligation.name} {have} no clock: "
        f"{listed(names)}"
    )
    rest = (
        f"; {listed(r.name for r, _ in timed)}: at most {days(known)}{' together' if timed[1:] else ''}"
        if timed
        else ""
    )
    yield case.finding(
        RULE,
        first.span,
        message,
        entity=f"{obligation.name}.{first.name}",
        label=why_none(first),
        labels=[Label(rung.span, why_none(rung)) for rung in without[1:]],
        help=f"set a number of days and what follows when they pass: `within 90 days{_default(ladder, first)}`",
        citations=[c for rung in without for c in rung.citations],
        witness={
            "obligation": obligation.name,
            "steps": [{"step": r.name, "days": None, "says": why_none(r)} for r in without],
            "timed": [{"step": rung.name, "days": time} for rung, time in timed],
            "known_days": known,
            "text": "; ".join(f"{rung.name}: {why_none(rung)}" for rung in without) + rest,
        },
    )


def _default(ladder: Ladder, rung: Rung) -> str:
    position = ladder.rungs.index(rung)
    after = ladder.rungs[position + 1 :]
    return f", else {after[0].name}" if after and rung.default is None else ""
