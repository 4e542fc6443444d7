"""Text that came from outside, made fit to draw: cleaned, measured, wrapped, bounded."""

from __future__ import annotations

import re
import unicodedata

from charter.dsl.joiners import is_joiner

LONGEST = 160
"""Characters of one label that are drawn; what is longer is cut with an ellipsis."""

LONGEST_TITLE = 300
"""Characters of a title that are drawn, on as many lines as it takes."""

ELLIPSIS = "…"

# Advance widths of DejaVu Sans (thousandths of the font size) for the characters 32 to 126, regular and bold.
# Helvetica and Arial are narrower, so that what is laid out with these widths fits in them too.
# fmt: off
_REGULAR = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656,
    557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613,
    635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818,
    592, 592, 525, 636, 337, 636, 838,
)
_BOLD = (
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696,
    696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775,
    637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675,
    716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924,
    645, 652, 582, 712, 365, 712, 838,
)
# fmt: on
_OTHER, _WIDE = 860, 1040


def clean(text: str) -> str:
    """The text on one line, without control, bidirectional, private, surrogate or other invisible characters; joiners
    between letters stay (see `is_joiner`).

    >>> clean("a\\u202eb\\x00c\\n  d")
    'abc d'
    >>> clean("\\u0645\\u06cc\\u200c\\u062e\\u200d a\\u200c") == "\\u0645\\u06cc\\u200c\\u062e a"
    True
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (
        " " if char.isspace() else "" if _unseen(char) and not is_joiner(text, at) else char
        for at, char in enumerate(text)
    )
    return " ".join("".join(kept).split())


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def bounded(text: str, longest: int = LONGEST) -> str:
    """The cleaned text, cut to at most `longest` characters.

    >>> bounded("abcdef", 4)
    'abc…'
    """
    text = clean(text[: longest * 8])
    return text if len(text) <= longest else text[: longest - 1].rstrip() + ELLIPSIS


def titled(text: str) -> str:
    """The text as a title: bounded, and said to be missing where nothing is left of it.

    >>> titled("\\u202e ")
    '(no name)'
    """
    return bounded(text, LONGEST_TITLE) or "(no name)"


_RTL, _LTR = ("R", "AL"), "L"
_BETWEEN = re.compile(r"(?<=[,;:])\s+")


def runs(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is read from right to left. In a line that has both, such a piece goes
    from the first to the last letter of its script, and not beyond a comma, semicolon or colon, so that what stands
    around it keeps its place.

    >>> runs("by \u05d0\u05d1, 3 years") == [("by ", False), ("\u05d0\u05d1", True), (", 3 years", False)]
    True
    """
    if text.isascii() or not right_to_left(text):
        return [(text, False)]
    kinds = [unicodedata.bidirectional(char) for char in text]
    if _LTR not in kinds:
        return [(text, True)]
    breaks = {found.start() for found in _BETWEEN.finditer(text)}
    found: list[tuple[int, int]] = []
    for at, kind in enumerate(kinds):
        if kind in _RTL:
            start = at
            if found and not any(n in breaks or kinds[n] == _LTR for n in range(found[-1][1], at)):
                start, _ = found.pop()
            found.append((start, at + 1))
    pieces, done = [], 0
    for start, end in found:
        if start > done:
            pieces.append((text[done:start], False))
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        pieces.append((text[start:end], True))
        done = end
    return [*pieces, (text[done:], False)] if done < len(text) else pieces


def right_to_left(text: str) -> bool:
    """Whether something in the text is read from right to left."""
    return any(unicodedata.bidirectional(char) in _RTL for char in text)


def isolated(text: str) -> str:
    """The text with what is read from right to left between marks (U+2067, U+2069), so that it does not draw numbers
    and commas beside it to its other side.

    >>> isolated("plain")
    'plain'
    """
    return "".join(f"\u2067{piece}\u2069" if rtl else piece for piece, rtl in runs(text))


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide the text is at most, in the unit of `size`, in Helvetica, Arial or DejaVu Sans."""
    table = _BOLD if bold else _REGULAR
    return sum(_advance(char, table) for char in text) * size / 1000


def _advance(char: str, table: tuple[int, ...]) -> int:
    code = ord(char)
    if 32 <= code < 127:
        return table[code - 32]
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    base = unicodedata.normalize("NFD", char)[0]
    return table[ord(base) - 32] if 32 <= ord(base) < 127 else _OTHER


def wrap(
    text: str, room: float, size: float, bold: bool = False, lines: int = 4, longest: int = LONGEST * 2
) -> tuple[str, ...]:
    """The text on at most `lines` lines, none wider than `room`; words too long are broken, the rest is cut.

    >>> wrap("one two three", 45, 10)
    ('one two', 'three')
    """
    done: list[str] = []
    line = ""
    for word in _pieces(bounded(text, longest), room, size, bold):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold) > room:
            done.append(line)
            line = word
        else:
            line = longer
    if line:
        done.append(line)
    if len(done) > lines:
        done = [*done[: lines - 1], _cut(done[lines - 1], room, size, bold)]
    return tuple(done)


def _pieces(text: str, room: float, size: float, bold: bool) -> list[str]:
    """The words, those wider than the room in parts."""
    pieces = []
    for word in text.split():
        while width(word, size, bold) > room and len(word) > 1:
            fit = next((n for n in range(1, len(word)) if width(word[: n + 1], size, bold) > room), len(word))
            pieces.append(word[:fit])
            word = word[fit:]
        pieces.append(word)
    return pieces


def _cut(line: str, room: float, size: float, bold: bool) -> str:
    while line and width(line + ELLIPSIS, size, bold) > room:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
