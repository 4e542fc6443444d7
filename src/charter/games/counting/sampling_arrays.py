"""Samples of a rule in arrays: the same counts as one coalition, or one order, at a time, some hundred times faster.

A coalition is a row of yes and no. An order is a row of places; a rule first holds at the place of one of its players,
which for a threshold is where the weights of its parts, taken in the order of their places, reach the quota. Cost:
samples times the mentions of players in the rule, and a sort for each threshold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from charter.games.formula import And, Or, Part, Threshold, walk

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["fits", "pivots", "swings"]

CELLS = 2_000_000
"""Samples times players that are held at once: some 50 MiB."""


def fits(rule: Part) -> bool:
    """Whether sums of weights fit machine integers."""
    return all(sum(node.weights) < 1 << 62 for node in walk(rule) if isinstance(node, Threshold))


def _batches(samples: int, players: int) -> Iterator[int]:
    most = max(1, CELLS // players)
    while samples > 0:
        yield min(most, samples)
        samples -= most


def swings(rule: Part, players: Sequence[str], samples: int, seed: int) -> dict[str, int]:
    """In how many random coalitions of the others each player is decisive."""
    import numpy as np

    stream = np.random.Generator(np.random.PCG64(seed))
    column = {name: k for k, name in enumerate(players)}
    hits = np.zeros(len(players), dtype=np.int64)
    for size in _batches(samples, len(players)):
        yes = stream.integers(0, 2, size=(size, len(players)), dtype=np.int8).astype(bool)
        hits += _flips(rule, yes, column)[1].sum(axis=0)
    return dict(zip(players, map(int, hits), strict=True))


def _flips(rule: Part, yes: Array, column: dict[str, int]) -> tuple[Array, Array]:
    """Whether each coalition satisfies the rule, and which players' change of mind would change that."""
    import numpy as np

    if isinstance(rule, str):
        only = np.zeros(yes.shape, dtype=bool)
        only[:, column[rule]] = True
        return yes[:, column[rule]], only
    weights = rule.weights if isinstance(rule, Threshold) else (1,) * len(rule.parts)
    quota = rule.quota if isinstance(rule, Threshold) else len(rule.parts) if isinstance(rule, And) else 1
    total = np.zeros(len(yes), dtype=np.int64)
    change = np.zeros(yes.shape, dtype=np.int64)
    alone = [(column[part], weight) for part, weight in zip(rule.parts, weights, strict=True) if isinstance(part, str)]
    if alone:
        places = [place for place, _ in alone]
        values = np.array([weight for _, weight in alone], dtype=np.int64)
        total += yes[:, places] @ values
        change[:, places] = np.where(yes[:, places], -values, values)
    for part, weight in zip(rule.parts, weights, strict=True):
        if not isinstance(part, str):
            verdict, turned = _flips(part, yes, column)
            total += verdict * weight
            change += turned * np.where(verdict, -weight, weight)[:, None]
    passes = total >= quota
    return passes, (total[:, None] + change >= quota) != passes[:, None]


def pivots(rule: Part, players: Sequence[str], samples: int, seed: int) -> dict[str, int]:
    """In how many random orders each player is the one with whom the rule first holds; it does so in every order."""
    import numpy as np

    stream = np.random.Generator(np.random.PCG64(seed))
    column = {name: k for k, name in enumerate(players)}
    hits = np.zeros(len(players), dtype=np.int64)
    for size in _batches(samples, len(players)):
        orders = np.argsort(stream.random((size, len(players))), axis=1)
        places = np.empty_like(orders)
        np.put_along_axis(places, orders, np.arange(len(players))[None, :], axis=1)
        first = _first(rule, places, column)
        hits += np.bincount(orders[np.arange(size), first], minlength=len(players))
    return dict(zip(players, map(int, hits), strict=True))


def _first(rule: Part, places: Array, column: dict[str, int]) -> Array:
    """The place in each order at which the rule first holds."""
    import numpy as np

    if isinstance(rule, str):
        found: Array = places[:, column[rule]]
        return found
    inner = np.stack([_first(part, places, column) for part in rule.parts], axis=1)
    result: Array
    if isinstance(rule, And | Or):
        result = inner.max(axis=1) if isinstance(rule, And) else inner.min(axis=1)
        return result
    order = np.argsort(inner, axis=1, kind="stable")
    reached = np.cumsum(np.array(rule.weights, dtype=np.int64)[order], axis=1) >= rule.quota
    deciding = np.take_along_axis(order, reached.argmax(axis=1)[:, None], axis=1)
    result = np.take_along_axis(inner, deciding, axis=1)[:, 0]
    return result
