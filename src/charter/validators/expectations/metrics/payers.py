"""Who pays how much of the budget.

## pays

The part of the budget that a group pays: `pays(G)`. Unit: a share. Of the contributors that the charter lists, their
shares; otherwise what its members are assessed by the scale, and from nothing up to the ceilings of what is given,
levied or charged; without a ceiling, up to the whole of it. Not known where no scale of figures is stated.

## largest_payer

The part of the budget that the largest single payer bears, as in `largest contributor pays at most …`. Unit: a share.

## Example

```charter good
charter 1
use world
institution Club {
  members are { FRA, DEU, ITA, ESP }
  funding { assessed 80% by equal shares; voluntary 20%, at most 10% from one donor }
}
expect Club {
  that pays({ FRA, DEU }) >= 40% and pays({ FRA, DEU }) <= 44%
  that largest_payer <= 22%
}
```
"""

from __future__ import annotations

from charter.analysis.money.bills import Bill, Borne, bill_of
from charter.decisions.elements import Unstated
from charter.dsl.metrics import SHARE
from charter.validators.expectations.circumstances import Situation, members_of
from charter.validators.expectations.evaluation import Lack, Value
from charter.validators.expectations.expressions import MetricArgument

GIVEN = frozenset(("what donors give",))


def largest_payer(scene: Situation) -> Value:
    """The largest single payer's part."""
    return _value(_bill(scene).largest())


def pays(scene: Situation, group: MetricArgument) -> Value:
    """A group's part of the budget."""
    assert group.parties is not None
    return _value(_bill(scene).of(members_of(group.parties)))


def _bill(scene: Situation) -> Bill:
    try:
        return bill_of(scene.stage.charter, scene.stage.institution, scene.stage.absent)
    except Unstated as gap:
        raise Lack(f"no clause on {gap.missing}") from gap


def _value(borne: Borne) -> Value:
    settled = borne.least == borne.most
    given = frozenset[str]() if settled else GIVEN
    return Value(borne.least, borne.most, SHARE, borne.how or "nothing", borne.sharp or settled, given)


MEASURES = {"pays": pays, "largest_payer": largest_payer}
