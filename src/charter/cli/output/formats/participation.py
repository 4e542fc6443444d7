"""The page of `charter check --focus participation`: a row to each party that a designer looks at first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from charter.cli.output.formats.brief import as_data as brief_as_data
from charter.cli.output.formats.brief import rows_sheet
from charter.cli.output.formats.sheets import Sheet
from charter.render.words.brief import ledger_page

if TYPE_CHECKING:
    from charter.analysis.parties.participation import Participants


def sheets(page: Participants) -> Iterator[Sheet]:
    """The table, then the verdict on each single party."""
    name = f"{page.institution} ({page.title})" if page.title else page.institution
    title = f"Participation in {name}"
    if page.missing is not None:
        yield Sheet(title, lines=(f"not stated: {page.missing}",), main=True)
        return
    yield rows_sheet(title, page.rows)
    for found in page.rows:
        if found.parties == (found.label,):
            shown = ledger_page(found)
            yield Sheet(shown.party, lines=shown.verdict)


def as_data(page: Participants) -> dict[str, Any]:
    """The page as plain data."""
    return {
        "institution": page.institution,
        "title": page.title,
        "missing": page.missing,
        "rows": [brief_as_data(found) for found in page.rows],
    }
