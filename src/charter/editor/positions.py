"""Offsets in a text and the positions of the protocol: line and character from 0, characters in the units that client
and server have agreed upon. A line ends at `\\r\\n`, `\\n` or `\\r`, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from charter.dsl.syntax.source import Source

UTF8, UTF16, UTF32 = "utf-8", "utf-16", "utf-32"
Point = tuple[int, int]


def _width(encoding: str) -> Callable[[str], int]:
    if encoding == UTF8:
        return lambda text: len(text.encode("utf-8", "surrogatepass"))
    if encoding == UTF32:
        return len
    return lambda text: len(text) + sum(ord(char) > 0xFFFF for char in text)


def point(source: Source, offset: int, encoding: str = UTF16) -> Point:
    """The position of an offset."""
    line, column = source.position(min(max(offset, 0), len(source.text)))
    start = source.line_starts[line - 1]
    before = source.text[start : start + column - 1]
    return line - 1, column - 1 if before.isascii() else _width(encoding)(before)


def offset(source: Source, line: int, character: int, encoding: str = UTF16) -> int:
    """The offset of a position; one beyond the end of its line means that end."""
    starts = source.line_starts
    if line < 0:
        return 0
    if line >= len(starts):
        return len(source.text)
    text = source.line(line + 1)
    if text.isascii() or encoding == UTF32:
        return starts[line] + min(max(character, 0), len(text))
    width, at, units = _width(encoding), 0, 0
    while at < len(text) and units < character:
        units += width(text[at])
        at += 1
    return starts[line] + at


def edited(source: Source, start: Point, end: Point, new: str, encoding: str = UTF16) -> str:
    """The text with the stretch between two positions replaced."""
    low, high = offset(source, *start, encoding), offset(source, *end, encoding)
    return source.text[:low] + new + source.text[max(low, high) :]
