"""Votes, contributions and computing power against the totals that their sources print."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

import pytest

from charter import world


def number(column: str, code: str) -> Fraction:
    value = world.column(column)[code]
    assert isinstance(value, Fraction)
    return value


def test_imf_votes() -> None:
    assert world.total("imf.votes") == 5_041_052
    assert world.total("imf.votes_2022") == 5_039_930
    assert set(world.column("imf.votes")) == world.membership("IMF")
    assert round(number("imf.share", "USA"), 2) == Fraction("16.49")
    assert world.total("imf.share") == 100


def test_imf_basic_votes_are_the_same_for_every_member() -> None:
    """Votes less one for every 100,000 SDR of quota (Articles of Agreement, XII.5)."""
    assert {number("imf.votes", c) - 10 * number("imf.quota", c) for c in world.column("imf.votes")} == {1452}
    assert {number("imf.votes_2022", c) - 10 * number("imf.quota", c) for c in world.column("imf.votes_2022")} == {1459}


def test_imf_board_of_2022_covers_all_members_but_venezuela() -> None:
    chairs = world.column("imf_board.chair")
    assert set(world.column("imf.votes_2022")) - set(chairs) == {"VEN"}
    assert len(set(chairs.values())) == 24
    assert sum(number("imf.votes_2022", code) for code in chairs) == 5_001_244


def test_imf_chair_is_named_by_its_member_with_most_votes() -> None:
    chairs = world.column("imf_board.chair")
    for chair, members in groupby(sorted(chairs, key=lambda code: str(chairs[code])), key=lambda code: chairs[code]):
        assert max(members, key=lambda code: number("imf.votes_2022", code)) == chair


def test_ibrd_votes() -> None:
    assert world.total("ibrd.votes") == 2_751_730
    assert round(number("ibrd.share", "USA"), 2) == Fraction("15.47")
    assert set(world.column("ibrd.votes")) == world.membership("IBRD")


def test_top500_counts_every_system() -> None:
    assert world.total("top500.systems") == 500
    assert number("top500.systems", "USA") == 171


def test_cern_contributions_sum_to_one_hundred() -> None:
    assert world.total("cern.contribution") == 100
    assert set(world.column("cern.contribution")) < world.membership("CERN")


def test_clusters_of_unknown_country_are_no_party_but_count_in_shares() -> None:
    assert world.apart("gpu.h100_equivalents") == {"UNKNOWN": 27_190}
    assert "UNKNOWN" not in world.column("gpu.share")
    assert world.total("gpu.clusters") == 482
    assert round(number("gpu.share", "USA"), 1) == Fraction("79.5")
    assert world.total("gpu.share") == 100
    within = sum(value for value in world.column("gpu.share").values() if isinstance(value, Fraction))
    assert within == 100 - number_apart("gpu.share")


def number_apart(column: str) -> Fraction:
    value = world.apart(column)["UNKNOWN"]
    assert isinstance(value, Fraction)
    return value


def test_models_of_no_single_country_are_apart() -> None:
    assert set(world.apart("models.notable")) == {"UNKNOWN", "MULTINATIONAL"}
    assert number("models.notable", "USA") == 609


def test_hlab_finds_seven_states_in_all_and_118_in_none() -> None:
    counts = world.column("hlab.count")
    assert {code for code, n in counts.items() if n == 7} == world.group("G7")
    assert sum(n == 0 for n in counts.values()) == 118
    flags = [name for name, info in world.columns().items() if info.table == "hlab" and info.type == "flag"]
    assert all(counts[code] == sum(world.column(flag)[code] is True for flag in flags) for code in counts)


def test_security_council_holds_its_seats_by_region() -> None:
    """Five from Africa and Asia, two from Latin America, two from WEOG, one from Eastern Europe.

    (General Assembly resolution 1991 A of 1963.)
    """
    elected = world.group("UNSC2026") - world.group("P5")
    assert len(elected & (world.group("African") | world.group("AsiaPacific"))) == 5
    assert [len(elected & world.group(g)) for g in ("GRULAC", "WEOG", "EasternEuropean")] == [2, 2, 1]


def test_text_has_no_total() -> None:
    with pytest.raises(TypeError, match="income_group"):
        world.total("income_group")
