"""Votes in an organ against people, or against another column: how far they differ in all.

Each is asked of an organ, `gini(O)`, and measures its votes against population; `gini(O, COLUMN)` takes another column.
All members count, with the votes that they have in the organ. Where seats are open they lie between 0 and 1 and are
worked out for the compositions that are tried. Unit: a share. Missing figures make them unknown.

## malapportionment

Half the sum of the differences between shares of votes and shares of people: the part of the votes that would have to
change hands (Samuels and Snyder 2001).

## gallagher

The least-squares index: the root of half the sum of the squared differences (Gallagher 1991). The root is known to four
decimals, and a comparison closer than that is unknown.

## gini

The Gini coefficient of votes over people (Lorenz 1905, Gini 1912): 0 where votes follow people.

## Example

```charter good
charter 1
use world
institution Club {
  members are { FRA, LUX }
  organ Assembly { plenary; decides by majority of members }
  organ Chamber { plenary; votes by population; decides by majority of votes }
}
expect Club {
  that malapportionment(Assembly) > 48% and malapportionment(Chamber) = 0
  that gini(Assembly) > gini(Chamber) and gallagher(Assembly) > 48% and gallagher(Assembly, gdp) < 50%
}
```
"""

from __future__ import annotations

from fractions import Fraction

from charter.analysis.proportion.apportionment import ROOTS, Disproportion, disproportion
from charter.analysis.proportion.underrepresentation import votes_by_party
from charter.decisions.columns import numbers_for
from charter.decisions.elements import ZERO, Unstated
from charter.dsl.metrics import SHARE
from charter.validators.expectations.circumstances import Situation, over_seats
from charter.validators.expectations.evaluation import Lack, Value, point
from charter.validators.expectations.expressions import MetricArgument

PEOPLE = "population"


def _measured(
    scene: Situation, organ: MetricArgument, column: MetricArgument | None, what: str
) -> Disproportion | Value:
    """The measures of an organ whose holders are known; otherwise anything from 0 to 1."""
    hall = scene.hall(organ.name)
    name = column.name if column is not None else PEOPLE
    members = scene.stage.institution.members
    if members is None or members.value.members is None:
        raise Lack("no clause on the members")
    composition = hall.spaces.known
    try:
        people = numbers_for(scene.stage.charter, name, members.value.members, members.span)
    except Unstated as gap:
        raise Lack(gap.sentence or f"not known: {gap.missing}") from gap
    if composition is None:
        ends = over_seats(hall, lambda holder, post: people.get(holder, ZERO), SHARE, "")
        how = f"{what} before it is known who sits in {hall.label}"
        return Value(ZERO, Fraction(1), SHARE, how, False, frozenset((hall.entity,)), None, ends.fillings)
    try:
        return disproportion(votes_by_party(hall, composition), people)
    except ZeroDivisionError as error:
        raise Lack(f"nobody has a vote in {hall.label}") from error


def malapportionment(scene: Situation, organ: MetricArgument, column: MetricArgument | None = None) -> Value:
    """Half the sum of the differences."""
    found = _measured(scene, organ, column, "malapportionment")
    return found if isinstance(found, Value) else point(found.malapportionment, SHARE, "half the sum of differences")


def gini(scene: Situation, organ: MetricArgument, column: MetricArgument | None = None) -> Value:
    """The Gini coefficient."""
    found = _measured(scene, organ, column, "the coefficient")
    return found if isinstance(found, Value) else point(found.gini, SHARE, "one less twice the area below the curve")


def gallagher(scene: Situation, organ: MetricArgument, column: MetricArgument | None = None) -> Value:
    """The least-squares index, to four decimals."""
    found = _measured(scene, organ, column, "the index")
    if isinstance(found, Value):
        return found
    if not found.malapportionment:
        return point(0, SHARE, "votes follow the column")
    return Value(found.gallagher, found.gallagher + Fraction(1, ROOTS), SHARE, "to four decimals", False)


MEASURES = {"malapportionment": malapportionment, "gallagher": gallagher, "gini": gini}
