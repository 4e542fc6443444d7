"""Filling the marked places of a document, and nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from attrs import field, frozen

from charter.render.embed.places import LATEX, Place, places


@frozen
class Content:
    """What belongs into a place: markup, and the files that it shows by their address relative to the document."""

    markup: str
    files: Mapping[PurePosixPath, bytes] = field(factory=dict)


@frozen
class FilledDocument:
    """A document with its places filled. `stale` are those in which something else had stood."""

    text: str
    places: tuple[Place, ...]
    stale: tuple[Place, ...]
    files: Mapping[PurePosixPath, tuple[Place, bytes]]


def filled(text: str, syntax: str, content: Callable[[Place], Content]) -> FilledDocument:
    """The document with what `content` gives in each place; line ends and indentation are those of the document.

    Raises:
        Mistake: of `places`, or by `content`.
    """
    found = places(text, syntax)
    ends = "\r\n" if "\r\n" in text else "\n"
    parts, at = [], 0
    stale: list[Place] = []
    files: dict[PurePosixPath, tuple[Place, bytes]] = {}
    for place in found:
        made = content(place)
        files |= {path: (place, data) for path, data in made.files.items()}
        new = made.markup if place.inline else _block(text, place, made.markup, syntax).replace("\n", ends)
        if text[place.start : place.end] != new:
            stale.append(place)
        parts += [text[at : place.start], new]
        at = place.end
    return FilledDocument("".join([*parts, text[at:]]), found, tuple(stale), files)


def _block(text: str, place: Place, markup: str, syntax: str) -> str:
    """The lines between two marks, as far in as the first. Markdown needs empty lines around them."""
    mark = text.rfind("\n", 0, place.start - 1 if syntax == LATEX else place.start) + 1
    start = text[mark:]
    indent = start[: len(start) - len(start.lstrip(" \t"))]
    lines = "\n".join(f"{indent}{line}" if line else "" for line in markup.split("\n"))
    if syntax == LATEX:
        return f"{lines}\n"
    return f"\n\n{lines}\n\n{indent}"
