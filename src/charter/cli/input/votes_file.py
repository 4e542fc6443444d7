"""The votes of players out of a CSV file: which column they stand in, and which has the players' names."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import click
from attrs import evolve

from charter.cli.input.numbers import BareError, put
from charter.cli.terminal import visible
from charter.dsl.tables.numbers import CellFault, is_number
from charter.dsl.tables.reader import TableError, TableSheet, check_totals, is_total, read_sheet

VOTES = ("votes", "vote", "weights", "weight")
MOST_NAMED = 12


def votes_in(path: Path, column: str | None) -> dict[str, Fraction]:
    """The votes by player; `column` is a heading or, from 1, a place. Without it: the column headed `votes`, or the
    only one with numbers that are no years. Names stand in the first column of texts that are not the same for two
    players. What is not plain about the file is said on standard error.

    Raises:
        BareError: the file cannot be read, or it is not clear which column is meant.
    """
    shown = visible(str(path))
    sheet = _sheet(path, column, shown)
    width = len(sheet.rows[0].cells)
    if width < 2:
        raise BareError(f"{shown} has one column; it needs the players' names and their votes")
    votes_at = _asked(column, sheet.headings, width, shown) if column is not None else _only(sheet, width, shown)
    name_at = _names(sheet, votes_at, width)
    totals = tuple(row for row in sheet.rows if sheet.headings and is_total(row.cells[name_at]))
    sheet = evolve(sheet, rows=tuple(row for row in sheet.rows if row not in totals))
    found = _votes(sheet, name_at, votes_at, shown)
    for fault in check_totals(sheet, votes_at, shown, totals):
        raise BareError(f"{fault.message}; {fault.help}")
    said = [*sheet.notes, *sheet.read(votes_at).notation, *(f"the total on line {row.line} left out" for row in totals)]
    if said:
        click.echo(f"{shown} is read so: {'; '.join(said)}", err=True)
    return found


def _sheet(path: Path, column: str | None, shown: str) -> TableSheet:
    try:
        sheet = read_sheet(path, shown, headed=None, key=column)
    except TableError as error:
        fault = error.fault
        raise BareError(
            fault.message if fault.message != f"`{shown}` is empty" else f"{shown} has no players"
        ) from error
    for fault in sheet.faults:
        raise BareError(fault.message)
    if not sheet.rows:
        raise BareError(f"{shown} has no players")
    return sheet


def _votes(sheet: TableSheet, name_at: int, votes_at: int, shown: str) -> dict[str, Fraction]:
    """The votes by player; the first row that is wrong is refused, in the order of the lines."""
    read = sheet.read(votes_at)
    faults = {fault.line: fault for fault in read.faults}
    years = next((sheet.headings[n] for n in range(len(sheet.headings)) if n != votes_at and sheet.years(n)), None)
    found: dict[str, Fraction] = {}
    for row, value in zip(sheet.rows, read.values, strict=True):
        name, where = row.cells[name_at], f"{shown}:{row.line}"
        if not row.cells[votes_at]:
            raise BareError(f"{where}: no number of votes")
        if row.line in faults:
            raise BareError(f"{where}: {_said(faults[row.line], name)}")
        if name in found and years is not None:
            raise BareError(f"{where}: {visible(name)} is listed twice: `{visible(years)}` has years; keep one year")
        if value is not None:
            put(found, name, value, where)
    return found


def _said(fault: CellFault, name: str) -> str:
    cell = fault.message.removesuffix(" is no number")
    named = f"the weight of {visible(name)} is {cell}, which is no number"
    message = fault.message if cell == fault.message else named
    return f"{visible(message)}; {fault.help}" if fault.help and any(map(str.isdecimal, cell)) else visible(message)


def _asked(column: str, heads: Sequence[str], width: int, shown: str) -> int:
    """The column of that heading, or at that place."""
    same = [i for i, head in enumerate(heads) if head == column]
    same = same or [i for i, head in enumerate(heads) if head.lower() == column.strip().lower()]
    if len(same) > 1:
        raise BareError(f"{shown} has {len(same)} columns headed `{visible(column)}`")
    if same:
        return same[0]
    if column.isdecimal() and 1 <= int(column[:9]) <= width:
        return int(column) - 1
    named = f"; it has {_listed(heads)}" if heads else f"; it has no headings, so name a place from 1 to {width}"
    raise BareError(f"{shown} has no column `{visible(column)}`{named}")


def _only(sheet: TableSheet, width: int, shown: str) -> int:
    """The column headed `votes`, or the only one with a number in every row, years apart; of two, the second."""
    heads = sheet.headings
    named = [i for i, head in enumerate(heads) if head.lower() in VOTES]
    if len(named) == 1:
        return named[0]
    figures = [i for i in range(width) if all(is_number(cell) for _, cell in sheet.column(i))]
    numeric = [i for i in figures if not sheet.years(i)] or figures
    if len(numeric) == 1:
        return numeric[0]
    if width == 2:
        return 1
    if len(numeric) > 1:
        words = _listed([heads[i] if i < len(heads) else str(i + 1) for i in numeric])
        first = heads[numeric[0]] if heads else str(numeric[0] + 1)
        raise BareError(
            f"{shown} has {len(numeric)} columns of numbers, {words}: say which, with --column {visible(first)}"
        )
    words = f": {_listed(heads)}" if heads else ""
    raise BareError(f"{shown} has no column of numbers among its {width}{words}")


def _names(sheet: TableSheet, votes_at: int, width: int) -> int:
    """The first column of texts that tells the players apart; else the first that is not the votes."""
    others = [i for i in range(width) if i != votes_at]
    for i in others:
        cells = [cell for _, cell in sheet.column(i)]
        if len(cells) == len(set(cells)) and all(cells) and not all(map(is_number, cells)):
            return i
    return others[0]


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{visible(name)}`" for name in names[:MOST_NAMED])
    return shown + (", …" if len(names) > MOST_NAMED else "")
