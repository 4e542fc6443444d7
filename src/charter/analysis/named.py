"""States by name, with the code once, where a sentence is about one or two of them."""

from __future__ import annotations

from collections.abc import Sequence

from charter import world
from charter.text.wording import listed, some

_BY_NAME = 2
_WITH_ARTICLE = ("Republic", "Kingdom", "Emirates", "States", "Islands", "Union", "Holy See")
_PLURALS = frozenset({"Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Seychelles"})


def state(party: str) -> str:
    """`Switzerland (CHE)`, `the United States (USA)`; a party that the shipped facts do not know by its own name.

    >>> state("CHE"), state("USA"), state("Atlantis")
    ('Switzerland (CHE)', 'the United States (USA)', 'Atlantis')
    """
    try:
        name = world.name(party)
    except world.UnknownFact:
        return party
    if not name or name == party:
        return party
    the = "the " if name in _PLURALS or name.endswith(_WITH_ARTICLE) else ""
    return f"{the}{name} ({party})"


def states(parties: Sequence[str], shown: int = 6, last: str = "and") -> str:
    """One or two by name; more by their codes, the first few of many.

    >>> states(["CHN", "FRA"]), states(["CHN", "FRA", "GBR"])
    ('China (CHN) and France (FRA)', 'CHN, FRA and GBR')
    """
    if len(parties) <= _BY_NAME:
        return listed((state(p) for p in parties), last)
    return listed(parties, last) if len(parties) <= shown + 1 and last != "and" else some(parties, shown)
