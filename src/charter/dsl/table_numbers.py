"""The numbers of a column of a table, as people write them: read as one notation, or refused at the cell.

A comma or a point is a mark of decimals or of thousands; which one is told by the column, then by the whole table, and
is never guessed: `1,234` alone is refused. Spaces and apostrophes between groups of three digits part thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from charter.dsl.syntax.lexer import shorten

POINT, COMMA = ".", ","
MOST_DIGITS = 100
"""Digits of one number at most."""

Cells = Sequence[tuple[int, str]]
"""The cells of a column with their lines."""

_BLANKS = "\u00a0\u2007\u2009\u202f "
_MARKS = re.compile(r"(?:\s*(?:[*†‡§]+|\[[0-9A-Za-z*]{1,3}\]))+$")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?|[0-9]+/[0-9]+")
_OTHER = {POINT: COMMA, COMMA: POINT}
_PATTERNS = {
    decimal: re.compile(
        rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?P<g>[{re.escape(_OTHER[decimal])}{_BLANKS}'’])[0-9]{{3}}(?:(?P=g)[0-9]{{3}})*)"
        rf"(?:{re.escape(decimal)}[0-9]+)?"
    )
    for decimal in (POINT, COMMA)
}
_WORDS = {POINT: "a decimal point", COMMA: "a decimal comma"}
_ABSENT = "leave a cell empty where the number is not known"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ"


@frozen
class CellFault:
    """A cell that is refused: its line, why, and what to do."""

    line: int
    message: str
    help: str | None = None


@frozen
class Numbers:
    """What a column says: values by place of the cell (None for an empty or refused one), the cells that are refused,
    and the notation where it is not the plain one."""

    values: tuple[Fraction | None, ...]
    faults: tuple[CellFault, ...] = ()
    notation: tuple[str, ...] = ()
    places: int = 0
    """Digits after the mark of decimals, at most."""


@frozen
class _Cell:
    place: int
    line: int
    shown: str
    core: str
    negative: bool
    percent: bool
    marked: bool

    @property
    def conventions(self) -> frozenset[str]:
        """The marks of decimals with which this can be read."""
        if _PLAIN.fullmatch(self.core) and re.search("[/eE]", self.core):
            return frozenset((POINT, COMMA))
        return frozenset(mark for mark, pattern in _PATTERNS.items() if pattern.fullmatch(self.core))

    @property
    def undecided(self) -> bool:
        """True if the two conventions give two numbers."""
        return len(self.conventions) == 2 and self.value(POINT) != self.value(COMMA)

    def value(self, decimal: str) -> Fraction:
        """The number, read with this mark of decimals."""
        if re.search("[/eE]", self.core):
            found = Fraction(self.core)
        else:
            digits = re.sub(rf"[^0-9{re.escape(decimal)}]", "", self.core)
            found = Fraction(digits.replace(decimal, POINT))
        found = found / 100 if self.percent else found
        return -found if self.negative else found


def is_number(text: str) -> bool:
    """Whether a cell can be read as a number in one notation or another.

    >>> is_number("1.234,5"), is_number("70 %"), is_number("n/a"), is_number("12 EUR")
    (True, True, False, False)
    """
    cell = _cell(0, 0, text)
    return cell is not None and bool(cell.conventions)


def decided_by(columns: Iterable[Cells]) -> str | None:
    """The mark of decimals that the numbers of a whole table agree on, or None."""
    found: set[str] = set()
    for cells in columns:
        for line, text in cells:
            cell = _cell(0, line, text) if text.strip() else None
            if cell is not None and len(cell.conventions) == 1:
                found |= cell.conventions
    return found.pop() if len(found) == 1 else None


def numbers(cells: Cells, heading: str, *, usual: str | None = None, points: bool = True) -> Numbers:
    """The numbers of the column under `heading`.

    `usual` is the table's mark of decimals where this column does not tell; `points`: a point that may be either is one
    of decimals (as in files whose cells are parted by commas).

    >>> numbers([(2, "1,5"), (3, "2"), (4, "1.234,0")], "votes").values
    (Fraction(3, 2), Fraction(2, 1), Fraction(1234, 1))
    """
    values: list[Fraction | None] = [None] * len(cells)
    faults: list[CellFault] = []
    read: list[_Cell] = []
    for place, (line, text) in enumerate(cells):
        if not text.strip():
            continue
        cell = _cell(place, line, text)
        if cell is None or not cell.conventions:
            faults.append(_no_number(line, text))
        else:
            read.append(cell)
    decimal = _decimal(read, usual, points)
    percents = [cell for cell in read if cell.percent]
    bare = [cell for cell in read if not cell.percent and cell.core.strip("0.,")]
    odd = () if not (percents and bare) else percents if len(percents) < len(bare) else bare
    either = [cell for cell in read if cell.undecided] if decimal is None else []
    faults += _either(either)
    for cell in read:
        if decimal is not None and decimal not in cell.conventions:
            faults.append(_other_mark(cell, read, decimal))
        elif cell in odd:
            faults.append(_other_unit(cell, heading))
        elif cell not in either:
            values[cell.place] = cell.value(decimal or POINT)
    faults.sort(key=lambda fault: fault.line)
    return Numbers(tuple(values), tuple(faults), _notation(read, decimal), _places(read, decimal))


def _cell(place: int, line: int, text: str) -> _Cell | None:
    shown = text.strip()
    marked = _MARKS.search(shown)
    core = shown[: marked.start()] if marked else shown
    core = core.strip(_BLANKS + "\t")
    negative = core[:1] in ("-", "−")
    if core[:1] in ("-", "−", "+"):
        core = core[1:]
    percent = core.endswith("%")
    core = core.removesuffix("%").strip(_BLANKS)
    if sum(map(str.isdecimal, core)) > MOST_DIGITS or (not core.isprintable() and not set(core) & set(_BLANKS)):
        return None
    if "/" in core and not core.rpartition("/")[2].strip("0"):
        return None
    return _Cell(place, line, shown, core, negative, percent, marked is not None)


def _decimal(cells: Sequence[_Cell], usual: str | None, points: bool) -> str | None:
    """The mark of decimals of a column; None where it cannot be told."""
    votes = {mark: sum(cell.conventions == {mark} for cell in cells) for mark in (POINT, COMMA)}
    if votes[POINT] or votes[COMMA]:
        return COMMA if votes[COMMA] > votes[POINT] else POINT
    undecided = [cell for cell in cells if cell.undecided]
    if not undecided:
        return POINT
    if usual is not None:
        return usual
    return POINT if points and not any(COMMA in cell.core for cell in undecided) else None


def _no_number(line: int, text: str) -> CellFault:
    shown = shorten(text.strip())
    digits = any(map(str.isdecimal, text))
    help = _ABSENT
    if digits and any(char in _RAISED for char in text):
        help = "a raised mark is a footnote or a power: write the number alone"
    elif digits and text.strip().startswith("(") and text.strip().endswith(")"):
        help = "brackets are a negative number or a note: write `-` before the number, or the number alone"
    elif (digits and any(map(str.isalpha, text))) or set(text) & set("€$£¥"):
        help = "write the number alone; its unit belongs after `in` in the charter, a note in a column of its own"
    elif digits and re.search(r"[.,]", text):
        help = "write it with one point for decimals and nothing between thousands"
    return CellFault(line, f"`{shown}` is no number", help)


def _other_mark(cell: _Cell, cells: Sequence[_Cell], decimal: str) -> CellFault:
    (own,) = cell.conventions
    other = next(one for one in cells if one.conventions == {decimal})
    marks = f"`{shorten(cell.shown)}` has {_WORDS[own]} where line {other.line}, `{shorten(other.shown)}`, has "
    return CellFault(cell.line, f"{marks}{_WORDS[decimal]}", "write all numbers of a table in one notation")


def _either(cells: Sequence[_Cell]) -> list[CellFault]:
    """One fault for all cells that may be two numbers, at the first."""
    if not cells:
        return []
    first, more = cells[0], len(cells) - 1
    one, two = sorted((first.value(POINT), first.value(COMMA)))
    others = f"; so may {more} other cell{'s' if more > 1 else ''} of the column" if more else ""
    help = "write it with a point for decimals and nothing between thousands"
    return [CellFault(first.line, f"`{shorten(first.shown)}` may be {_shown(one)} or {_shown(two)}{others}", help)]


def _other_unit(cell: _Cell, heading: str) -> CellFault:
    has = "is a percentage where the other cells are not" if cell.percent else "has no `%` where other cells have it"
    return CellFault(cell.line, f"`{shorten(cell.shown)}` under `{heading}` {has}", "write a column in one unit")


def _shown(value: Fraction) -> str:
    return f"{float(value):.15g}"


def _notation(cells: Sequence[_Cell], decimal: str | None) -> tuple[str, ...]:
    said: list[str] = []
    if decimal == COMMA and any(COMMA in cell.core for cell in cells):
        said.append("decimal commas")
    others = {_OTHER.get(decimal or POINT, COMMA), *_BLANKS, "'", "’"}
    if any(set(cell.core) & others for cell in cells):
        said.append("marks between thousands")
    if any(cell.marked for cell in cells):
        said.append("footnote marks left out")
    return tuple(said)


def _places(cells: Sequence[_Cell], decimal: str | None) -> int:
    mark = decimal or POINT
    return max((len(cell.core.partition(mark)[2]) + 2 * cell.percent for cell in cells), default=0)
