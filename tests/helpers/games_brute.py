"""Answers by looking at every coalition."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations
from math import factorial

from hypothesis import strategies as st

from charter.games import Game


def subsets(players):
    return [frozenset(s) for s in chain.from_iterable(combinations(players, k) for k in range(len(players) + 1))]


class Brute:
    """All winning coalitions of a game, and everything that follows from them."""

    def __init__(self, game: Game) -> None:
        self.players = game.players
        self.n = len(game.players)
        self.all = subsets(game.players)
        self.winning = {s for s in self.all if game.wins(s)}

    def critical(self, coalition):
        return [p for p in coalition if coalition - {p} not in self.winning]

    def swings(self):
        return {p: sum(p in s and s - {p} not in self.winning for s in self.winning) for p in self.players}

    def shapley_shubik(self):
        n = self.n
        result = dict.fromkeys(self.players, Fraction(0))
        for s in self.winning:
            for p in self.critical(s):
                result[p] += Fraction(factorial(len(s) - 1) * factorial(n - len(s)), factorial(n))
        return result

    def minimal_winning(self):
        return {s for s in self.winning if len(self.critical(s)) == len(s)}

    def blocking(self):
        everyone = frozenset(self.players)
        return {s for s in self.all if everyone - s not in self.winning}

    def minimal_blocking(self):
        blocking = self.blocking()
        return {s for s in blocking if all(s - {p} not in blocking for p in s)}

    def cheapest(self, column, kind="winning"):
        chosen = self.winning if kind == "winning" else self.blocking()
        return min((sum(column[p] for p in s) for s in chosen), default=None)

    def alike(self, a, b):
        swap = {a: b, b: a}
        return all((frozenset(swap.get(p, p) for p in s) in self.winning) == (s in self.winning) for s in self.all)


NAMES = [f"p{k}" for k in range(16)]


@st.composite
def rules(draw, players, depth=2):
    """A game over some of the players: weighted, or a combination of games."""
    kind = draw(st.sampled_from(["weighted", "count", "veto"] + ["and", "or", "compose"] * (depth > 0)))
    if kind in ("weighted", "count", "veto"):
        chosen = draw(st.lists(st.sampled_from(players), min_size=1, max_size=len(players), unique=True))
        if kind == "veto":
            return Game.veto(*chosen[:2])
        if kind == "count":
            return Game.of_count(players, draw(st.integers(0, len(players) + 1)))
        weights = {p: draw(st.integers(0, draw(st.sampled_from([2, 9, 1000])))) for p in chosen}
        return Game.weighted(weights, draw(st.integers(0, sum(weights.values()) + 1)), strict=draw(st.booleans()))
    parts = [draw(rules(players, depth - 1)) for _ in range(draw(st.integers(2, 3)))]
    if kind == "compose":
        weights = [draw(st.integers(0, 4)) for _ in parts]
        return Game.compose(parts, draw(st.integers(0, sum(weights) + 1)), weights)
    game = parts[0]
    for part in parts[1:]:
        game = game & part if kind == "and" else game | part
    return game


@st.composite
def games(draw, most=8, depth=2):
    """A random compound game; its players are listed in a fixed order, some may be idle."""
    players = NAMES[: draw(st.integers(1, most))]
    game = draw(rules(players, depth))
    return Game(tuple(players), game.rule)


class Every:
    """The indices from the definitions, by a table of all coalitions: for games of up to 16 players."""

    def __init__(self, game: Game) -> None:
        self.players, n = game.players, len(game.players)
        self.n = n
        names = [frozenset(p for k, p in enumerate(game.players) if s >> k & 1) for s in range(1 << n)]
        self.wins = [game.wins(s) for s in names]
        self.critical = [
            [k for k in range(n) if won and s >> k & 1 and not self.wins[s ^ (1 << k)]]
            for s, won in enumerate(self.wins)
        ]

    def _sums(self, worth):
        """For each player the sum of a coalition's worth over those in which it is critical."""
        by_key = [{} for _ in self.players]
        for s, critical in enumerate(self.critical):
            for k in critical:
                key = (s.bit_count(), len(critical))
                by_key[k][key] = by_key[k].get(key, 0) + 1
        return [
            sum((count * worth(size, number) for (size, number), count in each.items()), Fraction(0)) for each in by_key
        ]

    def _shares(self, values):
        total = sum(values)
        return dict(zip(self.players, (v / total if total else v for v in values), strict=True))

    def answers(self):
        """Every index by name."""
        n = self.n
        swings = self._sums(lambda size, number: Fraction(1))
        won = sum(self.wins)
        lost = (1 << n) - won
        pivots = self._sums(lambda s, c: Fraction(factorial(s - 1) * factorial(n - s), factorial(n)))

        def over(total):
            return dict(zip(self.players, (v / (total or 1) for v in swings), strict=True))

        return {
            "banzhaf": self._shares(swings),
            "absolute": over(1 << (n - 1)),
            "prevent": over(won),
            "initiate": over(lost),
            "shapley_shubik": dict(zip(self.players, pivots, strict=True)),
            "deegan_packel": self._shares(self._sums(lambda s, c: Fraction(1, s) if s == c else Fraction(0))),
            "holler_packel": self._shares(self._sums(lambda s, c: Fraction(s == c))),
            "johnston": self._shares(self._sums(lambda s, c: Fraction(1, c))),
        }


def asked(game: Game):
    """The same of the engine."""
    power = game.power
    return {
        "banzhaf": dict(power.banzhaf()),
        "absolute": dict(power.banzhaf(normalised=False)),
        "prevent": dict(power.prevent()),
        "initiate": dict(power.initiate()),
        "shapley_shubik": dict(power.shapley_shubik()),
        "deegan_packel": dict(power.deegan_packel()),
        "holler_packel": dict(power.holler_packel()),
        "johnston": dict(power.johnston()),
    }
