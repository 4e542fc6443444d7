"""Designs side by side: clause families down, designs across, what differs marked; and as an HTML page.

A cell is cut to a few words for reading; the whole of it stays in the record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from charter.dsl.model import Charter, Institution
from charter.record import record
from charter.render.words.comparison import FAMILIES, ClauseFamily, phrases

NOT_STATED = "not stated"
WIDER = ("duties", "start")
"""The families that are cut last: who binds whom, and how it starts."""


@record
class ComparedDesign:
    """An institution with the charter that it is read in."""

    institution: Institution
    charter: Charter
    name: str


@record
class ComparisonCell:
    """What a design says in a family, phrase by phrase; none where it is not stated. `remark` says why a question has
    no answer."""

    phrases: tuple[str, ...]
    remark: str = ""

    def brief(self, room: int | None) -> str:
        """The cell in at most so many characters (None: all of it); at least one phrase, and how many are left out."""
        if not self.phrases:
            return NOT_STATED
        whole = "; ".join(self.phrases)
        if room is None or len(whole) <= room:
            return whole
        kept: list[str] = []
        for phrase in self.phrases:
            if len("; ".join([*kept, phrase])) > room - 10:
                break
            kept.append(phrase)
        left = len(self.phrases) - len(kept)
        if not kept:
            return _cut(self.phrases[0], room - 10 * (left > 1)) + (f" (+{left - 1})" if left > 1 else "")
        return f"{'; '.join(kept)} (+{left})"


def _cut(text: str, room: int) -> str:
    """The text up to the last whole word that leaves room for an ellipsis."""
    if len(text) <= room:
        return text
    return text[: room - 1].rpartition(" ")[0].rstrip(",;:") + " …"


@record
class ComparisonRow:
    """A family, or a question that was asked, with a cell for each design."""

    name: str
    question: str
    cells: tuple[ComparisonCell, ...]
    asked: bool = False

    @property
    def differs(self) -> bool:
        """Whether not all designs say the same."""
        return len({cell.phrases for cell in self.cells}) > 1

    @property
    def unlike(self) -> tuple[bool, ...]:
        """For each design whether it differs from what most say, or from the first where none say the same."""
        counts = Counter(cell.phrases for cell in self.cells)
        first = self.cells[0].phrases if self.cells else ()
        usual = max(counts, key=lambda said: (counts[said], said == first), default=())
        return tuple(cell.phrases != usual for cell in self.cells)

    def room(self, room: int | None) -> int | None:
        """How many characters its cells may have, given those of an ordinary row."""
        return room if room is None or self.name not in WIDER else room * 2


@record
class DesignComparison:
    """All designs and all rows."""

    designs: tuple[ComparedDesign, ...]
    rows: tuple[ComparisonRow, ...]


def compared(designs: Sequence[ComparedDesign], families: Sequence[ClauseFamily] = FAMILIES) -> DesignComparison:
    """The comparison of designs, family by family."""
    rows = []
    for family in families:
        cells = tuple(ComparisonCell(phrases(family, d.institution, d.charter)) for d in designs)
        rows.append(ComparisonRow(family.name, family.question, cells))
    return DesignComparison(tuple(designs), tuple(rows))


def comparison_html(comparison: DesignComparison, room: int | None) -> str:
    """The page, for a screen and for A4 in landscape; every text is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("charter.render.report", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    rows = [
        {
            "question": row.question,
            "differs": row.differs,
            "cells": [
                {
                    "text": cell.brief(row.room(room)),
                    "title": cell.remark,
                    "stated": bool(cell.phrases),
                    "unlike": unlike,
                }
                for cell, unlike in zip(row.cells, row.unlike, strict=True)
            ],
        }
        for row in comparison.rows
    ]
    names = [(design.name, design.institution.label) for design in comparison.designs]
    return environment.get_template("comparison.html.j2").render(names=names, rows=rows)
