"""How the rules put numbers and lists into sentences, so that every finding reads alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

_SHOWN = 6
DECIMALS = 13
"""Shares that agree to so many decimals are written out as fractions."""


def percent(share: Fraction, beside: Fraction | None = None) -> str:
    """A share as per cent with one decimal, `37.1%`; exact ones are short: `22%`, `0.01%`.

    More decimals where rounding would say something else: that a small share is nothing (`0.03%`), that a part is the
    whole, or that a share is the one `beside` it, with which the sentence compares it (`9.98%`, less than `10%`).
    """
    hundredths = share * 100
    if hundredths.denominator == 1:
        return f"{hundredths.numerator}%"
    exact = hundredths * 1000
    if exact.denominator == 1:
        return f"{float(hundredths):.3f}".rstrip("0") + "%"
    untrue = {Fraction(0), Fraction(100)} | ({beside * 100} if beside is not None and beside != share else set())
    for places in range(1, DECIMALS):
        told = f"{float(hundredths):.{places}f}"
        if Fraction(told) not in untrue:
            return f"{told}%"
    return f"{hundredths.numerator}/{hundredths.denominator}%"


def listed(items: Iterable[str], last: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`."""
    all_items = list(items)
    if len(all_items) < 2:
        return "".join(all_items)
    return f"{', '.join(all_items[:-1])} {last} {all_items[-1]}"


def some(items: Sequence[str], shown: int = _SHOWN) -> str:
    """The first few of many: `CHN, FRA, GBR and 12 others`; all where only one would be left out."""
    if len(items) <= shown + 1:
        return listed(items)
    return f"{', '.join(items[:shown])} and {len(items) - shown} others"


def number(count: int, thing: str, things: str | None = None) -> str:
    """`1 seat`, `3 seats`."""
    return f"{count} {thing if count == 1 else things or thing + 's'}"


def amount(value: Fraction) -> str:
    """An exact number as short as it can be said: `17`, `7/2`."""
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def days(value: Fraction) -> str:
    """A time in days: `30 days`, `about 91 days` for what months and years do not divide evenly."""
    if value.denominator == 1:
        return number(int(value), "day")
    return f"about {number(round(value), 'day')}"
