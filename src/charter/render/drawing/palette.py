"""Colours and marks: Okabe and Ito's palette for colour-blind readers, and a mark for each fill to read in grey.

Source: M. Okabe and K. Ito, Color Universal Design (2008), https://jfly.uni-koeln.de/color/.
"""

from __future__ import annotations

from attrs import frozen

INK = "#1a1a1a"
MUTED = "#4d4d4d"
LINE = "#595959"
PAPER = "#ffffff"
BAND = "#e6ecf2"
BASE_BAND = "#f0f0ec"
STEP = "#f7f9fb"
RULE = "#b8c2cc"
BADGE = "#1f3a5f"
SEAT_INK = "#1b1b1b"
"""What is drawn on a seat: dark in every theme, since seats stay light."""
ALARM = "#8f2d00"
ALARM_BAND = "#fdeee6"
GOOD = "#00583f"
GOOD_BAND = "#e7f4ef"


@frozen
class Fill:
    """How a seat is painted: a colour, and a mark drawn in ink over it.

    `mark`: none, slash, bar, dot, post, cross, wedge, solid.
    """

    colour: str
    mark: str


FILLS = {
    "permanent": Fill("#d55e00", "solid"),
    "designated": Fill("#e69f00", "slash"),
    "ranked": Fill("#f0e442", "bar"),
    "elected": Fill("#8ccbf0", "none"),
    "appointed": Fill("#5fc4a5", "dot"),
    "chosen": Fill("#dda6c4", "post"),
    "ex_officio": Fill("#c9c9c9", "cross"),
    "rotating": Fill("#6da9d2", "wedge"),
    "plenary": Fill("#fefefe", "none"),
}


@frozen
class Stroke:
    """How an edge is drawn: colour, width in points, dashes in points (empty: unbroken)."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()


STROKES = {
    "fills": Stroke("#00507d", 1.1),
    "consents": Stroke("#00507d", 0.9, (5, 1.6, 1.2, 1.6)),
    "answers": Stroke("#595959", 0.9, (3.5, 2)),
    "advises": Stroke("#00674b", 1.0, (1.2, 2)),
    "belongs": Stroke("#8a8a8a", 0.8),
    "refers": Stroke("#a34700", 1.2, (7, 2.2)),
}

STROKE_WORDS = {
    "fills": "fills seats or offices",
    "consents": "nominates or consents",
    "answers": "reports or answers to",
    "advises": "advises",
    "belongs": "is part of, or acts for",
    "refers": "refers to, or appeal lies to",
}


def luminance(colour: str) -> float:
    """Relative luminance of a colour `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2).

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
