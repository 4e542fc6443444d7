"""Reads a drawn figure back from its SVG: texts with their estimated boxes, groups, what lies beneath a point."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from attrs import frozen

from charter.render.text import width

NS = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "rect", "circle", "polygon", "path", "text"}


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


def said(group: ET.Element) -> str:
    """The text of a group, its lines joined."""
    return " ".join(t.text or "" for t in group.iter(f"{NS}text"))


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
    text = element.text or ""
    wide = width(text, size, element.get("font-weight") == "bold")
    x, y = float(element.get("x") or 0), float(element.get("y") or 0)
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor") or "start"]
    return Words(text, left, y - 0.76 * size, left + wide, y + 0.2 * size, size, element.get("fill") or "", role, order)
