"""From an institution to the bytes of a figure, in one call."""

from __future__ import annotations

from charter.dsl.model import Charter, Institution
from charter.render.picture import Picture

FORMATS = ("svg", "png", "pdf", "dot")
DPI = 200


def render(institution: Institution, charter: Charter, fmt: str = "svg", *, dpi: int = DPI) -> bytes:
    """The structure of an institution as `svg`, `png` (at `dpi` dots an inch), `pdf` or `dot`.

    Equal input gives equal bytes with the same fonts on the machine; SVG and DOT do not depend on fonts.

    Raises:
        ValueError: the format is none of `FORMATS`, or the resolution is out of range.
        NoFontsError: PNG or PDF on a machine without any font.
    """
    from charter.render.structure import structure

    return draw(structure(institution, charter), fmt, dpi=dpi)


def draw(picture: Picture, fmt: str = "svg", *, dpi: int = DPI) -> bytes:
    """A picture in one of `FORMATS`; see `render`."""
    if fmt not in FORMATS:
        raise ValueError(f"no format {fmt!r}: choose one of {', '.join(FORMATS)}")
    if fmt == "svg":
        return to_svg(picture).encode()
    if fmt == "png":
        return to_png(picture, dpi)
    if fmt == "pdf":
        return to_pdf(picture)
    from charter.render.dot import to_dot

    return to_dot(picture).encode()


def to_svg(picture: Picture) -> str:
    """The picture as an SVG document: real text, title, description, nothing active."""
    from charter.render.layout import scene_of
    from charter.render.svg import to_svg_text

    prefix = "".join(char for char in picture.name if char.isascii() and char.isalnum())[:40]
    return to_svg_text(scene_of(picture), f"structure-{prefix.lower() or 'figure'}")


def to_png(picture: Picture, dpi: int = DPI) -> bytes:
    """The picture as PNG."""
    from charter.render.layout import scene_of
    from charter.render.raster import to_png_bytes

    return to_png_bytes(scene_of(picture), dpi)


def to_pdf(picture: Picture) -> bytes:
    """The picture as PDF of one page in its own size."""
    from charter.render.layout import scene_of
    from charter.render.raster import to_pdf_bytes

    return to_pdf_bytes(scene_of(picture))
