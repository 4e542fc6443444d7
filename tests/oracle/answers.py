"""What is asked of a decision, answered in one case (a composition, an accused) by counting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import permutations
from math import factorial
from typing import TypeVar

from .seats import Silent
from .table import Outcome

PROVED, REFUTED, DEPENDS, UNKNOWN = "proved", "refuted", "depends", "unknown"
T = TypeVar("T")
Blocs = tuple[frozenset[str], ...]


def units(case: Outcome, blocs: Blocs) -> tuple[frozenset[str], ...]:
    """The players among the parties: each set that votes as one, and every other party alone."""
    found = [b & case.parties for b in blocs if b & case.parties]
    bound = frozenset(p for b in found for p in b)
    return (*found, *(frozenset((p,)) for p in sorted(case.parties - bound)))


def acting(case: Outcome, blocs: Blocs, names: Iterable[str]) -> frozenset[str]:
    """The parties of a set that can act on their own: those of a set that votes as one only all together."""
    wanted = frozenset(names)
    return frozenset(p for unit in units(case, blocs) if unit <= wanted for p in unit)


def blocks(case: Outcome, blocs: Blocs, names: Iterable[str]) -> bool:
    """Whether these stop it."""
    return case.blocks(acting(case, blocs, names))


def carries(case: Outcome, blocs: Blocs, names: Iterable[str]) -> bool:
    """Whether these carry it."""
    return case.carries(acting(case, blocs, names))


def smallest(case: Outcome, blocs: Blocs, able: Callable[[frozenset[str]], bool]) -> int | None:
    """The fewest players that are able; None where all together are not."""
    players = units(case, blocs)
    if not players:
        raise Silent("anybody with a vote")
    best = None
    for mask in range(1 << len(players)):
        size = mask.bit_count()
        if best is None or size < best:
            chosen = frozenset(p for i, u in enumerate(players) if mask & (1 << i) for p in u)
            if able(chosen):
                best = size
    return best


def smallest_blocking(case: Outcome, blocs: Blocs) -> int:
    """The fewest that stop it; how many members there might be besides is no question of a vote."""
    found = fewest(case, blocs, True)
    if found is None:
        raise Silent("anybody who stops it")
    return found


def smallest_passing(case: Outcome, blocs: Blocs) -> int:
    """The fewest that carry it in all places together."""
    found = fewest(case, blocs, False)
    if found is None:
        raise Silent("anybody who carries it")
    return found


def _once(case: Outcome, key: object, count: Callable[[], T]) -> T:
    if key not in case.kept:
        case.kept[key] = count()
    return case.kept[key]  # type: ignore[return-value]


def fewest(case: Outcome, blocs: Blocs, blocking: bool) -> int | None:
    """The fewest that really stop it, or carry it in all places together."""
    able = case.blocks if blocking else case.carries
    return _once(case, ("fewest", blocs, blocking), lambda: smallest(case, blocs, able))


def player_of(case: Outcome, blocs: Blocs, party: str) -> frozenset[str]:
    """The player that a party is, or is of."""
    return next((u for u in units(case, blocs) if party in u), frozenset((party,)))


def vetoes(case: Outcome, blocs: Blocs) -> tuple[frozenset[str], ...]:
    """The players that each stop it alone; nothing is said of them where not even all together carry it."""
    if case.blocks(frozenset()):
        raise Silent("what can pass")
    return tuple(u for u in units(case, blocs) if case.blocks(u))


def _players(case: Outcome, blocs: Blocs) -> list[tuple[frozenset[str], int]]:
    """Every player with its mask, those whom no party controls too."""
    found = [(u, case.mask(u)) for u in units(case, blocs)]
    return found + [(frozenset((p,)), 1 << i) for i, p in enumerate(case.players) if p not in case.parties]


def _wins(case: Outcome, players: Sequence[tuple[frozenset[str], int]]) -> list[bool]:
    found = []
    for chosen in range(1 << len(players)):
        mask = 0
        for i, (_, bits) in enumerate(players):
            if chosen & (1 << i):
                mask |= bits
        found.append(case.wins[mask])
    return found


def swings(case: Outcome, blocs: Blocs) -> dict[frozenset[str], int]:
    """Of each player, in how many ways of the others to vote its vote decides."""
    players = _players(case, blocs)
    wins = _wins(case, players)

    def counted() -> dict[frozenset[str], int]:
        return {
            unit: sum(wins[m | 1 << i] and not wins[m] for m in range(len(wins)) if not m & (1 << i))
            for i, (unit, _) in enumerate(players)
        }

    return _once(case, ("swings", blocs), counted)


def power(case: Outcome, blocs: Blocs, names: Iterable[str]) -> Fraction:
    """The normalised Banzhaf index of a set: the sum over the players that lie in it. 0 where no vote ever decides."""
    group = frozenset(names)
    found = swings(case, blocs)
    total = sum(found.values())
    return Fraction(sum(n for unit, n in found.items() if unit <= group), total) if total else Fraction(0)


def shapley(case: Outcome, blocs: Blocs, names: Iterable[str]) -> Fraction:
    """The Shapley-Shubik index of a set: over all orders, how often one of it turns the vote."""
    group = frozenset(names)
    players = _players(case, blocs)
    wins = _wins(case, players)
    n, total = len(players), Fraction(0)
    for i, (unit, _) in enumerate(players):
        if not unit <= group:
            continue
        for mask in range(len(wins)):
            if not mask & (1 << i) and wins[mask | 1 << i] and not wins[mask]:
                size = mask.bit_count()
                total += Fraction(factorial(size) * factorial(n - size - 1), factorial(n))
    return total


def shapley_by_orders(case: Outcome, names: Iterable[str]) -> Fraction:
    """The same by going through every order, to check the formula."""
    group, pivots, count = frozenset(names), 0, 0
    for order in permutations(range(len(case.players))):
        mask, count = 0, count + 1
        for i in order:
            if case.wins[mask | 1 << i] and not case.wins[mask]:
                pivots += case.players[i] in group
                break
            mask |= 1 << i
    return Fraction(pivots, count)


def power_to_act(case: Outcome, blocs: Blocs) -> Fraction:
    """Of all ways to vote, the part in which it passes."""
    wins = _wins(case, _players(case, blocs))
    return Fraction(sum(wins), len(wins))


def verdict(holds: Sequence[bool]) -> str:
    """What is to be said of a sentence that holds in these cases."""
    if all(holds):
        return PROVED
    return DEPENDS if any(holds) else REFUTED


def over_cases(cases: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> str:
    """The verdict on a sentence: it is about every composition, and in each about every possible accused."""
    found: dict[tuple[tuple[str, object], ...], bool] = {}
    for case in cases:
        seated = tuple(sorted(case.seated.items()))
        found[seated] = found.get(seated, True) and holds(case)
    return verdict(list(found.values()))
