"""A reform: each clause before and after, with what was added, changed and taken out marked by a sign and in words.

## What it shows

Each clause that the reform adds, changes or takes out, as it stands before and after.

## When to use

For reading a reform clause by clause. For what it changes in numbers, see `compare`.

## What is not shown

What stays as it is, and what a change brings about elsewhere.
"""

from __future__ import annotations

from charter.dsl.model import Charter, Institution
from charter.dsl.model.institution import Change
from charter.render.diagram import Diagram, NothingToDrawError, caption, described, line_of
from charter.render.drawing.canvas import SMALL, Canvas, fitted, legend
from charter.render.drawing.palette import ALARM, ALARM_BAND, BADGE, BAND, GOOD, GOOD_BAND, LINE, MUTED, PAPER, STEP
from charter.render.drawing.scene import Box, CloseGroup, Disc, Item, OpenGroup, Scene, Text
from charter.render.drawing.text import bounded, clean, titled
from charter.render.graph.flow import FlowBox, FlowChart, Tie
from charter.render.kind import INSTITUTION, DrawRequest, FigureKind
from charter.render.words.names import spaced
from charter.text.wording import listed, number

SIGNS = {
    "add": ("+", "added", GOOD, GOOD_BAND),
    "change": ("≠", "changed", BADGE, STEP),
    "remove": ("−", "removed", ALARM, ALARM_BAND),
}
LONGEST, LINES = 600, 80
LEAD, PAD = 8.9, 5.0


KIND = FigureKind(INSTITUTION, "reform")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The institution, where it is a reform."""
    return (None,) if institution.reform_of is not None else ()


def draw(wanted: DrawRequest) -> Diagram:
    """The diagram of what a reform changes."""
    return reform_diagram(wanted.owner, wanted.charter)


def reform_diagram(institution: Institution, charter: Charter) -> Diagram:
    """The diagram of what a reform changes.

    Raises:
        NothingToDrawError: the institution is no reform of another.
    """
    if institution.reform_of is None:
        raise NothingToDrawError(f"{titled(institution.label)} is no reform of another institution")
    title = titled(institution.label)
    original = charter.institution(institution.reform_of)
    of = titled(original.label) if original is not None else spaced(institution.reform_of)
    counted = {verb: sum(each.verb == verb for each in institution.changes) for verb in SIGNS}
    summary = listed(f"{number(n, 'clause')} {SIGNS[verb][1]}" for verb, n in counted.items() if n) or "nothing changed"
    said = [
        f"{_path(each)} {SIGNS[each.verb][1]}: before: {_words(each.before)}; after: {_words(each.after)}"
        for each in institution.changes
    ]
    source = caption(institution)
    description = described([f"{title}, a reform of {of}: {summary}", *said, source])
    scene = fitted(lambda wide: _scene((title, of, summary, source), institution, charter, wide, description))
    points = [FlowBox("before", of, ("before",), "body"), FlowBox("after", title, (summary,), "body")]
    points += [
        FlowBox(
            f"c{n}",
            f"{_path(each)}: {SIGNS[each.verb][1]}",
            (f"before: {_words(each.before)}", f"after: {_words(each.after)}"),
        )
        for n, each in enumerate(institution.changes)
    ]
    ties = [Tie("before", "after", "reform")] + [
        Tie("after", f"c{n}", dashed=True) for n in range(len(institution.changes))
    ]
    flow = FlowChart(f"{title}: a reform of {of}", tuple(points), tuple(ties), down=False)
    return Diagram("reform", clean(institution.name), scene.title, charter.file, scene, flow)


def _path(change: Change) -> str:
    """The place of a clause; what it denies, where it says `no …`."""
    *above, last = change.path or ("",)
    if last == "none":
        last = (change.before or change.after or "none").partition("[")[0].strip()
    return bounded(" › ".join(spaced(part) for part in (*above, last) if part)) or "The institution"


def _words(text: str | None) -> str:
    return bounded(text, LONGEST) if text else "—"


def _scene(
    heading: tuple[str, str, str, str], institution: Institution, charter: Charter, wide: float, description: str
) -> Scene:
    title, of, summary, source = heading
    sheet = Canvas(wide)
    sheet.heading(title, f"Reform of {of}: {summary}")
    half = (wide - 8) / 2
    if institution.changes:
        sheet.add(OpenGroup("columns"), Text(0, sheet.y + 8, "Before", 8, True, fill=MUTED))
        sheet.add(Text(half + 8, sheet.y + 8, "After", 8, True, fill=MUTED), CloseGroup())
        sheet.y += 13
    for change in institution.changes:
        _row(sheet, change, half, line_of(change.span, charter.file))
    used = [verb for verb in SIGNS if any(change.verb == verb for change in institution.changes)]
    legend(sheet, [(_sign(verb, 4, 3.5), 9.0, SIGNS[verb][1]) for verb in used])
    sheet.note(source)
    return sheet.scene(f"{title}: what changes", description)


def _row(sheet: Canvas, change: Change, half: float, line: int | None) -> None:
    """One clause: its place with the sign, then both texts side by side."""
    _, word, colour, band = SIGNS[change.verb]
    sheet.add(OpenGroup("change", word, f"{_path(change)}: {word}", line))
    sheet.add(*_sign(change.verb, 5, sheet.y + 5))
    sheet.text(f"{_path(change)}: {word}", 13, sheet.width - 13, 7.5, bold=True, lead=10, drop=8)
    sheet.y += 2
    sides = [
        _side(change.before, half, PAPER if change.verb == "add" else BAND),
        _side(change.after, half, band if change.after else PAPER),
    ]
    high = max(tall for _, tall in sides)
    for side, (texts, _) in enumerate(sides):
        text = change.after if side else change.before
        x = side * (half + 8)
        fill = (band if side else STEP) if text else PAPER
        dash = () if text else (3.0, 2.0)
        sheet.add(Box(x, sheet.y, half, high, fill, colour if side else LINE, 0.9, dash))
        for item in texts:
            sheet.add(_on(item, fill), dx=x, dy=sheet.y)
    sheet.add(CloseGroup())
    sheet.y += high + 8


def _side(text: str | None, half: float, paper: str) -> tuple[list[Text], float]:
    """The lines of a clause as they stand, wrapped, with their indentation."""
    inner = Canvas(half)
    inner.y = 3
    lines = (text or "—").splitlines()
    least = min((_indent(line) for line in lines[1:] if line.strip()), default=0)
    for at, line in enumerate(lines[:LINES]):
        x = PAD + 3.0 * min(12, max(0, _indent(line) - least)) * bool(at)
        inner.text(line, x, half - PAD - x, SMALL, on=paper)
    if len(lines) > LINES:
        inner.text(f"and {len(lines) - LINES} more lines", PAD, half - 2 * PAD, SMALL, italic=True, on=paper)
    return [item for item in inner.items if isinstance(item, Text)], inner.y + 4


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _on(item: Text, paper: str) -> Item:
    from attrs import evolve

    return evolve(item, on=paper)


def _sign(verb: str, x: float, y: float) -> list[Item]:
    sign, _, colour, band = SIGNS[verb]
    return [Disc(x, y, 4.6, colour), Text(x, y + 2.6, sign, 7.5, True, fill=band, anchor="middle", on=colour)]
