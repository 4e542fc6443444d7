"""Checking a charter from a text in a test."""

from __future__ import annotations

from collections.abc import Sequence

from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import Checked, check


def examined(text: str, select: Sequence[str] | None = None) -> Checked:
    """What the engine finds in a text; the text itself must be free of mistakes."""
    loaded = load(Source("a.charter", text))
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
    return check(loaded, select=select)


def findings(code: str, text: str) -> list[Finding]:
    """The findings of one code."""
    return [f for f in examined(text, [code]).findings if f.code == code]


def only(code: str, text: str) -> Finding:
    """The one finding of a code."""
    found = findings(code, text)
    assert len(found) == 1, [(f.span.line, f.message) for f in found]
    return found[0]


def places(code: str, text: str) -> list[tuple[int, str]]:
    """Line and entity of the findings of one code."""
    return [(f.span.line, f.entity) for f in findings(code, text)]


def agency(body: str, members: str = "WEOG", before: str = "") -> str:
    """A charter of one institution whose clauses are `body`, which begins on line 6."""
    return f"charter 1\nuse world\n{before}\ninstitution Agency {{\n  members are {members}\n{body}\n}}\n"
