"""Draws the picture of the README's example: `python docs/reference/make_readme.py`. A test keeps it fresh."""

from __future__ import annotations

import re
from pathlib import Path

import charter

README = Path(__file__).parents[2] / "README.md"
PICTURE = Path(__file__).parents[1] / "images" / "registry.svg"


def example() -> str:
    """The example, as it stands in the README."""
    found = re.search(r"^```charter\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def picture() -> bytes:
    """Its structure."""
    return charter.draw(charter.load(text=example()).diagram(), "svg")


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(picture())
