"""Which exact method counts the coalitions of a rule, and the count.

Every method states its cost before it runs; the cheapest that fits the limits is taken. A decision diagram is the one
method whose cost is only known by trying, with a bound on its nodes; it is tried when nothing cheaper is certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from math import inf, prod

import attrs

from charter.errors import TooLarge
from charter.games.counting import classes
from charter.games.counting import enumeration as exhaustive
from charter.games.counting import meet_in_the_middle as halves
from charter.games.counting import size_weight_table as joint
from charter.games.counting import weight_table as table
from charter.games.counting.bdd import NODE_LIMIT, DecisionDiagram
from charter.games.counting.packed import Counts, slot_for
from charter.games.counting.shapes import independent, ordered, sized, twins
from charter.games.formula import ALWAYS, And, Part, Threshold, names

__all__ = ["LIMITS", "Limits", "Plan", "counted", "diagram_of", "kept", "planned"]


@attrs.frozen
class Limits:
    """What an exact answer may cost: seconds and octets, by the methods' own estimates."""

    seconds: float = 120.0
    octets: float = 2.0 * 2**30


LIMITS = Limits()


@attrs.frozen
class Plan:
    """A method with its estimated cost in seconds and octets; ``parts`` are those of independent clauses."""

    method: str
    seconds: float
    octets: float
    parts: tuple[Plan, ...] = ()

    def __str__(self) -> str:
        inner = f" of [{'; '.join(str(part) for part in self.parts)}]" if self.parts else ""
        return f"{self.method}{inner}, about {self.seconds:.2g} s and {self.octets / 2**20:.2g} MiB"


TRIAL = 10.0
"""Seconds that it may take to find out that a diagram has too many nodes: no trial where a method surely takes less."""


@lru_cache(maxsize=32)
def diagram_of(rule: Part) -> DecisionDiagram:
    """The decision diagram of a rule over the players it names; TooLarge beyond the node limit."""
    return DecisionDiagram.of(rule, ordered(rule))


@lru_cache(maxsize=256)
def planned(rule: Part, by_size: bool, limits: Limits = LIMITS) -> Plan:
    """The cheapest method for the rule; TooLarge if none fits the limits."""
    best: Plan | None = None
    fitting: Plan | None = None
    for plan in _options(rule, by_size, limits):
        if best is None or plan.seconds < best.seconds:
            best = plan
        fits = plan.seconds <= limits.seconds and plan.octets <= limits.octets
        if fits and (fitting is None or plan.seconds < fitting.seconds):
            fitting = plan
    if fitting is None or fitting.seconds > TRIAL:
        tried = _tried(rule, by_size)
        if tried is not None and (fitting is None or tried.seconds < fitting.seconds):
            fitting = tried
    if fitting is not None:
        return fitting
    question = "counting coalitions by size" if by_size else "counting coalitions"
    if best is None:
        raise TooLarge(question)
    raise TooLarge(question, seconds=best.seconds, octets=best.octets)


def _options(rule: Part, by_size: bool, limits: Limits) -> Iterator[Plan]:
    players = list(names(rule))
    if len(players) < 2:
        yield Plan("direct", 0.0, 0.0)
        return
    parts = independent(rule)
    if parts is not None:
        try:
            inner = tuple(planned(part, by_size, limits) for part in parts)
        except TooLarge:
            pass
        else:
            outer = _module_cost(rule, len(parts), len(players), by_size)
            seconds = sum(plan.seconds for plan in inner) + outer
            yield Plan("independent parts", seconds, max(plan.octets for plan in inner), inner)
    yield Plan("classes", *classes.cost(rule, twins(rule, players)))
    form = sized(rule, players)
    if form is not None:
        yield Plan("halves", *halves.cost(form))
        yield Plan("sizes and weights", *joint.cost(form, by_size))
        if not by_size and isinstance(rule, Threshold) and rule.flat:
            yield Plan("weights", *table.cost(rule.weights, rule.quota))
    if len(players) <= exhaustive.PLAYER_LIMIT:
        yield Plan("all coalitions", *exhaustive.cost(rule, len(players)))
    bound = _node_bound(rule)
    if bound <= NODE_LIMIT / 4:
        yield Plan("diagram", bound * _node_time(len(players), by_size), bound * 400.0)


def _node_time(n: int, by_size: bool) -> float:
    """Seconds for one node: built, and counted with numbers of n bits or of n * n bits."""
    return 8e-6 + (n * n / 8) * 1e-9 * (1 + n * n / 2e4) if by_size else 8e-6 + n * 5e-9


def _module_cost(rule: Part, parts: int, n: int, by_size: bool) -> float:
    nodes = 2.0 * parts
    if isinstance(rule, Threshold):
        nodes = min(2.0 ** (parts / 2 + 2), float(parts) * (rule.quota + 1), 4.0 * NODE_LIMIT)
    return nodes * 4 * _node_time(n, by_size) + 1e-4


def _tried(rule: Part, by_size: bool) -> Plan | None:
    size = _nodes(rule)
    if size is None:
        return None
    players = len(names(rule))
    seconds = size * _node_time(players, by_size)
    return Plan("diagram", seconds, size * (400.0 + (players**2 / 2 if by_size else 0)))


@lru_cache(maxsize=256)
def _nodes(rule: Part) -> int | None:
    """The nodes of the diagram; None where they are too many, which is kept, since to find it out takes seconds."""
    try:
        return len(diagram_of(rule))
    except TooLarge:
        return None


def _node_bound(rule: Part) -> float:
    """An upper bound of the nodes of one threshold; infinite for other rules, whose diagram must be tried."""
    if not isinstance(rule, Threshold) or not rule.flat:
        return inf
    n = len(rule.weights)
    seen: dict[int, int] = {}
    bound, total, vectors = 1.0, 0, 1.0
    for level, weight in enumerate(sorted(rule.weights, reverse=True)):
        vectors = min(vectors * (seen.get(weight, 0) + 2) / (seen.get(weight, 0) + 1), 1e300)
        seen[weight] = seen.get(weight, 0) + 1
        total += weight
        sums = min(float(total + 1), vectors, float(rule.quota))
        bound += min(2.0 ** min(level + 1, n - level, 60), sums)
    return bound


def counted(rule: Part, by_size: bool, limits: Limits = LIMITS) -> Counts:
    """Winning coalitions and swings among the players that the rule names."""
    slot = slot_for(len(names(rule))) if by_size else 0
    return run(rule, planned(rule, by_size, limits), slot)


@lru_cache(maxsize=16)
def kept(rule: Part, limits: Limits = LIMITS) -> Counts:
    """The count of all coalitions, kept since dummies, interchangeable players and inert clauses need the same one.
    Its dict is not to be changed."""
    return counted(rule, False, limits)


def run(rule: Part, plan: Plan, slot: int) -> Counts:
    """The count by the method of the plan."""
    players = list(names(rule))
    methods: dict[str, Callable[[], Counts]] = {
        "direct": lambda: _direct(rule, slot),
        "independent parts": lambda: _from_parts(rule, plan, slot),
        "classes": lambda: classes.counts(rule, twins(rule, players), slot),
        "halves": lambda: halves.counts(_form(rule, players), players, slot),
        "sizes and weights": lambda: joint.counts(_form(rule, players), players, slot),
        "weights": lambda: table.counts(rule),
        "all coalitions": lambda: exhaustive.counts(rule, players, slot),
        "diagram": lambda: diagram_of(rule).counts(slot),
    }
    return methods[plan.method]()


def _form(rule: Part, players: list[str]) -> joint.Sized:
    form = sized(rule, players)
    assert form is not None
    return form


def _direct(rule: Part, slot: int) -> Counts:
    if isinstance(rule, str):
        return Counts(1 << slot, {rule: 1}, slot)
    return Counts(1 if rule == ALWAYS else 0, {}, slot)


def _from_parts(rule: Part, plan: Plan, slot: int) -> Counts:
    """Clauses without common players are the players of a small game; a swing needs both games' swing."""
    parts = independent(rule)
    assert parts is not None
    assert not isinstance(rule, str)
    inner = [run(part, each, slot) for part, each in zip(parts, plan.parts, strict=True)]
    stand_ins = [f"{k}" for k in range(len(parts))]
    weights, quota = (1,) * len(parts), len(parts) if isinstance(rule, And) else 1
    if isinstance(rule, Threshold):
        weights, quota = rule.weights, rule.quota
    order = sorted(range(len(parts)), key=lambda k: -weights[k])
    outer = DecisionDiagram.of(
        Threshold(tuple(stand_ins), weights, quota), [stand_ins[k] for k in order], limit=4 * NODE_LIMIT
    )
    ways = []
    for k in order:
        everything = _everything(len(names(parts[k])), slot)
        ways.append((everything - inner[k].winning, inner[k].winning))
    winning, pivots = outer.weighed(ways, _gaps(tuple(no + yes for no, yes in ways)))
    swings: dict[str, int] = {}
    for k, pivot in zip(order, pivots, strict=True):
        memo = {swing: swing * pivot for swing in set(inner[k].swings.values())}
        swings.update((name, memo[swing]) for name, swing in inner[k].swings.items())
    return Counts(winning, swings, slot)


def _everything(n: int, slot: int) -> int:
    from charter.games.counting.packed import free

    return free(n, slot)


def _gaps(totals: tuple[int, ...]) -> Callable[[int, int], int]:
    @cache
    def gap(start: int, stop: int) -> int:
        return prod(totals[start:stop])

    return gap
