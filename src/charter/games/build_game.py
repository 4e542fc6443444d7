"""A decision, with its organs filled, as a `Game` of the engine: for power indices and counts of coalitions.

Players are the parties with a vote somewhere, and those that no party controls (delegates, bodies, officers), each
for itself. A constituency that votes as a unit is a game of its own inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from charter.games.build import Assembled, Part
from charter.games.build_forms import ZERO, AllParts, Atom, BodyAgrees, Composition, Formula, Seat
from charter.games.errors import GameError
from charter.games.game import Game


def game_of(assembled: Assembled, filled: Mapping[str, Composition] | None = None) -> Game:
    """The game with open organs filled as given, by entity; raises KeyError where one is open and not given,
    and GameError where what passes is left to words."""
    if assembled.left:
        raise GameError(f"no clause on {assembled.left[0]}")
    games = [_part(part, (filled or {}).get(part.hall.entity) or part.hall.spaces.known) for part in assembled.parts]
    games += [Game.veto(f"({body.by})") for body in assembled.bodies]
    found = games[0]
    for each in games[1:]:
        found = found & each
    for bloc in assembled.circumstances.blocs:
        inside = [p for p in found.players if p in bloc]
        found = found.merge(inside, "+".join(inside)) if len(inside) > 1 else found
    return found


def _part(part: Part, composition: Composition | None) -> Game:
    if composition is None:
        raise KeyError(part.hall.entity)
    return _formula(part.formula, composition)


def _formula(formula: Formula, composition: Composition) -> Game:
    if isinstance(formula, Atom):
        return _atom(formula, composition)
    if isinstance(formula, BodyAgrees):
        return Game.veto(f"({formula.body})")
    games = [_formula(p, composition) for p in formula.parts]
    found = games[0]
    for each in games[1:]:
        found = found & each if isinstance(formula, AllParts) else found | each
    return found


def player(seat: Seat) -> str:
    """Who casts the vote of a seat: the party where one does, otherwise the seat by name."""
    key = next((k for k in seat.keys if len(k) == 1), None)
    return next(iter(key)) if key is not None else seat.label


def _atom(atom: Atom, composition: Composition) -> Game:
    weights: dict[str, Fraction] = {}
    units: list[tuple[Seat, Fraction]] = []
    total = ZERO
    for seat in composition:
        votes = atom.form.of(seat.holder, seat.post)
        total += votes
        if seat.unit:
            units.append((seat, votes))
        else:
            weights[player(seat)] = weights.get(player(seat), ZERO) + votes
    quota = atom.share * total + atom.plus
    strict = atom.strict and quota >= 0
    if not units:
        return Game.weighted(weights, max(quota, ZERO), strict=strict)
    games = [Game.weighted({p: Fraction(1)}, 1) for p in weights]
    games += [Game.share(dict(seat.unit), Fraction(1, 2), strict=True) for seat, _ in units]
    return Game.compose(games, max(quota, ZERO), [*weights.values(), *(v for _, v in units)], strict=strict)
