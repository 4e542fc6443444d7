"""What answers a breach.

## obligations

How many obligations there are, `obligations`, or how many have a part: `obligations(sanction)`. The parts are
inspection, monitoring, finding, sanction, appeal, deadline, help, way_back and ladder, as in `every obligation has an
inspection`. Unit: a number of things.

## Example

```charter good
charter 1
institution Club {
  organ Staff : secretariat { staff 3 }
  obligation report { binds members; monitored by Staff through inspection anywhere }
  obligation pay { binds members }
}
expect Club {
  that obligations = 2 and obligations(inspection) = 1
  that obligations(sanction) / obligations < 1/2
}
```
"""

from __future__ import annotations

from charter.dsl.metrics import COUNT
from charter.text.wording import some
from charter.validators.expectations.circumstances import Situation
from charter.validators.expectations.evaluation import Value, point
from charter.validators.expectations.expressions import MetricArgument
from charter.validators.expectations.sentences.facts import has


def obligations(scene: Situation, part: MetricArgument | None = None) -> Value:
    """Obligations, or those that have a part."""
    found = [o.name for o in scene.stage.institution.obligations if part is None or has(scene.stage, o, part.name)]
    return point(len(found), COUNT, some(found))


MEASURES = {"obligations": obligations}
