"""The text of a clause as it is told: on one line, or in its own lines, without comments."""

from __future__ import annotations

import re

_COMMENT = re.compile(r'("(?:[^"\\\n]|\\[^\n])*"|\[[^\[\]\n]*\])|#[^\n]*')
"""A comment, or what may hold its mark: a quoted text or a citation, which is kept."""


def _without_comments(raw: str) -> str:
    return _COMMENT.sub(lambda found: found.group(1) or "", raw)


def flat(raw: str) -> str:
    """A clause's text on one line: runs of white space as one space, comments left out."""
    return " ".join(_without_comments(raw).split())


def lined(raw: str) -> str:
    """A clause's text in its lines, without comments and empty lines."""
    return "\n".join(line.rstrip() for line in _without_comments(raw).splitlines() if line.strip())
