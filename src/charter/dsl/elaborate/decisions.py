"""Decisions out of the text."""

from __future__ import annotations

from typing import Any

from charter.dsl.elaborate.actors import name_of, who, whos
from charter.dsl.elaborate.context import Context, text_of, title_of, world_entry
from charter.dsl.elaborate.numbers import clock_in, date_text
from charter.dsl.elaborate.organs import each_name, each_word, fallbacks, stated
from charter.dsl.elaborate.rules import rule_in
from charter.dsl.elaborate.sets import SET_KINDS, members_in, members_set, party_set, the_set
from charter.dsl.elaborate.vocabulary import VOCABULARIES
from charter.dsl.model.base import PartySet, Stated
from charter.dsl.model.decisions import Bar, Binding, Decision, Effect, Step
from charter.dsl.syntax.tree import Token, Tree
from charter.record import changed

VERBS = {
    "recommends": "recommends",
    "approves": "approves",
    "accepts": "accepts",
    "confirms": "confirms",
    "advises_only": "advises",
}
BOUND = (*SET_KINDS, "parties_to", "actors_in")
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
        against=stated(c, c.single(tree, "against_whom"), lambda t: binding(c, t)),
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
    """One step of a decision, with the other ways to take it."""
    other = next((t for t in tree.trees() if t.kind in ("or_step", "else_step")), None)
    if other is None:
        return _way(c, tree)
    later = step(c, other)
    follows = "or" if other.kind == "or_step" else "else"
    alternatives = (changed(later, alternatives=(), follows=follows), *later.alternatives)
    return changed(_way(c, tree), alternatives=alternatives)


def _way(c: Context, tree: Tree) -> Step:
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
    """Whom a clause binds; `binds those who accept` binds members, each that accepts."""
    node = next((t for t in tree.trees() if t.kind in BOUND), None)
    if node is None:
        return Binding(c.span(tree), "set", parties=members_set(c, tree), acceptors_only=True, **_terms(c, tree))
    return bound(c, tree, node)


def bound(c: Context, tree: Tree, node: Tree) -> Binding:
    """One of those whom a clause names: a set, the parties to an agreement, actors of a kind in a set or anywhere."""
    accepting = tree.first("acceptors_only") is not None
    parts: dict[str, Any] = {**_terms(c, tree), "acceptors_only": accepting}
    if node.kind == "parties_to":
        token = node.need("NAME")
        entry = c.resolve(token, ("outside", "institution", "obligation", "group"))
        if entry is not None and entry.kind == "group":
            parties = PartySet(c.span(node), f"parties to {token.text}", members_in(c, token), token.text)
            return Binding(c.span(tree), "set", parties=parties, agreement=token.text, **parts)
        agreement = token.text
        return Binding(c.span(tree), "parties_to", agreement=agreement, **parts)
    if node.kind == "actors_in":
        kind = c.word(node.need("NAME"), "addressee")
        selling = node.first("by_market") is not None
        return Binding(c.span(tree), "actors", parties=the_set(c, node), actors=kind, selling=selling, **parts)
    if node.kind == "named" and actors_alone(c, node.need("NAME")):
        return Binding(c.span(tree), "actors", actors=node.need("NAME").text, **parts)
    return Binding(c.span(tree), "set", parties=party_set(c, node), **parts)


def _terms(c: Context, tree: Tree) -> dict[str, Any]:
    """On what terms somebody is bound: whether they must ratify, may object within a time, must consent themselves."""
    objecting = tree.first("objectors_out")
    return {
        "without_ratification": tree.first("without_ratification") is not None,
        "objectors_out": objecting is not None,
        "within": clock_in(c, objecting.first("within_time")) if objecting is not None else None,
        "own_consent": tree.first("own_consent") is not None,
    }


def actors_alone(c: Context, token: Token) -> bool:
    """Whether a name stands for actors of a kind, wherever they are: `individuals`, which names no set."""
    if token.text not in VOCABULARIES["addressee"] or c.names.find(token.text) is not None:
        return False
    return not c.names.world or world_entry(token.text, ()) is None


def effect(c: Context, tree: Tree) -> Effect:
    """When something takes effect."""
    words, date = tree.first("takes_effect_text"), tree.first("on_date")
    return Effect(
        c.span(tree),
        after=clock_in(c, tree.first("after_time")),
        on=date_text(c, date.need("DATE")) if date is not None else None,
        words=text_of(words.need("STRING")) if words is not None else None,
    )
