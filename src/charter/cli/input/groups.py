"""Sets of players named on the command line: a group, a family of groups, a column of texts, `FRA+DEU`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from charter.cli.terminal import visible

if TYPE_CHECKING:
    from charter.dsl.model.charter import Charter

Named = tuple[str, frozenset[str]]
NO_CHAMBERS: Mapping[str, frozenset[str]] = MappingProxyType({})


def sets_named(
    name: str, charter: Charter | None, players: Sequence[str], chambers: Mapping[str, frozenset[str]] = NO_CHAMBERS
) -> list[Named]:
    """The sets that a name stands for: several for a family (`m49_region`), otherwise one. `chambers` are sets that
    the decision's own organs name: `workers`.

    Raises:
        click.UsageError: it stands for none, or for none of the players.
    """
    found = _found(name, charter, frozenset(players))
    if found is None and name in chambers:
        return [(name, chambers[name])]
    if found is None:
        raise click.UsageError(_unknown(name, charter, [*players, *chambers]))
    return found


def one_set(
    name: str, charter: Charter | None, players: Sequence[str], chambers: Mapping[str, frozenset[str]] = NO_CHAMBERS
) -> frozenset[str]:
    """The set of that name.

    Raises:
        click.UsageError: it is none, or a family of sets.
    """
    found = sets_named(name, charter, players, chambers)
    if len(found) != 1:
        some = ", ".join(visible(label) for label, _ in found[:4])
        raise click.UsageError(f"`{visible(name)}` is {len(found)} sets; name one: {some}")
    return found[0][1]


def _found(name: str, charter: Charter | None, players: frozenset[str]) -> list[Named] | None:
    parts = [part.strip() for part in name.split("+")]
    if all(part in players for part in parts):
        return [(name, frozenset(parts))]
    if charter is None:
        return None
    from charter.decisions.columns import areas_of, column_of, set_named

    areas = areas_of(charter, name)
    if areas is not None:
        return [(label, members) for label, members in areas]
    group = set_named(charter, name)
    if group is not None and group.members is not None:
        return [(name, frozenset(group.members))]
    if all(len(part) == 3 and part.isupper() for part in parts) and _parties(parts):
        return [(name, frozenset(parts))]
    return _column(name, column_of(charter, _ALIASES.get(name, name)))


_ALIASES = {"wb_income": "income_group"}


def _parties(codes: Sequence[str]) -> bool:
    from charter.world import parties

    return all(code in parties() for code in codes)


def _column(name: str, values: Mapping[str, Fraction | str | bool]) -> list[Named] | None:
    """The sets of a column whose values are texts, or yes and no."""
    if not values:
        return None
    sets: dict[str, set[str]] = {}
    for party, value in values.items():
        if not isinstance(value, str | bool):
            raise click.UsageError(f"`{visible(name)}` is a column of numbers; a set is made of texts or yes and no")
        label = value if isinstance(value, str) else f"{name} {'yes' if value else 'no'}"
        sets.setdefault(label, set()).add(party)
    if len(sets) > 60:
        raise click.UsageError(f"`{visible(name)}` has {len(sets)} values; that is no division into groups")
    return [(label, frozenset(members)) for label, members in sorted(sets.items())]


def _unknown(name: str, charter: Charter | None, players: Sequence[str]) -> str:
    from charter.world import columns, groups, near

    known = list(players)
    if charter is not None:
        own = [*(g.name for g in charter.groups), *(a.name for a in charter.areas)]
        known = [*own, *groups(), *columns(), *players]
    close = list(near(name, known))[:3]
    hint = f"; near: {', '.join(close)}" if close else " (`charter world` lists the groups)" if charter else ""
    return f"`{visible(name)}` is no player and no group{hint}"
