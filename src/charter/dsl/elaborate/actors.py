"""Who acts, and how a seat or an office is filled."""

from __future__ import annotations

from typing import Any

from charter.dsl.elaborate.context import Context, text_of
from charter.dsl.elaborate.numbers import clock_in, whole
from charter.dsl.elaborate.rules import rule_in
from charter.dsl.elaborate.sets import members_set, party_set, set_in, the_set
from charter.dsl.model.base import SIDES, Clock, PartySet, Who
from charter.dsl.model.organs import Filling, Head
from charter.dsl.syntax.tree import Token, Tree
from charter.record import changed

BODIES = ("organ", "office", "institution", "decision", "outside", "party", "group", "delegates", "category")
WHO_KINDS = ("target", "to_members", "any_member", "any_number", "any_of_set", *SIDES)
NOMINATING = "members"
FILLINGS = ("permanent", "designated", "ranked", "elected", "appointed", "chosen", "ex_officio", "rotating")


def body(c: Context, token: Token) -> Who:
    """The body that a name means; an unknown one is reported and stands as `outside`."""
    entry = c.resolve(token, BODIES)
    kind = entry.kind if entry is not None else "outside"
    return Who(c.span(token), "group" if kind == "category" else kind, token.text)


def who(c: Context, tree: Tree) -> Who:
    """The actor of a node."""
    if tree.kind == "target":
        return body(c, tree.need("NAME"))
    if tree.kind == "to_members":
        return Who(c.span(tree), "members")
    if tree.kind in SIDES:
        return Who(c.span(tree), tree.kind)
    if tree.kind == "any_member":
        return Who(c.span(tree), "any_member", number=1)
    if tree.kind == "any_of_set":
        return Who(c.span(tree), "any_number", number=1, among=the_set(c, tree))
    return Who(
        c.span(tree),
        "any_number",
        number=whole(c, tree.need("NUMBER"), "the number of members"),
        among=set_in(c, tree),
    )


def whos(c: Context, tree: Tree) -> tuple[Who, ...]:
    """Every actor directly below `tree`."""
    return tuple(who(c, t) for t in tree.trees() if t.kind in WHO_KINDS)


def name_of(c: Context, token: Token, *kinds: str) -> str:
    """The text of a name, resolved as one of these kinds."""
    c.resolve(token, kinds)
    return token.text


def filling_in(c: Context, tree: Tree) -> Filling | None:
    """How the seats of a line, the experts of an organ or its head are filled."""
    node = next((t for t in tree.trees() if t.kind in FILLINGS), None)
    if node is None:
        return None
    made, each, nominated = filling(c, node), tree.first("for_each_member"), tree.first("nominated_by")
    if nominated is not None:
        made = changed(made, nomination=_nominating(c, nominated))
    return changed(made, each=members_set(c, each)) if each is not None else made


def _nominating(c: Context, tree: Tree) -> str:
    """Who nominates: a body by name, or `members`, each of whom may."""
    names = tree.tokens("NAME")
    return name_of(c, names[0], *BODIES) if names else NOMINATING


def filling(c: Context, node: Tree) -> Filling:
    """The filling of a node."""
    from charter.dsl.elaborate.sets import column

    parts: dict[str, Any] = {}
    names = node.tokens("NAME")
    each = node.first("each_member")
    if each is not None:
        parts["by"], parts["each"] = Who(c.span(each), "each_member"), members_set(c, each)
    elif node.first("to_members") is not None:
        parts["by"] = Who(c.span(node), "members")
    elif node.kind in ("designated", "elected", "appointed"):
        parts["by"] = body(c, names[0])
    elif node.kind == "ranked":
        column(c, names[0])
        parts["column"] = names[0].text
    elif node.kind == "chosen":
        chosen_by = the_set(c, node)
        parts["by"] = Who(chosen_by.span, "group", chosen_by.text, among=chosen_by)
    elif node.kind == "ex_officio":
        token = names[0] if names else node.need("STRING")
        parts["office"] = (
            name_of(c, token, "office", "organ", "party", "outside", "institution") if names else text_of(token)
        )
    if node.kind in ("permanent", "rotating"):
        parts["among"] = the_set(c, node)
    from_group = node.first("from_group")
    if from_group is not None:
        parts["among"] = the_set(c, from_group)
    areas = node.first("for_each_area")
    if areas is not None:
        parts["areas"] = name_of(c, areas.need("NAME"), "areas")
        parts["outside_these"] = areas.first("not_among_these") is not None
    for extra in ("approval", "nomination"):
        found = node.first(extra)
        if found is not None:
            parts[extra] = name_of(c, found.need("NAME"), "organ", "office", "institution", "outside", "decision")
    return Filling(c.span(node), node.kind, **parts)


def term_in(c: Context, tree: Tree) -> Clock | None:
    """The term of office: in the filling (`elected by X for 2 years`) or among the terms after it."""
    for node in tree.trees():
        if node.kind == "term_of":
            return clock_in(c, node)
        if node.kind in FILLINGS and node.first("term_of") is not None:
            return clock_in(c, node.first("term_of"))
    return None


def re_election_in(tree: Tree) -> str | None:
    """`no_immediate`, `allowed`, or None where nothing is said of it."""
    if tree.first("not_re_eligible") is not None:
        return "no_immediate"
    return "allowed" if tree.first("re_eligible") is not None else None


def limit_in(c: Context, tree: Tree) -> int | None:
    """The most terms that one may serve, or None."""
    node = tree.first("term_limit")
    return whole(c, node.need("NUMBER"), "the number of terms") if node is not None else None


def head(c: Context, tree: Tree) -> Head:
    """Who heads an organ, from a `headed by` clause."""
    dismissed = tree.first("head_dismissed")
    custom = tree.first("by_custom")
    elected_by_rule = tree.first("elected_by_rule")
    return Head(
        c.span(tree),
        tree.need("NAME").text,
        filling=filling_in(c, tree),
        term=term_in(c, tree),
        term_limit=limit_in(c, tree),
        re_election=re_election_in(tree),
        dismissed_by=name_of(c, dismissed.need("NAME"), "organ", "decision", "institution", "outside")
        if dismissed is not None
        else None,
        custom=text_of(custom.need("STRING")) if custom is not None else None,
        open_selection=tree.first("open_selection") is not None,
        rule=rule_in(c, elected_by_rule),
        citations=c.cites(tree),
    )


def set_after(c: Context, tree: Tree | None) -> PartySet | None:
    """The set below an optional node."""
    return the_set(c, tree) if tree is not None else None


__all__ = ["body", "filling", "filling_in", "head", "name_of", "party_set", "who", "whos"]
