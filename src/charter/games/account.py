"""Several power indices of one game in one record: exact where that is possible, and otherwise marked as estimates.

An estimate is made when it is asked for, or when no exact method fits the limits; its reason, interval and seed are in
the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from charter.errors import GameError, TooLarge
from charter.games import index_registry
from charter.games.counting.planner import LIMITS, Limits
from charter.games.game import Game
from charter.games.index_kind import IndexKind
from charter.games.power import Power

STEPS = 10_000_000
"""Players times samples of an estimate: a few seconds."""


@frozen
class IndexValues:
    """One index: its values, in which way, and how sure. `half_width` is that of the interval of an estimate."""

    name: str
    values: dict[str, Any]
    method: str
    exact: bool = True
    error: float = 0.0
    half_width: float | None = None
    confidence: float | None = None
    samples: int | None = None
    seed: int | None = None
    reason: str | None = None

    def of(self, group: Iterable[str]) -> Any:
        """The sum over a group."""
        return sum((self.values[p] for p in group), Fraction(0))


@frozen
class Account:
    """What was measured of a game. `swings`, `winning` and `to_act` are None where coalitions were not counted."""

    game: Game
    measured: tuple[IndexValues, ...]
    method: str
    swings: dict[str, int] | None
    winning: int | None
    to_act: Fraction | None
    reason: str | None = None

    @property
    def exact(self) -> bool:
        """Whether every figure is exact, or off by no more than a certified error."""
        return all(m.half_width is None for m in self.measured)

    def index(self, name: str) -> IndexValues | None:
        """The index of that name, if it was measured."""
        return next((m for m in self.measured if m.name == name), None)


def account(
    game: Game,
    indices: Sequence[str] | None = None,
    *,
    blocs: Sequence[Sequence[str]] = (),
    estimate: bool = False,
    seed: int = 0,
    limits: Limits = LIMITS,
) -> Account:
    """The indices of a game (None: the usual ones); GameError for an index with blocs where none are given.

    >>> found = account(Game.weighted({"a": 2, "b": 1, "c": 1}, 3), ["banzhaf"])
    >>> found.index("banzhaf-normalized").values["a"], found.winning, found.exact
    (Fraction(3, 5), 3, True)
    """
    if not game.players:
        raise GameError("a game without players")
    reason = "asked for" if estimate else None
    power = game.power.within(limits)
    method, swings, winning, to_act = "sampling", None, None, None
    if not estimate:
        try:
            method, swings, winning, to_act = power.method, power.swings, power.winning, power.to_act
        except TooLarge as error:
            reason = str(error)
    measured: list[IndexValues] = []
    for name in index_registry.usual() if indices is None else indices:
        measured += _measured(name, power, blocs, reason if swings is None else None, seed)
    return Account(game, tuple(measured), method, swings, winning, to_act, reason)


def _measured(
    name: str, power: Power, blocs: Sequence[Sequence[str]], reason: str | None, seed: int
) -> list[IndexValues]:
    if name not in index_registry.names():
        raise GameError(f"no index {name!r}; there are {', '.join(index_registry.names())}")
    kind = index_registry.kind(name)
    if kind.of_blocs and not blocs:
        raise GameError(f"the index {name} is of players in blocs, and none are given")
    if reason is None:
        try:
            found = index_registry.measure(name)(power, blocs)
        except TooLarge as error:
            reason = str(error)
        else:
            return [IndexValues(each, dict(v), v.method, v.exact, v.error) for each, v in found.items()]
    return _sampled(kind, power, reason, seed)


def _sampled(kind: IndexKind, power: Power, reason: str, seed: int) -> list[IndexValues]:
    """An estimate, for an index that has one; nothing for the others, which the caller says."""
    if kind.sampled is None:
        return []
    which, label = kind.sampled
    samples = max(1000, min(50_000, STEPS // len(power.players)))
    found = power.estimate(which, samples=samples, seed=seed)
    return [
        IndexValues(
            label, dict(found.values), "sampling", False, 0.0, found.half_width, found.confidence, samples, seed, reason
        )
    ]


__all__ = ["Account", "IndexValues", "account"]
