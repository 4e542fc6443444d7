"""What follows from a document for a hover, a hint or a lens: games of decisions and counts of thresholds, kept for as
long as the reading stands."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.editor.records import TextPlace
from charter.editor.workspace import DocumentReading

if TYPE_CHECKING:
    from charter.decisions.elements import VoteThreshold
    from charter.decisions.procedure import ElectorateSteps
    from charter.decisions.queries.game_queries import DecisionGame

THRESHOLDS = ("at_least_share", "more_than_share", "fixed", "ratio_of", "all_but", "part_of_group", "consensus_minus",
              "not_opposed")  # fmt: skip
"""The clauses whose count is shown."""
AGAINST = ("unless_objected", "unless_stopped", "not_opposed")
"""Clauses that count those who are against."""
MOST_GROUPS = 6
"""Groups whose power a decision's page gives at most: each is a computation of its own."""


def charter_of(reading: DocumentReading) -> Charter | None:
    """The charter, as far as it could be read."""
    return reading.loaded.charter


def game(reading: DocumentReading, institution: Institution, decision: Decision) -> DecisionGame | None:
    """The game of a decision; None where the charter does not settle it."""
    from charter.decisions.queries.game_queries import DecisionGame, decision_game

    charter = charter_of(reading)
    kept = reading.kept
    key = ("game", institution.name, decision.name)
    if key not in kept and charter is not None:
        shared = kept.setdefault("shared", {})
        found = decision_game(charter, institution, decision, shared=shared)  # type: ignore[arg-type]
        kept[key] = found if isinstance(found, DecisionGame) else None
    made = kept.get(key)
    return made if isinstance(made, DecisionGame) else None


def counts(reading: DocumentReading) -> tuple[tuple[TextPlace, str, str], ...]:
    """For each threshold of the document that is a count whoever sits: its place, the count (`20 of 30`), what is
    counted."""
    kept = reading.kept
    if "counts" not in kept:
        kept["counts"] = tuple(_counts(reading))
    found: tuple[tuple[TextPlace, str, str], ...] = kept["counts"]  # type: ignore[assignment]
    return found


def _counts(reading: DocumentReading) -> Iterator[tuple[TextPlace, str, str]]:
    from charter.decisions.elements import atoms

    found: dict[TextPlace, dict[str, str]] = {}
    charter = charter_of(reading)
    for institution in charter.institutions if charter is not None else ():
        for decision in institution.decisions:
            played = game(reading, institution, decision)
            for part in played.parts if played is not None else ():
                for atom in atoms(part.formula):
                    place = reading.mine(atom.span) if atom.span is not None else None
                    against = None if place is None else _against(reading, place)
                    if place is None or against is None:
                        continue
                    said = _count(reading.kept, part, atom.dual() if against else atom)
                    if said is not None:
                        found.setdefault(place, {}).setdefault(said, f"{atom.form.text}{' against' * against}")
    for place, said_of in sorted(found.items()):
        yield place, " / ".join(said_of), ", ".join(dict.fromkeys(said_of.values()))


def counted(said: str, what: str) -> str:
    """`20 of 30 seats`; of votes only where all are cast."""
    return f"{said} {what}" + (", if all vote" if "votes" in what else "")


def _against(reading: DocumentReading, place: TextPlace) -> bool | None:
    """Whether a threshold counts those who are against; None where the text there is no threshold to count."""
    against, node = False, reading.document.parsed.tree
    while (node.start, node.end) != (place.start, place.end) or node.kind not in THRESHOLDS:
        against = against or node.kind in AGAINST
        inner = next((t for t in node.trees() if t.start <= place.start and place.end <= t.end), None)
        if inner is None:
            return None
        node = inner
    return against or node.kind in AGAINST


def _count(kept: dict[object, object], part: ElectorateSteps, atom: VoteThreshold) -> str | None:
    """`20 of 30`: what a threshold needs of all votes; None where the total depends on who sits, or no share
    is asked."""
    from charter.decisions.compositions.bounds import extremes
    from charter.decisions.queries.witness import needed, number
    from charter.errors import TooLarge

    if atom.share in (0, 1) and not atom.plus and not atom.strict:
        return None
    key = ("total", id(part.hall), atom.form.text, atom.form.chamber)
    if key not in kept:
        try:
            bounds = extremes(part.hall.spaces, atom.form.of)
        except TooLarge:
            bounds = None
        kept[key] = bounds.least if bounds is not None and bounds.least == bounds.most else None
        kept[key, "hall"] = part.hall  # so that nothing else gets its identity
    total = kept[key]
    if not isinstance(total, Fraction) or not total:
        return None
    return f"{needed(atom, total, _whole(part, atom))} of {number(total)}"


def _whole(part: ElectorateSteps, atom: VoteThreshold) -> bool:
    """Whether every vote that is counted is a whole number."""
    space = part.hall.spaces.outer
    votes = [atom.form.of(seat.holder, seat.post) for seat in space.fixed]
    votes += [atom.form.of(holder, each.post) for each in space.opens for holder in each.eligible]
    return all(vote.denominator == 1 for vote in votes)


def decision_at(reading: DocumentReading, place: TextPlace) -> tuple[Institution, Decision] | None:
    """The decision whose name stands there; of a reform and its original, that of the document itself."""
    charter = charter_of(reading)
    for institution in (*charter.institutions, *charter.imported) if charter is not None else ():
        for decision in institution.decisions:
            if reading.place(decision.name_span) == place:
                return institution, decision
    return None


def organ_at(reading: DocumentReading, place: TextPlace) -> tuple[Institution, Organ] | None:
    """The organ whose name stands there."""
    charter = charter_of(reading)
    for institution in (*charter.institutions, *charter.imported) if charter is not None else ():
        for organ in institution.organs:
            if reading.place(organ.name_span) == place:
                return institution, organ
    return None


def power_lines(reading: DocumentReading, played: DecisionGame) -> Iterator[str]:
    """The power of the declared groups in a decision, over every lawful composition."""
    from charter.decisions.play.power_bounds import group_power
    from charter.errors import GameError, TooLarge
    from charter.text.wording import percent

    charter = charter_of(reading)
    groups = [g for g in (charter.groups if charter is not None else ()) if g.parties.members]
    kept = reading.kept
    for group in groups[:MOST_GROUPS]:
        key = ("power", played.name, group.name)
        if key not in kept:
            try:
                found = group_power(played, frozenset(group.parties.members or ()))
                kept[key] = (found.least, found.most)
            except (GameError, TooLarge):
                kept[key] = (None, None)
        bounds: tuple[Fraction | None, Fraction | None] = kept[key]  # type: ignore[assignment]
        if bounds[0] is not None and bounds[1] is not None:
            low, high = percent(bounds[0]), percent(bounds[1])
            said = low if bounds[0] == bounds[1] else f"{low} to {high}"
            yield f"{group.title or group.name}: {said}"
