"""Numbers, shares and lists in sentences: agreement, rounding that contradicts nothing, no notation of machines."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.text.wording import agreed, amount, days, figure, listed, number, odds, opened, percent, powers, some, the

SHARES = st.fractions(0, 1, max_denominator=10**9)
NAMES = st.lists(st.text("abcXYZ", min_size=1, max_size=4), max_size=40, unique=True)


@given(SHARES, SHARES)
def test_a_rounded_share_is_never_the_one_beside_it_nor_nothing_nor_all(share: Fraction, beside: Fraction) -> None:
    told = percent(share, beside)
    assert told.endswith("%")
    assert "e" not in told
    assert (told == "0%") == (share == 0)
    assert (told == "100%") == (share == 1)
    assert share == beside or Fraction(told[:-1]) != beside * 100


@given(SHARES, st.integers(0, 6))
def test_a_share_is_told_to_within_half_of_a_tenth(share: Fraction, digits: int) -> None:
    assert abs(Fraction(percent(share, digits=digits)[:-1]) - share * 100) <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (Fraction(268, 10**4), "2.7%"),
        (Fraction(165, 10**5), "0.2%"),
        (Fraction(2588, 10**5), "2.6%"),
        (Fraction(22, 100), "22%"),
        (Fraction(5460550, 78652100), "6.9%"),
    ],
)
def test_shares_of_the_style_sheet(share: Fraction, told: str) -> None:
    """One decimal; whole ones bare; 5460550/786521 of 100 is 6.94…"""
    assert percent(share) == told


def test_a_share_that_a_clause_states_is_said_as_it_states_it() -> None:
    assert figure(Fraction(5502, 10**5)) == "5.502%"
    assert figure(Fraction(1, 10**4)) == "0.01%"


@given(st.fractions(min_value=Fraction(1, 10**30), max_value=1))
def test_odds_are_within_a_tenth_and_have_no_exponent(share: Fraction) -> None:
    told = odds(share)
    assert told.startswith("1 in ")
    assert "e" not in told
    if "^" not in told:
        said = int(told.removeprefix("1 in ").replace(",", ""))
        assert abs(said - 1 / share) <= max(Fraction(1, 2), Fraction(1, 10) / share)


@given(st.fractions(min_value=Fraction(1, 10**11), max_value=1))
def test_odds_that_are_an_upper_bound_are_never_less_than_the_share(share: Fraction) -> None:
    said = int(odds(share, at_most=True).removeprefix("1 in ").replace(",", ""))
    assert Fraction(1, said) >= share


@given(NAMES)
def test_a_list_names_each_once_and_has_one_last_joiner(names: list[str]) -> None:
    told = listed(names)
    assert told.count(" and ") == (len(names) > 1)
    assert told.replace(" and ", ", ").split(", ") == (names or [""])
    assert listed(["", *names, ""]) == told


@given(NAMES, st.integers(1, 8))
def test_a_long_list_is_cut_and_says_how_many_more(names: list[str], shown: int) -> None:
    """One name is never replaced by "1 others": all are told where only one would be left out."""
    told = some(names, shown)
    if len(names) <= shown + 1:
        assert told == listed(names)
    else:
        assert told == f"{', '.join(names[:shown])} and {len(names) - shown} others"
    assert " 1 others" not in told


@given(st.integers(0, 10**7))
def test_nouns_and_verbs_agree_with_their_count(count: int) -> None:
    assert number(count, "seat") == f"{count:,} seat{'' if count == 1 else 's'}"
    assert agreed(count, "holds", "hold") == ("holds" if count == 1 else "hold")


@given(st.fractions(max_denominator=10**12))
def test_amounts_group_thousands_and_have_no_long_fractions(value: Fraction) -> None:
    told = amount(value)
    assert "e" not in told
    if "/" in told:
        assert len(told.rpartition("/")[2]) <= 5
    if "about" not in told and "^" not in told and "/" not in told:
        assert Fraction(told.replace(",", "")) == value


@pytest.mark.parametrize(
    ("value", "told"),
    [(Fraction(10**26), "10^26"), (Fraction(5001244), "5,001,244"), (Fraction(1, 4), "0.25"), (Fraction(1, 3), "1/3")],
)
def test_amounts(value: Fraction, told: str) -> None:
    assert amount(value) == told


def test_days_and_powers() -> None:
    assert days(Fraction(1)) == "1 day"
    assert days(Fraction(365, 4)) == "about 91 days"
    assert powers(-25 * 10**25) == "-2.5 × 10^26"


def test_articles_and_the_first_letter() -> None:
    assert opened(the("Executive Board")) == "The Executive Board"
    assert the("WTO") == "WTO"
    assert opened("") == ""
