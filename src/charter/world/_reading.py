"""Reading the shipped tables: the manifest once, each file once and only when a fact from it is asked for."""

from __future__ import annotations

import os
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from charter.world._near import UnknownFact, near
from charter.world._records import ColumnInfo, FactTable, TableInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = os.path.join(os.path.dirname(__file__), "tables")


@cache
def manifest() -> Mapping[str, Any]:
    """The manifest `sources.json`, as it is."""
    import json

    with open(os.path.join(_FOLDER, "sources.json"), encoding="utf-8") as file:
        loaded: dict[str, Any] = json.load(file)
    return MappingProxyType(loaded)


def references() -> dict[str, str]:
    """What the short references in the table of memberships stand for, by reference."""
    return dict(manifest()["references"])


@cache
def _infos() -> Mapping[str, TableInfo]:
    return MappingProxyType({name: _info(name, entry) for name, entry in manifest()["tables"].items()})


def _info(name: str, entry: Mapping[str, Any]) -> TableInfo:
    prefix = entry["prefix"] or ""
    columns = {
        key: ColumnInfo(
            name=prefix + key,
            **{field: column[field] for field in ("title", "type", "unit", "source", "date", "licence", "caveat")},
            table=name,
            header=column.get("share_of", key),
            share="share_of" in column,
            date_header=column.get("date_column", ""),
            source_header=column.get("source_column", ""),
            lists_all=entry.get("missing") == "0" and column["type"] == "number",
        )
        for key, column in entry["columns"].items()
    }
    return TableInfo(name, entry["title"], entry["file"], tuple(entry["apart"]), MappingProxyType(columns))


def tables() -> dict[str, TableInfo]:
    """The shipped tables by name, with what each is and where its columns are from; no table is read."""
    return dict(_infos())


@cache
def table(name: str) -> FactTable:
    """The table `name`, read from its file at the first call.

    Raises UnknownFact for a table that is not shipped.
    """
    info = _infos().get(name)
    if info is None:
        raise UnknownFact(name, near(name, _infos()), "table")
    import csv

    with open(os.path.join(_FOLDER, info.file), encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return FactTable(info, tuple(header), tuple(map(tuple, rows)))


@cache
def cells(name: str, header: str) -> Mapping[str, str]:
    """The cells under `header` that are not blank, by the code in the table's first column."""
    read = table(name)
    at = read.header.index(header)
    return MappingProxyType({row[0]: row[at] for row in read.rows if row[at]})
