"""Reads a drawn figure back from its SVG: texts with their estimated boxes, groups, what lies beneath a point."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from charter.render.drawing.text import width

NS = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "rect", "circle", "polygon", "path", "text", "tspan"}


@frozen
class Words:
    """A text of the figure with its box (left, top, right, bottom), its colour, and the class of its group."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    fill: str
    role: str
    order: int

    def overlaps(self, other: Words, slack: float = 0.4) -> bool:
        """True when the two boxes share more than a hair."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.bottom, other.bottom) - max(self.top, other.top) > slack
        )


@frozen
class Patch:
    """A filled rectangle or circle."""

    left: float
    top: float
    right: float
    bottom: float
    fill: str
    order: int

    def holds(self, x: float, y: float) -> bool:
        """True when the point lies on it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@frozen
class Figure:
    """A figure as read back."""

    root: ET.Element
    width: float
    height: float
    texts: tuple[Words, ...]
    patches: tuple[Patch, ...]

    def groups(self, role: str) -> list[ET.Element]:
        """The groups of that class."""
        return [g for g in self.root.iter(f"{NS}g") if g.get("class") == role]

    def beneath(self, words: Words) -> str:
        """The colour that lies directly beneath the middle of a text."""
        x, y = (words.left + words.right) / 2, (words.top + words.bottom) / 2
        under = [p for p in self.patches if p.order < words.order and p.holds(x, y)]
        return max(under, key=lambda p: p.order).fill


@frozen
class Frame:
    """The box of a group: its first rectangle."""

    role: str
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Frame, slack: float = 0.5) -> bool:
        """True when the two share more than a hair."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.bottom, other.bottom) - max(self.top, other.top) > slack
        )

    def crossed_by(self, points: list[tuple[float, float]], slack: float = 1.5) -> bool:
        """True when a point of the line lies inside."""
        return any(
            self.left + slack < x < self.right - slack and self.top + slack < y < self.bottom - slack for x, y in points
        )


def frames(figure: Figure, *roles: str) -> list[Frame]:
    """The boxes of the groups of these classes."""
    found = []
    for role in roles:
        for group in figure.groups(role):
            rect = next(group.iter(f"{NS}rect"))
            x, y, w, h = (float(rect.get(k) or 0) for k in ("x", "y", "width", "height"))
            found.append(Frame(role, said(group), x, y, x + w, y + h))
    return found


def points_of(path: ET.Element, pieces: int = 24) -> list[tuple[float, float]]:
    """Points along a drawn line, close together."""
    d = path.get("d") or ""
    given = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", d)]
    found = [given[0]]
    if "C" not in d:
        for (a, b), (c, e) in pairwise(given):
            found += [(a + (c - a) * n / pieces, b + (e - b) * n / pieces) for n in range(1, pieces + 1)]
        return found
    for i in range(0, len(given) - 3, 3):
        p, q, r, s = given[i : i + 4]
        for n in range(1, pieces + 1):
            t = n / pieces
            a, b, c, e = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            found.append((a * p[0] + b * q[0] + c * r[0] + e * s[0], a * p[1] + b * q[1] + c * r[1] + e * s[1]))
    return found


def said(group: ET.Element) -> str:
    """The text of a group, its lines joined."""
    return " ".join("".join(t.itertext()) for t in group.iter(f"{NS}text"))


def words_in(group: ET.Element) -> list[Words]:
    """The texts of a group with their boxes."""
    return [_words(t, "", 0) for t in group.iter(f"{NS}text")]


def read(svg: str | bytes) -> Figure:
    """The figure behind an SVG document."""
    root = ET.fromstring(svg)
    box = [float(n) for n in (root.get("viewBox") or "").split()]
    texts: list[Words] = []
    patches: list[Patch] = []
    for order, (element, role) in enumerate(_walk(root, "")):
        tag = element.tag.removeprefix(NS)
        if tag == "text":
            texts.append(_words(element, role, order))
        elif tag == "rect" and element.get("fill") != "none":
            x, y, w, h = (float(element.get(k) or 0) for k in ("x", "y", "width", "height"))
            patches.append(Patch(x, y, x + w, y + h, element.get("fill") or "", order))
        elif tag == "circle":
            x, y, r = (float(element.get(k) or 0) for k in ("cx", "cy", "r"))
            patches.append(Patch(x - r, y - r, x + r, y + r, element.get("fill") or "", order))
    return Figure(root, box[2], box[3], tuple(texts), tuple(patches))


def _walk(element: ET.Element, role: str) -> Iterator[tuple[ET.Element, str]]:
    role = element.get("class") or role
    yield element, role
    for child in element:
        yield from _walk(child, role)


def _words(element: ET.Element, role: str, order: int) -> Words:
    size = float(element.get("font-size") or 0)
    text = "".join(element.itertext())
    wide = width(text, size, element.get("font-weight") == "bold")
    x, y = float(element.get("x") or 0), float(element.get("y") or 0)
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor") or "start"]
    return Words(text, left, y - 0.76 * size, left + wide, y + 0.2 * size, size, element.get("fill") or "", role, order)
