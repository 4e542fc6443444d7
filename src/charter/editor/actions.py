"""What can be done about a finding: take the correction that is sure, or allow it with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.dsl.findings import Finding
from charter.dsl.model.charter import Charter
from charter.dsl.syntax.tree import Tree
from charter.editor.names import DECLARES
from charter.editor.records import Action, TextChange, TextPlace
from charter.editor.workspace import DocumentReading

if TYPE_CHECKING:
    from charter.validators.check.engine import Checked

REASON = "reason"
ALLOWING = (
    "institution", "reform", "landscape", "mandate", "membership", "category", "organ", "seats", "decision",
    "obligation", "answered", "funding", "adoption", "relations", "expect",
)  # fmt: skip
"""Blocks in which an `allow` may stand."""


def actions(reading: DocumentReading, start: int, end: int, checked: Checked | None = None) -> tuple[Action, ...]:
    """What can be done about the findings that touch a stretch; those of rules where a check has been made."""
    findings = checked.findings if checked is not None else reading.loaded.findings
    found: list[Action] = []
    for finding in findings:
        place = reading.mine(finding.span)
        if place is None or place.end < start or place.start > end:
            continue
        found += _corrections(reading, finding)
        found += _removal(reading, finding, place)
        found += _allowance(reading, finding, place)
    return tuple({action.title: action for action in found}.values())


def _corrections(reading: DocumentReading, finding: Finding) -> Iterator[Action]:
    edit = finding.edit
    place = reading.mine(edit.span) if edit is not None else None
    if edit is None or place is None:
        return
    old = reading.document.source.text[place.start : place.end]
    title = f"Change `{old}` to `{edit.replacement}`" if old.strip() else f"Insert `{edit.replacement.strip()}`"
    yield Action(title, "quickfix", (TextChange(place, edit.replacement),), (finding.code,))


def _removal(reading: DocumentReading, finding: Finding, place: TextPlace) -> Iterator[Action]:
    """Take a clause out that has no effect."""
    if finding.code != "LNG601":
        return
    yield Action("Take this `allow` out", "quickfix", (TextChange(_line(reading, place), ""),), (finding.code,))


def _line(reading: DocumentReading, place: TextPlace) -> TextPlace:
    """The whole lines of a clause where nothing else stands on them, else the clause."""
    text = reading.document.source.text
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end) + 1 or len(text)
    alone = not text[start : place.start].strip() and not text[place.end : end].strip()
    return TextPlace(place.uri, start, end) if alone else place


def _allowance(reading: DocumentReading, finding: Finding, place: TextPlace) -> Iterator[Action]:
    """Allow a finding in the smallest block around it, with a reason to fill in."""
    from charter.validators.check.suppressions import unanswerable

    charter = reading.loaded.charter
    if charter is None or unanswerable(finding) or finding.code in ("LNG601", "LNG602"):
        return
    block = _block(reading, finding, place, charter)
    if block is None:
        return
    change = _inserted(reading, block, f'allow {finding.code} because "{REASON}"')
    if change is not None:
        where = block.token("NAME")
        named = f" in `{where.text}`" if where is not None and block.kind in DECLARES else f" in the {block.kind}"
        yield Action(f"Allow {finding.code}{named}, with a reason", "quickfix", (change,), (finding.code,))


def _block(reading: DocumentReading, finding: Finding, place: TextPlace, charter: Charter) -> Tree | None:
    """The innermost block around a place that takes an `allow`. What a reform changes is not its own to allow in: there
    the whole reform is taken."""
    found: Tree | None = None
    node: Tree | None = reading.document.parsed.tree
    while node is not None:
        if node.kind in ALLOWING and _braces(reading, node) is not None:
            found = node
            if node.kind == "reform":
                return found
        node = next((t for t in node.trees() if t.start <= place.start and place.end <= t.end), None)
    return found


def _braces(reading: DocumentReading, node: Tree) -> tuple[int, int] | None:
    """The offsets of the `{` and the `}` of a clause with a block."""
    opened = [b for b in reading.document.parsed.blocks if node.start <= b < node.end]
    text = reading.document.source.text
    if not opened or node.end < 1 or text[node.end - 1 : node.end] != "}":
        return None
    return min(opened), node.end - 1


def _inserted(reading: DocumentReading, block: Tree, clause: str) -> TextChange | None:
    """A clause as the last of a block."""
    braces = _braces(reading, block)
    if braces is None:
        return None
    text = reading.document.source.text
    opened, closed = braces
    end = reading.document.source.line_end
    head = text[text.rfind("\n", 0, block.start) + 1 : block.start]
    indent = head[: len(head) - len(head.lstrip())]
    line = text.rfind("\n", 0, closed) + 1
    if line > opened and not text[line:closed].strip():
        return TextChange(reading.document.place(line, line), f"{indent}  {clause}{end}")
    empty = not text[opened + 1 : closed].strip()
    joined = f" {clause} " if empty else f"; {clause} "
    stop = opened + 1 + len(text[opened + 1 : closed].rstrip())
    return TextChange(reading.document.place(opened + 1 if empty else stop, closed), joined)
