"""Everything known of one party, each fact with its source and date."""

from __future__ import annotations

from charter.world._columns import column, columns
from charter.world._groups import group, groups
from charter.world._memberships import standings
from charter.world._parties import name
from charter.world._reading import cells
from charter.world._records import ColumnInfo, Fact, PartyFacts

_IDENTITY = ("name", "official_name", "kind", "gdp_year", "gdp_source")


def state(code: str) -> PartyFacts:
    """What is known of the party `code`, from every table; what is unknown is left out.

    Raises UnknownFact with near codes.
    """
    short = name(code)
    known = [info for info in columns().values() if info.name not in _IDENTITY and code in column(info.name)]
    return PartyFacts(
        code=code,
        name=short,
        official_name=cells("states", "official_name").get(code, ""),
        kind=cells("states", "kind")[code],
        facts=tuple(_fact(info, code) for info in known),
        groups=tuple(label for label in groups() if code in group(label)),
        memberships=standings(code),
    )


def _fact(info: ColumnInfo, code: str) -> Fact:
    """The value with the row's own date and source where the table gives them."""
    return Fact(
        column=info.name,
        title=info.title,
        value=column(info.name)[code],
        unit=info.unit,
        source=_by_row(info.table, info.source_header, code) or info.source,
        date=_by_row(info.table, info.date_header, code) or info.date,
    )


def _by_row(table: str, header: str, code: str) -> str:
    return cells(table, header).get(code, "") if header else ""
