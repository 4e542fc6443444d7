"""People and contributions of players and groups, as shares of all who have or may have a vote."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from charter.cli.input.subject import PlayedSubject

COLUMNS = ("people", "contributions")


@frozen
class Figures:
    """A column over those with a vote: the share of each that has a figure, and those who have none."""

    column: str
    shares: dict[str, Fraction]
    missing: tuple[str, ...]

    def of(self, members: Iterable[str]) -> Fraction | None:
        """The share of a set; None where none of it has a figure."""
        known = [self.shares[p] for p in members if p in self.shares]
        return sum(known, Fraction(0)) if known else None


def beside(subject: PlayedSubject) -> dict[str, Figures]:
    """`people` and `contributions`; nothing for a bare game."""
    if subject.charter is None or subject.standing is None:
        return {}
    from charter.decisions.play.group_power import scale_of, voters_of

    voters = voters_of(subject.standing) - {p for p in subject.game.players if p.startswith("(")}
    columns = zip(COLUMNS, ("population", scale_of(subject.standing)), strict=True)
    return {name: _figures(subject, column, voters) for name, column in columns}


def _figures(subject: PlayedSubject, column: str, voters: frozenset[str]) -> Figures:
    from charter.decisions.columns import numbers_of

    assert subject.charter is not None
    values = numbers_of(subject.charter, column)
    total = sum((values[p] for p in voters if p in values), Fraction(0))
    if not total:
        return Figures(column, {}, ())
    shares = {p: values[p] / total for p in voters if p in values}
    return Figures(column, shares, tuple(sorted(voters - values.keys())))


def members_behind(subject: PlayedSubject, player: str) -> frozenset[str]:
    """The members that a player is: a bloc is several."""
    return dict(subject.blocs).get(player, frozenset((player,)))
