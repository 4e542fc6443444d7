"""Expressions as they would be written."""

from __future__ import annotations

from collections.abc import Mapping

from charter.dsl.metrics import SIGNATURES
from charter.dsl.model.charter import Expression, ForEvery, ForSome, Literal, NameRef, Parties

Bound = Mapping[str, str]
"""The members that variables stand for."""


def written(expression: Expression, bound: Bound | None = None) -> str:
    """An expression as it would be written, variables replaced by the members they stand for."""
    bound = bound or {}
    if isinstance(expression, Literal):
        return _number_text(expression)
    if isinstance(expression, NameRef):
        return bound.get(expression.name, expression.name) if expression.kind == "variable" else expression.name
    if isinstance(expression, Parties):
        return expression.parties.text
    if isinstance(expression, ForEvery | ForSome):
        word = "every" if isinstance(expression, ForEvery) else "some"
        inner = written(expression.expression, bound)
        return f"(for {word} member {expression.variable} of {expression.parties.text}: {inner})"
    args = [written(a, bound) for a in expression.args]
    if expression.op in SIGNATURES:
        forms = [form for form in SIGNATURES[expression.op].forms if len(form) == len(args)]
        args = [f"without {arg}" if any(f[n] == "without" for f in forms) else arg for n, arg in enumerate(args)]
        return f"{expression.op}({', '.join(args)})" if args else expression.op
    if expression.op.endswith(" in"):
        return f"{expression.op} {args[0]}"
    if len(args) == 1:
        return f"not ({args[0]})" if expression.op == "not" else f"-({args[0]})"
    return f"({args[0]} {expression.op} {args[1]})"


def _number_text(literal: Literal) -> str:
    value = literal.value * 100 if literal.unit == "%" else literal.value
    text = str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    return f"{text}%" if literal.unit == "%" else f"{text} {literal.unit}" if literal.unit else text
