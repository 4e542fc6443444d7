"""Decisions out of the text."""

from __future__ import annotations

from typing import Any

from charter.dsl.elaborate.actors import name_of, who, whos
from charter.dsl.elaborate.context import Context, text_of, title_of
from charter.dsl.elaborate.numbers import clock_in, date_text
from charter.dsl.elaborate.organs import each_name, each_word, fallbacks, stated
from charter.dsl.elaborate.rules import rule_in
from charter.dsl.elaborate.sets import SET_KINDS, party_set, the_set
from charter.dsl.model.base import Stated
from charter.dsl.model.decisions import Bar, Binding, Decision, Effect, Step
from charter.dsl.syntax.tree import Token, Tree

VERBS = {"recommends": "recommends", "approves": "approves", "accepts": "accepts", "confirms": "confirms"}
BARS = ("accused", "complainant", "disputants", "non_participants", "in_arrears")
# A provision stands for numbers that the text has and the charter does not give.
MOVABLE = ("threshold", "provision")
ANYTHING_AMENDED = ("provision", "obligation", "threshold", "organ", "decision", "institution", "domain")


def decision(c: Context, tree: Tree) -> Decision:
    """The decision of a `decision` clause."""
    name = tree.need("NAME")
    c = c.inside(f"{c.entity}.{name.text}")
    proposed = c.single(tree, "proposed")
    return Decision(
        c.span(tree),
        name.text,
        title_of(tree),
        c.span(name),
        tuple(c.word(k.need("NAME"), "kind of decision") for k in tree.all("kind")),
        steps=tuple(step(c, t) for t in tree.all("step")),
        proposers=stated(c, proposed, lambda t: whos(c, t)),
        barred=tuple(bar for t in tree.all("barred") for bar in bars(c, t)),
        **fallbacks(c, tree),
        takes_effect=stated(c, c.single(tree, "takes_effect"), lambda t: effect(c, t)),
        binds=stated(c, c.single(tree, "binds"), lambda t: binding(c, t)),
        force=stated(c, c.single(tree, "force"), lambda t: c.word(t.need("NAME"), "force")),
        amends=tuple(amended(c, t, token) for t in tree.all("amends") for token in names_and_texts(t)),
        raises=each_name(c, tree.all("raises"), *MOVABLE),
        lowers=each_name(c, tree.all("lowers"), *MOVABLE),
        programme=stated(
            c,
            c.single(tree, "programme_of"),
            lambda t: name_of(c, t.need("NAME"), "programme", "domain", "fund"),
        ),
        publishes=each_word(c, tree.all("publishes"), "thing published"),
        **c.common(tree),
    )


def names_and_texts(tree: Tree) -> list[Token]:
    """The names and quoted texts of a clause, in order."""
    return [t for t in tree.children if isinstance(t, Token) and t.kind in ("NAME", "STRING")]


def amended(c: Context, tree: Tree, token: Token) -> Stated[str]:
    """What a decision amends: a declared part of the charter, or a place in the text in words."""
    text = text_of(token) if token.kind == "STRING" else name_of(c, token, *ANYTHING_AMENDED)
    return Stated(c.span(token), text, c.cites(tree))


def step(c: Context, tree: Tree) -> Step:
    """One step of a decision."""
    actor = next(t for t in tree.trees() if t.kind in ("target", "to_members"))
    verb = next((VERBS[t.kind] for t in tree.trees() if t.kind in VERBS), None)
    recommendation, casting = tree.first("on_recommendation"), tree.first("casting_vote")
    default = "passes" if tree.first("default_passes") is not None else None
    return Step(
        c.span(tree),
        who(c, actor),
        verb=verb,
        rule=rule_in(c, tree),
        barred=tuple(bar for t in tree.all("bar") for bar in bars(c, t)),
        within=clock_in(c, tree.first("step_within")),
        after=clock_in(c, tree.first("after_time")),
        recommendation=name_of(c, recommendation.need("NAME"), "organ", "office", "institution", "outside")
        if recommendation is not None
        else None,
        casting=name_of(c, casting.need("NAME"), "office", "organ") if casting is not None else None,
        quorum=rule_in(c, tree.first("step_quorum")),
        default="fails" if tree.first("default_fails") is not None else default,
        citations=c.cites(tree),
    )


def bars(c: Context, tree: Tree) -> list[Bar]:
    """Who a clause bars from voting."""
    found = []
    for node in tree.trees():
        if node.kind in BARS:
            found.append(Bar(c.span(node), node.kind))
        elif node.kind in SET_KINDS:
            found.append(Bar(c.span(node), "set", party_set(c, node)))
    return found


def binding(c: Context, tree: Tree) -> Binding:
    """Whom a clause binds."""
    parts: dict[str, Any] = {
        "without_ratification": tree.first("without_ratification") is not None,
        "acceptors_only": tree.first("acceptors_only") is not None,
    }
    parties_to, actors = tree.first("parties_to"), tree.first("actors_in")
    if parties_to is not None:
        agreement = name_of(c, parties_to.need("NAME"), "outside", "institution", "obligation")
        return Binding(c.span(tree), "parties_to", agreement=agreement, **parts)
    if actors is not None:
        kind = c.word(actors.need("NAME"), "addressee")
        selling = actors.first("by_market") is not None
        return Binding(c.span(tree), "actors", parties=the_set(c, actors), actors=kind, selling=selling, **parts)
    return Binding(c.span(tree), "set", parties=the_set(c, tree), **parts)


def effect(c: Context, tree: Tree) -> Effect:
    """When something takes effect."""
    words, date = tree.first("takes_effect_text"), tree.first("on_date")
    return Effect(
        c.span(tree),
        after=clock_in(c, tree.first("after_time")),
        on=date_text(c, date.need("DATE")) if date is not None else None,
        words=text_of(words.need("STRING")) if words is not None else None,
    )
