"""Johnston: a share of every winning coalition for those without whom it would lose.

## What it shows

The critical members of each winning coalition share it equally (Johnston 1978): who is critical alone counts in full.

## When to use

Where it matters not only to be critical, but to be the only one.

## What is not shown

Those who are in no winning coalition critical, which the index gives nothing.
"""

from __future__ import annotations

from charter.games.index_kind import Blocs, IndexKind
from charter.games.power import Index, Power

INDEX = IndexKind({"johnston": "Johnston"}, order=5, share="johnston")


def values(power: Power, blocs: Blocs) -> dict[str, Index]:
    """The values of each column."""
    return {"johnston": power.johnston()}
