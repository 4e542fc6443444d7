"""Owen: Shapley-Shubik where players have formed blocs beforehand.

## What it shows

How often a player is pivotal in the orders in which the members of each bloc stand side by side (Owen 1977). The
values sum to one.

## When to use

Where groups agree first among themselves, and then bargain as one: with `--bloc`, or `--by` with groups that do not
overlap.

## What is not shown

What holds a bloc together: each of its members is taken to stay.
"""

from __future__ import annotations

from charter.games.index_kind import Blocs, IndexKind
from charter.games.power import Index, Power

INDEX = IndexKind({"owen": "Owen"}, order=7, of_blocs=True, share="owen")


def values(power: Power, blocs: Blocs) -> dict[str, Index]:
    """The values of each column."""
    return {"owen": power.owen(blocs)}
