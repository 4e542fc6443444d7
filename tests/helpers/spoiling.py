"""Every clause of the shipped designs, each with something in its place that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from charter import designs
from charter.dsl.load import Loaded, load
from charter.dsl.syntax.parser import parse
from charter.dsl.syntax.source import Source, read_source
from charter.dsl.syntax.tree import Tree
from charter.validators.check.engine import Checked, check

JUNK = "§"
"""A character that no token has."""
HOW = ("dropped", "cut", "name")
"""`dropped`: junk stands in the clause's place; `cut`: its last word is junk; `name`: its last name is another."""


def clauses(tree: Tree, block: bool = True) -> Iterator[Tree]:
    """Every node that stands on the lines of a block, from the outside in."""
    for child in tree.trees():
        yield child
        yield from clauses(child)


@cache
def whole(design: str) -> tuple[Source, Loaded, Checked]:
    """A design with what is found in it."""
    path = Path(str(designs.find(design))).resolve()
    source = read_source(path, design)
    loaded = load(Source(design, source.text, path))
    return loaded.sources[loaded.file], loaded, check(loaded)


@cache
def places(design: str) -> tuple[tuple[int, int], ...]:
    """The clauses of a design as offsets: nodes that begin a line or follow `{` or `;` and end their line or block."""
    source = whole(design)[0]
    text, tree = source.text, parse(source).tree
    found = dict.fromkeys((node.start, node.end) for node in clauses(tree) if node is not tree)

    def alone(start: int, end: int) -> bool:
        before, after = text[:start].rstrip(" \t"), text[end:].lstrip(" \t")
        return (not before or before[-1] in "\n{;") and (not after or after[0] in "\n};#")

    return tuple((a, b) for a, b in found if alone(a, b))


def spoiled(text: str, start: int, end: int, how: str) -> str | None:
    """The text with that clause spoiled; None where it cannot be in that way."""
    import re

    clause = text[start:end]
    if how == "dropped":
        if "{" in clause:
            return None
        return text[:start] + JUNK + text[end:]
    head = clause.partition("{")[0].rstrip()
    words = list(re.finditer(r"[A-Za-z_][\w.]*", re.sub(r'"[^"]*"|\[[^\]]*\]|#.*', lambda m: " " * len(m[0]), head)))
    if not words:
        return None
    last = words[-1]
    if how == "cut":
        return text[: start + last.start()] + JUNK + text[start + last.end() :]
    return text[: start + last.start()] + last[0] + "_zz" + text[start + last.end() :]
