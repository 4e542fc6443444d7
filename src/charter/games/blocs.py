"""Power with blocs formed in advance: Owen 1977 (Shapley-Shubik) and Owen 1981 (Banzhaf).

A partition of the players into blocs; players in none are alone. Seen from inside a bloc the other blocs vote as one
each, so each bloc is a question to a smaller game.

Cost: one count of coalitions of the quotient, and one for each bloc of two or more of a game with as many players as
there are other blocs and members of it, by whatever method :mod:`charter.games.counting.planner` chooses.
Banzhaf-Owen needs totals: for the 27 EU members in the IMF under one weighted rule, two tables of weights. Owen needs
the quotient by size, and for each bloc of two or more a decision diagram within ``NODE_LIMIT``, counted by size inside
the bloc and outside it: TooLarge for a bloc among many members with different votes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import factorial, prod
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from charter.errors import GameError
from charter.games.counting.packed import slot_for, unpack
from charter.games.counting.planner import diagram_of
from charter.games.formula import names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from charter.games.formula import Part


class CountedGame(Protocol):
    """What is asked of a game here: its players, its rule, its indices, and the same with a bloc as one player."""

    @property
    def players(self) -> tuple[str, ...]: ...
    @property
    def rule(self) -> Part: ...
    @property
    def swings(self) -> Mapping[str, int]: ...
    def shapley_shubik(self, *, error: float) -> Any: ...
    def merged(self, bloc: Sequence[str], name: str) -> Self: ...


__all__ = ["banzhaf_owen", "owen", "partition"]

P = TypeVar("P", bound="CountedGame")


def partition(players: Sequence[str], blocs: Iterable[Iterable[str]]) -> list[list[str]]:
    """The blocs in order, then every other player alone; GameError if a player is in two."""
    result = [list(dict.fromkeys(bloc)) for bloc in blocs if not isinstance(bloc, str)]
    seen: set[str] = set()
    for bloc in result:
        for name in bloc:
            if name not in players:
                raise GameError(f"{name} is not a player")
            if name in seen:
                raise GameError(f"{name} is in two blocs")
            seen.add(name)
    return [bloc for bloc in result if bloc] + [[name] for name in players if name not in seen]


def _seen_from(game: P, blocs: Sequence[list[str]], inside: int | None) -> P:
    """The game in which every bloc but one votes as one, under a name no player has."""
    for k, bloc in enumerate(blocs):
        if k != inside and len(bloc) > 1:
            game = game.merged(bloc, f"bloc {k} of {'+'.join(bloc)}")
    return game


def banzhaf_owen(game: CountedGame, blocs: Iterable[Iterable[str]]) -> dict[str, Fraction]:
    """The chance of a swing when the other blocs, and the others in the bloc, each say yes with chance 1/2."""
    return {name: Fraction(swing, ways) for name, swing, ways in _swings(game, blocs)}


def _swings(game: CountedGame, blocs: Iterable[Iterable[str]]) -> list[tuple[str, int, int]]:
    groups = partition(game.players, blocs)
    quotient = _seen_from(game, groups, None).swings
    result = []
    for k, bloc in enumerate(groups):
        found = quotient
        if len(bloc) > 1:
            found = _seen_from(game, groups, k).swings
        ways = 1 << (len(groups) + len(bloc) - 2)
        result += [(name, found[name], ways) for name in bloc]
    return result


def owen(game: CountedGame, blocs: Iterable[Iterable[str]]) -> dict[str, Fraction]:
    """The chance to be pivotal in a random order of the blocs, and of the players within each."""
    groups = partition(game.players, blocs)
    result: dict[str, Fraction] = {}
    alone = [bloc[0] for bloc in groups if len(bloc) == 1]
    if alone:
        index = _seen_from(game, groups, None).shapley_shubik(error=0)
        result = {name: Fraction(index[name]) for name in alone}
    for k, bloc in enumerate(groups):
        if len(bloc) > 1:
            result |= _inside(_seen_from(game, groups, k), bloc, len(groups))
    return {name: result[name] for name in game.players}


def _inside(game: CountedGame, bloc: list[str], blocs: int) -> dict[str, Fraction]:
    """Swings of the members by number of other blocs (the inner variable) and of fellow members (the outer)."""
    rule = game.rule
    result = dict.fromkeys(bloc, Fraction(0))
    named = names(rule)
    if not named:
        return result
    diagram = diagram_of(rule)
    slot = slot_for(len(game.players))
    outer = slot * (len(game.players) + 1)
    mine = set(bloc)
    ways = [(1, 1 << outer) if name in mine else (1, 1 << slot) for name in diagram.order]
    totals = [no + yes for no, yes in ways]
    idle_mine = sum(name not in named for name in bloc)
    idle_blocs = blocs - 1 - sum(name not in mine for name in named)
    idle = (1 + (1 << slot)) ** idle_blocs
    # an idle fellow is in the coalition or not; the player itself is never idle where it has a swing
    fellows = (1 + (1 << outer)) ** idle_mine
    _, swings = diagram.weighed(ways, lambda a, b: prod(totals[a:b]))
    for name, swing in zip(diagram.order, swings, strict=True):
        if name in mine:
            result[name] = _share(swing * idle * fellows, slot, outer, blocs, len(bloc))
    return result


def _share(swing: int, slot: int, outer: int, blocs: int, members: int) -> Fraction:
    total = Fraction(0)
    for t, row in enumerate(unpack(swing, outer, members)):
        for h, count in enumerate(unpack(row, slot, blocs)):
            if count:
                orders = factorial(h) * factorial(blocs - 1 - h) * factorial(t) * factorial(members - 1 - t)
                total += count * Fraction(orders, factorial(blocs) * factorial(members))
    return total
