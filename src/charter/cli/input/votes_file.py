"""The votes of players out of a CSV file: which column they stand in, and which has the players' names."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from charter.cli.input.weights_option import NUMBER, BareError, number, put
from charter.cli.terminal import visible
from charter.dsl.syntax.source import UnreadableError, read_plain

VOTES = ("votes", "vote", "weights", "weight")
MOST_NAMED = 12

Rows = list[tuple[int, list[str]]]


def votes_in(path: Path, column: str | None) -> dict[str, Fraction]:
    """The votes by player; `column` is a heading or, from 1, a place. Without it: the column headed `votes`, or the
    only one with numbers. Names stand in the first column of texts that are not the same for two players.

    Raises:
        BareError: the file cannot be read, or it is not clear which column is meant.
    """
    shown = visible(str(path))
    rows = _rows(path, shown)
    headed = _headed(rows) or column in rows[0][1]
    heads = [cell.strip() for cell in rows[0][1]] if headed else []
    body = rows[1:] if headed else rows
    if not body:
        raise BareError(f"{shown} has no players")
    width = max(len(row) for _, row in rows)
    if width < 2:
        raise BareError(f"{shown} has one column; it needs the players' names and their votes")
    votes_at = _asked(column, heads, width, shown) if column is not None else _only(heads, body, width, shown)
    name_at = _names(body, votes_at, width, shown)
    found: dict[str, Fraction] = {}
    for line, row in body:
        if len(row) <= max(name_at, votes_at) or not row[votes_at].strip():
            raise BareError(f"{shown}:{line}: no number of votes")
        name = row[name_at].strip()
        value = number(row[votes_at], f"{shown}:{line}: the weight of {visible(name)}")
        put(found, name, value, f"{shown}:{line}")
    return found


def _rows(path: Path, shown: str) -> Rows:
    try:
        text = read_plain(path, shown).decode("utf-8-sig")
    except UnreadableError as error:
        raise BareError(str(error)) from error
    except UnicodeDecodeError as error:
        raise BareError(f"`{shown}` is no UTF-8 text") from error
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise BareError(f"{shown}:{reader.line_num}: {error}") from error
    if not rows:
        raise BareError(f"{shown} has no players")
    return rows


def _headed(rows: Rows) -> bool:
    """Whether the first row has headings: no numbers, where there are numbers below or it says `votes`."""
    first = rows[0][1]
    if any(_is_number(cell) for cell in first):
        return False
    below = any(_is_number(cell) for _, row in rows[1:] for cell in row)
    return below or any(cell.strip().lower() in VOTES for cell in first)


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell.strip()) is not None


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


def _only(heads: Sequence[str], body: Rows, width: int, shown: str) -> int:
    """The column headed `votes`, or the only one with a number in every row; of two columns, the second."""
    named = [i for i, head in enumerate(heads) if head.lower() in VOTES]
    if len(named) == 1 and width > 1:
        return named[0]
    numeric = [i for i in range(width) if all(len(row) > i and _is_number(row[i]) for _, row in body)]
    if len(numeric) == 1 and width > 1:
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


def _names(body: Rows, votes_at: int, width: int, shown: str) -> int:
    """The first column of texts that tells the players apart; else the first that is not the votes."""
    others = [i for i in range(width) if i != votes_at]
    for i in others:
        cells = [row[i].strip() for _, row in body if len(row) > i]
        if len(cells) == len(body) == len(set(cells)) and all(cells) and not all(map(_is_number, cells)):
            return i
    return others[0]


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{visible(name)}`" for name in names[:MOST_NAMED])
    return shown + (", …" if len(names) > MOST_NAMED else "")
