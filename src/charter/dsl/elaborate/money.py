"""Funding out of the text."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from charter.dsl.elaborate.actors import name_of
from charter.dsl.elaborate.context import Context, text_of, title_of
from charter.dsl.elaborate.numbers import clock_in, money, percent_in, the_clock, whole
from charter.dsl.elaborate.organs import stated
from charter.dsl.elaborate.rules import rule_in
from charter.dsl.elaborate.sets import column_name, set_in, the_set
from charter.dsl.model.base import Money
from charter.dsl.model.money import (
    Allotment,
    Arrears,
    Capital,
    Contributor,
    Flow,
    Fund,
    Funding,
    HoldingFloor,
    Host,
    Ruled,
    Scale,
)
from charter.dsl.syntax.tree import Tree

FLOWS = ("assessed", "voluntary", "levy", "fees", "charges", "endowment", "programme")
SCALES = {
    "scale_column": "column",
    "equal_shares": "equal",
    "free_choice": "free_choice",
    "scale_text": "words",
}


def funding(c: Context, tree: Tree) -> Funding:
    """The `funding` block."""
    c = c.inside(f"{c.entity}.funding")
    budget, host = c.single(tree, "budget"), c.single(tree, "hosted")
    return Funding(
        c.span(tree),
        budget=stated(c, budget, lambda t: _budget(c, t)),
        budget_by=stated(c, c.single(tree, "budget_by"), lambda t: ruled(c, t)),
        scale_by=stated(c, c.single(tree, "scale_by"), lambda t: ruled(c, t)),
        scale_review=stated(c, c.single(tree, "scale_review"), lambda t: the_clock(c, t)),
        flows=tuple(flow(c, t) for t in tree.trees() if t.kind in FLOWS),
        contributors=tuple(_contributor(c, t) for t in tree.all("contributor")),
        contributions=stated(c, c.single(tree, "contributions"), lambda t: column_name(c, t)),
        arrears=tuple(_arrears(c, t) for t in tree.all("arrears")),
        host=_host(c, host) if host is not None else None,
        reserve=stated(c, c.single(tree, "reserve"), lambda t: the_clock(c, t)),
        capital=capital(c, c.single(tree, "capital")),
        **c.common(tree),
    )


def capital(c: Context, tree: Tree | None) -> Capital | None:
    """The capital, where a clause states it."""
    if tree is None:
        return None
    parts = {kind: tree.first(kind) for kind in ("paid_in", "callable", "shares_of", "subscribed", "money")}
    paid, called = (percent_in(c, t) if t is not None else None for t in (parts["paid_in"], parts["callable"]))
    if paid is not None and called is not None and paid + called > 1:
        told = f"{paid * 100}% paid in and {called * 100}% callable are more than the whole"
        c.problem("LNG302", tree, told, help="what is paid in and what is callable are parts of one capital")
    amount, subscribed = parts["money"], parts["subscribed"]
    value = parts["shares_of"].first("money") if parts["shares_of"] is not None else None
    return Capital(
        c.span(tree),
        money(c, amount) if amount is not None else None,
        paid,
        called,
        money(c, value) if value is not None else None,
        column_name(c, subscribed) if subscribed is not None else None,
        tuple(_holding_floor(c, t) for t in tree.all("region_floor")),
        c.cites(tree),
    )


def _holding_floor(c: Context, tree: Tree) -> HoldingFloor:
    share = Fraction(1, 2) if tree.first("half") is not None else percent_in(c, tree)
    return HoldingFloor(c.span(tree), share or Fraction(0), the_set(c, tree))


def _budget(c: Context, tree: Tree) -> Money:
    over = clock_in(c, tree.first("over"))
    years = over.days / 365 if over is not None and over.days is not None else Fraction(1)
    node = tree.first("money")
    assert node is not None
    return money(c, node, years)


def ruled(c: Context, tree: Tree) -> Ruled:
    """Who decides: a decision by name, or a rule in an organ."""
    decision, organ = tree.first("by_decision"), tree.first("in_organ")
    return Ruled(
        c.span(tree),
        decision=name_of(c, decision.need("NAME"), "decision", "organ") if decision is not None else None,
        rule=rule_in(c, tree),
        organ=name_of(c, organ.need("NAME"), "organ") if organ is not None else None,
    )


def scale_in(c: Context, tree: Tree) -> Scale | None:
    """How a bill is split, or None where the clause does not say."""
    node = next((t for t in tree.trees() if t.kind in SCALES), None)
    if node is None:
        return None
    name = column_name(c, node) if node.kind == "scale_column" else None
    words = text_of(node.need("STRING")) if node.kind == "scale_text" else None
    return Scale(c.span(node), SCALES[node.kind], name, words)


def flow(c: Context, tree: Tree) -> Flow:
    """One stream of money."""
    parts: dict[str, Any] = {"share": percent_in(c, tree)}
    if tree.kind == "assessed":
        parts["scale"] = scale_in(c, tree)
    elif tree.kind == "programme":
        parts.update(_programme(c, tree))
    elif tree.kind == "levy":
        parts.update(_levy(c, tree, parts["share"]))
    elif tree.kind == "endowment" and tree.first("money") is not None:
        node = tree.first("money")
        assert node is not None
        parts["amount"] = money(c, node)
    parts["purpose"] = _purpose(c, tree)
    for name, kind in (("ceiling", "ceiling"), ("floor", "lowest"), ("donor_cap", "donor_cap")):
        node = tree.first(kind)
        parts[name] = percent_in(c, node) if node is not None else None
    earmarked = True if tree.first("earmarked") is not None else None
    parts["earmarked"] = False if tree.first("not_earmarked") is not None else earmarked
    return Flow(c.span(tree), tree.kind, citations=c.cites(tree), **parts)


def _programme(c: Context, tree: Tree) -> dict[str, Any]:
    scale = tree.first("programme_scale")
    return {
        "name": tree.need("NAME").text,
        "title": title_of(tree),
        "payers": set_in(c, tree),
        "scale": scale_in(c, scale) if scale is not None else None,
    }


def _levy(c: Context, tree: Tree, share: Fraction | None) -> dict[str, Any]:
    """Who pays a levy; where it is on a column, its share is a rate of that."""
    base, paid = tree.first("levy_base"), tree.first("levied_from")
    parts: dict[str, Any] = {"payers": set_in(c, paid) if paid is not None else None}
    if base is not None:
        parts |= {"base": column_name(c, base), "rate": share, "share": None}
    return parts


def _purpose(c: Context, tree: Tree) -> str | None:
    if tree.kind == "levy" and tree.first("levy_base") is not None:
        return None
    if tree.kind in ("levy", "fees", "charges"):
        return text_of(tree.need("STRING"))
    node = tree.first("purpose")
    if node is None:
        return None
    names = node.tokens("NAME")
    return name_of(c, names[0], "domain", "fund", "organ") if names else text_of(node.need("STRING"))


def _contributor(c: Context, tree: Tree) -> Contributor:
    years = tree.tokens("NUMBER")
    return Contributor(
        c.span(tree),
        name_of(c, tree.need("NAME"), "party", "group", "institution", "outside"),
        percent_in(c, tree) or Fraction(0),
        whole(c, years[0], "the year") if years else None,
        c.cites(tree),
    )


def _arrears(c: Context, tree: Tree) -> Arrears:
    other, waiver = tree.first("lose_other"), tree.first("waiver")
    return Arrears(
        c.span(tree),
        the_clock(c, tree),
        c.word(other.need("NAME"), "loss through arrears") if other is not None else "vote",
        tuple(name_of(c, t, "organ") for t in tree.tokens("NAME")),
        name_of(c, waiver.need("NAME"), "organ", "decision") if waiver is not None else None,
        c.cites(tree),
    )


def _host(c: Context, tree: Tree) -> Host:
    pays, term = tree.first("pays"), tree.first("term_of")
    return Host(
        c.span(tree),
        name_of(c, tree.need("NAME"), "party", "institution", "outside", "group"),
        text_of(pays.need("STRING")) if pays is not None else None,
        clock_in(c, term),
        tree.first("renewable") is not None,
        c.cites(tree),
    )


def fund(c: Context, tree: Tree) -> Fund:
    """A named fund."""
    managed, pays = tree.first("managed"), tree.first("pays")
    to_one, part = tree.first("to_one"), tree.first("of_budget")
    paid = tuple(_allotment(c, t) for t in tree.trees() if t.kind in ("allotted", "to_each"))
    own = c.names.own.get(tree.need("NAME").text)
    if paid and own is not None:
        own.used = True  # one that says whom it pays has its use
    return Fund(
        c.span(tree),
        tree.need("NAME").text,
        title_of(tree),
        name_of(c, managed.need("NAME"), "organ", "institution", "outside", "office") if managed is not None else None,
        text_of(pays.need("STRING")) if pays is not None else None,
        c.cites(tree),
        paid,
        percent_in(c, to_one) if to_one is not None else None,
        percent_in(c, part) if part is not None else None,
    )


def _allotment(c: Context, tree: Tree) -> Allotment:
    node, yearly = tree.first("money"), tree.first("a_year") is not None
    amount = money(c, node, Fraction(1) if yearly else None) if node is not None else None
    return Allotment(c.span(tree), the_set(c, tree), scale_in(c, tree), amount)
