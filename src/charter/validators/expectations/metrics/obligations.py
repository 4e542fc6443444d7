"""What answers a breach, and whom an obligation reaches.

## obligations

How many obligations there are, `obligations`, or how many have a part: `obligations(sanction)`. The parts are
inspection, monitoring, finding, sanction, appeal, deadline, help, way_back and ladder, as in `every obligation has an
inspection`. Unit: a number of things.

## reach

The part of a column that an obligation binds: `reach(declare, labs.compute)`. Unit: a share. A state counts where it is
bound, or actors in it are; a party that the charter declares where actors of its kind are bound and its home is among
those states (`binds firms in members`), or it sells there (`binds firms selling in members`). From the least to the
most where a home or a market is not stated; not known where it is open whom the obligation binds.

## Example

```charter good
charter 1
use world
party Lab "A lab" : firm of USA, selling in { USA, FRA }
data labs "Labs" from "labs.csv" keyed by party { compute }
institution Club {
  members are { FRA, DEU }
  organ Staff : secretariat { staff 3 }
  obligation report { binds members; monitored by Staff through inspection anywhere }
  obligation pay { binds members }
  obligation make { binds firms in members }
  obligation sell { binds firms selling in members }
}
expect Club {
  that obligations = 4 and obligations(inspection) = 1
  that obligations(sanction) / obligations < 1/2
  that reach(make, labs.compute) = 25% and reach(sell, labs.compute) = 100%
}
```

```file labs.csv
party,compute
Lab,3
FRA,1
```
"""

from __future__ import annotations

from charter.analysis.parties.reach import reach as reach_of
from charter.analysis.subject import Subject
from charter.decisions.elements import Unstated
from charter.dsl.metrics import COUNT, SHARE
from charter.text.wording import some
from charter.validators.expectations.circumstances import Situation
from charter.validators.expectations.evaluation import Lack, Value, point
from charter.validators.expectations.expressions import MetricArgument
from charter.validators.expectations.sentences.facts import has


def obligations(scene: Situation, part: MetricArgument | None = None) -> Value:
    """Obligations, or those that have a part."""
    found = [o.name for o in scene.stage.institution.obligations if part is None or has(scene.stage, o, part.name)]
    return point(len(found), COUNT, some(found))


def reach(scene: Situation, obligation: MetricArgument, column: MetricArgument) -> Value:
    """The part of a column that an obligation binds."""
    stage = scene.stage
    subject = Subject(stage.institution, stage.charter, circumstances=stage.circumstances)
    duty = next((o for o in stage.institution.obligations if o.name == obligation.name), None)
    if duty is None:
        raise Lack(f"no clause on the obligation {obligation.name}")
    try:
        found = reach_of(subject, duty, column.name)
    except Unstated as gap:
        raise Lack(f"no clause on {gap.missing}") from gap
    named = some(found.surely) or "nobody"
    settled = found.least == found.most
    told = named if settled else f"{named}, and perhaps {some(found.perhaps)}"
    return Value(found.least, found.most, SHARE, told, settled, frozenset[str]() if settled else HOMES)


HOMES = frozenset(("where firms have their home or sell",))
MEASURES = {"obligations": obligations, "reach": reach}
