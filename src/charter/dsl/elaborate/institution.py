"""Institutions out of the text: the parts of the block, gathered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from charter.dsl.elaborate.actors import name_of
from charter.dsl.elaborate.adoption import adoption
from charter.dsl.elaborate.context import Context, text_of, title_of
from charter.dsl.elaborate.decisions import decision
from charter.dsl.elaborate.membership import membership
from charter.dsl.elaborate.money import fund, funding
from charter.dsl.elaborate.numbers import date_or_year
from charter.dsl.elaborate.obligations import obligation
from charter.dsl.elaborate.organs import each_name, link, organ, stated
from charter.dsl.elaborate.sets import at_date, column_name, the_set
from charter.dsl.model.base import PartySet, Stated
from charter.dsl.model.institution import Institution, Mandate, NonParties, Protocol, Relations, SourceText, Task
from charter.dsl.syntax.tree import Token, Tree

T = TypeVar("T")

FUNCTIONS = (
    "assesses", "warns", "sets_norms", "sets_standards", "certifies", "inspects", "verifies", "adjudicates",
    "sanctions", "responds_to_emergencies", "does_research", "gives_access", "builds_capacity", "finances",
    "redistributes", "collects_data", "reviews_peers", "coordinates", "convenes", "promotes",
)  # fmt: skip
TIES = (
    "reports_to", "refers_to", "cooperates", "part_of", "succeeds", "hosted_by", "funds", "accredits",
    "prevails_over", "yields_to",
)  # fmt: skip


def institution(c: Context, tree: Tree) -> Institution:
    """The institution of a block whose names are declared in `c.names` already."""
    name = tree.need("NAME")
    c.entity = name.text
    find_members(c, tree)
    parents = parents_of(c, tree)
    blocks = {k: c.single(tree, k) for k in ("mandate", "membership", "funding", "adoption", "relations")}
    made: dict[str, Any] = {k: _optional(c, t, _BLOCKS[k]) for k, t in blocks.items()}
    return Institution(
        c.span(tree),
        name.text,
        title_of(tree),
        c.span(name),
        sources=sources(c, tree),
        status=stated(c, c.single(tree, "status"), lambda t: c.word(t.need("NAME"), "status")),
        founded=stated(c, c.single(tree, "founded"), lambda t: date_or_year(c, t)),
        ended=stated(c, c.single(tree, "ended"), lambda t: date_or_year(c, t)),
        seat=stated(c, c.single(tree, "seat"), lambda t: name_of(c, t.need("NAME"), "party")),
        language=stated(c, c.single(tree, "language"), lambda t: t.need("NAME").text),
        members=_members(c, tree),
        assumed=any(t.first("assume_members") is not None for t in tree.all("assume")),
        observers=_observers(c, tree),
        part_of=parents[0] if parents else None,
        also_part_of=parents[1:],
        protocols=tuple(_protocol(c, t) for t in tree.all("protocol")),
        problem=tuple(
            Stated(c.span(w), c.word(w, "problem type"), c.cites(t))
            for t in tree.all("problem")
            for w in t.tokens("NAME")
        ),
        organs=tuple(organ(c, t) for t in tree.all("organ")),
        decisions=tuple(decision(c, t) for t in tree.all("decision")),
        obligations=tuple(obligation(c, t) for t in tree.all("obligation")),
        funds=tuple(fund(c, t) for t in (*tree.all("fund"), *_funds_of(blocks["funding"]))),
        non_parties=tuple(_non_parties(c, t) for t in tree.all("non_parties")),
        incomplete=any(t.broken for t in tree.walk()),
        **made,
        **c.common(tree),
    )


def _optional(c: Context, tree: Tree | None, make: Callable[[Context, Tree], T]) -> T | None:
    return make(c, tree) if tree is not None else None


def _funds_of(block: Tree | None) -> list[Tree]:
    return block.all("fund") if block is not None else []


def find_members(c: Context, tree: Tree) -> None:
    """Work out who the members are, before any clause that speaks of `members`."""
    for node in (*tree.all("members"), *tree.all("assume")):
        if node.kind == "assume" and node.first("assume_members") is None:
            continue
        quiet = Context(
            c.source, c.names, [], c.lost, c.entity, origins=c.origins, instead=c.instead, reading=c.reading,
            asked=c.asked,
        )  # fmt: skip
        c.members = at_date(quiet, node, the_set(quiet, node), movable=True)
        c.members_known = c.members.members is not None
        return


def _members(c: Context, tree: Tree) -> Stated[PartySet] | None:
    node = c.single(tree, "members")
    if node is None:
        node = next((t for t in tree.all("assume") if t.first("assume_members") is not None), None)
    return stated(c, node, lambda t: at_date(c, t, the_set(c, t), movable=True))


def _observers(c: Context, tree: Tree) -> Stated[PartySet] | None:
    for node in tree.all("assume"):
        role = node.first("role")
        if role is None:
            continue
        if role.need("NAME").text == "observers":
            return stated(c, node, lambda t: the_set(c, t))
        c.problem(
            "LNG209",
            role,
            f"`{c.text(role)}` cannot be assumed",
            help="`assume members: …` or `assume observers: …`",
        )
    return None


def parents_of(c: Context, tree: Tree) -> tuple[Stated[str], ...]:
    """What the institution is part of: one body or several."""
    node = c.single(tree, "part_of", "parents")
    return each_name(c, [node], "institution", "outside") if node is not None else ()


def _protocol(c: Context, tree: Tree) -> Protocol:
    """An agreement under the institution's own, with the parties that it has."""
    parties = at_date(c, tree, the_set(c, tree))
    return Protocol(c.span(tree), tree.need("NAME").text, title_of(tree), parties, c.cites(tree))


def sources(c: Context, tree: Tree) -> tuple[SourceText, ...]:
    """The declared sources."""
    return tuple(
        SourceText(c.span(t), t.need("NAME").text, text_of(t.need("STRING")), t.first("unverified") is not None)
        for t in tree.all("source")
    )


def function_in(c: Context, tree: Tree) -> str:
    """The function that a clause names: of the fixed list, or a declared one that refines it."""
    for node in tree.trees():
        if node.kind in FUNCTIONS:
            return node.kind
        if node.kind == "own_function":
            return name_of(c, node.need("NAME"), "function")
    return ""


def task(c: Context, tree: Tree) -> Task:
    """One cell of a mandate."""
    force, through = tree.first("force_word"), tree.first("through")
    decided, means = tree.first("decided"), tree.first("with_means")
    return Task(
        c.span(tree),
        function_in(c, tree),
        name_of(c, tree.need("NAME"), "domain"),
        force=c.word(force.need("NAME"), "force") if force is not None else None,
        through=name_of(c, through.need("NAME"), "organ", "office", "obligation", "outside")
        if through is not None
        else None,
        decided_by=name_of(c, decided.need("NAME"), "decision", "organ") if decided is not None else None,
        means=name_of(c, means.need("NAME"), "fund", "organ", "programme") if means is not None else None,
        citations=c.cites(tree),
    )


def _mandate(c: Context, tree: Tree) -> Mandate:
    c = c.inside(f"{c.entity}.mandate")
    return Mandate(
        c.span(tree),
        tuple(task(c, t) for t in tree.all("task")),
        addresses=tuple(
            Stated(c.span(w), c.word(w, "addressee"), c.cites(t))
            for t in tree.all("addresses")
            for w in t.tokens("NAME")
        ),
        excludes=tuple(Stated(c.span(t), _excluded(c, t), c.cites(t)) for t in tree.all("excludes")),
        capability=stated(c, c.single(tree, "capability"), lambda t: column_name(c, t)),
        complete=True if tree.first("whole_mandate") is not None else False if tree.first("part_mandate") else None,
        **c.common(tree),
    )


def _excluded(c: Context, tree: Tree) -> str:
    token = next(t for t in tree.children if isinstance(t, Token) and t.kind in ("NAME", "STRING"))
    return text_of(token) if token.kind == "STRING" else name_of(c, token, "domain")


def _relations(c: Context, tree: Tree) -> Relations:
    c = c.inside(f"{c.entity}.relations")
    links = tuple(link(c, t) for t in tree.trees() if t.kind in TIES)
    return Relations(c.span(tree), links, **c.common(tree))


def _non_parties(c: Context, tree: Tree) -> NonParties:
    on = tree.first("on_text")
    return NonParties(
        c.span(tree),
        c.word(tree.need("NAME"), "measure against non-parties"),
        text_of(on.need("STRING")) if on is not None else None,
        _column_in(c, tree, "supplied_by"),
        _column_in(c, tree, "needed_by"),
        c.cites(tree),
    )


def _column_in(c: Context, tree: Tree, kind: str) -> str | None:
    node = tree.first(kind)
    return column_name(c, node) if node is not None else None


_BLOCKS: dict[str, Callable[[Context, Tree], object]] = {
    "mandate": _mandate,
    "membership": membership,
    "funding": funding,
    "adoption": adoption,
    "relations": _relations,
}
