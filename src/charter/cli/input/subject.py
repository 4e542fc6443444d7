"""What the commands `power` and `coalitions` are about: one game, with the words that are to be said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import click
from attrs import evolve, field, frozen

from charter.cli.input import weights_option as bare
from charter.cli.input.groups import NO_CHAMBERS, Named, one_set
from charter.cli.terminal import visible

_OF_OTHERS = "shares are of the votes of the others"

if TYPE_CHECKING:
    from charter.cli.input.chosen import Chosen
    from charter.decisions.play.fixed_game import Standing
    from charter.decisions.procedure import Circumstances
    from charter.dsl.model.charter import Charter
    from charter.games.game import Game


@frozen
class PlayedSubject:
    """A game with its players' votes. `basis`: members, seats, now, example or weights; `notes` say what it takes for
    granted."""

    name: str | None
    title: str
    game: Game
    votes: Mapping[str, Fraction]
    basis: str
    notes: tuple[str, ...] = ()
    charter: Charter | None = None
    standing: Standing | None = None
    blocs: tuple[Named, ...] = field(default=())

    @property
    def chambers(self) -> Mapping[str, frozenset[str]]:
        """Sets of players that the decision's own organs name."""
        return NO_CHAMBERS if self.standing is None else self.standing.chambers()


class NoGame(Exception):
    """There is no game: the charter does not state what it needs."""


def from_numbers(text: str, quota: str | None, without: Sequence[str] = (), column: str | None = None) -> PlayedSubject:
    """The bare game of `--weights`, with `--column` of a file, and `--quota`."""
    if quota is None:
        raise click.UsageError("--weights needs --quota: 12, 85%, 2/3, >50% or majority")
    votes = bare.weights(text, column)
    for name in without:
        gone = one_set(name, None, list(votes))
        votes = {player: value for player, value in votes.items() if player not in gone}
    if not votes:
        raise click.UsageError("no players are left")
    game = bare.game_of(votes, quota)
    return PlayedSubject(None, f"{len(votes)} players, quota {visible(quota)}", game, votes, "weights")


def from_charter(chosen: Chosen, *, seats: bool, without: Sequence[str]) -> PlayedSubject:
    """The game of a decision.

    Raises:
        NoGame: the charter does not state what it needs; the message names the clause.
    """
    from charter.decisions.elements import Unknown
    from charter.decisions.play import fixed_game as games
    from charter.decisions.procedure import ORDINARY
    from charter.dsl.model.entry import ENTRY

    assert chosen.decision is not None
    entering = chosen.decision.name == ENTRY
    around = _staying_out(chosen, without) if entering else ORDINARY
    found = games.standing(chosen.charter, chosen.institution, chosen.decision, around, seats=seats, example=True)
    if isinstance(found, Unknown):
        where = f" of {visible(found.entity)}" if found.entity else ""
        line = f" ({visible(found.span.file)}:{found.span.line})" if found.span is not None else ""
        why = visible(found.sentence) if found.sentence else f"not stated is {visible(found.missing)}{where}"
        raise NoGame(f"{visible(chosen.name)} cannot be played: {why}{line}")
    for name in () if entering else without:
        holders = [s.holder for seated in found.compositions.values() for s in seated]
        holders += [p for seated in found.compositions.values() for s in seated for p, _ in s.unit]
        gone = one_set(name, chosen.charter, holders)
        if not gone & set(holders):
            raise click.UsageError(f"`{visible(name)}` has no vote in {visible(chosen.name)} for certain")
        found = games.without(found, gone)
    title = chosen.decision.title or chosen.decision.name
    notes = tuple(_notes(found)) + tuple(
        f"without {visible(w)}: {'it is in the total and does not ratify' if entering else _OF_OTHERS}" for w in without
    )
    if entering:
        _refuse_what_never_enters(chosen, around)
    if not found.game.players:
        raise NoGame(f"nobody has a vote in {visible(chosen.name)}")
    return PlayedSubject(chosen.name, title, found.game, found.votes(), found.kind, notes, chosen.charter, found)


def _refuse_what_never_enters(chosen: Chosen, around: Circumstances) -> None:
    from charter.analysis.entry.entry_into_force import EntryGame, Missing, entry_in

    found = entry_in(chosen.charter, chosen.institution, around)
    if isinstance(found, Missing):
        raise NoGame(f"{visible(chosen.name)} cannot be played: not stated is {visible(found.what)}")
    if isinstance(found, EntryGame) and found.never:
        raise NoGame(f"{visible(chosen.institution.name)} can never enter into force: {visible(found.why_never)}")


def _staying_out(chosen: Chosen, without: Sequence[str]) -> Circumstances:
    """Those who may ratify and do not."""
    from charter.decisions.procedure import Circumstances
    from charter.dsl.model.entry import may_ratify

    who = may_ratify(chosen.institution) or ()
    gone: frozenset[str] = frozenset()
    for name in without:
        out = one_set(name, chosen.charter, who) & frozenset(who)
        if not out:
            raise click.UsageError(f"`{visible(name)}` may not ratify {visible(chosen.institution.name)}")
        gone |= out
    return Circumstances(absent=gone)


def _notes(found: Standing) -> list[str]:
    from charter.decisions.elements import bodies_in

    notes = []
    for basis in found.basis:
        if basis.kind == "seats":
            notes.append(f"{basis.hall}: who sits is open, so the players are its seats ({basis.open_seats} open)")
        elif basis.kind == "now":
            notes.append(f"{basis.hall}: those who sit now; --seats plays on the seats")
        elif basis.kind == "example":
            notes.append(f"{basis.hall}: votes depend on who sits; this is one lawful composition, for example")
    if found.kind == "seats" and len(found.basis) > 1:
        notes.append("a member that holds a seat is counted there and in the other step as two players")
    if any(part.hall.anonymous for part in found.assembled.parts):
        notes.append("not stated is who the members are: member 1, member 2 … stand for them")
    for body in found.assembled.bodies:
        notes.append(f"({body.by}) must agree and is a player; no member controls it")
    for name in dict.fromkeys(b for part in found.assembled.parts for b in bodies_in(part.formula)):
        notes.append(f"({name}) has a casting vote and is a player; no member controls it")
    for note in dict.fromkeys(n for part in found.assembled.parts for n in part.hall.notes):
        notes.append(note)
    return notes


def with_blocs(subject: PlayedSubject, names: Sequence[str], *, merge: bool) -> PlayedSubject:
    """The subject with blocs, voting as one (`merge`) or kept as blocs of players for the indices of Owen."""
    from charter.errors import GameError

    game, votes = subject.game, dict(subject.votes)
    blocs: list[Named] = []
    more: list[str] = []
    for name in names:
        members = one_set(name, subject.charter, game.players, subject.chambers)
        certain, perhaps = _seats_for(subject, members)
        inside = (members & set(game.players)) | certain
        if perhaps and merge:
            more.append(f"{visible(name)} may also hold some of {len(perhaps)} seats open to others: these vote alone")
        if not inside:
            raise click.UsageError(f"`{visible(name)}` has no player in this game")
        blocs.append((name, inside))
        if merge:
            try:
                game = game.merge([p for p in game.players if p in inside], name)
            except GameError as error:
                raise click.UsageError(visible(str(error))) from error
            votes = _pooled(votes, inside, name)
    said = "votes as one" if merge else "is a bloc"
    notes = (*subject.notes, *(f"{visible(n)} {said}: {len(m)} players" for n, m in blocs), *more)
    standing = subject.standing
    if standing is not None and merge:
        whole = (one_set(name, subject.charter, subject.game.players, subject.chambers) for name in names)
        standing = _with_circumstances(standing, tuple(whole))
    return evolve(subject, game=game, votes=votes, blocs=tuple(blocs), notes=notes, standing=standing)


def _seats_for(subject: PlayedSubject, members: frozenset[str] | set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The open seats, as players, that are certain to go to these, and those that may go to them or to others."""
    lines = subject.standing.seat_lines if subject.standing is not None else {}
    open_to = {seat: line.eligible for seat, (_, line) in lines.items() if line.eligible & members}
    certain = frozenset(seat for seat, eligible in open_to.items() if eligible <= members)
    return certain, frozenset(open_to) - certain


def _with_circumstances(standing: Standing, blocs: tuple[frozenset[str], ...]) -> Standing:
    """The decision over every composition with the blocs too; the game on seats has them merged already."""
    from charter.record import changed

    whole = standing.whole
    circumstances = changed(whole.circumstances, blocs=(*whole.circumstances.blocs, *blocs))
    return changed(standing, whole=changed(whole, circumstances=circumstances))


def _pooled(votes: dict[str, Fraction], inside: frozenset[str], name: str) -> dict[str, Fraction]:
    pooled = {p: v for p, v in votes.items() if p not in inside}
    return pooled | {name: sum((votes.get(p, Fraction(0)) for p in inside), Fraction(0))}
