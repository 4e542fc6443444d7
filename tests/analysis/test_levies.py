"""A levy on a column: its part of the budget and who bears it, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from charter.analysis.money.bills import Bill, bill_of
from charter.decisions.elements import Unstated
from charter.dsl.load import load
from charter.validators.check.engine import check

HEAD = """charter 1
data firms "Firms" from "firms.csv" keyed by party {{ revenue in "{unit}" }}
party LabA "One lab" : firm
party LabB "Another lab" : firm
group Labs = {{ LabA, LabB }}
use world
institution Club {{
  members are {{ FRA, DEU }}
  funding {{ budget 100 million USD a year; levy 1% on firms.revenue{paid}; assessed by equal shares }}
}}
expect Club {{
  that pays(Labs) = 40%
}}
"""


ROWS = "LabA,3000\nLabB,1000\n"


def bill(folder: Path, *, unit: str = "million USD", paid: str = ", paid by Labs", rows: str = ROWS) -> Bill:
    (folder / "firms.csv").write_text(f"party,revenue\n{rows}", encoding="utf-8")
    (folder / "a.charter").write_text(HEAD.format(unit=unit, paid=paid), encoding="utf-8")
    loaded = load(str(folder / "a.charter"))
    assert loaded.charter is not None
    assert not [f for f in loaded.findings if f.severity == "error"], loaded.findings
    return bill_of(loaded.charter, loaded.charter.institutions[0])


def test_a_levy_is_a_rate_of_a_column(tmp_path: Path) -> None:
    """1% of 3,000 and 1,000 million is 40 million of a budget of 100: 30% and 10% of it; members bear the other 60%."""
    found = bill(tmp_path)
    assert (found.of(("LabA",)).least, found.of(("LabA",)).most) == (Fraction(3, 10), Fraction(3, 10))
    assert found.of(("LabA", "LabB")).least == Fraction(4, 10)
    assert found.of(("FRA",)).least == Fraction(3, 10)
    assert sum(found.of((p,)).least for p in ("LabA", "LabB", "FRA", "DEU")) == 1
    loaded = load(str(tmp_path / "a.charter"))
    assert [v.verdict for v in check(loaded).verdicts] == ["proved"]


def test_in_another_currency_its_part_is_open(tmp_path: Path) -> None:
    """What 1% in euro comes to in dollars is not known: from nothing to all of what is left of the budget."""
    found = bill(tmp_path, unit="million EUR")
    assert (found.of(("LabA",)).least, found.of(("LabA",)).most) == (0, Fraction(3, 4))


def test_without_a_payer_all_in_the_column_pay(tmp_path: Path) -> None:
    assert bill(tmp_path, paid="").of(("LabB",)).least == Fraction(1, 10)


def test_a_missing_figure_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(Unstated, match=r"firms\.revenue"):
        bill(tmp_path, rows="LabA,3000\n")
