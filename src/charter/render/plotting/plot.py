"""What charts are made of: scales with ticks, bars with a pattern each, lines, dots. In points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor, log10

from attrs import frozen

from charter.render.drawing.canvas import SMALL, Canvas, hatched
from charter.render.drawing.palette import LINE, MUTED, PAPER, RULE, SEAT_INK, Fill
from charter.render.drawing.scene import Box, Disc, Item, Line, Shape, Text
from charter.render.drawing.text import wrap
from charter.text import wording

SERIES = (
    Fill("#8ccbf0", "none"),
    Fill("#e69f00", "slash"),
    Fill("#5fc4a5", "dot"),
    Fill("#dda6c4", "post"),
    Fill("#f0e442", "bar"),
    Fill("#d55e00", "solid"),
    Fill("#c9c9c9", "cross"),
    Fill("#6da9d2", "wedge"),
)
"""Colours that colour-blind readers can tell apart, each with a mark, so that they can be told apart in grey too."""

POINT_COLOURS = ("#00507d", "#a34700", "#00674b")
TICK = 6.8
LEAST = 1e-9
"""The least percentage that is written out."""


@frozen
class NumberScale:
    """From numbers to points. With `log` the numbers are positive and equal steps are equal factors."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: Fraction | float) -> float:
        """Where a number lies."""
        low, high, here = self.low, self.high, float(value)
        if self.log:
            low, high, here = log10(low), log10(high), log10(here)
        return self.start + (here - low) / ((high - low) or 1.0) * (self.end - self.start)


def ticks(high: float, most: int = 6) -> tuple[float, ...]:
    """Round numbers from 0 to the first that is not below `high`.

    >>> ticks(0.34), ticks(35)
    ((0.0, 0.1, 0.2, 0.3, 0.4), (0.0, 10.0, 20.0, 30.0, 40.0))
    """
    if high <= 0:
        return (0.0, 1.0)
    unit = 10.0 ** floor(log10(high))
    for step in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0):
        count = ceil(high / (unit * step) - 1e-9)
        if count < most:
            return tuple(round(unit * step * n, 10) for n in range(count + 1))
    return (0.0, unit * 10)


def percent(value: Fraction | float) -> str:
    """A share as in sentences; a mark of a scale, which is a float, as it stands; never in powers of ten, and beyond
    what can be read as less than that.

    >>> percent(Fraction(1, 3)), percent(Fraction(1, 2)), percent(Fraction(1, 10**5)), percent(0.0125)
    ('33.3%', '50%', '0.001%', '1.25%')
    >>> percent(5e-07), percent(Fraction(1, 10**30))
    ('0.00005%', 'under 0.000000001%')
    """
    here = float(value) * 100
    if here and abs(here) < LEAST:
        return f"under {LEAST:.9f}%"
    if isinstance(value, Fraction):
        return wording.percent(value)
    if here and abs(here) < 0.1:
        return f"{here:.{1 - floor(log10(abs(here)))}f}".rstrip("0") + "%"
    return wording.figure(Fraction(value).limit_denominator(10**6))


def span_words(least: Fraction, most: Fraction) -> str:
    """A share, or from its least to its most."""
    low, high = percent(least), percent(most)
    return low if low == high else f"{low.removesuffix('%')}–{high}"


def bar(x: float, y: float, w: float, h: float, fill: Fill, *, dashed: bool = False) -> list[Item]:
    """A bar in its colour with its pattern; `dashed` is one that may or may not be there."""
    if w <= 0:
        return []
    found: list[Item] = [Box(x, y, w, h, PAPER if dashed else fill.colour)]
    if dashed:
        found += hatched(x, y, w, h, LINE, 3.0)
    else:
        found += _pattern(fill.mark, x, y, w, h)
    found.append(Box(x, y, w, h, None, LINE if dashed else SEAT_INK, 0.6, (1.6, 1.2) if dashed else ()))
    return found


def _pattern(mark: str, x: float, y: float, w: float, h: float) -> Iterator[Item]:
    if mark == "slash":
        yield from hatched(x, y, w, h, SEAT_INK, 4.5)
    elif mark == "bar":
        yield Line(((x, y + h / 2), (x + w, y + h / 2)), SEAT_INK, 0.6)
    elif mark in ("post", "cross"):
        yield from (Line(((at, y), (at, y + h)), SEAT_INK, 0.5) for at in _steps(x, w, 4.0))
        if mark == "cross":
            yield Line(((x, y + h / 2), (x + w, y + h / 2)), SEAT_INK, 0.5)
    elif mark == "dot":
        yield from (Disc(at, y + h / 2, min(0.8, h / 4), SEAT_INK) for at in _steps(x, w, 4.0))
    elif mark == "solid" and h > 3:
        yield Box(x, y + h * 0.32, w, h * 0.36, SEAT_INK)
    elif mark == "wedge":
        for at in _steps(x, w, 6.0):
            if at + 1.5 <= x + w and at - 1.5 >= x:
                yield Shape(((at - 1.5, y + h * 0.75), (at + 1.5, y + h * 0.75), (at, y + h * 0.25)), SEAT_INK)


def _steps(x: float, w: float, gap: float) -> list[float]:
    return [x + gap * (n + 0.5) for n in range(int(w / gap))]


def seat(x: float, y: float, r: float, fill: Fill) -> list[Item]:
    """One seat: a disc with a rim and its mark."""
    found: list[Item] = [Disc(x, y, r, SEAT_INK), Disc(x, y, r - 0.5, fill.colour)]
    s = r * 0.5
    if fill.mark == "slash":
        found.append(Line(((x - s, y + s), (x + s, y - s)), SEAT_INK, 0.6))
    elif fill.mark == "bar":
        found.append(Line(((x - s, y), (x + s, y)), SEAT_INK, 0.6))
    elif fill.mark == "post":
        found.append(Line(((x, y - s), (x, y + s)), SEAT_INK, 0.6))
    elif fill.mark == "cross":
        found += [Line(((x - s, y), (x + s, y)), SEAT_INK, 0.6), Line(((x, y - s), (x, y + s)), SEAT_INK, 0.6)]
    elif fill.mark == "dot":
        found.append(Disc(x, y, r * 0.26, SEAT_INK))
    elif fill.mark == "solid":
        found.append(Box(x - s * 0.75, y - s * 0.75, s * 1.5, s * 1.5, SEAT_INK))
    elif fill.mark == "wedge":
        found.append(Shape(((x - s, y + s * 0.7), (x + s, y + s * 0.7), (x, y - s)), SEAT_INK))
    return found


def sample(fill: Fill) -> list[Item]:
    """A bar for the legend, 12 points wide."""
    return bar(0, 0, 12, 6.5, fill)


def open_sample() -> list[Item]:
    """For the legend, what may or may not be there."""
    return bar(0, 0, 12, 6.5, SERIES[0], dashed=True)


def down_grid(
    sheet: Canvas, scale: NumberScale, values: Iterable[float], top: float, bottom: float, words: Sequence[str]
) -> None:
    """Lines down a plot of bars at these numbers, each with its words below."""
    for value, said in zip(values, words, strict=True):
        x = scale.at(value)
        sheet.items.append(Line(((x, top), (x, bottom)), RULE, 0.5))
        sheet.items.append(Text(x, bottom + 8, said, TICK, fill=MUTED, anchor="middle"))


def across_grid(
    sheet: Canvas, scale: NumberScale, values: Iterable[float], left: float, right: float, words: Sequence[str]
) -> None:
    """Lines across a plot of points at these numbers, each with its words at the left."""
    for value, said in zip(values, words, strict=True):
        y = scale.at(value)
        sheet.items.append(Line(((left, y), (right, y)), RULE, 0.5))
        sheet.items.append(Text(left - 4, y + 2.4, said, TICK, fill=MUTED, anchor="end"))


def path(
    points: Sequence[tuple[float, float]], colour: str, dash: tuple[float, ...] = (), marked: bool = True
) -> list[Item]:
    """A line through points, each marked."""
    found: list[Item] = [Line(tuple(points), colour, 1.4, dash)] if len(points) > 1 else []
    return found + [Disc(x, y, 2.0, colour) for x, y in points if marked]


def label_lines(words: str, room: float, lines: int = 3) -> tuple[str, ...]:
    """The words of a row, on as many lines as it takes, at most `lines`."""
    return wrap(words, room, SMALL, False, lines) or ("(no name)",)
