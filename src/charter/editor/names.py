"""What each name of a document means: where it is declared, and every place that refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from charter.dsl.elaborate.built import BuiltInstitution
from charter.dsl.elaborate.names import Asked, Declaration
from charter.dsl.elaborate.reform import PATCHES
from charter.dsl.syntax.parser import parse
from charter.dsl.syntax.tree import Token, Tree
from charter.editor.records import TextPlace
from charter.editor.workspace import DocumentReading, Workspace, uri_of

DECLARES: Mapping[str, str] = {
    "data": "table",
    "column": "column",
    "domain": "domain",
    "function": "function",
    "party": "party",
    "outside": "outside",
    "group": "group",
    "areas": "areas",
    "let": "let",
    "institution": "institution",
    "reform": "institution",
    "landscape": "landscape",
    "variants": "variants",
    "scenario": "scenario",
    "source": "source",
    "organ": "organ",
    "headed": "office",
    "decision": "decision",
    "obligation": "obligation",
    "category": "category",
    "fund": "fund",
    "protocol": "group",
    "programme": "programme",
    "provision": "provision",
    "threshold": "threshold",
    "delegate": "delegates",
    "chamber": "chamber",
    "constituency": "constituency",
    "rung": "step",
}
"""From a clause that declares a name to the kind of thing that it names."""

LOCAL = ("column", "chamber", "constituency", "step")
"""Kinds that the builders enter into no scope."""


@frozen
class NameTarget:
    """What a name means. `place` is None for a fact that comes with Charter; `entry` is what the builders found."""

    kind: str
    name: str
    place: TextPlace | None
    entry: Declaration | None = field(default=None, eq=False, repr=False)


@frozen
class Use:
    """A name in a text with what it means; `asked` is the question that led to it."""

    place: TextPlace
    target: NameTarget
    asked: Asked | None = field(default=None, eq=False, repr=False)


def uses(reading: DocumentReading) -> tuple[Use, ...]:
    """Every name of the document that means something declared, the declarations apart."""
    if "uses" not in reading.kept:
        reading.kept["uses"] = _uses(reading)
    kept: tuple[Use, ...] = reading.kept["uses"]  # type: ignore[assignment]
    return kept


def _uses(reading: DocumentReading) -> tuple[Use, ...]:
    found: dict[tuple[TextPlace, NameTarget], Use] = {}
    for place, asked in reading.here:
        for use in _meant(reading, place, asked):
            found.setdefault((use.place, use.target), use)
    for use in _patched(reading):
        found.setdefault((use.place, use.target), use)
    return tuple(sorted(found.values(), key=lambda use: use.place))


def declarations(reading: DocumentReading) -> tuple[Use, ...]:
    """Every name that the document declares and that may be referred to elsewhere."""
    found = []
    for tree, kind in declaring(reading.document.parsed.tree):
        token = tree.token("NAME")
        if token is not None and kind not in LOCAL and token.text != "?":
            place = reading.document.place(token.start, token.end)
            found.append(Use(place, NameTarget(kind, token.text, place)))
    return tuple(found)


def declaring(tree: Tree) -> Iterator[tuple[Tree, str]]:
    """The clauses of a text that declare a name, with its kind. What a reform changes, its original has declared; what
    a scenario replaces, the file."""
    stack: list[tuple[Tree, bool]] = [(tree, False)]
    while stack:
        node, inside = stack.pop()
        elsewhere = node.kind == "scenario"
        for child in reversed(node.trees()):
            stack.append((child, elsewhere or node.kind == "change"))
        if node.kind in DECLARES and not inside:
            yield node, DECLARES[node.kind]


def at(reading: DocumentReading, offset: int) -> Use | None:
    """The name at a cursor, used or declared; of several that touch, the one that begins there."""
    touching = [use for use in (*uses(reading), *declarations(reading)) if use.place.holds(offset)]
    return max(touching, key=lambda use: use.place.start, default=None)


def referring(workspace: Workspace, target: NameTarget) -> Iterator[Use]:
    """Every place in the open documents and below the roots that means the target, its declaration included."""
    for document in workspace.files():
        if target.name not in document.text:
            continue
        reading = workspace.reading(document.uri)
        for use in (*declarations(reading), *uses(reading)):
            if same(use.target, target):
                yield use


def same(one: NameTarget, other: NameTarget) -> bool:
    """Whether two names mean the same: what is declared in one place, or a fact of one name."""
    if one.place is None or other.place is None:
        return one.place is other.place and (one.kind, one.name) == (other.kind, other.name)
    return one.place == other.place


def _meant(reading: DocumentReading, place: TextPlace, asked: Asked) -> Iterator[Use]:
    """What a question means: the part of a dotted name before the dot and the part after it are names of their own."""
    entry = asked.entry
    if entry is None:
        return
    head, dot, tail = asked.text.partition(".")
    whole = entry.name == asked.text and entry.kind != "delegates"
    if not dot or whole or not entry.span.line:
        yield Use(place, target_of(reading, entry), asked)
        return
    middle = place.start + len(head)
    owner = entry if entry.kind in ("table", "outside") else asked.names.find(head)
    if owner is not None:
        yield Use(TextPlace(place.uri, place.start, middle), target_of(reading, owner), asked)
    rest = TextPlace(place.uri, middle + 1, place.end)
    if entry.kind == "table":
        column = _column(reading, entry, tail)
        if column is not None:
            yield Use(rest, NameTarget("column", tail, column), asked)
    elif entry is not owner:
        yield Use(rest, target_of(reading, entry), asked)


def target_of(reading: DocumentReading, entry: Declaration) -> NameTarget:
    """What an entry stands for."""
    return NameTarget(entry.kind, entry.name.rpartition(".")[2] if entry.span.line else entry.name,
                  reading.place(entry.span), entry)  # fmt: skip


def _column(reading: DocumentReading, entry: Declaration, name: str) -> TextPlace | None:
    source = reading.loaded.sources.get(entry.span.file)
    if source is None:
        return None
    mine = entry.span.file == reading.loaded.file
    tree = reading.document.parsed.tree if mine else parse(source).tree
    for data in tree.all("data"):
        if data.need("NAME").text == entry.name:
            for column in data.all("column"):
                token = column.need("NAME")
                if token.text == name:
                    return TextPlace(reading.uri(entry.span.file), token.start, token.end)
    return None


# ---- reforms -------------------------------------------------------------------------------------


def _patched(reading: DocumentReading) -> Iterator[Use]:
    """The names of clauses that a reform changes or removes: they are declared in its original."""
    for reform in reading.document.parsed.tree.all("reform"):
        original = reform.first("original")
        part = reading.loaded.parts.get(original.need("NAME").text) if original is not None else None
        if part is not None:
            for token in _named(reform):
                entry = _entry(part, token)
                if entry is not None:
                    place = reading.document.place(token.start, token.end)
                    yield Use(place, target_of(reading, entry))


def _named(reform: Tree) -> Iterator[Token]:
    for node in reform.walk():
        if node.kind == "change":
            for clause in node.trees():
                token = clause.token("NAME")
                if token is not None and clause.kind in DECLARES:
                    yield token
        elif node.kind == "remove":
            yield from node.tokens("NAME")


def _entry(part: BuiltInstitution, token: Token) -> Declaration | None:
    found = part.context.names.own.get(token.text)
    return found if found is not None and found.kind != "institution" else None


def imports(reading: DocumentReading) -> Iterator[tuple[TextPlace, str]]:
    """The `use` clauses of the document: the place of what is used, and the URI of the file that it means."""
    from charter import designs
    from charter.dsl.elaborate.context import text_of

    path = reading.document.path
    for node in reading.document.parsed.tree.trees():
        if node.kind == "use_design":
            token, found = node.need("NAME"), designs.find(node.need("NAME").text)
        elif node.kind == "use_file" and path is not None:
            token = node.need("STRING")
            found = path.parent / text_of(token)
        else:
            continue
        if found is not None and found.is_file():
            yield reading.document.place(token.start, token.end), uri_of(found.resolve())


__all__ = [
    "DECLARES",
    "PATCHES",
    "NameTarget",
    "Use",
    "at",
    "declarations",
    "declaring",
    "imports",
    "referring",
    "uses",
]
