"""What is wrong with a document: mistakes of its text at once, the findings of rules and refuted expectations later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from charter.dsl.findings import ERROR, NOTE, WARNING, Finding
from charter.dsl.syntax.source import Span
from charter.editor.records import Diagnostic, TextPlace
from charter.editor.workspace import Document, DocumentReading, offset, uri_of

if TYPE_CHECKING:
    from charter.validators.check.engine import Checked
    from charter.validators.expectations.verdict import Verdict

UNUSED = ("LNG203", "LNG601")
"""Codes of what has no effect, which editors fade."""
REFUTED = "refuted"


def of_text(reading: DocumentReading) -> tuple[Diagnostic, ...]:
    """The mistakes that reading the document shows."""
    return tuple(_all(reading.document, reading.loaded.findings, reading.place))


def check(reading: DocumentReading, pulse: Callable[[], None] = lambda: None) -> Checked:
    """Run the rules and judge the expectations under the settings that hold for the document; what `pulse` raises,
    which is called between them, ends it. Settings that cannot be read are as if there were none."""
    from charter.validators.check.configuration import Settings, SettingsError, settings_for
    from charter.validators.check.engine import check as run

    settings = Settings()
    if reading.document.path is not None:
        try:
            settings = settings_for(reading.document.path)
        except SettingsError:
            settings = Settings()
    return run(
        reading.loaded,
        select=settings.select,
        ignore=settings.ignore,
        profile=settings.profile,
        severities=settings.severity,
        packs=settings.packs,
        pulse=pulse,
    )


def of_rules(reading: DocumentReading, checked: Checked) -> tuple[Diagnostic, ...]:
    """Everything there is to say of the document: mistakes of the text, findings of rules, refuted expectations."""
    found = [*_all(reading.document, checked.findings, reading.place), *_refuted(reading, checked.verdicts)]
    return tuple(sorted(found, key=lambda each: (each.place, each.code, each.message)))


def shown(document: Document, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    """Findings about a document alone as diagnostics; those about other files are left out."""
    source = document.source

    def place(span: Span) -> TextPlace | None:
        if span.file != source.name or not span.line:
            return None
        start = offset(source, span.line, span.column)
        return TextPlace(document.uri, start, offset(source, span.end_line, span.end_column))

    return _all(document, findings, place)


def _all(
    document: Document, findings: Iterable[Finding], place_of: Callable[[Span], TextPlace | None]
) -> Iterator[Diagnostic]:
    for finding in findings:
        place = place_of(finding.span)
        if finding.span.file != document.source.name:
            continue
        related = [(place_of(label.span), label.text) for label in finding.labels]
        yield Diagnostic(
            place or TextPlace(document.uri, 0, 0),
            finding.code,
            finding.severity,
            _said(finding),
            page_of(finding.code),
            tuple((there, text) for there, text in related if there is not None),
            finding.code in UNUSED,
        )


def _said(finding: Finding) -> str:
    """The message, with the witness where it says more, the notes and the help on lines of their own."""
    witness = str((finding.witness or {}).get("text", ""))
    parts = [finding.message, *([witness] if witness and witness not in finding.message else []), *finding.notes]
    return "\n".join([*parts, *([f"help: {finding.help}"] if finding.help else [])])


def _refuted(reading: DocumentReading, verdicts: Iterable[Verdict]) -> Iterator[Diagnostic]:
    for verdict in verdicts:
        place = reading.mine(verdict.span)
        if place is None or verdict.verdict != REFUTED:
            continue
        why = str((verdict.witness or {}).get("text", ""))
        where = f" in scenario {verdict.scenario}" if verdict.scenario else ""
        message = f"refuted{where}: {why}" if why else f"refuted{where}"
        severity = ERROR if verdict.fails else NOTE
        yield Diagnostic(place, "expectation", severity, message)


@cache
def page_of(code: str) -> str:
    """The URI of the file at whose top the page of a rule stands; empty for a code that has none."""
    from importlib.util import find_spec
    from pathlib import Path

    from charter.validators.check.registry import UnknownCode, entry

    try:
        spec = find_spec(entry(code).module)
    except (UnknownCode, ImportError):
        return ""
    return uri_of(Path(spec.origin)) if spec is not None and spec.origin else ""


LEVELS = {ERROR: 1, WARNING: 2, NOTE: 3}
"""The levels of the protocol; a gap is a hint."""
