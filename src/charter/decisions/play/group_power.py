"""Groups of players: their shares of votes, people and contributions, and the sums of their power.

Where seats are open, votes and power run from the least to the most over every lawful composition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from charter.decisions.play.fixed_game import Standing
from charter.dsl.model.charter import Charter
from charter.games import index_registry
from charter.games.account import Account


@frozen
class GroupShare:
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


def group_of(
    label: str,
    members: frozenset[str],
    account: Account,
    votes: Mapping[str, Fraction],
    players: Sequence[str],
    standing: Standing | None = None,
    charter: Charter | None = None,
) -> GroupShare | None:
    """The group of these members in a decision; None where it has no player and no open seat could be its own."""
    inside = tuple(p for p in players if p in members)
    opened = standing is not None and bool(standing.seat_lines) and not members & standing.seat_lines.keys()
    if not inside and not (opened and standing is not None and _may_sit(standing, members)):
        return None
    columns = {"people": "population", "contributions": scale_of(standing)}
    shares = {name: _share(charter, column, members, standing, players) for name, column in columns.items()}
    bounds, why = _bounds(standing, account, members) if standing is not None and opened else ({}, "")
    total = sum(votes.values(), Fraction(0))
    own = sum((votes.get(p, Fraction(0)) for p in inside), Fraction(0))
    return GroupShare(
        label,
        inside,
        own / total if total and not opened else None,
        shares["people"][0],
        shares["contributions"][0],
        {m.name: m.of(inside) for m in account.measured if m.name in index_registry.shares()} if not opened else {},
        {k: low for k, (low, _) in bounds.items()},
        {k: high for k, (_, high) in bounds.items()},
        why,
        {columns[name]: missing for name, (_, missing) in shares.items() if missing},
    )


UN_SCALE = "un_scale"


def scale_of(standing: Standing | None) -> str:
    """The column of contributions: the institution's own scale of assessment, otherwise `UN_SCALE`."""
    funding = standing.assembled.institution.funding if standing is not None else None
    for flow in funding.flows if funding is not None else ():
        column = getattr(flow.scale, "column", None)
        if isinstance(column, str):
            return column
    return UN_SCALE


def _share(
    charter: Charter | None,
    column: str,
    members: frozenset[str],
    standing: Standing | None,
    players: Sequence[str],
) -> tuple[Fraction | None, tuple[str, ...]]:
    """The group's part of a column, of all who have or may have a vote and a figure, and those who have no figure."""
    if charter is None or standing is None:
        return None, ()
    from charter.decisions.columns import numbers_of

    values = numbers_of(charter, column)
    voters = voters_of(standing) - {p for p in players if p.startswith("(")}
    missing = tuple(sorted(voters - values.keys()))
    inside = members & voters & values.keys()
    total = sum((values[p] for p in voters if p in values), Fraction(0))
    if not inside or not total:
        return None, ()
    return sum((values[p] for p in inside), Fraction(0)) / total, missing


def voters_of(standing: Standing) -> frozenset[str]:
    """The members: those of the institution where it says who they are, otherwise whoever sits or may sit."""
    stated = standing.assembled.institution.members
    if stated is not None and stated.value.members is not None:
        return frozenset(stated.value.members)
    found = {p for _, line in standing.seat_lines.values() for p in line.eligible}
    for seated in standing.compositions.values():
        found |= {s.holder for s in seated if s.keys} | {p for s in seated for p, _ in s.unit}
    return frozenset(found) - standing.seat_lines.keys()


def _may_sit(standing: Standing, members: frozenset[str]) -> bool:
    return standing.played.anonymous or bool(members & voters_of(standing))


def _bounds(
    standing: Standing, account: Account, members: frozenset[str]
) -> tuple[dict[str, tuple[Fraction, Fraction]], str]:
    """The least and the most over every lawful composition: of the share of votes, where the decision has one hall,
    and of each index; and why there is none of an index."""
    from charter.decisions.compositions.bounds import SeatBounds, bounds_in
    from charter.decisions.play.power_bounds import group_power, share_indices
    from charter.errors import GameError, TooLarge

    found: dict[str, tuple[Fraction, Fraction]] = {}
    why = ""
    halls = [part.hall for part in standing.whole.parts]
    seats = bounds_in(halls[0], members, votes=True) if len(halls) == 1 and not halls[0].anonymous else None
    if isinstance(seats, SeatBounds) and seats.least_of and seats.most_of:
        found["votes"] = (seats.least / seats.least_of, seats.most / seats.most_of)
    known = share_indices()
    for name in dict.fromkeys(m.name for m in account.measured if m.exact and m.name in known):
        try:
            power = group_power(standing.played, members, name)
        except (GameError, TooLarge) as error:
            why = why or str(error)
            continue
        if power.least is not None and power.most is not None:
            found[name] = (power.least, power.most)
    return found, why
