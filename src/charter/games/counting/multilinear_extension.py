"""Shapley-Shubik values of one weighted rule as an integral, with a certified error.

The value of a player is the integral over p from 0 to 1 of the chance that it swings when every other player says yes
with chance p (Owen 1972, https://doi.org/10.1287/mnsc.18.5.64), a polynomial of degree n - 1. Gauss-Legendre nodes
integrate it; since the chance is at most (|p| + |1 - p|)**(n - 1) for complex p, the error of m nodes is bounded on
Bernstein ellipses (Trefethen, Approximation Theory and Approximation Practice, theorem 19.3) and is zero for 2m >= n.

At a node the distribution of the weight is one pass over the players, and a player is taken out again by an
alternating sum, stable for p <= 1/2; beyond, the dual game at 1 - p has the same swings. The bound on rounding is the
worst case over the additions made, evaluated with the numbers themselves. Nodes where a Chernoff bound shows that no
player can matter are left out, and the bound is added to the error.

Cost: about sqrt(n * log(1 / error)) passes of at most n * max(q, W - q + 1) cells, 1 ns a cell; 16 octets a weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, expm1, inf, log, log1p, sinh
from typing import Any

from charter.errors import TooLarge
from charter.games.counting.planner import Limits
from charter.games.counting.weight_table import CELL_LIMIT
from charter.games.formula import Part, Threshold

__all__ = ["cost", "nodes_for", "shapley_shubik"]

UNIT = 2.0**-53
BLOCK = 1 << 15
STRIDE = 256
RESCALE = 16


def nodes_for(n: int, error: float) -> tuple[int, float]:
    """How many Gauss-Legendre nodes keep the error of integration below ``error``, and the bound they give."""
    full = (n + 1) // 2
    for nodes in range(1, full):
        bound = _truncation(n, nodes)
        if bound <= error:
            return nodes, bound
    return max(full, 1), 0.0


def _truncation(n: int, nodes: int) -> float:
    best = inf
    for k in range(1, 60):
        t = 0.05 * k  # the ellipse with rho = e ** t, whose half axes sum distances to cosh t
        log_most = (n - 1) * (log1p(2 * sinh(t / 2) ** 2))
        best = min(best, log_most - 2 * (nodes - 1) * t - log(-expm1(-2 * t)))
    return 0.5 * 64 / 15 * exp(min(best, 700.0))


def cost(weights: Sequence[int], quota: int, error: float) -> tuple[float, float]:
    """Seconds and octets."""
    cells = max(quota, sum(weights) - quota + 1)
    if cells > CELL_LIMIT:
        return inf, inf
    nodes, _ = nodes_for(len(weights), error / 2)
    reach = swept = 0
    for weight in sorted(weights):
        reach = min(cells, reach + weight)
        swept += reach
    passes = nodes / 2 + 1
    return passes * (swept * 0.8e-9 + len(weights) * 2e-5 + cells * 2e-9), cells * 20.0


def shapley_shubik(rule: Part, error: float, limits: Limits) -> tuple[dict[str, float], float]:
    """Values and the bound on the error of each; TooLarge if the rule is not one weighting or costs too much."""
    if not isinstance(rule, Threshold) or not rule.flat:
        raise TooLarge("Shapley-Shubik of a compound rule")
    seconds, octets = cost(rule.weights, rule.quota, error)
    if seconds > limits.seconds or octets > limits.octets:
        raise TooLarge("Shapley-Shubik by integration", seconds=seconds, octets=octets)
    values, bound = integrate(rule.weights, rule.quota, error)
    if bound > error:
        raise TooLarge(f"Shapley-Shubik with an error below {error:g} (this machine's numbers certify {bound:.2g})")
    return {str(name): values[w] for name, w in zip(rule.parts, rule.weights, strict=True)}, bound


def integrate(weights: Sequence[int], quota: int, error: float) -> tuple[dict[int, float], float]:
    """Values by weight, and the bound on the error."""
    import numpy as np

    n, distinct = len(weights), sorted(set(weights))
    short = min(quota, sum(weights) - quota + 1)
    long = sum(weights) - short + 1
    nodes, truncated = nodes_for(n, error / 2)
    points, shares = np.polynomial.legendre.leggauss(nodes)
    total = np.zeros(len(distinct), dtype=np.longdouble)
    bounds = np.full(len(distinct), truncated + 16 * n * UNIT)
    jobs = _jobs((points + 1) / 2, shares / 2, short, long, weights, error / (8 * nodes), bounds)
    places = {quota: _Places(distinct, quota) for quota in {short, long}}
    for chance, quotas in jobs:
        sums = _Weights(weights, chance, max(quota for quota, _ in quotas))
        for quota_here, share in quotas:
            found, rounding = sums.swings(places[quota_here])
            total += share * found
            bounds += share * rounding
    return {w: float(value) for w, value in zip(distinct, total, strict=True)}, float(bounds.max())


def _jobs(
    points: Any, shares: Any, short: int, long: int, weights: Sequence[int], small: float, bounds: Any
) -> list[tuple[float, list[tuple[int, float]]]]:
    """For each chance up to 1/2 the quotas to look at; what is left out goes into the bounds."""
    jobs: dict[float, list[tuple[int, float]]] = {}
    count = len(points)
    for k in range(count):
        # nodes are symmetric: beyond 1/2, node k mirrors node count - 1 - k
        low = min(k, count - 1 - k)
        chance = min(0.5, float(points[low]))
        quota = short if k == low else long
        if k != low:
            tail = _chernoff(weights, 1 - chance, short - 1) / chance
            if tail < small:
                bounds += float(shares[k]) * tail
                continue
        jobs.setdefault(chance, []).append((quota, float(shares[k])))
    return list(jobs.items())


def _chernoff(weights: Sequence[int], chance: float, most: int) -> float:
    """A bound on the chance that the weight is at most ``most``."""
    scale = float(sum(weights))
    best = 0.0
    for k in range(1, 60):
        theta = 0.25 * 1.12**k / scale
        exponent = theta * most + sum(log1p(chance * expm1(-theta * w)) for w in weights)
        best = min(best, exponent)
    return exp(best) * (1 + 1e-9)


class _Weights:
    """The distribution of the weight of the players who say yes, each with the same chance, below a quota."""

    def __init__(self, weights: Sequence[int], chance: float, cells: int) -> None:
        import numpy as np

        self.chance = chance
        self.ratio = chance / (1 - chance)
        self.n = len(weights)
        self.density = np.zeros(cells)
        self.density[0] = 1.0
        spare = np.empty(BLOCK)
        reach = 0
        for number, weight in enumerate(sorted(weights), 1):
            reach = min(cells - 1, reach + weight)
            stop = reach + 1
            while stop > weight:
                low = max(weight, stop - BLOCK)
                step = spare[: stop - low]
                np.multiply(self.density[low - weight : stop - weight], self.ratio, out=step)
                self.density[low:stop] += step
                stop = low
            if number % RESCALE == 0:
                self.density[: reach + 1] *= (1 - chance) ** RESCALE
        self.density[: reach + 1] *= (1 - chance) ** (self.n % RESCALE)

    def swings(self, places: _Places) -> tuple[Any, Any]:
        """The chance of a swing of a player of each weight, and the bounds on its rounding."""
        import numpy as np

        pieces = np.add.reduceat(self.density[: places.quota], places.cuts).astype(np.longdouble)
        below = np.concatenate([[np.longdouble(0)], np.cumsum(pieces)])[places.ends]
        ratio = np.longdouble(self.ratio)
        powers = np.concatenate([[np.longdouble(1)], np.cumprod(np.full(places.longest, ratio))]) * (1 + ratio)
        powers[0::2] *= -1
        found = np.zeros(len(places.rows), dtype=np.longdouble)
        size = np.zeros(len(places.rows), dtype=np.longdouble)
        for k, row in enumerate(places.rows):
            terms = below[row] * powers[: len(row)]
            plus, minus = terms[1::2].sum(), terms[0::2].sum()
            found[k] = below[-1] + plus + minus
            size[k] = below[-1] + plus - minus
        left = 1 - np.longdouble(self.chance)
        relative = (8 * self.n + STRIDE + 64) * UNIT * 1.01
        return found / left, (size / left).astype(float) * relative


class _Places:
    """Where running sums are looked up: at the quota less one, and that less multiples of each weight."""

    def __init__(self, distinct: Sequence[int], quota: int) -> None:
        import numpy as np

        self.quota = quota
        top = quota - 1
        wanted = np.zeros(quota, dtype=bool)
        wanted[top] = True
        for weight in distinct:
            if weight <= top:
                wanted[top - weight :: -weight] = True
        places = np.flatnonzero(wanted)
        where = np.zeros(quota, dtype=np.int32)
        where[places] = np.arange(len(places), dtype=np.int32)
        self.rows = [where[top - w :: -w] if w <= top else where[:0] for w in distinct]
        self.longest = max(len(row) for row in self.rows)
        cuts = np.union1d(places + 1, np.arange(0, quota, STRIDE))
        self.cuts = cuts[cuts < quota]
        self.ends = np.searchsorted(np.concatenate([self.cuts, [quota]]), places + 1)
