"""Rows as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from charter.cli.terminal import visible

_FORMULA = re.compile(r"\s*[=+\-@\t\r\n|%\uFF1D\uFF0B\uFF0D\uFF20]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(/\d+)?([eE][+-]?\d+)?%?", re.ASCII)


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Rows with a heading as CSV; control characters are written out, None is an empty cell, and a text that a
    spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow(["" if cell is None else _text(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def _text(cell: str) -> str:
    """`=HYPERLINK(…)` as `'=HYPERLINK(…)`, which spreadsheets show and do not carry out; a number stays one."""
    begins_formula = _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
    return f"'{visible(cell)}" if begins_formula else visible(cell)
