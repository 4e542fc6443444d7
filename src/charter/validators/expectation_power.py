"""Expectations about power: the normalised Banzhaf index of a group, in every lawful composition.

Over open seats the index of a group depends only on how many of each class of interchangeable parties sit. So one
game is solved for each way to fill the seats by class, as long as one organ is open and there are few ways; otherwise
the verdict is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import PowerOf
from charter.games.build import Part
from charter.games.build_columns import numbers_of
from charter.games.build_forms import ONE, ZERO, Composition, Post, atoms
from charter.games.build_game import game_of
from charter.games.claims import DecisionGame
from charter.games.compositions import extremes
from charter.games.compositions_search import TooLarge, Wanted, find
from charter.games.errors import GameError
from charter.validators.expectations import DEPENDS, Judged, by_bounds, unknown
from charter.validators.scenarios import Staged
from charter.validators.wording import percent

MOST_GAMES = 400
METHOD = "normalised Banzhaf index"


def wanted_share(stage: Staged, claim: PowerOf) -> Fraction | str:
    """The share of a column that a group has among all members, times the number asked; or why it is not known."""
    members = stage.institution.members
    if members is None or members.value.members is None:
        return "no clause on the members"
    values = numbers_of(stage.charter, claim.column or "")
    known = [p for p in members.value.members if p in values]
    total = sum((values[p] for p in known), ZERO)
    if not total:
        return f"no figures in `{claim.column}`"
    group = set(claim.parties.members or ())
    return sum((values[p] for p in known if p in group), ZERO) / total * claim.times


def power_share(game: DecisionGame, parties: PartySet, wanted: Fraction, at_least: bool) -> Judged:
    """The verdict on the power of a group in a decision."""
    group = frozenset(parties.members or ())
    if game.anonymous:
        return unknown("no clause on the members")
    try:
        found = [(_share(game, filled, group), filled) for filled in _fillings(game, group)]
    except (GameError, TooLarge, _Open) as error:
        return unknown(f"power in {game.name} is not computed: {error}")
    if not found:
        return unknown("no lawful composition")
    low, high = min(found, key=lambda f: f[0]), max(found, key=lambda f: f[0])
    verdict = by_bounds(low[0], high[0], wanted, at_least)
    return verdict, _witness(game, parties, wanted, verdict, low, high)


class _Open(Exception):
    """Too many ways to fill the open seats."""


Found = tuple[Fraction, dict[str, Composition]]


def _witness(
    game: DecisionGame, parties: PartySet, wanted: Fraction, verdict: str, low: Found, high: Found
) -> dict[str, Any]:
    text = f"{parties.text} have {percent(low[0])} of the power in {game.name}"
    if high[0] != low[0]:
        joined = "or" if verdict == DEPENDS else "to"
        text = f"{parties.text} have {percent(low[0])} {joined} {percent(high[0])} of the power in {game.name}"
    return {
        "text": f"{text}, against {percent(wanted)} ({METHOD})",
        "decision": game.name,
        "index": METHOD,
        "least": low[0],
        "most": high[0],
        "wanted": wanted,
    }


def _share(game: DecisionGame, filled: dict[str, Composition], group: frozenset[str]) -> Fraction:
    index = game_of(game.assembled, filled).power.banzhaf()
    blocs = [b for b in game.assembled.circumstances.blocs if b & group]
    if any(not b <= group for b in blocs):
        raise _Open("a set that votes as one lies partly inside the group")
    total = ZERO
    for name, value in index.items():
        if set(name.split("+")) <= group:
            total += Fraction(value)
    return total


def _fillings(game: DecisionGame, group: frozenset[str]) -> Iterator[dict[str, Composition]]:
    """One composition for each way to fill the seats by class."""
    opened = [p for p in game.parts if p.hall.spaces.known is None]
    if not opened:
        yield {}
        return
    if len(opened) > 1 or len(opened[0].hall.spaces.variants) > 1:
        raise _Open("more than one way in which seats are left open")
    part = opened[0]
    for composition in _by_class(part, _signatures(game, part, group)):
        yield {part.hall.entity: composition}


def _signatures(game: DecisionGame, part: Part, group: frozenset[str]) -> list[frozenset[str]]:
    """The parties that may sit, in classes that no rule of the decision and not the group tells apart."""
    space = part.hall.spaces.variants[0]
    posts = {o.post for o in space.opens}
    mine = [a.form for a in atoms(part.formula)]
    others = [(p, a.form) for p in game.parts if p is not part for a in atoms(p.formula)]
    elsewhere = [{s.holder: f.of(s.holder, s.post) for s in p.hall.spaces.known or ()} for p, f in others]
    found: dict[Any, set[str]] = {}
    for party in sorted(frozenset().union(*(o.eligible for o in space.opens))):
        votes = tuple(frozenset(f.of(party, post) for post in posts) for f in mine)
        if any(len(v) > 1 for v in votes):
            raise _Open("a vote depends on the seat")
        key = (party in group, votes, tuple(w.get(party) for w in elsewhere))
        found.setdefault(key, set()).add(party)
    return [frozenset(s) for s in found.values()]


def _by_class(part: Part, classes: list[frozenset[str]]) -> Iterator[Composition]:
    space = part.hall.spaces.variants[0]
    seats = sum(o.count for o in space.opens)
    ranges = []
    for members in classes:
        bounds = extremes(part.hall.spaces, _counting(members, {s.holder for s in space.fixed}))
        if bounds is None:
            return
        ranges.append(range(int(bounds.least), int(bounds.most) + 1))
    ways = 1
    for each in ranges[:-1]:
        ways *= len(each)
    if ways > MOST_GAMES:
        raise _Open(f"{ways} ways to fill the seats by class")
    for counts in product(*ranges[:-1]):
        last = seats - sum(counts)
        if last in ranges[-1]:
            wanted = []
            for members, count in zip(classes, (*counts, last), strict=True):
                value = _counting(members, {s.holder for s in space.fixed})
                wanted.append(Wanted(value, Fraction(count)))
            found = find(space, wanted)
            if found is not None:
                yield found


def _counting(members: frozenset[str], fixed: set[str]) -> Any:
    def value(holder: str, post: Post) -> Fraction:
        return ONE if holder in members and holder not in fixed else ZERO

    return value
