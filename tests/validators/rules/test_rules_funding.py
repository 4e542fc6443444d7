"""FND101: the shares of those who pay, reckoned exactly, and the largest of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_checking import agency, findings, only

from charter.analysis.money.payers import bounded


def funded(clauses: str, members: str = "{ USA, FRA, GBR, KEN }") -> str:
    """A charter whose funding clauses begin on line 7."""
    return agency(f"  funding {{\n{clauses}\n  }}", members)


def test_a_named_contributor_is_found_with_the_sum_that_a_reader_can_redo() -> None:
    found = only("FND101", funded("    assessed by un_scale\n    contributor FRA 8%\n    contributor USA 22%"))
    assert (found.span.line, found.entity) == (9, "Agency.funding")
    assert found.message == "USA pays 22% of contributions; USA and FRA together pay 30%"
    assert found.notes == ("the charter names the payers of 30%",)
    witness = found.witness
    assert witness is not None
    assert (witness["top1"], witness["top2"], witness["known"]) == (Fraction(22, 100), Fraction(3, 10), Fraction(3, 10))
    assert (witness["hhi"], witness["exact"]) == (Fraction(548, 10000), False)
    assert witness["text"] == (
        "USA 22% of contributions, at least 20%; 22%² + 8%² + … ≥ 0.0548, so at most 18.2 payers count"
    )


def test_the_latest_year_of_a_contributor_counts() -> None:
    text = funded("    contributor USA 30% in 2010\n    contributor USA 12% in 2020")
    assert findings("FND101", text) == []
    found = only("FND101", funded("    contributor USA 12% in 2010\n    contributor USA 45% in 2016"))
    assert found.message == "USA pays 45% of contributions in 2016"


def test_a_scale_is_dealt_out_anew_among_the_members() -> None:
    found = only("FND101", funded("    assessed by un_scale", "{ FRA, KEN }"))
    scale = {"FRA": Fraction("3.858"), "KEN": Fraction("0.037")}
    witness = found.witness
    assert witness is not None
    share = scale["FRA"] / sum(scale.values())
    assert witness["payers"] == [{"party": "FRA", "share": share}, {"party": "KEN", "share": 1 - share}]
    assert witness["exact"] is True
    assert witness["hhi"] == share**2 + (1 - share) ** 2
    assert witness["effective_payers"] == 1 / witness["hhi"]
    assert "the scale `un_scale` dealt out among 2 members" in found.notes


def test_what_rests_on_a_member_without_a_figure_says_so_in_the_same_line() -> None:
    """What the firm pays is not known, so neither is what is left for the others: 3.858 of 3.895 is the most."""
    before = "party Firm : firm"
    found = only("FND101", agency("  funding { assessed by un_scale }", "{ FRA, KEN, Firm }", before))
    assert found.message == "FRA pays 99.1% of the budget; FRA and KEN together pay 100%, if Firm pays nothing"
    assert "1 member without a value in `un_scale` left out" in found.notes


def test_a_ceiling_below_the_threshold_needs_no_figures() -> None:
    """Nobody can pay 20% where nobody may pay more than 19%, whatever the firm pays."""
    clauses = "  funding { assessed by un_scale, ceiling 19% }"
    assert findings("FND101", agency(clauses, "{ FRA, KEN, USA, CHN, JPN, BRA, Firm }", "party Firm : firm")) == []


def test_equal_shares_among_few_members_are_found_and_among_many_are_not() -> None:
    found = only("FND101", funded("    assessed by equal shares"))
    assert found.witness is not None
    assert (found.witness["top1"], found.witness["effective_payers"]) == (Fraction(1, 4), 4)
    assert findings("FND101", funded("    assessed by equal shares", "WEOG")) == []


def test_a_ceiling_cuts_the_largest_and_the_rest_keeps_its_proportions() -> None:
    found = only("FND101", funded("    assessed by un_scale, ceiling 50%"))
    witness = found.witness
    assert witness is not None
    shares = {each["party"]: each["share"] for each in witness["payers"]}
    assert shares["USA"] == Fraction(1, 2)
    assert shares["GBR"] / shares["FRA"] == Fraction("3.991") / Fraction("3.858")
    assert sum(shares.values()) == 1
    assert findings("FND101", funded("    assessed by un_scale, ceiling 15%", "WEOG")) == []


def test_the_share_of_the_budget_counts_where_the_stream_states_its_part() -> None:
    assert findings("FND101", funded('    assessed 70% by equal shares\n    levy 30% on "licences"')) == []
    found = only("FND101", funded('    assessed 90% by equal shares\n    levy 10% on "licences"'))
    assert found.message.startswith("FRA pays 22.5% of the budget")
    assert "assessed contributions are 90% of the budget" in found.notes
    beside = only("FND101", funded("    assessed by equal shares\n    voluntary"))
    assert beside.message.startswith("FRA pays 25% of assessed contributions")


def test_budget_and_reserve_show_what_is_left_without_the_largest() -> None:
    found = only(
        "FND101", funded("    budget 80 million USD over 2 years\n    assessed by equal shares\n    reserve 3 months")
    )
    assert found.notes[-2:] == (
        "without FRA 30,000,000 USD a year are left",
        "a reserve of 3 months covers FRA's share for 12.0 months",
    )


@pytest.mark.parametrize(
    "clauses", ["    voluntary", "    assessed by free choice of class", '    assessed by "as agreed"']
)
def test_contributions_of_unknown_shares_are_a_gap(clauses: str) -> None:
    found = only("FND101", funded(clauses))
    assert (found.severity, found.span.line, found.entity) == ("gap", 7, "Agency.funding")
    assert found.message == "cannot tell: no clause on who pays what share of funding"


@pytest.mark.parametrize(("scale", "severities"), [("by un_scale", ["gap"]), ("by un_scale, ceiling 15%", [])])
def test_a_scale_over_unknown_members_is_a_gap_unless_its_ceiling_is_low(scale: str, severities: list[str]) -> None:
    text = f"charter 1\nuse world\ninstitution Agency {{\n  funding {{ assessed {scale} }}\n}}\n"
    assert [f.severity for f in findings("FND101", text)] == severities


@pytest.mark.parametrize(
    "clauses",
    [
        "    voluntary, at most 10% from one donor",
        "    assessed by free choice of class, ceiling 15%",
        '    fees for "filing"',
    ],
)
def test_a_bound_below_the_threshold_leaves_nothing_to_tell(clauses: str) -> None:
    assert findings("FND101", funded(clauses)) == []


def test_an_institution_without_funding_is_silent() -> None:
    assert findings("FND101", agency("")) == []


weights = st.dictionaries(
    st.text("ABCDEF", min_size=1, max_size=3), st.fractions(Fraction(1, 50), 1000, max_denominator=50), min_size=1
)


@given(weights, st.fractions(0, 1, max_denominator=20), st.fractions(0, 1, max_denominator=20))
def test_bounded_shares_sum_to_one_within_their_bounds_in_proportion(
    values: dict[str, Fraction], one: Fraction, other: Fraction
) -> None:
    count = len(values)
    low, high = min(one, other) / count, max(Fraction(1, count), max(one, other))
    shares = bounded(values, low, high)
    assert sum(shares.values()) == 1
    assert all(low <= share <= high for share in shares.values())
    free = [party for party, share in shares.items() if low < share < high]
    assert len({shares[party] / values[party] for party in free}) <= 1


def test_bounds_that_allow_no_sum_leave_every_share_at_its_bound() -> None:
    values = {"A": Fraction(3), "B": Fraction(1)}
    assert bounded(values, Fraction(0), Fraction(1, 4)) == {"A": Fraction(1, 4), "B": Fraction(1, 4)}
    assert bounded(values, Fraction(2, 3), Fraction(1)) == {"A": Fraction(2, 3), "B": Fraction(2, 3)}
