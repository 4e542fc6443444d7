"""What funds pay to whom, and the net: worked out by hand; and one sum for ledger and bill on every design."""

from __future__ import annotations

from fractions import Fraction

import pytest

from charter.analysis.money.allotments import net_of, receipts_of
from charter.analysis.money.bills import bill_of
from charter.analysis.money.payers import payers
from charter.analysis.parties.participation import participation
from charter.analysis.subject import Subject
from charter.decisions.elements import Unstated
from charter.designs import designs
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check

CLUB = """charter 1
use world
institution Club {{
  members are {{ FRA, DEU, KEN, TZA, FJI }}
  funding {{ budget 100 million USD a year; assessed 100% by equal shares }}
  {funds}
}}
"""


def club(funds: str) -> Subject:
    loaded = load(Source("a.charter", CLUB.format(funds=funds)))
    assert loaded.charter is not None
    assert not [f for f in loaded.findings if f.severity == "error"], loaded.findings
    return Subject(loaded.charter.institutions[0], loaded.charter, loaded)


def gets(subject: Subject, *parties: str) -> tuple[Fraction, Fraction]:
    found = receipts_of(subject.charter, subject.institution).of(parties)
    return found.least, found.most


def test_a_fund_is_dealt_out_by_a_column_among_members() -> None:
    """20% of the budget to Kenya and Tanzania by population: together all of it, and in proportion."""
    found = club("fund Help pays { KEN, TZA, UGA } by population, 20% of budget")
    people = found.column("population")
    share = people["KEN"] / (people["KEN"] + people["TZA"]) / 5
    assert gets(found, "KEN") == (share, share)
    assert gets(found, "KEN", "TZA") == (Fraction(1, 5), Fraction(1, 5))
    assert gets(found, "FRA") == (0, 0)


def test_at_most_so_much_to_one() -> None:
    """Equal shares of three would be a third each; the ceiling leaves 30% to each."""
    found = club("fund Help pays { KEN, TZA, FJI } by equal shares, at most 30% to one, 10% of budget")
    assert gets(found, "KEN") == (Fraction(3, 100), Fraction(3, 100))
    assert gets(found, "KEN", "TZA", "FJI") == (Fraction(9, 100), Fraction(9, 100))


def test_without_a_scale_each_may_get_from_nothing_to_the_ceiling() -> None:
    """Of 10% of the budget half at most may go to one: 0 to 5%. Both of the two named together get all of it."""
    found = club("fund Help pays { KEN, TZA }, at most 50% to one, 10% of budget")
    assert gets(found, "KEN") == (Fraction(1, 20), Fraction(1, 20))  # the other cannot get more than half
    loose = club("fund Help pays { KEN, TZA }, 10% of budget")
    assert gets(loose, "KEN") == (0, Fraction(1, 10))
    assert gets(loose, "KEN", "TZA") == (Fraction(1, 10), Fraction(1, 10))


def test_the_same_amount_to_each() -> None:
    """3 million of 100 million to each of two islands or least developed states that are members."""
    found = club("fund Help pays 3 million USD a year to each of { TZA, FJI, TUV }")
    assert gets(found, "FJI") == (Fraction(3, 100), Fraction(3, 100))
    assert gets(found, "FJI", "TZA") == (Fraction(6, 100), Fraction(6, 100))


def test_net_is_what_is_received_less_what_is_paid() -> None:
    """Each of five pays 20%. Fiji gets 3%: net -17%. All five get 6% and pay 100%: -94%."""
    found = club("fund Help pays 3 million USD a year to each of { TZA, FJI }")
    one = net_of(found.charter, found.institution, ("FJI",), frozenset())
    assert (one.least, one.most, one.sharp) == (Fraction(-17, 100), Fraction(-17, 100), True)
    every = net_of(found.charter, found.institution, found.members or (), frozenset())
    assert (every.least, every.most) == (Fraction(-94, 100), Fraction(-94, 100))


@pytest.mark.parametrize(
    ("funds", "missing"),
    [
        ("no expulsion", "what is paid out"),
        ("fund Help pays { KEN }", "what part of the budget the fund Help has"),
        ('fund Help pays "training"', "what part of the budget the fund Help has"),
        ("fund Help pays 3 million EUR to each of { KEN }", "a budget in EUR"),
    ],
)
def test_what_is_not_stated_is_not_known(funds: str, missing: str) -> None:
    with pytest.raises(Unstated) as gap:
        gets(club(funds), "KEN")
    assert gap.value.missing == missing


def test_nothing_is_received_from_a_fund_for_others_whatever_its_size() -> None:
    assert gets(club("fund Help pays { KEN }"), "FRA") == (0, 0)


def test_metrics_prove_it() -> None:
    text = (
        CLUB.format(funds="fund Help pays { KEN, TZA } by equal shares, 20% of budget")
        + """
expect Club {
  that receives({ KEN }) = 10%
  that net({ KEN }) = -10%
  that receives({ FRA }) > 0%
}
"""
    )
    loaded = load(Source("a.charter", text))
    assert [(v.verdict, v.span.line) for v in check(loaded).verdicts] == [
        ("proved", 10),
        ("proved", 11),
        ("refuted", 12),
    ]
    unused: list[Finding] = [f for f in loaded.findings if f.code == "LNG203"]
    assert unused == []


@pytest.mark.parametrize("name", sorted(designs()))
def test_ledger_and_bill_agree_on_every_design(name: str) -> None:
    """What each member bears by its ledger is what the one bill says; the certain parts come to no more than the whole,
    and all members and others together can bear no less than the whole."""
    loaded = load(name)
    assert loaded.charter is not None
    for institution in loaded.charter.institutions:
        subject = Subject(institution, loaded.charter, loaded)
        try:
            bill = bill_of(loaded.charter, institution)
        except Unstated:
            continue
        named = sorted({p for s in bill.streams for p in s.bears})
        assert sum((bill.of((p,)).least for p in named), Fraction(0)) <= 1
        paying = payers(subject)
        for party in [p for p, _ in paying.shares[:2]] if paying is not None else []:
            if party not in (subject.members or ()):
                continue
            found = participation(subject, frozenset((party,)), party, power=False, games=False)
            assert found.bill == bill.of((party,))
            if paying is not None and paying.base == "the budget" and len(bill.streams) == 1 and not paying.without:
                assert found.bill is not None
                assert found.bill.least <= dict(paying.shares)[party] <= found.bill.most
