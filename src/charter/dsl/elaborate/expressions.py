"""Expressions over metrics out of the text, with their names and units checked."""

from __future__ import annotations

from charter.dsl.elaborate.context import MISSING, Context, nearest
from charter.dsl.elaborate.numbers import UNITS, token_value
from charter.dsl.elaborate.sets import column, party_set, the_set, value_of
from charter.dsl.metrics import (
    ARGUMENTS,
    COUNT,
    DAYS,
    PLAIN,
    SHARE,
    SIGNATURES,
    TRUTH,
    WORDS,
    fit,
    product,
    quotient,
)
from charter.dsl.metrics import UNITS as IN_WORDS
from charter.dsl.model.base import Clock, PartySet
from charter.dsl.model.charter import Apply, Expression, ForEvery, ForSome, Literal, NameRef, Parties
from charter.dsl.syntax.tree import Token, Tree

OPS = {
    "or_expr": "or", "and_expr": "and", "not_expr": "not", "add_expr": "+", "sub_expr": "-", "mul_expr": "*",
    "div_expr": "/", "negative": "neg", "less": "<", "at_most": "<=", "more": ">", "at_least": ">=", "equal": "=",
    "unequal": "!=",
}  # fmt: skip
KINDS = (
    "or_expr", "and_expr", "not_expr", "compare_expr", "add_expr", "sub_expr", "mul_expr", "div_expr", "number",
    "length", "name_expr", "call", "negative", "for_every", "for_some", "listed", "held_in", "without_help",
)  # fmt: skip
QUANTIFIERS: dict[str, type[ForEvery] | type[ForSome]] = {"for_every": ForEvery, "for_some": ForSome}
HELD = ("seats", "votes")
Found = tuple[Expression, str | None]
"""An expression and its unit; None where a mistake in it is told already."""


def statement(c: Context, tree: Tree, variables: tuple[str, ...] = ()) -> Expression:
    """An expression that is true or false. One with a mistake is reported, and nothing is concluded from it."""
    before = len(c.faults)
    made, unit = _expression(c, tree, variables)
    _need_truth(c, tree, unit, "an expectation needs a statement that is true or false")
    return made if len(c.faults) == before else NameRef(c.span(tree), c.text(tree), "unknown")


def quantified(c: Context, tree: Tree, variables: tuple[str, ...] = ()) -> ForEvery | ForSome:
    """`for every member m of G: …` and `for some member m of G: …`."""
    name = tree.need("NAME").text
    body = next(t for t in tree.trees() if t.kind in KINDS and t.kind != "listed")
    parties = the_set(c, tree)
    return QUANTIFIERS[tree.kind](c.span(tree), name, parties, statement(c, body, (*variables, name)))


def _expression(c: Context, tree: Tree, variables: tuple[str, ...]) -> Found:
    span = c.span(tree)
    if tree.kind in QUANTIFIERS:
        return quantified(c, tree, variables), TRUTH
    if tree.kind == "number":
        token = next(t for t in tree.children if isinstance(t, Token))
        share = token.kind == "PERCENT"
        return Literal(span, token_value(c, token), "%" if share else None), SHARE if share else PLAIN
    if tree.kind == "length":
        unit = next(t.kind for t in tree.trees() if t.kind in UNITS)
        return Literal(span, token_value(c, tree.need("NUMBER")), unit), DAYS
    if tree.kind == "name_expr":
        return _name(c, tree, variables)
    if tree.kind == "call":
        return _call(c, tree, variables)
    if tree.kind in ("listed", "held_in", "without_help"):
        c.problem("LNG312", tree, f"`{c.text(tree)}` is no number and no statement", entity=_entity(c, tree))
        return NameRef(span, c.text(tree), "unknown"), None
    return _operation(c, tree, variables)


# ---- operations ----------------------------------------------------------------------------------


def _operation(c: Context, tree: Tree, variables: tuple[str, ...]) -> Found:
    nodes = [t for t in tree.trees() if t.kind in KINDS]
    found = [_expression(c, t, variables) for t in nodes]
    args = tuple(made for made, _ in found)
    units = [unit for _, unit in found]
    if tree.kind == "compare_expr":
        op = next(OPS[t.kind] for t in tree.trees() if t.kind in OPS and t.kind not in KINDS)
        if None not in units and (TRUTH in units or fit(*_two(units)) is None):
            _mixed(c, tree, op, nodes, units)
        return Apply(c.span(tree), op, args), TRUTH
    op = OPS[tree.kind]
    if op in ("and", "or", "not"):
        for node, unit in zip(nodes, units, strict=True):
            _need_truth(c, node, unit, f"`{op}` takes statements")
        return Apply(c.span(tree), op, args), TRUTH
    return Apply(c.span(tree), op, args), _number_unit(c, tree, op, nodes, units)


def _two(units: list[str | None]) -> tuple[str, str]:
    first, second = units
    assert first is not None
    assert second is not None
    return first, second


def _number_unit(c: Context, tree: Tree, op: str, nodes: list[Tree], units: list[str | None]) -> str | None:
    """The unit of a sum, a product …; a mistake is reported."""
    if None in units:
        return None
    if op == "neg":
        found = units[0] if units[0] != TRUTH else None
    elif TRUTH in units:
        found = None
    else:
        found = {"*": product, "/": quotient}.get(op, fit)(*_two(units))
    if found is None:
        _mixed(c, tree, op, nodes, units)
    return found


def _mixed(c: Context, tree: Tree, op: str, nodes: list[Tree], units: list[str | None]) -> None:
    sides = [f"`{c.text(n)}` is {IN_WORDS[u or PLAIN]}" for n, u in zip(nodes, units, strict=True)]
    verb = "compared" if op in ("<", "<=", ">", ">=", "=", "!=") else "joined by `" + op.replace("neg", "-") + "`"
    advice = "write a time with its unit, e.g. `48 months`" if DAYS in units else None
    if set(units) == {SHARE, COUNT}:
        advice = "compare shares with shares: `share(G, seats in O)`, or numbers with numbers: `seats(G, O)`"
    c.problem(
        "LNG312", tree, f"{' and '.join(sides)}: they cannot be {verb}", help=advice, entity=_entity(c, tree)
    )  # fmt: skip


def _need_truth(c: Context, tree: Tree, unit: str | None, why: str) -> None:
    if unit is None or unit == TRUTH:
        return
    c.problem(
        "LNG312", tree, f"{why}; `{c.text(tree)}` is {IN_WORDS[unit]}", help="compare it, e.g. with `>= 1/2`",
        entity=_entity(c, tree),
    )  # fmt: skip


def _entity(c: Context, tree: Tree) -> str:
    return f"{c.entity}.{c.text(tree)}"


# ---- names ---------------------------------------------------------------------------------------


def _name(c: Context, tree: Tree, variables: tuple[str, ...]) -> Found:
    token, span = tree.need("NAME"), c.span(tree)
    if token.text in variables:
        c.problem(
            "LNG312", token, f"`{token.text}` is a member, and no number and no statement",
            help=f"ask a metric of it, e.g. `share({token.text}, population)`", entity=_entity(c, tree),
        )  # fmt: skip
        return NameRef(span, token.text, "variable"), None
    signature = SIGNATURES.get(token.text)
    if c.names.find(token.text) is None and signature is not None:
        if () in signature.forms:
            return Apply(span, token.text, ()), signature.unit
        return _wrong_number(c, tree, token.text, 0)
    entry = c.resolve(token, ("let",))
    if entry is None:
        return NameRef(span, token.text, "unknown"), None
    return NameRef(span, token.text, "let"), DAYS if isinstance(entry.value, Clock) else PLAIN


def _call(c: Context, tree: Tree, variables: tuple[str, ...]) -> Found:
    token, span = tree.need("NAME"), c.span(tree)
    nodes = [t for t in tree.trees() if t.kind in KINDS]
    signature = SIGNATURES.get(token.text)
    c.note(token, None, (), "metric")
    forms = [f for f in signature.forms if len(f) == len(nodes)] if signature is not None else []
    if not forms:
        _use(c, nodes)
    if signature is None:
        if token.text != MISSING:
            near = nearest(token.text, SIGNATURES)
            hint = " or ".join(f"`{n}`" for n in near)
            c.problem(
                "LNG209", token, f"`{token.text}` is no metric",
                help=f"did you mean {hint}?" if hint else "`charter explain metrics` lists every metric",
                entity=f"{c.entity}.{token.text}", edit=near[0] if len(near) == 1 else None,
            )  # fmt: skip
        return NameRef(span, token.text, "unknown"), None
    if not forms:
        return _wrong_number(c, tree, token.text, len(nodes))
    if forms[0] and forms[0][0] == "number":
        return _function(c, tree, token.text, nodes, variables)
    args = tuple(_argument(c, node, tuple(f[i] for f in forms), variables) for i, node in enumerate(nodes))
    wrong = any(isinstance(a, NameRef) and a.kind == "unknown" for a in args)
    return Apply(span, token.text, args), None if wrong else signature.unit


def _use(c: Context, nodes: list[Tree]) -> None:
    """Take the names in a call that cannot be read as used, so that they are not reported as left over too."""
    for node in nodes:
        for token in node.tokens("NAME"):
            entry = c.names.find(token.text)
            if entry is not None:
                entry.used = True


def _wrong_number(c: Context, tree: Tree, name: str, given: int) -> Found:
    usage = SIGNATURES[name].usage(name)
    count = "nothing" if not given else "one thing" if given == 1 else f"{given} things"
    c.problem(
        "LNG212", tree, f"`{name}` is asked of {count} here", help=f"write {usage}; see `charter explain {name}`",
        entity=_entity(c, tree),
    )  # fmt: skip
    return NameRef(c.span(tree), c.text(tree), "unknown"), None


def _function(c: Context, tree: Tree, name: str, nodes: list[Tree], variables: tuple[str, ...]) -> Found:
    found = [_expression(c, t, variables) for t in nodes]
    units = [unit for _, unit in found]
    made = Apply(c.span(tree), name, tuple(each for each, _ in found))
    return made, _number_unit(c, tree, "neg" if len(units) == 1 else "+", nodes, units)


def _argument(c: Context, tree: Tree, kinds: tuple[str, ...], variables: tuple[str, ...]) -> Expression:
    """One argument of a metric; `kinds` are those that its forms of that length take there."""
    span, unknown = c.span(tree), NameRef(c.span(tree), c.text(tree), "unknown")
    if tree.kind == "listed" and "group" in kinds:
        return Parties(span, party_set(c, tree))
    if tree.kind == "without_help" and "without" in kinds:
        token = next((t.need("NAME") for t in tree.trees() if t.kind == "named"), None)
        if token is not None and token.text in variables:
            return NameRef(span, token.text, "variable")
        return Parties(span, the_set(c, tree))
    if tree.kind == "held_in" and "held" in kinds:
        return _held_in(c, tree)
    token = next((t for t in tree.children if isinstance(t, Token)), None)
    if tree.kind != "name_expr" or token is None or kinds == ("without",):
        wanted = " or ".join(_in_words(k) for k in dict.fromkeys(kinds))
        c.problem("LNG212", tree, f"`{c.text(tree)}` stands where {wanted} belongs", entity=_entity(c, tree))
        return unknown
    if token.text in variables and "group" in kinds:
        return NameRef(span, token.text, "variable")
    if kinds[0] in WORDS:
        return _word(c, token, kinds[0])
    return _named(c, token, kinds)


def _in_words(kind: str) -> str:
    words = {
        "without": "`without GROUP`",
        "held": "`seats in ORGAN`, `votes in ORGAN` or a column",
        "index": "an index",
        "vote": "a decision",
    }
    words |= {"part": "a part of an obligation", "obligation": "an obligation", "organ": "an organ"}
    return words.get(kind, f"a {kind}")


def _held_in(c: Context, tree: Tree) -> Expression:
    what, where = tree.tokens("NAME")
    if what.text not in HELD:
        near = nearest(what.text, HELD)
        c.problem(
            "LNG209", what, f"`{what.text}` is nothing that is held in an organ; `seats` and `votes` are",
            help=f"did you mean `{near[0]}`?" if near else None, entity=f"{c.entity}.{what.text}",
        )  # fmt: skip
        return NameRef(c.span(tree), c.text(tree), "unknown")
    entry = c.resolve(where, ("organ",))
    inner = NameRef(c.span(where), where.text, "organ" if entry is not None else "unknown")
    return inner if entry is None else Apply(c.span(tree), f"{what.text} in", (inner,))


def _word(c: Context, token: Token, kind: str) -> Expression:
    text = token.text.replace("-", "_")
    c.note(token, None, (), kind)
    if text not in WORDS[kind]:
        near = nearest(text, WORDS[kind])
        hint = " or ".join(f"`{n}`" for n in near) or ", ".join(f"`{w}`" for w in WORDS[kind])
        c.problem(
            "LNG209", token, f"`{token.text}` is not {_in_words(kind)}", help=f"did you mean {hint}?",
            entity=f"{c.entity}.{token.text}",
        )  # fmt: skip
        return NameRef(c.span(token), token.text, "unknown")
    return NameRef(c.span(token), text, "word")


def _named(c: Context, token: Token, kinds: tuple[str, ...]) -> Expression:
    """A declared name: of an organ, a decision, a column …; a name for parties gives the set."""
    place = c.span(token)
    allowed = tuple(dict.fromkeys(k for kind in kinds for k in ARGUMENTS.get(kind, ())))
    dotted = c.names.find(token.text.partition(".")[0])
    if "column" in allowed and dotted is not None and dotted.kind == "table":
        known = bool(column(c, token))
        return NameRef(place, token.text, "column" if known else "unknown")
    entry = c.resolve(token, allowed)
    if entry is None:
        return NameRef(place, token.text, "unknown")
    if entry.kind in ARGUMENTS["group"] and "group" in kinds:
        members = frozenset((token.text,)) if entry.kind == "party" else value_of(c, entry, token)
        known_members = None if members is None else tuple(sorted(members))
        return Parties(place, PartySet(place, token.text, known_members, token.text))
    return NameRef(place, token.text, entry.kind)
