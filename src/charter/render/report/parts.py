"""The parts of a report. Every text is as the charter has it, cleaned when it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from attrs import field, frozen

from charter.render.diagram import Diagram

Cell: TypeAlias = str


@frozen
class Words:
    """Sentences, a paragraph each."""

    sentences: tuple[str, ...]


@frozen
class Facts:
    """Labels with their values."""

    pairs: tuple[tuple[str, str], ...]


@frozen
class Items:
    """A list."""

    items: tuple[str, ...]


@frozen
class DocumentTable:
    """A table of texts that readers may sort. `numbers` are the columns that stand to the right; `keys` gives the
    number behind a cell, by row and column, where its text does not sort as it should."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    keys: Mapping[tuple[int, int], float] = field(factory=dict)


@frozen
class Pictured:
    """A picture."""

    diagram: Diagram


Part: TypeAlias = Words | Facts | Items | DocumentTable | Pictured


@frozen
class Section:
    """A heading with what stands below it. `level` 2 is a part of the report, 3 a part of that."""

    anchor: str
    title: str
    parts: tuple[Part, ...]
    level: int = 2


def filled(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections that have something in them."""
    return tuple(each for each in sections if each.parts)
