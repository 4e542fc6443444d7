"""What differs between two institutions, clause by clause.

>>> from charter.dsl.load import load
>>> from charter.dsl.syntax.source import Source
>>> text = "charter 1\\ninstitution A {\\n  organ Board { quorum 2/3 of seats }\\n}\\n"
>>> one, other = load(Source("a", text)), load(Source("b", text.replace("2/3", "1/2")))
>>> [(c.verb, c.path, c.before, c.after) for c in compare(one.parts["A"], other.parts["A"])]
[('change', ('organ Board', 'quorum'), 'quorum 2/3 of seats', 'quorum 1/2 of seats')]
"""

from __future__ import annotations

from attrs import frozen

from charter.dsl.elaborate.built import BuiltInstitution
from charter.dsl.elaborate.context import Context
from charter.dsl.elaborate.reform import ONE_OF_A_KIND, REPEATABLE, heading, key
from charter.dsl.elaborate.wording import flat
from charter.dsl.model.institution import Change
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token, Tree
from charter.record import changed

BLOCKS = (
    "institution", "mandate", "membership", "category", "organ", "seats", "delegations", "decision", "obligation",
    "answered", "funding", "adoption", "relations",
)  # fmt: skip
HEAD = ("title", "kind", "count")
Path = tuple[str, ...]


@frozen
class ComparedText:
    """One of the two institutions: its clauses know from which text they come."""

    context: Context

    def source(self, node: Tree | Token) -> Source:
        """The text that a clause stands in."""
        return self.context.origins.get(id(node), self.context.source)

    def text(self, node: Tree | Token) -> str:
        """A clause on one line."""
        return flat(self.source(node).text[node.start : node.end])

    def mixed(self, node: Tree) -> bool:
        """Whether a reform has patched the block, so that no text has it as it is."""
        return any(id(tree) in self.context.patched for tree in node.walk())


def compare(before: BuiltInstitution, after: BuiltInstitution) -> tuple[Change, ...]:
    """The changes that make one institution the other, in the order of the first, additions of a block at its end.

    A reform beside its own original: the changes that the reform says. Otherwise clauses are matched by their text,
    then by kind and name, then by kind and order; layout, comments and the order of clauses count for nothing. Names
    and titles of the institutions are left aside.
    """
    if after.made.reform_of == before.made.name:
        return tuple(_on_one_line(change) for change in after.made.changes)
    one, other = ComparedText(before.context), ComparedText(after.context)
    return tuple(_block(one, other, before.tree, after.tree, ()))


def _on_one_line(change: Change) -> Change:
    before, after = (None if text is None else flat(text) for text in (change.before, change.after))
    return changed(change, before=before, after=after)


def _block(one: ComparedText, other: ComparedText, before: Tree, after: Tree, path: Path) -> list[Change]:
    old, new = _clauses(before), _clauses(after)
    pairs = _pairs(one, other, old, new)
    found: list[Change] = []
    for clause in old:
        match = pairs.get(id(clause))
        if match is None:
            found += _all(one, clause, path, "remove")
        elif one.text(clause) != other.text(match) or one.mixed(clause) or other.mixed(match):
            found += _differing(one, other, clause, match, path)
    taken = {id(match) for match in pairs.values()}
    for clause in new:
        if id(clause) not in taken:
            found += _all(other, clause, path, "add")
    return found


def _clauses(block: Tree) -> list[Tree]:
    return [t for t in block.trees() if t.kind not in HEAD]


def _pairs(one: ComparedText, other: ComparedText, old: list[Tree], new: list[Tree]) -> dict[int, Tree]:
    """Which clause of the second is which of the first, by the identity of the latter."""
    left, right = list(old), list(new)
    pairs: dict[int, Tree] = {}

    def match(same: object) -> None:
        for clause in list(left):
            found = next((c for c in right if same(clause, c)), None)  # type: ignore[operator]
            if found is not None:
                pairs[id(clause)] = found
                left.remove(clause)
                right.remove(found)

    match(lambda a, b: a.kind == b.kind and one.text(a) == other.text(b))
    match(lambda a, b: a.kind == b.kind and a.kind in ONE_OF_A_KIND and key(a) == key(b))
    match(lambda a, b: a.kind == b.kind and a.kind not in (*ONE_OF_A_KIND, *REPEATABLE, "none"))
    return pairs


def _differing(one: ComparedText, other: ComparedText, clause: Tree, match: Tree, path: Path) -> list[Change]:
    here = (*path, heading(match))
    if clause.kind not in BLOCKS:
        return [_change(other, match, "change", here, one.text(clause), other.text(match))]
    head = [_head(one, clause), _head(other, match)]
    found = [_change(other, match, "change", here, *head)] if head[0] != head[1] else []
    return found + _block(one, other, clause, match, here)


def _head(side: ComparedText, block: Tree) -> str:
    """A block's text before its clauses: `organ Board "Board of Governors" : council`."""
    return side.text(block).partition("{")[0].strip()


def _all(side: ComparedText, clause: Tree, path: Path, verb: str) -> list[Change]:
    """A clause that only one of the two has; a patched block clause by clause, for no text has it whole."""
    here = (*path, heading(clause))
    if clause.kind in BLOCKS and side.mixed(clause):
        return [change for inner in _clauses(clause) for change in _all(side, inner, here, verb)]
    text = side.text(clause)
    return [_change(side, clause, verb, here, *((text, None) if verb == "remove" else (None, text)))]


def _change(side: ComparedText, clause: Tree, verb: str, path: Path, before: str | None, after: str | None) -> Change:
    return Change(side.source(clause).span(clause.start, clause.end), verb, path, before, after)
