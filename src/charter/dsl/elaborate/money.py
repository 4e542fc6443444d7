"""Funding out of the text."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from charter.dsl.elaborate.actors import name_of
from charter.dsl.elaborate.context import Context, text_of, title_of
from charter.dsl.elaborate.numbers import clock_in, money, percent_in, the_clock, whole
from charter.dsl.elaborate.organs import stated
from charter.dsl.elaborate.rules import rule_in
from charter.dsl.elaborate.sets import column_name, set_in
from charter.dsl.model.base import Money
from charter.dsl.model.money import Arrears, Contributor, Flow, Fund, Funding, Host, Ruled, Scale
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
        **c.common(tree),
    )


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


def _purpose(c: Context, tree: Tree) -> str | None:
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
    other, waiver, part = tree.first("lose_other"), tree.first("waiver"), tree.first("lose_part")
    loses = "pro_rata" if tree.first("lose_pro_rata") is not None else "part" if part is not None else "vote"
    time = clock_in(c, tree)
    if time is None and loses != "pro_rata":
        c.problem("LNG301", tree, "arrears of no length cost nothing", help="say how long: `arrears of 2 years lose …`")
    return Arrears(
        c.span(tree),
        time,
        c.word(other.need("NAME"), "loss through arrears") if other is not None else loses,
        tuple(name_of(c, t, "organ") for t in tree.tokens("NAME")),
        name_of(c, waiver.need("NAME"), "organ", "decision") if waiver is not None else None,
        c.cites(tree),
        percent_in(c, part) if part is not None else None,
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
    return Fund(
        c.span(tree),
        tree.need("NAME").text,
        title_of(tree),
        name_of(c, managed.need("NAME"), "organ", "institution", "outside", "office") if managed is not None else None,
        text_of(pays.need("STRING")) if pays is not None else None,
        c.cites(tree),
    )
