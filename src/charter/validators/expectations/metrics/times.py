"""How long things take, by the times that the charter states.

## time_to_operation

The sum of the estimates for negotiation, ratification and set-up (`takes …` in `adoption`). Unit: a time. Not known
where one of the three is not estimated.

## clock

The longest that a decision, or the ladder of an obligation, may take by its own limits, one step after the other:
`clock(D)`. Unit: a time. Not known where a step has no limit, or one in words: `forthwith` is no number of days.

## Example

```charter good
charter 1
institution Club {
  organ Board {
    seats 3 { 3 appointed by Board }
    decides by 2 seats
  }
  decision adopt : standard { step Board, within 30 days }
  adoption { takes negotiation 12 months, ratification 12 months, set-up 6 months }
}
expect Club {
  that time_to_operation <= 30 months
  that clock(adopt) < 2 months
}
```
"""

from __future__ import annotations

from fractions import Fraction

from charter.decisions.elements import ZERO
from charter.dsl.metrics import DAYS
from charter.text.wording import listed
from charter.validators.deadlines import rung_days, step_days
from charter.validators.expectations.circumstances import Situation
from charter.validators.expectations.evaluation import Lack, Value, point
from charter.validators.expectations.expressions import MetricArgument
from charter.validators.expectations.sentences.facts import operation_stages


def time_to_operation(scene: Situation) -> Value:
    """From the start of negotiation until it works."""
    total, missing, sums = operation_stages(scene.stage)
    if missing:
        raise Lack(f"no clause on how long {listed(missing)} takes")
    return point(total, DAYS, sums)


def clock(scene: Situation, asked: MetricArgument) -> Value:
    """The longest that a decision or a ladder may take."""
    found = scene.stage.institution.decision(asked.name)
    limits: list[tuple[str, Fraction | None]]
    if found is not None:
        limits = [(str(s.by), step_days(s)) for s in found.steps]
    else:
        duty = next((o for o in scene.stage.institution.obligations if o.name == asked.name), None)
        if duty is None or duty.ladder is None or not duty.ladder.rungs:
            raise Lack(f"no clause on the steps of {asked.name}")
        charter, institution = scene.stage.charter, scene.stage.institution
        limits = [(r.name, rung_days(charter, institution, r)) for r in duty.ladder.rungs]
    total, parts = ZERO, []
    for name, days in limits:
        if days is None:
            raise Lack(f"no clause on the time within which {name} acts in {asked.name}")
        total += days
        parts.append(f"{days} days ({name})" if days.denominator == 1 else f"about {round(days)} days ({name})")
    return point(total, DAYS, " + ".join(parts))


MEASURES = {"time_to_operation": time_to_operation, "clock": clock}
