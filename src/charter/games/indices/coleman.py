"""Coleman: how often a player can stop what would pass, and how often it can carry what would fail.

## What it shows

The share of winning coalitions that a player's leaving defeats, and the share of losing ones that its joining lets
win (Coleman 1971). Under high thresholds the two part: everybody can prevent, nobody can initiate.

## When to use

For telling a veto from influence: a value of 100% to prevent is a veto.

## What is not shown

A division of power: the values do not sum to one.
"""

from __future__ import annotations

from charter.games.index_kind import Blocs, IndexKind
from charter.games.power import Index, Power

INDEX = IndexKind({"coleman-prevent": "to prevent", "coleman-initiate": "to initiate"}, order=3, usual=True)


def values(power: Power, blocs: Blocs) -> dict[str, Index]:
    """The values of each column."""
    return {"coleman-prevent": power.prevent(), "coleman-initiate": power.initiate()}
