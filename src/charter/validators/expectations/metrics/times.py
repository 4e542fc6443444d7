"""How long things take, by the times that the charter states.

## time_to_operation

From the first date of the text (proposed, adopted, opened, signed) to its working, by the dates in `adoption`. Where it
does not work yet: from the sum of the estimates for negotiation, ratification and set-up (`takes …`) to the same with
the longest that comparable treaties waited, since an estimate proves nothing. Unit: a time. Not known where there is no
date and one of the three is not estimated.

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
  adoption { opened 2001-03-01; entered into force 2003-02-01 }
}
expect Club {
  that time_to_operation <= 30 months
  that clock(adopt) < 2 months
}
```
"""

from __future__ import annotations

from fractions import Fraction

from charter.analysis.enforcement.deadlines import rung_days, step_days
from charter.analysis.entry.dates import elapsed
from charter.analysis.entry.operation import estimates, told, without_a_time
from charter.analysis.entry.pace import comparable
from charter.decisions.elements import ZERO
from charter.dsl.metrics import DAYS
from charter.validators.expectations.circumstances import Situation
from charter.validators.expectations.evaluation import Lack, Value, point
from charter.validators.expectations.expressions import MetricArgument


def time_to_operation(scene: Situation) -> Value:
    """From the start of negotiation until it works."""
    institution = scene.stage.institution
    took = elapsed(institution)
    if took is not None and took.works is not None:
        return Value(took.least, took.most, DAYS, took.text)
    found = estimates(institution)
    if found.missing:
        raise Lack(f"no clause on {without_a_time(found)}")
    if found.facts:
        return point(found.total, DAYS, found.sums)
    words, past = told(institution, found)
    least = max(found.total, took.least if took is not None else ZERO)
    longest = past.longest if past is not None else Fraction(comparable(None).curve.longest)
    how = f"{found.sums} as estimated{f'; {words}' if words else ''}"
    return Value(least, max(least, longest), DAYS, how)


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
