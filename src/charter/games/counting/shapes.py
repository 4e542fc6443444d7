"""Shapes of rules that faster methods can use."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import attrs

from charter.games.formula import And, Or, Part, Threshold, names, rebuilt, walk

__all__ = ["Sized", "independent", "ordered", "sized", "twins"]


def twins(rule: Part, players: Sequence[str]) -> list[list[str]]:
    """Players that the text of the rule treats alike, in classes; a player the rule does not name is in the last.

    Twins are interchangeable. The converse need not hold: 50 and 49 votes can be worth the same.
    """
    marks: dict[str, list[tuple[int, int]]] = {name: [] for name in players}
    for number, node in enumerate(part for part in walk(rule) if not isinstance(part, str)):
        weights = node.weights if isinstance(node, Threshold) else (1,) * len(node.parts)
        for part, weight in zip(node.parts, weights, strict=True):
            if isinstance(part, str):
                marks[part].append((number, weight))
    if isinstance(rule, str):
        marks[rule].append((0, 1))
    classes: dict[tuple[tuple[int, int], ...], list[str]] = {}
    for name in players:
        classes.setdefault(tuple(marks[name]), []).append(name)
    unnamed = classes.pop((), None)
    return [*classes.values(), unnamed] if unnamed else list(classes.values())


@attrs.frozen
class Sized:
    """A rule on one weight and the number of members: ``s`` members win with weight ``least[s]`` or more.

    ``weights`` follow the players' order. ``least`` has n + 1 entries and never rises; an entry above the total
    weight means that no coalition of that size wins.
    """

    weights: tuple[int, ...]
    least: tuple[int, ...]


def sized(rule: Part, players: Sequence[str]) -> Sized | None:
    """The rule as a condition on weight for each size, if it speaks of one weighting and of heads only."""
    main: dict[str, int] | None = None
    heads = dict.fromkeys(players, 1)
    quotas: list[int] = []
    by_heads: set[Part] = set()
    for node in walk(rule):
        if isinstance(node, Threshold) and node.flat:
            table = dict(zip((str(part) for part in node.parts), node.weights, strict=True))
            if table == heads:
                by_heads.add(node)
                continue
            if main not in (None, table):
                return None
            main = table
            quotas.append(node.quota)
        elif not isinstance(node, str) and any(isinstance(part, str) for part in node.parts):
            return None
    if isinstance(rule, str):
        return None
    weighting = heads if main is None else main
    weights = tuple(weighting.get(name, 0) for name in players)
    return Sized(weights, _least(rule, by_heads, sorted({0, *quotas}), sum(weights), len(players)))


def _least(rule: Part, heads: set[Part], levels: list[int], total: int, n: int) -> tuple[int, ...]:
    result: list[int] = []
    for size in range(n + 1):
        # the first level that suffices: whether a level suffices is monotone in the level
        found = bisect_left(levels, True, key=lambda weight: _given(rule, heads, weight, size))
        result.append(levels[found] if found < len(levels) else total + 1)
    return tuple(result)


def _given(rule: Part, heads: set[Part], weight: int, size: int) -> bool:
    if isinstance(rule, str):  # excluded by sized
        raise AssertionError(rule)
    if isinstance(rule, And):
        return all(_given(part, heads, weight, size) for part in rule.parts)
    if isinstance(rule, Or):
        return any(_given(part, heads, weight, size) for part in rule.parts)
    if rule in heads:
        return size >= rule.quota
    if rule.flat:
        return weight >= rule.quota
    parts = zip(rule.parts, rule.weights, strict=True)
    return sum(worth for part, worth in parts if _given(part, heads, weight, size)) >= rule.quota


def independent(rule: Part) -> list[Part] | None:
    """The parts of the rule, if no player occurs in two of them and one at least is itself a rule.

    Clauses of a conjunction or disjunction that share players are first put together.
    """
    if isinstance(rule, str) or all(isinstance(part, str) for part in rule.parts):
        return None
    groups = _grouped(rule.parts)
    if len(groups) == 1 or (isinstance(rule, Threshold) and len(groups) < len(rule.parts)):
        return None
    if isinstance(rule, Threshold):
        return list(rule.parts)
    return [rebuilt(rule, group) for group in groups]


def _grouped(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts joined when they share a player, in order of first mention."""
    owner: dict[str, int] = {}
    groups: dict[int, list[Part]] = {}
    members: dict[int, list[str]] = {}
    for number, part in enumerate(parts):
        mine = list(names(part))
        groups[number], members[number] = [part], mine
        for old in sorted({owner[name] for name in mine if name in owner}):
            if old != number:
                groups[number] = groups.pop(old) + groups[number]
                members[number] = members.pop(old) + members[number]
        for name in members[number]:
            owner[name] = number
    return sorted(groups.values(), key=lambda group: parts.index(group[0]))


def ordered(rule: Part) -> list[str]:
    """An order of the named players that keeps decision diagrams small.

    Parts that share no players come one after the other, and among parts that share players the heaviest first.
    """
    if isinstance(rule, str):
        return [rule]
    groups = _grouped(rule.parts)
    if len(groups) > 1 and not (isinstance(rule, Threshold) and rule.flat):
        return [name for group in groups for name in (ordered(group[0]) if len(group) == 1 else _by_share(group))]
    return _by_share([rule])


def _by_share(parts: Sequence[Part]) -> list[str]:
    share: dict[str, float] = {}
    for part in parts:
        for node in walk(part):
            if isinstance(node, str):
                share.setdefault(node, 0.0)
            elif isinstance(node, Threshold):
                for inner, weight in zip(node.parts, node.weights, strict=True):
                    if isinstance(inner, str):
                        share[inner] = share.get(inner, 0.0) + weight / node.quota
            else:
                for inner in node.parts:
                    if isinstance(inner, str):
                        share[inner] = share.get(inner, 0.0) + 1.0
    return sorted(share, key=lambda name: -share[name])
