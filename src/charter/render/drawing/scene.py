"""A drawing in points, origin at the top left: a few kinds of shapes in painting order. Data only."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

from attrs import frozen

Point: TypeAlias = tuple[float, float]


@frozen
class Box:
    """A rectangle."""

    x: float
    y: float
    w: float
    h: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.8
    dash: tuple[float, ...] = ()


@frozen
class Disc:
    """A filled circle."""

    x: float
    y: float
    r: float
    fill: str


@frozen
class Shape:
    """A filled polygon."""

    points: tuple[Point, ...]
    fill: str


@frozen
class Line:
    """An open line through its points; with `curved`, cubic Bézier pieces (a start and three points each)."""

    points: tuple[Point, ...]
    stroke: str
    width: float = 0.8
    dash: tuple[float, ...] = ()
    curved: bool = False


@frozen
class Text:
    """A line of text. `y` is the base line; `anchor` start, middle or end; `on` the colour behind it."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    italic: bool = False
    fill: str = "#1a1a1a"
    anchor: str = "start"
    on: str = "#ffffff"


@frozen
class OpenGroup:
    """The begin of a group: `role` is what it shows (organ, decision, edge, legend …), `label` names it, `line` is
    where its clause stands in the charter's file."""

    role: str
    name: str = ""
    label: str = ""
    line: int | None = None


@frozen
class CloseGroup:
    """The end of the innermost group."""


Item: TypeAlias = Box | Disc | Shape | Line | Text | OpenGroup | CloseGroup


@frozen
class Scene:
    """A drawing with its size, title and description."""

    width: float
    height: float
    title: str
    description: str
    items: tuple[Item, ...]

    @property
    def letters(self) -> str:
        """Every letter in it, once."""
        return "".join(sorted({char for item in self.items if isinstance(item, Text) for char in item.text}))


def moved(item: Item, dx: float, dy: float) -> Item:
    """The same item elsewhere."""
    from attrs import evolve

    if isinstance(item, (Box, Disc, Text)):
        return evolve(item, x=item.x + dx, y=item.y + dy)
    if isinstance(item, (Shape, Line)):
        return evolve(item, points=tuple((x + dx, y + dy) for x, y in item.points))
    return item


def enlarged(scene: Scene, by: float) -> Scene:
    """The same drawing `by` times as large, letters and lines with it."""
    from attrs import evolve

    if by == 1:
        return scene
    items = tuple(_enlarged(item, by) for item in scene.items)
    return evolve(scene, width=scene.width * by, height=scene.height * by, items=items)


def pieces(scene: Scene, most: float) -> tuple[Scene, ...]:
    """The drawing in parts no higher than `most`, cut in the widest gap; whole where it cannot be cut so."""
    if scene.height <= most:
        return (scene,)
    taken = sorted(reach for item in scene.items if (reach := _reach(item)) is not None and reach[1] < scene.height)
    cuts: list[tuple[float, float]] = []
    below = 0.0
    for top, bottom in taken:
        if top > below + 1 and below:
            cuts.append((round(top - below, 1), (below + top) / 2))
        below = max(below, bottom)
    starts = [0.0]
    while scene.height - starts[-1] > most:
        full = starts[-1] + most
        able = [(gap, at) for gap, at in cuts if full - 0.4 * most < at <= full]
        able = able or [(0.0, at) for _, at in cuts if full - 0.7 * most < at <= full]
        if not able:
            return (scene,)
        starts.append(max(able)[1])
    return tuple(_piece(scene, top, end) for top, end in pairwise((*starts, scene.height)))


def _piece(scene: Scene, top: float, end: float) -> Scene:
    from attrs import evolve

    items: list[Item] = []
    for item in scene.items:
        reach = _reach(item)
        if isinstance(item, Box) and reach is not None and reach[1] >= scene.height:
            items.append(evolve(item, h=end - top))
        elif reach is not None and top <= reach[0] and reach[1] <= end:
            items.append(moved(item, 0, -top))
    return evolve(scene, height=end - top, items=tuple(items))


def _reach(item: Item) -> tuple[float, float] | None:
    """From where to where an item goes down the page."""
    match item:
        case Box(y=y, h=h):
            return (y, y + h)
        case Disc(y=y, r=r):
            return (y - r, y + r)
        case Text(y=y, size=size):
            return (y - size, y + 0.3 * size)
        case Shape(points=points) | Line(points=points):
            return (min(y for _, y in points), max(y for _, y in points))
        case _:
            return None


def _enlarged(item: Item, by: float) -> Item:
    from attrs import evolve

    match item:
        case Box(x=x, y=y, w=w, h=h, width=width, dash=dash):
            return evolve(item, x=x * by, y=y * by, w=w * by, h=h * by, width=width * by, dash=_times(dash, by))
        case Disc(x=x, y=y, r=r):
            return evolve(item, x=x * by, y=y * by, r=r * by)
        case Shape(points=points):
            return evolve(item, points=tuple((x * by, y * by) for x, y in points))
        case Line(points=points, width=width, dash=dash):
            longer = tuple((x * by, y * by) for x, y in points)
            return evolve(item, points=longer, width=width * by, dash=_times(dash, by))
        case Text(x=x, y=y, size=size):
            return evolve(item, x=x * by, y=y * by, size=size * by)
        case _:
            return item


def _times(dash: tuple[float, ...], by: float) -> tuple[float, ...]:
    return tuple(length * by for length in dash)


def arrow(before: Point, tip: Point, colour: str, size: float = 5.0) -> Shape:
    """The head of an arrow that comes from `before` and ends at `tip`."""
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    dx, dy = dx / length, dy / length
    back = (tip[0] - dx * size, tip[1] - dy * size)
    half = size * 0.42
    return Shape((tip, (back[0] - dy * half, back[1] + dx * half), (back[0] + dy * half, back[1] - dx * half)), colour)


def flattened(points: tuple[Point, ...], pieces: int = 16) -> tuple[Point, ...]:
    """Bézier pieces as short straight ones."""
    flat = [points[0]]
    for i in range(0, len(points) - 3, 3):
        p, q, r, s = points[i : i + 4]
        for n in range(1, pieces + 1):
            t = n / pieces
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            flat.append((a * p[0] + b * q[0] + c * r[0] + d * s[0], a * p[1] + b * q[1] + c * r[1] + d * s[1]))
    return tuple(flat)
