"""Power indices of a simple game, exact unless marked.

Sources: Penrose 1946; Shapley and Shubik 1954; Banzhaf 1965; Coleman 1971; Deegan and Packel 1978; Johnston 1978;
Holler and Packel 1983; Owen 1977 and 1981.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import comb
from typing import TYPE_CHECKING

import attrs

from charter.errors import GameError, TooLarge
from charter.games.counting.packed import Counts, unpack
from charter.games.counting.planner import LIMITS, Limits, counted, planned
from charter.games.counting.shapes import twins
from charter.games.formula import Part, names, normalise, substitute

if TYPE_CHECKING:
    from charter.games.counting.sampling import Estimate

__all__ = ["Index", "Power"]

Value = Fraction | float


@attrs.frozen
class Index(Mapping[str, Value]):
    """An index: a value for each player. ``exact`` values are Fractions; others are floats off by at most ``error``."""

    values_by_player: Mapping[str, Value]
    method: str
    exact: bool = True
    error: float = 0.0

    def __getitem__(self, player: str) -> Value:
        return self.values_by_player[player]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_player)

    def __len__(self) -> int:
        return len(self.values_by_player)

    def of(self, group: Sequence[str]) -> Value:
        """The sum over a group."""
        return sum((self.values_by_player[name] for name in group), Fraction(0))


@attrs.frozen(slots=False)
class Power:
    """Power indices of a game. Methods raise TooLarge where no exact method fits the limits.

    >>> from charter.games import Game
    >>> power = Game.weighted({"DE": 4, "FR": 4, "IT": 4, "NL": 2, "BE": 2, "LU": 1}, 12).power
    >>> power.swings
    {'DE': 10, 'FR': 10, 'IT': 10, 'NL': 6, 'BE': 6, 'LU': 0}
    >>> power.banzhaf()["NL"], power.shapley_shubik()["NL"]
    (Fraction(1, 7), Fraction(3, 20))
    >>> power.to_act
    Fraction(7, 32)
    """

    players: tuple[str, ...]
    rule: Part
    """In the shape that is counted: see `charter.games.formula.normalise`."""
    limits: Limits = LIMITS

    @cached_property
    def _counts(self) -> Counts:
        return counted(self.rule, False, self.limits).with_idle(len(self.players) - len(names(self.rule)))

    @property
    def winning(self) -> int:
        """How many coalitions win."""
        return self._counts.winning

    @cached_property
    def swings(self) -> dict[str, int]:
        """For each player, how many losing coalitions of the others it turns into winning ones."""
        found = self._counts.swings
        return {name: found.get(name, 0) for name in self.players}

    @property
    def method(self) -> str:
        """How coalitions were counted."""
        return planned(self.rule, False, self.limits).method

    def _index(self, values: Mapping[str, Value], method: str | None = None) -> Index:
        return Index(dict(values), method or self.method)

    def banzhaf(self, *, normalised: bool = True) -> Index:
        """Swings as a share of all swings; or, not normalised, of the 2**(n - 1) coalitions of the others.

        If nobody has a swing all values are 0.
        """
        total = sum(self.swings.values()) if normalised else 1 << (len(self.players) - 1)
        return self._index({name: Fraction(swing, total or 1) for name, swing in self.swings.items()})

    @cached_property
    def to_act(self) -> Fraction:
        """Coleman's power of a collectivity to act: the share of coalitions that win."""
        return Fraction(self.winning, 1 << len(self.players))

    def prevent(self) -> Index:
        """Coleman's power to prevent action: the share of winning coalitions that a player's exit defeats."""
        total = self.winning or 1
        return self._index({name: Fraction(swing, total) for name, swing in self.swings.items()})

    def initiate(self) -> Index:
        """Coleman's power to initiate action: the share of losing coalitions that a player's entry lets win."""
        total = (1 << len(self.players)) - self.winning or 1
        return self._index({name: Fraction(swing, total) for name, swing in self.swings.items()})

    def shapley_shubik(self, *, error: float = 1e-10) -> Index:
        """The chance that a player is pivotal in a random order of all.

        Exact where coalitions can be counted by size within the limits. Otherwise, for one weighted rule, an integral
        with a certified error below ``error``, marked as not exact; with ``error=0`` only an exact answer will do.
        """
        rule, players = self.rule, self.players
        equal = names(rule)
        if len(equal) > 1 and len(twins(rule, list(equal))) == 1:
            share = {name: Fraction(1, len(equal)) for name in equal}
            return self._filled(share, "symmetry")
        try:
            counts = counted(rule, True, self.limits)
        except TooLarge:
            if not error:
                raise
            return self._integrated(error)
        named = len(names(rule))
        memo = {swing: _pivots(swing, counts.slot, named) for swing in set(counts.swings.values())}
        values = {name: memo[counts.swings[name]] if name in counts.swings else Fraction(0) for name in players}
        return self._index(values, planned(self.rule, True, self.limits).method)

    def deegan_packel(self) -> Index:
        """Every minimal winning coalition counts the same and its members share it equally."""
        from charter.games.counting.minimal import deegan_packel

        return self._filled(deegan_packel(self.rule, self.limits), "all coalitions")

    def holler_packel(self) -> Index:
        """The public good index: memberships in minimal winning coalitions, as a share of all."""
        from charter.games.counting.minimal import holler_packel

        return self._filled(holler_packel(self.rule, self.limits), "all coalitions")

    def johnston(self) -> Index:
        """The critical members of every winning coalition share it equally."""
        from charter.games.counting.minimal import johnston

        return self._filled(johnston(self.rule, self.limits), "all coalitions")

    def owen(self, blocs: Iterable[Iterable[str]]) -> Index:
        """Shapley-Shubik with blocs formed in advance (Owen 1977); players in no bloc are alone."""
        from charter.games.blocs import owen

        return self._filled(owen(self, blocs), "blocs")

    def banzhaf_owen(self, blocs: Iterable[Iterable[str]]) -> Index:
        """Absolute Banzhaf with blocs formed in advance (Owen 1981); not normalised."""
        from charter.games.blocs import banzhaf_owen

        return self._filled(banzhaf_owen(self, blocs), "blocs")

    def estimate(
        self, index: str = "banzhaf", *, samples: int = 10_000, seed: int = 0, confidence: float = 0.95
    ) -> Estimate:
        """A sampled index, ``"banzhaf"`` (absolute) or ``"shapley_shubik"``, with an interval; never exact."""
        from charter.games.counting import sampling

        methods = {"banzhaf": sampling.banzhaf, "shapley_shubik": sampling.shapley_shubik}
        if index not in methods:
            raise GameError(f"no estimate of {index!r}; there are {', '.join(methods)}")
        return methods[index](self.rule, self.players, samples, seed, confidence)

    def merged(self, bloc: Sequence[str], name: str) -> Power:
        """The power in the game in which these players vote as one, under a new name, in the place of the first."""
        group = frozenset(bloc)
        first = next(player for player in self.players if player in group)
        kept = tuple(name if p == first else p for p in self.players if p == first or p not in group)
        return attrs.evolve(self, players=kept, rule=normalise(substitute(self.rule, dict.fromkeys(group, name))))

    def within(self, limits: Limits) -> Power:
        """The same with other limits on the cost of an exact answer."""
        return attrs.evolve(self, limits=limits)

    def _filled(self, values: Mapping[str, Fraction], method: str) -> Index:
        return Index({name: values.get(name, Fraction(0)) for name in self.players}, method)

    def _integrated(self, error: float) -> Index:
        from charter.games.counting.multilinear_extension import shapley_shubik

        found, bound = shapley_shubik(self.rule, error, self.limits)
        values: dict[str, Value] = {name: found.get(name, 0.0) for name in self.players}
        return Index(values, "Gauss-Legendre", exact=False, error=bound)


def _pivots(swing: int, slot: int, n: int) -> Fraction:
    """Swings by size, weighted by the share of orders in which they come about."""
    total = Fraction(0)
    for size, count in enumerate(unpack(swing, slot, n + 1)):
        if count:
            total += Fraction(count, comb(n - 1, size))
    return total / n
