"""Numbers, dates, times and money out of the text, exact."""

from __future__ import annotations

import datetime
from fractions import Fraction

from charter.dsl.elaborate.context import Context, clip, text_of
from charter.dsl.model.base import Clock, Money
from charter.dsl.syntax.tree import Token, Tree

MOST_DIGITS = 60
MOST_COUNTED = 1_000_000
NUMBER_KINDS = ("NUMBER", "FRACTION", "PERCENT", "POWER")
UNITS = ("hours", "days", "weeks", "months", "years")
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def token_value(c: Context, token: Token) -> Fraction:
    """The exact value of a number as written: `2/3`, `66.7%`, `35`, `10^26`. Impossible ones are reported, as 1."""
    text = token.text.replace("_", "")
    if len(text) > MOST_DIGITS:
        c.problem("LNG307", token, f"a number of {len(text)} digits is too large to mean anything here")
        return Fraction(1)
    if token.kind == "FRACTION":
        upper, lower = text.split("/")
        if int(lower) == 0:
            c.problem("LNG301", token, f"`{token.text}` divides by zero", help="write the share, e.g. `2/3`")
            return Fraction(1)
        return Fraction(int(upper), int(lower))
    if token.kind == "PERCENT":
        return Fraction(text[:-1]) / 100
    if token.kind == "POWER":
        base, exponent = text.split("^")
        if int(exponent) > 100 or len(base) > 10:
            c.problem("LNG307", token, f"`{token.text}` is too large to mean anything here")
            return Fraction(1)
        return Fraction(int(base) ** int(exponent))
    return Fraction(text)


def number_in(c: Context, tree: Tree) -> Fraction:
    """The value of the `number` or `ratio` node below `tree`."""
    node = tree.first("number")
    if node is not None:
        token = next(t for t in node.children if isinstance(t, Token))
        return token_value(c, token)
    ratio = tree.first("ratio")
    assert ratio is not None
    part, whole = ratio.tokens("NUMBER")
    below = token_value(c, whole)
    if below == 0:
        c.problem("LNG301", ratio, f"`{c.text(ratio)}` divides by zero")
        return Fraction(1)
    return token_value(c, part) / below


def whole(c: Context, token: Token, what: str, least: int = 1) -> int:
    """A whole number of things; a fraction, zero where it cannot be, or more than a million is reported."""
    value = settled(c, token, what, least)
    return value if value is not None else least


def settled(c: Context, token: Token, what: str, least: int = 1) -> int | None:
    """As `whole`, but None where the number is too large, so that nothing is concluded from one made up."""
    value = token_value(c, token)
    if value.denominator != 1:
        c.problem("LNG301", token, f"{what} must be a whole number, not {token.text}")
        return max(least, int(value))
    if value < least:
        c.problem("LNG301", token, f"{what} must be at least {least}, not {token.text}")
        return least
    if value > MOST_COUNTED:
        c.problem("LNG307", token, f"{clip(token.text)} is too large for {what}", help="at most 1_000_000")
        return None
    return int(value) if len(token.text) <= MOST_DIGITS else None


def count_of(c: Context, tree: Tree, what: str, least: int = 1) -> int | None:
    """The whole number of a `count` node below `tree`: a numeral or a named number; None if it is unknown."""
    node = tree.first("count")
    return None if node is None else counted(c, node, what, least)


def counted(c: Context, node: Tree, what: str, least: int = 1) -> int | None:
    """The whole number that a node holds as a numeral or by a name."""
    token = next(t for t in node.children if isinstance(t, Token))
    if token.kind == "NUMBER":
        return settled(c, token, what, least)
    value = let_value(c, token)
    if value is None:
        return None
    if value.denominator != 1 or value < least or value > MOST_COUNTED:
        c.problem("LNG301", token, f"`{token.text}` is {value}, which is no number of {what}")
        return None
    return int(value)


def let_value(c: Context, token: Token) -> Fraction | None:
    """The value of a named number; None (reported) where the name means something else."""
    entry = c.resolve(token, ("let",))
    if entry is None:
        return None
    value = entry.value
    if isinstance(value, Fraction):
        return value
    c.problem("LNG204", token, f"`{token.text}` is a time, not a number", labels=[(entry.span, "declared here")])
    return None


def clock(c: Context, tree: Tree) -> Clock:
    """The time of a `duration` node."""
    amount_token = next(t for t in tree.children if isinstance(t, Token))
    unit = next(t.kind for t in tree.trees() if t.kind in UNITS)
    if amount_token.kind == "NAME":
        amount = let_value(c, amount_token)
    else:
        amount = token_value(c, amount_token)
        if amount == 0:
            c.problem("LNG301", tree, "a time of zero", help="leave the clause out, or write `at once`")
    return Clock(c.span(tree), amount if amount is not None else Fraction(1), unit)


def clock_in(c: Context, tree: Tree | None) -> Clock | None:
    """The time below `tree`: a `duration`, or the words that stand for none; None where there is neither."""
    if tree is None:
        return None
    node = tree.first("duration")
    if node is not None:
        return clock(c, node)
    vague = tree.first("vague")
    if vague is not None:
        return Clock(c.span(vague), words=text_of(vague.need("STRING")))
    return None


def the_clock(c: Context, tree: Tree) -> Clock:
    """The time below `tree`, which the grammar guarantees."""
    found = clock_in(c, tree)
    assert found is not None, tree.kind
    return found


def date_text(c: Context, token: Token) -> str:
    """A date as ISO text; one that is in no calendar is reported."""
    try:
        datetime.date.fromisoformat(token.text)
    except ValueError:
        c.problem("LNG311", token, f"there is no {token.text} in the calendar")
    return token.text


def date_or_year(c: Context, tree: Tree) -> str:
    """The date, or the year, below `tree`."""
    node = tree.first("date")
    if node is not None:
        return date_text(c, node.need("DATE"))
    year = tree.first("year")
    assert year is not None
    token = year.need("NUMBER")
    if not (token.text.isdigit() and 1000 <= int(token.text[:9]) <= 2999):
        c.problem("LNG311", token, f"{token.text} is no year")
    return token.text


def as_of(c: Context, tree: Tree) -> str | None:
    """The `as of` date below `tree`, or None."""
    node = tree.first("as_of")
    return date_text(c, node.need("DATE")) if node is not None else None


def money(c: Context, tree: Tree, years: Fraction | None = None) -> Money:
    """The amount of a `money` node."""
    amount = token_value(c, tree.need("NUMBER"))
    for word, factor in SCALES.items():
        if tree.first(word) is not None:
            amount *= factor
    currency = tree.need("NAME")
    if not (len(currency.text) == 3 and currency.text.isalpha() and currency.text.isupper()):
        c.problem(
            "LNG209",
            currency,
            f"`{currency.text}` is no currency code",
            help="three capital letters: USD, EUR, CHF",
        )
    return Money(c.span(tree), amount, currency.text, years)


def percent_in(c: Context, tree: Tree) -> Fraction | None:
    """The `share` below `tree` as a fraction of 1, or None; over 100% is reported."""
    node = tree.first("share")
    if node is None:
        return None
    token = next(t for t in node.children if isinstance(t, Token))
    value = token_value(c, token)
    if value > 1:
        c.problem("LNG302", token, f"{token.text} is more than the whole")
        return Fraction(1)
    return value
