"""Semantic tokens: what each word is, as the parser and the builders took it."""

from __future__ import annotations

from typing import NamedTuple

from charter.dsl.syntax.lexer import NEWLINE
from charter.editor import names
from charter.editor.workspace import DocumentReading
from charter.grammar.keywords import KEYWORDS

TYPES = (
    "keyword", "comment", "string", "number", "operator", "namespace", "type", "class", "interface", "function",
    "variable", "property", "enumMember", "parameter", "macro",
)  # fmt: skip
"""The types of the protocol that are used, in the order in which they are numbered."""
MODIFIERS = ("declaration", "defaultLibrary")
"""The modifiers, in the order of their bits: the name is declared here; it is one of the shipped facts."""
_OF_KIND = {
    "group": "type", "party": "type", "category": "type", "areas": "type", "institution": "class", "outside": "class",
    "organ": "interface", "office": "interface", "delegates": "interface", "decision": "function",
    "obligation": "function", "let": "variable", "threshold": "variable", "column": "property", "table": "namespace",
    "source": "namespace", "scenario": "namespace", "landscape": "namespace",
    "variants": "namespace",
}  # fmt: skip
_OF_TOKEN = {"STRING": "string", "CITE": "string", "DATE": "number", "NUMBER": "number", "FRACTION": "number",
             "PERCENT": "number", "POWER": "number"}  # fmt: skip


class Coloured(NamedTuple):
    """A stretch on one line with its type and modifiers (bits)."""

    start: int
    end: int
    type: str
    modifiers: int = 0


def tokens(reading: DocumentReading, start: int = 0, end: int | None = None) -> tuple[Coloured, ...]:
    """The coloured stretches between two offsets, in order, none over another."""
    document = reading.document
    stop = len(document.source.text) if end is None else end
    named: dict[int, Coloured] = {}
    for use in names.uses(reading):
        kind = _OF_KIND.get(use.target.kind, "variable")
        library = 2 if use.target.place is None else 0
        named.setdefault(use.place.start, Coloured(use.place.start, use.place.end, kind, library))
    for use in names.declarations(reading):
        kind = _OF_KIND.get(use.target.kind, "variable")
        named[use.place.start] = Coloured(use.place.start, use.place.end, kind, 1)
    words = {place.start: asked for place, asked in reading.here if asked.vocabulary is not None}
    found: list[Coloured] = []
    for token in document.parsed.tokens:
        if token.kind == NEWLINE or token.start == token.end:
            continue
        if token.kind == "CITE":
            found += _citation(token.start, token.end, named)
        elif token.start in named:
            first = named[token.start]
            found.append(first)
            rest = named.get(first.end + 1)
            if first.end < token.end and rest is not None:
                found.append(rest)
        elif token.start in words:
            found.append(Coloured(token.start, token.end, "enumMember"))
        elif token.kind in KEYWORDS:
            found.append(Coloured(token.start, token.end, "keyword"))
        elif token.kind in _OF_TOKEN:
            found.append(Coloured(token.start, token.end, _OF_TOKEN[token.kind]))
        elif token.kind == "NAME":
            found.append(Coloured(token.start, token.end, "variable"))
    found += [Coloured(comment.start, comment.end, "comment") for comment in document.parsed.comments]
    return tuple(_apart(sorted(each for each in found if each.end > start and each.start < stop)))


def _citation(start: int, end: int, named: dict[int, Coloured]) -> list[Coloured]:
    """A citation around the names of sources in it."""
    found, at = [], start
    for name in sorted(each for each in named.values() if start < each.start and each.end < end):
        found += [Coloured(at, name.start, "string"), name]
        at = name.end
    return [*found, Coloured(at, end, "string")]


def _apart(found: list[Coloured]) -> list[Coloured]:
    kept: list[Coloured] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept
