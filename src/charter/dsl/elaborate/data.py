"""A designer's tables: the columns that a `data` clause declares, read with every defect reported at the clause."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from attrs import evolve, frozen

from charter.dsl.elaborate.context import Context, clip, nearest, text_of, title_of
from charter.dsl.elaborate.numbers import as_of, token_value
from charter.dsl.findings import NOTE
from charter.dsl.model.charter import Column, Table, TableCell
from charter.dsl.syntax.tree import Token, Tree
from charter.dsl.tables.numbers import Numbers, is_number
from charter.dsl.tables.reader import Keys, TableError, TableFault, TableSheet, check_totals, keys_of, read_sheet

Locate = Callable[[Context, Token], Path | None]


@frozen
class Read:
    """A file that was read: its rows that name a party, their keys, and the name to show."""

    sheet: TableSheet
    keys: Keys
    shown: str

    def cells(self, place: int) -> list[tuple[int, str, str]]:
        """The cells of a column: line, code of the party, text."""
        return [(row.line, self.keys.codes[row.line], row.cells[place]) for row in self.sheet.rows]


def table(c: Context, tree: Tree, locate: Locate) -> Table:
    """The table of a `data` clause, from the file that it names or from the one that a scenario puts in its place."""
    at = tree.need("STRING")
    path, file = c.instead.tables.get(c.span(tree.need("NAME")), (None, text_of(at)))
    named = at if path is None else Token("STRING", json.dumps(path, ensure_ascii=False), at.start, at.end)
    return _read(c, tree, locate(c, named), file)


def _read(c: Context, tree: Tree, path: Path | None, file: str) -> Table:
    """The table; `path` is where its file lies, None if that was refused already."""
    name = tree.need("NAME")
    sources = tree.first("data_source")
    c = c.inside(name.text)
    read = read_rows(c, tree, path, file) if path is not None else None
    missing = _missing(c, tree)
    columns = tuple(_column(c, t, read, missing) for t in tree.all("column"))
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


def _missing(c: Context, tree: Tree) -> Fraction | None:
    """What a figure is that the table does not give; None where it is unknown. Only zero can be meant."""
    stated = tree.first("missing")
    if stated is None:
        return None
    token = stated.need("NUMBER")
    value = token_value(c, token)
    if value != 0:
        c.problem(
            "LNG301",
            token,
            f"a missing figure can be unknown or 0, not {clip(token.text)}",
            help="write `missing is 0` where the source lists all who have any, otherwise leave it out",
        )
        return None
    return value


def read_rows(c: Context, tree: Tree, path: Path, shown: str) -> Read | None:
    """The rows that name a party; what is refused, and what is not plain, is reported."""
    at, quoted = tree.need("STRING"), tree.first("key_heading")
    key_at = quoted.need("STRING") if quoted is not None else tree.tokens("NAME")[1]
    key = text_of(key_at) if quoted is not None else key_at.text
    try:
        sheet = read_sheet(path, shown, key=key, read=c.reading.source)
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


def _column(c: Context, tree: Tree, read: Read | None, missing: Fraction | None) -> Column:
    name, unit = tree.need("NAME"), tree.first("unit")
    title, said = title_of(tree), text_of(unit.need("STRING")) if unit is not None else None
    missing = _missing(c, tree) if tree.first("missing") is not None else missing
    if read is None:
        return Column(name.text, title, said, (), missing, True, span=c.span(name))
    sheet, shown = read.sheet, read.shown
    wanted, at = _heading(tree)
    if wanted not in sheet.headings:
        near = nearest(wanted, sheet.headings)
        c.problem(
            "LNG506",
            at,
            f"`{shown}` has no column `{wanted}`",
            help=f"did you mean `{near[0]}`?" if near else None,
        )
        return Column(name.text, title, said, (), missing, True, span=c.span(name))
    place = sheet.headings.index(wanted)
    cells = read.cells(place)
    faulty = bool(sheet.faults or read.keys.faults)
    blank = tuple(code for _, code, cell in cells if not cell)
    if unit is None and not any(is_number(cell) for _, _, cell in cells):
        texts = tuple((code, cell) for _, code, cell in cells if cell)
        return Column(name.text, title, said, texts, missing, faulty, blank, span=c.span(name))
    found = _numbers(c, name, read, place)
    values = [(code, value) for (_, code, _), value in zip(cells, found.values, strict=True) if value is not None]
    below = [
        TableCell(code, line)
        for (line, code, _), value in zip(cells, found.values, strict=True)
        if value is not None and value < 0
    ]
    return Column(
        name.text, title, said, tuple(values), missing, faulty or bool(found.faults), blank, tuple(below), c.span(name)
    )


def _heading(tree: Tree) -> tuple[str, Token]:
    """What the table calls the column, and where that stands: a quoted heading, else the name itself."""
    quoted = tree.first("heading")
    token = quoted.need("STRING") if quoted is not None else tree.need("NAME")
    return (text_of(token) if quoted is not None else token.text), token


def _numbers(c: Context, name: Token, read: Read, place: int) -> Numbers:
    """The numbers of a column; what is refused, what does not add up and what is not plain is reported."""
    shown = read.shown
    found = read.sheet.read(place)
    for fault in found.faults:
        told = f"`{shown}`, line {fault.line}: {fault.message}"
        _report(c, name, TableFault("LNG505", fault.line, told, fault.help), f".{name.text}")
    if not found.faults:
        for total in check_totals(read.sheet, place, shown, read.keys.totals):
            _report(c, name, total, f".{name.text}")
        if found.notation:
            message = f"`{shown}`, column `{name.text}`: read with {', '.join(found.notation)}"
            c.problem("LNG507", name, message, severity=NOTE, entity=f"{c.entity}.{name.text}")
    return found
