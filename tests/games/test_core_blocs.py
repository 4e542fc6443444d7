"""Owen and Banzhaf-Owen against their definitions, on random compound games and random blocs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from math import factorial

from games_brute import games
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.games import Game


def subsets(items: list[str] | list[list[str]]) -> Iterator[tuple[int, frozenset[str]]]:
    """Every choice of the items: how many, and the players in them."""
    for size in range(len(items) + 1):
        for chosen in combinations(items, size):
            yield size, frozenset(name for each in chosen for name in ([each] if isinstance(each, str) else each))


def by_definition(game: Game, blocs: list[list[str]]) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Owen's value in random orders, and Banzhaf's with each bloc and each fellow member as likely in as out."""
    owen, banzhaf = dict.fromkeys(game.players, Fraction(0)), dict.fromkeys(game.players, Fraction(0))
    m = len(blocs)
    for bloc in blocs:
        b = len(bloc)
        for name in bloc:
            for h, others in subsets([each for each in blocs if each is not bloc]):
                for t, fellows in subsets([each for each in bloc if each != name]):
                    before = others | fellows
                    if game.wins(before | {name}) and not game.wins(before):
                        orders = factorial(h) * factorial(m - 1 - h) * factorial(t) * factorial(b - 1 - t)
                        owen[name] += Fraction(orders, factorial(m) * factorial(b))
                        banzhaf[name] += Fraction(1, 1 << (m + b - 2))
    return owen, banzhaf


@settings(max_examples=150, deadline=None)
@given(games(most=7), st.data())
def test_blocs_by_definition(game: Game, data: st.DataObject) -> None:
    marks = [data.draw(st.integers(0, 3)) for _ in game.players]
    together = [[p for p, mark in zip(game.players, marks, strict=True) if mark == k] for k in (1, 2, 3)]
    alone = [[p] for p, mark in zip(game.players, marks, strict=True) if mark == 0]
    owen, banzhaf = by_definition(game, [bloc for bloc in together if bloc] + alone)
    assert dict(game.power.owen(together)) == owen
    assert dict(game.power.banzhaf_owen(together)) == banzhaf
    assert sum(owen.values()) == (0 if game.is_trivial else 1)
