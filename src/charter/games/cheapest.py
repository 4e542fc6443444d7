"""Coalitions of least cost.

Exact throughout where the structure allows: clauses without common players are solved one by one, one weighted rule is
a knapsack solved by an expanding core (Pisinger 1997, https://doi.org/10.1287/opre.45.5.758) in integers, the fewest
members of a rule on one weight and on heads are always the heaviest, and a small decision diagram is a shortest path.
Only what remains goes to an integer program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isfinite, lcm

from charter.errors import GameError, TooLarge
from charter.games.coalitions import Coalition
from charter.games.counting.planner import Limits, diagram_of
from charter.games.counting.shapes import independent, sized
from charter.games.formula import NEVER, And, Or, Part, Threshold, holds, names
from charter.games.solving.knapsack import least_cover

__all__ = ["cheapest"]

Found = tuple[list[str], str, bool]
Cost = int | Fraction


def cheapest(rule: Part, players: Sequence[str], column: Mapping[str, object], limits: Limits) -> Coalition | None:
    """A coalition satisfying the rule with the least sum of the column; None if there is none.

    Members whose cost is nothing are left out where they are not needed.
    """
    costs = {name: _cost(name, column) for name in players}
    if rule == NEVER:
        return None
    scale = lcm(*(cost.denominator for cost in costs.values())) if costs else 1
    whole = {name: int(cost * scale) for name, cost in costs.items()}
    chosen, method, exact = _solve(rule, whole)
    members = set(chosen)
    for name in reversed(players):
        if name in members and not whole[name] and holds(rule, (members - {name}).__contains__):
            members.discard(name)
    if not holds(rule, members.__contains__):
        raise AssertionError(f"{method} gave a coalition that does not satisfy the rule")
    total = sum((costs[name] for name in members), Fraction(0))
    listed = tuple(name for name in players if name in members)
    return Coalition(listed, int(total) if total.denominator == 1 else total, method, exact)


def _cost(name: str, column: Mapping[str, object]) -> Fraction:
    from decimal import Decimal

    if name not in column:
        raise GameError(f"the column has no value for {name}")
    value = column[name]
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction | Decimal):
        raise GameError(f"the value for {name} is {value!r}, not a number")
    if not isfinite(value) or value < 0:
        raise GameError(f"the value for {name} is {value}, but costs are finite and not negative")
    return Fraction(value)


def _solve(rule: Part, costs: Mapping[str, int]) -> Found:
    if isinstance(rule, str):
        return [rule], "direct", True
    if not rule.parts:
        return [], "direct", True
    if isinstance(rule, Threshold) and rule.flat:
        return _cover([str(part) for part in rule.parts], rule, [costs[str(part)] for part in rule.parts], costs)
    parts = independent(rule)
    if parts is not None:
        return _by_parts(rule, parts, costs)
    if len({costs[name] for name in names(rule)}) == 1:
        found = _fewest(rule)
        if found is not None:
            return found
    if isinstance(rule, Or):
        options = [_solve(part, costs) for part in rule.parts]
        best = min(options, key=lambda option: sum(costs[name] for name in option[0]))
        return best[0], best[1], all(exact for _, _, exact in options)
    if isinstance(rule, And):
        found = _relaxed(rule, costs)
        if found is not None:
            return found
    return _met(rule, costs) or _hard(rule, costs)


def _cover(labels: list[str], rule: Threshold, prices: list[int], costs: Mapping[str, int]) -> Found:
    try:
        chosen = least_cover(rule.weights, prices, rule.quota)
    except TooLarge:
        return _hard(rule, costs)
    return [labels[k] for k in chosen], "knapsack", True


def _by_parts(rule: Part, parts: list[Part], costs: Mapping[str, int]) -> Found:
    inner = [_solve(part, costs) for part in parts]
    prices = [sum(costs[name] for name in chosen) for chosen, _, _ in inner]
    exact = all(certain for _, _, certain in inner)
    if isinstance(rule, Threshold):
        taken = least_cover(rule.weights, prices, rule.quota)
    elif isinstance(rule, And):
        taken = list(range(len(parts)))
    else:
        taken = [min(range(len(parts)), key=prices.__getitem__)]
    methods = dict.fromkeys(inner[k][1] for k in taken)
    return [name for k in taken for name in inner[k][0]], ", ".join(methods), exact


def _fewest(rule: Part) -> Found | None:
    """Fewest members: with one weight and heads, the heaviest of each size are tried in turn."""
    players = list(names(rule))
    form = sized(rule, players)
    if form is None:
        return None
    heaviest = sorted(range(len(players)), key=lambda i: -form.weights[i])
    total = 0
    for size, quota in enumerate(form.least):
        if total >= quota:
            return [players[i] for i in heaviest[:size]], "heaviest first", True
        total += form.weights[heaviest[size]]
    return None


def _relaxed(rule: And, costs: Mapping[str, int]) -> Found | None:
    """The best for one clause, if it happens to satisfy the others."""
    for part in rule.parts:
        if isinstance(part, Threshold) and part.flat:
            chosen, method, exact = _solve(part, costs)
            chosen += [name for name in names(rule) if not costs[name] and name not in chosen]
            if exact and holds(rule, set(chosen).__contains__):
                return chosen, method, True
    return None


def _met(rule: Part, costs: Mapping[str, int]) -> Found | None:
    """A rule on one weight and on heads, for few players: two halves met in the middle."""
    from charter.games.counting import meet_in_the_middle as halves

    players = list(names(rule))
    form = sized(rule, players)
    if form is None:
        return None
    chosen = halves.cheapest(form, [costs[name] for name in players])
    return None if chosen is None else ([players[i] for i in chosen], "halves", True)


def _hard(rule: Part, costs: Mapping[str, int]) -> Found:
    from charter.games.solving.coalition_ilp import solve

    chosen, certain = solve(rule, costs)
    if chosen is not None and certain:
        return chosen, "integer program", True
    try:
        diagram = diagram_of(rule)
    except TooLarge:
        if chosen is None:
            raise
        return chosen, "integer program", False
    best = diagram.cheapest(costs)
    assert best is not None
    return best[1], "diagram", True
