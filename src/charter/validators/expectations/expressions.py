"""Expressions judged: proved, refuted or depending, over every lawful composition of the organs that they ask about.

First every part is worked out as a range. Where that does not settle the answer, organs are filled at the ends of the
ranges and the whole is worked out again for these compositions, exactly: one that gives each answer is the witness of
`depends`. Where none shows the other side, and the ranges do not say that they are reached, the verdict is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from charter.decisions.compositions.ilp import TooLarge
from charter.decisions.queries.witness import holders
from charter.dsl.format.expressions import Bound, written
from charter.dsl.metrics import DAYS, PLAIN, SHARE, SIGNATURES
from charter.dsl.model.base import DAYS_IN, Clock, PartySet
from charter.dsl.model.charter import Apply, Expression, ForEvery, ForSome, Literal, NameRef, Parties, That
from charter.errors import GameError
from charter.record import changed, record
from charter.validators.expectations.circumstances import Situation, members_of
from charter.validators.expectations.evaluation import (
    Filling,
    Lack,
    Measurement,
    Truth,
    Value,
    absolute,
    compared,
    joined,
    negated,
    point,
)
from charter.validators.expectations.metric_list import measure_of
from charter.validators.expectations.scenarios import Staged
from charter.validators.expectations.verdict import DEPENDS, PROVED, REFUTED, UNKNOWN, Judged

COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
MOST_TRIED = 40
MOST_NOTES = 12


@record
class MetricArgument:
    """What a metric is asked of, resolved: parties, the name of an organ or a decision, a column, a word. `weighs` is
    `seats` or `votes` where these are asked for in an organ."""

    kind: str
    name: str
    parties: PartySet | None = None
    weighs: str = "seats"


def judged(stage: Staged, claim: That | ForEvery | ForSome) -> Judged:
    """The verdict and the witness of an expression."""
    expression = claim.expression if isinstance(claim, That) else claim
    scene = Situation(stage)
    found = truth(scene, expression, {})
    if found.known is not None:
        return (PROVED if found.known else REFUTED), _witness(found)
    yes, no = _sides(scene, expression, found)
    if yes is not None and no is not None:
        return DEPENDS, _both_sides(yes, no)
    if found.attained and found.missing is None:
        return DEPENDS, _witness(found)
    if found.missing is not None:
        return UNKNOWN, {**_witness(found), "text": found.missing, "missing": found.missing}
    side = yes or no
    tried = f"; it {'holds' if yes else 'fails'} in the compositions that were tried" if side is not None else ""
    why = f"not decided for every composition: {found.text}{tried}"
    return UNKNOWN, {**_witness(found), "text": why, "missing": "an exact method"}


Side = tuple[Filling, Truth]


def _sides(scene: Situation, expression: Expression, found: Truth) -> tuple[Side | None, Side | None]:
    """A composition in which it holds, and one in which it does not; None where none was found."""
    sides: dict[bool, Side] = {}
    waiting = [dict(f) for f in found.fillings]
    tried: list[Filling] = []
    while waiting and len(tried) < MOST_TRIED and len(sides) < 2:
        filling = waiting.pop(0)
        if not filling or filling in tried:
            continue
        tried.append(filling)
        there = truth(scene.filled(filling), expression, {})
        if there.known is not None:
            sides.setdefault(there.known, (filling, there))
        else:
            waiting += [{**more, **filling} for more in there.fillings]
    return sides.get(True), sides.get(False)


def _witness(found: Truth) -> dict[str, Any]:
    witness: dict[str, Any] = {"text": found.text}
    notes = dict.fromkeys(found.notes)
    if notes:
        witness["values"] = [n.data for n in notes][:MOST_NOTES]
    return {**witness, **(found.data or {})}


def _both_sides(yes: Side, no: Side) -> dict[str, Any]:
    lines = []
    compositions = {}
    for word, (filling, found) in (("holds", yes), ("fails", no)):
        lines.append(f"in one lawful composition {found.text}")
        compositions[word] = {entity: holders(c) for entity, c in filling.items()}
    text = f"{lines[0]}; in another {lines[1].removeprefix('in one lawful composition ')}"
    return {**_witness(yes[1]), "text": text, "otherwise": _witness(no[1]), "compositions": compositions}


# ---- truths --------------------------------------------------------------------------------------


def truth(scene: Situation, expression: Expression, bound: Bound) -> Truth:
    """Whether an expression holds; `bound` are the members that its variables stand for."""
    try:
        return _truth(scene, expression, bound)
    except Lack as lack:
        return Truth(True, True, lack.missing, False, missing=lack.missing)
    except (TooLarge, GameError) as error:
        why = f"not computed: {error}"
        return Truth(True, True, why, False, missing=why)


def _truth(scene: Situation, expression: Expression, bound: Bound) -> Truth:
    if isinstance(expression, ForEvery | ForSome):
        return _quantified(scene, expression, bound)
    if not isinstance(expression, Apply):
        raise Lack("the sentence has a mistake")
    if expression.op == "not":
        inner = truth(scene, expression.args[0], bound)
        return changed(inner, yes=inner.no, no=inner.yes)
    if expression.op in ("and", "or"):
        parts = [truth(scene, a, bound) for a in _flat(expression, expression.op)]
        return _combined(parts, every=expression.op == "and")
    if expression.op in COMPARISONS:
        left, right = (number(scene, a, bound) for a in expression.args)
        return compared(expression.op, left, right)
    found = _measured(scene, expression, bound)
    if not isinstance(found, Truth):
        raise Lack("the sentence has a mistake")
    return found


def _flat(expression: Expression, op: str) -> list[Expression]:
    if isinstance(expression, Apply) and expression.op == op:
        return [part for a in expression.args for part in _flat(a, op)]
    return [expression]


def _combined(parts: list[Truth], *, every: bool) -> Truth:
    """All of these (or one of them): by Kleene, what is known of some may settle the whole."""
    decisive = next((p for p in parts if p.known is (not every)), None)
    if decisive is not None:
        return decisive
    left = [p for p in parts if p.known is None]
    if not left:
        notes = tuple(n for p in parts for n in p.notes)
        return Truth(every, not every, "; ".join(p.text for p in parts), notes=notes)
    organs: frozenset[str] = frozenset().union(*(p.organs for p in left))
    apart = sum(len(p.organs) for p in left) == len(organs)
    missing = next((p.missing for p in left if p.missing is not None), None)
    return Truth(
        True, True, "; ".join(p.text for p in left), apart and all(p.attained for p in left), organs, missing,
        tuple(f for p in left for f in p.fillings), tuple(n for p in left for n in p.notes),
    )  # fmt: skip


def _quantified(scene: Situation, expression: ForEvery | ForSome, bound: Bound) -> Truth:
    every = isinstance(expression, ForEvery)
    parties = sorted(members_of(expression.parties) - scene.stage.absent)
    each = {p: truth(scene, expression.expression, {**bound, expression.variable: p}) for p in parties}
    who = expression.parties.text
    if not each:
        return Truth(every, not every, f"nobody is in {who}")
    found = _combined(list(each.values()), every=every)
    failing = [p for p, t in each.items() if t.known is (not every)]
    if failing:
        return _decided_by(expression, every, failing, each)
    open_ones = [p for p, t in each.items() if t.known is None]
    if open_ones:
        first = each[open_ones[0]]
        return changed(found, text=f"{expression.variable} = {open_ones[0]}: {first.text}")
    word = "it holds for all" if every else "it holds for none of the"
    tight = each[parties[0]]
    text = f"{word} {len(parties)} members of {who}; {expression.variable} = {parties[0]}: {tight.text}"
    return changed(found, text=text, notes=tight.notes, data={"members": parties})


def _decided_by(expression: ForEvery | ForSome, every: bool, those: list[str], each: Mapping[str, Truth]) -> Truth:
    first = each[those[0]]
    more = f" ({len(those)} of {len(each)} members of {expression.parties.text})" if len(those) > 1 else ""
    text = f"{expression.variable} = {those[0]}: {first.text}{more}"
    return changed(first, text=text, data={"members": those, **(first.data or {})})


# ---- numbers -------------------------------------------------------------------------------------


def number(scene: Situation, expression: Expression, bound: Bound) -> Value:
    """The range of a number."""
    if isinstance(expression, Literal):
        return _literal(expression)
    if isinstance(expression, NameRef):
        return _named(scene, expression)
    if not isinstance(expression, Apply):
        raise Lack("the sentence has a mistake")
    if expression.op == "neg":
        return negated(number(scene, expression.args[0], bound))
    if expression.op == "abs":
        return absolute(number(scene, expression.args[0], bound))
    if expression.op in ("+", "-", "*", "/", "min", "max"):
        left, right = (number(scene, a, bound) for a in expression.args)
        return joined(expression.op, left, right)
    found = _measured(scene, expression, bound)
    if not isinstance(found, Value):
        raise Lack("the sentence has a mistake")
    return found


def _literal(literal: Literal) -> Value:
    if literal.unit is None:
        return point(literal.value, PLAIN)
    if literal.unit == "%":
        return point(literal.value, SHARE)
    return point(literal.value * DAYS_IN[literal.unit], DAYS)


def _named(scene: Situation, name: NameRef) -> Value:
    found = (
        next((x.value for x in scene.stage.charter.lets if x.name == name.name), None) if name.kind == "let" else None
    )
    if isinstance(found, Clock) and found.days is not None:
        return point(found.days, DAYS)
    if isinstance(found, Fraction):
        return point(found, PLAIN)
    raise Lack("the sentence has a mistake")


def _measured(scene: Situation, expression: Apply, bound: Bound) -> Value | Truth:
    measure: Callable[..., Value | Truth] = measure_of(expression.op)
    name = written(expression, bound)
    found = measure(scene, *(_asked(a, bound) for a in expression.args))
    if isinstance(found, Truth):
        return changed(found, notes=found.notes)
    unit = SIGNATURES[expression.op].unit
    return changed(found, unit=unit, notes=(Measurement(name, found.least, found.most, unit, found.how),))


def _asked(argument: Expression, bound: Bound) -> MetricArgument:
    if isinstance(argument, Parties):
        return MetricArgument("group", argument.parties.text, argument.parties)
    if isinstance(argument, NameRef) and argument.kind == "variable":
        party = bound[argument.name]
        return MetricArgument("group", party, PartySet(argument.span, party, (party,), party))
    if isinstance(argument, NameRef) and argument.kind != "unknown":
        return MetricArgument(argument.kind, argument.name)
    if isinstance(argument, Apply) and argument.op.endswith(" in"):
        inner = argument.args[0]
        if isinstance(inner, NameRef) and inner.kind == "organ":
            return MetricArgument("organ", inner.name, weighs=argument.op.removesuffix(" in"))
    raise Lack("the sentence has a mistake")
