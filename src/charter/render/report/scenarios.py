"""What scenarios change, as a section of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from charter.render.report.parts import DocumentTable, Section

DASH = "–"


def scenario_section(compared: Sequence[Any]) -> Section | None:
    """A table of what changes in each scenario; None where the charter has none."""
    rows = tuple(row for each in compared for row in _rows(each))
    if not rows:
        return None
    head = ("Scenario", "What", "As it stands", "In the scenario")
    return Section("scenarios", "Scenarios", (DocumentTable("What each scenario changes", head, rows),))


def _rows(one: Any) -> Iterator[tuple[str, str, str, str]]:
    name = one.title or one.name
    if one.unsupported is not None:
        yield name, f"cannot be carried out: {one.unsupported}", DASH, DASH
        return
    if one.empty:
        yield name, "nothing changes", DASH, DASH
    for figure in one.figures:
        yield name, figure.what, figure.before or "not known", figure.after or "not known"
    for turned in one.verdicts:
        yield name, turned.text, turned.before or "not asked", turned.after
    for found in one.appear:
        yield name, f"{found.code}: {found.message}", DASH, f"{found.severity} appears"
    for found in one.vanish:
        yield name, f"{found.code}: {found.message}", found.severity, "gone"
    for before, after in one.change:
        yield name, f"{after.code} on {after.entity}", before.message, after.message
