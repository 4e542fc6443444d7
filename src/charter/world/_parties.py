"""Parties: the states, economies and unions that can be in an institution."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from charter.world._near import UnknownFact, near
from charter.world._reading import cells, table

_ALSO_CALLED = {
    "America": "USA",
    "Bahamas, The": "BHS",
    "Bolivia, Plurinational State of": "BOL",
    "Britain": "GBR",
    "Burma": "MMR",
    "Cape Verde": "CPV",
    "Congo, Dem. Rep.": "COD",
    "Congo, Rep.": "COG",
    "Czech Republic": "CZE",
    "East Timor": "TLS",
    "Egypt, Arab Rep.": "EGY",
    "Gambia, The": "GMB",
    "Great Britain": "GBR",
    "Holland": "NLD",
    "Iran, Islamic Rep.": "IRN",
    "Ivory Coast": "CIV",
    "Korea": "KOR",
    "Korea, Dem. People's Rep.": "PRK",
    "Korea, Rep.": "KOR",
    "Kyrgyz Republic": "KGZ",
    "Lao PDR": "LAO",
    "Macao": "MAC",
    "Macedonia": "MKD",
    "Slovak Republic": "SVK",
    "Swaziland": "SWZ",
    "Turkey": "TUR",
    "UK": "GBR",
    "United States of America": "USA",
    "Vatican": "VAT",
    "Venezuela, RB": "VEN",
    "Yemen, Rep.": "YEM",
}
CODE, ISO2, NAME = "code", "iso2", "name"
"""The ways to write a party: its code, its ISO 3166 alpha-2 code, its name in English."""


@cache
def parties() -> tuple[str, ...]:
    """The codes of all 202 parties in alphabetical order.

    Codes are ISO 3166 alpha-3, with EUU for the European Union and XKX for Kosovo. The parties are the 193
    members of the United Nations, its two observer states (PSE, VAT), COK and NIU, XKX, the economies HKG, MAC
    and TWN, and the European Union.
    """
    return tuple(row[0] for row in table("states").rows)


def name(code: str) -> str:
    """The short English name of a party. Raises UnknownFact with near codes."""
    return _known(code, "name")


def kind(code: str) -> str:
    """What a party is: `state`, `economy`, `associated_state`, `partially_recognised_state` or `union`.

    Raises UnknownFact with near codes.
    """
    return _known(code, "kind")


def _known(code: str, header: str) -> str:
    try:
        return cells("states", header)[code]
    except KeyError:
        raise unknown(code) from None


def spelled(word: str) -> tuple[str, str] | None:
    """The code of the party that a word stands for, and how it is written: CODE, ISO2 or NAME; None for no party's.

    Names are the short and official ones in English and a few in common use; case, accents, marks and a leading `the`
    count for nothing. Nothing is guessed: a slip of the pen is no party's.

    >>> spelled("CHN"), spelled("CN"), spelled("China"), spelled("Chna")
    (('CHN', 'code'), ('CHN', 'iso2'), ('CHN', 'name'), None)
    """
    word = word.strip()
    if word in _codes():
        return word, CODE
    if word in _alpha2():
        return _alpha2()[word], ISO2
    found = _names().get(_folded(word))
    return (found, NAME) if found is not None else None


@cache
def _codes() -> frozenset[str]:
    return frozenset(parties())


@cache
def _alpha2() -> Mapping[str, str]:
    """Codes by ISO 3166 alpha-2 code; the United Kingdom has two spellings in the table."""
    spellings = {code: re.findall("[A-Z]{2}", cell) for code, cell in cells("states", "iso2").items()}
    return MappingProxyType({iso2: code for code, found in spellings.items() for iso2 in found})


@cache
def _names() -> Mapping[str, str]:
    """Codes by folded name; the short name goes before the official one of another party."""
    found = {_folded(spelling): code for spelling, code in _ALSO_CALLED.items()}
    for header in ("official_name", "name"):
        found |= {_folded(spelling): code for code, spelling in cells("states", header).items()}
    return MappingProxyType(found)


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).casefold()
    words = re.findall(r"\w+", "".join(char for char in plain if not unicodedata.combining(char) and char not in "'’."))
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def unknown(code: str) -> UnknownFact:
    """The error for a code that is no party's, with the codes that may be meant by code, iso2 or name."""
    spellings = {code: code for code in parties()}
    if len(code) == 2:
        spellings = {**_alpha2(), **_ALSO_CALLED}
    elif len(code) > 3:
        spellings |= _ALSO_CALLED
        for header in ("name", "official_name"):
            spellings |= {spelling: party for party, spelling in cells("states", header).items()}
    hits = [spellings[hit] for hit in near(code, spellings, n=6)]
    return UnknownFact(code, list(dict.fromkeys(hits)), "party")
