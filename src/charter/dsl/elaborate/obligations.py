"""Obligations, monitoring and ladders out of the text."""

from __future__ import annotations

from charter.dsl.elaborate.actors import body, name_of, who, whos
from charter.dsl.elaborate.context import Context, text_of, title_of
from charter.dsl.elaborate.decisions import BOUND, actors_alone, binding, bound, effect
from charter.dsl.elaborate.numbers import NUMBER_KINDS, clock_in, token_value, whole
from charter.dsl.elaborate.organs import stated
from charter.dsl.elaborate.rules import the_rule
from charter.dsl.elaborate.sets import set_in, the_set
from charter.dsl.model.base import PartySet, Stated, Who
from charter.dsl.model.decisions import Binding
from charter.dsl.model.obligations import (
    Appeal,
    Help,
    Ladder,
    Monitoring,
    NumericThreshold,
    Obligation,
    Rung,
)
from charter.dsl.syntax.tree import Token, Tree

METHODS = ("self_report", "peer_review", "inspection", "remote_sensing", "complaint", "whistle_blowers")
SCOPES = ("anywhere", "declared_sites", "by_consent")
PAYERS = ("organ", "institution", "outside", "fund", "group", "party")


def obligation(c: Context, tree: Tree) -> Obligation:
    """The obligation of an `obligation` block."""
    name = tree.need("NAME")
    c = c.inside(f"{c.entity}.{name.text}")
    answered = c.single(tree, "answered")
    bindings = bindings_of(c, tree)
    return Obligation(
        c.span(tree),
        name.text,
        title_of(tree),
        c.span(name),
        binds=bindings[0] if bindings else None,
        also_binds=bindings[1:],
        once=stated(c, c.single(tree, "once"), lambda t: the_rule(c, t)),
        force=stated(c, c.single(tree, "force"), lambda t: c.word(t.need("NAME"), "force")),
        precision=stated(c, c.single(tree, "precision"), lambda t: c.word(t.need("NAME"), "precision")),
        depth=stated(c, c.single(tree, "depth"), lambda t: whole(c, t.need("NUMBER"), "depth", least=0)),
        starts=stated(c, c.single(tree, "starts"), lambda t: effect(c, t)),
        help=tuple(help_clause(c, t) for t in tree.trees() if t.kind in ("help", "grace")),
        thresholds=tuple(threshold(c, t) for t in tree.all("threshold")),
        domain=stated(c, c.single(tree, "in_domain"), lambda t: name_of(c, t.need("NAME"), "domain")),
        monitoring=tuple(monitoring(c, t) for t in tree.all("monitored")),
        breach=stated(
            c, c.single(tree, "breach"), lambda t: name_of(c, t.need("NAME"), "decision", "organ", "outside")
        ),
        ladder=ladder(c, answered) if answered is not None else None,
        **c.common(tree),
    )


def bindings_of(c: Context, tree: Tree) -> tuple[Stated[Binding], ...]:
    """Whom the `binds` clauses of a block name, one after the other; the same words twice are reported."""
    first: dict[str, Tree] = {}
    for node in tree.trees():
        if node.kind not in ("binds", "binds_all"):
            continue
        text = c.text(node)
        if text in first:
            c.again(node, first[text])
        else:
            first[text] = node
    found: list[Stated[Binding]] = []
    for node in first.values():
        several = [t for t in node.trees() if t.kind in BOUND] if node.kind == "binds_all" else []
        made = [bound(c, node, each) for each in several] or [binding(c, node)]
        found += [Stated(c.span(node), each, c.cites(node)) for each in made]
    return tuple(found)


def help_clause(c: Context, tree: Tree) -> Help:
    """`help for LDC from fund, grace 2 years`, or `grace 2 years for LDC`."""
    if tree.kind == "grace":
        return Help(c.span(tree), the_set(c, tree), grace=clock_in(c, tree), citations=c.cites(tree))
    names = tree.tokens("NAME")
    return Help(
        c.span(tree),
        the_set(c, tree),
        fund=name_of(c, names[0], "fund", "organ", "institution", "outside") if names else None,
        grace=clock_in(c, tree.first("grace_of")),
        citations=c.cites(tree),
    )


def threshold(c: Context, tree: Tree) -> NumericThreshold:
    """`threshold compute 10^26 "operations"`."""
    value = next(t for t in tree.children if isinstance(t, Token) and t.kind in NUMBER_KINDS)
    units = tree.tokens("STRING")
    return NumericThreshold(
        c.span(tree),
        tree.need("NAME").text,
        token_value(c, value),
        text_of(units[0]) if units else None,
        c.cites(tree),
    )


def monitoring(c: Context, tree: Tree) -> Monitoring:
    """Who watches, how, how often."""
    method = next((t for t in tree.trees() if t.kind in METHODS), None)
    paid = tree.first("paid_for_by")
    published = True if tree.first("published") is not None else None
    return Monitoring(
        c.span(tree),
        whos(c, tree)[0],
        method=method.kind if method is not None else None,
        scope=next((t.kind for t in method.trees() if t.kind in SCOPES), None) if method is not None else None,
        complainants=whos(c, method) if method is not None else (),
        every=clock_in(c, tree.first("how_often")),
        published=False if tree.first("not_published") is not None else published,
        paid_by=name_of(c, paid.need("NAME"), *PAYERS) if paid is not None else None,
        after_consultation=tree.first("after_consultation") is not None,
        at_all_times=tree.first("at_all_times") is not None,
        citations=c.cites(tree),
    )


def ladder(c: Context, tree: Tree) -> Ladder:
    """The `answered by` block of an obligation."""
    rungs = tuple(rung(c, t) for t in tree.all("rung"))
    names = {r.name for r in rungs}
    for node in tree.all("rung"):
        default = node.first("rung_default")
        if default is not None and default.need("NAME").text not in names:
            token = default.need("NAME")
            c.problem("LNG201", token, f"`{token.text}` is no step of this ladder")
    appeal, back, review = (c.single(tree, k) for k in ("appeal", "way_back", "reviewed_by"))
    return Ladder(
        c.span(tree),
        rungs,
        appeal=appeal_clause(c, appeal) if appeal is not None else None,
        way_back=stated(c, back, lambda t: body_of(c, t)),
        review=stated(c, review, lambda t: body_of(c, t)),
        **c.common(tree),
    )


def body_of(c: Context, tree: Tree) -> Who:
    """The body that the clause's name means."""
    return body(c, tree.need("NAME"))


def rung(c: Context, tree: Tree) -> Rung:
    """One step of a ladder."""
    kind, on, against = tree.first("kind"), tree.first("on_object"), tree.first("against")
    default = tree.first("rung_default")
    name = tree.need("NAME")
    duty = "shall" if tree.first("shall") is not None else None
    return Rung(
        c.span(tree),
        name.text,
        c.span(name),
        kind=c.word(kind.need("NAME"), "kind of ladder step") if kind is not None else None,
        by=tuple(actor for t in tree.all("rung_by") for actor in whos(c, t)),
        to=tuple(actor for t in tree.all("rung_to") for actor in whos(c, t)),
        duty="may" if tree.first("may") is not None else duty,
        within=clock_in(c, tree.first("within_time")),
        forthwith=tree.first("forthwith") is not None,
        after=clock_in(c, tree.first("after_time")),
        on=text_of(on.need("STRING")) if on is not None else None,
        against=_against(c, against),
        against_actors=_actors_against(c, against),
        published=tree.first("published") is not None,
        default=default.need("NAME").text if default is not None else None,
        citations=c.cites(tree),
    )


def _against(c: Context, tree: Tree | None) -> PartySet | None:
    if tree is None:
        return None
    actors = tree.first("actors_in")
    if actors is not None:
        return the_set(c, actors)
    node = tree.first("named")
    if node is not None and actors_alone(c, node.need("NAME")):
        return None
    found = set_in(c, tree)
    return found if found is not None else PartySet(c.span(tree), "accused", None)


def _actors_against(c: Context, tree: Tree | None) -> str | None:
    """The kind of actors against whom a step is taken: `against individuals`, `against firms in members`."""
    if tree is None:
        return None
    actors, node = tree.first("actors_in"), tree.first("named")
    if actors is not None:
        return c.word(actors.need("NAME"), "addressee")
    return node.need("NAME").text if node is not None and actors_alone(c, node.need("NAME")) else None


def appeal_clause(c: Context, tree: Tree) -> Appeal:
    """To whom one appeals, and what that does."""
    by = tree.first("by_whom")
    suspensive = True if tree.first("suspensive") is not None else None
    return Appeal(
        c.span(tree),
        body(c, tree.need("NAME")),
        within=clock_in(c, tree.first("within_time")),
        suspensive=False if tree.first("not_suspensive") is not None else suspensive,
        by=who(c, next(iter(by.trees()))) if by is not None else None,
        citations=c.cites(tree),
    )
