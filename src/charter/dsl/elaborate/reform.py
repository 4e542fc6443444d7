"""Reforms: a patch on an institution's clauses yields a whole institution again, clause by clause."""

from __future__ import annotations

from attrs import Factory, define

from charter.dsl.elaborate.context import Context, clip
from charter.dsl.elaborate.wording import flat, lined
from charter.dsl.model.institution import Change
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token, Tree

PATCHES = ("add", "change", "remove")
ONE_OF_A_KIND = (
    "organ", "decision", "obligation", "fund", "category", "domain", "group", "areas", "party", "outside", "step",
    "rung", "source", "contributor", "programme", "provision", "threshold", "chamber", "constituency", "function",
)  # fmt: skip
REPEATABLE = ("allow", "note")


@define
class Patch:
    """A patching under way: the original's source, the reform's own context, the changes so far, the blocks changed."""

    c: Context
    original: Source
    origins: dict[int, Source] = Factory(dict)
    changes: list[Change] = Factory(list)
    blocks: set[int] = Factory(set)

    def text(self, node: Tree) -> str:
        """The text of a node, on one line."""
        return flat(self.lines(node))

    def lines(self, node: Tree) -> str:
        """The text of a node, of the original or adopted, in its lines."""
        source = self.origins.get(id(node), self.original)
        return lined(source.text[node.start : node.end])

    def in_order(self) -> tuple[Change, ...]:
        """The changes in the order of the reform's text."""
        return tuple(sorted(self.changes, key=lambda c: (c.span.line, c.span.column)))

    def adopt(self, node: Tree | Token) -> None:
        """Mark a node of the reform, and all below it, as coming from the reform's text."""
        stack: list[Tree | Token] = [node]
        while stack:
            item = stack.pop()
            self.origins[id(item)] = self.c.source
            if isinstance(item, Tree):
                stack.extend(item.children)


def is_patch(tree: Tree) -> bool:
    """True when a block holds clauses that patch (`add`, `change`, `remove`)."""
    return any(t.kind in PATCHES for t in tree.trees())


def apply(patch: Patch, original: Tree, reform: Tree) -> Tree:
    """The institution's block after the reform: its name and title are the reform's, its clauses the patched ones."""
    clauses = patched(patch, original.trees(), reform, ())
    own = [t for t in reform.trees() if t.kind not in (*PATCHES, "title", "original")]
    nodes: list[Tree | Token] = [*own, *reform.tokens(), *reform.all("title")]
    for node in nodes:
        patch.adopt(node)
    replaced = {t.kind for t in own if t.kind not in (*ONE_OF_A_KIND, *REPEATABLE, "none", "members", "assume")}
    kept = [t for t in clauses if t.kind not in (*replaced, "title")]
    _own(patch, clauses, own, replaced)
    head = [n for n in reform.children if isinstance(n, Token) or n.kind == "title"]
    tree = Tree("institution", [*head, *kept, *own], reform.start, reform.end)
    patch.origins[id(tree)] = patch.c.source
    tree.broken = original.broken or reform.broken
    return tree


def _own(patch: Patch, clauses: list[Tree], own: list[Tree], replaced: set[str]) -> None:
    """Record the clauses that the reform states without a verb: they replace those of their kind, or are added."""
    for clause in own:
        before = next((t for t in clauses if t.kind == clause.kind), None) if clause.kind in replaced else None
        text = None if before is None else patch.text(before)
        if text != patch.c.text(clause):
            _record(patch, clause, "add" if before is None else "change", (heading(clause),), before, clause)


def patched(patch: Patch, clauses: list[Tree], block: Tree, path: tuple[str, ...]) -> list[Tree]:
    """The clauses after every patch of the block."""
    result = list(clauses)
    for item in block.trees():
        if item.kind == "add":
            _add(patch, result, item, path)
        elif item.kind == "change":
            _change(patch, result, item, path)
        elif item.kind == "remove":
            _remove(patch, result, item, path)
    return result


def _record(
    patch: Patch, item: Tree, verb: str, path: tuple[str, ...], before: Tree | None, after: Tree | None
) -> None:
    old, new = (None if clause is None else patch.lines(clause) for clause in (before, after))
    patch.changes.append(Change(patch.c.span(item), verb, path, old, new))


def _add(patch: Patch, result: list[Tree], item: Tree, path: tuple[str, ...]) -> None:
    clause = item.trees()[0]
    patch.adopt(clause)
    result.append(clause)
    _record(patch, item, "add", (*path, heading(clause)), None, clause)


def heading(tree: Tree) -> str:
    """What a clause is called in a path: its kind, and its name where it has one."""
    name = tree.token("NAME")
    kind = "step" if tree.kind == "rung" else tree.kind.replace("_", " ")
    return f"{kind} {name.text}" if name is not None and tree.kind in ONE_OF_A_KIND else kind


def called(item: Tree) -> str:
    """What a change is called: its verb and the clause that it is about, whatever the spacing of the text."""
    if item.kind in PATCHES and item.trees():
        return f"{item.kind} {heading(item.trees()[0])}"
    words = " ".join(t.text for t in item.tokens())
    return f"{item.kind} {words}" if item.kind in PATCHES else heading(item)


def key(tree: Tree) -> str:
    """What tells a clause from others of its kind: the first name in it."""
    stack: list[Tree | Token] = [tree]
    while stack:
        item = stack.pop(0)
        if isinstance(item, Token):
            if item.kind == "NAME":
                return item.text
        else:
            stack = [*item.children, *stack]
    return ""


def _change(patch: Patch, result: list[Tree], item: Tree, path: tuple[str, ...]) -> None:
    clause = item.trees()[0]
    found = [t for t in result if t.kind == clause.kind]
    if len(found) > 1 or clause.kind in ONE_OF_A_KIND:
        found = [t for t in found if key(t) == key(clause)]
    if len(found) != 1:
        _no_target(patch, item, f"`{clip(patch.c.text(clause))}`", len(found))
        return
    target = found[0]
    place = next(i for i, t in enumerate(result) if t is target)
    if is_patch(clause):
        inner = patched(patch, target.trees(), clause, (*path, heading(clause)))
        children = [n for n in target.children if isinstance(n, Token)] + list(inner)
        made = Tree(target.kind, list(children), target.start, target.end)
        patch.blocks.add(id(made))
        if id(target) in patch.origins:
            patch.origins[id(made)] = patch.origins[id(target)]
        result[place] = made
        return
    patch.adopt(clause)
    _record(patch, item, "change", (*path, heading(clause)), target, clause)
    result[place] = _of_its_kinds(patch, clause, target)


def _of_its_kinds(patch: Patch, clause: Tree, target: Tree) -> Tree:
    """A decision that is changed without its kinds keeps those that it had."""
    if clause.kind != "decision" or clause.first("kind") is not None:
        return clause
    made = Tree(clause.kind, [*clause.children, *target.all("kind")], clause.start, clause.end)
    patch.origins[id(made)] = patch.c.source
    return made


def _remove(patch: Patch, result: list[Tree], item: Tree, path: tuple[str, ...]) -> None:
    cite = item.token("CITE")
    if cite is not None:
        wanted = " ".join(cite.text.split())
        found = [t for t in result if any(" ".join(x.text.split()) == wanted for x in t.tokens("CITE"))]
    else:
        words = [t.text for t in item.tokens("NAME")]
        found = [t for t in result if patch.text(t).replace(",", " ").split()[: len(words)] == words]
    if len(found) != 1:
        _no_target(patch, item, f"`{clip(patch.c.text(item))}`", len(found))
        return
    _record(patch, item, "remove", (*path, heading(found[0])), found[0], None)
    result[:] = [t for t in result if t is not found[0]]


def _no_target(patch: Patch, item: Tree, what: str, found: int) -> None:
    how_many = "no clause" if found == 0 else f"{found} clauses"
    patch.c.problem(
        "LNG404",
        item,
        f"{what} fits {how_many} of the original",
        help="begin with the words of exactly one clause, or give its article: `remove [statute VI.A.1]`",
        entity=f"{patch.c.entity}.{called(item)}",
    )
