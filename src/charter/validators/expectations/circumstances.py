"""Where expressions are measured: an institution in its circumstances, with its organs as they may be filled, or with
some of them filled in one way."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from charter.decisions.compositions.ratios import Ratio
from charter.decisions.elements import ONE, ZERO, CompositionSpace, Electorate, Spaces, Unknown
from charter.decisions.queries.extremes import candidates, filled_game
from charter.decisions.queries.game_queries import DecisionGame
from charter.dsl.model.base import PartySet
from charter.record import changed
from charter.validators.expectations.evaluation import Filling, Lack, Value, Weigh
from charter.validators.expectations.scenarios import Staged
from charter.validators.expectations.sentences.votes import default_game, game_in, hall_in, organ_in

AS_MAY_BE: Filling = MappingProxyType({})


@frozen
class Situation:
    """The circumstances, and who sits in the organs (by entity) that are taken as filled."""

    stage: Staged
    filling: Filling = AS_MAY_BE
    games: dict[str, Any] = field(factory=dict, eq=False, repr=False)
    measured: dict[Any, Any] = field(factory=dict, eq=False, repr=False)
    """What metrics came to, or why they were refused, by the metric's place and the members it is asked of."""

    def filled(self, more: Filling) -> Situation:
        """The same with more organs filled."""
        return Situation(self.stage, {**more, **self.filling})

    def hall(self, organ: str) -> Electorate:
        """The hall of an organ; raises `Lack`."""
        found = organ_in(self.stage, organ)
        if found is None:
            raise Lack(f"there is no organ {organ}")
        hall = hall_in(self.stage, *found)
        if isinstance(hall, Unknown):
            raise Lack(hall.why)
        if hall.anonymous:
            raise Lack(f"no clause on the members of {found[0].name}")
        composition = self.filling.get(hall.entity) or self.stage.filling.get(hall.entity)
        if composition is None:
            return hall
        return changed(hall, spaces=Spaces((CompositionSpace(composition),)), open_seats=False)

    def game(self, name: str) -> DecisionGame:
        """The game of a decision, or of what an organ decides by its own rule; raises `Lack`."""
        if name not in self.games:
            self.games[name] = self._game(name)
        found: DecisionGame = self.games[name]
        return found

    def game_or_part(self, name: str) -> DecisionGame | Unknown:
        """The game of a decision; where a step of it is not known, what is missing, with what is known."""
        found = game_in(self.stage, name)
        if isinstance(found, Unknown) and found.known is not None:
            return found
        return self.game(name)

    def _game(self, name: str) -> DecisionGame:
        found = game_in(self.stage, name)
        if isinstance(found, Unknown):
            organ = organ_in(self.stage, name)
            if organ is not None and not found.sentence and self.stage.institution.decision(name) is None:
                found = default_game(self.stage, organ)
        if isinstance(found, Unknown):
            raise Lack(found.why)
        if found.anonymous:
            raise Lack("no clause on the members")
        return filled_game(found, self.filling)


def members_of(parties: PartySet) -> frozenset[str]:
    """The parties of a set; raises `Lack`."""
    if parties.members is None:
        raise Lack(f"the members of `{parties.text}` are not known")
    return frozenset(parties.members)


def open_in(game: DecisionGame) -> frozenset[str]:
    """The organs of a decision whose seats are not filled."""
    return frozenset(p.hall.entity for p in game.parts if p.hall.spaces.known is None)


def fillings_of(game: DecisionGame, group: frozenset[str] = frozenset()) -> tuple[Filling, ...]:
    """Ways to fill the open organs of a decision at their ends: as few of a group as can be, as many, and so on."""
    if not open_in(game):
        return ()
    found: list[Filling] = []
    sides: list[dict[str, Any]] = [{}, {}]
    for part in game.parts:
        if part.hall.spaces.known is None and group:
            ends = Ratio(part.hall.entity, part.hall.spaces, lambda h, p: ONE * (h in group)).ends()
            for side, end in zip(sides, ends or (), strict=False):
                side[part.hall.entity] = end[1]
    found += [side for side in sides if side]
    return (*found, *candidates(game))


def over_seats(hall: Electorate, over: Weigh, unit: str, how: str, under: Weigh | None = None, key: str = "") -> Value:
    """A sum over the seats of an organ (divided by another): its least and its most over every lawful composition.
    `how` is a format with `over` and `under`, the two sums; raises `Lack` where the seats cannot be filled."""
    ratio = Ratio(hall.entity, hall.spaces, over, ZERO, under, key)
    ends = ratio.ends()
    if ends is None:
        raise Lack(f"the seats of {hall.label} cannot all be filled")
    if under is not None and any(not _sum(under, composition) for _, composition in ends):
        raise Lack(f"nobody has {key} in {hall.label}")
    words = []
    for _, composition in ends if ends[0][0] != ends[1][0] else ends[:1]:
        sums = {
            "over": _sum(over, composition),
            "under": _sum(under, composition) if under is not None else ONE,
        }
        words.append(how.format(**{k: _shown(v) for k, v in sums.items()}))
    if hall.spaces.known is not None:
        return Value(ends[0][0], ends[1][0], unit, words[0])
    sides = tuple({hall.entity: composition} for _, composition in ends)
    told = " to ".join(dict.fromkeys(words))
    return Value(ends[0][0], ends[1][0], unit, told, True, frozenset((hall.entity,)), ratio, sides)


def _sum(weigh: Weigh, composition: Any) -> Fraction:
    return sum((weigh(s.holder, s.post) for s in composition), ZERO)


def _shown(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6g}"
