"""Organs out of the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from charter.dsl.elaborate.actors import head, name_of, set_after, who, whos
from charter.dsl.elaborate.context import Context, text_of, title_of
from charter.dsl.elaborate.numbers import clock_in, percent_in, the_clock, token_value, whole
from charter.dsl.elaborate.rules import rule_in, the_rule
from charter.dsl.elaborate.seats import organ_cap, organ_floor, seat_line, seats
from charter.dsl.elaborate.sets import column_name, the_set
from charter.dsl.model.base import Clock, PartySet, Stated, Who
from charter.dsl.model.organs import (
    ActsFor,
    Delegate,
    GroupVote,
    Link,
    Named,
    Organ,
    Proxies,
    StepTerms,
    VotePart,
    Votes,
)
from charter.dsl.model.rules import Rule
from charter.dsl.syntax.tree import Tree

T = TypeVar("T")


def stated(c: Context, tree: Tree | None, value: Callable[[Tree], T]) -> Stated[T] | None:
    """The clause with its value, place and citations; None where the clause does not stand."""
    return None if tree is None else Stated(c.span(tree), value(tree), c.cites(tree))


def each_name(c: Context, trees: list[Tree], *kinds: str) -> tuple[Stated[str], ...]:
    """Every name of every clause, resolved as one of these kinds."""
    return tuple(
        Stated(c.span(token), name_of(c, token, *kinds), c.cites(tree))
        for tree in trees
        for token in tree.tokens("NAME")
    )


def each_word(c: Context, trees: list[Tree], vocabulary: str) -> tuple[Stated[str], ...]:
    """Every word of every clause, from a fixed list."""
    return tuple(
        Stated(c.span(token), c.word(token, vocabulary), c.cites(tree))
        for tree in trees
        for token in tree.tokens("NAME")
    )


def organ(c: Context, tree: Tree) -> Organ:
    """The organ of an `organ` block."""
    name = tree.need("NAME")
    c = c.inside(f"{c.entity}.{name.text}")
    kind = tree.first("kind")
    return Organ(
        c.span(tree),
        name.text,
        title_of(tree),
        c.span(name),
        kind=c.word(kind.need("NAME"), "kind of organ") if kind is not None else None,
        **_composition(c, tree),
        **_procedure(c, tree),
        **_ties(c, tree),
        **c.common(tree),
    )


def _composition(c: Context, tree: Tree) -> dict[str, Any]:
    seat_block = c.single(tree, "seats")
    experts = c.single(tree, "experts")
    delegations = c.single(tree, "delegations")
    return {
        "plenary": stated(c, c.single(tree, "plenary"), lambda t: set_after(c, t.first("of_set"))),
        "seats": seats(c, seat_block) if seat_block is not None else None,
        "experts": seat_line(c, experts) if experts is not None else None,
        "delegates": _delegates(c, delegations) if delegations is not None else (),
        "votes": votes_in(c, tree),
        "group_votes": tuple(_group_vote(c, t) for t in tree.all("votes_for")),
        "constituency_column": stated(c, c.single(tree, "constituencies"), lambda t: column_name(c, t)),
        "constituencies": tuple(_named(c, t) for t in tree.all("constituency")),
        "unit_vote": stated(c, c.single(tree, "unit_vote"), lambda t: True),
        "electors_votes": stated(c, c.single(tree, "electors_votes"), lambda t: True),
        "split_votes": stated(c, c.single(tree, "split_votes"), lambda t: True),
        "proxies": _proxies(c, c.single(tree, "proxies")),
        "chambers": tuple(_named(c, t) for t in tree.all("chamber")),
        "caps": tuple(organ_cap(c, t) for t in tree.all("cap")),
        "floors": tuple(organ_floor(c, t) for t in tree.all("floor")),
        "term": stated(c, c.single(tree, "term"), lambda t: the_clock(c, t)),
        "sits_in": stated(c, c.single(tree, "sits_in"), lambda t: whole(c, t.need("NUMBER"), "members")),
    }


def _procedure(c: Context, tree: Tree) -> dict[str, Any]:
    decides = c.single(tree, "decides")
    return {
        "quorum": stated(c, c.single(tree, "quorum"), lambda t: the_rule(c, t)),
        "void_unless": stated(c, c.single(tree, "void_unless"), lambda t: the_rule(c, t)),
        "decides": stated(c, decides, lambda t: the_rule(c, t)),
        "default_terms": _default_terms(c, decides),
        **fallbacks(c, tree),
        "meets": stated(c, c.single(tree, "meets"), lambda t: _meeting(c, t)),
        "publishes": each_word(c, tree.all("publishes"), "thing published"),
        "discloses": stated(c, c.single(tree, "discloses"), lambda t: True),
        "self_nomination_barred": stated(c, c.single(tree, "self_nomination_barred"), lambda t: True),
        "hears": tuple(Stated(actor.span, actor, c.cites(t)) for t in tree.all("hears") for actor in whos(c, t)),
    }


def _ties(c: Context, tree: Tree) -> dict[str, Any]:
    heading, staffing = c.single(tree, "headed"), c.single(tree, "staff")
    bodies = ("organ", "institution", "outside")
    return {
        "head": head(c, heading) if heading is not None else None,
        "staff": stated(c, staffing, lambda t: whole(c, t.need("NUMBER"), "staff")),
        "part_of": stated(c, c.single(tree, "part_of"), lambda t: name_of(c, t.need("NAME"), *bodies)),
        "reports_to": tuple(link(c, t) for t in tree.all("reports_to")),
        "answers_to": tuple(Stated(c.span(t), w, c.cites(t)) for t in tree.all("answers_to") for w in whos(c, t)),
        "advises": each_name(c, tree.all("advises"), *bodies),
        "appoints": each_name(c, tree.all("appoints"), "organ", "office"),
        "dismisses": each_name(c, tree.all("dismisses"), "organ", "office"),
        "dismissed_by": stated(
            c, c.single(tree, "dismissed_by"), lambda t: name_of(c, t.need("NAME"), *bodies, "decision")
        ),
        "acts_for": tuple(_acts_for(c, t) for t in tree.all("acts_for")),
        "evaluates": each_name(c, tree.all("evaluates"), "organ", "institution", "obligation"),
        "paid_by": each_name(c, tree.all("paid_by"), "organ", "institution", "outside", "group", "party", "fund"),
    }


def fallbacks(c: Context, tree: Tree) -> dict[str, Any]:
    """`consensus first` and `otherwise …`, of an organ or a decision."""
    return {
        "consensus_first": stated(c, c.single(tree, "consensus_first"), lambda t: clock_in(c, t)),
        "otherwise": stated(c, c.single(tree, "otherwise"), lambda t: _otherwise(c, t)),
    }


def _otherwise(c: Context, tree: Tree) -> Rule | str:
    found = rule_in(c, tree)
    return found if found is not None else text_of(tree.need("STRING"))


def _meeting(c: Context, tree: Tree) -> Clock:
    every = the_clock(c, tree)
    times = tree.tokens("NUMBER")
    if not times or every.amount is None:
        return every
    return Clock(c.span(tree), every.amount / whole(c, times[0], "meetings"), every.unit)


def _default_terms(c: Context, decides: Tree | None) -> StepTerms:
    if decides is None:
        return StepTerms()
    casting = decides.first("casting_vote")
    return StepTerms(
        name_of(c, casting.need("NAME"), "office", "organ") if casting is not None else None,
        rule_in(c, decides.first("step_quorum")),
    )


def _delegates(c: Context, tree: Tree) -> tuple[Delegate, ...]:
    names = {t.need("NAME").text for t in tree.all("delegate")}
    found = []
    for node in tree.all("delegate"):
        silent = node.first("silenced_without")
        partner = silent.need("NAME") if silent is not None else None
        if partner is not None and partner.text not in names:
            c.problem("LNG201", partner, f"`{partner.text}` are no delegates of this delegation")
        found.append(
            Delegate(
                c.span(node),
                whole(c, node.need("NUMBER"), "delegates"),
                node.need("NAME").text,
                partner.text if partner is not None else None,
                c.cites(node),
            )
        )
    return tuple(found)


VOTE_PARTS = ("votes_by", "basic_share", "basic_votes", "votes_per", "votes_root")


def _proxies(c: Context, tree: Tree | None) -> Proxies | None:
    """Whether members cast the votes of others, and of how many."""
    if tree is None:
        return None
    most = tree.tokens("NUMBER")
    return Proxies(c.span(tree), whole(c, most[0], "proxies") if most else None, c.cites(tree))


def votes_in(c: Context, tree: Tree) -> Votes | None:
    """How votes are weighted, in an organ or a category of membership."""
    node = c.single(tree, "votes_equal", "votes_weighted", "votes_none")
    if node is None:
        return None
    if node.kind == "votes_weighted":
        parts = tuple(_vote_part(c, t) for t in node.trees() if t.kind in VOTE_PARTS)
        most, number = node.first("votes_share_cap"), node.first("votes_cap")
        return Votes(
            c.span(node),
            equal=False,
            parts=parts,
            citations=c.cites(node),
            whole=node.first("whole_votes") is not None,
            share_cap=percent_in(c, most) if most is not None else None,
            cap=token_value(c, number.need("NUMBER")) if number is not None else None,
        )
    return Votes(
        c.span(node),
        equal=node.kind == "votes_equal",
        none=node.kind == "votes_none",
        citations=c.cites(node),
    )


def _vote_part(c: Context, tree: Tree) -> VotePart:
    span = c.span(tree)
    if tree.kind == "votes_by":
        return VotePart(span, column=column_name(c, tree))
    if tree.kind == "basic_share":
        return VotePart(span, basic_share=percent_in(c, tree))
    if tree.kind == "basic_votes":
        return VotePart(span, basic=token_value(c, tree.need("NUMBER")))
    if tree.kind == "votes_root":
        return VotePart(span, column=column_name(c, tree), root=True)
    number, per = (token_value(c, t) for t in tree.tokens("NUMBER"))
    if per == 0:
        c.problem("LNG301", tree, "votes for every 0 of a column")
        per = number
    begun = tree.first("part_thereof") is not None
    return VotePart(span, number=number, per=per, column=column_name(c, tree), begun=begun)


def _group_vote(c: Context, tree: Tree) -> GroupVote:
    voter = name_of(c, tree.need("NAME"), "party")
    return GroupVote(c.span(tree), voter, the_set(c, tree), c.cites(tree))


def _named(c: Context, tree: Tree) -> Named:
    members: PartySet = the_set(c, tree)
    return Named(c.span(tree), tree.need("NAME").text, title_of(tree), members, c.cites(tree))


def _acts_for(c: Context, tree: Tree) -> ActsFor:
    reserved = tuple(text_of(t) for t in tree.tokens("STRING"))
    return ActsFor(c.span(tree), name_of(c, tree.need("NAME"), "organ"), reserved, c.cites(tree))


def link(c: Context, tree: Tree) -> Link:
    """A tie to another body, from a clause of an organ or of the relations."""
    targets = [t for t in tree.trees() if t.kind in ("target", "to_members")]
    names = tree.tokens("NAME")
    if targets:
        to = who(c, targets[0])
    else:
        name_of(c, names[0], "institution", "outside", "organ", "fund", "decision")
        to = Who(c.span(names[0]), "institution", names[0].text)
    about, carries = tree.first("about"), tree.first("carries")
    return Link(
        c.span(tree),
        tree.kind,
        to,
        every=clock_in(c, tree.first("how_often")),
        about=name_of(c, about.need("NAME"), "domain") if about is not None else None,
        carries=text_of(carries.need("STRING")) if carries is not None else None,
        citations=c.cites(tree),
    )
