"""What there is to make a chart of, and who the groups on it are."""

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


def subjects_of(kind: str, institution: Institution | None, charter: Charter) -> tuple[str | None, ...]:
    """The organs, decisions or landscapes that a chart of this kind can be of."""
    if kind == "coverage":
        names = tuple(each.name for each in charter.landscapes)
        return names or ((None,) if len(charter.institutions) > 1 else ())
    if kind == "compare":
        return (None,)
    if institution is None:
        return ()
    if kind in ("power", "tradeoff"):
        return tuple(each.name for each in institution.decisions)
    return tuple(organ.name for organ in institution.organs if _sits(kind, organ))


def _sits(kind: str, organ: Organ) -> bool:
    from charter.decisions.electorates import seated_by_parties

    if kind == "seats":
        return organ.seats is not None or organ.plenary is not None
    return seated_by_parties(organ) and (kind == "lorenz" or organ.seats is not None)


def named(kind: str, institution: Institution, charter: Charter, name: str | None) -> str:
    """The organ or decision that is meant: the one named, or the only one.

    Raises:
        NothingToDrawError: there is none, no such one, or several and none is named.
    """
    from charter.render.charts import NAMED

    what, whose = NAMED[kind], titled(institution.label)
    known = [each for each in subjects_of(kind, institution, charter) if each is not None]
    if not known:
        raise NothingToDrawError(f"{whose} has no {what} that a chart of {kind} could show")
    if name in known:
        return str(name)
    if name is None and len(known) == 1:
        return known[0]
    shown = f"{', '.join(clean(each) for each in known[:3])}{', …' * (len(known) > 3)}"
    if name is None:
        raise NothingToDrawError(f"say which {what}; here are {shown}")
    raise NothingToDrawError(f"there is no {what} `{clean(name)}` for a chart of {kind}; here are {shown}")


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


def seated(institution: Institution, charter: Charter, organ: Organ, hall: Electorate) -> tuple[Composition, str]:
    """One composition of an organ, and in words which.

    Raises:
        NothingToDrawError: none is lawful.
    """
    from charter.decisions.compositions.bounds import lawful
    from charter.decisions.seats import present

    if hall.spaces.known is not None:
        return hall.spaces.known, ""
    now = present(charter, institution, organ) if organ.seats is not None else None
    if now is not None:
        return now, "those who sit now"
    some = lawful(hall.spaces)
    if some is None:
        raise NothingToDrawError(f"{titled(organ.label)}: the seats cannot all be filled")
    return some, "one lawful composition of many, for example"


def groups_for(charter: Charter, pool: frozenset[str]) -> tuple[NamedGroup, ...]:
    """The groups a chart shows: regions of the United Nations, some groups of developing states, the charter's own;
    those without anyone in the pool, or with everyone, are left out."""
    from charter.decisions.columns import set_named

    own = [g.name for g in charter.groups if g.span.file == charter.file][:MOST_OWN]
    found: dict[str, NamedGroup] = {}
    for name in (*REGIONS, *FURTHER, *own):
        parties = set_named(charter, name)
        inside = frozenset(parties.members or ()) & pool if parties is not None else frozenset()
        if inside and inside != pool:
            title = next((g.title for g in charter.groups if g.name == name and g.title), None)
            found.setdefault(name, NamedGroup(name, clean(title or "") or spaced(name), inside))
    return tuple(found.values())
