"""Power by sampling, for games too large to be counted; only on request.

Intervals are Hoeffding's: whatever the game, each true value lies within ``half_width`` of its estimate with the
stated confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt
from random import Random

import attrs

from charter.errors import GameError
from charter.games.counting.sampling_arrays import fits, pivots, swings
from charter.games.formula import And, Part, Threshold, holds

__all__ = ["Estimate", "banzhaf", "flips", "shapley_shubik"]


@attrs.frozen
class Estimate:
    """Sampled values by player, with the half-width of the interval of each at the confidence, and the seed."""

    values: dict[str, float]
    half_width: float
    confidence: float
    samples: int
    seed: int
    index: str


def flips(rule: Part, yes: frozenset[str]) -> tuple[bool, frozenset[str]]:
    """Whether the coalition satisfies the rule, and the players whose change of mind would change that."""
    if isinstance(rule, str):
        return rule in yes, frozenset([rule])
    weights: Sequence[int] = rule.weights if isinstance(rule, Threshold) else (1,) * len(rule.parts)
    quota = rule.quota if isinstance(rule, Threshold) else len(rule.parts) if isinstance(rule, And) else 1
    total = 0
    change: dict[str, int] = {}
    for part, weight in zip(rule.parts, weights, strict=True):
        verdict, players = flips(part, yes)
        total += weight if verdict else 0
        for name in players:
            change[name] = change.get(name, 0) + (-weight if verdict else weight)
    passes = total >= quota
    return passes, frozenset(name for name, step in change.items() if (total + step >= quota) != passes)


def _check(samples: int) -> None:
    if samples < 1:
        raise GameError(f"{samples} samples are none")


def banzhaf(rule: Part, players: Sequence[str], samples: int, seed: int, confidence: float) -> Estimate:
    """Absolute Banzhaf values: the share of random coalitions in which a player is decisive."""
    _check(samples)
    if players and fits(rule):
        return _estimate(swings(rule, players, samples, seed), samples, seed, confidence, "absolute Banzhaf")
    random = Random(seed)
    hits = dict.fromkeys(players, 0)
    for _ in range(samples):
        bits = random.getrandbits(len(players)) if players else 0
        coalition = frozenset(name for k, name in enumerate(players) if bits >> k & 1)
        for name in flips(rule, coalition)[1]:
            hits[name] += 1
    return _estimate(hits, samples, seed, confidence, "absolute Banzhaf")


def shapley_shubik(rule: Part, players: Sequence[str], samples: int, seed: int, confidence: float) -> Estimate:
    """Shapley-Shubik values: the share of random orders in which a player is pivotal, found by bisection."""
    _check(samples)
    random = Random(seed)
    hits = dict.fromkeys(players, 0)
    order = list(players)
    trivial = holds(rule, lambda _: False) or not holds(rule, lambda _: True)
    if not trivial and fits(rule):
        return _estimate(pivots(rule, players, samples, seed), samples, seed, confidence, "Shapley-Shubik")
    for _ in range(0 if trivial else samples):
        random.shuffle(order)
        low, high = 0, len(order)  # the first `low` fail, the first `high` pass
        while high - low > 1:
            middle = (low + high) // 2
            if holds(rule, frozenset(order[:middle]).__contains__):
                high = middle
            else:
                low = middle
        hits[order[low]] += 1
    return _estimate(hits, samples, seed, confidence, "Shapley-Shubik")


def _estimate(hits: dict[str, int], samples: int, seed: int, confidence: float, index: str) -> Estimate:
    if not 0 < confidence < 1:
        raise GameError(f"the confidence {confidence} is not between 0 and 1")
    half = sqrt(log(2 / (1 - confidence)) / (2 * samples))
    values = {name: count / samples for name, count in hits.items()}
    return Estimate(values, half, confidence, samples, seed, index)
