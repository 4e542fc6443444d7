"""What a terminal needs: safe characters, widths, colour. Text from charters goes out only through `visible`."""

from __future__ import annotations

import os
import sys
import unicodedata

from charter.dsl.joiners import JOINERS, is_joiner
from charter.record import record

TAB = 4


def visible(text: str) -> str:
    """The text with control, bidirectional and other format characters written out (`<U+202E>`), tabs as a space;
    joiners between letters stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(text, at) for at in range(len(text)))


def _shown(text: str, at: int) -> str:
    character = text[at]
    if character == "\t":
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and not is_joiner(text, at):
        return f"<U+{ord(character):04X}>"
    return character


def width(text: str) -> int:
    """How many columns a text fills on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or character in JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def spread(line: str) -> tuple[str, list[int]]:
    """A line of source as it can be printed, and the column (from 0) at which each of its characters begins.

    Tabs are spread to the next multiple of four. The list has one entry more than the line has characters.
    """
    shown: list[str] = []
    columns = [0]
    for place, character in enumerate(line):
        at = columns[-1]
        text = " " * (TAB - at % TAB) if character == "\t" else _shown(line, place)
        shown.append(text)
        columns.append(at + width(text))
    return "".join(shown), columns


@record
class Paint:
    """Colours by what they mean. With `on` False, every text stays as it is."""

    on: bool

    def __call__(self, meaning: str, text: str) -> str:
        """The text in the colour of `meaning`: a severity, a verdict, or one of frame, strong, faint."""
        code = _CODES.get(meaning)
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and code and text else text


_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "gap": "1;35",
    "proved": "1;32",
    "refuted": "1;31",
    "depends": "1;33",
    "unknown": "1;35",
    "frame": "1;34",
    "strong": "1",
    "faint": "2",
    "added": "32",
    "removed": "31",
}


def paint_for(stream_name: str = "stdout") -> Paint:
    """Colour only on a terminal that shows it, and never where NO_COLOR asks for none."""
    stream = getattr(sys, stream_name)
    if stream is None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return Paint(False)
    try:
        return Paint(bool(stream.isatty()))
    except ValueError:
        return Paint(False)
