"""The table of power in a decision, for a document: the same figures as `charter power` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.cli.input.chosen import Chosen
from charter.cli.input.subject import NoGame, PlayedSubject, from_charter
from charter.cli.input.targets import Target
from charter.cli.output.formats.power import _alike, _row, _sum, named, precise
from charter.cli.output.grouped import grouped
from charter.errors import GameError
from charter.games.account import Account, account
from charter.games.index_registry import headings
from charter.render.embed.markup import MarkupTable
from charter.render.embed.places import Mistake, Place

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.dsl.model.institution import Institution


def power_table(loaded: Loaded, institution: Institution, decision: str, place: Place) -> MarkupTable:
    """Members with their votes and power; groups, where `by=` names some.

    Raises:
        Mistake: there is no such decision or group, or the charter does not state what the game needs.
    """
    assert loaded.charter is not None
    known = {each.name: each for each in institution.decisions}
    if decision not in known:
        raise Mistake(place.line, f"{institution.name} has no decision `{decision}`; it has {', '.join(known)}")
    chosen = Chosen(Target(place.words[0], None), loaded.charter, institution, known[decision])
    try:
        subject = from_charter(chosen, seats=False, without=())
        found = account(subject.game)
    except (NoGame, GameError) as error:
        raise Mistake(place.line, str(error)) from error
    by = place.options.get("by")
    return _of_groups(subject, found, by) if by else _of_players(subject, found)


def _of_players(subject: PlayedSubject, found: Account) -> MarkupTable:
    head = ("Member", "Votes", *(headings()[each.name] for each in found.measured))
    rows = tuple((named(alike), *_row(alike, found, subject)[1:]) for alike in _alike(subject, found))
    return MarkupTable(head, rows, frozenset(range(1, len(head))))


def _of_groups(subject: PlayedSubject, found: Account, by: str) -> MarkupTable:
    groups = [group for name in by.split(",") for group in grouped(subject, found, name.strip())]
    columns = [m.name for m in found.measured if any(m.name in g.power or m.name in g.least for g in groups)]
    head = ("Group", "Members", "Votes", "People", "Contributions", *(headings()[c] for c in columns))
    rows = []
    for group in groups:
        shares = (group.votes, group.people, group.contributions)
        cells = ("–" if share is None else precise(share) for share in shares)
        rows.append((group.name, str(len(group.players)), *cells, *(_sum(group, c) for c in columns)))
    return MarkupTable(head, tuple(rows), frozenset(range(1, len(head))))
