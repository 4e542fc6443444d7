"""The lower panel: decisions as they pass, one row for all that take the same path, one column for a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, permutations

from attrs import frozen

from charter.render.drawing.palette import BADGE, BAND, BASE_BAND, INK, LINE, MUTED, PAPER, RULE, STEP
from charter.render.drawing.scene import Box, CloseGroup, Disc, Item, Line, OpenGroup, Point, Text, arrow, moved
from charter.render.drawing.text import wrap
from charter.render.graph.boxes import DrawnBody
from charter.render.graph.structure_model import DecisionPath, Node, Picture, StepMark

NAME, NOTE, SMALL = 7.5, 6.6, 7.0
LEAD = 8.6
NARROWEST, WIDEST, NAMES = 70.0, 118.0, 150.0
OTHERS = "others"
TRIED = 6


@frozen
class PathGrid:
    """Where the columns are: left edges and width, by body; names stand left of `left`."""

    left: float
    wide: float
    column: dict[str, int]
    total: float

    def middle(self, node: str) -> float:
        """The middle of a body's column."""
        return self.left + (self.column.get(node, len(self.column) - 1) + 0.5) * self.wide


def paths_panel(picture: Picture, total: float) -> DrawnBody:
    """The panel, `total` points wide; empty where there are no decisions."""
    if not picture.paths:
        return DrawnBody(total, 0, ())
    grid = _grid(picture, total)
    items: list[Item] = []
    y = _header(picture, grid, items)
    for number, path in enumerate(picture.paths):
        row = _row(picture, path, grid)
        if number:
            items.append(Line(((0, y), (total, y)), RULE, 0.5))
        items += [moved(item, 0, y) for item in row.items]
        y += row.h
    items.append(Line(((0, y), (total, y)), LINE, 0.8))
    return DrawnBody(total, y + 1, tuple(items))


def _grid(picture: Picture, total: float) -> PathGrid:
    """Columns ordered so that steps go to the right as often as can be; rare bodies share the last one."""
    places: dict[str, list[int]] = {}
    for path in picture.paths:
        for n, mark in enumerate(path.marks):
            places.setdefault(mark.node, []).append(n * len(path.items))
    room = max(1, int((total - NAMES) // NARROWEST))
    names = list(places)
    if len(names) > room:
        kept = sorted(names, key=lambda name: -len(places[name]))[: room - 1]
        names = [name for name in names if name in kept]
        ordered = [*_ordered(picture, names), OTHERS]
    else:
        ordered = _ordered(picture, names)
    wide = min(max(WIDEST, total / 5), (total - NAMES) / max(1, len(ordered)))
    return PathGrid(total - wide * len(ordered), wide, {name: n for n, name in enumerate(ordered)}, total)


def _ordered(picture: Picture, names: list[str]) -> list[str]:
    """The bodies so that as few steps as can be go back to the left; every order is tried where they are few."""
    before = {(one, other): 0 for one in names for other in names}
    for path in picture.paths:
        nodes = [mark.node for mark in path.marks if mark.node in names]
        for one, other in pairwise(nodes):
            before[one, other] += len(path.items)

    def backward(order: Iterable[str]) -> int:
        names = tuple(order)
        return sum(before[other, one] for n, one in enumerate(names) for other in names[n + 1 :])

    if len(names) <= TRIED:
        return list(min(permutations(names), key=backward))
    return sorted(names, key=lambda one: sum(before[other, one] - before[one, other] for other in names))


def _header(picture: Picture, grid: PathGrid, items: list[Item]) -> float:
    titles = {name: ("Other bodies" if name == OTHERS else picture.node(name).title) for name in grid.column}
    wrapped = {name: wrap(title, grid.wide - 9, NAME, True, 24) for name, title in titles.items()}
    high = max((len(lines) for lines in wrapped.values()), default=1) * 9.4 + 6
    for name, lines in wrapped.items():
        node = None if name == OTHERS else picture.node(name)
        items.append(OpenGroup("column"))
        items += _head_box(node, grid.middle(name) - grid.wide / 2 + 2, grid.wide - 4, high)
        first = (high - len(lines) * 9.4) / 2 + 7.4
        paper = _paper(node)
        for n, line in enumerate(lines):
            items.append(
                Text(grid.middle(name), first + n * 9.4, line, NAME, True, fill=INK, anchor="middle", on=paper)
            )
        items.append(CloseGroup())
    return high + 3


def _paper(node: Node | None) -> str:
    return (
        BAND if node is not None and node.kind == "organ" else BASE_BAND if node and node.kind == "members" else PAPER
    )


def _head_box(node: Node | None, x: float, wide: float, high: float) -> list[Item]:
    outside = node is None or node.kind == "outside"
    return [Box(x, 0, wide, high, _paper(node), LINE, 0.7, (3, 2) if outside else ())]


# ---- rows -------------------------------------------------------------------------------------------


def _row(picture: Picture, path: DecisionPath, grid: PathGrid) -> DrawnBody:
    names, named = _names(path, grid.left - 8)
    if not path.marks:
        said = Text(grid.left + 6, 11, "steps not stated", SMALL, italic=True, fill=MUTED)
        return DrawnBody(grid.total, named, (*names, said))
    lanes = _lanes(path.marks, grid)
    cells = [[_words(picture, mark, grid) for _, mark in lane] for lane in lanes]
    heights = [max(len(lines) for lines in lane) * LEAD + 6 for lane in cells]
    steps = sum(heights) + 11 * (len(heights) - 1)
    high = max(named, steps + 9)
    items = [moved(item, 0, (high - named) / 2) for item in names]
    y = (high - steps) / 2
    before: tuple[float, float, float] | None = None
    for lane, words, tall in zip(lanes, cells, heights, strict=True):
        for (number, mark), lines in zip(lane, words, strict=True):
            middle = grid.middle(mark.node)
            size = len(lines) * LEAD + 6
            top = y + (tall - size) / 2
            if before is not None:
                items += _step_arrow(before, (middle, top, size), grid.wide, first=number == lane[0][0], gap=y - 5.5)
            items += _cell(number, lines, middle, top, size, grid.wide, len(path.marks) > 1)
            before = (middle, top, size)
        y += tall + 11
    return DrawnBody(grid.total, high, tuple(items))


def _names(path: DecisionPath, room: float) -> tuple[list[Item], float]:
    items: list[Item] = []
    y = 5.0
    for item in path.items:
        items.append(OpenGroup("decision", item.name, item.title, item.line))
        for line in wrap(item.title, room - 2, NAME, False, 12):
            items.append(Text(2, y + 6.5, line, NAME, fill=INK))
            y += 9.2
        for line in wrap(item.note, room - 2, NOTE, False, 8):
            items.append(Text(2, y + 5.6, line, NOTE, italic=True, fill=MUTED))
            y += 8
        items.append(CloseGroup())
        y += 1.5
    return items, y + 3


def _lanes(marks: tuple[StepMark, ...], grid: PathGrid) -> list[list[tuple[int, StepMark]]]:
    """The steps with their numbers, a new lane wherever the path does not go on to the right."""
    lanes: list[list[tuple[int, StepMark]]] = [[]]
    last = -1
    for number, mark in enumerate(marks, 1):
        column = grid.column.get(mark.node, len(grid.column) - 1)
        if column <= last:
            lanes.append([])
        lanes[-1].append((number, mark))
        last = column
    return lanes


def _words(picture: Picture, mark: StepMark, grid: PathGrid) -> tuple[str, ...]:
    words = mark.words
    if mark.node not in grid.column:
        words = f"{picture.node(mark.node).title}: {words}"
    return wrap(words, grid.wide - 16, SMALL, False, 14)


def _cell(
    number: int, lines: tuple[str, ...], middle: float, top: float, size: float, wide: float, counted: bool
) -> Iterator[Item]:
    room = wide - 11
    yield Box(middle - room / 2, top, room, size, STEP, LINE, 0.6)
    for n, line in enumerate(lines):
        yield Text(middle, top + 8.9 + n * LEAD, line, SMALL, fill=INK, anchor="middle", on=STEP)
    if counted:
        yield Disc(middle - room / 2, top, 4.4, BADGE)
        yield Text(middle - room / 2, top + 2.3, str(number), 6.6, True, fill=PAPER, anchor="middle", on=BADGE)


def _step_arrow(
    before: tuple[float, float, float], here: tuple[float, float, float], wide: float, *, first: bool, gap: float
) -> list[Item]:
    """From a step to the next: straight to the right, or down and over to a new lane."""
    half = (wide - 11) / 2
    if not first:
        start: Point = (before[0] + half, before[1] + before[2] / 2)
        end: Point = (here[0] - half, start[1])
        return [Line((start, (end[0] - 3, end[1])), BADGE, 1.0), arrow(start, end, BADGE)]
    start = (before[0], before[1] + before[2])
    end = (here[0], here[1])
    points = (start, (start[0], gap), (end[0], gap), (end[0], end[1] - 3))
    return [Line(points, BADGE, 1.0), arrow((end[0], end[1] - 6), end, BADGE, 4.5)]
