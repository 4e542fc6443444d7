"""Seats and votes in an organ, and shares of them.

## share

The part of the seats or votes of an organ, or of a column, that a group has. `share(G, seats in O)` and
`share(G, O)` count seats, `share(G, votes in O)` votes; `share(G, COLUMN)` is the group's part of the column's total
over the present members (`share(Africa, population)`). Unit: a share. Over elected seats it is a range, and both ends
are reached. Where figures are missing for a member, it is not known.

## seats

How many seats an organ has, `seats(O)`, or a group holds in it, `seats(G, O)`. Every seat counts, with or without a
vote; experts count by nationality. Unit: a number of things.

## votes

How many votes all who sit in an organ have, `votes(O)`, or those of a group, `votes(G, O)`, by the organ's clause on
votes. Those that a constituency casts are its members', whoever sits for them. Unit: a number of things.

## Example

```charter good
charter 1
use world
group Small = { LUX, MLT }
institution Club {
  members are { FRA, DEU, ITA, LUX, MLT }
  organ Assembly { plenary; decides by majority of members }
  organ Council { seats { permanent { FRA }; 2 elected by Assembly }; decides by 2 seats }
}
expect Club {
  that share(Small, Assembly) = 2/5 and seats(Council) = 3 and votes(Assembly) = 5
  that seats(Small, Council) <= 2
  that share({ FRA }, votes in Council) = 1/3 and votes({ FRA }, Council) = 1
  that share(Small, population) < 1%
}
```
"""

from __future__ import annotations

from fractions import Fraction

from charter.decisions.columns import numbers_for
from charter.decisions.elements import ZERO, Electorate, Unstated
from charter.dsl.metrics import COUNT, SHARE
from charter.validators.expectations.circumstances import Situation, members_of, over_seats
from charter.validators.expectations.evaluation import Lack, Value, Weigh, point
from charter.validators.expectations.expressions import MetricArgument
from charter.validators.expectations.sentences.votes import counted_in


def share(scene: Situation, group: MetricArgument, what: MetricArgument) -> Value:
    """A group's part of seats, votes or a column."""
    assert group.parties is not None
    if what.kind == "column":
        return column_share(scene, members_of(group.parties), what.name)
    hall = scene.hall(what.name)
    every, theirs = _each(hall, what.weighs), _each(hall, what.weighs, members_of(group.parties))
    how = f"{{over}} of {{under}} {what.weighs} in {hall.label}"
    return over_seats(hall, theirs, SHARE, how, every, what.weighs)


def _each(hall: Electorate, what: str, among: frozenset[str] | None = None) -> Weigh:
    """What each holder counts; raises `Lack` where that is not stated."""
    try:
        return counted_in(hall, what, among)
    except Unstated as gap:
        raise Lack(gap.unknown.why) from gap


def column_share(scene: Situation, group: frozenset[str], column: str) -> Value:
    """A group's part of a column over the present members; raises `Lack` where a figure is missing."""
    members = scene.stage.institution.members
    if members is None or members.value.members is None:
        raise Lack("no clause on the members")
    try:
        values = numbers_for(scene.stage.charter, column, members.value.members, members.span)
    except Unstated as gap:
        raise Lack(gap.sentence or f"not known: {gap.missing}") from gap
    total = sum(values.values(), ZERO)
    if not total:
        raise Lack(f"no figures in `{column}`")
    mine = sum((v for p, v in values.items() if p in group), ZERO)
    return point(mine / total, SHARE, f"{_figure(mine)} of {_figure(total)} by {column}")


def _figure(value: Fraction) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.6g}"


def seats(scene: Situation, *asked: MetricArgument) -> Value:
    """Seats of an organ, or of a group in it."""
    return _counted(scene, asked, "seats")


def votes(scene: Situation, *asked: MetricArgument) -> Value:
    """Votes in an organ, or of a group in it."""
    return _counted(scene, asked, "votes")


def _counted(scene: Situation, asked: tuple[MetricArgument, ...], what: str) -> Value:
    hall = scene.hall(asked[-1].name)
    if len(asked) == 1:
        return over_seats(hall, _each(hall, what), COUNT, f"in {hall.label}")
    parties = asked[0].parties
    assert parties is not None
    return over_seats(hall, _each(hall, what, members_of(parties)), COUNT, f"in {hall.label}")


MEASURES = {"share": share, "seats": seats, "votes": votes}
