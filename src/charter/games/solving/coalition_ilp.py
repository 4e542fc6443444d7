"""Coalitions of least cost as an integer program, solved by HiGHS.

A variable for each player and each clause; a threshold clause may be 1 only if its parts bring its quota. HiGHS works
in floating point, so its coalition is checked in exact arithmetic by the caller, and its bound is trusted only where
there is room: costs are integers, so a bound above the cost minus one proves the optimum, and it must be so by a
margin of a thousandth, with all costs and weights small enough for the solver's tolerance of 1e-9 not to matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd
from typing import Any

from charter.errors import TooLarge
from charter.games.formula import And, Part, Threshold, names

__all__ = ["solve"]

SAFE_COST = 10**6
SAFE_WEIGHT = 10**8


def solve(rule: Part, costs: Mapping[str, int], seconds: float = 20.0) -> tuple[list[str] | None, bool]:
    """A cheapest coalition, or None if the solver has none, and whether its optimality is certain."""
    players = list(names(rule))
    factor = gcd(*(costs[name] for name in players)) or 1
    prices = [costs[name] // factor for name in players]
    if sum(prices) >= 1 << 50:
        return None, False
    model = _Model(players, prices)
    try:
        root = model.add(rule)
    except TooLarge:
        return None, False
    return model.run(root, seconds)


class _Model:
    def __init__(self, players: list[str], prices: list[int]) -> None:
        self.players = players
        self.prices = prices
        self.columns = {name: k for k, name in enumerate(players)}
        self.count = len(players)
        self.rows: list[dict[int, int]] = []
        self.heaviest = 1

    def add(self, rule: Part) -> int:
        """The variable of a rule; rows are sums that must not be negative."""
        if isinstance(rule, str):
            return self.columns[rule]
        inner = [self.add(part) for part in rule.parts]
        mine, self.count = self.count, self.count + 1
        if isinstance(rule, And):
            self.rows.extend({column: 1, mine: -1} for column in inner)
            return mine
        weights, quota = (1,) * len(inner), 1
        if isinstance(rule, Threshold):
            weights, quota = rule.weights, rule.quota
        if sum(weights) >= 1 << 50:
            raise TooLarge("weights beyond the integer program")
        self.heaviest = max(self.heaviest, sum(weights))
        self.rows.append(dict(zip(inner, (min(w, quota) for w in weights), strict=True)) | {mine: -quota})
        return mine

    def run(self, root: int, seconds: float) -> tuple[list[str] | None, bool]:
        import highspy
        import numpy as np

        # the class below highspy.Highs, whose own constructor prints a banner before it can be silenced
        solver: Any = highspy.Highs.__bases__[0]()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("time_limit", seconds)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
        lower = np.zeros(self.count)
        lower[root] = 1.0
        solver.addVars(self.count, lower, np.ones(self.count))
        every = np.arange(self.count, dtype=np.int32)
        prices = np.array([float(price) for price in self.prices] + [0.0] * (self.count - len(self.prices)))
        solver.changeColsCost(self.count, every, prices)
        kinds = np.full(self.count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        solver.changeColsIntegrality(self.count, every, kinds)
        for row in self.rows:
            index = np.array(list(row), dtype=np.int32)
            solver.addRow(0.0, highspy.kHighsInf, len(row), index, np.array(list(row.values()), dtype=float))
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != 2:
            return None, False
        values = solver.getSolution().col_value
        chosen = [name for name, value in zip(self.players, values, strict=False) if value > 0.5]
        price = sum(self.prices[self.columns[name]] for name in chosen)
        small = sum(self.prices) <= SAFE_COST and self.heaviest <= SAFE_WEIGHT
        return chosen, small and info.mip_dual_bound > price - 1 + 1e-3
