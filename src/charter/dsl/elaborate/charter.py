"""The second pass over a file: every declaration built, in an order in which each finds what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import define, field

from charter.dsl.elaborate.actors import name_of
from charter.dsl.elaborate.built import (
    BuiltInstitution,
    WishedExpectation,
    WishedScenario,
    inherit,
    variants_in,
    variants_named,
)
from charter.dsl.elaborate.context import Context, clip, title_of
from charter.dsl.elaborate.data import table
from charter.dsl.elaborate.declare import (
    FILE_KINDS,
    declare_all,
    declare_parts,
    group_value,
    part_names,
    report_unused,
)
from charter.dsl.elaborate.expectations import expectation, scenario
from charter.dsl.elaborate.institution import find_members, function_in, institution, sources
from charter.dsl.elaborate.names import Declaration, Names
from charter.dsl.elaborate.numbers import clock, number_in, token_value
from charter.dsl.elaborate.reform import PATCHES, Patch, apply, called, is_patch
from charter.dsl.elaborate.sets import set_in
from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import (
    Areas,
    Charter,
    Domain,
    Explore,
    Group,
    Landscape,
    Let,
    Need,
    Outside,
    OwnFunction,
    Party,
    Scenario,
)
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.tree import Token, Tree
from charter.record import changed

Locate = Callable[[Context, Token], Path | None]


@define(eq=False)
class Building:
    """The building of one file. `parts` holds institutions by name, imported ones included."""

    c: Context
    tree: Tree
    locate: Locate
    parts: dict[str, BuiltInstitution] = field(factory=dict)
    shared: dict[str, list[Any]] = field(factory=dict)
    used: tuple[Charter, ...] = ()

    def keep(self, kind: str, made: object) -> None:
        """Keep a record, wherever in the file it was declared."""
        self.shared.setdefault(kind, []).append(made)

    @staticmethod
    def settle(kind: str, c: Context, name: str, value: object) -> None:
        """Give a declared name its value, unless the name is that of something else (then it was reported)."""
        entry = c.names.own.get(name)
        if entry is not None and entry.kind == kind:
            entry.value = value

    def kept(self, kind: str) -> tuple[Any, ...]:
        """All records of a kind, own ones before those of the charters in use; the first of a name counts."""
        records = [*self.shared.get(kind, ()), *(r for charter in self.used for r in getattr(charter, kind))]
        first: dict[str, Any] = {}
        for made in records:
            first.setdefault(made.name, made)
        return tuple(first.values())


SHARED = ("tables", "domains", "functions", "parties", "outsides", "groups", "areas", "lets")


def build(
    c: Context, tree: Tree, locate: Locate, imported: dict[str, BuiltInstitution], used: Iterable[Charter] = ()
) -> tuple[Charter, dict[str, BuiltInstitution]]:
    """The charter of a file's tree. Returns it with its institutions as parts, for files that import this one.

    The declarations of the charters that it uses follow its own, since imported institutions speak of them.
    """
    b = Building(c, tree, locate, parts=dict(imported), used=tuple(used))
    c.names.uses_world = tree.first("use_world") is not None
    declare_all(c, tree.trees(), FILE_KINDS)
    _parameters(b)
    _declarations(b, c, tree.trees())
    for node in tree.trees():
        if node.kind == "institution":
            _institution(b, node)
    for node in tree.trees():
        if node.kind == "reform":
            _reform(b, node)
    own = [p for name, p in b.parts.items() if imported.get(name) is not p]
    for part in own:
        report_unused(part.context, part.context.names)
    return _charter(b, tuple(p.made for p in own), tuple(p.made for p in imported.values())), b.parts


def _charter(b: Building, own: tuple[Institution, ...], imported: tuple[Institution, ...]) -> Charter:
    c, tree = b.c, b.tree
    variants = tuple(variants_in(c, t) for t in tree.all("variants"))
    source = c.source
    said = [WishedScenario(s, t, source) for t in tree.all("scenario") if (s := _scenario(b, t)) is not None]
    scenarios, expectations = inherit(b.parts, own, said, [e for t in tree.all("expect") for e in _expect(b, t)])
    landscapes = tuple(_landscape(b, t) for t in tree.all("landscape"))
    common: dict[str, Any] = {"allows": c.allows(tree), "notes": c.notes(tree)}
    for block in tree.all("expect"):
        common["allows"] += c.allows(block)
        common["notes"] += c.notes(block)
    if own or landscapes or expectations:
        report_unused(c, c.names)
    kept: dict[str, Any] = {k: b.kept(k) for k in SHARED}
    return Charter(
        file=c.source.name,
        version=1,
        uses_world=c.names.uses_world,
        explores=tuple(b.shared.get("explores", ())),
        institutions=own,
        imported=imported,
        variants=variants,
        landscapes=landscapes,
        scenarios=tuple(scenarios),
        expectations=tuple(expectations),
        **kept,
        **common,
    )


# -- declarations -------------------------------------------------------------------------------------


def _parameters(b: Building) -> None:
    """Named numbers and tables first: groups and rules need them."""
    for node in b.tree.trees():
        if node.kind == "let":
            _let(b, b.c, node)
        elif node.kind == "data":
            made = table(b.c, node, b.locate)
            b.settle("table", b.c, made.name, made)
            b.keep("tables", made)
        elif node.kind == "explore":
            b.keep("explores", _explore(b.c, node))


def _let(b: Building, c: Context, node: Tree) -> None:
    name = node.need("NAME").text
    inner = node.first("duration")
    value = clock(c, inner) if inner is not None else number_in(c, node)
    value = c.instead.lets.get(c.span(node.need("NAME")), value)
    b.settle("let", c, name, value)
    b.keep("lets", Let(c.span(node), name, value))


def _explore(c: Context, node: Tree) -> Explore:
    name = node.need("NAME")
    c.resolve(name, ("let",))
    low, high = (token_value(c, t) for t in node.tokens("NUMBER"))
    step = node.first("by_step")
    by = token_value(c, step.need("NUMBER")) if step is not None else Fraction(1)
    if high < low or by == 0:
        c.problem("LNG301", node, f"`{clip(c.text(node))}` tries no value", help="`explore x in 20..60 step 2`")
        high, by = max(low, high), by or Fraction(1)
    return Explore(c.span(node), name.text, low, high, by)


def _declarations(b: Building, c: Context, trees: list[Tree]) -> None:
    """Domains, groups and the like, of the file or of an institution."""
    for node in trees:
        make = _DECLARATIONS.get(node.kind)
        if make is not None:
            kind, made = make(c, node)
            b.keep(kind, made)


def _domain(c: Context, node: Tree) -> tuple[str, object]:
    within = node.first("within")
    wider = within.need("NAME") if within is not None else None
    if wider is not None:
        c.resolve(wider, ("domain",))
    name = node.need("NAME").text
    return "domains", Domain(c.span(node), name, title_of(node), wider.text if wider is not None else None)


def _function(c: Context, node: Tree) -> tuple[str, object]:
    made = OwnFunction(c.span(node), node.need("NAME").text, title_of(node), function_in(c, node))
    return "functions", made


def _party(c: Context, node: Tree) -> tuple[str, object]:
    kind = node.first("kind")
    assert kind is not None
    word = c.word(kind.need("NAME"), "kind of party")
    home, market = node.first("home"), node.first("selling")
    of = name_of(c, home.need("NAME"), "party") if home is not None else None
    markets = set_in(c, market) if market is not None else None
    return "parties", Party(c.span(node), node.need("NAME").text, title_of(node), word, of, markets)


def _outside(c: Context, node: Tree) -> tuple[str, object]:
    kind = node.first("kind")
    word = c.word(kind.need("NAME"), "kind of outside body") if kind is not None else None
    cites = c.cites(node) if node.token("CITE") is not None else ()
    return "outsides", Outside(c.span(node), node.need("NAME").text, title_of(node), word, cites)


def _group(c: Context, node: Tree) -> tuple[str, object]:
    name = node.need("NAME").text
    entry = c.names.own.get(name)
    if entry is None or entry.kind != "group":
        return "groups", Group(c.span(node), name, title_of(node), group_value(c, node), c.cites(node))
    value = entry.made()
    assert isinstance(value, PartySet)
    return "groups", Group(c.span(node), name, title_of(node), value, c.cites(node))


def _areas(c: Context, node: Tree) -> tuple[str, object]:
    name, *groups = node.tokens("NAME")
    for token in groups:
        c.resolve(token, ("group", "party"))
    return "areas", Areas(c.span(node), name.text, title_of(node), tuple(t.text for t in groups), c.cites(node))


_DECLARATIONS: dict[str, Callable[[Context, Tree], tuple[str, object]]] = {
    "domain": _domain,
    "function": _function,
    "party": _party,
    "outside": _outside,
    "group": _group,
    "areas": _areas,
}


# -- institutions and reforms -------------------------------------------------------------------------


def _institution(b: Building, node: Tree) -> None:
    _misplaced(b.c, node)
    c = b.c.inside(node.need("NAME").text, part_names(b.c, node))
    c.names.uses_world = b.c.names.uses_world
    _make(b, c, node)


def _make(b: Building, c: Context, node: Tree) -> BuiltInstitution:
    declare_parts(c, node)
    for let in node.all("let"):
        _let(b, c, let)
    find_members(c, node)
    _declarations(b, c, node.trees())
    part = BuiltInstitution(node, c, institution(c, node))
    entry = b.c.names.find(part.made.name)
    if entry is not None and entry.kind == "institution":
        entry.value = c.names
    b.parts[part.made.name] = part
    return part


def _misplaced(c: Context, node: Tree) -> None:
    """Report `add`, `change` and `remove` outside a reform."""
    for tree in node.walk():
        for item in tree.trees():
            if item.kind in PATCHES:
                c.problem(
                    "LNG403",
                    item,
                    f"`{item.kind}` belongs to a reform; this is an institution's own text",
                    help="write the clause itself, or put it in `reform … of … { … }`",
                    entity=f"{node.need('NAME').text}.{called(item)}",
                )


def _reform(b: Building, node: Tree) -> None:
    token = node.all("original")[0].need("NAME")
    entry = b.c.resolve(token, ("institution",))
    part = b.parts.get(token.text)
    if entry is None or part is None:
        if entry is not None:
            b.c.problem("LNG201", token, f"`{token.text}` is not described in this charter or in one that it uses")
        return
    b.c.entity = node.need("NAME").text
    _mixed(b.c, node, top=True)
    patch = Patch(b.c, part.context.source, dict(part.context.origins), blocks=set(part.context.patched))
    tree = apply(patch, part.tree, node)
    b.c.entity = ""
    c = Context(
        part.context.source, Names(parents=(b.c.names, *part.context.names.parents)), b.c.findings, b.c.lost,
        node.need("NAME").text, origins=patch.origins, patched=patch.blocks, instead=b.c.instead, reading=b.c.reading,
        asked=b.c.asked, faults=b.c.faults, lost_heads=b.c.lost_heads, unused=b.c.unused,
    )  # fmt: skip
    c.names.uses_world = True if part.context.names.world else b.c.names.uses_world
    known = len(b.c.findings)
    made = _make(b, c, tree)
    _only_own(b.c, known)
    for name in c.names.own.values():
        name.used = True
    made.made = changed(made.made, reform_of=token.text, changes=patch.in_order())


def _only_own(c: Context, known: int) -> None:
    """Findings of the original's clauses are the original's: keep those at clauses of this file."""
    c.findings[known:] = [f for f in c.findings[known:] if f.span.file == c.source.name]


def _mixed(c: Context, node: Tree, top: bool = False) -> None:
    """Report clauses that neither add, change nor remove inside a block that patches."""
    for item in node.trees():
        if item.kind in PATCHES:
            for inner in item.trees():
                if is_patch(inner):
                    _mixed(c, inner)
        elif not top and item.kind not in ("title", "kind", "count", "allow", "note"):
            c.problem(
                "LNG403",
                item,
                f"`{clip(c.text(item))}` stands among changes but says neither add, change nor remove",
                help=f"`add {clip(c.text(item), 40)}`",
                entity=f"{c.entity}.{called(item)}",
            )


# -- what speaks of institutions ----------------------------------------------------------------------


def _scope_of(b: Building, token: Token) -> Context | None:
    """The context of the institution that an expectation or a scenario is about."""
    entry = b.c.resolve(token, ("institution",))
    part = b.parts.get(token.text)
    if entry is None or part is None:
        if entry is not None and token.text not in b.c.lost and not _declared_here(b, token.text):
            b.c.problem("LNG201", token, f"`{token.text}` is not described in this charter or in one that it uses")
        return None
    c = b.c.inside(token.text, Names(parents=(part.context.names, b.c.names)))
    c.members, c.members_known = part.context.members, part.context.members_known
    return c


def _declared_here(b: Building, name: str) -> bool:
    entry: Declaration | None = b.c.names.own.get(name)
    return entry is not None and entry.kind == "institution"


def _scenario(b: Building, node: Tree) -> Scenario | None:
    of = node.tokens("NAME")[1]
    c = _scope_of(b, of)
    entry = b.c.names.own.get(node.need("NAME").text)
    if entry is not None:
        entry.used = True
    for reread in node.all("reread"):
        b.locate(b.c, reread.need("STRING"))
    return scenario(c, of.text, node) if c is not None else None


def _expect(b: Building, node: Tree) -> list[WishedExpectation]:
    every = node.first("every_variant")
    tokens = variants_named(b.c, every.need("NAME")) if every is not None else [node.need("NAME")]
    scopes = [(token.text, c) for token in tokens if (c := _scope_of(b, token)) is not None]
    return [WishedExpectation(expectation(c, of, t), t, b.c.source) for of, c in scopes for t in node.all("sentence")]


def _landscape(b: Building, node: Tree) -> Landscape:
    name = node.need("NAME").text
    c = b.c.inside(name, Names(parents=(b.c.names,)))
    declare_all(c, node.trees(), {k: v for k, v in FILE_KINDS.items() if k in _DECLARATIONS} | {"source": "source"})
    _declarations(b, c, node.trees())
    includes = [t for clause in node.all("includes") for t in clause.tokens("NAME")]
    for token in includes:
        c.resolve(token, ("institution", "outside"))
    needs = tuple(_need(c, t) for t in node.all("needs"))
    made = Landscape(
        c.span(node),
        name,
        title_of(node),
        tuple(t.text for t in includes),
        needs,
        sources(c, node),
        **c.common(node),
    )
    report_unused(c, c.names)
    return made


def _need(c: Context, node: Tree) -> Need:
    force = node.first("force_word")
    domain = node.need("NAME")
    c.resolve(domain, ("domain",))
    word = c.word(force.need("NAME"), "force") if force is not None else None
    return Need(c.span(node), function_in(c, node), domain.text, word, c.cites(node))
