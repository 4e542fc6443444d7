"""The two tables of the landscape figure: functions by institution, and members in common."""

from __future__ import annotations

from attrs import frozen

from charter.render.drawing.canvas import SMALL, Canvas
from charter.render.drawing.palette import ALARM, ALARM_BAND, BAND, INK, LINE, MUTED, PAPER, RULE
from charter.render.drawing.scene import Box, CloseGroup, Line, OpenGroup, Text
from charter.render.drawing.text import width, wrap

LEAD = 8.9
NAMES, WIDEST, NARROWEST = 190.0, 80.0, 25.0

FITS = {"wider": ", by a mandate in a wider field", "in part": ", in a part of it"}
FORCE_WORDS = {"B": "binding", "R": "recommended", "P": "political", "–": "without force", "?": "force not stated"}


@frozen
class MandateCell:
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
    cells: tuple[MandateCell | None, ...]
    nobody: str = "nobody"

    @property
    def gap(self) -> bool:
        """True where it is needed and nobody does it."""
        return self.needed and not any(self.cells)


def table_panel(sheet: Canvas, names: tuple[str, ...], rows: tuple[Row, ...]) -> None:
    """A row for each function, a column for each institution; where the columns do not fit beside each other, the
    institutions are named in the row."""
    if not fits(sheet, names):
        for row in rows:
            _listed(sheet, names, row)
        return
    left, wide = _columns(sheet, len(names))
    _head(sheet, names, left, wide)
    for row in rows:
        _row(sheet, row, left, wide)


def fits(sheet: Canvas, names: tuple[str, ...]) -> bool:
    """Whether every institution can have a column without its name breaking within a word."""
    longest = max((width(word, SMALL, True) for name in names for word in name.split()), default=0.0)
    return _columns(sheet, len(names))[1] - 4 >= longest


def _columns(sheet: Canvas, number: int) -> tuple[float, float]:
    wide = min(WIDEST, (sheet.width - min(NAMES, sheet.width * 0.4)) / max(1, number))
    return sheet.width - wide * number, wide


def _head(sheet: Canvas, names: tuple[str, ...], left: float, wide: float) -> None:
    wrapped = [wrap(name, wide - 4, SMALL, True, 12) for name in names]
    high = max(len(lines) for lines in wrapped) * LEAD + 5
    for number, lines in enumerate(wrapped):
        x = left + number * wide
        sheet.add(
            OpenGroup("column", names[number], names[number]), Box(x + 1, sheet.y, wide - 2, high, BAND, LINE, 0.6)
        )
        for n, line in enumerate(lines):
            sheet.add(Text(x + wide / 2, sheet.y + 9 + n * LEAD, line, SMALL, True, fill=INK, anchor="middle", on=BAND))
        sheet.add(CloseGroup())
    sheet.y += high + 2


def _said(row: Row) -> str:
    force = f" ({row.force})" if row.force else ""
    return f"{row.name}{force}" + (", needed" if row.needed else "") + (f"; {row.nobody} does it" if row.gap else "")


def _sign(cell: MandateCell) -> str:
    return {"wider": f"({cell.force})", "in part": f"/{cell.force}/"}.get(cell.fit, cell.force)


def _row(sheet: Canvas, row: Row, left: float, wide: float) -> None:
    high, paper, ink = _opened(sheet, row, left)
    middle = sheet.y + high / 2 + 2.6
    for number, cell in enumerate(row.cells):
        if cell is not None:
            x = left + (number + 0.5) * wide
            sheet.add(Text(x, middle, _sign(cell), 7.5, True, fill=ink, anchor="middle", on=paper))
    _closed(sheet, high)


def _listed(sheet: Canvas, names: tuple[str, ...], row: Row) -> None:
    """A row with its institutions named, a line each, with their force in words."""
    left = sheet.width * 0.5
    told = [
        line
        for name, cell in zip(names, row.cells, strict=True)
        if cell is not None
        for line in wrap(
            f"{name}: {FORCE_WORDS[cell.force]}{FITS.get(cell.fit, '')}", sheet.width - left - 3, SMALL, False, 6
        )
    ]
    high, paper, ink = _opened(sheet, row, left, len(told))
    for n, line in enumerate(told):
        sheet.add(Text(left, sheet.y + 8.5 + n * LEAD, line, SMALL, fill=ink, on=paper))
    _closed(sheet, high)


def _opened(sheet: Canvas, row: Row, left: float, least: int = 1) -> tuple[float, str, str]:
    """The begin of a row with the words of its function: its height, its paper and ink."""
    said = _said(row)
    lines = wrap(f"! {said}" if row.gap else said, left - 8, SMALL, False, 12)
    high = max(len(lines), least) * LEAD + 5
    paper, ink = (ALARM_BAND, ALARM) if row.gap else (PAPER, INK)
    sheet.add(OpenGroup("function", row.name, said), Box(0, sheet.y, sheet.width, high, paper))
    for n, line in enumerate(lines):
        sheet.add(Text(3, sheet.y + 8.5 + n * LEAD, line, SMALL, fill=ink, on=paper))
    return high, paper, ink


def _closed(sheet: Canvas, high: float) -> None:
    sheet.add(Line(((0, sheet.y + high), (sheet.width, sheet.y + high)), RULE, 0.5), CloseGroup())
    sheet.y += high + 0.5


def overlap_panel(sheet: Canvas, names: tuple[str, ...], members: tuple[tuple[str, ...] | None, ...]) -> None:
    """How many members each two have in common; on the diagonal how many each has. Where names do not fit above the
    columns, numbers stand there and before the names."""
    numbered = not fits(sheet, names)
    most = max(1, int((sheet.width - NAMES * 0.7) / NARROWEST)) if numbered else len(names)
    for start in range(0, len(names), most):
        end = min(start + most, len(names))
        if numbered:
            wide = min(WIDEST, (sheet.width - NAMES * 0.7) / (end - start))
            left = sheet.width - wide * (end - start)
        else:
            left, wide = _columns(sheet, end - start)
        _head(sheet, tuple(str(n + 1) for n in range(start, end)) if numbered else names, left, wide)
        for row, name in enumerate(names):
            _overlap_row(sheet, f"{row + 1} {name}" if numbered else name, row, members, (start, end), left, wide)
        sheet.y += 5


def _overlap_row(
    sheet: Canvas, name: str, row: int, members: tuple[tuple[str, ...] | None, ...], part: tuple[int, int],
    left: float, wide: float,
) -> None:  # fmt: skip
    lines = wrap(name, left - 8, SMALL, True, 6)
    high = len(lines) * LEAD + 5
    sheet.add(OpenGroup("members-of", name, name))
    for n, line in enumerate(lines):
        sheet.add(Text(3, sheet.y + 8.5 + n * LEAD, line, SMALL, True, fill=INK))
    for column in range(*part):
        words = _common(members[row], members[column])
        middle, base, bold = left + (column - part[0] + 0.5) * wide, sheet.y + high / 2 + 2.6, row == column
        fill = INK if bold else MUTED
        sheet.add(Text(middle, base, words, SMALL, bold, fill=fill, anchor="middle"))
    _closed(sheet, high)


def _common(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> str:
    return "?" if one is None or other is None else str(len(set(one) & set(other)))
