"""The two panels of the adoption figure: stages against the window, and dates on an axis."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from charter.render.drawing.canvas import SMALL, Canvas, hatched
from charter.render.drawing.palette import ALARM, BADGE, BAND, INK, LINE, MUTED, PAPER
from charter.render.drawing.scene import Box, CloseGroup, Disc, Line, OpenGroup, Text
from charter.render.drawing.text import width, wrap

LEAD = 8.9
ROW = 12.0
APART = 13.0


@frozen
class StageSpan:
    """A stage and its length in months (None: not stated). `band` is what history took for it, from the quickest to the
    slowest quarter, in months."""

    label: str
    said: str
    months: Fraction | None
    estimated: bool
    band: tuple[Fraction, Fraction] | None = None


@frozen
class Dot:
    """A date: `at` in years, to place it; `until` where the year or month ends that is all the charter states."""

    label: str
    when: str
    at: float
    cited: str = ""
    until: float | None = None

    @property
    def middle(self) -> float:
        """The middle of the time in which it lies."""
        return self.at if self.until is None else (self.at + self.until) / 2


def stages_panel(sheet: Canvas, stages: tuple[StageSpan, ...], window: Fraction | None) -> None:
    """A bar for each stage where it lies in time, and the window as a line through all."""
    names = min(sheet.width * 0.42, max(width(f"{each.label}: {each.said}", SMALL) for each in stages) + 8)
    room = sheet.width - names - 40
    total = float(sum((each.months or Fraction(0) for each in stages), Fraction(0)))
    longest = max(total, float(window or 0), 1.0, _end_of_band(stages))
    scale = room / longest
    sheet.y += 9 if window is not None else 0
    top, x = sheet.y, names
    for each in stages:
        lines = wrap(f"{each.label}: {each.said}", names - 6, SMALL, False, 6)
        high = max(ROW, len(lines) * LEAD + 3)
        sheet.add(OpenGroup("stage", each.label, f"{each.label}: {each.said}"))
        for n, line in enumerate(lines):
            sheet.add(Text(0, sheet.y + 8 + n * LEAD, line, SMALL, fill=INK))
        wide = 0.0 if each.months is None else max(1.0, float(each.months) * scale)
        bar, y = ROW - 3, sheet.y + 1.5
        if each.months is None:
            sheet.add(Line(((x, y - 1), (x, y + bar + 1)), LINE, 0.8, (2, 1.5)))
            sheet.add(Text(x + 3, y + bar - 1, "?", SMALL, True, fill=MUTED))
        else:
            if each.band is not None:
                left, right = (x + float(end) * scale for end in each.band)
                sheet.add(OpenGroup("band"), Box(left, y - 1, right - left, bar + 2, BAND, LINE, 0.5), CloseGroup())
            marks = hatched(x, y, wide, bar, LINE, 3.5) if each.estimated else []
            sheet.add(Box(x, y, wide, bar, "#8ccbf0"), *marks, Box(x, y, wide, bar, None, INK, 0.6))
        sheet.add(CloseGroup())
        x, sheet.y = x + wide, sheet.y + high
    if window is not None:
        at = names + float(window) * scale
        sheet.add(OpenGroup("window"), Line(((at, top - 1), (at, sheet.y + 1)), ALARM, 1.4, (4, 2)))
        sheet.add(Text(at, top - 3, "needed by", SMALL, True, fill=ALARM, anchor="middle"), CloseGroup())
    _months_axis(sheet, names, scale, max(total, float(window or 0), _end_of_band(stages)))
    sheet.y += 2


def _end_of_band(stages: tuple[StageSpan, ...]) -> float:
    """Where the last band of history ends, in months from the beginning."""
    start, end = Fraction(0), Fraction(0)
    for each in stages:
        end = max(end, start + each.band[1]) if each.band is not None else end
        start += each.months or Fraction(0)
    return float(end)


def _months_axis(sheet: Canvas, x: float, scale: float, months: float) -> None:
    """Months below the bars, at most six of them."""
    step = next((each for each in (1, 3, 6, 12, 24, 60, 120, 240) if months / each <= 6), max(1, int(months / 6)))
    end = x + months * scale
    sheet.add(OpenGroup("axis"), Line(((x, sheet.y + 1), (end, sheet.y + 1)), LINE, 0.8))
    for n in range(int(months / step) + 1):
        at = x + n * step * scale
        sheet.add(Line(((at, sheet.y + 1), (at, sheet.y + 4)), LINE, 0.8))
        sheet.add(Text(at, sheet.y + 11, str(n * step), SMALL, fill=MUTED, anchor="middle"))
    sheet.add(Text(end + 12, sheet.y + 11, "months", SMALL, fill=MUTED), CloseGroup())
    sheet.y += 14


def axis_panel(sheet: Canvas, dots: tuple[Dot, ...]) -> None:
    """Numbered dots above an axis of years, each with a line to its place on it; then what each is."""
    first, last = dots[0].at, max(dot.until or dot.at for dot in dots)
    scale = (sheet.width - 60) / (last - first) if last > first else 0.0
    true = [30 + (dot.middle - first) * scale for dot in dots]
    places = _apart(true, sheet.width - 10)
    y, base = sheet.y + 7, sheet.y + 24
    sheet.add(OpenGroup("axis"), Line(((8, base), (sheet.width - 8, base)), LINE, 0.9), CloseGroup())
    for dot in dots:
        if dot.until is not None and scale:
            ends = tuple((30 + (end - first) * scale, base) for end in (dot.at, dot.until))
            sheet.add(OpenGroup("span", "", dot.when), Line(ends, LINE, 3.0), CloseGroup())
    for number, (at, x) in enumerate(zip(true, places, strict=True), 1):
        sheet.add(Line(((x, y + 5.6), (at, base)), LINE, 0.7), Line(((at, base - 2), (at, base + 2)), LINE, 0.9))
        sheet.add(Disc(x, y, 5.4, BADGE))
        sheet.add(Text(x, y + 2.4, str(number), 6.8, True, fill=PAPER, anchor="middle", on=BADGE))
    sheet.y = base + 5
    for number, dot in enumerate(dots, 1):
        cited = f"  [{dot.cited}]" if dot.cited else ""
        sheet.add(OpenGroup("date", str(number), f"{dot.label}: {dot.when}"))
        sheet.text(f"{number}  {dot.when}: {dot.label}{cited}", 0, sheet.width, SMALL)
        sheet.add(CloseGroup())
    sheet.y += 4


def _apart(true: list[float], right: float) -> list[float]:
    """Places as near to the true ones as lets no two dots touch."""
    found: list[float] = []
    for x in true:
        found.append(max(x, found[-1] + APART) if found else x)
    end = right
    for n in range(len(found) - 1, -1, -1):
        found[n] = min(found[n], end)
        end = found[n] - APART
    return found
