"""Parties: the states, economies and unions that can be in an institution."""

from __future__ import annotations

from functools import cache

from charter.world._near import UnknownFact, near
from charter.world._reading import cells, table

_ALSO_CALLED = {
    "America": "USA",
    "Britain": "GBR",
    "Burma": "MMR",
    "Cape Verde": "CPV",
    "Czech Republic": "CZE",
    "East Timor": "TLS",
    "Holland": "NLD",
    "Ivory Coast": "CIV",
    "Korea": "KOR",
    "Macao": "MAC",
    "Macedonia": "MKD",
    "Swaziland": "SWZ",
    "Turkey": "TUR",
    "UK": "GBR",
    "Vatican": "VAT",
}


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


def unknown(code: str) -> UnknownFact:
    """The error for a code that is no party's, with the codes that may be meant by code, iso2 or name."""
    spellings = {code: code for code in parties()}
    if len(code) == 2:
        spellings = {iso2: party for party, iso2 in cells("states", "iso2").items()}
        spellings |= _ALSO_CALLED
    elif len(code) > 3:
        spellings |= _ALSO_CALLED
        for header in ("name", "official_name"):
            spellings |= {spelling: party for party, spelling in cells("states", header).items()}
    hits = [spellings[hit] for hit in near(code, spellings, n=6)]
    return UnknownFact(code, list(dict.fromkeys(hits)), "party")
