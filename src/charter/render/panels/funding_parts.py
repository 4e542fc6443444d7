"""The two panels of the funding figure: streams that flow into the budget, and bars of payers."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from charter.render.drawing.canvas import SMALL, Canvas, hatched
from charter.render.drawing.palette import INK, LINE, MUTED, PAPER
from charter.render.drawing.scene import Box, CloseGroup, Item, Line, OpenGroup, Point, Shape, Text
from charter.render.drawing.text import width, wrap

GREY = LINE
TALL, LEAST = 150.0, 16.0
LEAD = 8.9


@frozen
class Stream:
    """A stream of money: `share` of the budget (None: not known); `cap` the most of it from one payer; `drawn` a share
    that is known by subtraction only."""

    title: str
    said: str
    lines: tuple[str, ...]
    share: Fraction | None
    colour: str
    cap: Fraction | None = None
    line: int | None = None
    drawn: Fraction | None = None


@frozen
class PayerBar:
    """A payer with its share."""

    label: str
    said: str
    share: Fraction
    known: bool = True


def streams_panel(sheet: Canvas, streams: tuple[Stream, ...], budget: tuple[str, ...]) -> None:
    """Blocks on the left, as high as their shares; ribbons to the budget on the right."""
    left, bar = sheet.width * 0.56, sheet.width * 0.78
    known = sum((_size(each) or Fraction(0) for each in streams), Fraction(0))
    scale = TALL / float(max(known, Fraction(1))) if known else 0.0
    heights = [max(1.0, float(_size(each) or 0) * scale) if _size(each) else LEAST + 4 for each in streams]
    labels = [_label(each, left - 12) for each in streams]
    slots = [max(high, len(lines) * LEAD + 2) + 7 for high, lines in zip(heights, labels, strict=True)]
    top = sheet.y
    into = top + max(0.0, (sum(slots) - sum(heights)) / 2)
    first = into
    y = top
    for each, high, lines, slot in zip(streams, heights, labels, slots, strict=True):
        at = y + (slot - 7 - high) / 2
        sheet.add(OpenGroup("stream", "", f"{each.title}: {each.said}", each.line))
        sheet.add(*_ribbon(left + 9, at, bar, into, high, each))
        sheet.add(*_block(left, at, high, each))
        text = y + (slot - 7 - len(lines) * LEAD) / 2
        for n, (line, bold) in enumerate(lines):
            sheet.add(Text(0, text + 7 + n * LEAD, line, SMALL, bold, fill=INK if n == 0 or bold else MUTED))
        sheet.add(CloseGroup())
        y, into = y + slot, into + high
    sheet.add(Box(bar, first, 12, into - first, MUTED, INK, 0.8))
    _budget_words(sheet, bar + 18, (first + into) / 2, budget)
    sheet.y = max(y, into) + 2


def _size(each: Stream) -> Fraction | None:
    return each.share if each.share is not None else each.drawn


def _label(each: Stream, room: float) -> list[tuple[str, bool]]:
    lines = [(line, True) for line in wrap(f"{each.title}: {each.said}", room, SMALL, True, 6)]
    return lines + [(line, False) for text in each.lines for line in wrap(text, room, SMALL, False, 6)]


def _budget_words(sheet: Canvas, x: float, middle: float, budget: tuple[str, ...]) -> None:
    room = sheet.width - x
    lines = [(line, False) for text in budget for line in wrap(text, room, SMALL, False, 6)]
    lines = [("Budget", True), *lines]
    y = middle - len(lines) * LEAD / 2
    for n, (line, bold) in enumerate(lines):
        sheet.add(Text(x, y + 7 + n * LEAD, line, SMALL, bold, fill=INK))


def _block(x: float, y: float, high: float, each: Stream) -> list[Item]:
    if each.share is None:
        return [*hatched(x, y, 9, high, GREY, 3.5), Box(x, y, 9, high, None, GREY, 0.8)]
    items: list[Item] = [Box(x, y, 9, high, each.colour, INK, 0.6)]
    if each.cap is not None:
        items.append(Box(x - 4, y, 3, max(0.8, high * float(each.cap)), INK))
    return items


def _ribbon(x: float, y: float, to: float, into: float, high: float, each: Stream) -> list[Item]:
    """A band that keeps its height from (x, y) to (to, into); hatched where its size is not known."""
    steps = 14
    upper: list[Point] = []
    for n in range(steps + 1):
        t = n / steps
        upper.append((x + (to - x) * t, y + (into - y) * (3 * t * t - 2 * t * t * t)))
    lower = [(a, b + high) for a, b in reversed(upper)]
    if each.share is not None:
        return [Shape((*upper, *lower), each.colour), *(Line(tuple(side), PAPER, 0.5) for side in (upper, lower))]
    posts: list[Item] = [Line(((a, b), (a, b + high)), GREY, 0.5) for a, b in upper[1:-1]]
    return [Line(tuple(upper), GREY, 0.7), Line(tuple(lower), GREY, 0.7), *posts]


def bars_panel(sheet: Canvas, bars: tuple[PayerBar, ...]) -> None:
    """A row for each payer: name, bar to scale, share."""
    names = min(sheet.width * 0.35, max(width(bar.label, SMALL) for bar in bars) + 6)
    room = sheet.width - names - 52
    largest = max(float(bar.share) for bar in bars) or 1.0
    for bar in bars:
        sheet.add(OpenGroup("payer", bar.label, f"{bar.label}: {bar.said}"))
        lines = wrap(bar.label, names - 4, SMALL, False, 6)
        for n, line in enumerate(lines):
            sheet.add(Text(0, sheet.y + 7 + n * LEAD, line, SMALL, fill=INK))
        wide = max(0.6, room * float(bar.share) / largest)
        if bar.known:
            sheet.add(Box(names, sheet.y + 1, wide, 7, "#8ccbf0", INK, 0.5))
        else:
            sheet.add(
                *hatched(names, sheet.y + 1, wide, 7, GREY, 3.5), Box(names, sheet.y + 1, wide, 7, None, GREY, 0.7)
            )
        sheet.add(Text(names + wide + 4, sheet.y + 7, bar.said, SMALL, fill=INK), CloseGroup())
        sheet.y += max(1, len(lines)) * LEAD + 2
    sheet.y += 3
