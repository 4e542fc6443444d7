"""Formatting: the whole document in the one form of the language, or the lines of it that are asked for."""

from __future__ import annotations

from difflib import SequenceMatcher

from charter.dsl.format.formatter import NotFormattedError, format_text
from charter.editor.records import TextChange
from charter.editor.workspace import Document


def formatted(document: Document, first: int = 0, last: int | None = None) -> tuple[TextChange, ...]:
    """The edits that format the lines from `first` to `last` (from 0, both included; the whole document without
    them); none where the text has mistakes. A line goes its way only as a whole, so that a cursor elsewhere stays."""
    text = document.source.text
    try:
        wanted = format_text(document.source)
    except NotFormattedError:
        return ()
    if wanted == text:
        return ()
    before, after = text.splitlines(keepends=True), wanted.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    changes = []
    for verb, low, high, new_low, new_high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        touches = last is None or (low <= last and max(high, low + 1) > first)
        if verb != "equal" and touches:
            new = "".join(after[new_low:new_high])
            changes.append(TextChange(document.place(starts[low], starts[high]), new))
    return tuple(changes)
