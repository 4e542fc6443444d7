"""Simple games: which coalitions carry a decision.

>>> from charter.games import Game
>>> five = ["CHN", "FRA", "GBR", "RUS", "USA"]
>>> ten = [f"E{k}" for k in range(1, 11)]
>>> council = Game.of_count(five + ten, 9) & Game.veto(*five)
>>> council.winning_coalitions
848
>>> council.power.shapley_shubik()["USA"]
Fraction(421, 2145)
>>> council.smallest_blocking().members
('CHN',)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING

import attrs

from charter.errors import GameError
from charter.games import coalitions
from charter.games import formula as rules
from charter.games.coalitions import Coalition, MinimalSets
from charter.games.counting.planner import LIMITS, Limits, Plan, counted, planned
from charter.games.formula import ALWAYS, NEVER, Part, check_depth

if TYPE_CHECKING:
    from charter.games.power import Power

__all__ = ["Game", "Number"]

Number = int | Fraction | Decimal


def exact(value: Number, what: str) -> Fraction:
    """An exact rational, or GameError for anything that is not one."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        raise GameError(f"{what} is {value!r}: give an int, Fraction or Decimal, so that nothing is rounded")
    if isinstance(value, Decimal) and not value.is_finite():
        raise GameError(f"{what} is {value}")
    return Fraction(value)


def _players(players: Iterable[str], *, some: bool = True) -> tuple[str, ...]:
    if isinstance(players, str):
        raise GameError(f"give a list of players, not the one string {players!r}")
    result = tuple(players)
    if some and not result:
        raise GameError("a rule over no players")
    for name in result:
        if not isinstance(name, str) or not name:
            raise GameError(f"{name!r} is not a player's name")
    if len(set(result)) < len(result):
        twice = next(name for k, name in enumerate(result) if name in result[:k])
        raise GameError(f"{twice} is listed twice")
    return result


def _inside(rule: Part, players: Sequence[str]) -> None:
    strange = rules.names(rule).keys() - set(players)
    if strange:
        raise GameError(f"the rule names {sorted(strange)[0]}, who is not a player")


@attrs.frozen
class Game:
    """A monotone rule over an ordered tuple of players. More yes votes never turn a pass into a failure.

    Games combine with ``&`` and ``|``; the players of the result are those of both. Sets of players go in as any
    iterable of names and come out as tuples in the players' order. All numbers are exact.
    """

    players: tuple[str, ...]
    rule: Part = attrs.field()

    @rule.validator
    def _check(self, _: object, rule: Part) -> None:
        check_depth(rule)
        _inside(rule, _players(self.players, some=False))

    # Construction -----------------------------------------------------------------------------------------------

    @classmethod
    def weighted(cls, weights: Mapping[str, Number], quota: Number, *, strict: bool = False) -> Game:
        """Votes of ``quota`` or more carry; with ``strict``, more than the quota.

        A quota of zero always passes and one above the total never does; negative numbers raise GameError.

        >>> Game.weighted({"DE": 4, "FR": 4, "IT": 4, "NL": 2, "BE": 2, "LU": 1}, 12).dummies
        ('LU',)
        """
        players = _players(weights)
        values = [exact(weights[name], f"the weight of {name}") for name in players]
        for name, value in zip(players, values, strict=True):
            if value < 0:
                raise GameError(f"the weight of {name} is negative: {value}")
        goal = exact(quota, "the quota")
        if goal < 0:
            raise GameError(f"the quota is negative: {goal}")
        scale = lcm(*(value.denominator for value in values))
        whole = [int(value * scale) for value in values]
        goal *= scale
        least = goal.numerator // goal.denominator + 1 if strict else -(-goal.numerator // goal.denominator)
        return cls(players, rules.threshold(players, whole, least))

    @classmethod
    def share(cls, weights: Mapping[str, Number], share: Number, *, strict: bool = False) -> Game:
        """A share of the total weight carries: ``Game.share(votes, Fraction(2, 3))``; a simple majority is
        ``Game.share(votes, Fraction(1, 2), strict=True)``.
        """
        part = exact(share, "the share")
        if not 0 <= part <= 1:
            raise GameError(f"the share {part} is not between 0 and 1")
        total = sum((exact(value, f"the weight of {name}") for name, value in weights.items()), Fraction(0))
        return cls.weighted(weights, part * total, strict=strict)

    @classmethod
    def of_count(cls, players: Iterable[str], count: int) -> Game:
        """So many of the players carry, one vote each."""
        return cls.weighted(dict.fromkeys(_players(players), 1), count)

    @classmethod
    def unanimity(cls, players: Iterable[str]) -> Game:
        """All of them must say yes."""
        names = _players(players)
        return cls(names, rules.all_of(names))

    @classmethod
    def veto(cls, *players: str) -> Game:
        """The clause that each of them must say yes, to be joined with ``&``."""
        return cls.unanimity(players)

    @classmethod
    def any_of(cls, players: Iterable[str]) -> Game:
        """One of them is enough."""
        names = _players(players)
        return cls(names, rules.any_of(names))

    @classmethod
    def always(cls, players: Iterable[str]) -> Game:
        """Passes whatever the players say."""
        return cls(_players(players, some=False), ALWAYS)

    @classmethod
    def never(cls, players: Iterable[str]) -> Game:
        """Never passes."""
        return cls(_players(players, some=False), NEVER)

    @classmethod
    def compose(
        cls, games: Sequence[Game], quota: Number, weights: Sequence[Number] | None = None, *, strict: bool = False
    ) -> Game:
        """A game whose voters are games: chambers, or constituencies that cast their weight as a unit.

        >>> senate, house = Game.of_count(["a", "b", "c"], 2), Game.unanimity(["u", "v"])
        >>> Game.compose([senate, house], 2) == senate & house
        True
        """
        values = [1] * len(games) if weights is None else list(weights)
        if len(values) != len(games):
            raise GameError(f"{len(games)} games but {len(values)} weights")
        if not games:
            raise GameError("a rule over no games")
        stand_ins = {f"game {k}": value for k, value in enumerate(values, 1)}
        outer = cls.weighted(stand_ins, quota, strict=strict)
        inner = {name: game.rule for name, game in zip(stand_ins, games, strict=True)}
        rule = rules.substitute(outer.rule, inner)
        if isinstance(rule, rules.Threshold):
            if rule.quota > sum(rule.weights) - min(rule.weights):
                rule = rules.all_of(rule.parts)
            elif rule.quota <= min(rule.weights):
                rule = rules.any_of(rule.parts)
        return cls(_union(games), rule)

    def __and__(self, other: Game) -> Game:
        return Game(_union([self, other]), rules.all_of([self.rule, other.rule]))

    def __or__(self, other: Game) -> Game:
        return Game(_union([self, other]), rules.any_of([self.rule, other.rule]))

    def dual(self) -> Game:
        """The game of blocking: a coalition wins it if it can block here."""
        return Game(self.players, rules.dual(self.rule))

    def assume(self, yes: Iterable[str] = (), no: Iterable[str] = ()) -> Game:
        """The game among the rest when some are sure to say yes and some sure not to."""
        sure, against = self._subset(yes), self._subset(no)
        if sure & against:
            raise GameError(f"{sorted(sure & against)[0]} cannot say both yes and no")
        values = dict.fromkeys(sure, ALWAYS) | dict.fromkeys(against, NEVER)
        rest = tuple(name for name in self.players if name not in values)
        return Game(rest, rules.substitute(self.rule, values))

    def without(self, *players: str) -> Game:
        """The game among the rest when these never say yes; quotas stay as they are."""
        return self.assume(no=players)

    def merge(self, players: Iterable[str], name: str | None = None) -> Game:
        """The game in which these vote as one, under a new name, in the place of the first of them."""
        group = self._subset(players)
        if not group:
            raise GameError("a bloc of no players")
        label = name or "+".join(player for player in self.players if player in group)
        if label in self.players and label not in group:
            raise GameError(f"{label} is already a player")
        first = next(player for player in self.players if player in group)
        kept = [label if p == first else p for p in self.players if p == first or p not in group]
        return Game(tuple(kept), rules.substitute(self.rule, dict.fromkeys(group, label)))

    # Coalitions -------------------------------------------------------------------------------------------------

    def _subset(self, coalition: Iterable[str]) -> frozenset[str]:
        if isinstance(coalition, str):
            raise GameError(f"give a list of players, not the one string {coalition!r}")
        chosen = frozenset(coalition)
        strange = chosen - self._known
        if strange:
            raise GameError(f"{min(strange, key=str)} is not a player")
        return chosen

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.players)

    @cached_property
    def normal(self) -> Part:
        """An equivalent rule in the shape that is counted."""
        return rules.normalise(self.rule)

    def wins(self, coalition: Iterable[str]) -> bool:
        """Whether the decision passes with the yes of exactly these players."""
        return rules.holds(self.rule, self._subset(coalition).__contains__)

    def blocks(self, coalition: Iterable[str]) -> bool:
        """Whether the decision fails without them, whatever the others say."""
        against = self._subset(coalition)
        return not rules.holds(self.rule, lambda name: name not in against)

    @cached_property
    def is_trivial(self) -> bool:
        """Whether the players' votes make no difference: it always passes, or never does."""
        return self.always_passes or self.never_passes

    @cached_property
    def always_passes(self) -> bool:
        return self.wins(())

    @cached_property
    def never_passes(self) -> bool:
        return self.blocks(())

    @cached_property
    def veto_players(self) -> tuple[str, ...]:
        """The members of every winning coalition; none if the decision never passes."""
        return () if self.never_passes else self._sorted(coalitions.needed(self.normal))

    @cached_property
    def passers(self) -> tuple[str, ...]:
        """The players who carry the decision alone; none if it always passes."""
        return () if self.always_passes else self._sorted(coalitions.needed(rules.dual(self.normal)))

    @cached_property
    def dictator(self) -> str | None:
        """The player whose yes is necessary and sufficient, if there is one."""
        both = set(self.veto_players) & set(self.passers)
        return both.pop() if both else None

    @cached_property
    def dummies(self) -> tuple[str, ...]:
        """The players who never make a difference."""
        return coalitions.idle(self.normal, self.players)

    @cached_property
    def symmetry_classes(self) -> tuple[tuple[str, ...], ...]:
        """The players by interchangeability: exchanging two of a class changes no coalition."""
        return coalitions.symmetry_classes(self.normal, self.players)

    @cached_property
    def is_proper(self) -> bool:
        """Whether no two disjoint coalitions both win."""
        return self.implies(self.dual())

    @cached_property
    def is_strong(self) -> bool:
        """Whether of a coalition and its complement at least one wins."""
        return self.dual().implies(self)

    @cached_property
    def winning_coalitions(self) -> int:
        """How many of the 2**n coalitions win."""
        idle = len(self.players) - len(rules.names(self.normal))
        return counted(self.normal, False).winning << idle

    def difference(self, other: Game) -> int:
        """How many coalitions win in one of the two games and not in the other.

        A clause is inert if nothing changes without it:

        >>> heads, five = Game.of_count(["a", "b", "c", "d", "e"], 4), Game.veto("a")
        >>> heads.difference(heads & five)
        1
        """
        return (self | other).winning_coalitions - (self & other).winning_coalitions

    def implies(self, other: Game) -> bool:
        """Whether every coalition that wins here wins there."""
        if coalitions.clearly_implies(self.normal, other.normal):
            return True
        return self.winning_coalitions << len(set(other.players) - self._known) == (self & other).winning_coalitions

    def smallest_winning(self) -> Coalition | None:
        """A winning coalition with the fewest members; None if the decision never passes."""
        return self.cheapest(dict.fromkeys(self.players, 1))

    def smallest_blocking(self) -> Coalition | None:
        """A blocking coalition with the fewest members; None if the decision always passes."""
        return self.cheapest(dict.fromkeys(self.players, 1), "blocking")

    def cheapest(
        self, column: Mapping[str, Number | float], kind: str = "winning", *, limits: Limits = LIMITS
    ) -> Coalition | None:
        """The winning or blocking coalition with the least sum of a column, such as population or contribution.

        Costs are exact rationals (a float stands for the binary fraction it is) and not negative.
        """
        from charter.games.cheapest import cheapest

        if kind not in ("winning", "blocking"):
            raise GameError(f"a coalition is winning or blocking, not {kind!r}")
        rule = self.normal if kind == "winning" else rules.dual(self.normal)
        return cheapest(rule, self.players, column, limits)

    def companions(self, group: Iterable[str], kind: str = "winning") -> Coalition | None:
        """The fewest other players with whom the group wins or blocks; None if it cannot with all of them."""
        own = self._subset(group)
        found = self.cheapest({name: int(name not in own) for name in self.players}, kind)
        if found is None:
            return None
        return attrs.evolve(found, members=tuple(name for name in found.members if name not in own))

    def minimal_blocking(self, up_to: int = 3, *, keep: int = 1000) -> MinimalSets:
        """The blocking coalitions of at most ``up_to`` players that no member can leave: all counted, some listed."""
        return coalitions.minimal(rules.dual(self.normal), self.players, up_to, keep)

    def minimal_winning(self, up_to: int, *, keep: int = 1000) -> MinimalSets:
        """The winning coalitions of at most ``up_to`` players that no member can leave."""
        return coalitions.minimal(self.normal, self.players, up_to, keep)

    def _sorted(self, names: Iterable[str]) -> tuple[str, ...]:
        chosen = set(names)
        return tuple(name for name in self.players if name in chosen)

    # Counting ---------------------------------------------------------------------------------------------------

    def plan(self, *, by_size: bool = False, limits: Limits = LIMITS) -> Plan:
        """The exact method that counts this game, with its cost; ``by_size`` is what Shapley-Shubik needs."""
        return planned(self.normal, by_size, limits)

    @property
    def power(self) -> Power:
        """Power indices."""
        from charter.games.power import Power

        return Power(self.players, self.normal)


def _union(games: Iterable[Game]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for game in games for name in game.players))
