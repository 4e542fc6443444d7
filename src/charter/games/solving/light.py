"""Coalitions that are few and light at once: below a number of heads and below a cost, with the fewest heads.

A search over the members of each threshold, the heaviest first, cut where the votes that the heads still allow do not
reach the quota, or where the cheapest votes that are left cost too much. Exact; TooLarge where the search grows past
``NODE_LIMIT``, or the rule is made of thresholds over parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, product

from charter.errors import TooLarge
from charter.games.formula import Or, Part, Threshold

__all__ = ["NODE_LIMIT", "few_and_light"]

NODE_LIMIT = 300_000
WAYS_LIMIT = 64
SLACK = 1 - 1e-9
"""Bounds in floating point are lowered by this, so that nothing is cut that is not too much."""


def few_and_light(
    rule: Part, heads: Mapping[str, int], costs: Mapping[str, int], few: Fraction, light: Fraction
) -> tuple[str, ...] | None:
    """Of the coalitions satisfying the rule with fewer heads than `few` and less cost than `light`, one of the fewest
    heads, and of those the lightest where the search can tell; None if there is none.

    >>> rule = Threshold(("a", "b", "c", "d"), (5, 4, 4, 1), 8)
    >>> few_and_light(rule, dict.fromkeys("abcd", 1), {"a": 9, "b": 3, "c": 2, "d": 1}, Fraction(4), Fraction(6))
    ('b', 'c')

    Raises:
        TooLarge: the search is beyond the limit.
    """
    best: _Found | None = None
    for way in _ways(rule):
        most = few if best is None else Fraction(best.size + 1)
        found = _LightSearch(way, heads, costs, light).fewest(most)
        if found is not None and (best is None or (found.size, found.cost) < (best.size, best.cost)):
            best = found
    return None if best is None else best.members


def _ways(rule: Part) -> list[tuple[Threshold, ...]]:
    """The rule as thresholds over players of which all of one way must hold."""
    if isinstance(rule, str):
        return [(Threshold((rule,), (1,), 1),)]
    if isinstance(rule, Threshold):
        if not rule.flat:
            raise TooLarge("a few of those who vote through others")
        return [(rule,)]
    inner = [_ways(part) for part in rule.parts]
    found = [way for ways in inner for way in ways] if isinstance(rule, Or) else _crossed(inner)
    if len(found) > WAYS_LIMIT:
        raise TooLarge(f"a rule with more than {WAYS_LIMIT} ways to be met")
    return found


def _crossed(inner: Sequence[list[tuple[Threshold, ...]]]) -> list[tuple[Threshold, ...]]:
    size = 1
    for ways in inner:
        size *= len(ways)
    if size > WAYS_LIMIT:
        raise TooLarge(f"a rule with more than {WAYS_LIMIT} ways to be met")
    return [tuple(t for way in chosen for t in way) for chosen in product(*inner)]


class _Found:
    def __init__(self, members: tuple[str, ...], size: int, cost: int) -> None:
        self.members, self.size, self.cost = members, size, cost


class _LightSearch:
    """The search for one way to satisfy the rule."""

    def __init__(
        self, way: tuple[Threshold, ...], heads: Mapping[str, int], costs: Mapping[str, int], light: Fraction
    ) -> None:
        weights = [dict(zip((str(p) for p in t.parts), t.weights, strict=True)) for t in way]
        names = {name for each in weights for name in each if costs[name] < light}
        of = {n: max(w.get(n, 0) / t.quota for w, t in zip(weights, way, strict=True)) for n in names}
        self.names = sorted(names, key=lambda n: (-of[n], costs[n], n))
        self.heads = [max(heads.get(n, 1), 1) for n in self.names]
        self.costs = [costs[n] for n in self.names]
        self.votes = [[w.get(n, 0) for n in self.names] for w in weights]
        self.quotas = [t.quota for t in way]
        self.light = light
        self.tops = [[0, *accumulate(sorted(v, reverse=True))] for v in self.votes]
        self.ratios = [self._cheapest(v) for v in self.votes]
        self.nodes = 0
        self.best: _Found | None = None

    def _cheapest(self, votes: Sequence[int]) -> list[float]:
        """The least cost of a vote among the items from each position on."""
        found = [float("inf")]
        for cost, vote in zip(reversed(self.costs), reversed(votes), strict=True):
            found.append(min(found[-1], cost / vote if vote else float("inf")))
        return found[::-1]

    def fewest(self, few: Fraction) -> _Found | None:
        """One of the fewest heads, below `few`."""
        size = 1
        while size < few and size <= sum(self.heads):
            if all(tops[min(size, len(tops) - 1)] >= quota for tops, quota in zip(self.tops, self.quotas, strict=True)):
                try:
                    self._from(0, size, size, tuple(self.quotas), 0, ())
                except TooLarge:
                    if self.best is None:
                        raise
                if self.best is not None:
                    return self.best
            size += 1
        return None

    def _from(self, at: int, left: int, size: int, needs: tuple[int, ...], cost: int, chosen: tuple[int, ...]) -> None:
        if all(need <= 0 for need in needs):
            self.best = _Found(tuple(sorted(self.names[i] for i in chosen)), size - left, cost)
            return
        for i in range(at, len(self.names)):
            self.nodes += 1
            if self.nodes > NODE_LIMIT:
                raise TooLarge(f"a coalition of few members and little cost in {NODE_LIMIT:,} steps")
            if not self._may(i, left, needs, cost):
                return
            if self.heads[i] <= left and cost + self.costs[i] < self._limit():
                after = tuple(need - votes[i] for need, votes in zip(needs, self.votes, strict=True))
                self._from(i + 1, left - self.heads[i], size, after, cost + self.costs[i], (*chosen, i))

    def _limit(self) -> Fraction | int:
        return self.light if self.best is None else self.best.cost

    def _may(self, at: int, left: int, needs: tuple[int, ...], cost: int) -> bool:
        """Whether the items from here on can still bring the votes that are needed, at a cost below the limit."""
        limit = float(self._limit())
        for need, votes, tops, ratios in zip(needs, self.votes, self.tops, self.ratios, strict=True):
            if need <= 0:
                continue
            reach = sum(votes[at : at + left]) if len(needs) == 1 else tops[min(left, len(tops) - 1)]
            if reach < need or (cost + need * ratios[at]) * SLACK >= limit:
                return False
        return True
