"""What is shown in and above the text: counts behind thresholds, verdicts above expectations, who can stop a
decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from charter.editor import facts
from charter.editor.records import Hint, Lens, TextPlace
from charter.editor.workspace import DocumentReading

if TYPE_CHECKING:
    from charter.validators.check.engine import Checked

EXPLAIN = "charter.showReport"
"""The command of a lens that says more."""


def hints(reading: DocumentReading, start: int, end: int) -> tuple[Hint, ...]:
    """What the thresholds between two offsets come to: `20 of 30`."""
    return tuple(
        Hint(place.end, said, facts.counted(said, what))
        for place, said, what in facts.counts(reading)
        if start <= place.end <= end
    )


def lenses(
    reading: DocumentReading, checked: Checked | None = None, pulse: Callable[[], None] = lambda: None
) -> tuple[Lens, ...]:
    """A line above each decision, and above each expectation where a check has been made. `pulse` is called between
    decisions; what it raises ends it."""
    return tuple(sorted([*_decisions(reading, pulse), *_verdicts(reading, checked)], key=lambda lens: lens.place))


def _decisions(reading: DocumentReading, pulse: Callable[[], None]) -> list[Lens]:
    from charter.render.words.blocking import blocking

    charter = reading.loaded.charter
    found = []
    for institution in charter.institutions if charter is not None else ():
        for decision in institution.decisions:
            place = reading.mine(decision.name_span)
            if place is None or charter is None:
                continue
            pulse()
            said = blocking(charter, institution, decision)
            text = " ".join(said.words) if said.able == "unknown" else f"Veto: {' '.join(said.words)}"
            found.append(Lens(place, text, EXPLAIN, (reading.document.uri, f"{institution.name}.{decision.name}")))
    return found


def _verdicts(reading: DocumentReading, checked: Checked | None) -> list[Lens]:
    found = []
    for verdict in checked.verdicts if checked is not None else ():
        place = reading.mine(verdict.span)
        if place is None:
            continue
        where = f" in {verdict.scenario}" if verdict.scenario else ""
        witness = str((verdict.witness or {}).get("text", ""))
        before = f" (before the reform: {verdict.before[0]})" if verdict.before is not None else ""
        found.append(Lens(place, f"{verdict.verdict}{where}{before}{': ' + witness if witness else ''}"))
    return found


def verdict_at(reading: DocumentReading, offset: int, checked: Checked | None) -> tuple[TextPlace, list[str]] | None:
    """The expectation at a cursor: its place and a line for each verdict on it."""
    lines = [lens for lens in _verdicts(reading, checked) if lens.place.holds(offset)]
    return (lines[0].place, [lens.text for lens in lines]) if lines else None
