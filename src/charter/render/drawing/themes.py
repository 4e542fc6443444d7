"""Themes: the same drawing in other colours. `default`; `print`, greys of the same lightness; `dark`;
`auto`, an SVG that is dark where its reader's page is (elsewhere as `default`).

A theme is a table from the colours of the palette; what is drawn and where does not change with it.
"""

from __future__ import annotations

from attrs import evolve

from charter.names import THEMES
from charter.render.drawing import palette
from charter.render.drawing.scene import Box, Disc, Item, Line, Scene, Shape, Text

DARK = {
    palette.PAPER: "#12171d",
    palette.INK: "#f0f2f4",
    palette.MUTED: "#b9c2cb",
    palette.LINE: "#98a3ae",
    palette.BAND: "#26323e",
    palette.BASE_BAND: "#2f3338",
    palette.STEP: "#1b232b",
    palette.RULE: "#46525e",
    palette.BADGE: "#a9cdf2",
    palette.ALARM: "#ffb59a",
    palette.ALARM_BAND: "#43241a",
    palette.GOOD: "#8fdcc0",
    palette.GOOD_BAND: "#173a2f",
    "#00507d": "#7cc4f2",
    "#00674b": "#7fd6b8",
    "#8a8a8a": "#8f979f",
    "#a34700": "#f5a673",
}
"""What each colour of the palette becomes on a dark page; those of the seats and the ink on them stay."""


def themed(scene: Scene, theme: str) -> Scene:
    """The scene in the colours of a theme.

    Raises:
        ValueError: there is no such theme.
    """
    if theme not in THEMES:
        raise ValueError(f"no theme {theme!r}: choose one of {', '.join(THEMES)}")
    if theme in ("default", "auto"):
        return scene
    return evolve(scene, items=tuple(_themed(item, theme) for item in scene.items))


def colour_in(colour: str, theme: str) -> str:
    """The colour that stands for one of the palette in a theme.

    >>> colour_in("#ffffff", "dark"), colour_in("#00507d", "print")
    ('#12171d', '#4c4c4c')
    """
    if theme == "dark":
        return DARK.get(colour, colour)
    return _grey(colour) if theme == "print" else colour


def dark_rules(within: str) -> str:
    """CSS that paints the drawings within a selector, drawn in the colours of the palette, as the theme `dark` does."""
    return " ".join(
        f'{within} [{what}="{colour}"] {{ {what}: {dark} }}'
        for colour, dark in DARK.items()
        for what in ("fill", "stroke")
    )


def _grey(colour: str) -> str:
    """The grey of the same relative luminance, so that contrasts stay what they are."""
    light = palette.luminance(colour)
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    level = round(part * 255)
    return f"#{level:02x}{level:02x}{level:02x}"


def _themed(item: Item, theme: str) -> Item:
    match item:
        case Box():
            fill = colour_in(item.fill, theme) if item.fill is not None else None
            stroke = colour_in(item.stroke, theme) if item.stroke is not None else None
            return evolve(item, fill=fill, stroke=stroke)
        case Disc() | Shape():
            return evolve(item, fill=colour_in(item.fill, theme))
        case Line():
            return evolve(item, stroke=colour_in(item.stroke, theme))
        case Text():
            return evolve(item, fill=colour_in(item.fill, theme), on=colour_in(item.on, theme))
        case _:
            return item
