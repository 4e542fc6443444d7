"""Closed sets of names that commands and libraries share. They stand here, below everything, so that a help text
imports no library; a test holds that none is left out. Sets that grow by a file (rules, figures, indices, the formats
of `check`) are not among them: those are found in their folders."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FIGURE_FORMATS = ("svg", "png", "pdf", "dot", "mermaid")
"""Of figures; a chart has no boxes and arrows, and none of the last two."""
PICTURE_FORMATS = ("svg", "pdf", "png")
"""Of pictures in documents, the best first."""
REPORT_FORMATS = ("html", "md", "pdf")
TABLE_FORMATS = ("table", "csv", "json")
"""Of `power`, `coalitions` and `landscape`."""
THEMES = ("default", "print", "dark", "auto")
"""Colours: as drawn, for black and white, for a dark page, and for either as the reader's system says (SVG)."""

UNPROVED, NEVER = "unproved", "never"
FAIL_LEVELS = ("error", "warning", "note", "gap", UNPROVED, NEVER)
"""What may fail a check: the severities, the gravest first; expectations that are not proved; nothing."""

PACKS: Mapping[str, str] = MappingProxyType({"ostrom": "OST", "rational-design": "KLS"})
"""Families of rules that are off unless a setting, `--pack` or `--select` turns them on, by the name of the pack."""

STAGES = ("negotiation", "ratification", "set_up")
"""The stages of an adoption, in their order."""

DESIGN_KINDS = ("institution", "proposal", "reform", "landscape")
"""The kinds of shipped designs; each has a folder of its name in the plural."""

__all__ = [
    "DESIGN_KINDS",
    "FAIL_LEVELS",
    "FIGURE_FORMATS",
    "NEVER",
    "PACKS",
    "PICTURE_FORMATS",
    "REPORT_FORMATS",
    "STAGES",
    "TABLE_FORMATS",
    "THEMES",
    "UNPROVED",
]
