"""Monotone rules: who must say yes for a decision to pass.

A rule is a name (that player must say yes), a :class:`Threshold` over weighted parts, or an :class:`And` or
:class:`Or` of parts. Parts are names or rules, so that chambers, constituencies that vote as a unit and whole
organs nest. Rules are immutable and hashable; :data:`ALWAYS` and :data:`NEVER` are the two constant rules.

The constructors :func:`threshold`, :func:`all_of` and :func:`any_of` return the simplest rule that says the
same by local steps only: constants vanish, weights lose their common factor, nested conjunctions are flattened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from math import gcd
from typing import TypeAlias

import attrs

from charter.errors import GameError

__all__ = [
    "ALWAYS",
    "NEVER",
    "And",
    "Or",
    "Part",
    "Threshold",
    "all_of",
    "any_of",
    "depth",
    "dual",
    "holds",
    "names",
    "normalise",
    "substitute",
    "threshold",
]

DEPTH_LIMIT = 100


@attrs.frozen(cache_hash=True)
class Threshold:
    """The weights of the parts that hold sum to ``quota`` or more. Weights are positive, 0 < quota <= their sum."""

    parts: tuple[Part, ...]
    weights: tuple[int, ...]
    quota: int

    @cached_property
    def flat(self) -> bool:
        """Whether every part is a player."""
        return all(isinstance(part, str) for part in self.parts)


@attrs.frozen(cache_hash=True)
class And:
    """All parts hold."""

    parts: tuple[Part, ...]


@attrs.frozen(cache_hash=True)
class Or:
    """At least one part holds."""

    parts: tuple[Part, ...]


Part: TypeAlias = "str | Threshold | And | Or"

ALWAYS: Part = And(())
NEVER: Part = Or(())


def threshold(parts: Iterable[Part], weights: Iterable[int], quota: int) -> Part:
    """Parts worth ``quota`` or more hold; equal parts count with the sum of their weights.

    >>> threshold(["a", "b", "c"], [4, 2, 2], 6)
    Threshold(parts=('a', 'b', 'c'), weights=(2, 1, 1), quota=3)
    >>> threshold(["a", "b"], [1, 1], 3) == NEVER
    True
    """
    merged: dict[Part, int] = {}
    for part, weight in zip(parts, weights, strict=True):
        if part == ALWAYS:
            quota -= weight
        elif part != NEVER and weight:
            merged[part] = merged.get(part, 0) + weight
    total = sum(merged.values())
    if quota <= 0:
        return ALWAYS
    if quota > total:
        return NEVER
    if len(merged) == 1:
        return next(iter(merged))
    factor = gcd(*merged.values())
    scaled = tuple(weight // factor for weight in merged.values())
    return Threshold(tuple(merged), scaled, -(-quota // factor))


def all_of(parts: Iterable[Part]) -> Part:
    """Every part holds; of several players alone, a unanimity threshold."""
    return _joined(parts, And, ALWAYS, NEVER)


def any_of(parts: Iterable[Part]) -> Part:
    """Some part holds; of several players alone, a threshold of one."""
    return _joined(parts, Or, NEVER, ALWAYS)


def _joined(parts: Iterable[Part], kind: type[And] | type[Or], empty: Part, absorbing: Part) -> Part:
    flat: dict[Part, None] = {}
    for part in parts:
        for piece in part.parts if isinstance(part, kind) else (part,):
            flat.setdefault(piece)
    flat.pop(empty, None)
    if absorbing in flat:
        return absorbing
    if not flat:
        return empty
    if len(flat) == 1:
        return next(iter(flat))
    if all(isinstance(part, str) for part in flat):
        return Threshold(tuple(flat), (1,) * len(flat), len(flat) if kind is And else 1)
    return kind(tuple(flat))


def rebuilt(rule: Part, parts: Iterable[Part]) -> Part:
    """The rule with other parts in place of its own, simplified."""
    if isinstance(rule, Threshold):
        return threshold(parts, rule.weights, rule.quota)
    return all_of(parts) if isinstance(rule, And) else any_of(parts)


def holds(rule: Part, yes: Callable[[str], bool]) -> bool:
    """Whether the rule holds when exactly the players that ``yes`` accepts say yes."""
    if isinstance(rule, str):
        return yes(rule)
    if isinstance(rule, And):
        return all(holds(part, yes) for part in rule.parts)
    if isinstance(rule, Or):
        return any(holds(part, yes) for part in rule.parts)
    total = 0
    for part, weight in zip(rule.parts, rule.weights, strict=True):
        if yes(part) if isinstance(part, str) else holds(part, yes):
            total += weight
    return total >= rule.quota


def dual(rule: Part) -> Part:
    """The rule of blocking: it holds for the coalitions whose complement does not satisfy ``rule``."""
    if isinstance(rule, str):
        return rule
    parts = [dual(part) for part in rule.parts]
    if isinstance(rule, Threshold):
        return threshold(parts, rule.weights, sum(rule.weights) - rule.quota + 1)
    return any_of(parts) if isinstance(rule, And) else all_of(parts)


def walk(rule: Part) -> Iterator[Part]:
    """The rule and everything inside it, outer before inner."""
    yield rule
    if not isinstance(rule, str):
        for part in rule.parts:
            yield from walk(part)


def names(rule: Part) -> dict[str, None]:
    """The players named, in order of first mention."""
    return {part: None for part in walk(rule) if isinstance(part, str)}


def depth(rule: Part) -> int:
    """How deep rules nest; a name has depth 0."""
    if isinstance(rule, str):
        return 0
    return 1 + max((depth(part) for part in rule.parts), default=0)


def check_depth(rule: Part) -> None:
    """Refuse rules so deeply nested that no person wrote them."""
    layer: list[Part] = [rule]
    for _ in range(DEPTH_LIMIT + 1):
        layer = [part for outer in layer if not isinstance(outer, str) for part in outer.parts]
        if not layer:
            return
    raise GameError(f"the rule nests more than {DEPTH_LIMIT} deep")


def substitute(rule: Part, values: Mapping[str, Part]) -> Part:
    """Put other parts in the place of names: a constant, or another name."""
    if not values:
        return rule
    if isinstance(rule, str):
        return values.get(rule, rule)
    if not any(name in values for name in names(rule)):
        return rule
    return rebuilt(rule, [substitute(part, values) for part in rule.parts])


def normalise(rule: Part) -> Part:
    """An equivalent rule in which a player with a veto over a clause no longer appears inside that clause."""
    if isinstance(rule, str):
        return rule
    rule = rebuilt(rule, [normalise(part) for part in rule.parts])
    if not isinstance(rule, And | Or):
        return rule
    fixed = ALWAYS if isinstance(rule, And) else NEVER
    alone = list(_alone(rule))
    rest = [part for part in rule.parts if not isinstance(part, str) and not _is_alone(part, rule)]
    values = dict.fromkeys(alone, fixed)
    reduced = [substitute(part, values) for part in rest]
    join = all_of if isinstance(rule, And) else any_of
    result = join([join(alone), *reduced])
    return result if reduced == rest or result in (ALWAYS, NEVER) else normalise(result)


def _alone(rule: And | Or) -> Iterator[str]:
    for part in rule.parts:
        if isinstance(part, str):
            yield part
        elif _is_alone(part, rule):
            yield from names(part)


def _is_alone(part: Part, rule: And | Or) -> bool:
    """Whether a clause of players adds nothing but single players: all of them in an And, any in an Or."""
    if not isinstance(part, Threshold) or not part.flat:
        return False
    if isinstance(rule, And):
        return part.quota > sum(part.weights) - min(part.weights)
    return part.quota <= min(part.weights)
