"""A game given as numbers: `--weights 4,4,4,2,2,1 --quota 12`, `--weights votes.csv --quota 85%`."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from charter.cli.input.numbers import BareError, number, put
from charter.cli.input.votes_file import votes_in
from charter.cli.terminal import visible

if TYPE_CHECKING:
    from charter.games.game import Game


def weights(text: str, column: str | None = None) -> dict[str, Fraction]:
    """The votes of each player, from a list or a column of a CSV file; players of a list without names are 1, 2, 3 …"""
    if text.lower().endswith(".csv") or _is_file(text):
        return votes_in(Path(text), column)
    if column is not None:
        raise BareError("--column is of a file: --weights votes.csv --column votes")
    found: dict[str, Fraction] = {}
    for place, part in enumerate(text.split(","), 1):
        name, equals, value = part.rpartition("=")
        name = name.strip() if equals else str(place)
        if not part.strip():
            raise BareError(f"weight {place} of --weights is empty")
        put(found, name, number(value, f"the weight of {visible(name)}"), "--weights")
    return found


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


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
