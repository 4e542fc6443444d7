"""What the world data hands out: immutable records, each fact with its unit, source and date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction


class ColumnInfo(NamedTuple):
    """What a column is and where it is from; all fields are text made for people, except as said."""

    name: str  # as charters write it: `population`, `imf.votes`
    title: str
    type: str  # one of "number", "text", "flag"
    unit: str  # "" for text
    source: str
    date: str  # what the numbers are as of; ISO 8601 where the source is that precise
    licence: str
    caveat: str  # "" if there is none
    table: str  # table and header of the cells; of a share, those of the amounts it is a share of
    header: str
    share: bool = False  # computed: percent of the table's total
    date_header: str = ""  # header of the date by row, where rows differ
    source_header: str = ""  # header of the source by row, where rows differ
    lists_all: bool = False  # the source lists all that it knows of: a party that is not in it has none of that


class TableInfo(NamedTuple):
    """A shipped table; `apart` names its rows that belong to no party."""

    name: str
    title: str
    file: str
    apart: tuple[str, ...]
    columns: Mapping[str, ColumnInfo]  # by header; shares that are computed by their own short name


class FactTable(NamedTuple):
    """A table as it is in its file: cells are text, and a blank is unknown."""

    info: TableInfo
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class MembershipFact(NamedTuple):
    """One standing of one party in one institution."""

    institution: str
    status: str
    party: str
    since: str  # "YYYY-MM-DD", "YYYY", or "" where not known
    since_source: str
    source: str
    evidence: str  # "sourced" or "unverified"
    note: str


class InstitutionInfo(NamedTuple):
    """An institution, or an instrument that states sign or endorse, and how many are in it."""

    name: str
    title: str
    founded: str  # "YYYY-MM-DD" or "YYYY"
    members_are: tuple[str, ...]  # statuses that count as "member"
    as_of: str  # "" where the source is undated
    note: str
    counts: Mapping[str, int]  # parties by status
    outside: tuple[str, ...]  # members that are no party of the table, as the African Union in the G20
    unverified: frozenset[str]  # parties whose standing rests on no source at hand


class Fact(NamedTuple):
    """One known value of one party."""

    column: str
    title: str
    value: Fraction | str | bool
    unit: str
    source: str
    date: str


class PartyFacts(NamedTuple):
    """Everything known of one party."""

    code: str
    name: str
    official_name: str  # "" where the M49 list has no entry
    kind: str
    facts: tuple[Fact, ...]
    groups: tuple[str, ...]
    memberships: tuple[MembershipFact, ...]
