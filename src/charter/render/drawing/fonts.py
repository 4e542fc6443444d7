"""The fonts that the Graphviz engine finds: a small configuration of our own, so that a missing or a newer one on
the machine neither fails nor writes warnings."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from charter.errors import CharterError
from charter.extras import need

_FONT_PLACES = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
)
TYPEFACES = Path(__file__).with_name("typefaces")
_FONT_ENDS = (".ttf", ".otf", ".ttc", ".pfb")
_READ_ENDS = (".ttf", ".otf", ".ttc")
_PLACEHOLDERS = ("lastresort", "adobeblank")
"""Fonts that have a box, or nothing, for every letter there is."""


class NoFontsError(CharterError, RuntimeError):
    """There is no font to draw text with on this machine: SVG can be drawn, PNG and PDF cannot."""


@contextmanager
def own_fonts(*, needed: bool) -> Iterator[None]:
    """A font configuration of our own while drawing, since that of the machine may be missing or newer than the
    engine; one that the user has named stays in force.

    Raises:
        NoFontsError: fonts are `needed` and there is none.
    """
    places = _font_places()
    named = os.environ.get("FONTCONFIG_FILE")
    if needed and not named and not any(_has_font(place) for place in places):
        raise NoFontsError("no font is installed: draw SVG, or install one (for example DejaVu Sans)")
    with tempfile.TemporaryDirectory(prefix="charter-fonts-") as folder, _quiet():
        if not named:
            where = Path(folder, "fonts.conf")
            where.write_text(_font_settings(places), encoding="utf-8")
            os.environ["FONTCONFIG_FILE"] = str(where)
        try:
            yield
        finally:
            if not named:
                del os.environ["FONTCONFIG_FILE"]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps what the engine's libraries write to the standard error (remarks on font settings) from the reader."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _font_places() -> list[Path]:
    home = Path.home()
    places = [Path(place) for place in _FONT_PLACES]
    places += [home / ".local/share/fonts", home / ".fonts", home / "Library/Fonts"]
    places.append(TYPEFACES)
    return [place for place in places if place.is_dir()]


def plain_font(bold: bool = False) -> Path:
    """The font that comes along: DejaVu Sans, with its licence beside it."""
    return TYPEFACES / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


def covering(text: str) -> tuple[tuple[Path, ...], str]:
    """The fonts of this machine that have, together, the letters of a text that the plain font has not; and the
    letters that none has, for which there would be boxes."""
    wanted = {char for char in text if ord(char) > 0x24F and unicodedata.category(char)[0] not in "CZ"}
    wanted -= _letters(plain_font()) if wanted else set()
    found: list[Path] = []
    for path in _fonts() if wanted else ():
        has = wanted & _letters(path)
        if has:
            found.append(path)
            wanted -= has
        if not wanted:
            break
    return tuple(found), "".join(sorted(wanted))


def _fonts() -> Iterator[Path]:
    for place in _font_places():
        for folder, _, names in sorted(os.walk(place)):
            yield from (Path(folder, name) for name in sorted(names) if _is_read(name.lower()))


def _is_read(name: str) -> bool:
    return name.endswith(_READ_ENDS) and not name.lstrip(".").startswith(_PLACEHOLDERS)


@cache
def _letters(path: Path) -> frozenset[str]:
    """The letters that a font has; none where it cannot be read."""
    need("pdf")
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as file, TTFont(file, fontNumber=0, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))
    except (TTLibError, OSError, AssertionError, KeyError, ValueError):
        return frozenset()


def _has_font(place: Path) -> bool:
    return any(name.lower().endswith(_FONT_ENDS) for _, _, names in os.walk(place) for name in names)


def _font_settings(places: list[Path]) -> str:
    from html import escape

    folders = "".join(f"<dir>{escape(str(place))}</dir>" for place in places)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'{folders}<cachedir prefix="xdg">fontconfig</cachedir></fontconfig>\n'
    )
