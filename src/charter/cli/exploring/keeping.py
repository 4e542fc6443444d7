"""A table in a file that grows as designs are looked at, so that a stop loses nothing.

Each row is written as soon as it is known. A table that is resumed keeps the rows that rest on the same texts, the same
questions and the same program; a row that was cut off in the middle is none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from charter.cli.exploring.table import ExploredTable, csv_head, csv_row, from_csv, from_json, json_row
from charter.cli.output.files import UnwritableError, write_whole
from charter.cli.output.formats.rows import csv_text
from charter.cli.terminal import visible
from charter.designing.judging import Judgement

CSV, JSON = "csv", "json"
MOST_BYTES = 2**30
"""The longest table that is resumed."""


def text_of(table: ExploredTable, form: str) -> str:
    """The table whole."""
    if form == CSV:
        return csv_text([csv_head(table), *(csv_row(table, row) for row in table.rows)])
    return "".join(f"{json_row(table, row)}\n" for row in table.rows)


def resumed(table: ExploredTable, path: Path, form: str) -> dict[int, Judgement]:
    """The designs that the file has already, by number; those of another text or question are left out.

    Raises:
        click.ClickException: the file cannot be read, or is no such table.
    """
    if not path.exists():
        return {}
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            raise click.UsageError(f"`{visible(str(path))}` is no table that could be resumed")
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = (error.strerror if isinstance(error, OSError) else None) or "it is no text"
        raise click.UsageError(f"cannot resume `{visible(str(path))}`: {said}") from error
    whole = text[: text.rfind("\n") + 1]
    found = _from_csv(table, whole, path) if form == CSV else _from_json(table, whole)
    return {row.number: row for row in found}


def _from_csv(table: ExploredTable, text: str, path: Path) -> Iterator[Judgement]:
    rows = csv.reader(io.StringIO(text))
    try:
        head = next(rows, None)
        if head is None:
            return
        wanted = next(csv.reader(io.StringIO(csv_text([csv_head(table)]))))
        if head != wanted:
            shown = visible(str(path))
            raise click.UsageError(f"`{shown}` has other columns than this asks for; resume it as it was begun, or "
                                   "write into another file")  # fmt: skip
        for cells in rows:
            try:
                yield from_csv(table, csv_head(table), cells)
            except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError):
                continue
    except csv.Error as error:
        raise click.UsageError(f"`{visible(str(path))}` is no table that could be resumed: {error}") from error


def _from_json(table: ExploredTable, text: str) -> Iterator[Judgement]:
    for line in text.splitlines():
        try:
            yield from_json(table, line)
        except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError, RecursionError):
            continue


def growing(table: ExploredTable, path: Path, form: str, rows: Iterable[Judgement]) -> Iterator[Judgement]:
    """The rows as they come, each added to the file, which begins with those that the table has already.

    Raises:
        UnwritableError: the file cannot be written.
    """
    write_whole(path, text_of(table, form))
    try:
        with open(path, "a", encoding="utf-8", newline="") as stream:
            for row in rows:
                stream.write(csv_text([csv_row(table, row)]) if form == CSV else f"{json_row(table, row)}\n")
                stream.flush()
                yield row
    except OSError as error:
        raise UnwritableError(f"cannot write `{visible(str(path))}`: {error.strerror}") from error
