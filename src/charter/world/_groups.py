"""Named groups of parties, each read from one column of one table."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from charter.world._near import UnknownFact, near
from charter.world._parties import parties
from charter.world._reading import cells


class _Rule(NamedTuple):
    """The parties with one of `values` under `header` of `table`."""

    table: str
    header: str
    values: tuple[str, ...]
    description: str


def _rule(header: str, value: str, description: str, table: str = "states") -> _Rule:
    return _Rule(table, header, (value,), description)


def _regions(header: str, description: str, names: dict[str, str]) -> dict[str, _Rule]:
    return {name: _rule(header, value, description.format(value)) for name, value in names.items()}


_M49_SUBREGIONS = {
    "AustraliaAndNewZealand": "Australia and New Zealand",
    "CentralAsia": "Central Asia",
    "EasternAsia": "Eastern Asia",
    "EasternEurope": "Eastern Europe",
    "LatinAmericaAndCaribbean": "Latin America and the Caribbean",
    "Melanesia": "Melanesia",
    "Micronesia": "Micronesia",
    "NorthernAfrica": "Northern Africa",
    "NorthernAmerica": "Northern America",
    "NorthernEurope": "Northern Europe",
    "Polynesia": "Polynesia",
    "SouthEasternAsia": "South-eastern Asia",
    "SouthernAsia": "Southern Asia",
    "SouthernEurope": "Southern Europe",
    "SubSaharanAfrica": "Sub-Saharan Africa",
    "WesternAsia": "Western Asia",
    "WesternEurope": "Western Europe",
}
_M49_INTERMEDIATE = {
    "Caribbean": "Caribbean",
    "CentralAmerica": "Central America",
    "EasternAfrica": "Eastern Africa",
    "MiddleAfrica": "Middle Africa",
    "SouthAmerica": "South America",
    "SouthernAfrica": "Southern Africa",
    "WesternAfrica": "Western Africa",
}
_RULES: dict[str, _Rule] = {
    "states": _rule("kind", "state", "Members of the United Nations and its two observer states (195)"),
    "un_members": _rule("un_status", "member", "Members of the United Nations"),
    **_regions(
        "un_regional_group",
        "UN regional group: {}",
        {
            "African": "African",
            "AsiaPacific": "Asia-Pacific",
            "EasternEuropean": "Eastern European",
            "GRULAC": "GRULAC",
            "WEOG": "WEOG",
        },
    ),
    **_regions("m49_region", "M49 region: {}", {n: n for n in ("Africa", "Americas", "Asia", "Europe", "Oceania")}),
    **_regions("m49_subregion", "M49 subregion: {}", _M49_SUBREGIONS),
    **_regions("m49_intermediate_region", "M49 intermediate region: {}", _M49_INTERMEDIATE),
    "M49Developed": _rule("m49_developed_2020", "developed", "Developed in the last M49 list with it (2020)"),
    "M49Developing": _rule("m49_developed_2020", "developing", "Developing in the last M49 list with it (2020)"),
    "WPPMoreDeveloped": _rule(
        "wpp2024_development", "more developed", "More developed in the World Population Prospects 2024"
    ),
    "WPPLessDeveloped": _rule(
        "wpp2024_development", "less developed", "Less developed in the World Population Prospects 2024"
    ),
    "LDC": _rule("ldc", "1", "Least developed countries"),
    "LLDC": _rule("lldc", "1", "Landlocked developing countries"),
    "SIDS": _rule("sids", "1", "Small island developing states"),
    **_regions(
        "income_group",
        "World Bank income group, FY26: {}",
        {
            "LowIncome": "Low income",
            "LowerMiddleIncome": "Lower middle income",
            "UpperMiddleIncome": "Upper middle income",
            "HighIncome": "High income",
        },
    ),
    "OECD": _rule("oecd", "1", "Members of the OECD"),
    "EU": _rule("eu", "1", "Member states of the European Union"),
    "G7": _rule("g7", "1", "Members of the G7, without the European Union"),
    "G20": _rule("g20", "1", "Members of the G20 with the European Union, without the African Union"),
    "G77": _rule("g77", "1", "Members of the Group of 77"),
    "BRICS": _rule("brics", "1", "Members of BRICS, with Saudi Arabia"),
    "P5": _rule("seat", "permanent", "Permanent members of the Security Council (UN Charter, Article 23)", "unsc"),
    "UNSC2026": _Rule("unsc", "seat", ("permanent", "elected"), "Members of the Security Council in 2026"),
}


def groups() -> dict[str, str]:
    """The named groups, each with one line on what it is; no table is read."""
    return {"parties": "All parties of the table"} | {name: rule.description for name, rule in _RULES.items()}


@cache
def group(name: str) -> frozenset[str]:
    """The codes of the members of a named group.

    A party that the source does not classify (Kosovo and Taiwan in M49, Venezuela by income) is in none of the
    groups of that source. Raises UnknownFact with near names.
    """
    if name == "parties":
        return frozenset(parties())
    rule = _RULES.get(name)
    if rule is None:
        raise UnknownFact(name, near(name, groups()), "group")
    values = cells(rule.table, rule.header)
    return frozenset(code for code, value in values.items() if value in rule.values)


_UNIONS = {"EUU": "EU"}


def inside(party: str) -> frozenset[str]:
    """The states that a union of states stands for; the party itself where it is none.

    >>> len(inside("EUU")), sorted(inside("KEN"))
    (27, ['KEN'])
    """
    return group(_UNIONS[party]) if party in _UNIONS else frozenset((party,))
