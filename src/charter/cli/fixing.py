"""`charter check --fix` and `--diff`: the corrections that surely mean what was meant, applied to whole files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from charter.cli.input.targets import Target
from charter.cli.output.files import say, write_whole
from charter.cli.terminal import paint_for, visible
from charter.record import record

if TYPE_CHECKING:
    from charter.dsl.findings import Edit
    from charter.dsl.load import Loaded

MOST_ROUNDS = 20
"""How often a file is read again: a correction may uncover a mistake that can be corrected too."""


@record
class Fixed:
    """A charter's text before and after its safe corrections, and how many those were."""

    target: Target
    before: str
    after: str
    count: int


def fixed(target: Target, allow_outside: bool) -> Fixed | None:
    """The text with its safe corrections; None where it cannot be read or is a design that comes with Charter."""
    from charter.cli.input.targets import source_of
    from charter.dsl.load import load
    from charter.dsl.syntax.source import Source, UnreadableError

    if target.shipped:
        return None
    try:
        source = source_of(target)
    except UnreadableError:
        return None
    text, count = source.text, 0
    for _ in range(MOST_ROUNDS):
        loaded = load(Source(source.name, text, source.path), allow_outside=allow_outside)
        edits = _safe(loaded)
        if not edits:
            break
        for edit in edits:
            text = _applied(loaded, edit, text)
        count += len(edits)
    return Fixed(target, source.text, text, count)


def _safe(loaded: Loaded) -> list[Edit]:
    """The safe edits of the file itself that do not overlap, the last one in the text first."""
    found = [f.edit for f in loaded.findings if f.edit is not None and f.edit.safe and f.edit.span.file == loaded.file]
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda edit: edit.span, reverse=True):
        end = (edit.span.end_line, edit.span.end_column)
        if not kept or end <= (kept[-1].span.line, kept[-1].span.column):
            kept.append(edit)
    return kept


def _applied(loaded: Loaded, edit: Edit, text: str) -> str:
    starts, span = loaded.sources[loaded.file].line_starts, edit.span
    start = starts[span.line - 1] + span.column - 1
    end = starts[span.end_line - 1] + span.end_column - 1
    return text[:start] + edit.replacement + text[end:]


def fix(targets: Sequence[Target], allow_outside: bool) -> None:
    """Write each file with its safe corrections, whole, and say how many."""
    for target in targets:
        result = fixed(target, allow_outside)
        if result is not None and result.after != result.before and target.path is not None:
            write_whole(target.path, result.after)
            say(f"corrected {visible(target.name)} in {result.count} place{'s' if result.count != 1 else ''}")


def show_diff(targets: Sequence[Target], allow_outside: bool) -> bool:
    """Show what `--fix` would change; True if it would change something."""
    import difflib

    paint, changes = paint_for(), False
    for target in targets:
        result = fixed(target, allow_outside)
        if result is None or result.after == result.before:
            continue
        changes = True
        before, after = result.before.splitlines(), result.after.splitlines()
        for line in difflib.unified_diff(before, after, target.name, f"{target.name} (corrected)", lineterm=""):
            meaning = {"+": "added", "-": "removed", "@": "frame"}.get(line[:1], "")
            say(paint(meaning, visible(line)))
    return changes
