"""The smallest coalitions where constituencies cast their votes as a unit and several thresholds must be met at once.

To settle a constituency's vote a coalition needs a majority of the votes inside it, so that one member may serve
several thresholds. The rule over known holders becomes a game whose voters are games, and the fewest members come from
the engine's integer program, checked exactly. Cost: one program with a variable for each member and constituency.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from charter.decisions.elements import NOBODY, Composition, Formula, Seat, bodies_in
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.to_game import formula_game, player
from charter.errors import TooLarge
from charter.games.formula import all_of, any_of, names, substitute
from charter.games.game import Game


def fewest(
    part: ElectorateSteps, composition: Composition, blocking: bool, blocs: Iterable[frozenset[str]],
    apart: frozenset[str] = NOBODY,
) -> tuple[int, tuple[str, ...]] | None:  # fmt: skip
    """The size and the members of a smallest coalition among known holders; None if there is none. A bloc counts as
    one. Those `apart` say what all others do, and so does a bloc in which one of them is. Raises `TooLarge` where the
    exact answer is beyond the solver."""
    return fewest_of([(part.formula, composition)], blocking, blocs, apart)


def fewest_of(
    halls: Sequence[tuple[Formula, Composition]], blocking: bool, blocs: Iterable[frozenset[str]],
    apart: frozenset[str] = NOBODY,
) -> tuple[int, tuple[str, ...]] | None:  # fmt: skip
    """The same for several halls with known holders, all of which must pass."""
    games = [_settled(formula_game(f, holders), f, holders, blocking) for f, holders in halls]
    game = reduce(lambda first, second: first & second, games)
    whole: dict[str, tuple[str, ...]] = {}
    for number, bloc in enumerate(blocs):
        inside = [p for p in game.players if p in bloc]
        if len(inside) > 1:
            whole[f"bloc {number}"] = tuple(inside)
            game = game.merge(inside, f"bloc {number}")
    others = [p for p in game.players if apart & set(whole.get(p, (p,)))]
    game = game.assume(yes=others) if blocking else game.assume(no=others)
    found = game.smallest_blocking() if blocking else game.smallest_winning()
    if found is None:
        return None
    if not found.exact:
        raise TooLarge("a smallest coalition whose bound the solver leaves open")
    members = (p for name in found.members for p in whole.get(name, (name,)))
    return found.size, tuple(sorted(members))


def _settled(game: Game, formula: Formula, composition: Composition, yes: bool) -> Game:
    """The game among those whom members control: bodies and seats that no member speaks for say `yes` or no, and a
    seat that several control together is theirs only if all of them act."""
    others = {f"({body})" for body in bodies_in(formula)}
    jointly: list[Seat] = []
    for seat in composition:
        if not seat.unit and not any(len(key) == 1 for key in seat.keys):
            if seat.keys:
                jointly.append(seat)
            else:
                others.add(player(seat))
    others &= set(game.players)
    game = game.assume(yes=others) if yes else game.assume(no=others)
    for seat in jointly:
        game = _held_together(game, seat, yes)
    return game


def _held_together(game: Game, seat: Seat, blocking: bool) -> Game:
    """The game with a seat's vote replaced by that of those who control it."""
    if player(seat) not in game.players:
        return game
    keys = [any_of(sorted(k)) if blocking else all_of(sorted(k)) for k in seat.keys]
    rule = substitute(game.rule, {player(seat): all_of(keys) if blocking else any_of(keys)})
    rest = [p for p in game.players if p != player(seat)]
    return Game(tuple(dict.fromkeys([*rest, *names(rule)])), rule)


__all__ = ["fewest", "fewest_of"]
