"""Who pays how much of the budget, and who receives how much of it.

## pays

The part of the budget that a group pays: `pays(G)`. Unit: a share. Of the contributors that the charter lists, their
shares; otherwise what its members are assessed by the scale, and from nothing up to the ceilings of what is given,
levied or charged; without a ceiling, up to the whole of it. Not known where no scale of figures is stated.

## receives

The part of the budget that a group receives from funds: `receives(G)`. Unit: a share. What a fund pays to each of a
set, and the rest by its scale, none above its ceiling; from nothing up to that where the text leaves it to a decision.
Only members receive. Not known where the institution has no fund, where one that may reach the group does not state its
size, or where an amount has no budget in its currency.

## net

What a group receives less what it pays: `net(G)`, below zero for who pays more. Unit: a share.

## largest_payer

The part of the budget that the largest single payer bears, as in `largest contributor pays at most …`. Unit: a share.

## Example

```charter good
charter 1
use world
institution Club {
  members are { FRA, DEU, ITA, ESP }
  funding { assessed 80% by equal shares; voluntary 20%, at most 10% from one donor }
  fund Help, 30% of budget, pays { ITA, ESP } by equal shares
}
expect Club {
  that pays({ FRA, DEU }) >= 40% and pays({ FRA, DEU }) <= 44%
  that receives({ ITA }) = 15% and receives({ FRA }) = 0%
  that net({ FRA, DEU }) <= -40% and net({ ITA }) >= -7%
  that largest_payer <= 22%
}
```
"""

from __future__ import annotations

from charter.analysis.money.allotments import net_of, receipts_of
from charter.analysis.money.bills import Bill, Borne, bill_of
from charter.decisions.elements import Unstated
from charter.dsl.metrics import SHARE
from charter.validators.expectations.circumstances import Situation, members_of
from charter.validators.expectations.evaluation import Lack, Value
from charter.validators.expectations.expressions import MetricArgument

GIVEN = frozenset(("what donors give",))
PAID = frozenset(("what funds pay",))


def largest_payer(scene: Situation) -> Value:
    """The largest single payer's part."""
    return _value(_bill(scene).largest())


def pays(scene: Situation, group: MetricArgument) -> Value:
    """A group's part of the budget."""
    assert group.parties is not None
    return _value(_bill(scene).of(members_of(group.parties)))


def receives(scene: Situation, group: MetricArgument) -> Value:
    """What a group receives of the budget."""
    assert group.parties is not None
    stage = scene.stage
    try:
        return _value(receipts_of(stage.charter, stage.institution, stage.absent).of(members_of(group.parties)), PAID)
    except Unstated as gap:
        raise Lack(f"no clause on {gap.missing}") from gap


def net(scene: Situation, group: MetricArgument) -> Value:
    """What a group receives less what it pays."""
    assert group.parties is not None
    stage = scene.stage
    try:
        found = net_of(stage.charter, stage.institution, members_of(group.parties), stage.absent)
    except Unstated as gap:
        raise Lack(f"no clause on {gap.missing}") from gap
    return _value(found, GIVEN | PAID)


def _bill(scene: Situation) -> Bill:
    try:
        return bill_of(scene.stage.charter, scene.stage.institution, scene.stage.absent)
    except Unstated as gap:
        raise Lack(f"no clause on {gap.missing}") from gap


def _value(borne: Borne, rests: frozenset[str] = GIVEN) -> Value:
    settled = borne.least == borne.most
    given = frozenset[str]() if settled else rests
    return Value(borne.least, borne.most, SHARE, borne.how or "nothing", borne.sharp or settled, given)


MEASURES = {"pays": pays, "receives": receives, "net": net, "largest_payer": largest_payer}
