"""The two tables of the landscape figure: functions by institution, and members in common."""

from __future__ import annotations

from attrs import frozen

from charter.render.palette import ALARM, ALARM_BAND, BAND, INK, LINE, MUTED, PAPER, RULE
from charter.render.scene import Box, Close, Line, Open, Text
from charter.render.sheet import SMALL, Sheet
from charter.render.text import width, wrap

LEAD = 8.9
NAMES, WIDEST = 190.0, 80.0


@frozen
class Cell:
    """What an institution does in a row: the letter of its force, and how its mandate fits the field (`exactly`,
    `wider`, `in part`)."""

    force: str
    fit: str = "exactly"


@frozen
class Row:
    """A function in a field: whether it is needed and with what force, and a cell for each institution."""

    name: str
    needed: bool
    force: str
    cells: tuple[Cell | None, ...]

    @property
    def gap(self) -> bool:
        """True where it is needed and nobody does it."""
        return self.needed and not any(self.cells)


def table_panel(sheet: Sheet, names: tuple[str, ...], rows: tuple[Row, ...]) -> None:
    """A row for each function, a column for each institution. Where the columns do not fit beside each other they
    are parted; then a part has the rows in which one of its institutions has something, and the first the gaps too."""
    for start, end in _parts(sheet, names):
        left, wide = _columns(sheet, end - start)
        _head(sheet, names[start:end], left, wide)
        for row in rows:
            if any(row.cells[start:end]) or (row.gap and start == 0):
                _row(sheet, row, row.cells[start:end], left, wide)
        sheet.y += 6


def _parts(sheet: Sheet, names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Bounds of as few parts as it takes for no column's head to break within a word, the parts equally long."""
    longest = max((width(word, SMALL, True) for name in names for word in name.split()), default=0.0)
    number = next((n for n in range(1, len(names)) if _columns(sheet, -(-len(names) // n))[1] - 4 >= longest), 3)
    size = -(-len(names) // number)
    return [(start, min(start + size, len(names))) for start in range(0, len(names), size)]


def _columns(sheet: Sheet, number: int) -> tuple[float, float]:
    wide = min(WIDEST, (sheet.width - min(NAMES, sheet.width * 0.4)) / max(1, number))
    return sheet.width - wide * number, wide


def _head(sheet: Sheet, names: tuple[str, ...], left: float, wide: float) -> None:
    wrapped = [wrap(name, wide - 4, SMALL, True, 12) for name in names]
    high = max(len(lines) for lines in wrapped) * LEAD + 5
    for number, lines in enumerate(wrapped):
        x = left + number * wide
        sheet.add(Open("column", names[number], names[number]), Box(x + 1, sheet.y, wide - 2, high, BAND, LINE, 0.6))
        for n, line in enumerate(lines):
            sheet.add(Text(x + wide / 2, sheet.y + 9 + n * LEAD, line, SMALL, True, fill=INK, anchor="middle", on=BAND))
        sheet.add(Close())
    sheet.y += high + 2


def _row(sheet: Sheet, row: Row, cells: tuple[Cell | None, ...], left: float, wide: float) -> None:
    force = f" ({row.force})" if row.force else ""
    said = f"{row.name}{force}" + (", needed" if row.needed else "") + ("; nobody does it" if row.gap else "")
    lines = wrap(f"! {said}" if row.gap else said, left - 8, SMALL, False, 12)
    high = len(lines) * LEAD + 5
    paper, ink = (ALARM_BAND, ALARM) if row.gap else (PAPER, INK)
    sheet.add(Open("function", row.name, said), Box(0, sheet.y, sheet.width, high, paper))
    for n, line in enumerate(lines):
        sheet.add(Text(3, sheet.y + 8.5 + n * LEAD, line, SMALL, fill=ink, on=paper))
    for number, cell in enumerate(cells):
        if cell is not None:
            sign = {"wider": f"({cell.force})", "in part": f"/{cell.force}/"}.get(cell.fit, cell.force)
            middle = left + (number + 0.5) * wide
            sheet.add(Text(middle, sheet.y + high / 2 + 2.6, sign, 7.5, True, fill=ink, anchor="middle", on=paper))
    sheet.add(Line(((0, sheet.y + high), (sheet.width, sheet.y + high)), RULE, 0.5), Close())
    sheet.y += high + 0.5


def overlap_panel(sheet: Sheet, names: tuple[str, ...], members: tuple[tuple[str, ...] | None, ...]) -> None:
    """How many members each two have in common; on the diagonal how many each has."""
    for start, end in _parts(sheet, names):
        left, wide = _columns(sheet, end - start)
        _head(sheet, names[start:end], left, wide)
        for row, name in enumerate(names):
            lines = wrap(name, left - 8, SMALL, True, 6)
            high = len(lines) * LEAD + 5
            sheet.add(Open("members-of", name, name))
            for n, line in enumerate(lines):
                sheet.add(Text(3, sheet.y + 8.5 + n * LEAD, line, SMALL, True, fill=INK))
            for column in range(start, end):
                words = _common(members[row], members[column])
                middle = left + (column - start + 0.5) * wide
                bold = row == column
                sheet.add(
                    Text(
                        middle,
                        sheet.y + high / 2 + 2.6,
                        words,
                        SMALL,
                        bold,
                        fill=INK if bold else MUTED,
                        anchor="middle",
                    )
                )
            sheet.add(Line(((0, sheet.y + high), (sheet.width, sheet.y + high)), RULE, 0.5), Close())
            sheet.y += high + 0.5
        sheet.y += 5


def _common(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> str:
    return "?" if one is None or other is None else str(len(set(one) & set(other)))
