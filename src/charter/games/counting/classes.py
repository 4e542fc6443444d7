"""Counting over classes of interchangeable players.

Players that the rule treats alike matter only by how many of them say yes, so a coalition is a vector of numbers, one
a class, and stands for a product of binomials. The whole grid of vectors is evaluated at once.

Cost: the number of vectors, product of (class size + 1), times clauses and classes; about 3 ns each with machine
integers (up to 55 players), 200 ns with Python's.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING, Any

import attrs

from charter.games.counting.packed import Counts, binomials, pack
from charter.games.formula import And, Or, Part, Threshold, names, walk

if TYPE_CHECKING:
    import numpy as np

__all__ = ["GRID_LIMIT", "Grid", "cost", "counts"]

GRID_LIMIT = 1 << 23
MACHINE_PLAYERS = 55


def cost(rule: Part, classes: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Seconds and octets, infinite where the grid is not feasible."""
    vectors = prod(len(group) + 1 for group in classes)
    players = sum(len(group) for group in classes)
    nodes = sum(1 for part in walk(rule) if not isinstance(part, str))
    if vectors > GRID_LIMIT:
        return float("inf"), float("inf")
    if players <= MACHINE_PLAYERS and _machine(rule):
        return vectors * (nodes + 2 * len(classes)) * 3e-9 + 2e-4, vectors * 40.0
    return vectors * (nodes + 2 * len(classes)) * (200 + players**1.5 / 10) * 1e-9, vectors * (200.0 + players / 4)


def _machine(rule: Part) -> bool:
    return all(sum(node.weights) < 1 << 62 for node in walk(rule) if isinstance(node, Threshold))


@attrs.frozen
class Grid:
    """All vectors: whether each wins, its size and how many coalitions it stands for; axis k is class k."""

    classes: list[list[str]]
    wins: np.ndarray[Any, Any]
    sizes: np.ndarray[Any, Any]
    ways: np.ndarray[Any, Any]

    @classmethod
    def of(cls, rule: Part, classes: list[list[str]]) -> Grid:
        """The grid of a rule all of whose players are in the classes."""
        import numpy as np

        shape = tuple(len(group) + 1 for group in classes)
        players = sum(shape) - len(shape)
        counts_type: Any = np.int64 if players <= MACHINE_PLAYERS else object
        sums_type: Any = np.int64 if _machine(rule) else object
        axes = [np.arange(size).reshape(_along(k, len(shape))) for k, size in enumerate(shape)]
        tallies = [axis.astype(sums_type) for axis in axes]
        home = {name: k for k, group in enumerate(classes) for name in group}
        wins = np.broadcast_to(_evaluate(rule, home, tallies, [len(group) for group in classes]), shape)
        sizes = np.zeros(shape, dtype=np.int32)
        ways = np.ones(shape, dtype=counts_type)
        for k, size in enumerate(shape):
            sizes += axes[k].astype(np.int32)
            column = np.array(binomials(size - 1), dtype=counts_type)
            if size > 2 or counts_type is object:
                ways = ways * column.reshape(_along(k, len(shape)))
        return cls(classes, wins, sizes, ways)

    def by_size(self, where: Any, amounts: Any, length: int) -> list[int]:
        """Sums of amounts over the chosen cells, by size."""
        import numpy as np

        totals = np.zeros(length, dtype=self.ways.dtype)
        np.add.at(totals, self.sizes[where], amounts[where])
        return [int(total) for total in totals]

    def part(self, values: Any, k: int, cut: slice) -> Any:
        """The cells of an array whose place on axis k is in the cut."""
        return values[(slice(None),) * k + (cut,)]


def _along(k: int, dimensions: int) -> tuple[int, ...]:
    return tuple(-1 if axis == k else 1 for axis in range(dimensions))


def _evaluate(rule: Part, home: dict[str, int], tallies: list[Any], full: list[int]) -> Any:
    import numpy as np

    if isinstance(rule, str):
        return tallies[home[rule]] > 0
    inner = [_evaluate(part, home, tallies, full) for part in rule.parts if not isinstance(part, str)]
    alone = list(dict.fromkeys(home[part] for part in rule.parts if isinstance(part, str)))
    if isinstance(rule, And):
        inner += [tallies[k] == full[k] for k in alone]
    elif isinstance(rule, Or):
        inner += [tallies[k] > 0 for k in alone]
    else:
        worth = {home[part]: w for part, w in zip(rule.parts, rule.weights, strict=True) if isinstance(part, str)}
        total = sum((tallies[k] * w for k, w in worth.items()), start=np.zeros((1,) * len(full), tallies[0].dtype))
        heavy = [w for part, w in zip(rule.parts, rule.weights, strict=True) if not isinstance(part, str)]
        for verdict, weight in zip(inner, heavy, strict=True):
            total = total + verdict.astype(total.dtype) * weight
        return (total >= rule.quota).astype(bool)
    verdict = np.full((1,) * len(full), isinstance(rule, And))
    for each in inner:
        verdict = verdict & each if isinstance(rule, And) else verdict | each
    return verdict


def counts(rule: Part, classes: list[list[str]], slot: int) -> Counts:
    """Winning coalitions and swings."""
    classes = [group for group in classes if group]
    named = names(rule)
    if any(name not in named for group in classes for name in group):
        raise AssertionError("idle players are counted elsewhere")
    grid = Grid.of(rule, classes)
    players = sum(len(group) for group in classes)
    winning = pack(grid.by_size(grid.wins, grid.ways, players + 1), slot)
    swings: dict[str, int] = {}
    for k, group in enumerate(classes):
        swing = _swings(grid, k, len(group), players, slot)
        swings.update(dict.fromkeys(group, swing))
    return Counts(winning, swings, slot)


def _swings(grid: Grid, k: int, members: int, players: int, slot: int) -> int:
    import numpy as np

    before, after = slice(None, -1), slice(1, None)
    turned = grid.part(grid.wins, k, after) & ~grid.part(grid.wins, k, before)
    # of the ways to choose a of the m members, (m - a) / m leave a given member out
    left = np.arange(members, 0, -1).astype(grid.ways.dtype).reshape(_along(k, grid.wins.ndim))
    amounts = grid.part(grid.ways, k, before) * left
    totals = np.zeros(players + 1, dtype=grid.ways.dtype)
    np.add.at(totals, grid.part(grid.sizes, k, before)[turned], amounts[turned])
    return pack([int(total) // members for total in totals], slot)
