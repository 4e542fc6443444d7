"""Which decision the words on the command line mean: `iaea.suspend`, `my.charter.adopt`, `my.charter adopt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from charter.cli.input.chosen import Chosen
from charter.cli.input.targets import TargetError, load_target, only_one, split
from charter.cli.output.refusal import whole
from charter.cli.terminal import visible
from charter.dsl.model.entry import ENTRY

if TYPE_CHECKING:
    from charter.dsl.model.charter import Charter
    from charter.dsl.model.decisions import Decision
    from charter.dsl.model.institution import Institution

MOST_NAMES = 8
SHORT = "entry"
"""What `entry_into_force` may be called for short on the command line."""


def choose(
    ctx: click.Context, word: str, second: str | None, stdin_filename: str | None, allow_outside: bool
) -> Chosen:
    """The charter and the decision; a charter with errors is shown and ends the run with 1.

    Raises:
        TargetError: no such charter, or no such decision in it.
    """
    place, name = split(word) if second is None else (word, second)
    target = only_one([place], stdin_filename, "this command", allow_outside)
    charter = whole(ctx, load_target(target, allow_outside), "no power was measured")
    if not charter.institutions:
        raise TargetError(f"`{visible(place)}` has no institution")
    if name is None:
        return Chosen(target, charter, charter.institutions[0], None)
    institution, decision = _decision(charter, name, place)
    return Chosen(target, charter, institution, decision)


def decisions_of(charter: Charter) -> list[tuple[Institution, Decision]]:
    """Every decision of the file's own institutions, and entry into force where it is still to come."""
    from charter.dsl.model.entry import is_past

    return [(i, d) for i in charter.institutions for d in (*i.decisions, *(() if is_past(i) else _entries(i)))]


def _entries(institution: Institution) -> tuple[Decision, ...]:
    """Entry into force as a decision, where the charter states its condition."""
    from charter.dsl.model.entry import entry_decision

    found = entry_decision(institution)
    taken = found is None or institution.decision(found.name) is not None
    return () if found is None or taken else (found,)


def _decision(charter: Charter, name: str, place: str) -> tuple[Institution, Decision]:
    every = [(i, d) for i in (*charter.institutions, *charter.imported) for d in (*i.decisions, *_entries(i))]
    if name == SHORT and not any(d.name == name for _, d in every):
        name = ENTRY
    own = [(i, d) for i, d in every if d.name == name and i in charter.institutions]
    if len(own) > 1:
        names = ", ".join(f"`{i.name}.{d.name}`" for i, d in own)
        raise TargetError(f"several institutions decide `{visible(name)}`: say {names}")
    found = own or [(i, d) for i, d in every if f"{i.name}.{d.name}" == name]
    if found:
        return found[0]
    raise TargetError(_no_decision(name, place, [d.name for _, d in decisions_of(charter)]))


def _no_decision(name: str, place: str, names: list[str]) -> str:
    from charter.world import near

    start = f"`{visible(place)}` has no decision `{visible(name)}`"
    if not names:
        return f"{start}, and none at all"
    close = list(near(name.rpartition(".")[2], names))[:3]
    if close:
        return f"{start}; near: {', '.join(close)}"
    listed = ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")
    return f"{start}; there are {listed}"
