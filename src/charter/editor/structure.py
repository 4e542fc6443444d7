"""The shape of a document: its symbols, what can be folded, what a growing selection takes in."""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.elaborate.context import title_of
from charter.dsl.elaborate.reform import heading
from charter.dsl.syntax.tree import Token, Tree
from charter.editor.names import DECLARES
from charter.editor.records import Symbol, TextPlace
from charter.editor.workspace import Document, Workspace

BLOCKS = ("mandate", "membership", "funding", "adoption", "relations", "expect", "answered", "seats", "delegations")
"""Blocks without a name of their own that an outline shows."""
MOST = 500
"""Symbols that a search through the workspace gives at most."""


def symbols(document: Document) -> tuple[Symbol, ...]:
    """The outline of a document."""
    return tuple(_inside(document, document.parsed.tree))


def _inside(document: Document, tree: Tree) -> Iterator[Symbol]:
    for node in tree.trees():
        clause = node.trees()[0] if node.kind in ("add", "change") and node.trees() else node
        name = clause.token("NAME")
        kind = DECLARES.get(clause.kind)
        if kind is not None and name is not None:
            title = title_of(clause) or ""
            label = name.text if clause is node else f"{node.kind} {name.text}"
            at = name
        elif clause.kind in BLOCKS:
            label, title, kind = heading(clause), "", "block"
            if clause.kind == "expect" and name is not None:
                label = f"expect {name.text}"
            at = Token("", "", clause.start, clause.start + 1)
        else:
            continue
        children = tuple(_inside(document, clause))
        yield Symbol(
            label, title, kind, document.place(node.start, node.end), document.place(at.start, at.end), children
        )


def found(workspace: Workspace, query: str) -> tuple[Symbol, ...]:
    """The declared names of all documents that contain the letters of a query in its order, whatever their case."""
    wanted = query.casefold()
    hits: list[Symbol] = []
    for document in workspace.files():
        hits += [each for each in _flat(symbols(document)) if each.kind != "block" and _has(each, wanted)]
        if len(hits) >= MOST:
            break
    return tuple(hits[:MOST])


def _flat(symbols: tuple[Symbol, ...]) -> Iterator[Symbol]:
    for symbol in symbols:
        yield symbol
        yield from _flat(symbol.children)


def _has(symbol: Symbol, wanted: str) -> bool:
    for text in (symbol.name.casefold(), symbol.detail.casefold()):
        letters = iter(text)
        if all(letter in letters for letter in wanted):
            return True
    return False


def folds(document: Document) -> tuple[tuple[int, int, str], ...]:
    """What can be folded: first and last line (from 0), and `region`, `comment` or `imports`."""
    source, tokens = document.source, document.parsed.tokens
    found: list[tuple[int, int, str]] = []
    opened: list[Token] = []
    for token in tokens:
        if token.kind == "{":
            opened.append(token)
        elif token.kind == "}" and opened:
            first = source.position(opened.pop().start)[0] - 1
            last = source.position(token.start)[0] - 2
            if last > first:
                found.append((first, last, "region"))
    lines = [source.position(c.start)[0] - 1 for c in document.parsed.comments if _leads(document, c.start)]
    found += [(*run, "comment") for run in _runs(lines)]
    uses = [source.position(n.start)[0] - 1 for n in document.parsed.tree.trees() if n.kind.startswith("use_")]
    found += [(*run, "imports") for run in _runs(uses)]
    return tuple(sorted(set(found)))


def _runs(lines: list[int]) -> Iterator[tuple[int, int]]:
    start = before = -2
    for line in [*lines, -2]:
        if line != before + 1:
            if before > start >= 0:
                yield start, before
            start = line
        before = line


def _leads(document: Document, start: int) -> bool:
    line, column = document.source.position(start)
    return not document.source.line(line)[: column - 1].strip()


def selections(document: Document, offset: int) -> tuple[TextPlace, ...]:
    """The stretches around a cursor, from the word to the whole text: token, clause, block and so on."""
    around: list[tuple[int, int]] = [(0, len(document.source.text))]
    node: Tree | None = document.parsed.tree
    while node is not None:
        around.append((node.start, node.end))
        node = next((t for t in node.trees() if t.start <= offset <= t.end), None)
    token = next((t for t in document.parsed.tokens if t.start <= offset <= t.end and t.text.strip()), None)
    if token is not None:
        around.append((token.start, token.end))
    kept: list[tuple[int, int]] = []
    for start, end in reversed(around):
        if not kept or (start <= kept[-1][0] and kept[-1][1] <= end and (start, end) != kept[-1]):
            kept.append((start, end))
    return tuple(document.place(start, end) for start, end in kept)
