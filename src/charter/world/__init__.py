"""The world: states, groups, memberships and weights, each fact with its source and date.

The facts are in tables of this package (`tables/`), described column by column in `tables/sources.json`. A table
is read when a fact from it is first asked for. A blank is unknown, and is left out, never read as zero or no; where a
source lists all that it knows of (`lists_all` of a column), a party that is not in it has none of that.

>>> from charter import world
>>> world.column("un_scale")["USA"]
Fraction(22, 1)
>>> sorted(world.group("P5"))
['CHN', 'FRA', 'GBR', 'RUS', 'USA']
"""

from charter.world._columns import apart, column, columns, total
from charter.world._groups import group, groups, inside
from charter.world._memberships import membership, memberships, undated
from charter.world._near import UnknownFact, near
from charter.world._parties import kind, name, parties, spelled
from charter.world._reading import references, table, tables
from charter.world._records import ColumnInfo, Fact, FactTable, InstitutionInfo, MembershipFact, PartyFacts, TableInfo
from charter.world._state import state

__all__ = [
    "ColumnInfo",
    "Fact",
    "FactTable",
    "InstitutionInfo",
    "MembershipFact",
    "PartyFacts",
    "TableInfo",
    "UnknownFact",
    "apart",
    "column",
    "columns",
    "group",
    "groups",
    "inside",
    "kind",
    "membership",
    "memberships",
    "name",
    "near",
    "parties",
    "references",
    "spelled",
    "state",
    "table",
    "tables",
    "total",
    "undated",
]
