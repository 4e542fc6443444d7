"""Shapley-Shubik: how often a player is the one with whom a coalition begins to win, in a random order of all.

## What it shows

The share of the orders of all players in which a player is pivotal (Shapley and Shubik 1954). The values sum to one:
they divide the value of a decision among the players.

## When to use

Where something is to be divided, such as seats or a budget, and support is gathered one by one; beside `banzhaf`,
since where the two part the result rests on the assumption.

## What is not shown

Who agrees with whom, and how easily anything is decided.
"""

from __future__ import annotations

from charter.games.index_kind import Blocs, IndexKind
from charter.games.power import Index, Power

INDEX = IndexKind(
    {"shapley-shubik": "Shapley-Shubik"},
    order=2,
    usual=True,
    share="shapley-shubik",
    sampled=("shapley_shubik", "shapley-shubik"),
)


def values(power: Power, blocs: Blocs) -> dict[str, Index]:
    """The values of each column."""
    return {"shapley-shubik": power.shapley_shubik()}
