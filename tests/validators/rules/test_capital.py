"""The capital of a bank: its shares, who has subscribed it, and the part that a region is to hold."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from rule_checking import agency

from charter.analysis.money.payers import payers
from charter.analysis.subject import Subject
from charter.dsl.load import load
from charter.dsl.model.charter import Charter
from charter.dsl.syntax.source import Source
from charter.render.diagrams import diagram
from charter.validators.check.engine import check

BANK = """charter 1
use world
data w from "w.csv" keyed by iso3 { shares }
group Regional = { JPN, KOR }
institution Bank {
  members are { JPN, KOR, FRA }
  funding {
    capital 10 billion USD, shares of 100_000 USD, 20% paid in, 80% callable, subscribed by w.shares, FLOOR
  }
}
expect Bank { largest contributor pays at most 50% }
"""


def bank(tmp_path: Path, floor: str, rows: str = "JPN,60\nKOR,20\nFRA,20\n") -> Charter:
    (tmp_path / "w.csv").write_text("iso3,shares\n" + rows)
    path = tmp_path / "bank.charter"
    path.write_text(BANK.replace("FLOOR", floor))
    loaded = load(path)
    assert [(f.code, f.message) for f in loaded.findings if f.severity == "error"] == []
    assert loaded.charter is not None
    return loaded.charter


def found(tmp_path: Path) -> list[tuple[str, int, str]]:
    checked = check(load(tmp_path / "bank.charter"), select=["FND107"])
    return [(f.severity, f.span.line, f.message) for f in checked.findings if f.code == "FND107"]


def test_the_capital_of_1944_has_a_hundred_thousand_shares() -> None:
    """10,000,000,000 / 100,000 = 100,000 shares, a fifth of each paid in (Articles of the Bank, II.2 and II.5)."""
    charter = load("ibrd").charter
    assert charter is not None
    funding = charter.institutions[0].funding
    assert funding is not None
    assert funding.capital is not None
    assert funding.capital.shares == 100_000
    assert (funding.capital.paid_in, funding.capital.callable) == (Fraction(1, 5), Fraction(4, 5))


def test_a_region_that_holds_less_than_its_floor_is_told(tmp_path: Path) -> None:
    """60 + 20 of 100 shares are 80%: enough for 75%, 10% short of 90%."""
    bank(tmp_path, "at least 75% held by Regional")
    assert found(tmp_path) == []
    bank(tmp_path, "at least 90% held by Regional")
    told = "Regional hold 80% of the capital, where the charter asks for 90%"
    assert found(tmp_path) == [("warning", 8, told)]


def test_a_missing_subscription_is_a_gap(tmp_path: Path) -> None:
    bank(tmp_path, "at least half held by Regional", "JPN,60\nKOR,20\n")
    (gap,) = found(tmp_path)
    assert gap[:2] == ("gap", 8)
    assert "FRA" in gap[2]


def test_who_subscribes_pays(tmp_path: Path) -> None:
    """JPN has 60 of 100 shares; the index is 0.36 + 0.04 + 0.04. What a budget costs whom is another question."""
    charter = bank(tmp_path, "at least half held by Regional")
    paying = payers(Subject(charter.institutions[0], charter))
    assert paying is not None
    assert (paying.base, paying.shares[0]) == ("the capital", ("JPN", Fraction(3, 5)))
    assert paying.concentration == Fraction(44, 100)
    assert [v.verdict for v in check(load(tmp_path / "bank.charter")).verdicts] == ["unknown"]


@pytest.mark.parametrize(("paid", "called", "wrong"), [(20, 80, False), (30, 80, True)])
def test_what_is_paid_in_and_callable_is_one_capital(paid: int, called: int, wrong: bool) -> None:
    text = agency(f"  funding {{ capital 1 billion USD, {paid}% paid in, {called}% callable }}")
    faults = [(f.code, f.span.line, f.message) for f in load(Source("a.charter", text)).findings]
    told = ("LNG302", 6, f"{paid}% paid in and {called}% callable are more than the whole")
    assert (told in faults) == wrong


def test_the_picture_shows_the_capital(tmp_path: Path) -> None:
    charter = bank(tmp_path, "at least 75% held by Regional")
    told = diagram("funding", charter.institutions[0], charter).scene.description
    for words in ("10 billion USD authorised", "100,000 shares of 100,000 USD", "20% paid in", "at least 3/4 held by"):
        assert words in told
