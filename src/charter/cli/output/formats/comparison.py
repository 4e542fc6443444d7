"""Designs side by side, as text, Markdown, CSV and JSON."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from charter.cli.output.formats.cells import cell as markdown_cell
from charter.cli.output.formats.rows import csv_text
from charter.cli.terminal import Paint, visible, width
from charter.record import record

if TYPE_CHECKING:
    from charter.render.comparison import ComparisonRow, DesignComparison

VERSION = 1
NARROWEST = 14
LABEL = 14
APART = 2


@record
class AskedValue:
    """An answer in words; `least` and `most` where it is a number (exact, as texts), `verdict` where it is a statement.
    `wrong`: the expression makes no sense here; `missing`: what is not known."""

    text: str
    least: str | None = None
    most: str | None = None
    verdict: str | None = None
    missing: str | None = None
    wrong: str | None = None


def as_text(comparison: DesignComparison, room: int | None, columns: int, paint: Paint) -> str:
    """Tables of as many designs as fit beside each other, cells in lines of their column."""
    count = len(comparison.designs)
    most = max(1, (columns - LABEL) // (NARROWEST + APART))
    blocks = -(-count // most)
    each = -(-count // blocks)
    wide = min(60, (columns - LABEL) // each - APART)
    parts = []
    for start in range(0, count, each):
        parts.append("\n".join(_block(comparison, range(start, min(start + each, count)), room, wide, paint)))
    parts.append("≠ unlike what most say, or unlike the first where no two agree; = the same in all")
    return "\n\n".join(parts)


def _block(comparison: DesignComparison, at: range, room: int | None, wide: int, paint: Paint) -> list[str]:
    names = [visible(comparison.designs[k].name) for k in at]
    lines = _line("", names, wide, paint, strong=True)
    for row in comparison.rows:
        cells = []
        for k in at:
            mark = "≠ " if row.unlike[k] else ""
            cells.append(mark + visible(row.cells[k].brief(row.room(room))))
        label = visible(row.name) if row.differs else f"{visible(row.name)} ="
        lines += _line(label, cells, wide, paint)
    return lines


def _line(label: str, cells: list[str], wide: int, paint: Paint, *, strong: bool = False) -> list[str]:
    """One row of a table, in as many lines as its longest cell."""
    head = textwrap.wrap(label, LABEL - 1, break_on_hyphens=False) or [""]
    columns = [head, *(textwrap.wrap(cell, wide, break_on_hyphens=False) or [""] for cell in cells)]
    lines = []
    for k in range(max(len(column) for column in columns)):
        parts = [column[k] if k < len(column) else "" for column in columns]
        padded = [part + " " * ((LABEL if n == 0 else wide + APART) - width(part)) for n, part in enumerate(parts)]
        shown = "".join([paint("frame", padded[0]), *padded[1:]]).rstrip()
        lines.append(paint("strong", shown) if strong else shown)
    return lines


def as_markdown(comparison: DesignComparison, room: int | None) -> str:
    """A table; what differs from the others is in italics."""
    head = ["", *(markdown_cell(design.name) for design in comparison.designs)]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for row in comparison.rows:
        cells = []
        for cell, unlike in zip(row.cells, row.unlike, strict=True):
            text = markdown_cell(cell.brief(row.room(room)))
            cells.append(f"*{text}*" if unlike else text)
        label = markdown_cell(row.question)
        lines.append(f"| **{label}**{'' if row.differs else ' ='} | {' | '.join(cells)} |")
    return "\n".join(lines)


def as_csv(comparison: DesignComparison) -> str:
    """A row for each family, a column for each design, cells whole; empty where nothing is stated."""
    rows: list[list[str]] = [["family", *(design.name for design in comparison.designs), "differs"]]
    for row in comparison.rows:
        cells = ["; ".join(cell.phrases) for cell in row.cells]
        rows.append([row.question if row.asked else row.name, *cells, "yes" if row.differs else "no"])
    return csv_text(rows)


def as_json(comparison: DesignComparison, asked: dict[str, tuple[AskedValue, ...]]) -> str:
    """Version 1 of the form for programs: every phrase, and every answer with its numbers."""
    data = {
        "version": VERSION,
        "designs": [
            {"name": d.name, "title": d.institution.label, "file": d.institution.name_span.file}
            for d in comparison.designs
        ],
        "families": [_row(row) for row in comparison.rows if not row.asked],
        "asked": [
            {
                "expression": row.question,
                "differs": row.differs,
                "answers": [_answer(value) for value in asked[row.question]],
            }
            for row in comparison.rows
            if row.asked
        ],
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


def _row(row: ComparisonRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "question": row.question,
        "differs": row.differs,
        "cells": [
            {"stated": bool(cell.phrases), "phrases": list(cell.phrases), "unlike": unlike}
            for cell, unlike in zip(row.cells, row.unlike, strict=True)
        ],
    }


def _answer(value: AskedValue) -> dict[str, Any]:
    found = {
        "text": value.text,
        "least": value.least,
        "most": value.most,
        "verdict": value.verdict,
        "missing": value.missing,
        "wrong": value.wrong,
    }
    return {key: said for key, said in found.items() if said is not None}
