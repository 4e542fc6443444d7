"""The indices of power there are, found from the folder listing: adding one takes one new file and nothing else.

An index is a module `games/indices/<name>.py` (`deegan_packel.py` is the index `deegan-packel`) with

- a docstring, which is its page: a first line that sums it up, then the sections `What it shows`, `When to use`, `What
  is not shown`;
- `INDEX = IndexKind({"deegan-packel": "Deegan-Packel"}, order=4)`: the columns it fills with their headings, and where
  it stands among the others; see `IndexKind`;
- `def values(power: Power, blocs: Blocs) -> Mapping[str, Index]`: the values of each column. It raises TooLarge where
  no exact method fits the limits.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from charter.games.index_kind import Blocs, IndexKind
    from charter.games.power import Index, Power

SECTIONS = ("What it shows", "When to use", "What is not shown")
_FOLDER = Path(__file__).parent / "indices"


@cache
def names() -> tuple[str, ...]:
    """The names of all indices, in the order of the alphabet. Nothing is imported."""
    files = sorted(os.listdir(_FOLDER))
    return tuple(file[:-3].replace("_", "-") for file in files if file.endswith(".py") and not file.startswith("_"))


def _module(name: str) -> object:
    if name not in names():
        raise LookupError(name)
    return importlib.import_module(f"charter.games.indices.{name.replace('-', '_')}")


def kind(name: str) -> IndexKind:
    """What the index of that name says of itself; LookupError where there is none."""
    return cast("IndexKind", _module(name).INDEX)  # type: ignore[attr-defined]


def measure(name: str) -> Callable[[Power, Blocs], Mapping[str, Index]]:
    """The function that measures it."""
    return cast("Callable[[Power, Blocs], Mapping[str, Index]]", _module(name).values)  # type: ignore[attr-defined]


def page(name: str) -> str:
    """Its page: the module's docstring."""
    return _module(name).__doc__ or ""


def ordered() -> tuple[str, ...]:
    """All indices in the order in which their columns stand."""
    return tuple(sorted(names(), key=lambda name: (kind(name).order, name)))


def usual() -> tuple[str, ...]:
    """Those that are measured where none is asked for."""
    return tuple(name for name in ordered() if kind(name).usual)


def with_blocs() -> tuple[str, ...]:
    """Those that are of players in blocs."""
    return tuple(name for name in ordered() if kind(name).of_blocs)


def headings() -> Mapping[str, str]:
    """The heading of each column."""
    return {column: head for name in ordered() for column, head in kind(name).columns.items()}


def shares() -> Mapping[str, str]:
    """The columns whose values sum to one, so that the sum of a group says something, each with its index."""
    return {share: name for name in ordered() if (share := kind(name).share) is not None}
