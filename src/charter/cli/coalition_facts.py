"""What is to be known of the coalitions of one game: collected once, shown in three forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import click
from attrs import field, frozen

from charter.cli.input.groups import one_set
from charter.cli.terminal import visible
from charter.decisions.play.group_power import scale_of

if TYPE_CHECKING:
    from charter.cli.input.subject import PlayedSubject
    from charter.decisions.elements import Composition
    from charter.decisions.play.abstention_paradox import Paradox
    from charter.decisions.play.clause_effect import Clause
    from charter.decisions.play.fixed_game import Standing
    from charter.games.coalitions import Coalition, MinimalSets

T = TypeVar("T")


@frozen
class Cheapest:
    """The coalition with the least of a column, and its share of all players' figures."""

    kind: str
    column: str
    share: Fraction
    members: tuple[str, ...]
    exact: bool


@frozen
class FilledComposition:
    """What a group can do in one lawful composition, that with its fewest or its most seats (`which`): how many it
    then has, and the fewest others with whom it blocks or carries, None where it cannot with all of them."""

    which: str
    seats: Fraction
    block: tuple[str, ...] | None
    carry: tuple[str, ...] | None


@frozen
class Ability:
    """What a group can do. `block` and `carry` are always, never, depends (on who sits) or unknown, each with a
    sentence; `block_with` and `carry_with` the fewest others it needs, None where it cannot with all of them or where
    the players are seats; `seats` its least and most seats in each organ with open seats, `filled` what it can do with
    these; `witnesses` are compositions for each side of what depends on who sits, the holders by organ."""

    group: str
    players: tuple[str, ...]
    block: str
    carry: str
    block_text: str
    carry_text: str
    block_with: tuple[str, ...] | None
    carry_with: tuple[str, ...] | None
    seats: tuple[tuple[str, Fraction, Fraction], ...]
    filled: tuple[FilledComposition, ...] = ()
    witnesses: Mapping[str, Mapping[str, Sequence[str]]] = field(factory=dict)


@frozen
class WithoutHelp:
    """The fewest others who block though a group says yes, and who carry though it says no; None where no others can.
    `players` are those of the group in this game."""

    group: str
    players: tuple[str, ...]
    block: tuple[str, ...] | None
    carry: tuple[str, ...] | None


@frozen
class CoalitionFacts:
    """Everything that is said of the coalitions of a decision. None: beyond the limits of an exact answer."""

    veto_players: tuple[str, ...]
    dictator: str | None
    dummies: tuple[str, ...] | None
    classes: tuple[tuple[str, ...], ...] | None
    smallest_winning: Coalition | None
    smallest_blocking: Coalition | None
    minimal_blocking: MinimalSets | None
    up_to: int
    cheapest: tuple[Cheapest, ...]
    abilities: tuple[Ability, ...]
    clauses: tuple[Clause, ...]
    paradoxes: tuple[Paradox, ...]
    left_out: tuple[str, ...]
    without_help: tuple[WithoutHelp, ...] = ()


def facts_of(
    subject: PlayedSubject, groups: Sequence[str], column: str | None, up_to: int, helpless: Sequence[str] = ()
) -> CoalitionFacts:
    """The facts.

    Raises:
        click.UsageError: an unknown group or column, or a column that has no figure for a player.
    """
    from charter.decisions.play.abstention_paradox import paradoxes
    from charter.decisions.play.clause_effect import clauses_of

    game = subject.game
    left: list[str] = []
    costs = None if column is None else _costs(subject, column)
    at = None if subject.standing is None else subject.standing.assembled
    without_help = tuple(_without_help(subject, name, left) for name in helpless)
    return CoalitionFacts(
        veto_players=game.veto_players,
        dictator=game.dictator,
        dummies=_within("dummies", left, lambda: game.dummies),
        classes=_within("interchangeable players", left, lambda: game.symmetry_classes),
        smallest_winning=_within("the smallest winning coalition", left, game.smallest_winning),
        smallest_blocking=_within("the smallest blocking coalition", left, game.smallest_blocking),
        minimal_blocking=_within("minimal blocking coalitions", left, lambda: game.minimal_blocking(up_to)),
        up_to=up_to,
        cheapest=() if costs is None else _cheapest(subject, column or "", costs, left),
        abilities=tuple(_ability(subject, name, left) for name in groups),
        clauses=() if subject.standing is None else clauses_of(subject.standing),
        paradoxes=() if at is None else paradoxes(at.charter, at.institution, at.decision),
        left_out=tuple(left),
        without_help=without_help,
    )


def _without_help(subject: PlayedSubject, name: str, left: list[str]) -> WithoutHelp:
    """What the others can do while those of a name are there and against them."""
    game = subject.game
    members = one_set(name, subject.charter, list(game.players), subject.chambers)
    inside = tuple(p for p in game.players if p in members or set(p.split("+")) & members)
    if not inside:
        hint = ": who sits is open; ask an expectation, `smallest_blocking(D, without G)`"
        raise click.UsageError(
            f"`{visible(name)}` has no player in this game{hint if subject.basis == 'seats' else ''}"
        )
    block = _within("the fewest who block without help", left, game.assume(yes=inside).smallest_blocking)
    carry = _within("the fewest who carry without help", left, game.assume(no=inside).smallest_winning)
    return WithoutHelp(name, inside, members_of(block), members_of(carry))


def _within(what: str, left: list[str], ask: Callable[[], T]) -> T | None:
    from charter.errors import TooLarge

    try:
        return ask()
    except TooLarge as error:
        left.append(f"{what}: {error}")
        return None


def _costs(subject: PlayedSubject, column: str) -> dict[str, Fraction]:
    """The figure of each player; bodies cost nothing, a bloc what its members do."""
    if column == "votes":
        return {p: subject.votes.get(p, Fraction(0)) for p in subject.game.players}
    if subject.charter is None:
        raise click.UsageError("a bare game has one column: --cheapest votes")
    if subject.basis == "seats":
        raise click.UsageError(f"who sits is open, so that no seat has a figure in `{visible(column)}`")
    from charter.decisions.columns import numbers_of

    name = scale_of(subject.standing) if column in ("contribution", "contributions") else column
    values = numbers_of(subject.charter, name)
    if not values:
        raise click.UsageError(_no_column(column))
    costs: dict[str, Fraction] = {}
    blocs: Mapping[str, frozenset[str]] = dict(subject.blocs)
    for player in subject.game.players:
        members = blocs.get(player, (player,))
        missing = [p for p in members if p not in values and not p.startswith("(")]
        if missing:
            raise click.UsageError(
                f"`{visible(name)}` has no figure for {visible(missing[0])}; leave it out, --without "
                f"{visible(missing[0])}, or take another column"
            )
        costs[player] = sum((values.get(p, Fraction(0)) for p in members), Fraction(0))
    return costs


def _no_column(column: str) -> str:
    from charter.world import columns, near

    close = list(near(column, [n for n, c in columns().items() if c.unit]))[:3]
    return f"`{visible(column)}` is no column of numbers{'; near: ' + ', '.join(close) if close else ''}"


def _cheapest(subject: PlayedSubject, column: str, costs: dict[str, Fraction], left: list[str]) -> tuple[Cheapest, ...]:
    total = sum(costs.values(), Fraction(0)) or Fraction(1)
    found = []
    for kind in ("winning", "blocking"):
        best = _within(f"the cheapest {kind} coalition", left, lambda k=kind: subject.game.cheapest(costs, k))  # type: ignore[misc]
        if best is not None:
            found.append(Cheapest(kind, column, Fraction(best.cost) / total, best.members, best.exact))
    return tuple(found)


def _ability(subject: PlayedSubject, name: str, left: list[str]) -> Ability:
    game = subject.game
    holders = list(game.players)
    members = one_set(name, subject.charter, holders, subject.chambers)
    inside = tuple(p for p in game.players if p in members)
    if subject.basis != "seats" or subject.standing is None:
        block = "always" if game.blocks(inside) else "never"
        carry = "always" if game.wins(inside) else "never"
        stops = _within("the fewest with whom it blocks", left, lambda: game.companions(inside, "blocking"))
        wins = _within("the fewest with whom it carries", left, lambda: game.companions(inside))
        return Ability(name, inside, block, carry, "", "", members_of(stops), members_of(wins), ())
    if any(name == bloc for bloc, _ in subject.blocs):
        members = one_set(name, subject.charter, (), subject.chambers)  # its members, not the player that it is
    return _over_compositions(subject, name, members, inside, left)


def members_of(found: Coalition | None) -> tuple[str, ...] | None:
    """The members of a coalition, if there is one."""
    return None if found is None else found.members


def _over_compositions(
    subject: PlayedSubject, name: str, members: frozenset[str], inside: tuple[str, ...], left: list[str]
) -> Ability:
    from charter.decisions.compositions.bounds import SeatBounds, bounds_in

    assert subject.standing is not None
    played = subject.standing.played
    block, carry = played.can_block(members), played.can_pass(members)
    bounds = [(part.hall, bounds_in(part.hall, members)) for part in subject.standing.opened]
    known = [(hall, b) for hall, b in bounds if isinstance(b, SeatBounds)]
    filled: list[FilledComposition] = []
    if len(known) == len(bounds) and not played.anonymous:
        fewest = {hall.entity: b.at_least for hall, b in known}, sum(b.least for _, b in known)
        most = {hall.entity: b.at_most for hall, b in known}, sum(b.most for _, b in known)
        filled = [_filled(subject.standing, members, w, *end, left) for w, end in (("fewest", fewest), ("most", most))]
    seats = tuple((hall.label, b.least, b.most) for hall, b in known)
    return Ability(
        name, inside, block.kind, carry.kind, _said(block), _said(carry), None, None, seats, tuple(filled),
        {**_sides(block), **_sides(carry)},
    )  # fmt: skip


def _sides(answer: Any) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """`can block` and `cannot block`, each with the holders by organ; nothing where the answer is always the same."""
    found: Mapping[str, Mapping[str, Sequence[str]]] = (answer.witness or {}).get("compositions", {})
    return found


def _filled(
    standing: Standing, members: frozenset[str], which: str, compositions: Mapping[str, Composition], seats: Any,
    left: list[str],
) -> FilledComposition:  # fmt: skip
    """The game on the members once the organs are filled so, a member being one player in every step."""
    from charter.decisions.to_game import game_of

    now = {entity: seated for entity, seated in standing.compositions.items() if entity not in compositions}
    game = game_of(standing.whole, {**now, **compositions})
    own = [p for p in game.players if set(p.split("+")) <= members]
    block = _within("the fewest with whom it blocks", left, lambda: game.companions(own, "blocking"))
    carry = _within("the fewest with whom it carries", left, lambda: game.companions(own))
    return FilledComposition(which, Fraction(seats), members_of(block), members_of(carry))


def _said(answer: Any) -> str:
    return str((answer.witness or {}).get("text", "")) or (f"not stated: {answer.missing}" if answer.missing else "")
