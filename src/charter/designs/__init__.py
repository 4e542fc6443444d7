"""The library of charters that ships with the package, each a readable text in a folder by kind.

>>> from charter.designs import designs, find
>>> designs()["un"].kind
'institutions'
>>> find("nowhere") is None
True
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

from charter.names import DESIGN_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = tuple(f"{kind}s" for kind in DESIGN_KINDS)
SUFFIX = ".charter"
_FOLDER = Path(__file__).parent
_TITLE = re.compile(
    r'^(?:institution|reform|landscape)[ \t]+(?P<name>[^\s"{]+)(?:[ \t]+"(?P<title>(?:[^"\\\n]|\\.)*)")?',
    re.MULTILINE,
)


@frozen
class Design:
    """A shipped charter: `name` is the stem of its file, `kind` the folder it lies in (one of `KINDS`), `title`
    that of the first institution, reform or landscape in it, or its name where it has no title. A file may describe
    institutions and a landscape of them; its title is the landscape's."""

    name: str
    kind: str
    path: Path
    title: str


@cache
def designs() -> Mapping[str, Design]:
    """Every shipped design by name: kinds in the order of `KINDS`, names in order of the alphabet within a kind.

    A name stands for one design only; a test sees to it that no two kinds share one.
    """
    found: dict[str, Design] = {}
    for kind in KINDS:
        folder = _FOLDER / kind
        if not folder.is_dir():
            continue
        for path in sorted(folder.iterdir()):
            if path.suffix == SUFFIX and path.is_file():
                found.setdefault(path.stem, Design(path.stem, kind, path, _title(path)))
    return MappingProxyType(found)


def find(name: str) -> Path | None:
    """The file of the shipped design of that name; None where there is none. Reads no file."""
    if not name or "/" in name or "\\" in name or name in (".", ".."):
        return None
    for kind in KINDS:
        path = _FOLDER / kind / (name + SUFFIX)
        try:
            if path.is_file():
                return path
        except (OSError, ValueError):
            return None
    return None


def _title(path: Path) -> str:
    found = list(_TITLE.finditer(path.read_text(encoding="utf-8")))
    whole = [each for each in found if each[0].startswith("landscape")]
    declared = next(iter(whole or found), None)
    if declared is None:
        return path.stem
    title = declared["title"]
    return re.sub(r"\\(.)", r"\1", title) if title else declared["name"]


__all__ = ["KINDS", "SUFFIX", "Design", "designs", "find"]
