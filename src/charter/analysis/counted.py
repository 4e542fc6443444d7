"""How many votes there are of what a rule counts, in the hall where it is voted, by the base of the vote itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.stated_rules import PlacedRule
from charter.analysis.subject import Subject
from charter.decisions.compile_rule import RuleContext, chamber_form, form_of
from charter.decisions.compositions.bounds import extremes
from charter.decisions.counting_base import named_bars
from charter.decisions.electorates import members_hall
from charter.decisions.elements import ZERO, Electorate, Spaces, Unstated, VoteWeighting
from charter.dsl.model.rules import Base
from charter.errors import TooLarge
from charter.record import record


@record
class VoteCount:
    """The fewest and the most votes that a base counts over every lawful composition; `text` is what it counts."""

    least: Fraction
    most: Fraction
    text: str


def hall_of(subject: Subject, placed: PlacedRule) -> Electorate | None:
    """The hall in which a rule is voted; None where it is not known, or the rule is voted in none."""
    try:
        if placed.organ is not None:
            return subject.hall(placed.organ)
        return members_hall(subject.charter, subject.institution, placed.rule.span) if placed.members else None
    except Unstated:
        return None


def counted(subject: Subject, placed: PlacedRule, base: Base, *, all_there: bool = False) -> list[VoteCount]:
    """What a base counts where the rule is voted, once or for each chamber; empty where that is not known. Those who
    are barred are left out, unless `all_there`."""
    hall = hall_of(subject, placed)
    if hall is None:
        return []
    bars = () if all_there else placed.bars
    scene = RuleContext(subject.charter, hall, named_bars(bars), bars)
    found = []
    try:
        for form in _forms(base, scene, placed.role in ("quorum", "void_unless")):
            plain = _alike(form, hall.spaces)
            bounds = extremes(hall.spaces, form.of) if plain is None else None
            if plain is None and bounds is None:
                return []
            least, most = (plain, plain) if bounds is None else (bounds.least, bounds.most)
            assert least is not None
            assert most is not None
            found.append(VoteCount(least, most, form.text))
    except (Unstated, TooLarge):
        return []
    return found


def _alike(form: VoteWeighting, spaces: Spaces) -> Fraction | None:
    """What is counted in every composition, where it is plain that it is the same in all."""
    found = set()
    for space in spaces.variants:
        total = sum((form.of(s.holder, s.post) for s in space.fixed), ZERO)
        for each in space.opens:
            values = {form.of(party, each.post) for party in each.eligible}
            if len(values) != 1:
                return None
            total += values.pop() * each.count
        found.add(total)
    return found.pop() if len(found) == 1 else None


def _forms(base: Base, scene: RuleContext, presence: bool) -> Iterator[VoteWeighting]:
    if base.kind == "each_chamber":
        yield from (chamber_form(name, scene, base.span) for name in scene.hall.chambers)
    else:
        yield form_of(base, scene, presence)
