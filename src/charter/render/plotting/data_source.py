"""Where the figures of a chart come from, when they are not the charter's own."""

from __future__ import annotations

from collections.abc import Iterable

from charter.render.drawing.text import clean


def data_note(columns: Iterable[str]) -> str:
    """The source and date of each column that comes with Charter: "Data: Population: United Nations, ..., 2024."; a
    column of a designer's table is in the charter's own sources, and nothing is said of it here."""
    from charter.world import columns as known

    shipped = known()
    said = [
        f"{clean(info.title)}: {clean(info.source)}{f' ({clean(info.date)})' if info.date else ''}"
        for info in (shipped.get(column) for column in dict.fromkeys(columns))
        if info is not None
    ]
    return f"Data: {'; '.join(said)}." if said else ""
