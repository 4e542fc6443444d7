"""Steps as they are read, and a step that may be taken in several ways, of which one is enough.

The ways of a step are a disjunction: it succeeds if one of them does. In one organ that is one formula more. Ways in
several organs are looked at together, in a hall of all their seats in which each rule counts those of its own organ;
that needs known holders, because who fills an open seat there is not independent of who fills it elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from charter.decisions.elements import (
    NOBODY,
    BodyAgrees,
    CompositionSpace,
    Electorate,
    Formula,
    Spaces,
    Unstated,
    VoteThreshold,
    both,
    either,
    mapped,
)
from charter.dsl.model.base import Citation
from charter.dsl.model.decisions import Bar
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import Rule
from charter.dsl.syntax.source import Span
from charter.record import changed, record


@record
class StepVote:
    """A step as it was read: by whom, under which rule in words, with its citations; who has no vote in it, who breaks
    a tie, and the clauses that make a vote valid (a quorum)."""

    span: Span
    by: str
    rule: Rule | None
    citations: tuple[Citation, ...] = ()
    bars: tuple[Bar, ...] = ()
    barred: frozenset[str] = NOBODY
    casting: str | None = None
    needs: tuple[Rule, ...] = ()


@record
class ElectorateSteps:
    """The steps of one hall, which share a composition, as one formula. `certain` is what must be met even if all
    that the charter leaves to words lets the decision pass (`Assembled.left`); None where nothing must."""

    hall: Electorate
    formula: Formula
    steps: tuple[StepVote, ...]
    institution: Institution
    organ: Organ | None = None
    certain: Formula | None = None
    left: tuple[str, ...] = ()
    whole: bool = True
    """Whether the formula says all that the rules of the steps do, so that it can be replayed."""


@record
class Way:
    """One way to take a step: its votes, all of which must carry, and the bodies that must agree."""

    parts: tuple[ElectorateSteps, ...]
    bodies: tuple[StepVote, ...]

    @property
    def agreed(self) -> list[Formula]:
        """The bodies as formulas."""
        return [BodyAgrees(body.by) for body in self.bodies]


def one_of(ways: Sequence[Way], span: Span) -> ElectorateSteps | StepVote:
    """The step that any of these ways takes; raises `Unstated` where organs with open seats are among several."""
    ways = [way for way in ways if way.parts or way.bodies]  # what only advises is no way
    every = [part for way in ways for part in way.parts]
    if not every:
        cited = tuple(c for way in ways for body in way.bodies for c in body.citations)
        return StepVote(span, " or ".join(" and ".join(b.by for b in way.bodies) for way in ways), None, cited)
    halls = {part.hall.entity: part.hall for part in every}
    first = every[0]
    if len(halls) == 1:
        hall, apart = first.hall, False
    else:
        hall, apart = _together(tuple(halls.values()), span), True
    formula = either(f for way in ways if (f := _needed(way, apart, certain=False)) is not None)
    sure = [_needed(way, apart, certain=True) for way in ways]
    certain = either(f for f in sure if f is not None) if all(f is not None for f in sure) else None
    steps = tuple(step for way in ways for part in way.parts for step in part.steps)
    left = tuple(words for part in every for words in part.left)
    return ElectorateSteps(
        hall, formula, steps, first.institution, None if apart else first.organ, certain, left, whole=False
    )  # fmt: skip


def _needed(way: Way, apart: bool, *, certain: bool) -> Formula | None:
    """What a way needs; with `certain`, if all that is left to words lets it pass: None where nothing is needed."""
    found: list[Formula] = []
    for part in way.parts:
        formula = part.certain if certain else part.formula
        if formula is not None:
            found.append(_counted_in(formula, part.hall) if apart else formula)
    found += way.agreed
    return both(found) if found else None


def _counted_in(formula: Formula, hall: Electorate) -> Formula:
    """The formula with every threshold counting the seats of that hall alone."""

    def own(atom: VoteThreshold) -> VoteThreshold:
        return changed(atom, form=changed(atom.form, hall=hall.entity, text=f"{atom.form.text} in {hall.label}"))

    return mapped(formula, own)


def _together(halls: tuple[Electorate, ...], span: Span) -> Electorate:
    """One hall of the seats of several, each marked with its own."""
    labels = " or ".join(dict.fromkeys(hall.label for hall in halls))
    seats = []
    for hall in halls:
        known = hall.spaces.known
        if known is None or hall.anonymous:
            raise Unstated(
                f"who sits in {hall.label}", span, hall.entity,
                f"{labels} can each take the step, and who sits in {hall.label} is not settled",
            )  # fmt: skip
        seats += [changed(seat, post=changed(seat.post, hall=hall.entity)) for seat in known]
    entity = " or ".join(hall.entity for hall in halls)
    notes = tuple(dict.fromkeys(note for hall in halls for note in hall.notes))
    space = CompositionSpace(tuple(seats))
    silent = frozenset[str]().union(*(hall.silent for hall in halls))
    return Electorate(entity, labels, span, Spaces((space,)), notes=notes, silent=silent)


__all__ = ["ElectorateSteps", "StepVote", "Way", "one_of"]
