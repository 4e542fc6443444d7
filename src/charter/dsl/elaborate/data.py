"""A designer's tables: CSV keyed by party, read with every defect reported at the clause that names the file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from charter.dsl.elaborate.context import Context, clip, nearest, text_of, title_of
from charter.dsl.elaborate.numbers import as_of, token_value
from charter.dsl.model.charter import Cell, Column, Table
from charter.dsl.syntax.source import UnreadableError
from charter.dsl.syntax.tree import Token, Tree
from charter.record import record

NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?%?")
Locate = Callable[[Context, Token], Path | None]


@record
class Read:
    """The rows of a file by line number; `faulty` where some could not be read."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    faulty: bool = False


def table(c: Context, tree: Tree, locate: Locate) -> Table:
    """The table of a `data` clause, from the file that it names or from the one that a scenario puts in its place."""
    at = tree.need("STRING")
    path, file = c.instead.tables.get(c.span(tree.need("NAME")), (None, text_of(at)))
    named = at if path is None else Token("STRING", json.dumps(path, ensure_ascii=False), at.start, at.end)
    return _read(c, tree, locate(c, named), file)


def _read(c: Context, tree: Tree, path: Path | None, file: str) -> Table:
    """The table; `path` is where its file lies, None if that was refused already."""
    name, key = tree.tokens("NAME")[:2]
    sources = tree.first("data_source")
    c = c.inside(name.text)
    read: Read | None = None
    if path is not None:
        read = read_rows(c, tree, path, file, key.text)
    missing = _missing(c, tree)
    read = Read((), True) if read is None else read
    columns = tuple(_column(c, t, read, key.text, file, missing) for t in tree.all("column"))
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


def read_rows(c: Context, tree: Tree, path: Path, shown: str, key: str) -> Read | None:
    """The rows by line number, None where the file cannot be read at all; a missing file, key column, ragged row or
    repeated key is reported."""
    import csv
    import io

    at = tree.need("STRING")
    try:
        text = c.reading.source(path, shown).text
    except UnreadableError as error:
        c.problem("LNG501", at, str(error), help="give the path from this charter's folder")
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = [(reader.line_num, row) for row in reader if row and not (len(row) == 1 and not row[0].strip())]
    except csv.Error as error:
        c.problem("LNG502", at, f"`{shown}`, line {reader.line_num}: {error}")
        return None
    if not lines:
        c.problem("LNG501", at, f"`{shown}` is empty", help="the first line names the columns")
        return None
    header = [h.strip() for h in lines[0][1]]
    if key not in header:
        near = nearest(key, header)
        c.problem(
            "LNG506",
            tree.tokens("NAME")[1],
            f"`{shown}` has no column `{key}`",
            help=f"did you mean `{near[0]}`?" if near else f"its columns: {clip(', '.join(header), 120)}",
        )
        return None
    return _checked(c, tree, shown, header, key, lines[1:])


def _checked(
    c: Context, tree: Tree, shown: str, header: list[str], key: str, lines: list[tuple[int, list[str]]]
) -> Read:
    at, rows, first = tree.need("STRING"), list[tuple[int, dict[str, str]]](), dict[str, int]()
    for number, cells in lines:
        if len(cells) != len(header):
            c.problem(
                "LNG502",
                at,
                f"`{shown}`, line {number}: {len(cells)} cells where the header has {len(header)}",
                entity=f"{c.entity}:{number}",
            )
            continue
        row = {h: cell.strip() for h, cell in zip(header, cells, strict=True)}
        code = row[key]
        if code in first:
            c.problem(
                "LNG503",
                at,
                f"`{shown}`, line {number}: `{clip(code)}` stands on line {first[code]} already",
                entity=f"{c.entity}:{number}",
            )
            continue
        first[code] = number
        if not known_party(c, code):
            near = nearest(code, all_parties(c))
            c.problem(
                "LNG504",
                at,
                f"`{shown}`, line {number}: `{clip(code)}` is no party",
                help=f"did you mean `{near[0]}`?" if near else "use ISO 3166 alpha-3 codes, or declare the party",
                entity=f"{c.entity}:{number}",
            )
            continue
        rows.append((number, row))
    return Read(tuple(rows), len(rows) < len(lines))


def known_party(c: Context, code: str) -> bool:
    """True for a party of the shipped facts or one that the charter declares."""
    entry = c.names.find(code)
    if entry is not None and entry.kind in ("party", "outside", "institution"):
        entry.used = True
        return True
    from charter import world

    return code in world.parties()


def all_parties(c: Context) -> list[str]:
    """Every code that may be a key."""
    from charter import world

    return [*world.parties(), *c.names.of_kind(("party",))]


def _column(c: Context, tree: Tree, read: Read, key: str, shown: str, missing: Fraction | None) -> Column:
    name, unit, rows = tree.need("NAME"), tree.first("unit"), read.rows
    values: list[tuple[str, Fraction | str]] = []
    faulty = read.faulty
    if rows and name.text not in rows[0][1]:
        near = nearest(name.text, rows[0][1])
        c.problem(
            "LNG506",
            name,
            f"`{shown}` has no column `{name.text}`",
            help=f"did you mean `{near[0]}`?" if near else None,
        )
        rows, faulty = (), True
    cells = [(number, row[key], row[name.text]) for number, row in rows if row[name.text]]
    numeric = unit is not None or any(NUMBER.fullmatch(cell) for _, _, cell in cells)
    for number, code, cell in cells:
        if not numeric:
            values.append((code, cell))
        elif NUMBER.fullmatch(cell):
            values.append((code, Fraction(cell[:-1]) / 100 if cell.endswith("%") else Fraction(cell)))
        else:
            faulty = True
            c.problem(
                "LNG505",
                name,
                f"`{shown}`, line {number}: `{clip(cell)}` is no number",
                help="leave a cell empty where the number is not known",
                entity=f"{c.entity}.{name.text}:{number}",
            )
    return Column(
        name.text,
        title_of(tree),
        text_of(unit.need("STRING")) if unit is not None else None,
        tuple(values),
        _missing(c, tree) if tree.first("missing") is not None else missing,
        faulty,
        tuple(row[key] for _, row in rows if not row[name.text]),
        tuple(Cell(code, number) for number, code, cell in cells if numeric and cell.startswith("-")),
        c.span(name),
    )
