"""Findings: what is said of a charter, as data. Only `render` and `cli` make text for people of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charter.dsl.model.base import Allowance, Citation
from charter.dsl.syntax.source import Span
from charter.record import record

ERROR, WARNING, NOTE, GAP = "error", "warning", "note", "gap"
SEVERITIES = (ERROR, WARNING, NOTE, GAP)


@record
class Label:
    """A second place that belongs to a finding, with what it shows there."""

    span: Span
    text: str


@record
class Edit:
    """A correction that can be applied: the text of `span` becomes `replacement`; `safe` where it surely means what was
    meant, so that a tool may apply it by itself."""

    span: Span
    replacement: str
    safe: bool = False


@record
class Remedy:
    """A change of the text that may answer a finding: what it does, in a few words, and its edits. Whether it answers
    it, and breaks nothing, is found by checking the changed text."""

    title: str
    edits: tuple[Edit, ...]


@record
class Finding:
    """One thing found. `message` is one plain sentence with the numbers in it; `entity` names what it is about
    (`IAIA.find_breach`), stable when lines move; `label` is the short text beside the carets; `witness` is data
    that a reader can redo by hand, with a key `text` that says it in one sentence. `allowed` is the `allow` clause that
    answers it, which then does not count against the charter."""

    span: Span
    code: str
    name: str
    severity: str
    message: str
    entity: str = ""
    label: str = ""
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: str | None = None
    citations: tuple[Citation, ...] = ()
    witness: Mapping[str, Any] | None = None
    edit: Edit | None = None
    scope: tuple[str, ...] = ()
    allowed: Allowance | None = None

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits from code and entity, so that a finding keeps its identity when lines move."""
        import hashlib

        return hashlib.sha256(f"{self.code}\0{self.entity}".encode()).hexdigest()[:16]
