"""Who is in which institution, today and on a day in the past."""

from __future__ import annotations

import datetime

import pytest

from charter import world


@pytest.mark.parametrize(
    ("institution", "status", "size"),
    [
        ("UN", "member", 193),
        ("UN", "observer", 2),
        ("ILO", "member", 187),
        ("IAEA", "member", 181),
        ("WTO", "member", 166),
        ("OECD", "member", 38),
        ("IMF", "member", 191),
        ("IBRD", "member", 189),
        ("CERN", "member", 25),
        ("CERN", "associate", 9),
        ("IPCC", "member", 195),
        ("FSB", "member", 25),
        ("INTL_NETWORK_AISI", "member", 10),
        ("GPAI", "member", 29),
        ("BLETCHLEY_DECLARATION_2023", "endorsed", 29),
        ("BLETCHLEY_DECLARATION_2023", "member", 30),
        ("SEOUL_DECLARATION_2024", "member", 11),
        ("SEOUL_MINISTERIAL_STATEMENT_2024", "member", 28),
        ("COE_AI_CONVENTION", "member", 21),
        ("COE_AI_CONVENTION", "ratified", 1),
        ("COE_AI_CONVENTION_DRAFTING", "member", 58),
        ("OECD_AI_PRINCIPLES", "member", 51),
        ("PARIS_AI_STATEMENT_2025", "member", 64),
    ],
)
def test_institution_has_the_members_that_it_says_it_has(institution: str, status: str, size: int) -> None:
    assert len(world.membership(institution, status)) == size


@pytest.mark.parametrize("name", ["OECD", "EU", "G7", "G20", "G77", "BRICS"])
def test_membership_and_group_of_one_name_agree(name: str) -> None:
    assert world.membership(name) == world.group(name)


def test_un_membership_is_the_group() -> None:
    assert world.membership("UN") == world.group("un_members")
    assert world.membership("UN", "observer") == {"VAT", "PSE"}


def test_counts_are_those_of_the_statuses() -> None:
    for name, info in world.memberships().items():
        assert info.title
        assert info.founded
        for status, count in info.counts.items():
            if status != "member":
                assert len(world.membership(name, status)) == count
        everyone = frozenset().union(*(world.membership(name, status) for status in info.counts))
        assert world.membership(name) <= everyone
        assert everyone <= set(world.parties())


def test_members_that_are_no_party_are_kept_apart() -> None:
    assert world.memberships()["G20"].outside == ("AFRICAN_UNION",)
    assert world.memberships()["EU"].outside == ()


def test_what_rests_on_no_source_is_marked() -> None:
    assert world.memberships()["IAEA"].unverified == {"GIN", "GMB", "KNA", "TON"}
    assert len(world.memberships()["FSB"].unverified) == 9
    assert not world.memberships()["WTO"].unverified


@pytest.mark.parametrize(
    ("institution", "day", "there", "not_there"),
    [
        ("WTO", datetime.date(2001, 12, 10), "USA", "CHN"),
        ("WTO", datetime.date(2001, 12, 11), "CHN", "RUS"),
        ("EU", datetime.date(2013, 1, 1), "HRV", None),
        ("EU", datetime.date(2012, 12, 31), "BGR", "HRV"),
        ("OECD", datetime.date(2009, 12, 31), "KOR", "ISR"),
        ("UN", datetime.date(2011, 1, 1), "SSD", None),
        ("COE_AI_CONVENTION", datetime.date(2024, 9, 5), "EUU", "JPN"),
    ],
)
def test_on_a_day_in_the_past(institution: str, day: datetime.date, there: str, not_there: str | None) -> None:
    """To the day where it is known (WTO), from 1 January where only the year is (EU)."""
    members = world.membership(institution, as_of=day)
    assert there in members
    assert not_there not in members


def test_nobody_before_the_founding() -> None:
    assert world.membership("IAEA", as_of=datetime.date(1957, 7, 28)) == frozenset()
    assert world.membership("BLETCHLEY_DECLARATION_2023", as_of=datetime.date(2023, 10, 31)) == frozenset()
    assert len(world.membership("WTO", as_of=datetime.date(1995, 1, 1))) == 76


def test_undated_members_count_from_the_founding_and_can_be_asked_for() -> None:
    day = datetime.date(1957, 7, 29)
    assert "GIN" in world.undated("IAEA")
    assert world.undated("IAEA") <= world.membership("IAEA", as_of=day)
    assert world.undated("WTO") == frozenset()


def test_today_is_the_whole_table() -> None:
    for name in world.memberships():
        assert world.membership(name, as_of=datetime.date(2026, 11, 1)) == world.membership(name)


def test_unknown_institution_and_status() -> None:
    with pytest.raises(world.UnknownFact) as caught:
        world.membership("IAAE")
    assert caught.value.near[0] == "IAEA"
    with pytest.raises(world.UnknownFact) as caught:
        world.membership("WTO", "observers")
    assert caught.value.near == ["observer"]
    with pytest.raises(world.UnknownFact) as caught:
        world.membership("COE_AI_CONVENTION", "zzz")
    assert caught.value.near == ["member", "ratified", "signed"]
