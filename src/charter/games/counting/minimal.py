"""Indices on minimal winning coalitions (Deegan-Packel, Holler-Packel) and on critical members (Johnston).

Exact: on the grid of coalitions by classes of interchangeable players, or over every coalition where players are few
(28); TooLarge where neither is feasible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from charter.errors import TooLarge
from charter.games.counting import classes
from charter.games.counting import enumeration as exhaustive
from charter.games.counting.classes import Grid
from charter.games.counting.enumeration import Bits, shared
from charter.games.counting.planner import Limits
from charter.games.counting.shapes import twins
from charter.games.formula import Part, names

__all__ = ["deegan_packel", "holler_packel", "johnston"]

Values = dict[str, Fraction]


def _gone_through(rule: Part, limits: Limits, johnston: bool = False) -> Grid | Bits:
    """All coalitions, by class or one by one, whichever costs less."""
    players = list(names(rule))
    groups = twins(rule, players)
    by_class, one_by_one = classes.cost(rule, groups), exhaustive.bits_cost(rule, len(players), johnston)
    seconds, octets = min(by_class, one_by_one)
    if seconds > limits.seconds or octets > limits.octets:
        raise TooLarge("going through the coalitions", seconds=seconds, octets=octets)
    return Grid.of(rule, groups) if by_class <= one_by_one else Bits(rule, players)


def _critical(grid: Grid) -> list[Any]:
    """For each class, where a member who says yes cannot leave."""
    import numpy as np

    result = []
    for k in range(grid.wins.ndim):
        mask = np.zeros(grid.wins.shape, dtype=bool)
        stay = grid.part(grid.wins, k, slice(1, None)) & ~grid.part(grid.wins, k, slice(None, -1))
        grid.part(mask, k, slice(1, None))[...] = stay
        result.append(mask)
    return result


def _number(grid: Grid, k: int) -> Any:
    import numpy as np

    shape = tuple(-1 if axis == k else 1 for axis in range(grid.wins.ndim))
    return np.arange(grid.wins.shape[k]).reshape(shape)


def _shared(grid: Grid, cells: Sequence[Any], keys: Any) -> list[dict[int, int]]:
    """For a member of each class, how many of the coalitions in its cells contain it, by key."""
    import numpy as np

    result = []
    length = int(keys.max()) + 1
    for k, where in enumerate(cells):
        amounts = grid.ways * _number(grid, k).astype(grid.ways.dtype)
        totals = np.zeros(length, dtype=grid.ways.dtype)
        np.add.at(totals, keys[where], amounts[where])
        members = grid.wins.shape[k] - 1
        result.append({key: int(total) // members for key, total in enumerate(totals) if total})
    return result


def _spread(grid: Grid, by_class: Sequence[Fraction]) -> Values:
    pairs = zip(grid.classes, by_class, strict=True)
    return _normalised({name: value for group, value in pairs for name in group})


def _normalised(values: Values) -> Values:
    total = sum(values.values())
    return {name: value / total if total else value for name, value in values.items()}


def _minimal(grid: Grid) -> Any:
    where = grid.wins.copy()
    for k, mask in enumerate(_critical(grid)):
        where &= mask | (_number(grid, k) == 0)
    return where


def deegan_packel(rule: Part, limits: Limits) -> Values:
    """Every minimal winning coalition counts the same and its members share it equally."""
    if isinstance(rule, str) or not rule.parts:
        return dict.fromkeys(names(rule), Fraction(1))
    return _minimal_index(rule, limits, shared)


def holler_packel(rule: Part, limits: Limits) -> Values:
    """The public good index: minimal winning coalitions that a player belongs to, as a share of all memberships."""
    if isinstance(rule, str) or not rule.parts:
        return dict.fromkeys(names(rule), Fraction(1))
    return _minimal_index(rule, limits, lambda by_size: Fraction(sum(by_size.values())))


def _minimal_index(rule: Part, limits: Limits, worth: Callable[[dict[int, int]], Fraction]) -> Values:
    """Shares of what a player's minimal winning coalitions, by size, are worth."""
    grid = _gone_through(rule, limits)
    if isinstance(grid, Bits):
        return _normalised(dict(zip(grid.players, map(worth, grid.memberships()), strict=True)))
    where = _minimal(grid)
    found = _shared(grid, [where] * grid.wins.ndim, grid.sizes)
    return _spread(grid, [worth(by_size) for by_size in found])


def johnston(rule: Part, limits: Limits) -> Values:
    """The critical members of every winning coalition share it equally."""
    import numpy as np

    if isinstance(rule, str) or not rule.parts:
        return dict.fromkeys(names(rule), Fraction(1))
    grid = _gone_through(rule, limits, johnston=True)
    if isinstance(grid, Bits):
        return _normalised(dict(zip(grid.players, map(shared, grid.criticals()), strict=True)))
    critical = _critical(grid)
    number = np.zeros(grid.wins.shape, dtype=np.int64)
    for k, mask in enumerate(critical):
        number += mask * _number(grid, k)
    found = _shared(grid, critical, number)
    return _spread(grid, [shared(by_number) for by_number in found])
