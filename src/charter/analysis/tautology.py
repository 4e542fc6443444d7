"""Whether an expectation could fail at all, whatever the numbers of the charter.

Each metric is taken as a number that may be anything its unit allows: a share lies from 0 to 1, a number of things and
a time are not negative, and what is asked of an empty group is 0. Comparisons become linear forms over these, and two
forms of the same terms are one quantity. An expression is said to be always true only if it is true at every point
between which the answers can change, for every value of what is not a comparison; forms of different terms are taken
as independent, so that the answer may miss some, and is never wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise, product
from typing import Any, TypeAlias

from charter.dsl.format.expressions import written
from charter.dsl.metrics import COUNT, DAYS, SHARE, SIGNATURES, TRUTH
from charter.dsl.model.base import DAYS_IN, Clock, PartySet
from charter.dsl.model.charter import (
    Apply,
    Can,
    Charter,
    Claim,
    EveryObligation,
    Expression,
    ForEvery,
    ForSome,
    Hold,
    Literal,
    NameRef,
    Parties,
    PowerOf,
    Survives,
    That,
    TopPayer,
)
from charter.dsl.model.institution import Institution
from charter.record import record

ZERO, ONE = Fraction(0), Fraction(1)
MOST_POINTS = 4096
Range = tuple[Fraction | None, Fraction | None]
ANYTHING: Range = (None, None)


def why_always(charter: Charter, institution: Institution, claim: Claim, text: str = "") -> str | None:
    """Why a claim cannot fail, as a clause (`nobody is in Small`); None where it may, or where that is not known.
    `text` is the sentence as written, which tells `100% of seats` from `1 of seats`."""
    if isinstance(claim, That | ForEvery | ForSome):
        expression = claim.expression if isinstance(claim, That) else claim
        return _expression_always(charter, expression)
    return _sentence_always(institution, claim, "100%" in text)


# ---- sentences -----------------------------------------------------------------------------------


def _sentence_always(institution: Institution, claim: Claim, all_of: bool) -> str | None:
    if isinstance(claim, EveryObligation):
        wanted = [
            o
            for o in institution.obligations
            if not claim.binding_only or (o.force is not None and o.force.value == "binding")
        ]
        kind = "binding obligation" if claim.binding_only else "obligation"
        return None if wanted or institution.incomplete else f"there is no {kind}"
    if isinstance(claim, Hold | PowerOf | TopPayer) and claim.amount is not None:
        if claim.bound == "least" and claim.amount <= 0:
            return "nothing is less than 0"
        if claim.bound == "most" and claim.amount >= 1 and isinstance(claim, PowerOf | TopPayer):
            return "no share is more than 100%"
        if (
            claim.bound == "most"
            and claim.amount == 1
            and isinstance(claim, Hold)
            and (all_of or claim.what == "power")
        ):
            return "no share is more than 100%"
    empty = _empty_set(claim)
    return f"nobody is in {empty.text}" if empty is not None else None


def _empty_set(claim: Claim) -> PartySet | None:
    """The set without parties that makes a sentence hold, or None."""
    parties: PartySet | None = None
    if (isinstance(claim, Hold | PowerOf) and claim.bound == "most") or (isinstance(claim, Can) and not claim.able):
        parties = claim.parties
    elif isinstance(claim, Survives):
        parties = claim.without
    return parties if parties is not None and parties.members == () else None


# ---- expressions ---------------------------------------------------------------------------------


@record
class LinearForm:
    """A sum of terms with factors, plus a constant."""

    terms: tuple[tuple[str, Fraction], ...] = ()
    plus: Fraction = ZERO

    def added(self, other: LinearForm, factor: Fraction = ONE) -> LinearForm:
        """This plus another times a factor."""
        found = dict(self.terms)
        for term, value in other.terms:
            found[term] = found.get(term, ZERO) + value * factor
        kept = tuple(sorted((t, v) for t, v in found.items() if v))
        return LinearForm(kept, self.plus + other.plus * factor)

    def times(self, factor: Fraction) -> LinearForm:
        """This times a number."""
        return LinearForm().added(self, factor)


@record
class LinearCondition:
    """`form + at > 0` (`strict`) or `>= 0`, for a form whose first factor is 1; or, with `at` None, a statement."""

    key: Any
    at: Fraction | None = None
    strict: bool = False


Formula: TypeAlias = "bool | LinearCondition | tuple[str, tuple[Any, ...]]"


class _ExpressionReader:
    """Reads an expression as a formula over forms, and keeps the range of each term."""

    def __init__(self, charter: Charter) -> None:
        self.lets = {x.name: x.value for x in charter.lets}
        self.ranges: dict[str, Range] = {}
        self.empty: list[str] = []
        self.stated = False
        """Whether a metric that is a statement is asked."""
        self.charter = charter

    def formula(self, expression: Expression) -> Formula:
        """The expression as a formula."""
        if isinstance(expression, ForEvery | ForSome):
            return self._quantified(expression)
        if not isinstance(expression, Apply):
            return LinearCondition(written(expression))
        op, args = expression.op, expression.args
        if op in ("and", "or", "not"):
            return (op, tuple(self.formula(a) for a in args))
        if SIGNATURES.get(op) is not None and SIGNATURES[op].unit == TRUTH:
            self.stated = True
            return LinearCondition(written(expression))
        left, right = (self.form(a) for a in args)
        gap = left.added(right, -ONE)
        if op in (">=", "<="):
            return self._atom(gap if op == ">=" else gap.times(-ONE), False)
        if op in (">", "<"):
            return self._atom(gap if op == ">" else gap.times(-ONE), True)
        equal: Formula = ("and", (self._atom(gap, False), self._atom(gap.times(-ONE), False)))
        return equal if op == "=" else ("not", (equal,))

    def _quantified(self, expression: ForEvery | ForSome) -> Formula:
        every = isinstance(expression, ForEvery)
        if expression.parties.members == ():
            if every:
                self.empty.append(expression.parties.text)
            return every
        inner = _ExpressionReader(self.charter)
        body = inner.formula(expression.expression)
        self.empty += inner.empty
        self.stated |= inner.stated or bool(inner.ranges)
        if expression.parties.members is None:
            return LinearCondition(written(expression))
        if _always(body, inner.ranges):
            return True
        return False if _always(("not", (body,)), inner.ranges) else LinearCondition(written(expression))

    def _atom(self, form: LinearForm, strict: bool) -> Formula:
        if not form.terms:
            return form.plus > 0 if strict else form.plus >= 0
        lead = form.terms[0][1]
        scaled = form.times(1 / abs(lead))
        if lead > 0:
            return LinearCondition(scaled.terms, scaled.plus, strict)
        turned = scaled.times(-ONE)
        return ("not", (LinearCondition(turned.terms, turned.plus, not strict),))

    def form(self, expression: Expression) -> LinearForm:
        """A number as a form."""
        known = self._constant(expression)
        if known is not None:
            return LinearForm((), known)
        if isinstance(expression, Apply):
            op, args = expression.op, expression.args
            if op in ("+", "-"):
                return self.form(args[0]).added(self.form(args[1]), ONE if op == "+" else -ONE)
            if op == "neg":
                return self.form(args[0]).times(-ONE)
            if op in ("*", "/"):
                scaled = self._scaled(op, self.form(args[0]), self.form(args[1]))
                if scaled is not None:
                    return scaled
        return self._term(expression)

    def _scaled(self, op: str, left: LinearForm, right: LinearForm) -> LinearForm | None:
        if not right.terms and (op == "*" or right.plus):
            return left.times(right.plus if op == "*" else 1 / right.plus)
        return right.times(left.plus) if op == "*" and not left.terms else None

    def _constant(self, expression: Expression) -> Fraction | None:
        if isinstance(expression, Literal):
            return expression.value * DAYS_IN.get(expression.unit or "", ONE)
        if isinstance(expression, NameRef) and expression.kind == "let":
            value = self.lets.get(expression.name)
            return value.days if isinstance(value, Clock) else value
        return None

    def _term(self, expression: Expression) -> LinearForm:
        term = written(expression)
        self.ranges[term] = self._range(expression)
        return LinearForm(((term, ONE),))

    def _range(self, expression: Expression) -> Range:
        if not isinstance(expression, Apply):
            return ANYTHING
        if expression.op == "abs":
            return ZERO, None
        signature = SIGNATURES.get(expression.op)
        if signature is None or signature.forms[0][:1] == ("number",):
            return ANYTHING
        first = expression.args[0] if expression.args else None
        if isinstance(first, Parties) and first.parties.members == ():
            self.empty.append(first.parties.text)
            return ZERO, ZERO
        return {SHARE: (ZERO, ONE), COUNT: (ZERO, None), DAYS: (ZERO, None)}.get(signature.unit, ANYTHING)


def _expression_always(charter: Charter, expression: Expression) -> str | None:
    reader = _ExpressionReader(charter)
    formula = reader.formula(expression)
    if not _always(formula, reader.ranges):
        return None
    if reader.empty:
        return f"nobody is in {reader.empty[0]}"
    if not reader.ranges and not reader.stated:
        return "it compares nothing that the charter decides"
    return "it holds for every value that these can have"


def _always(formula: Formula, ranges: Mapping[str, Range]) -> bool:
    """Whether a formula is true at every point between which its comparisons can change."""
    atoms = list(dict.fromkeys(_atoms(formula)))
    quantities = dict.fromkeys(a.key for a in atoms)
    choices = [_points(key, [a for a in atoms if a.key == key], ranges) for key in quantities]
    count = 1
    for each in choices:
        count *= len(each)
    if count > MOST_POINTS:
        return False
    return all(_true(formula, dict(zip(quantities, point, strict=True))) for point in product(*choices))


def _atoms(formula: Formula) -> Iterator[LinearCondition]:
    if isinstance(formula, LinearCondition):
        yield formula
    elif isinstance(formula, tuple):
        for part in formula[1]:
            yield from _atoms(part)


def _points(key: Any, atoms: list[LinearCondition], ranges: Mapping[str, Range]) -> list[Any]:
    """The values of a quantity worth asking: where an atom changes, between these, and beyond, inside its range."""
    if isinstance(key, str):
        return [True, False]
    low, high = ZERO, ZERO
    bounds: list[Fraction | None] = [low, high]
    for term, factor in key:
        ends = ranges[term] if factor > 0 else ranges[term][::-1]
        for side, end in enumerate(ends):
            kept = bounds[side]
            bounds[side] = None if kept is None or end is None else kept + factor * end
    roots = sorted({-a.at for a in atoms if a.at is not None} | {b for b in bounds if b is not None})
    between = [(a + b) / 2 for a, b in pairwise(roots)]
    found = [roots[0] - 1, *roots, *between, roots[-1] + 1]
    least, most = bounds
    return [p for p in found if (least is None or p >= least) and (most is None or p <= most)]


def _true(formula: Formula, values: Mapping[Any, Any]) -> bool:
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, LinearCondition):
        value = values[formula.key]
        if formula.at is None:
            return bool(value)
        return bool(value + formula.at > 0) if formula.strict else bool(value + formula.at >= 0)
    op, parts = formula
    if op == "not":
        return not _true(parts[0], values)
    return all(_true(p, values) for p in parts) if op == "and" else any(_true(p, values) for p in parts)
