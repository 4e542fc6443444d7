"""Votes or seats against people: the measures of disproportion, exact except where a root is taken.

Shares are of all votes and of all people. Sources: Samuels and Snyder 2001 (malapportionment), Gallagher 1991 (least
squares), Lorenz 1905 and Gini 1912, Penrose 1946 (the square root of people as the fair weight of a bloc).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import isqrt

from charter.record import record

ZERO = Fraction(0)
ROOTS = 10**4


@record
class Disproportion:
    """Measures over all parties. `malapportionment` and `gini` are exact, `gallagher` is to four decimals; `lorenz`
    are points (share of people, share of their votes), the worst served first, one for each tenth of people."""

    malapportionment: Fraction
    gallagher: Fraction
    gini: Fraction
    lorenz: tuple[tuple[Fraction, Fraction], ...]


def disproportion(votes: Mapping[str, Fraction], people: Mapping[str, Fraction]) -> Disproportion:
    """The measures for votes and people by party; a party in one of the two only has none of the other.

    Raises ZeroDivisionError where there are no votes or no people.

    >>> found = disproportion({"A": Fraction(3), "B": Fraction(1)}, {"A": Fraction(1), "B": Fraction(3)})
    >>> found.malapportionment, found.gini, found.gallagher
    (Fraction(1, 2), Fraction(1, 2), Fraction(1, 2))
    >>> found.lorenz
    ((Fraction(3, 4), Fraction(1, 4)), (Fraction(1, 1), Fraction(1, 1)))
    """
    pairs = _pairs(votes, people)
    gaps = [v - p for p, v in pairs]
    squares = sum((g * g for g in gaps), ZERO) / 2
    return Disproportion(
        sum((abs(g) for g in gaps), ZERO) / 2,
        Fraction(isqrt(int(squares * ROOTS**2)), ROOTS),
        *_lorenz(pairs),
    )


def curve(votes: Mapping[str, Fraction], people: Mapping[str, Fraction]) -> tuple[tuple[Fraction, Fraction], ...]:
    """The whole Lorenz curve: after each party the shares of people and of votes so far, the worst served first.

    >>> curve({"A": Fraction(3), "B": Fraction(1)}, {"A": Fraction(1), "B": Fraction(3)})
    ((Fraction(3, 4), Fraction(1, 4)), (Fraction(1, 1), Fraction(1, 1)))
    """
    at, found = (ZERO, ZERO), []
    for p, v in _pairs(votes, people):
        at = (at[0] + p, at[1] + v)
        found.append(at)
    return tuple(found)


def _pairs(votes: Mapping[str, Fraction], people: Mapping[str, Fraction]) -> list[tuple[Fraction, Fraction]]:
    """Shares of people and of votes by party, the worst served first."""
    cast, everyone = sum(votes.values(), ZERO), sum(people.values(), ZERO)
    pairs = [(people.get(p, ZERO) / everyone, votes.get(p, ZERO) / cast) for p in votes.keys() | people.keys()]
    return sorted(pairs, key=lambda pair: (pair[1] / pair[0] if pair[0] else Fraction(10**12), pair))


def _lorenz(pairs: Iterable[tuple[Fraction, Fraction]]) -> tuple[Fraction, tuple[tuple[Fraction, Fraction], ...]]:
    """The Gini coefficient (one less twice the area below the curve), and points of the curve."""
    people = votes = area = ZERO
    points: list[tuple[Fraction, Fraction]] = []
    for p, v in pairs:
        area += p * (2 * votes + v) / 2
        tenths = int(people * 10)
        people, votes = people + p, votes + v
        if int(people * 10) > tenths:
            points.append((people, votes))
    if points and votes != points[-1][1]:
        points.append((people, votes))
    return 1 - 2 * area, tuple(points)


def penrose_share(group: Iterable[str], people: Mapping[str, Fraction]) -> Fraction:
    """A group's part of the sum of the square roots of people, each root to the next lower whole number.

    >>> penrose_share(["A"], {"A": Fraction(900), "B": Fraction(100)})
    Fraction(3, 4)
    """
    roots = {party: Fraction(isqrt(int(number))) for party, number in people.items()}
    total = sum(roots.values(), ZERO)
    return sum((roots[p] for p in group if p in roots), ZERO) / total if total else ZERO
