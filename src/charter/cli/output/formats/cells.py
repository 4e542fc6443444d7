"""Text in a cell of a Markdown table."""

from __future__ import annotations

import re

from charter.cli.terminal import visible


def cell(text: str) -> str:
    """Text that stays text in a table: no markup, no HTML, no mention, no line end."""
    plain = " ".join(visible(line) for line in text.splitlines()).replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_{}\[\]#|~!>])", r"\\\1", plain).replace("@", "@&#8203;")
