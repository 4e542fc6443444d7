"""Tables as people keep them: CSV files, read for `data … from` and for `--weights` by the same eyes.

A table is UTF-8 text. Its cells are parted by commas, semicolons, tabs or `|`, whichever parts its rows evenly. Lines
with one cell above the headings are its title, lines with a note below its rows are footnotes. What is not plain is
told in `Sheet.notes`; what cannot be read is refused with its line.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from attrs import evolve, frozen

from charter.dsl.syntax.lexer import shorten
from charter.dsl.syntax.source import Source, UnreadableError, read_source
from charter.dsl.tables.numbers import Numbers, decided_by, is_number, numbers

LARGEST = 64 * 2**20
"""Bytes of the largest table that is read."""
MOST_NAMED = 5

_PARTED = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}
_TOTALS = re.compile(r"(?:grand |sub)?-?\s*(?:total|totals|sum|all|overall|world|Σ)\b[^\w]*(?:\([^)]*\))?", re.I)
_NOTE = re.compile(r"(?:[*†‡§]|\[[0-9a-z]+\]|\([0-9a-z]\)|notes?\b|sources?\b|[0-9a-z]\)|last updated|data from)", re.I)
_YEARS = re.compile(r"(?:year|years|date|period|time|fiscal year|fy)", re.I)
_YEAR = re.compile(r"(?:1[89]|20|21)[0-9]{2}")
_KINDS = {"code": "ISO 3166 alpha-3 codes", "iso2": "ISO 3166 alpha-2 codes", "name": "names of states"}


@frozen
class TableFault:
    """What is wrong with a table: the code of the finding, the line (0 for the whole table), and a sentence."""

    code: str
    line: int
    message: str
    help: str | None = None


class TableError(Exception):
    """The table cannot be read at all; `fault` says why."""

    def __init__(self, fault: TableFault) -> None:
        """Keep the fault, whose message is the exception's."""
        super().__init__(fault.message)
        self.fault = fault


@frozen
class TableRow:
    """A row with the line on which it ends."""

    line: int
    cells: tuple[str, ...]


@frozen
class TableSheet:
    """A table as its file has it: headings (none if the first row has figures), rows of the same length, what is not
    plain about it, and the rows that were refused."""

    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    delimiter: str
    notes: tuple[str, ...] = ()
    faults: tuple[TableFault, ...] = ()

    def column(self, place: int) -> list[tuple[int, str]]:
        """The cells of a column, with their lines."""
        return [(row.line, row.cells[place]) for row in self.rows]

    def years(self, place: int) -> bool:
        """True for a column of years: headed so, or whole numbers of 1800 to 2199 in at least two rows, all of them."""
        cells = [text for _, text in self.column(place) if text]
        all_years = len(cells) > 1 and all(_YEAR.fullmatch(text) for text in cells)
        headed = bool(self.headings) and _YEARS.fullmatch(self.headings[place]) is not None
        return all_years and (headed or not self.headings or not _is_votes(self.headings[place]))

    def read(self, place: int) -> Numbers:
        """The numbers of a column."""
        heading = self.headings[place] if self.headings else str(place + 1)
        others = (self.column(n) for n in range(len(self.rows[0].cells)) if n != place) if self.rows else ()
        return numbers(self.column(place), heading, usual=decided_by(others), points=self.delimiter != ";")


def _is_votes(heading: str) -> bool:
    return heading.lower() in ("vote", "votes", "weight", "weights")


# ---- the file -----------------------------------------------------------------------------------------


def read_sheet(
    path: Path,
    shown: str,
    *,
    headed: bool | None = True,
    key: str | None = None,
    read: Callable[[Path, str], Source] = read_source,
) -> TableSheet:
    """The table in a file. `headed`: the first row has headings; None: find out. `key`: a heading that should be there;
    `read` gives a file's text.

    Raises:
        TableError: no file, no text, no rows, above LARGEST, quotes that do not close, or two equal headings.
    """
    lines = _parsed(_text(path, shown, read), shown)
    if not lines:
        raise TableError(TableFault("LNG501", 0, f"`{shown}` is empty", "the first line names the columns"))
    delimiter, rows = lines
    notes, rows = _titled(rows, key if headed else None)
    first = [cell.strip() for cell in rows[0].cells]
    line = rows[0].line
    headings: tuple[str, ...] = ()
    if headed or key in first or (headed is None and _headed(rows)):
        headings, rows = tuple(cell.strip() for cell in rows[0].cells), rows[1:]
    while headings and not headings[-1] and all(not any(map(str.strip, r.cells[len(headings) - 1 :])) for r in rows):
        headings = headings[:-1]
        rows = [evolve(row, cells=row.cells[: len(headings)]) for row in rows]
    _check_headings(headings, line, shown)
    rows, left = _without_footnotes(rows)
    if left:
        notes.append(f"{left} line{'s' if left > 1 else ''} of notes below the rows left out")
    kept, faults = _even(rows, len(headings), shown)
    if delimiter != ",":
        notes.insert(0, f"cells parted by {_PARTED[delimiter]}")
    return TableSheet(headings, tuple(kept), delimiter, tuple(notes), tuple(faults))


def _text(path: Path, shown: str, read: Callable[[Path, str], Source]) -> str:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    if size > LARGEST:
        message = f"`{shown}` has {size / 2**20:.0f} MiB; a table has {LARGEST // 2**20} MiB at most"
        raise TableError(TableFault("LNG501", 0, message, "keep only the rows and columns that are needed"))
    try:
        return read(path, shown).text
    except UnreadableError as error:
        said = str(error)
        if said.startswith("cannot read"):
            raise TableError(TableFault("LNG501", 0, said, "give the path from this charter's folder")) from error
        message = f"`{shown}` is no UTF-8 text: {said}"
        raise TableError(TableFault("LNG501", 0, message, "save it as CSV in UTF-8")) from error


def _parsed(text: str, shown: str) -> tuple[str, list[TableRow]] | None:
    """The rows, cells parted by what parts most rows as evenly as the widest; None for a table without rows."""
    named = re.match(r"sep=(.)\r?\n", text)
    if named is not None:
        rows = _rows(text[named.end() :], named[1], shown, 1)
        return (named[1] if named[1] in _PARTED else ",", rows) if rows else None
    best: tuple[float, str, list[TableRow]] | None = None
    for delimiter in _PARTED:
        if delimiter != "," and delimiter not in text:
            continue
        try:
            rows = _rows(text, delimiter, shown, 0)
        except TableError:
            if delimiter == ",":
                raise
            continue
        if not rows:
            return None
        widths = [len(row.cells) for row in rows]
        common = max((w for w in widths if w > 1), key=widths.count, default=1)
        score = widths.count(common) / len(widths) if common > 1 else 0.0
        if best is None or score > best[0] + 0.1:
            best = (score, delimiter, rows)
    return None if best is None else best[1:]


def _rows(text: str, delimiter: str, shown: str, before: int) -> list[TableRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    try:
        return [TableRow(reader.line_num + before, tuple(cells)) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        message = f"`{shown}`, line {reader.line_num + before}: {error}"
        raise TableError(TableFault("LNG502", reader.line_num, message)) from error


def _titled(rows: list[TableRow], key: str | None) -> tuple[list[str], list[TableRow]]:
    """The rows from that of the headings on: the first with the key, or the first with more than one filled cell."""
    for place, row in enumerate(rows[:20]):
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if key in filled or len(filled) > 1:
            above = f"{place} line{'s' if place > 1 else ''} above the headings left out"
            return ([above] if place else []), rows[place:]
    return [], rows


def _headed(rows: Sequence[TableRow]) -> bool:
    """Whether the first row has headings: no numbers but years, where there are numbers below or it says `votes`."""
    first = rows[0].cells
    figures = [cell.strip() for cell in first if is_number(cell)]
    if figures and not (len(figures) < len(first) and all(_YEAR.fullmatch(cell) for cell in figures)):
        return False
    below = [cell.strip() for row in rows[1:] for cell in row.cells if is_number(cell)]
    if figures and all(_YEAR.fullmatch(cell) for cell in below):
        return False
    return bool(below) or any(_is_votes(cell.strip()) for cell in first)


def _check_headings(headings: Sequence[str], line: int, shown: str) -> None:
    for place, heading in enumerate(headings):
        if heading and heading in headings[:place]:
            first = headings.index(heading) + 1
            message = f"`{shown}`, line {line}, column {place + 1}: the heading `{shorten(heading)}` is that of column "
            raise TableError(
                TableFault("LNG503", line, f"{message}{first} already", "give each column its own heading")
            )


def _without_footnotes(rows: list[TableRow]) -> tuple[list[TableRow], int]:
    """The rows without the notes below them, and how many lines that were."""
    end = len(rows)
    while end and sum(1 for cell in rows[end - 1].cells if cell.strip()) == 1:
        text = next(cell.strip() for cell in rows[end - 1].cells if cell.strip())
        if not _NOTE.match(text):
            break
        end -= 1
    return rows[:end], len(rows) - end


def _even(rows: Sequence[TableRow], width: int, shown: str) -> tuple[list[TableRow], list[TableFault]]:
    """The rows of the headings' length, cells without blanks around them; others are refused. Without headings: all."""
    kept: list[TableRow] = []
    faults: list[TableFault] = []
    widest = max((len(row.cells) for row in rows), default=0)
    for row in rows:
        cells = tuple(cell.strip().strip("\u00a0") for cell in row.cells)
        while width and len(cells) > width and not cells[-1]:
            cells = cells[:-1]
        if width and len(cells) != width:
            message = f"`{shown}`, line {row.line}: {len(cells)} cells where the header has {width}"
            faults.append(TableFault("LNG502", row.line, message))
        else:
            kept.append(TableRow(row.line, cells if width else cells + ("",) * (widest - len(cells))))
    return kept, faults


# ---- rows of totals -----------------------------------------------------------------------------------


def is_total(name: str) -> bool:
    """Whether a row's name says that it has the totals.

    >>> is_total("Total"), is_total("Grand total:"), is_total("Totalia")
    (True, True, False)
    """
    return _TOTALS.fullmatch(name.strip()) is not None


def check_totals(sheet: TableSheet, place: int, shown: str, totals: Sequence[TableRow]) -> list[TableFault]:
    """What is wrong with rows of totals: a total that the column's other rows do not add up to.

    Figures that were rounded may miss the total by half of their last digit each.
    """
    whole = evolve(sheet, rows=(*sheet.rows, *totals))
    read = whole.read(place) if totals else Numbers(())
    found: list[TableFault] = []
    own = sum((value for value in read.values[: len(sheet.rows)] if value is not None), Fraction(0))
    slack = Fraction(len(sheet.rows), 2 * 10**read.places) if read.places else Fraction(0)
    for row, value in zip(totals, read.values[len(sheet.rows) :], strict=False):
        if value is not None and abs(value - own) > slack:
            said = f"line {row.line}: the total is `{row.cells[place]}`, the rows above add up to {float(own):.12g}"
            help = "leave the row of totals out, or put the rows right"
            found.append(TableFault("LNG505", row.line, f"`{shown}`, {said}", help))
    return found


# ---- keys ---------------------------------------------------------------------------------------------


@frozen
class Keys:
    """The keys of a table: codes by line, how they are written, rows of totals, and what is refused."""

    codes: Mapping[int, str]
    kind: str | None
    totals: tuple[TableRow, ...] = ()
    faults: tuple[TableFault, ...] = ()

    @property
    def said(self) -> str | None:
        """How the keys are written, where they are not the codes that charters have."""
        return f"keys read as {_KINDS[self.kind]}" if self.kind in ("iso2", "name") else None


def keys_of(
    sheet: TableSheet, place: int, shown: str, own: Callable[[str], bool], near: Callable[[str], Sequence[str]]
) -> Keys:
    """The parties that the cells of a column name, all in one way.

    `own` tells the codes that the charter declares itself, `near` what a word that names nobody may have meant.
    """
    from charter import world

    totals = tuple(row for row in sheet.rows if is_total(row.cells[place]) and not own(row.cells[place]))
    rows = [row for row in sheet.rows if row not in totals]
    found = {row.line: world.spelled(row.cells[place]) for row in rows if not own(row.cells[place])}
    ways = [spelling[1] for spelling in found.values() if spelling is not None]
    kind = max(dict.fromkeys(ways), key=ways.count) if ways else None
    codes = {row.line: row.cells[place] for row in rows if row.line not in found}
    mixed, lost = [], []
    for row in rows:
        spelling = found.get(row.line)
        if row.line in codes:
            continue
        if spelling is None:
            lost.append(row)
        elif spelling[1] != kind:
            mixed.append((row, *spelling))
        else:
            codes[row.line] = spelling[0]
    faults = [_mixed(shown, place, kind, *each) for each in mixed]
    faults += _lost(shown, place, lost, near)
    faults += _twice(sheet, place, shown, rows, codes)
    often = Counter(codes.values())
    codes = {line: code for line, code in codes.items() if often[code] == 1}  # of two figures neither is known
    return Keys(codes, kind, totals, tuple(faults))


def _mixed(shown: str, place: int, kind: str | None, row: TableRow, code: str, way: str) -> TableFault:
    cell = shorten(row.cells[place])
    one = {"code": "an ISO 3166 alpha-3 code", "iso2": "an ISO 3166 alpha-2 code", "name": "a name"}[way]
    message = f"`{shown}`, line {row.line}: `{cell}` is {one} where the other keys are {_KINDS[kind or 'code']}"
    return TableFault("LNG504", row.line, message, f"write `{code}`" if kind == "code" else "write all keys in one way")


def _lost(shown: str, place: int, rows: Sequence[TableRow], near: Callable[[str], Sequence[str]]) -> list[TableFault]:
    """One fault for all rows that name no party."""
    if not rows:
        return []
    first = rows[0].cells[place]
    guess = near(first) if first else ()
    help = f"did you mean `{guess[0]}`?" if guess else "use ISO 3166 alpha-3 codes, or declare the party"
    if len(rows) == 1:
        what = f"`{shorten(first)}` is no party" if first else "this row has no key"
        return [TableFault("LNG504", rows[0].line, f"`{shown}`, line {rows[0].line}: {what}", help)]
    named = ", ".join(f"`{shorten(row.cells[place])}` (line {row.line})" for row in rows[:MOST_NAMED])
    more = ", …" if len(rows) > MOST_NAMED else ""
    return [TableFault("LNG504", rows[0].line, f"`{shown}`: {len(rows)} rows name no party: {named}{more}", help)]


def _twice(
    sheet: TableSheet, place: int, shown: str, rows: Sequence[TableRow], codes: Mapping[int, str]
) -> list[TableFault]:
    """A fault for each key that stands again; one for all where a column of years says why they do."""
    first: dict[str, int] = {}
    again: list[tuple[TableRow, int]] = []
    for row in rows:
        code = codes.get(row.line)
        if code is not None and first.setdefault(code, row.line) != row.line:
            again.append((row, first[code]))
    years = next((n for n in range(len(sheet.headings)) if n != place and sheet.years(n)), None)
    if again and years is not None:
        row, line = again[0]
        message = (
            f"`{shown}`, line {row.line}: `{shorten(row.cells[place])}` stands on line {line} already, as do keys of "
            f"{len(again)} rows in all: column `{sheet.headings[years]}` has years"
        )
        return [TableFault("LNG503", row.line, message, "keep the rows of one year")]
    return [
        TableFault(
            "LNG503",
            row.line,
            f"`{shown}`, line {row.line}: `{shorten(row.cells[place])}` stands on line {line} already",
        )
        for row, line in again
    ]
