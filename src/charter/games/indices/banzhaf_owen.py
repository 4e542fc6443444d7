"""Banzhaf-Owen: the absolute Banzhaf index where players have formed blocs beforehand.

## What it shows

How often a player decides, where each other bloc votes as one by a coin, and each other member of its own bloc by
another (Owen 1981).

## When to use

As `owen`, where the question is how likely a vote is to decide.

## What is not shown

A division of power: the values do not sum to one.
"""

from __future__ import annotations

from charter.games.index_kind import Blocs, IndexKind
from charter.games.power import Index, Power

INDEX = IndexKind({"banzhaf-owen": "Banzhaf-Owen"}, order=8, of_blocs=True)


def values(power: Power, blocs: Blocs) -> dict[str, Index]:
    """The values of each column."""
    return {"banzhaf-owen": power.banzhaf_owen(blocs)}
