"""Holler's public good index: memberships in the smallest coalitions that win.

## What it shows

In how many of the coalitions that win, and would not without any one of their members, a player is, as a share of all
such memberships (Holler and Packel 1983).

## When to use

Where what is decided is a good for all, so that the members of a coalition do not divide it.

## What is not shown

How large the coalitions are. More votes can give less of this index.
"""

from __future__ import annotations

from charter.games.index_kind import Blocs, IndexKind
from charter.games.power import Index, Power

INDEX = IndexKind({"holler": "Holler"}, order=6, share="holler")


def values(power: Power, blocs: Blocs) -> dict[str, Index]:
    """The values of each column."""
    return {"holler": power.holler_packel()}
