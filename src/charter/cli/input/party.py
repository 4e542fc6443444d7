"""The party or group that a brief is for, as the command line names it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from charter.cli.input.groups import one_set
from charter.cli.terminal import visible

if TYPE_CHECKING:
    from charter.dsl.model.charter import Charter

Resolved = tuple[str, frozenset[str]]


def party_named(word: str, charters: Sequence[Charter]) -> list[Resolved]:
    """The parties that a word means in each charter: a party by code or name, one that the charter declares, a group,
    or `FRA+DEU`. A group that only one of the charters declares is the same in all.

    Raises:
        click.UsageError: it names no party and no group, or a group whose members are not known, or that has none.
    """
    found = [_in(word, charter) for charter in charters]
    first = next((each for each in found if each is not None), None)
    if first is None:
        raise click.UsageError(f"`{visible(word)}` is no party and no group{_near(word, charters)}")
    return [each or first for each in found]


def _in(word: str, charter: Charter) -> Resolved | None:
    from charter import world
    from charter.decisions.columns import set_named

    if word in {p.name for p in charter.parties}:
        return word, frozenset((word,))
    group = set_named(charter, word)
    if group is not None:
        if group.members is None:
            raise click.UsageError(f"the members of `{visible(word)}` are not known")
        if not group.members:
            raise click.UsageError(f"the group `{visible(word)}` is empty")
        return word, frozenset(group.members)
    spelled = world.spelled(word)
    if spelled is not None:
        return spelled[0], frozenset((spelled[0],))
    try:
        members = one_set(word, charter, _declared(charter))
    except click.UsageError:
        return None
    return (word, members) if members else None


def _near(word: str, charters: Sequence[Charter]) -> str:
    from charter import world

    names = {world.name(code): code for code in world.parties()}
    groups = [g.name for charter in charters for g in charter.groups]
    own = [name for charter in charters for name in _declared(charter)]
    close = list(world.near(word, [*own, *groups, *names, *world.groups()]))[:3]
    told = [f"{each} ({names[each]})" if each in names else each for each in close]
    return f"; near: {', '.join(told)}" if told else " (`charter world` lists the groups)"


def _declared(charter: Charter) -> list[str]:
    return [p.name for p in charter.parties]
