"""Groups of the players of a decision, by the names of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.cli.input.groups import sets_named

if TYPE_CHECKING:
    from charter.cli.input.subject import PlayedSubject
    from charter.decisions.play.group_power import GroupShare
    from charter.games.account import Account


def grouped(subject: PlayedSubject, account: Account, name: str) -> list[GroupShare]:
    """The group of that name, or the groups of a family, the strongest first; groups without a player are left out."""
    from charter.decisions.play.group_power import group_of

    players = subject.game.players
    made = (
        group_of(label, members, account, subject.votes, players, subject.standing, subject.charter)
        for label, members in sets_named(name, subject.charter, players, subject.chambers)
    )
    found = [group for group in made if group is not None]
    return found if len(found) < 2 else sorted(found, key=lambda g: -(g.votes or 0))
