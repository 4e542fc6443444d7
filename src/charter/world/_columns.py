"""Columns: one fact of every party, under the name that charters use."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from charter.world._near import UnknownFact, near
from charter.world._reading import cells, described, tables
from charter.world._records import ColumnInfo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction


@cache
def _columns() -> Mapping[str, ColumnInfo]:
    entries = described()
    found = {
        column.name: column
        for info in tables().values()
        if entries[info.name]["prefix"] is not None
        for column in info.columns.values()
    }
    return MappingProxyType(found)


def columns() -> dict[str, ColumnInfo]:
    """Every column that a charter can name, with unit, source, date, licence and caveat; no table is read.

    Columns of the table of states go by their own name (`population`), those of other tables by table
    and column (`imf.votes`).
    """
    return dict(_columns())


def info(name: str) -> ColumnInfo:
    """What the column `name` is. Raises UnknownFact."""
    try:
        return _columns()[name]
    except KeyError:
        known = _columns()
        tails = {full.rpartition(".")[2]: full for full in known}
        hits = near(name, known) or [tails[tail] for tail in near(name.rpartition(".")[2], tails)]
        raise UnknownFact(name, hits, "column") from None


@cache
def column(name: str) -> Mapping[str, Fraction | str | bool]:
    """The values of a column by party code, in order of code; a party without a value is not in the mapping.

    Numbers are exact fractions of what the source printed, in the unit of `columns()[name]`; flags are True or
    False; the rest is text. Rows that belong to no party are in `apart`. Raises UnknownFact.
    """
    return MappingProxyType({code: value for code, value in _values(name).items() if code not in _apart(name)})


@cache
def apart(name: str) -> Mapping[str, Fraction | str | bool]:
    """What the column's table gives for no party: clusters in an unknown country, by the row's label.

    A share of the whole must count these too; `total` does. Raises UnknownFact.
    """
    return MappingProxyType({code: value for code, value in _values(name).items() if code in _apart(name)})


def total(name: str) -> Fraction:
    """The sum of a column of numbers in its unit, with what belongs to no party. Raises UnknownFact.

    Raises TypeError for a column of text or flags. Parties without a value add nothing.
    """
    from fractions import Fraction

    if info(name).type != "number":
        raise TypeError(f"{name} is a column of {info(name).type}s and has no total")
    return sum((value for value in _values(name).values() if isinstance(value, Fraction)), Fraction(0))


def _apart(name: str) -> tuple[str, ...]:
    return tables()[info(name).table].apart


@cache
def _values(name: str) -> Mapping[str, Fraction | str | bool]:
    described = info(name)
    texts = cells(described.table, described.header)
    if described.type == "text":
        return MappingProxyType(dict(texts))
    if described.type == "flag":
        return MappingProxyType({code: text == "1" for code, text in texts.items()})
    from fractions import Fraction

    numbers = {code: Fraction(text) for code, text in texts.items()}
    if described.share:
        whole = sum(numbers.values(), Fraction(0))
        numbers = {code: 100 * number / whole for code, number in numbers.items()}
    return MappingProxyType(numbers)
