"""Heads of participants and columns counted in a council of constituencies: those of all behind each vote.

The council is that of a fund in which sixty per cent of the participants and sixty per cent of the contributions must
say yes: Germany (40 of 100), France (30), a constituency of two that gave 10 each, one of five that gave 1 each, and
one of three that gave 2, 2 and 1.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from charter.dsl.load import load
from charter.dsl.model import Charter
from charter.dsl.syntax.source import read_source
from charter.render.figures.structure import structure
from charter.validators.check.engine import check

MONEY = {
    "DEU": 40, "FRA": 30, "AUT": 10, "BEL": 10, "KEN": 1, "UGA": 1, "TZA": 1, "RWA": 1, "BDI": 1, "BRA": 2, "ARG": 2,
    "CHL": 1,
}  # fmt: skip
GROUPS = (("DEU",), ("FRA",), ("AUT", "BEL"), ("KEN", "UGA", "TZA", "RWA", "BDI"), ("BRA", "ARG", "CHL"))
FUND = """charter 1
use world
data gave from "gave.csv" keyed by iso3 { money "contributions" }
institution Fund {
  members are { DEU, FRA, AUT, BEL, KEN, UGA, TZA, RWA, BDI, BRA, ARG, CHL }
  organ Council {
    seats 5 { 5 chosen by members }
    constituency Germany = { DEU }
    constituency France = { FRA }
    constituency Low = { AUT, BEL }
    constituency East = { KEN, UGA, TZA, RWA, BDI }
    constituency South = { BRA, ARG, CHL }
    cast as a unit
    decides by 60% of members and 60% of gave.money
  }
  decision act : programme { step Council }
}
expect Fund {
  EXPECT
}
"""


def fund(folder: Path, *expect: str) -> tuple[Charter, list[str]]:
    """The charter, and what came of the expectations."""
    rows = "\n".join(f"{party},{money}" for party, money in MONEY.items())
    (folder / "gave.csv").write_text(f"iso3,money\n{rows}\n")
    (folder / "fund.charter").write_text(FUND.replace("EXPECT", "\n  ".join(expect)))
    loaded = load(read_source(folder / "fund.charter"))
    assert [f.message for f in loaded.findings if f.severity == "error"] == []
    return loaded.charter, [v.verdict for v in check(loaded).verdicts]


def carried(yes: frozenset[str]) -> bool:
    """By hand: a constituency votes as more than half of it; its heads and its money count whole."""
    voting = [g for g in GROUPS if 2 * len(yes.intersection(g)) > len(g)]
    heads, money = sum(map(len, voting)), sum(MONEY[p] for g in voting for p in g)
    return heads * 10 >= 12 * 6 and money >= 60


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        # seven of twelve heads are 58.3%: the five stop it by their heads, with 5 of 100 of the money
        ("{ KEN, UGA, TZA, RWA, BDI } can block act", "proved"),
        # three of the five keep their constituency from saying yes, two do not
        ("{ KEN, UGA, TZA } can block act", "proved"),
        ("{ KEN, UGA } can block act", "refuted"),
        # without Germany 60 of 100 are left, without Germany and half of Low 40
        ("{ DEU } can block act", "refuted"),
        ("{ DEU, AUT } can block act", "proved"),
        ("that smallest_blocking(act) = 2", "proved"),
        # 1 + 1 + 2 + 5 = 9 heads and 95 of the money; without the five, 7 heads
        ("{ DEU, FRA, AUT, BEL, KEN, UGA, TZA } can pass act", "proved"),
        ("{ DEU, FRA, AUT, BEL, BRA, ARG, CHL } can pass act", "refuted"),
    ],
)
def test_heads_and_money_are_those_behind_each_vote(tmp_path: Path, sentence: str, verdict: str) -> None:
    assert fund(tmp_path, sentence)[1] == [verdict]


def test_the_power_to_act_is_that_of_every_coalition(tmp_path: Path) -> None:
    """All 4,096 coalitions of the twelve members, by hand."""
    winning = sum(
        carried(frozenset(p for p, said in zip(MONEY, votes, strict=True) if said))
        for votes in product((False, True), repeat=12)
    )
    act = Fraction(winning, 4096)
    assert fund(tmp_path, f"that power_to_act(act) = {act.numerator}/{act.denominator}")[1] == ["proved"]


def test_the_picture_says_that_those_behind_are_counted(tmp_path: Path) -> None:
    charter, _ = fund(tmp_path, "{ DEU } can block act")
    picture = structure(charter.institutions[0], charter)
    council = next(n for n in picture.nodes if n.name == "Council")
    assert "Counts all members behind each vote" in council.lines
