"""A decision, with its organs filled, as a `Game` of the engine: for power indices and counts of coalitions.

Players are the parties with a vote somewhere, and those that no party controls (delegates, bodies, officers), each
for itself. A constituency that votes as a unit is a game of its own inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

from charter.decisions.elements import (
    ZERO,
    BodyAgrees,
    Composition,
    Conjunction,
    Disjunction,
    Formula,
    Seat,
    VoteThreshold,
)
from charter.decisions.procedure import DecisionProcedure, ElectorateSteps
from charter.errors import GameError
from charter.games.game import Game
from charter.record import changed


def game_of(assembled: DecisionProcedure, filled: Mapping[str, Composition] | None = None) -> Game:
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


def _part(part: ElectorateSteps, composition: Composition | None) -> Game:
    if composition is None:
        raise KeyError(part.hall.entity)
    return formula_game(part.formula, composition)


def formula_game(formula: Formula, composition: Composition) -> Game:
    """The game of a formula among known holders; a body that must agree is a player `(body)`."""
    if isinstance(formula, VoteThreshold):
        return _atom(formula, composition)
    if isinstance(formula, BodyAgrees):
        return Game.veto(f"({formula.body})")
    casting = _casting(formula)
    if casting is not None:
        return _atom(casting[0], composition, casting[1])
    games = [formula_game(p, composition) for p in formula.parts]
    found = games[0]
    for each in games[1:]:
        found = found & each if isinstance(formula, Conjunction) else found | each
    return found


def player(seat: Seat) -> str:
    """Who casts the vote of a seat: the party where one does, otherwise the seat by name."""
    key = next((k for k in seat.keys if len(k) == 1), None)
    return next(iter(key)) if key is not None else seat.label


def _casting(formula: Conjunction | Disjunction) -> tuple[VoteThreshold, str] | None:
    """`more than half, or half and X agrees`: the threshold and X, whose vote is then one that only breaks a tie."""
    if (
        not isinstance(formula, Disjunction)
        or len(formula.parts) != 2
        or not isinstance(formula.parts[0], VoteThreshold)
    ):
        return None
    atom, other = formula.parts[0], formula.parts[1]
    if not isinstance(other, Conjunction) or len(other.parts) != 2 or not isinstance(other.parts[1], BodyAgrees):
        return None
    eased = atom.strict and other.parts[0] == changed(atom, strict=False)
    return (atom, other.parts[1].body) if eased else None


def _atom(atom: VoteThreshold, composition: Composition, casting: str | None = None) -> Game:
    """One threshold; with a casting vote, that body's is worth what is short of more than half at a tie."""
    weights: dict[str, Fraction] = {}
    units: list[tuple[Seat, Fraction]] = []
    total = ZERO
    for seat in composition:
        votes = atom.form.of(seat.holder, seat.post)
        total += votes
        if seat.unit:
            if votes:
                units.append((seat, votes))
            else:
                weights |= {p: ZERO for p, _ in seat.unit if p not in weights}
        else:
            weights[player(seat)] = weights.get(player(seat), ZERO) + votes
    quota = max(atom.share * total + atom.plus, ZERO)
    strict = atom.strict and atom.share * total + atom.plus >= 0
    if casting is not None:
        weights[f"({casting})"] = _tiebreaker((*weights.values(), *(v for _, v in units)), quota)
    if not units:
        return Game.weighted(weights, quota, strict=strict)
    games = [Game.weighted({p: Fraction(1)}, 1) for p in weights]
    games += [Game.share(dict(s.voting(atom.form.barred)), Fraction(1, 2), strict=True) for s, _ in units]
    return Game.compose(games, quota, [*weights.values(), *(v for _, v in units)], strict=strict)


def _tiebreaker(votes: Iterable[Fraction], quota: Fraction) -> Fraction:
    """What a casting vote must weigh so that it carries a tie and nothing less: one unit of the votes if they can be
    tied, otherwise nothing."""
    scale = lcm(*(v.denominator for v in votes))
    return Fraction(int((quota * scale).denominator == 1), scale)
