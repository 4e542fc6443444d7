"""Banzhaf: how often a player decides, where each of the others votes yes or no by a coin.

## What it shows

The absolute index is the share of the coalitions of the others that a player turns from losing into winning; the
share is a player's part of all such swings (Penrose 1946, Banzhaf 1965). The absolute index answers "how likely is it
that my vote decides", the share "how much of the power is mine".

## When to use

For decisions that come one by one and on which members are not known to side with each other; for comparing one
member under two rules, by the absolute index.

## What is not shown

Who agrees with whom: all coalitions count alike. The share hides how easily anything is decided; see `coleman`.
"""

from __future__ import annotations

from charter.games.index_kind import Blocs, IndexKind
from charter.games.power import Index, Power

INDEX = IndexKind(
    {"banzhaf-absolute": "Banzhaf", "banzhaf-normalized": "Banzhaf share"},
    order=1,
    usual=True,
    share="banzhaf-normalized",
    sampled=("banzhaf", "banzhaf-absolute"),
)


def values(power: Power, blocs: Blocs) -> dict[str, Index]:
    """The values of each column."""
    return {"banzhaf-absolute": power.banzhaf(normalised=False), "banzhaf-normalized": power.banzhaf()}
