"""Numbers given on the command line or in a file beside it, and what is wrong with them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

import click

from charter.cli.terminal import visible

MOST_DIGITS = 100
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(/\d+)?")


class BareError(click.UsageError):
    """What is wrong with the weights or the quota."""


def number(text: str, what: str) -> Fraction:
    """An exact number: `12`, `2.5`, `7/2`.

    >>> number("2.5", "the quota")
    Fraction(5, 2)
    """
    clean = text.strip()
    if len(clean) > MOST_DIGITS:
        raise BareError(f"{what} has more than {MOST_DIGITS} digits")
    if not NUMBER.fullmatch(clean):
        raise BareError(f"{what} is `{visible(clean)}`, which is no number")
    try:
        head, _, tail = clean.partition("/")
        return Fraction(Decimal(head)) / (Fraction(tail) if tail else 1)
    except (InvalidOperation, ZeroDivisionError, ValueError) as error:
        raise BareError(f"{what} is `{visible(clean)}`, which is no number") from error


def put(found: dict[str, Fraction], name: str, value: Fraction, where: str) -> None:
    if not name:
        raise BareError(f"{where}: a player without a name")
    if name in found:
        raise BareError(f"{where}: {visible(name)} is listed twice")
    if value < 0:
        raise BareError(f"{where}: the weight of {visible(name)} is negative: {value}")
    found[name] = value
