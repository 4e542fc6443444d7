"""The table of an exploration to read: on a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from charter.cli.exploring.table import ExploredTable, heading, reason
from charter.cli.output.formats.sheets import Sheet, as_markdown, as_text
from charter.designing.judging import Judgement
from charter.designing.questions import told
from charter.text.wording import number, some
from charter.validators.expectations.verdict import DEPENDS, PROVED, REFUTED, UNKNOWN

if TYPE_CHECKING:
    from charter.cli.terminal import Paint

MOST_REASONS = 5


def as_terminal(table: ExploredTable, paint: Paint, most: int) -> str:
    """The table for a terminal."""
    return as_text(sheets(table, most, letters=True), paint)


def as_markdown_page(table: ExploredTable, most: int) -> str:
    """The table as Markdown."""
    return as_markdown(sheets(table, most))


def sheets(table: ExploredTable, most: int, letters: bool = False) -> list[Sheet]:
    """The designs, at most so many (0: all), and beneath them where each expectation holds; with `letters` these stand
    for the questions in the heads of columns."""
    rows = shown_rows(table, most)
    asked = [heading(question) for question in table.questions]
    heads = [_letter(n) for n in range(len(asked))] if letters else asked
    head = ["design", *table.dimensions, *heads]
    head += ["holds"] * bool(table.expected) + ["kept"] * table.keeps + ["best"] * table.goals
    cells = tuple(tuple(_cells(table, row)) for row in rows)
    title = f"{table.plan.institution}: {number(len(table.rows), 'design')}"
    key = tuple(f"{letter}: {text}" for letter, text in zip(heads, asked, strict=True)) if letters else ()
    found = [Sheet(title, tuple(head), cells, (*key, *_lines(table, rows)), main=True)]
    if table.expected:
        found.append(_expectations(table))
    return found


def _letter(n: int) -> str:
    """A, B … Z, AA, AB …"""
    return (_letter(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)


def shown_rows(table: ExploredTable, most: int) -> Sequence[Judgement]:
    """Where not all have room, those on the front, then those that meet what they must, then others; in order."""
    if not most or len(table.rows) <= most:
        return table.rows
    best = table.best or frozenset()
    ranked = sorted(table.rows, key=lambda row: (row.number not in best, table.kept(row) != "yes", row.number))
    return sorted(ranked[:most], key=lambda row: row.number)


def _cells(table: ExploredTable, row: Judgement) -> Iterator[str]:
    yield str(row.number)
    yield from table.settings(row).values()
    for n, _ in enumerate(table.questions):
        yield told(row.answers[n]) if row.answers else "–"
    if table.expected:
        yield f"{row.verdicts.count(PROVED)} of {len(table.expected)}" if row.verdicts else "–"
    if table.keeps:
        yield table.kept(row) if not row.why else "–"
    if table.goals:
        yield "*" if row.number in (table.best or ()) else ""


def _lines(table: ExploredTable, rows: Sequence[Judgement]) -> Iterator[str]:
    if table.sampled:
        yield f"a search, not the whole space: {table.sampled}; the best are the best of those looked at"
    if len(rows) < len(table.rows):
        yield f"{len(rows):,} of {len(table.rows):,} rows are shown; --rows 0 shows all, -o FILE.csv writes all"
    if table.keeps:
        meet = sum(table.kept(row) == "yes" for row in table.rows)
        open_ones = sum(table.kept(row) == "unknown" for row in table.rows)
        more = f"; of {open_ones:,} that is not known" if open_ones else ""
        yield f"{meet:,} of {number(len(table.rows), 'design')} meet what they must{more}"
    if table.goals:
        yield (
            f"*: on the Pareto front ({len(table.best or ())}): no other is as good in every respect and better in "
            "one; of a range that end counts which is certain"
        )
    reasons: dict[str, list[str]] = {}
    for row in table.rows:
        why = reason(table, row)
        if why:
            reasons.setdefault(why, []).append(str(row.number))
    for why, those in list(reasons.items())[:MOST_REASONS]:
        yield f"design{'s' if len(those) > 1 else ''} {some(those)}: {why}"
    if len(reasons) > MOST_REASONS:
        yield f"… and {len(reasons) - MOST_REASONS} other reasons"


def _expectations(table: ExploredTable) -> Sheet:
    words = (PROVED, REFUTED, DEPENDS, UNKNOWN)
    judged = [row for row in table.rows if row.verdicts]
    counted = []
    for n, text in enumerate(table.expected):
        verdicts = [row.verdicts[n] for row in judged]
        counted.append((text, *(str(verdicts.count(word)) for word in words)))
    whole = [str(row.number) for row in judged if all(v == PROVED for v in row.verdicts)]
    if whole:
        line = f"all hold in design{'s' if len(whole) > 1 else ''} {some(whole, 12)}"
    else:
        line = "no design has all of them proved"
    return Sheet("In how many designs each expectation is", ("expectation", *words), tuple(counted), (line,))
