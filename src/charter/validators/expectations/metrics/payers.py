"""Who pays how much of the budget.

## pays

The part of the budget that a group pays: `pays(G)`. Unit: a share. Of the contributors that the charter lists, their
shares; otherwise what its members are assessed by the scale, and from nothing up to the caps of what is given freely.
Not known where a floor or a ceiling shifts what others are assessed, or where no scale of figures is stated.

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

from fractions import Fraction

from charter.decisions.columns import numbers_of
from charter.decisions.elements import ONE, ZERO, Unstated
from charter.dsl.metrics import SHARE
from charter.dsl.model.money import Flow
from charter.text.wording import percent
from charter.validators.expectations.circumstances import Situation, members_of
from charter.validators.expectations.evaluation import Lack, Value
from charter.validators.expectations.expressions import MetricArgument
from charter.validators.expectations.sentences.facts import listed_payers, payer_bounds


def largest_payer(scene: Situation) -> Value:
    """The largest single payer's part."""
    try:
        low, high, how = payer_bounds(scene.stage)
    except Unstated as gap:
        raise Lack(gap.sentence or f"no clause on {gap.missing}") from gap
    return Value(low, high, SHARE, how, True, frozenset() if low == high else frozenset(("what donors give",)))


def pays(scene: Situation, group: MetricArgument) -> Value:
    """A group's part of the budget."""
    assert group.parties is not None
    parties = members_of(group.parties)
    funding = scene.stage.institution.funding
    if funding is None:
        raise Lack("no clause on funding")
    named = listed_payers(scene.stage, funding)
    if named:
        return _listed(named, parties)
    low = high = ZERO
    parts = []
    for flow in funding.flows:
        share = flow.share if flow.share is not None else ONE if len(funding.flows) == 1 else None
        if share is None:
            raise Lack(f"no clause on the share of {flow.kind} money in the budget")
        least, most = _part(scene, flow, parties)
        low, high = low + share * least, high + share * most
        if most:
            told = percent(most) if least == most else f"{percent(least)} to {percent(most)}"
            parts.append(f"{percent(share)} x {told}")
    given = frozenset() if low == high else frozenset(("what donors give",))
    return Value(low, high, SHARE, " + ".join(parts), low == high, given)


def _listed(named: dict[str, Fraction], parties: frozenset[str]) -> Value:
    mine = {p: s for p, s in named.items() if p in parties}
    total = sum(mine.values(), ZERO)
    rest = ONE - sum(named.values(), ZERO)
    others = parties - named.keys()
    most = total + (max(rest, ZERO) if others else ZERO)
    how = " + ".join(f"{percent(s)} {p}" for p, s in sorted(mine.items())[:6]) or "none of them is listed"
    if len(mine) > 6:
        how += f" + {len(mine) - 6} others"
    return Value(total, most, SHARE, how, total == most)


def _part(scene: Situation, flow: Flow, parties: frozenset[str]) -> tuple[Fraction, Fraction]:
    """The least and the most that a group bears of one stream."""
    if flow.kind != "assessed":
        cap = flow.donor_cap if flow.kind == "voluntary" and flow.donor_cap is not None else ONE
        return ZERO, min(ONE, cap * len(parties))
    members = scene.stage.institution.members
    if members is None or members.value.members is None or flow.scale is None:
        raise Lack("no clause on the members and the scale")
    who = members.value.members
    if flow.scale.kind == "equal":
        part = Fraction(sum(p in parties for p in who), len(who) or 1)
        return part, part
    values = numbers_of(scene.stage.charter, flow.scale.column or "")
    shares = {p: values[p] for p in who if p in values}
    total = sum(shares.values(), ZERO)
    if not total or len(shares) != len(who):
        raise Lack("no clause on a scale of figures for every member")
    shares = {p: v / total for p, v in shares.items()}
    if flow.ceiling is not None and max(shares.values()) > flow.ceiling:
        raise Lack("no clause on who pays what the ceiling takes from the largest")
    if flow.floor is not None and min(shares.values()) < flow.floor:
        raise Lack("no clause on who pays less for what the floor adds")
    part = sum((s for p, s in shares.items() if p in parties), ZERO)
    return part, part


MEASURES = {"pays": pays, "largest_payer": largest_payer}
