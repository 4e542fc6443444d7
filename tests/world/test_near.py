"""Near names, and the error that carries them."""

from __future__ import annotations

import pytest

from charter import world
from charter.world import near


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("ldc", ["LDC", "LLDC"], ["LDC"]),
        ("sub_saharan_africa", ["SubSaharanAfrica", "Africa"], ["SubSaharanAfrica"]),
        ("Afrika", ["Africa", "African", "Asia"], ["Africa", "African"]),
        ("coucnil", ["Council", "Counsel", "Assembly"], ["Council"]),
        ("pop", ["population", "popularity", "gdp"], ["popularity", "population"]),
        ("quota", ["imf.quota", "imf.votes"], ["imf.quota"]),
        ("ab", ["cd", "abc"], []),
        ("", ["a"], []),
        ("zzzzzz", ["Africa"], []),
    ],
)
def test_near_names(word: str, candidates: list[str], expected: list[str]) -> None:
    assert near(word, candidates) == expected


def test_near_does_not_depend_on_order_and_keeps_to_n() -> None:
    words = ["seat", "seal", "sear", "seam", "beat"]
    assert near("seax", words) == near("seax", reversed(words)) == ["seal", "seam", "sear"]
    assert near("seax", words, n=1) == ["seal"]
    assert near("seax", words, n=0) == []
    assert near("seat", ["seat", "seat"]) == ["seat"]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Kenya", ["KEN"]),
        ("KE", ["KEN"]),
        ("NA", ["NAM"]),
        ("ken", ["KEN"]),
        ("UK", ["GBR"]),
        ("Germny", ["DEU"]),
        ("Russian Federation", ["RUS"]),
        ("Turkey", ["TUR"]),
        ("Cote d'Ivoire", ["CIV"]),
        ("EU", ["EUU"]),
        ("zzzzzz", []),
    ],
)
def test_an_unknown_party_is_looked_for_by_code_and_by_name(asked: str, meant: list[str]) -> None:
    with pytest.raises(world.UnknownFact) as caught:
        world.name(asked)
    assert caught.value.near == meant


@pytest.mark.parametrize(
    ("ask", "what", "name", "first"),
    [
        (world.state, "party", "USB", "USA"),
        (world.kind, "party", "usa", "USA"),
        (world.group, "group", "eu", "EU"),
        (world.group, "group", "HighIncom", "HighIncome"),
        (world.column, "column", "Population", "population"),
        (world.column, "column", "gdp_usd", "gdp"),
        (world.column, "column", "imf_votes", "imf.votes"),
        (world.column, "column", "compute.h100_equivalents", "gpu.h100_equivalents"),
        (world.total, "column", "un_scal", "un_scale"),
        (world.apart, "column", "gpu.clusers", "gpu.clusters"),
        (world.undated, "institution", "iaea", "IAEA"),
        (world.table, "table", "state", "states"),
    ],
)
def test_an_unknown_name_raises_with_at_most_three_near_names(ask: object, what: str, name: str, first: str) -> None:
    assert callable(ask)
    with pytest.raises(world.UnknownFact) as caught:
        ask(name)
    error = caught.value
    assert isinstance(error, KeyError)
    assert (error.name, error.what, error.near[0]) == (name, what, first)
    assert len(error.near) <= 3
    assert str(error).startswith(f"unknown {what} '{name}'; near names: {first}")


def test_error_without_near_names_says_no_more_than_it_knows() -> None:
    assert str(world.UnknownFact("Atlantis", what="party")) == "unknown party 'Atlantis'"
    assert world.UnknownFact("x", ["a", "b", "c", "d"]).near == ["a", "b", "c"]
