"""A sheet on which a diagram is set from top to bottom: headings, cards, arrows, notes. In points."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import define, field

from charter.render.drawing.palette import ALARM, ALARM_BAND, BADGE, BAND, INK, LINE, MUTED, PAPER
from charter.render.drawing.scene import (
    Box,
    CloseGroup,
    Disc,
    Item,
    Line,
    OpenGroup,
    Scene,
    Text,
    arrow,
    enlarged,
    moved,
)
from charter.render.drawing.text import width, wrap

COLUMN, MARGIN = 476.0, 3.0
TITLE, HEADING, BODY, SMALL = 12.0, 8.5, 8.0, 7.0
LEAD = 8.9
ZOOMS = (1.0, 1.12, 1.25, 1.4, 1.6, 1.8)
FLATTEST = 2.0


@define
class Canvas:
    """Collects what is drawn; `y` is where the next thing goes. Used while one diagram is made."""

    width: float = COLUMN
    y: float = 0.0
    items: list[Item] = field(factory=list)

    def add(self, *items: Item, dx: float = 0.0, dy: float = 0.0) -> None:
        """Items that were drawn at the origin, put at a place."""
        self.items += [moved(item, dx, dy) for item in items] if dx or dy else items

    def heading(self, title: str, subtitle: str) -> None:
        """The title of the figure, and what it is of."""
        self.items.append(OpenGroup("heading"))
        self.text(title, 0, self.width, TITLE, bold=True, lead=14, drop=12)
        self.y += 2
        self.text(subtitle, 0, self.width, BODY, fill=MUTED, lead=10, drop=8)
        self.items.append(CloseGroup())
        self.y += 5

    def section(self, words: str) -> None:
        """A rule over the whole width, and words below it."""
        self.items += [OpenGroup("section"), Line(((0, self.y), (self.width, self.y)), LINE, 0.8)]
        self.y += 3
        self.text(words, 0, self.width, HEADING, bold=True, fill=MUTED, lead=10.5, drop=8.5)
        self.items.append(CloseGroup())
        self.y += 4

    def text(
        self,
        words: str,
        x: float,
        room: float,
        size: float = SMALL,
        *,
        bold: bool = False,
        italic: bool = False,
        fill: str = INK,
        on: str = PAPER,
        lead: float | None = None,
        drop: float | None = None,
    ) -> None:
        """Words in lines no wider than `room`; `lead` from base line to base line, `drop` to the first."""
        step = lead or size * 1.26
        for line in wrap(words, room, size, bold, 60, 2400):
            base = self.y + (drop or size * 0.86)
            self.items.append(Text(x, base, line, size, bold, italic, fill, "start", on))
            self.y += step

    def note(self, words: str, room: float | None = None) -> None:
        """A remark in small print."""
        self.items.append(OpenGroup("note"))
        self.text(words, 0, room or self.width, SMALL, fill=MUTED)
        self.items.append(CloseGroup())
        self.y += 2

    def scene(self, title: str, description: str) -> Scene:
        """What was set, as a drawing with margins."""
        wide, high = self.width + 2 * MARGIN, self.y + 2 * MARGIN
        inside = tuple(moved(item, MARGIN, MARGIN) for item in self.items)
        return Scene(wide, high, title, description, (Box(0, 0, wide, high, PAPER), *inside))


def fitted(make: Callable[[float], Scene]) -> Scene:
    """The drawing that `make` sets on a sheet of column width; a flat one is set in less room and enlarged."""
    scene = make(COLUMN)
    for zoom in ZOOMS[1:]:
        if scene.width <= FLATTEST * scene.height:
            break
        scene = enlarged(make(COLUMN / zoom), zoom)
    return scene


@define
class Card:
    """A box of words: a title in a band, lines below it. `mark` is a word in the band's right (with a sign)."""

    title: str
    lines: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    """Lines that warn, each after a sign."""
    cited: str = ""
    missing: bool = False
    role: str = "card"
    name: str = ""
    line: int | None = None


PAD = 5.0


def card(drawn: Card, wide: float, least: float = 0.0) -> tuple[list[Item], float]:
    """The card at the origin, at least so high, and its height."""
    sheet = Canvas(wide)
    inner = wide - 2 * PAD
    paper = PAPER if drawn.missing else BAND
    sheet.y = 2.5
    sheet.text(drawn.title, PAD, inner, BODY, bold=True, fill=MUTED if drawn.missing else INK, on=paper, lead=10)
    band = sheet.y + 2
    sheet.y = band + 2
    for line in drawn.lines:
        sheet.text(line, PAD, inner, SMALL)
    for line in drawn.alarms:
        _alarm(sheet, line, inner)
    if drawn.cited:
        sheet.text(f"[{drawn.cited}]", PAD, inner, 6.6, italic=True, fill=MUTED)
    high = max(least, (sheet.y if sheet.y > band + 2 else band - 1) + 3)
    frame = Box(0, 0, wide, high, None, LINE, 0.9, (3, 2) if drawn.missing else ())
    head = [] if drawn.missing else [Box(0, 0, wide, band if high > band + 3 else high, BAND)]
    opened = OpenGroup(drawn.role, drawn.name, drawn.title, drawn.line)
    return [opened, Box(0, 0, wide, high, PAPER), *head, *sheet.items, frame, CloseGroup()], high


def _alarm(sheet: Canvas, words: str, inner: float) -> None:
    """A line that warns, on a band of its own, after a sign."""
    lines = wrap(words, inner - 13, SMALL, False, 30, 1200)
    sheet.y += 1.5
    top, high = sheet.y, LEAD * len(lines) + 2.5
    sheet.items.append(Box(PAD - 2, top, inner + 4, high, ALARM_BAND))
    sheet.items += [moved(item, PAD, top + 1.8) for item in warning()]
    for n, line in enumerate(lines):
        sheet.items.append(Text(PAD + 11, top + 7.4 + LEAD * n, line, SMALL, fill=ALARM, on=ALARM_BAND))
    sheet.y += high + 1


def warning() -> list[Item]:
    """The sign of a warning, 8 points wide."""
    mark = Text(4, 6.4, "!", 6.6, True, fill=ALARM_BAND, anchor="middle", on=ALARM)
    return [Disc(4, 4, 4, ALARM), mark]


def badge(number: int | str, x: float, y: float) -> list[Item]:
    """A number on a disc."""
    return [
        Disc(x, y, 5.6, BADGE),
        Text(x, y + 2.5, str(number), 7.0, True, fill=PAPER, anchor="middle", on=BADGE),
    ]


def down(x: float, start: float, end: float, dashed: bool = False) -> list[Item]:
    """An arrow downwards."""
    return [
        Line(((x, start), (x, end - 3)), BADGE, 1.1, (3, 2) if dashed else ()),
        arrow((x, start), (x, end), BADGE, 5),
    ]


def hatched(x: float, y: float, w: float, h: float, colour: str = LINE, gap: float = 5.0) -> list[Item]:
    """Slanted lines that fill a rectangle."""
    found: list[Item] = []
    shift = gap
    while shift < w + h:
        start = (x + min(shift, w), y + max(0.0, shift - w))
        end = (x + max(0.0, shift - h), y + min(shift, h))
        found.append(Line((start, end), colour, 0.6))
        shift += gap
    return found


def legend(sheet: Canvas, entries: Iterable[tuple[list[Item], float, str]]) -> None:
    """Signs with their words, in rows."""
    items: list[Item] = [OpenGroup("legend", "", "Legend")]
    x, y, any_ = 0.0, sheet.y, False
    for drawn, wide, words in entries:
        needed = wide + 4 + width(words, SMALL)
        if x and x + needed > sheet.width:
            x, y = 0.0, y + 11
        items += [moved(item, x, y) for item in drawn]
        for line in wrap(words, sheet.width - wide - 4, SMALL, False, 6):
            items.append(Text(x + wide + 4, y + 6.6, line, SMALL, fill=INK))
            y += 0 if needed <= sheet.width else 9
        x, any_ = x + needed + 12, True
    items.append(CloseGroup())
    if any_:
        sheet.items += items
        sheet.y = y + 12
