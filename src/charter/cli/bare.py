"""A game given as numbers: `--weights 4,4,4,2,2,1 --quota 12`, `--weights votes.csv --quota 85%`."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.terminal import visible

if TYPE_CHECKING:
    from charter.games.game import Game

MOST_DIGITS = 100
VOTES = ("votes", "vote", "weights", "weight")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(/\d+)?")


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
    if not _NUMBER.fullmatch(clean):
        raise BareError(f"{what} is `{visible(clean)}`, which is no number")
    try:
        head, _, tail = clean.partition("/")
        return Fraction(Decimal(head)) / (Fraction(tail) if tail else 1)
    except (InvalidOperation, ZeroDivisionError, ValueError) as error:
        raise BareError(f"{what} is `{visible(clean)}`, which is no number") from error


def weights(text: str) -> dict[str, Fraction]:
    """The votes of each player, from a list or a CSV file; players of a list without names are 1, 2, 3 …"""
    if text.lower().endswith(".csv") or _is_file(text):
        return _from_csv(Path(text))
    found: dict[str, Fraction] = {}
    for place, part in enumerate(text.split(","), 1):
        name, equals, value = part.rpartition("=")
        name = name.strip() if equals else str(place)
        if not part.strip():
            raise BareError(f"weight {place} of --weights is empty")
        _put(found, name, number(value, f"the weight of {visible(name)}"), "--weights")
    return found


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _put(found: dict[str, Fraction], name: str, value: Fraction, where: str) -> None:
    if not name:
        raise BareError(f"{where}: a player without a name")
    if name in found:
        raise BareError(f"{where}: {visible(name)} is listed twice")
    if value < 0:
        raise BareError(f"{where}: the weight of {visible(name)} is negative: {value}")
    found[name] = value


def _from_csv(path: Path) -> dict[str, Fraction]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BareError(f"cannot read `{visible(str(path))}`: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BareError(f"`{visible(str(path))}` is no UTF-8 text") from error
    shown = visible(str(path))
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise BareError(f"{shown}:{reader.line_num}: {error}") from error
    if not rows:
        raise BareError(f"{shown} has no players")
    name_at, votes_at, skip = _columns(rows[0][1], shown)
    found: dict[str, Fraction] = {}
    for line, row in rows[skip:]:
        if len(row) <= max(name_at, votes_at) or not row[votes_at].strip():
            raise BareError(f"{shown}:{line}: no number of votes")
        name = row[name_at].strip()
        value = number(row[votes_at], f"{shown}:{line}: the weight of {visible(name)}")
        _put(found, name, value, f"{shown}:{line}")
    if not found:
        raise BareError(f"{shown} has no players")
    return found


def _columns(first: list[str], shown: str) -> tuple[int, int, int]:
    """Where the names and the votes stand, and how many rows are headings."""
    cells = [cell.strip().lower() for cell in first]
    named = [i for i, cell in enumerate(cells) if cell in VOTES]
    if len(named) == 1 and len(cells) > 1:
        return (1 if named[0] == 0 else 0), named[0], 1
    if len(cells) != 2:
        raise BareError(
            f"{shown} needs two columns, the player and the votes, or one column headed `votes`; it has {len(cells)}"
        )
    return 0, 1, 0 if _NUMBER.fullmatch(cells[1]) else 1


def quota(text: str, total: Fraction) -> tuple[Fraction, bool]:
    """The votes needed, and whether they must be exceeded: `12`, `85%`, `2/3`, `>50%`, `majority`.

    >>> quota("85%", Fraction(200)), quota(">1/2", Fraction(7)), quota("majority", Fraction(7))
    ((Fraction(170, 1), False), (Fraction(7, 2), True), (Fraction(7, 2), True))
    """
    clean = text.strip()
    if clean == "majority":
        return total / 2, True
    strict = clean.startswith(">") and not clean.startswith(">=")
    body = clean.lstrip(">=").strip() if clean.startswith(">") else clean
    share = body.endswith("%") or "/" in body
    value = number(body.removesuffix("%"), "the quota")
    if body.endswith("%"):
        value /= 100
    if value < 0:
        raise BareError(f"the quota is negative: {visible(clean)}")
    if share and value > 1:
        raise BareError(f"the quota is {visible(clean)}, more than all votes")
    if not share and 0 < value < 1 and total >= 1:
        raise BareError(f"the quota {visible(clean)} is less than one vote; write {value * 100}% for a share")
    return (value * total if share else value), strict


def game_of(votes: dict[str, Fraction], wanted: str) -> Game:
    """The game, with a clear word where nobody can carry it or everything carries.

    Raises:
        BareError: a quota of zero, or above all votes.
    """
    from charter.games.game import Game

    total = sum(votes.values(), Fraction(0))
    if not total:
        raise BareError("nobody has a vote: all weights are zero")
    needed, strict = quota(wanted, total)
    if needed > total or (strict and needed == total):
        raise BareError(f"the quota {visible(wanted)} is above all votes, {total}: nothing can pass")
    if not needed and not strict:
        raise BareError("the quota is zero: everything passes and nobody has power")
    return Game.weighted(votes, needed, strict=strict)
