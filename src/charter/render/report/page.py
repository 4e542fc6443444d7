"""Sections as what the template of the page takes: texts cleaned, pictures drawn, the script with its hash."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from charter.render.drawing.text import clean
from charter.render.report.parts import DocumentTable, Facts, Items, Part, Pictured, Section, Words

MADE_BY = "Made by Charter from the text of the charter. Shares and thresholds are exact unless said otherwise."
LONGEST = 2000
"""Characters of one text that are shown; what is longer is cut with an ellipsis."""


@cache
def script() -> tuple[str, str]:
    """The script that sorts tables, and its hash for the content security policy."""
    from base64 import b64encode
    from hashlib import sha256
    from importlib.resources import files

    text = files("charter.render.report.templates").joinpath("report.js").read_text(encoding="utf-8")
    return text, f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def short(text: str) -> str:
    """The text on one line, cut where it is too long to be read."""
    text = clean(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def shown_section(section: Section) -> dict[str, Any]:
    """A section for the template."""
    return {
        "anchor": section.anchor,
        "title": short(section.title),
        "level": section.level,
        "parts": list(_shown(section)),
    }


def _shown(section: Section) -> Iterator[dict[str, Any]]:
    for n, part in enumerate(section.parts):
        yield _part(part, f"{section.anchor}-{n}")


def _part(part: Part, prefix: str) -> dict[str, Any]:
    match part:
        case Words():
            return {"kind": "words", "sentences": [short(each) for each in part.sentences]}
        case Facts():
            return {"kind": "facts", "pairs": [(short(label), short(value)) for label, value in part.pairs]}
        case Items():
            return {"kind": "items", "entries": [short(each) for each in part.items]}
        case DocumentTable():
            return shown_table(part)
        case Pictured():
            return _picture(part, prefix)


def _picture(part: Pictured, prefix: str) -> dict[str, Any]:
    from markupsafe import Markup

    from charter.render.diagram import inline

    made = part.diagram
    svg = inline(made, prefix)
    return {"kind": "picture", "title": clean(made.title), "svg": Markup(svg), "words": made.scene.description}


def shown_table(table: DocumentTable) -> dict[str, Any]:
    """A table for the template."""
    rows = [
        [
            {"text": short(cell), "number": n in table.numbers, "key": table.keys.get((place, n))}
            for n, cell in enumerate(row)
        ]
        for place, row in enumerate(table.rows)
    ]
    head = [{"text": short(text), "number": n in table.numbers} for n, text in enumerate(table.head)]
    return {"kind": "table", "caption": short(table.caption), "head": head, "rows": rows}
