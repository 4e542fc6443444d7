"""Membership out of the text."""

from __future__ import annotations

from charter.dsl.elaborate.actors import name_of
from charter.dsl.elaborate.context import Context, text_of, title_of
from charter.dsl.elaborate.decisions import actors_alone
from charter.dsl.elaborate.numbers import clock_in
from charter.dsl.elaborate.organs import each_word, stated, votes_in
from charter.dsl.elaborate.sets import at_date, the_set
from charter.dsl.model.base import Clock, PartySet
from charter.dsl.model.institution import (
    Admission,
    Cascade,
    Category,
    Membership,
    Opening,
    Removal,
    Requirement,
    Withdrawal,
)
from charter.dsl.syntax.tree import Tree

HOW = {
    "by_acceptance": "acceptance",
    "by_signature": "signature",
    "by_decision": "decision",
    "by_notice": "notice",
}


def membership(c: Context, tree: Tree) -> Membership:
    """The `membership` block."""
    c = c.inside(f"{c.entity}.membership")
    return Membership(
        c.span(tree),
        open_to=tuple(_opening(c, t) for t in tree.all("open_to")),
        requires=tuple(_requirement(c, t) for t in tree.all("requires")),
        categories=tuple(_category(c, t) for t in tree.all("category")),
        admissions=tuple(_admission(c, t) for t in tree.all("admission")),
        withdrawal=tuple(_withdrawal(c, t) for t in tree.all("withdrawal")),
        suspension=tuple(_removal(c, t) for t in tree.all("suspension")),
        expulsion=tuple(_removal(c, t) for t in tree.all("expulsion")),
        cascades=tuple(_cascade(c, t) for t in tree.trees() if t.kind in ("loss", "suspension_lapse")),
        restoration=stated(c, c.single(tree, "restoration"), lambda t: name_of(c, t.need("NAME"), "decision")),
        non_application=stated(c, c.single(tree, "non_application"), lambda t: True),
        **c.common(tree),
    )


def _opening(c: Context, tree: Tree) -> Opening:
    conditions = tuple(text_of(t) for t in tree.tokens("STRING"))
    node = tree.first("named")
    if node is not None and actors_alone(c, node.need("NAME")):
        word = node.need("NAME").text
        return Opening(c.span(tree), PartySet(c.span(node), word, None), conditions, c.cites(tree), word)
    return Opening(c.span(tree), the_set(c, tree), conditions, c.cites(tree))


REQUIRED = ("membership_of", "required_text", "or_of")


def _requirement(c: Context, tree: Tree) -> Requirement:
    ways = [_way(c, t) for t in tree.trees() if t.kind in REQUIRED]
    return Requirement(c.span(tree), ways[0].member_of, ways[0].words, c.cites(tree), tuple(ways[1:]))


def _way(c: Context, tree: Tree) -> Requirement:
    if tree.kind == "required_text":
        return Requirement(c.span(tree), None, text_of(tree.need("STRING")))
    return Requirement(c.span(tree), name_of(c, tree.need("NAME"), "institution", "outside", "group"))


def _category(c: Context, tree: Tree) -> Category:
    name = tree.need("NAME")
    c = c.inside(f"{c.entity}.{name.text}")
    return Category(
        c.span(tree),
        name.text,
        title_of(tree),
        open_to=tuple(_opening(c, t) for t in tree.all("open_to")),
        requires=tuple(_requirement(c, t) for t in tree.all("requires")),
        admissions=tuple(_admission(c, t) for t in tree.all("admission")),
        rights=each_word(c, tree.all("rights"), "right"),
        votes=votes_in(c, tree),
        members=stated(c, c.single(tree, "holders"), lambda t: at_date(c, t, the_set(c, t))),
        **c.common(tree),
    )


def _how(c: Context, tree: Tree) -> tuple[str, str | None]:
    node = next(t for t in tree.trees() if t.kind in HOW)
    decision = name_of(c, node.need("NAME"), "decision", "organ") if node.kind == "by_decision" else None
    return HOW[node.kind], decision


def _admission(c: Context, tree: Tree) -> Admission:
    how, decision = _how(c, tree)
    of = tree.first("of_set")
    conditions = tuple(text_of(t) for t in tree.tokens("STRING"))
    return Admission(c.span(tree), how, decision, the_set(c, of) if of is not None else None, conditions, c.cites(tree))


def _withdrawal(c: Context, tree: Tree) -> Withdrawal:
    how, decision = _how(c, tree)
    effective, survive = tree.first("takes_effect_text"), tree.first("duties_survive")
    duties: Clock | bool = False
    if survive is not None:
        duties = clock_in(c, survive) or True
    return Withdrawal(
        c.span(tree),
        how,
        decision,
        after_membership=clock_in(c, tree.first("after_membership")),
        notice=clock_in(c, tree.first("notice_of")),
        at_once=tree.first("at_once") is not None,
        effective=text_of(effective.need("STRING")) if effective is not None else None,
        conditions=tuple(text_of(t.need("STRING")) for t in tree.all("on_condition")),
        duties_survive=duties,
        returns=tuple(text_of(t.need("STRING")) for t in tree.all("returns")),
        citations=c.cites(tree),
    )


def _removal(c: Context, tree: Tree) -> Removal:
    ground = tree.first("for_text")
    return Removal(
        c.span(tree),
        name_of(c, tree.need("NAME"), "decision", "organ"),
        text_of(ground.need("STRING")) if ground is not None else None,
        c.cites(tree),
    )


def _cascade(c: Context, tree: Tree) -> Cascade:
    unless = tree.first("unless_decision")
    if tree.kind == "loss":
        of: str | None = name_of(c, tree.need("NAME"), "institution", "outside")
        after = clock_in(c, tree.first("after_time"))
    else:
        of, after = None, clock_in(c, tree)
    return Cascade(
        c.span(tree),
        of,
        after,
        name_of(c, unless.need("NAME"), "decision") if unless is not None else None,
        c.cites(tree),
    )
