"""A drawing as SVG: real text, title and description for screen readers, nothing active in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from charter.render.drawing.scene import Box, CloseGroup, Disc, Item, Line, OpenGroup, Point, Scene, Shape, Text
from charter.render.drawing.text import clean, runs

FONTS = "Helvetica, Arial, 'DejaVu Sans', sans-serif"


_BASE = re.compile(r"(?:https?://|file:///|[\w./-])[^\s\"'<>\\`{}|^]*")
_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:")


def to_svg_text(scene: Scene, prefix: str = "charter", base: str | None = None, *, follows: bool = False) -> str:
    """The scene as an SVG document. `prefix` makes ids unique where several drawings share a page.

    Widths and heights are points. Every text is escaped; there are no scripts or outside references. Links there are
    only with `base`, the address of the charter's text: a box then leads to the line of its clause (`base#L12`). With
    `follows` the colours are dark where the reader's page is.

    Raises:
        ValueError: `base` is neither an http(s) or file address nor a path.
    """
    if base is not None:
        _check_base(base)
    wide, high = _n(scene.width), _n(scene.height)
    label = escape(prefix, quote=True)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt" '
        f'viewBox="0 0 {wide} {high}" role="img" '
        f'aria-labelledby="{label}-title {label}-desc" font-family="{escape(FONTS, quote=True)}">',
        f'<title id="{label}-title">{_safe(scene.title)}</title>',
        f'<desc id="{label}-desc">{_safe(scene.description)}</desc>',
        *([_style(f"{label}-title")] if follows else []),
        *_elements(scene.items, base),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _style(title: str) -> str:
    from charter.render.drawing.themes import dark_rules

    rules = dark_rules(f'svg[aria-labelledby^="{title} "]')
    return f"<style>@media screen and (prefers-color-scheme: dark) {{ {rules} }}</style>"


def _safe(text: str) -> str:
    return escape(clean(text), quote=True)


def _n(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _check_base(base: str) -> None:
    schemed = _SCHEME.match(base) and not base.lower().startswith(("http://", "https://", "file:///"))
    if schemed or not _BASE.fullmatch(base) or base.startswith("//"):
        raise ValueError(f"{clean(base)[:80]!r} is no address for links: give an http(s) or file address, or a path")


def _elements(items: tuple[Item, ...], base: str | None) -> Iterator[str]:
    """The elements; a group whose clause has a line is a link where there is a base."""
    linked: list[bool] = []
    for item in items:
        if isinstance(item, OpenGroup):
            linked.append(base is not None and item.line is not None)
            if linked[-1]:
                yield f'<a href="{escape(f"{base}#L{item.line}", quote=True)}">'
        yield _element(item)
        if isinstance(item, CloseGroup) and linked.pop():
            yield "</a>"


def _element(item: Item) -> str:
    match item:
        case Box():
            return (
                f'<rect x="{_n(item.x)}" y="{_n(item.y)}" width="{_n(item.w)}" height="{_n(item.h)}" '
                f'fill="{item.fill or "none"}"{_stroke(item.stroke, item.width, item.dash)}/>'
            )
        case Disc():
            return f'<circle cx="{_n(item.x)}" cy="{_n(item.y)}" r="{_n(item.r)}" fill="{item.fill}"/>'
        case Shape():
            return f'<polygon points="{_points(item.points)}" fill="{item.fill}"/>'
        case Line():
            return f'<path d="{_path(item)}" fill="none"{_stroke(item.stroke, item.width, item.dash)}/>'
        case Text():
            return _text(item)
        case OpenGroup():
            name = f' data-name="{_safe(item.name)}"' if item.name else ""
            title = f"<title>{_safe(item.label)}</title>" if item.label else ""
            return f'<g class="{escape(item.role, quote=True)}"{name}>{title}'
        case CloseGroup():
            return "</g>"


def _path(line: Line) -> str:
    first, rest = line.points[0], line.points[1:]
    return f"M{_points((first,))} {'C' if line.curved else 'L'}{_points(rest)}"


def _stroke(colour: str | None, width: float, dash: tuple[float, ...]) -> str:
    if colour is None:
        return ""
    dashes = f' stroke-dasharray="{" ".join(_n(d) for d in dash)}"' if dash else ""
    return f' stroke="{colour}" stroke-width="{_n(width)}"{dashes}'


def _text(item: Text) -> str:
    anchor = f' text-anchor="{item.anchor}"' if item.anchor != "start" else ""
    bold = ' font-weight="bold"' if item.bold else ""
    italic = ' font-style="italic"' if item.italic else ""
    return (
        f'<text x="{_n(item.x)}" y="{_n(item.y)}" font-size="{_n(item.size)}"{bold}{italic}{anchor} '
        f'fill="{item.fill}">{_words(item.text)}</text>'
    )


def _words(text: str) -> str:
    """The words of a line; what is read from right to left stands apart, so that numbers beside it keep their side."""
    pieces = runs(clean(text))
    return "".join(
        f'<tspan unicode-bidi="plaintext">{_safe(piece)}</tspan>' if rtl else escape(piece, quote=True)
        for piece, rtl in pieces
    )
