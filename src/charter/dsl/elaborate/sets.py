"""Sets of parties: names, lists, algebra, predicates over columns, the top of a ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from charter.dsl.elaborate.context import Context, text_of
from charter.dsl.elaborate.numbers import as_of, number_in, whole
from charter.dsl.model.base import PartySet
from charter.dsl.syntax.tree import Token, Tree

SET_KINDS = ("union", "difference", "intersection", "named", "listed", "all_members", "where", "top", "bottom")
Members = frozenset[str] | None
SET_NAMES = ("group", "party", "category", "institution")


def set_in(c: Context, tree: Tree, skip: int = 0) -> PartySet | None:
    """The set below `tree` (the one after `skip` others), or None."""
    found = [t for t in tree.trees() if t.kind in SET_KINDS]
    return party_set(c, found[skip]) if len(found) > skip else None


def the_set(c: Context, tree: Tree) -> PartySet:
    """The set below `tree`, which the grammar guarantees."""
    found = set_in(c, tree)
    assert found is not None, tree.kind
    return found


def party_set(c: Context, tree: Tree) -> PartySet:
    """The set of a node, evaluated where its parts are known."""
    members = evaluate(c, tree)
    named = tree.need("NAME").text if tree.kind == "named" else None
    found = None if members is None else tuple(sorted(members))
    return PartySet(c.span(tree), c.text(tree), found, named, tuple(sorted(_tied(c, tree))))


def _tied(c: Context, tree: Tree) -> frozenset[str]:
    """Those tied at the end of a ranking that the set is made of."""
    if tree.kind == "top":
        return c.ties.get(id(tree), frozenset())
    if tree.kind == "named":
        entry = c.names.find(tree.need("NAME").text)
        value = entry.value if entry is not None else None
        return frozenset(value.tied) if isinstance(value, PartySet) else frozenset()
    return frozenset().union(*(_tied(c, t) for t in tree.trees() if t.kind in SET_KINDS))


def evaluate(c: Context, tree: Tree) -> Members:
    """The members of a set; None where they are not known."""
    return _EVALUATE[tree.kind](c, tree)


def _named(c: Context, tree: Tree) -> Members:
    return members_of(c, tree.need("NAME"))


def members_of(c: Context, token: Token) -> Members:
    """The members that a name stands for: of a group, a category of membership, an institution, or one party."""
    entry = c.resolve(token, SET_NAMES)
    if entry is None:
        return None
    if entry.kind == "party":
        return frozenset((token.text,))
    return value_of(c, entry, token)


def value_of(c: Context, entry: Any, token: Token) -> Members:
    """The value of a group's entry, made at its first use; a definition that needs itself is reported."""
    if entry.making:
        c.problem(
            "LNG210",
            token,
            f"`{entry.name}` is defined by way of itself",
            labels=[(entry.span, "declared here")],
            entity=entry.name,
        )
        return None
    value = entry.made()
    if isinstance(value, PartySet):
        return None if value.members is None else frozenset(value.members)
    return value if isinstance(value, frozenset) else None


def _listed(c: Context, tree: Tree) -> Members:
    seen: dict[str, Token] = {}
    for token in tree.tokens("NAME"):
        if token.text in seen:
            c.problem(
                "LNG202",
                token,
                f"`{token.text}` stands twice in this list",
                labels=[(seen[token.text], "first here")],
            )
        seen[token.text] = token
    parts = [members_of(c, token) for token in seen.values()]
    return None if any(p is None for p in parts) else frozenset(m for p in parts for m in p or ())


def _all_members(c: Context, tree: Tree) -> Members:
    known: PartySet | None = c.members
    return None if known is None or known.members is None else frozenset(known.members)


def members_in(c: Context, token: Token) -> tuple[str, ...] | None:
    """The members that a name stands for, in order of code; None where they are not known."""
    found = members_of(c, token)
    return None if found is None else tuple(sorted(found))


def members_set(c: Context, tree: Tree) -> PartySet:
    """The institution's own members, for a clause that names no set."""
    known: PartySet | None = c.members
    return PartySet(c.span(tree), "members", None if known is None else known.members)


def _pair(c: Context, tree: Tree) -> tuple[Members, Members]:
    left, right = (t for t in tree.trees() if t.kind in SET_KINDS)
    return evaluate(c, left), evaluate(c, right)


def _union(c: Context, tree: Tree) -> Members:
    left, right = _pair(c, tree)
    return None if left is None or right is None else left | right


def _difference(c: Context, tree: Tree) -> Members:
    left, right = _pair(c, tree)
    return None if left is None or right is None else left - right


def _intersection(c: Context, tree: Tree) -> Members:
    left, right = _pair(c, tree)
    return None if left is None or right is None else left & right


def column(c: Context, token: Token) -> Mapping[str, Any] | None:
    """The values of a column by party code; None for one that is not known (reported) or could not be read."""
    head, _, tail = token.text.partition(".")
    entry = c.names.find(head) if tail else None
    if entry is not None and entry.kind == "table":
        entry.used = True
        c.note(token, entry, ("column",))
        for found in entry.value.columns if entry.value is not None else ():
            if found.name == tail:
                return None if found.faulty else dict(found.values)
        if entry.value is not None:
            from charter.dsl.elaborate.context import nearest

            near = nearest(tail, [x.name for x in entry.value.columns])
            c.problem(
                "LNG506",
                token,
                f"table `{head}` has no column `{tail}`",
                help=f"did you mean `{head}.{near[0]}`?" if near else "declare the column in the table's block",
                labels=[(entry.span, "the table is declared here")],
            )
        return None
    resolved = c.resolve(token, ("column",))
    if resolved is None:
        return None
    from charter import world

    return world.column(token.text)


def column_name(c: Context, tree: Tree) -> str:
    """The column that a clause names, looked up."""
    token = tree.need("NAME")
    column(c, token)
    return token.text


def _where(c: Context, tree: Tree) -> Members:
    base = evaluate(c, next(t for t in tree.trees() if t.kind in SET_KINDS))
    test = condition(c, next(t for t in tree.trees() if t.kind in _CONDITIONS))
    return None if base is None or test is None else frozenset(m for m in base if test(m))


def _top(c: Context, tree: Tree) -> Members:
    values = column(c, tree.need("NAME"))
    size = whole(c, tree.need("NUMBER"), "the number of parties")
    inner = [t for t in tree.trees() if t.kind in SET_KINDS]
    base = evaluate(c, inner[0]) if inner else None
    if values is None or (inner and base is None):
        return None
    ranked = ranking(values, base, lowest=tree.kind == "bottom")
    if values and len(ranked) < size:
        c.problem(
            "LNG301",
            tree,
            f"the {tree.kind} {size} of {len(ranked)} parties for which `{tree.need('NAME').text}` is known",
        )
    if 0 < size < len(ranked) and values[ranked[size - 1]] == values[ranked[size]]:
        level = values[ranked[size]]
        tied = [m for m in ranked if values[m] == level]
        c.ties[id(tree)] = frozenset(tied)
        name = tree.need("NAME").text
        sure = sum(1 for m in ranked[:size] if values[m] != level)
        c.problem(
            "LNG314",
            tree,
            f"{', '.join(tied[:-1])} and {tied[-1]} are tied in `{name}` for {size - sure} of the {size} places",
            label="the ranking ends in a tie",
            severity="note",
            help="name another number, or who comes first where figures are equal",
        )
    return frozenset(ranked[:size])


def ranking(values: Mapping[str, Any], among: Iterable[str] | None = None, *, lowest: bool = False) -> list[str]:
    """Parties by falling value (by rising value with `lowest`), ties by code; those without a value are left out."""
    pool = values.keys() if among is None else [m for m in among if m in values]
    sign = 1 if lowest else -1
    return sorted(pool, key=lambda m: (sign * Fraction(values[m]), m))


Test = Callable[[str], bool]


def condition(c: Context, tree: Tree) -> Test | None:
    """A test of one party, from a condition over columns. A party without a value fails it; None where a column or a
    set of the condition is not known."""
    return _CONDITIONS[tree.kind](c, tree)


def _parts(c: Context, tree: Tree) -> list[Test] | None:
    """The parts of a condition, each looked up; None where one is not known."""
    found = [condition(c, t) for t in tree.trees()]
    known = [part for part in found if part is not None]
    return known if len(known) == len(found) else None


def _either(c: Context, tree: Tree) -> Test | None:
    parts = _parts(c, tree)
    return None if parts is None else lambda m: any(p(m) for p in parts)


def _both(c: Context, tree: Tree) -> Test | None:
    parts = _parts(c, tree)
    return None if parts is None else lambda m: all(p(m) for p in parts)


def _not(c: Context, tree: Tree) -> Test | None:
    part = condition(c, next(iter(tree.trees())))
    return None if part is None else lambda m: not part(m)


def _has(c: Context, tree: Tree) -> Test | None:
    token = tree.need("NAME")
    entry = c.names.find(token.text)
    if entry is not None and entry.kind == "group":
        members = members_of(c, token)
        return None if members is None else lambda m: m in members
    values = column(c, token)
    return None if values is None else lambda m: values.get(m) is True


def _is(c: Context, tree: Tree) -> Test | None:
    name, *rest = tree.tokens("NAME")
    values = column(c, name)
    wanted = rest[0].text if rest else text_of(tree.need("STRING"))
    if values is None:
        return None
    texts = {v for v in values.values() if isinstance(v, str)}
    if values and wanted not in texts:
        from charter.dsl.elaborate.context import nearest

        near = " or ".join(f'"{n}"' for n in nearest(wanted, texts))
        c.problem(
            "LNG209",
            rest[0] if rest else tree.need("STRING"),
            f'no party has "{wanted}" in `{name.text}`',
            help=f"did you mean {near}?" if near else None,
        )
    return lambda m: values.get(m) == wanted


_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "less": lambda a, b: a < b,
    "at_most": lambda a, b: a <= b,
    "more": lambda a, b: a > b,
    "at_least": lambda a, b: a >= b,
    "equal": lambda a, b: a == b,
    "unequal": lambda a, b: a != b,
}


def _compares(c: Context, tree: Tree) -> Test | None:
    values = column(c, tree.need("NAME"))
    compare = next(_COMPARE[t.kind] for t in tree.trees() if t.kind in _COMPARE)
    bound = number_in(c, tree)
    if values is None:
        return None

    def test(member: str) -> bool:
        value = values.get(member)
        return isinstance(value, Fraction) and compare(value, bound)

    return test


_CONDITIONS: dict[str, Callable[[Context, Tree], Test | None]] = {
    "either": _either,
    "both": _both,
    "not_so": _not,
    "has": _has,
    "is": _is,
    "compares": _compares,
}

_EVALUATE: dict[str, Callable[[Context, Tree], Members]] = {
    "named": _named,
    "listed": _listed,
    "all_members": _all_members,
    "union": _union,
    "difference": _difference,
    "intersection": _intersection,
    "where": _where,
    "top": _top,
    "bottom": _top,
}


def at_date(c: Context, tree: Tree, made: PartySet, *, movable: bool = False) -> PartySet:
    """The set as it was on the date of the clause's `as of`, where the facts know since when a party belongs. A
    scenario's date holds in its place where the clause is `movable`."""
    date = as_of(c, tree)
    if movable and c.instead.day is not None:
        date = c.instead.day
    if date is None:
        return made
    import datetime

    from charter import world

    head, _, tail = (made.named or "").partition(".")
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return made
    if head == "memberships" and tail in world.memberships():
        then = world.membership(tail, as_of=day)
        return PartySet(made.span, made.text, tuple(sorted(then)), made.named)
    return made
