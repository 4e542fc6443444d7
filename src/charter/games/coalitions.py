"""Veto players, interchangeable players, and minimal coalitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import nlargest
from itertools import combinations, islice, product
from math import comb, prod

import attrs

from charter.errors import GameError, TooLarge
from charter.games.counting.planner import diagram_of, kept
from charter.games.counting.shapes import independent, ordered, sized, twins
from charter.games.formula import And, Or, Part, Threshold, holds, names

__all__ = ["Coalition", "MinimalSets", "clearly_implies", "idle", "minimal", "needed", "symmetry_classes"]

STEP_LIMIT = 3_000_000


@attrs.frozen
class Coalition:
    """An extremal coalition: its members in the players' order, its cost, and how it was found.

    ``exact`` is False only if the optimum rests on a floating-point bound that leaves room for a better one; that
    the coalition wins or blocks is always checked exactly.
    """

    members: tuple[str, ...]
    cost: int | Fraction
    method: str
    exact: bool = True

    @property
    def size(self) -> int:
        return len(self.members)


@attrs.frozen
class MinimalSets:
    """All minimal coalitions of at most ``up_to`` players: how many, and the first of them."""

    up_to: int
    count: int
    sets: tuple[tuple[str, ...], ...]

    @property
    def complete(self) -> bool:
        """Whether every one is listed."""
        return len(self.sets) == self.count


def needed(rule: Part) -> frozenset[str]:
    """The players without whom all the others fail to satisfy the rule; the rule can be satisfied."""
    if isinstance(rule, str):
        return frozenset([rule])
    inner = [needed(part) for part in rule.parts]
    if isinstance(rule, And):
        return frozenset().union(*inner)
    if isinstance(rule, Or):
        return frozenset.intersection(*inner) if inner else frozenset()
    lost: dict[str, int] = {}
    for part, weight in zip(inner, rule.weights, strict=True):
        for name in part:
            lost[name] = lost.get(name, 0) + weight
    spare = sum(rule.weights) - rule.quota
    return frozenset(name for name, weight in lost.items() if weight > spare)


def idle(rule: Part, players: Sequence[str]) -> tuple[str, ...]:
    """The players who never make a difference: those without swings. Where swings cannot be counted, whoever is in
    some minimal coalition does make one; raises TooLarge if that does not settle all."""
    try:
        swings = kept(rule).swings
        return tuple(name for name in players if not swings.get(name))
    except TooLarge:
        found = _ever_needed(rule)
        if len(found) < len(names(rule)):
            raise
        return tuple(name for name in players if name not in found)


def _ever_needed(rule: Part) -> set[str]:
    """Players of minimal coalitions, one coalition tried for each player not yet seen, who is the last to leave.
    Cost: the square of the players for each coalition, and seldom more than a few are needed."""
    order = ordered(rule)
    found: set[str] = set()
    for wanted in reversed(order):
        if wanted in found:
            continue
        for leaving in (order, order[::-1]):
            inside = set(order)
            for name in (*(name for name in leaving if name != wanted), wanted):
                if holds(rule, (inside - {name}).__contains__):
                    inside.discard(name)
            found |= inside
            if wanted in found:
                break
        else:
            return found
    return found


def clearly_implies(first: Part, second: Part) -> bool:
    """A quick yes, for equal rules and thresholds on the same weights, and for clauses joined of such; otherwise
    unknown."""
    if first == second:
        return True
    if isinstance(second, And):
        return all(clearly_implies(first, part) for part in second.parts)
    if isinstance(first, Or):
        return all(clearly_implies(part, second) for part in first.parts)
    if isinstance(first, And):
        return any(clearly_implies(part, second) for part in first.parts)
    if isinstance(second, Or):
        return any(clearly_implies(first, part) for part in second.parts)
    if isinstance(first, Threshold) and isinstance(second, Threshold):
        a = dict(zip(first.parts, first.weights, strict=True))
        return a == dict(zip(second.parts, second.weights, strict=True)) and first.quota >= second.quota
    return False


def symmetry_classes(rule: Part, players: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Players by interchangeability.

    Players that the text treats alike are. Others can only be if they have equally many swings; if the rule speaks of
    one weight and of heads that is enough, since one of two players is then at least as strong in every coalition.
    Otherwise the decision diagram decides.
    """
    groups = [group for group in twins(rule, players) if group]
    if len(groups) > 1:
        swings = kept(rule).swings
        by_swings: dict[int, list[list[str]]] = {}
        for group in groups:
            by_swings.setdefault(swings.get(group[0], 0), []).append(group)
        groups = [group for swing, equal in by_swings.items() for group in _joined(rule, equal, certain=swing == 0)]
    place = {name: k for k, name in enumerate(players)}
    sorted_groups = [tuple(sorted(group, key=place.__getitem__)) for group in groups]
    return tuple(sorted(sorted_groups, key=lambda group: place[group[0]]))


def _joined(rule: Part, groups: list[list[str]], certain: bool) -> list[list[str]]:
    joined: list[list[str]] = []
    for group in groups:
        for other in joined:
            if certain or _alike(rule, other[0], group[0]):
                other.extend(group)
                break
        else:
            joined.append(list(group))
    return joined


def _alike(rule: Part, first: str, second: str) -> bool:
    """Whether two players with equally many swings, not none, are interchangeable. Where both are of one part that
    shares no players with the others it is enough to ask there: some coalition of the others leaves it to the part."""
    for part in independent(rule) or ():
        inside = names(part)
        if first in inside and second in inside:
            return _alike(part, first, second)
    return sized(rule, list(names(rule))) is not None or diagram_of(rule).alike(first, second)


def minimal(rule: Part, players: Sequence[str], up_to: int, keep: int) -> MinimalSets:
    """Minimal satisfying sets of at most so many players.

    A search over how many of each class of interchangeable players take part, strongest first, cut where not even
    the strongest players left could complete the coalition.
    """
    if up_to < 0:
        raise GameError(f"coalitions of at most {up_to} players")
    search = _Search(rule, players)
    count = 0
    kept: list[list[str]] = []
    for vector in search.vectors(up_to):
        ways = prod(comb(len(search.groups[k]), a) for k, a in vector)
        count += ways
        if len(kept) < keep:
            kept += search.listed(vector, keep - len(kept))
    place = {name: k for k, name in enumerate(players)}
    sets = [tuple(sorted(group, key=place.__getitem__)) for group in kept]
    sets.sort(key=lambda group: (len(group), [place[name] for name in group]))
    return MinimalSets(up_to, count, tuple(sets))


class _Search:
    """Vectors of (class, number) that satisfy a rule and none of whose members can leave."""

    def __init__(self, rule: Part, players: Sequence[str]) -> None:
        self.rule = rule
        rank = {name: k for k, name in enumerate(ordered(rule))}
        named = [group for group in twins(rule, players) if group and group[0] in rank]
        self.groups = sorted(named, key=lambda group: rank[group[0]])
        self.home = {name: k for k, group in enumerate(self.groups) for name in group}
        self.steps = 0
        self._worths: dict[Part, tuple[dict[int, int], list[tuple[Part, int]]]] = {}
        self._reach: dict[tuple[Part, int, int], int] = {}

    def vectors(self, up_to: int) -> Iterator[tuple[tuple[int, int], ...]]:
        yield from self._extend((), 0, up_to)

    def _extend(
        self, chosen: tuple[tuple[int, int], ...], start: int, left: int
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        self.steps += 1
        if self.steps > STEP_LIMIT:
            raise TooLarge(f"listing minimal coalitions in {STEP_LIMIT:,} steps")
        taken = dict(chosen)
        if self._possible(self.rule, taken, len(self.groups), 0):
            if self._tight(taken):
                yield chosen
            return
        for k in range(start, len(self.groups)):
            if not left or not self._possible(self.rule, taken, k, left):
                return
            for number in range(1, min(left, len(self.groups[k])) + 1):
                more = (*chosen, (k, number))
                yield from self._extend(more, k + 1, left - number)

    def _tight(self, taken: dict[int, int]) -> bool:
        for k in taken:
            fewer = taken | {k: taken[k] - 1}
            if self._possible(self.rule, fewer, len(self.groups), 0):
                return False
        return True

    def _possible(self, rule: Part, taken: dict[int, int], start: int, left: int) -> bool:
        """Whether the taken with the best ``left`` players of classes from ``start`` on could satisfy every clause."""
        if isinstance(rule, str):
            k = self.home[rule]
            return taken.get(k, 0) == len(self.groups[k]) or (left > 0 and k >= start)
        if isinstance(rule, And):
            return all(self._possible(part, taken, start, left) for part in rule.parts)
        if isinstance(rule, Or):
            return any(
                taken.get(self.home[part], 0) > 0 or (left > 0 and self.home[part] >= start)
                if isinstance(part, str)
                else self._possible(part, taken, start, left)
                for part in rule.parts
            )
        weights, inner = self._worth(rule)
        total = sum(weights.get(k, 0) * number for k, number in taken.items())
        if total < rule.quota and left:
            total += self._heaviest(rule, start, left)
        for part, weight in inner:
            if total >= rule.quota:
                break
            if self._possible(part, taken, start, left):
                total += weight
        return total >= rule.quota

    def _worth(self, rule: Threshold) -> tuple[dict[int, int], list[tuple[Part, int]]]:
        """The weights by class, and the parts that are rules with theirs."""
        found = self._worths.get(rule)
        if found is None:
            weights: dict[int, int] = {}
            inner: list[tuple[Part, int]] = []
            for part, weight in zip(rule.parts, rule.weights, strict=True):
                if isinstance(part, str):
                    weights[self.home[part]] = weight
                else:
                    inner.append((part, weight))
            found = self._worths[rule] = (weights, inner)
        return found

    def _heaviest(self, rule: Threshold, start: int, left: int) -> int:
        """The most that ``left`` players of classes from ``start`` on can bring."""
        key = (rule, start, left)
        if key not in self._reach:
            weights, _ = self._worth(rule)
            later = [w for k, w in weights.items() if k >= start for _ in range(min(left, len(self.groups[k])))]
            self._reach[key] = sum(nlargest(left, later))
        return self._reach[key]

    def listed(self, vector: tuple[tuple[int, int], ...], most: int) -> list[list[str]]:
        """The coalitions a vector stands for, at most so many."""
        choices = [combinations(self.groups[k], number) for k, number in vector]
        return [[name for part in pick for name in part] for pick in islice(product(*choices), most)]
