"""Expectations about power: the normalised Banzhaf index of a group, in every lawful composition.

`charter.decisions.play.power_bounds` gives its bounds; where it does not, the verdict is unknown, with the reason.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from charter.decisions.columns import numbers_for
from charter.decisions.elements import ZERO, Unstated
from charter.decisions.play.power_bounds import group_power
from charter.decisions.queries.game_queries import DecisionGame
from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import PowerOf
from charter.errors import GameError, TooLarge
from charter.text.wording import percent
from charter.validators.expectations.scenarios import Staged
from charter.validators.expectations.verdict import DEPENDS, Judged, by_bounds, unknown

METHOD = "normalised Banzhaf index"


def wanted_share(stage: Staged, claim: PowerOf) -> Fraction | str:
    """The share of a column that a group has among all members, times the number asked; or why it is not known."""
    members = stage.institution.members
    if members is None or members.value.members is None:
        return "no clause on the members"
    try:
        values = numbers_for(stage.charter, claim.column or "", members.value.members, claim.span)
    except Unstated as gap:
        return f"not known: {gap.missing}"
    total = sum(values.values(), ZERO)
    if not total:
        return f"no figures in `{claim.column}`"
    group = set(claim.parties.members or ())
    return sum((v for p, v in values.items() if p in group), ZERO) / total * claim.times


def power_share(game: DecisionGame, parties: PartySet, wanted: Fraction, at_least: bool) -> Judged:
    """The verdict on the power of a group in a decision."""
    group = frozenset(parties.members or ())
    if game.anonymous:
        return unknown("no clause on the members")
    try:
        found = group_power(game, group)
    except (GameError, TooLarge) as error:
        return unknown(f"power in {game.name} is not computed: {error}")
    if found.least is None or found.most is None:
        return unknown("no lawful composition")
    verdict = by_bounds(found.least, found.most, wanted, at_least)
    return verdict, _witness(game, parties, wanted, verdict, found.least, found.most)


def _witness(
    game: DecisionGame, parties: PartySet, wanted: Fraction, verdict: str, low: Fraction, high: Fraction
) -> dict[str, Any]:
    text = f"{parties.text} have {percent(low)} of the power in {game.name}"
    if high != low:
        joined = "or" if verdict == DEPENDS else "to"
        text = f"{parties.text} have {percent(low)} {joined} {percent(high)} of the power in {game.name}"
    return {
        "text": f"{text}, against {percent(wanted)} ({METHOD})",
        "decision": game.name,
        "index": METHOD,
        "least": low,
        "most": high,
        "wanted": wanted,
    }
