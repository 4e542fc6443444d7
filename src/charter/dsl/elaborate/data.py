"""A designer's tables: the columns that a `data` clause declares, read with every defect reported at the clause."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

from attrs import evolve, frozen

from charter.dsl.elaborate.context import Context, clip, nearest, text_of, title_of
from charter.dsl.elaborate.numbers import as_of
from charter.dsl.findings import NOTE
from charter.dsl.model.charter import Column, Table
from charter.dsl.syntax.tree import Token, Tree
from charter.dsl.table_numbers import is_number
from charter.dsl.table_reader import Keys, Sheet, TableError, TableFault, check_totals, keys_of, read_sheet

_WEIGHING = frozenset(("votes_by", "votes_per", "scale_column", "at_least_share", "more_than_share", "all_but"))
"""The nodes that take a column as weights."""

Locate = Callable[[Context, Token], Path | None]


@frozen
class Read:
    """A file that was read: its rows that name a party, their keys, and the name to show."""

    sheet: Sheet
    keys: Keys
    shown: str


def weighing_columns(tree: Tree) -> dict[str, Token]:
    """The columns of tables by which a text weighs votes or splits bills (`money.amount`), each where it first does."""
    found: dict[str, Token] = {}
    for node in tree.walk():
        if node.kind in _WEIGHING:
            inner = (
                token for part in node.walk() if part.kind in ("named", node.kind) for token in part.tokens("NAME")
            )
            for token in inner:
                found.setdefault(token.text, token)
    return found


def table(c: Context, tree: Tree, locate: Locate, weighing: Mapping[str, Token]) -> Table:
    """The table of a `data` clause, from the file that it names or from the one that a scenario puts in its place.

    `weighing` are the columns that are used as weights, of which no figure may be negative.
    """
    at = tree.need("STRING")
    path, file = c.instead.tables.get(c.span(tree.need("NAME")), (None, text_of(at)))
    named = at if path is None else Token("STRING", json.dumps(path, ensure_ascii=False), at.start, at.end)
    return _read(c, tree, locate(c, named), file, weighing)


def _read(c: Context, tree: Tree, path: Path | None, file: str, weighing: Mapping[str, Token]) -> Table:
    """The table; `path` is where its file lies, None if that was refused already."""
    name = tree.need("NAME")
    sources = tree.first("data_source")
    c = c.inside(name.text)
    read = read_rows(c, tree, path, file) if path is not None else None
    columns = tuple(_column(c, t, read, weighing) for t in tree.all("column"))
    return Table(
        c.span(tree),
        name.text,
        title_of(tree),
        file,
        as_of(c, tree),
        text_of(sources.need("STRING")) if sources is not None else None,
        columns,
        c.cites(tree),
    )


def read_rows(c: Context, tree: Tree, path: Path, shown: str) -> Read | None:
    """The rows that name a party; what is refused, and what is not plain, is reported."""
    at, key_at = tree.need("STRING"), tree.tokens("NAME")[1]
    key = key_at.text
    try:
        sheet = read_sheet(path, shown, key=key)
    except TableError as error:
        _report(c, at, error.fault)
        return None
    if key not in sheet.headings:
        near = nearest(key, sheet.headings)
        c.problem(
            "LNG506",
            key_at,
            f"`{shown}` has no column `{key}`",
            help=f"did you mean `{near[0]}`?" if near else f"its columns: {clip(', '.join(sheet.headings), 120)}",
        )
        return None
    keys = keys_of(sheet, sheet.headings.index(key), shown, lambda code: declared(c, code), lambda w: near_party(c, w))
    for fault in (*sheet.faults, *keys.faults):
        _report(c, at, fault)
    kept = evolve(sheet, rows=tuple(row for row in sheet.rows if row.line in keys.codes))
    lines = ", ".join(str(row.line) for row in keys.totals)
    totals = f"the total on line {lines} left out" if keys.totals else None
    said = [*sheet.notes, *(word for word in (keys.said, totals) if word is not None)]
    if said and not sheet.faults and not keys.faults:
        c.problem("LNG507", at, f"`{shown}` is read so: {'; '.join(said)}", severity=NOTE)
    return Read(kept, keys, shown)


def _report(c: Context, at: Token, fault: TableFault, column: str = "") -> None:
    entity = f"{c.entity}{column}:{fault.line}" if fault.line else c.entity
    c.problem(fault.code, at, fault.message, help=fault.help, entity=entity)


def declared(c: Context, code: str) -> bool:
    """True for a party that the charter declares itself."""
    entry = c.names.find(code)
    if entry is not None and entry.kind in ("party", "outside", "institution"):
        entry.used = True
        return True
    return False


def near_party(c: Context, word: str) -> list[str]:
    """The codes that a word which names no party may have meant."""
    from charter import world
    from charter.world._parties import unknown

    if len(word) > 3:
        return list(unknown(word).near)
    return nearest(word, [*world.parties(), *c.names.of_kind(("party",))])


def _column(c: Context, tree: Tree, read: Read | None, weighing: Mapping[str, Token]) -> Column:
    name, unit = tree.need("NAME"), tree.first("unit")
    title, said = title_of(tree), text_of(unit.need("STRING")) if unit is not None else None
    if read is None:
        return Column(name.text, title, said, ())
    sheet, shown = read.sheet, read.shown
    if name.text not in sheet.headings:
        near = nearest(name.text, sheet.headings)
        c.problem(
            "LNG506",
            name,
            f"`{shown}` has no column `{name.text}`",
            help=f"did you mean `{near[0]}`?" if near else None,
        )
        return Column(name.text, title, said, ())
    place = sheet.headings.index(name.text)
    cells = [(row.line, read.keys.codes[row.line], row.cells[place]) for row in sheet.rows]
    if unit is None and not any(is_number(cell) for _, _, cell in cells):
        return Column(name.text, title, said, tuple((code, cell) for _, code, cell in cells if cell))
    found = sheet.read(place)
    for fault in found.faults:
        said = f"`{shown}`, line {fault.line}: {fault.message}"
        _report(c, name, TableFault("LNG505", fault.line, said, fault.help), f".{name.text}")
    if not found.faults:
        for total in check_totals(sheet, place, shown, read.keys.totals):
            _report(c, name, total, f".{name.text}")
        if found.notation:
            message = f"`{shown}`, column `{name.text}`: read with {', '.join(found.notation)}"
            c.problem("LNG507", name, message, severity=NOTE, entity=f"{c.entity}.{name.text}")
    use = weighing.get(f"{c.entity}.{name.text}")
    values: list[tuple[str, Fraction | str]] = []
    for (line, code, cell), value in zip(cells, found.values, strict=True):
        if value is not None and value < 0 and use is not None:
            message = (
                f"`{shown}`, line {line}: `{clip(cell)}` of {code} is negative, and `{use.text}` is used as a weight"
            )
            entity = f"{c.entity}.{name.text}:{line}"
            c.problem("LNG301", name, message, labels=[(use, "here")], entity=entity, help="put the figure right")
        elif value is not None:
            values.append((code, value))
    return Column(name.text, title, said, tuple(values))
