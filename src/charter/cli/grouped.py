"""Votes, people, contributions and power of groups of players."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from charter.cli.beside import beside, voters_of
from charter.cli.groups import Named, sets_named

if TYPE_CHECKING:
    from charter.cli.subject import Subject
    from charter.games.account import Account
    from charter.games.standing import Standing

SHARES = ("banzhaf-normalized", "shapley-shubik", "deegan-packel", "johnston", "holler", "owen")
"""The indices that sum to one, so that the sum of a group says something."""


@frozen
class Group:
    """A group: its players, and what shares it has. `power` are sums of indices by name; `least` and `most` the
    bounds of these, and of `votes`, over all lawful compositions, where seats are open; `open` says why some are not
    known. A share is None where it is not known; `missing` are those without a figure, by column, who are left out."""

    name: str
    players: tuple[str, ...]
    votes: Fraction | None
    people: Fraction | None
    contributions: Fraction | None
    power: Mapping[str, Any]
    least: Mapping[str, Any]
    most: Mapping[str, Any]
    open: str = ""
    missing: Mapping[str, tuple[str, ...]] = field(factory=dict)


def grouped(subject: Subject, account: Account, name: str) -> list[Group]:
    """The group of that name, or the groups of a family, the strongest first; groups without a player are left out."""
    sets = sets_named(name, subject.charter, subject.game.players, subject.chambers)
    found = [g for g in (_group(subject, account, each) for each in sets) if g is not None]
    return found if len(found) < 2 else sorted(found, key=lambda g: -(g.votes or 0))


def _group(subject: Subject, account: Account, named: Named) -> Group | None:
    label, members = named
    inside = tuple(p for p in subject.game.players if p in members)
    standing = subject.standing
    opened = standing is not None and bool(standing.seat_lines) and not members & standing.seat_lines.keys()
    if not inside and not (opened and standing is not None and _may_sit(standing, members)):
        return None
    figures = beside(subject)
    shares = {name: each.of(members) for name, each in figures.items()}
    bounds, why = _bounds(standing, account, members) if standing is not None and opened else ({}, "")
    total = sum(subject.votes.values(), Fraction(0))
    own = sum((subject.votes.get(p, Fraction(0)) for p in inside), Fraction(0))
    return Group(
        label,
        inside,
        own / total if total and not opened else None,
        shares.get("people"),
        shares.get("contributions"),
        {m.name: m.of(inside) for m in account.measured if m.name in SHARES} if not opened else {},
        {k: low for k, (low, _) in bounds.items()},
        {k: high for k, (_, high) in bounds.items()},
        why,
        {f.column: f.missing for name, f in figures.items() if f.missing and shares[name] is not None},
    )


def _may_sit(standing: Standing, members: frozenset[str]) -> bool:
    return standing.played.anonymous or bool(members & voters_of(standing))


def _bounds(
    standing: Standing, account: Account, members: frozenset[str]
) -> tuple[dict[str, tuple[Fraction, Fraction]], str]:
    """The least and the most over every lawful composition: of the share of votes, where the decision has one hall,
    and of each index; and why there is none of an index."""
    from charter.games.compositions import SeatBounds, bounds_in
    from charter.games.compositions_search import TooLarge
    from charter.games.errors import GameError
    from charter.games.open_power import INDICES, group_power

    found: dict[str, tuple[Fraction, Fraction]] = {}
    why = ""
    halls = [part.hall for part in standing.whole.parts]
    seats = bounds_in(halls[0], members, votes=True) if len(halls) == 1 and not halls[0].anonymous else None
    if isinstance(seats, SeatBounds) and seats.least_of and seats.most_of:
        found["votes"] = (seats.least / seats.least_of, seats.most / seats.most_of)
    for name in dict.fromkeys(m.name for m in account.measured if m.exact and m.name in INDICES):
        try:
            power = group_power(standing.played, members, name)
        except (GameError, TooLarge) as error:
            why = why or str(error)
            continue
        if power.least is not None and power.most is not None:
            found[name] = (power.least, power.most)
    return found, why
