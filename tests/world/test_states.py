"""States, groups and columns against the totals that their sources print."""

from __future__ import annotations

import doctest
import keyword
from fractions import Fraction

import pytest

from charter import world


def test_parties_are_the_un_members_and_nine_others() -> None:
    others = set(world.parties()) - world.group("un_members")
    assert others == {"VAT", "PSE", "TWN", "HKG", "MAC", "COK", "NIU", "XKX", "EUU"}
    assert len(world.parties()) == 202
    assert list(world.parties()) == sorted(world.parties())


def test_states_are_the_un_members_and_its_observer_states() -> None:
    assert world.group("states") - world.group("un_members") == {"VAT", "PSE"}
    assert len(world.group("un_members")) == 193


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("KEN", "state"),
        ("VAT", "state"),
        ("HKG", "economy"),
        ("TWN", "economy"),
        ("COK", "associated_state"),
        ("XKX", "partially_recognised_state"),
        ("EUU", "union"),
    ],
)
def test_kinds(code: str, kind: str) -> None:
    assert world.kind(code) == kind


@pytest.mark.parametrize(
    ("group", "size"),
    [
        ("African", 54),
        ("AsiaPacific", 54),
        ("GRULAC", 33),
        ("WEOG", 29),
        ("EasternEuropean", 23),
        ("LDC", 44),
        ("LLDC", 32),
        ("SIDS", 39),
        ("OECD", 38),
        ("EU", 27),
        ("G7", 7),
        ("G20", 20),
        ("G77", 134),
        ("BRICS", 11),
        ("UNSC2026", 15),
    ],
)
def test_group_has_the_size_that_its_source_prints(group: str, size: int) -> None:
    assert len(world.group(group)) == size


def test_un_regional_groups_part_the_membership() -> None:
    names = ("African", "AsiaPacific", "GRULAC", "WEOG", "EasternEuropean")
    members = [code for name in names for code in world.group(name)]
    assert sorted(members) == sorted(world.group("un_members"))


def test_m49_subregions_part_the_regions() -> None:
    africa = world.group("SubSaharanAfrica") | world.group("NorthernAfrica")
    assert africa == world.group("Africa")
    parts = ("EasternAfrica", "MiddleAfrica", "SouthernAfrica", "WesternAfrica")
    assert world.group("SubSaharanAfrica") == frozenset().union(*(world.group(part) for part in parts))
    americas = world.group("NorthernAmerica") | world.group("LatinAmericaAndCaribbean")
    assert americas == world.group("Americas")


@pytest.mark.parametrize(
    "header", ["un_regional_group", "m49_region", "m49_subregion", "m49_intermediate_region", "income_group"]
)
def test_every_value_of_a_classification_is_a_group(header: str) -> None:
    """No spelling in the table is missing from the list of groups."""
    by_value: dict[Fraction | str | bool, set[str]] = {}
    for code, value in world.column(header).items():
        by_value.setdefault(value, set()).add(code)
    grouped = [world.group(name) for name in world.groups()]
    for value, codes in by_value.items():
        assert frozenset(codes) in grouped, value


def test_particular_members() -> None:
    assert world.group("P5") == {"CHN", "FRA", "GBR", "RUS", "USA"}
    assert world.group("SIDS") - world.group("un_members") == {"COK", "NIU"}
    assert "STP" not in world.group("LDC")
    assert {"BGD", "LAO", "NPL"} <= world.group("LDC")
    assert "TUR" in world.group("WEOG")
    assert "EUU" in world.group("G20")
    assert "EUU" not in world.group("EU")
    assert "KOR" in world.group("M49Developing")
    assert "PSE" in world.group("G77")


def test_flags_and_groups_agree() -> None:
    for flag in ("ldc", "lldc", "sids", "oecd", "eu", "g7", "g20", "g77", "brics"):
        yes = {code for code, value in world.column(flag).items() if value is True}
        assert yes == world.group(flag.upper())


def test_namibia_is_text_and_not_a_missing_value() -> None:
    assert world.column("iso2")["NAM"] == "NA"
    assert world.name("NAM") == "Namibia"
    assert world.column("m49")["AFG"] == "004"


@pytest.mark.parametrize("scale", ["un_scale", "un_scale_2022"])
def test_scale_of_assessments_sums_to_exactly_one_hundred(scale: str) -> None:
    assert world.total(scale) == 100
    assert set(world.column(scale)) == world.group("un_members")
    assert world.column(scale)["USA"] == 22


def test_population_sums_to_that_of_the_source() -> None:
    assert world.total("population") == 8_188_903_141
    assert set(world.parties()) - set(world.column("population")) == {"VAT", "EUU"}


def test_blank_is_absent_and_not_zero() -> None:
    assert set(world.parties()) - set(world.column("gdp")) == {"VAT", "NIU", "EUU"}
    assert "VEN" not in world.column("income_group")
    assert "EUU" not in world.column("ldc")
    assert "TWN" not in world.column("m49_region")


def test_numbers_are_exact_fractions() -> None:
    assert world.column("un_scale")["AFG"] == Fraction(5, 1000)
    for name, info in world.columns().items():
        expected = {"number": Fraction, "text": str, "flag": bool}[info.type]
        values = world.column(name).values()
        assert values, name
        assert all(type(value) is expected for value in values), name


def test_names_can_stand_in_a_charter() -> None:
    for name in [*world.groups(), *world.memberships()]:
        assert name.isidentifier()
        assert name.isascii()
    for name in world.columns():
        assert all(part.isidentifier() and not keyword.iskeyword(part) for part in name.split("."))
        assert name.count(".") <= 1


def test_values_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        world.column("population")["KEN"] = Fraction(0)  # type: ignore[index]


def test_state_carries_source_and_date_with_every_fact() -> None:
    kenya = world.state("KEN")
    assert (kenya.name, kenya.kind) == ("Kenya", "state")
    assert all(fact.source and fact.date for fact in kenya.facts)
    assert {"African", "SubSaharanAfrica", "LowerMiddleIncome", "G77"} <= set(kenya.groups)
    assert "INTL_NETWORK_AISI" in {entry.institution for entry in kenya.memberships}


def test_state_gives_the_date_and_source_of_the_row_where_rows_differ() -> None:
    gdp = {code: fact for code in ("ERI", "TWN") for fact in world.state(code).facts if fact.column == "gdp"}
    assert gdp["ERI"].date == "2011"
    assert gdp["TWN"].source == "CIA World Factbook"


def test_state_leaves_out_what_is_unknown() -> None:
    assert "population" not in {fact.column for fact in world.state("VAT").facts}


def test_examples_in_the_docstring() -> None:
    assert doctest.testmod(world) == (0, 3)
