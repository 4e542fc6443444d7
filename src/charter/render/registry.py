"""The kinds of figures and charts there are, found from the folder listing: adding one takes one new file and nothing
else.

A kind is a module `render/figures/<kind>.py` or `render/charts/<kind>.py` with

- a docstring, which is its page: a first line that sums it up, then the sections `What it shows`, `When to use`, `What
  is not shown`;
- `KIND = FigureKind(ORGAN, "organ with seats")`: what it is of, and what a charter lacks that has nothing for it;
- `def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]`: the names of what there is to
  draw, `(None,)` where it is the institution or the charter itself, nothing where there is nothing. A kind of a
  landscape or of charters is asked with None for the institution;
- `def draw(wanted: DrawRequest) -> Diagram`, which raises NothingToDrawError, with the reason, where the charter does
  not state what it would show. Every number and word comes from `analysis`, `decisions` or the model.

What several kinds share stands in `render/panels` and `render/plotting`.
"""

from __future__ import annotations

import importlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from charter.errors import WrongUseError
from charter.record import record

if TYPE_CHECKING:
    from charter.dsl.model import Charter, Institution
    from charter.render.diagram import Diagram
    from charter.render.kind import DrawRequest, FigureKind

FOLDERS = ("figures", "charts")
SECTIONS = ("What it shows", "When to use", "What is not shown")


@record
class FigureEntry:
    """A kind as the folder lists it, not imported."""

    name: str
    folder: str

    @property
    def _module(self) -> Any:
        return importlib.import_module(f"charter.render.{self.folder}.{self.name}")

    @property
    def kind(self) -> FigureKind:
        """What the module says of itself."""
        return cast("FigureKind", self._module.KIND)

    @property
    def page(self) -> str:
        """The module's docstring."""
        return self._module.__doc__ or ""

    def subjects(self, charter: Charter, institution: Institution | None = None) -> tuple[str | None, ...]:
        """What there is to draw: names; (None,) where the institution or charter itself is; nothing, or no institution
        where one is needed."""
        if institution is None and not self.kind.of_charter:
            return ()
        return cast("tuple[str | None, ...]", self._module.subjects(charter, institution))

    def draw(self, wanted: DrawRequest) -> Diagram:
        """The drawing; NothingToDrawError where the charter does not state what it would show."""
        return cast("Diagram", self._module.draw(wanted))


@cache
def entries() -> tuple[FigureEntry, ...]:
    """Every kind: figures, then charts, in the order of the alphabet. Nothing is imported."""
    found: list[FigureEntry] = []
    for folder in FOLDERS:
        files = sorted(os.listdir(Path(__file__).parent / folder))
        found += [FigureEntry(f[:-3], folder) for f in files if f.endswith(".py") and not f.startswith("_")]
    return tuple(found)


def names() -> tuple[str, ...]:
    """The names of all kinds."""
    return tuple(each.name for each in entries())


def entry(name: str) -> FigureEntry:
    """The kind of that name; WrongUseError with the names there are."""
    for each in entries():
        if each.name == name:
            return each
    raise WrongUseError(f"no diagram {name!r}: choose one of {', '.join(names())}")
