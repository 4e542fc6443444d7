"""Who sits in the organ that a chart is of, and who the groups on it are."""

from __future__ import annotations

from attrs import frozen

from charter.decisions.elements import Composition, Electorate, Unstated
from charter.dsl.model import Charter, Institution, Organ
from charter.render.diagram import NothingToDrawError
from charter.render.drawing.text import clean, titled
from charter.render.words.names import spaced

REGIONS = ("African", "AsiaPacific", "EasternEuropean", "GRULAC", "WEOG")
FURTHER = ("G77", "LDC", "SIDS")
MOST_OWN = 8


@frozen
class NamedGroup:
    """A group with its members."""

    name: str
    label: str
    parties: frozenset[str]


def organ_of(institution: Institution, name: str) -> Organ:
    """The organ of that name; it is there."""
    found = institution.organ(name)
    assert found is not None
    return found


def hall_in(institution: Institution, charter: Charter, organ: Organ) -> Electorate:
    """Who may sit there.

    Raises:
        NothingToDrawError: the charter does not state it; the message says which clause is missing.
    """
    from charter.decisions.compositions.bounds import seat_hall

    try:
        hall = seat_hall(charter, institution, organ)
    except Unstated as gap:
        raise NothingToDrawError(
            f"{titled(organ.label)}: {clean(gap.sentence or f'not stated is {gap.missing}')}"
        ) from gap
    if hall.anonymous:
        raise NothingToDrawError(f"{titled(organ.label)}: not stated is who the members are")
    return hall


def seated(institution: Institution, charter: Charter, organ: Organ, hall: Electorate) -> tuple[Composition, str, bool]:
    """One composition of an organ, in words which, and whether it is only an example of many.

    Raises:
        NothingToDrawError: none is lawful.
    """
    from charter.decisions.compositions.bounds import lawful
    from charter.decisions.seats import present

    if hall.spaces.known is not None:
        return hall.spaces.known, "", False
    now = present(charter, institution, organ) if organ.seats is not None else None
    if now is not None:
        return now, "those who sit now", False
    some = lawful(hall.spaces)
    if some is None:
        raise NothingToDrawError(f"{titled(organ.label)}: the seats cannot all be filled")
    return some, "one lawful composition of many, for example", True


def groups_for(charter: Charter, pool: frozenset[str]) -> tuple[NamedGroup, ...]:
    """The groups a chart shows: regions of the United Nations, some groups of developing states, the charter's own
    and those of the original of a reform; those without anyone in the pool, or with everyone, are left out."""
    from charter.decisions.columns import set_named

    originals = [charter.institution(each.reform_of) for each in charter.institutions if each.reform_of]
    files = {charter.file, *(each.name_span.file for each in originals if each is not None)}
    own = [g.name for g in charter.groups if g.span.file in files][:MOST_OWN]
    found: dict[str, NamedGroup] = {}
    for name in (*REGIONS, *FURTHER, *own):
        parties = set_named(charter, name)
        inside = frozenset(parties.members or ()) & pool if parties is not None else frozenset()
        if inside and inside != pool:
            title = next((g.title for g in charter.groups if g.name == name and g.title), None)
            found.setdefault(name, NamedGroup(name, clean(title or "") or spaced(name), inside))
    return tuple(found.values())
