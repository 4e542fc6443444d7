"""First pass: who declares what, so that clauses may refer to names in any order."""

from __future__ import annotations

from collections.abc import Iterable

from charter.dsl.elaborate.context import MISSING, Context, world_entry
from charter.dsl.elaborate.names import Declaration, Names
from charter.dsl.elaborate.sets import at_date, party_set
from charter.dsl.model.base import PartySet
from charter.dsl.model.entry import ENTRY
from charter.dsl.syntax.tree import Token, Tree
from charter.grammar.tables import load_tables

FILE_KINDS = {
    "domain": "domain",
    "function": "function",
    "party": "party",
    "outside": "outside",
    "group": "group",
    "areas": "areas",
    "let": "let",
    "data": "table",
    "institution": "institution",
    "reform": "institution",
    "variants": "variants",
    "landscape": "landscape",
    "scenario": "scenario",
}
PART_KINDS = {
    **{k: v for k, v in FILE_KINDS.items() if k in ("domain", "function", "party", "outside", "group", "areas", "let")},
    "organ": "organ",
    "decision": "decision",
    "obligation": "obligation",
    "fund": "fund",
    "source": "source",
    "protocol": "group",
}
NESTED_KINDS = {
    "membership": {"category": "category"},
    "funding": {"fund": "fund", "programme": "programme"},
    "adoption": {"provision": "provision"},
    "obligation": {"threshold": "threshold"},
}


def declare(c: Context, kind: str, token: Token, tree: Tree) -> Declaration | None:
    """Enter a name into the scope; one that stands there already, or that is a reserved keyword, is reported."""
    name = token.text
    if name == MISSING:
        return None
    if name in load_tables().reserved:
        c.problem(
            "LNG208",
            token,
            f"`{name}` is a keyword where names may stand, so it cannot be a name",
            help=f"choose another name, e.g. `{name.capitalize()}`",
            entity=f"{c.entity}.{name}",
        )
    first = c.names.own.get(name)
    if first is not None:
        c.problem(
            "LNG202",
            token,
            f"`{name}` is declared a second time",
            labels=[(first.span, "first declared here")],
            help="rename one of the two",
            entity=f"{c.entity}.{name}".lstrip("."),
        )
        return None
    entry = Declaration(kind, name, c.span(token))
    c.names.own[name] = entry
    if kind == "group":  # a group, a constituency, the parties to a protocol
        entry.make = lambda: group_value(c, tree)
        entry.names = lambda: groups_in(c, tree)
    return entry


def groups_in(c: Context, tree: Tree) -> list[Declaration]:
    """The groups that a clause names."""
    found = (c.names.find(token.text) for node in tree.walk() for token in node.tokens("NAME"))
    return [entry for entry in found if entry is not None and entry.kind == "group"]


def group_value(c: Context, tree: Tree) -> PartySet:
    """The set of a `group` declaration."""
    from charter.dsl.elaborate.sets import SET_KINDS

    node = next(t for t in tree.trees() if t.kind in SET_KINDS)
    return at_date(c, tree, party_set(c, node))


def declare_all(c: Context, trees: Iterable[Tree], kinds: dict[str, str]) -> None:
    """Enter the names that these clauses declare."""
    for tree in trees:
        if tree.kind in kinds:
            declare(c, kinds[tree.kind], tree.need("NAME"), tree)


def declare_parts(c: Context, tree: Tree) -> None:
    """Enter everything that an institution's block declares: its organs, offices, decisions, funds, …"""
    declare_all(c, tree.trees(), PART_KINDS)
    for part in tree.trees():
        nested = NESTED_KINDS.get(part.kind)
        if nested is not None:
            declare_all(c, part.trees(), nested)
        if part.kind == "organ":
            _declare_inside_organ(c, part)
    entries = [e for part in tree.trees() if part.kind == "adoption" for e in part.all("entry")]
    if entries:
        c.names.own.setdefault(ENTRY, Declaration("decision", ENTRY, c.span(entries[0])))


def _declare_inside_organ(c: Context, organ: Tree) -> None:
    for head in organ.all("headed"):
        token = head.need("NAME")
        if c.names.find(token.text) is None or c.names.own.get(token.text) is None:
            declare(c, "office", token, head)
    for constituency in organ.all("constituency"):
        _declare_constituency(c, constituency)
    owner = organ.need("NAME").text
    for block in organ.all("delegations"):
        for delegate in block.all("delegate"):
            token = delegate.need("NAME")
            name = f"{owner}.{token.text}"
            c.names.own.setdefault(name, Declaration("delegates", name, c.span(token)))


def _declare_constituency(c: Context, tree: Tree) -> None:
    """A constituency names its members, wherever its name means nothing else: `1 chosen by Nordic`."""
    token = tree.need("NAME")
    if c.names.find(token.text) is not None or (c.names.world and world_entry(token.text, ()) is not None):
        return
    entry = declare(c, "group", token, tree)
    if entry is not None:
        entry.used = True


def part_names(c: Context, tree: Tree) -> Names:
    """The scope of an institution: its own names before those of the file."""
    return Names(parents=(c.names,))


UNUSED = (
    "group",
    "areas",
    "domain",
    "function",
    "party",
    "outside",
    "table",
    "let",
    "fund",
    "provision",
    "source",
)


def report_unused(c: Context, names: Names) -> None:
    """Report declarations that nothing refers to."""
    words = {"source": "is never cited", "let": "is never used", "table": "is never read"}
    for entry in names.own.values():
        if entry.kind in UNUSED and not entry.used:
            c.problem(
                "LNG203",
                entry.span,
                f"`{entry.name}` is declared but {words.get(entry.kind, 'is never referred to')}",
                help="use it, or take the declaration out",
                severity="warning",
                entity=f"{c.entity}.{entry.name}".lstrip("."),
            )
