"""Rows as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from charter.cli.terminal import visible


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Rows with a heading as CSV; control characters are written out, None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow(["" if cell is None else visible(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()
