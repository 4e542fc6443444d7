"""Compositions at the ends: those in which each threshold counts the fewest and the most votes.

They are where a claim about every composition is most likely to break; a claim is only said to depend once one of
them, counted exactly, breaks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from charter.decisions.compositions.bounds import extremes
from charter.decisions.elements import Composition, CompositionSpace, Spaces, atoms
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.queries.smallest import smallest
from charter.record import changed

if TYPE_CHECKING:
    from charter.decisions.queries.game_queries import DecisionGame


def ends(part: ElectorateSteps) -> list[Composition]:
    """The compositions of an organ with the least and the most of each form that its rule counts."""
    if part.hall.spaces.known is not None:
        return [part.hall.spaces.known]
    found: list[Composition] = []
    for atom in atoms(part.formula):
        bounds = extremes(part.hall.spaces, atom.form.of)
        if bounds is not None:
            found += [c for c in (bounds.at_least, bounds.at_most) if c not in found]
    return found


def candidates(game: DecisionGame) -> Iterator[Mapping[str, Composition]]:
    """All organs filled at their ends, the first of each, the second of each, and so on."""
    lists = [ends(part) for part in game.parts]
    for index in range(max((len(x) for x in lists), default=0)):
        if all(lists):
            yield {
                part.hall.entity: found[min(index, len(found) - 1)]
                for part, found in zip(game.parts, lists, strict=True)
            }


def filled_part(part: ElectorateSteps, composition: Composition) -> ElectorateSteps:
    """The part with its organ filled."""
    return changed(part, hall=changed(part.hall, spaces=Spaces((CompositionSpace(composition),))))


def filled_game(game: DecisionGame, filling: Mapping[str, Composition]) -> DecisionGame:
    """The game with some of its organs filled, by entity."""
    if not filling:
        return game
    from charter.decisions.queries.game_queries import DecisionGame as Made

    parts = (filled_part(p, filling[p.hall.entity]) if p.hall.entity in filling else p for p in game.parts)
    made = Made(changed(game.assembled, parts=tuple(parts)))
    made.wider = game.voters
    return made


def harder(game: DecisionGame, number: int, blocking: bool) -> Mapping[str, Composition] | None:
    """Organs filled so that no coalition of `number` members can block (or pass); None if no end shows one."""
    blocs = game.assembled.circumstances.blocs
    found: dict[str, Composition] = {}
    for part in game.parts:
        for composition in ends(part):
            least = smallest(filled_part(part, composition), blocking, blocs)
            if least is None or least.size > number:
                found[part.hall.entity] = composition
                break
        if blocking and part.hall.entity not in found:
            return None
        if not blocking and part.hall.entity in found:
            return found
    return found if blocking else None
