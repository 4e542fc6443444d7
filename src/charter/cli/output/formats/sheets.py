"""A page of titled tables and lines, as text for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from charter.cli.terminal import Paint, visible, width


@frozen
class Sheet:
    """A table under a title, with lines after it; without rows, lines alone."""

    title: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    main: bool = False


def as_text(sheets: Sequence[Sheet], paint: Paint) -> str:
    """The page for a terminal: first columns to the left, others to the right."""
    return "\n\n".join("\n".join(_text(sheet, paint)) for sheet in sheets)


def _text(sheet: Sheet, paint: Paint) -> list[str]:
    shown = [paint("strong", visible(sheet.title))]
    rows = [[visible(cell) for cell in row] for row in (sheet.head, *sheet.rows)] if sheet.rows else []
    widths = [max(width(row[k]) for row in rows) for k in range(len(sheet.head))] if rows else []
    for at, row in enumerate(rows):
        cells = [cell + " " * (widths[0] - width(cell)) if not k else " " * (widths[k] - width(cell)) + cell
                 for k, cell in enumerate(row)]  # fmt: skip
        line = f"  {'  '.join(cells)}".rstrip()
        shown.append(paint("frame", line) if at == 0 else line)
    return [*shown, *(f"  {visible(line)}" for line in sheet.lines)]


def as_markdown(sheets: Sequence[Sheet]) -> str:
    """The page as Markdown: headings, tables, lists."""
    from charter.cli.output.formats.cells import cell

    parts = []
    for sheet in sheets:
        parts.append(f"{'###' if sheet.main else '####'} {cell(sheet.title)}")
        if sheet.rows:
            rule = "|".join(["---", *("---:" for _ in sheet.head[1:])])
            table = [f"| {' | '.join(map(cell, sheet.head))} |", f"|{rule}|"]
            parts.append("\n".join([*table, *(f"| {' | '.join(map(cell, row))} |" for row in sheet.rows)]))
        if sheet.lines:
            parts.append("\n".join(f"- {cell(line)}" for line in sheet.lines))
    return "\n\n".join(parts)
