"""Deegan-Packel: an equal share of every smallest coalition that wins.

## What it shows

Every coalition that wins, and would not without any one of its members, counts the same, and its members share it
equally (Deegan and Packel 1978).

## When to use

Where coalitions are no larger than they must be, and divide a prize.

## What is not shown

Larger coalitions. More votes can give less of this index, since smaller coalitions give each member more.
"""

from __future__ import annotations

from charter.games.index_kind import Blocs, IndexKind
from charter.games.power import Index, Power

INDEX = IndexKind({"deegan-packel": "Deegan-Packel"}, order=4, share="deegan-packel")


def values(power: Power, blocs: Blocs) -> dict[str, Index]:
    """The values of each column."""
    return {"deegan-packel": power.deegan_packel()}
