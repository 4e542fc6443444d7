"""Rules of decision out of the text."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from charter.dsl.elaborate.context import Context
from charter.dsl.elaborate.numbers import clock_in, let_value, token_value, whole
from charter.dsl.elaborate.sets import SET_KINDS, column, party_set, the_set
from charter.dsl.model.base import PartySet
from charter.dsl.model.rules import (
    AllBut,
    AllOf,
    AnyOf,
    Base,
    Concurring,
    Consensus,
    Count,
    FewAgainst,
    NoNegativeVote,
    NotOpposed,
    ReverseConsensus,
    Rule,
    Share,
    Unanimity,
    Unless,
)
from charter.dsl.syntax.tree import Token, Tree

BASES = {
    "of_members": "members",
    "of_seats": "seats",
    "of_votes": "votes",
    "of_votes_cast": "votes_cast",
    "of_present": "present",
    "of_attending": "attending",
    "of_delegates": "delegates",
    "of_each_chamber": "each_chamber",
    "of_chamber": "chamber",
    "of_ratifications": "ratifications",
}


def rule_in(c: Context, tree: Tree | None) -> Rule | None:
    """The rule below `tree`, or None."""
    if tree is None:
        return None
    node = next((t for t in tree.trees() if t.kind in _RULES), None)
    return rule(c, node) if node is not None else None


def the_rule(c: Context, tree: Tree) -> Rule:
    """The rule below `tree`, which the grammar guarantees."""
    found = rule_in(c, tree)
    assert found is not None, tree.kind
    return found


def rule(c: Context, tree: Tree) -> Rule:
    """The rule of a node."""
    return _RULES[tree.kind](c, tree)


def _parts(c: Context, tree: Tree) -> tuple[Rule, ...]:
    parts: list[Rule] = []
    for node in tree.trees():
        made = rule(c, node)
        same = AllOf if tree.kind == "all_of" else AnyOf
        parts.extend(made.parts if isinstance(made, same) and node.kind == tree.kind else (made,))
    return tuple(parts)


def _all_of(c: Context, tree: Tree) -> Rule:
    return AllOf(c.span(tree), _parts(c, tree))


def _any_of(c: Context, tree: Tree) -> Rule:
    return AnyOf(c.span(tree), _parts(c, tree))


def portion(c: Context, tree: Tree) -> tuple[Fraction, bool]:
    """The share that a rule names, and whether it must be exceeded; impossible shares are reported."""
    if tree.first("majority") is not None:
        return Fraction(1, 2), True
    if tree.first("half") is not None:
        return Fraction(1, 2), False
    if tree.first("everyone") is not None:
        return Fraction(1), False
    named = tree.first("share_named")
    if named is not None:
        token = named.need("NAME")
        value = let_value(c, token)
        return (check_share(c, token, value) if value is not None else Fraction(1)), False
    share = tree.first("share")
    assert share is not None
    token = next(t for t in share.children if isinstance(t, Token))
    return check_share(c, token, token_value(c, token)), False


def check_share(c: Context, token: Token, value: Fraction) -> Fraction:
    """The share itself; 0 and more than the whole are reported."""
    if value == 0:
        c.problem("LNG301", token, "a threshold of 0 is always met", help="state the share that must say yes")
        return Fraction(1)
    if value > 1:
        c.problem(
            "LNG302",
            token,
            f"a threshold of {token.text} can never be met",
            help="a share is at most 100%; a number of votes is written `9 of 15` or `9 votes`",
        )
        return Fraction(1)
    return value


def base(c: Context, tree: Tree) -> Base:
    """What a rule counts, from the base node below `tree`."""
    among_node = tree.first("from_group")
    among = the_set(c, among_node) if among_node is not None else None
    for node in tree.trees():
        if node.kind in BASES:
            chamber = node.need("NAME").text if node.kind == "of_chamber" else None
            return Base(c.span(node), BASES[node.kind], chamber=chamber, among=among)
    for node in tree.trees():
        if node.kind in SET_KINDS:
            return group_base(c, node, among)
    return Base(c.span(tree), "seats", among=among)


def group_base(c: Context, node: Tree, among: PartySet | None) -> Base:
    """A base that is a group (`majority of Developing`) or a column of weights (`65% of population`)."""
    if node.kind == "named" and is_column(c, node.need("NAME")):
        token = node.need("NAME")
        column(c, token)
        return Base(c.span(node), "column", column=token.text, among=among)
    return Base(c.span(node), "group", group=party_set(c, node), among=among)


def is_column(c: Context, token: Token) -> bool:
    """True when a name is a column of a table or of the shipped facts, and no group."""
    entry = c.names.find(token.text)
    if entry is not None:
        return False
    head, _, tail = token.text.partition(".")
    owner = c.names.find(head) if tail else None
    if owner is not None:
        return owner.kind == "table"
    if not c.names.world:
        return False
    from charter import world

    return token.text not in world.groups() and token.text in world.columns()


def _share(c: Context, tree: Tree) -> Rule:
    quota, strict = portion(c, tree)
    return Share(c.span(tree), quota, strict or tree.kind == "more_than_share", base(c, tree))


def _fixed(c: Context, tree: Tree) -> Rule:
    token = next(t for t in tree.children if isinstance(t, Token))
    if token.kind == "NUMBER":
        value: Fraction | None = positive(c, token)
    else:
        value = let_value(c, token)
    return Count(c.span(tree), value if value is not None else Fraction(1), base(c, tree))


def positive(c: Context, token: Token) -> Fraction:
    """A number of voters or votes: at least one."""
    value = token_value(c, token)
    if value == 0:
        c.problem("LNG301", token, "a threshold of 0 is always met", help="state how many must say yes")
        return Fraction(1)
    return value


def _ratio(c: Context, tree: Tree) -> Rule:
    part, total = tree.tokens("NUMBER")
    upper, lower = positive(c, part), whole(c, total, "the total", least=0)
    if lower == 0:
        c.problem("LNG301", tree, f"`{c.text(tree)}` is a share of nothing")
    elif upper > lower:
        c.problem(
            "LNG302",
            part,
            f"{part.text} of {total.text} can never be met",
            help="a share is at most the whole",
        )
        upper = Fraction(lower)
    return Count(c.span(tree), upper, base(c, tree), out_of=lower)


def _part_of_group(c: Context, tree: Tree) -> Rule:
    token = tree.need("NUMBER")
    node = next(t for t in tree.trees() if t.kind in SET_KINDS)
    of = group_base(c, node, None)
    value = positive(c, token)
    known = of.group.members if of.group is not None else None
    if known is not None and value > len(known):
        c.problem("LNG302", token, f"{token.text} of {len(known)} can never be met")
    return Count(c.span(tree), value, of)


def _all_but(c: Context, tree: Tree) -> Rule:
    return AllBut(c.span(tree), token_value(c, tree.need("NUMBER")), base(c, tree))


def _consensus(c: Context, tree: Tree) -> Rule:
    if tree.kind == "consensus":
        return Consensus(c.span(tree))
    return Consensus(c.span(tree), whole(c, tree.need("NUMBER"), "the number of objectors"))


def _concurring(c: Context, tree: Tree) -> Rule:
    return Concurring(c.span(tree), the_set(c, tree))


def _not_opposed(c: Context, tree: Tree) -> Rule:
    number = _opponents(c, tree)
    if number is not None:
        return NotOpposed(c.span(tree), Fraction(0), False, number)
    quota, strict = portion(c, tree)
    return NotOpposed(c.span(tree), quota, strict)


def _opponents(c: Context, tree: Tree) -> Fraction | None:
    node = tree.first("opponents")
    return None if node is None else positive(c, node.need("NUMBER"))


def _few_against(c: Context, tree: Tree) -> Rule:
    """Of the votes cast, where the text does not say of what."""
    stated = any(t.kind in BASES or t.kind in SET_KINDS for t in tree.trees())
    of = base(c, tree) if stated else Base(c.span(tree), "votes_cast")
    number = _opponents(c, tree)
    if number is not None:
        return FewAgainst(c.span(tree), Fraction(0), of, number)
    return FewAgainst(c.span(tree), portion(c, tree)[0], of)


def _unless(c: Context, tree: Tree) -> Rule:
    within = clock_in(c, tree.first("within_time"))
    return Unless(c.span(tree), the_rule(c, tree), within, tree.kind == "unless_stopped")


_RULES: dict[str, Callable[[Context, Tree], Rule]] = {
    "all_of": _all_of,
    "any_of": _any_of,
    "at_least_share": _share,
    "more_than_share": _share,
    "fixed": _fixed,
    "ratio_of": _ratio,
    "part_of_group": _part_of_group,
    "all_but": _all_but,
    "consensus": _consensus,
    "consensus_minus": _consensus,
    "unanimity": lambda c, t: Unanimity(c.span(t)),
    "reverse_consensus": lambda c, t: ReverseConsensus(c.span(t)),
    "no_negative_vote": lambda c, t: NoNegativeVote(c.span(t)),
    "concurring": _concurring,
    "not_opposed": _not_opposed,
    "few_against": _few_against,
    "unless_objected": _unless,
    "unless_stopped": _unless,
}
