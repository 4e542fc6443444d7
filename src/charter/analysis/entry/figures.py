"""Of when figures are: told where it is not the year of the text that rests on them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution

_YEAR = re.compile(r"\d{4}")
_OF_THE_TEXT = ("in_force", "opened", "signed", "adopted", "proposed")


def date_of(charter: Charter, column: str) -> str:
    """As of when the figures of a column are, as its table says; empty where it does not."""
    head, _, tail = column.partition(".")
    table = next((t for t in charter.tables if t.name == head), None) if tail else None
    if table is not None:
        return table.as_of or ""
    from charter import world

    info = world.columns().get(column)
    return info.date if info is not None else ""


def year_of_text(institution: Institution) -> str:
    """The year of the text: of its entry into force, else of the latest step before it, else of its founding; empty
    where no date is stated."""
    dates = institution.adoption.milestones if institution.adoption is not None else ()
    for what in _OF_THE_TEXT:
        found = min((m.when for m in dates if m.what == what), default=None)
        if found is not None:
            return found[:4]
    founded = institution.founded
    return founded.value[:4] if founded is not None else ""


def of_another_year(charter: Charter, institution: Institution, columns: Iterable[str]) -> str:
    """`the figures of un_scale are of 2025, the text is of 1957`; empty where no column is of another year than the
    text, or either is not stated."""
    text = year_of_text(institution)
    told = []
    for column in dict.fromkeys(columns):
        date = date_of(charter, column)
        years = _YEAR.findall(date)
        if text and years and not min(years) <= text <= max(years):
            told.append(f"the figures of {column} are of {date}")
    return f"{' and '.join(told)}, the text is of {text}" if told else ""
