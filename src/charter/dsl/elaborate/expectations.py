"""Expectations and scenarios out of the text."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from charter.dsl.elaborate.actors import name_of
from charter.dsl.elaborate.context import Context, text_of, title_of
from charter.dsl.elaborate.numbers import clock, clock_in, date_or_year, date_text, number_in, percent_in, whole
from charter.dsl.elaborate.sets import column, set_in, the_set
from charter.dsl.model.base import Note
from charter.dsl.model.charter import (
    Can,
    Claim,
    EveryObligation,
    Expectation,
    Hold,
    NoAccused,
    NoMembers,
    OperatingWithin,
    PowerOf,
    Scenario,
    ScenarioChange,
    Survives,
    That,
    TopPayer,
)
from charter.dsl.syntax.tree import Tree

HELD = {"held_seats": "seats", "held_votes": "votes", "held_power": "power"}
CLAIM_SKIP = ("under", "allow", "note")


def expectation(c: Context, of: str, tree: Tree) -> Expectation:
    """One sentence of an `expect` block."""
    under = tree.first("under")
    node = next(t for t in tree.trees() if t.kind not in CLAIM_SKIP)
    scenario = name_of(c, under.need("NAME"), "scenario") if under is not None else None
    return Expectation(c.span(tree), of, c.text(node), _CLAIMS[node.kind](c, node), scenario)


def bound(tree: Tree) -> str:
    """`least` or `most`."""
    return "least" if tree.first("bound_least") is not None else "most"


def _hold(c: Context, tree: Tree) -> Claim:
    held = next(HELD[t.kind] for t in tree.trees() if t.kind in HELD)
    amount = number_in(c, tree)
    where = name_of(c, tree.need("NAME"), "organ", "decision")
    return Hold(c.span(tree), the_set(c, tree), bound(tree), amount, held, where)


def _decision(c: Context, tree: Tree) -> str:
    return name_of(c, tree.need("NAME"), "decision")


def _can(c: Context, tree: Tree) -> Claim:
    verb = tree.kind.rpartition("_")[2]
    return Can(c.span(tree), the_set(c, tree), verb, tree.kind.startswith("can_"), _decision(c, tree))


def _no_members(c: Context, tree: Tree) -> Claim:
    number = whole(c, tree.need("NUMBER"), "the number of members") if tree.kind == "no_members" else 1
    verb = "block" if tree.first("to_block") is not None else "pass"
    return NoMembers(c.span(tree), number, verb, _decision(c, tree))


def _power_of(c: Context, tree: Tree) -> Claim:
    its = tree.first("its_share")
    parties, decision = the_set(c, tree), _decision(c, tree)
    if its is None:
        return PowerOf(c.span(tree), parties, decision, bound(tree), amount=number_in(c, tree))
    column(c, its.need("NAME"))
    times = number_in(c, its) if its.first("number") or its.first("ratio") else Fraction(1)
    return PowerOf(c.span(tree), parties, decision, bound(tree), column=its.need("NAME").text, times=times)


def _every(c: Context, tree: Tree) -> Claim:
    needs = tuple(c.word(t.need("NAME"), "part of an obligation") for t in tree.all("need"))
    return EveryObligation(c.span(tree), tree.first("binding") is not None, needs)


def _operating(c: Context, tree: Tree) -> Claim:
    within = clock_in(c, tree)
    assert within is not None
    return OperatingWithin(c.span(tree), within)


def _that(c: Context, tree: Tree) -> Claim:
    from charter.dsl.elaborate.expressions import statement

    return That(c.span(tree), statement(c, tree.trees()[0]))


def _quantified(c: Context, tree: Tree) -> Claim:
    from charter.dsl.elaborate.expressions import quantified

    return quantified(c, tree)


_CLAIMS: dict[str, Callable[[Context, Tree], Claim]] = {
    "hold": _hold,
    "can_block": _can,
    "can_pass": _can,
    "cannot_block": _can,
    "cannot_pass": _can,
    "no_member": _no_members,
    "no_members": _no_members,
    "no_accused": lambda c, t: NoAccused(c.span(t), _decision(c, t)),
    "power_of": _power_of,
    "top_payer": lambda c, t: TopPayer(c.span(t), bound(t), number_in(c, t)),
    "every_obligation": _every,
    "operating_within": _operating,
    "survives": lambda c, t: Survives(c.span(t), the_set(c, t)),
    "that": _that,
    "for_every": _quantified,
    "for_some": _quantified,
}

CHANGES = {"without": "without", "as_one": "as_one", "falls_behind": "arrears", "stays_out": "stays_out"}


def scenario(c: Context, of: str, tree: Tree) -> Scenario:
    """A scenario, in the scope of the institution that it is of."""
    changes = tuple(_change(c, t) for t in tree.trees() if t.kind not in ("title", "note"))
    notes = tuple(Note(c.span(n), text_of(n.need("STRING")), c.cites(n)) for n in tree.all("note"))
    return Scenario(c.span(tree), tree.need("NAME").text, title_of(tree), of, changes, notes)


def _change(c: Context, tree: Tree) -> ScenarioChange:
    span = c.span(tree)
    if tree.kind in CHANGES:
        owed = clock_in(c, tree) or percent_in(c, tree)
        return ScenarioChange(span, CHANGES[tree.kind], the_set(c, tree), value=owed)
    if tree.kind == "in_year":
        return ScenarioChange(span, "as_of", value=_day(c, tree))
    if tree.kind == "filled":
        best = "filled_best" if tree.first("best_for") is not None else "filled_worst"
        return ScenarioChange(span, best, set_in(c, tree), organ=name_of(c, tree.need("NAME"), "organ"))
    token = tree.need("NAME")
    entry = c.resolve(token, ("let",) if tree.kind == "let" else ("table",))
    at = entry.span if entry is not None else None
    if tree.kind == "let":
        node = tree.first("duration")
        value = clock(c, node) if node else number_in(c, tree)
        return ScenarioChange(span, "let", name=token.text, value=value, declared=at)
    return ScenarioChange(span, "data", name=token.text, value=text_of(tree.need("STRING")), declared=at)


def _day(c: Context, tree: Tree) -> str:
    """The day of `as of`; a year stands for its last day."""
    date = tree.token("DATE")
    return date_text(c, date) if date is not None else f"{date_or_year(c, tree)}-12-31"
