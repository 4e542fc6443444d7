"""How many there are, and what they add up to.

## members

How many members the institution has, `members`, or how many of a group are members, `members(G)`. Unit: a number of
things.

## size

How many parties are in a group, members or not: `size(G)`. Unit: a number of things.

## total

The sum of a column over a group, members or not: `total(G, population)`. Unit: that of the column, a plain number
here. Not known where a party of the group has no figure.

## coverage

The part of a group that is inside the institution, by heads, `coverage(G)`, or by a column, `coverage(G, gdp)`.
Unit: a share.

## Example

```charter good
charter 1
use world
group Big = { FRA, DEU, ITA }
institution Club {
  members are { FRA, DEU, LUX }
}
expect Club {
  that members = 3 and members(Big) = 2 and size(Big) = 3
  that coverage(Big) = 2/3 and coverage(Big, population) > 50%
  that total(Big, population) > 150_000_000
}
```
"""

from __future__ import annotations

from fractions import Fraction

from charter.decisions.columns import numbers_for
from charter.decisions.elements import ZERO, Unstated
from charter.dsl.metrics import COUNT, PLAIN, SHARE
from charter.validators.expectations.circumstances import Situation, members_of
from charter.validators.expectations.evaluation import Lack, Value, point
from charter.validators.expectations.expressions import MetricArgument


def _inside(scene: Situation) -> frozenset[str]:
    members = scene.stage.institution.members
    if members is None or members.value.members is None:
        raise Lack("no clause on the members")
    return frozenset(members.value.members)


def _group(asked: MetricArgument) -> frozenset[str]:
    assert asked.parties is not None
    return members_of(asked.parties)


def members(scene: Situation, group: MetricArgument | None = None) -> Value:
    """Members, or members of a group."""
    inside = _inside(scene)
    return point(len(inside if group is None else inside & _group(group)), COUNT)


def size(scene: Situation, group: MetricArgument) -> Value:
    """Parties of a group."""
    return point(len(_group(group)), COUNT)


def total(scene: Situation, group: MetricArgument, column: MetricArgument) -> Value:
    """The sum of a column over a group."""
    return point(_sum(scene, _group(group), column.name), PLAIN)


def _sum(scene: Situation, parties: frozenset[str], column: str) -> Fraction:
    try:
        values = numbers_for(scene.stage.charter, column, sorted(parties), None)
    except Unstated as gap:
        raise Lack(gap.sentence or f"not known: {gap.missing}") from gap
    return sum(values.values(), ZERO)


def coverage(scene: Situation, group: MetricArgument, column: MetricArgument | None = None) -> Value:
    """The part of a group that is inside."""
    parties = _group(group)
    inside = parties & _inside(scene)
    if not parties:
        raise Lack(f"nobody is in {group.name}")
    if column is None:
        return point(Fraction(len(inside), len(parties)), SHARE, f"{len(inside)} of {len(parties)} are members")
    whole = _sum(scene, parties, column.name)
    if not whole:
        raise Lack(f"no figures in `{column.name}`")
    return point(_sum(scene, inside, column.name) / whole, SHARE, f"{len(inside)} of {len(parties)} are members")


MEASURES = {"members": members, "size": size, "total": total, "coverage": coverage}
