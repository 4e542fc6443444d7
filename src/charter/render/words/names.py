"""The names in a charter as words, or by the titles that the charter gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

from charter.dsl.model import Charter, Institution
from charter.render.drawing.text import clean

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SMALL = re.compile(r"(?<=\S )(?:Of|And|The|For|On|In|To|By|At|With)(?= \S)")
_CAPITALS = frozenset({"ai", "un", "eu", "gdp", "gni", "sdr", "gpu", "ngo", "ngos", "oecd"})
_LONGEST_NAME = 36


def spaced(name: str) -> str:
    """A name as words: `LatinAmerica` is "Latin America", `peaceful_use` "peaceful use".

    Small words that a run-together name had to capitalise are written small again.
    Abbreviations that everybody writes in capitals are written so.

    >>> spaced("IAEAAreas"), spaced("by_consent"), spaced("SIDS"), spaced("ConferenceOfParties"), spaced("un_scale")
    ('IAEA Areas', 'by consent', 'SIDS', 'Conference of Parties', 'UN scale')
    """
    words = clean(name).replace("_", " ")
    return " ".join(
        part.upper() if part in _CAPITALS else _SMALL.sub(lambda found: found[0].lower(), _CAMEL.sub(" ", part))
        for part in words.split(" ")
        if part
    )


_TITLES: ContextVar[Mapping[str, str]] = ContextVar("titles", default=MappingProxyType({}))
"""The charter's own words for the names in it, while something of it is drawn or told."""


@contextmanager
def own_words(institution: Institution | None, charter: Charter) -> Iterator[None]:
    """Say names by the titles that the charter gives them: of the institution's organs, those of others,
    groups, columns.

    A title that is a sentence rather than a name stays out.
    """
    titles = {group.name: group.title for group in charter.groups if group.title}
    titles |= {f"{table.name}.{c.name}": c.title for table in charter.tables for c in table.columns if c.title}
    for other in charter.institutions:
        titles |= {f"{other.name}.{o.name}": f"{o.title} ({spaced(other.name)})" for o in other.organs if o.title}
    if institution is not None:
        titles |= {organ.name: organ.title for organ in institution.organs if organ.title}
    kept = {name: clean(title) for name, title in titles.items() if len(title) <= _LONGEST_NAME}
    before = _TITLES.set({name: title for name, title in kept.items() if title})
    try:
        yield
    finally:
        _TITLES.reset(before)


def called(name: str) -> str:
    """A name by its title, where the charter gives one; otherwise as words."""
    return title_of(name) or spaced(name)


def title_of(name: str) -> str | None:
    """The title that the charter gives to a name while something of it is drawn or told."""
    return _TITLES.get().get(name)


def owned(name: str) -> str:
    """A name as words, its institution behind it: `UN.GeneralAssembly` is "General Assembly (UN)"."""
    head, _, tail = name.rpartition(".")
    return title_of(name) or (f"{spaced(tail)} ({spaced(head)})" if head else spaced(name))
