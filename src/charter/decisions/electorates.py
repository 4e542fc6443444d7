"""Where a step is voted: the hall of an organ, of the members as such, of a group, of a named party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from charter.decisions.columns import heads_of, weights_of
from charter.decisions.counting_base import arrears_bite
from charter.decisions.directors import UNLISTED, ElectorGroups, elector_groups, has_directors, joint
from charter.decisions.elements import CompositionSpace, Electorate, Seat, SeatKind, Spaces, Unstated, seat_of
from charter.decisions.seats import controllers, own_delegates, spaces_of
from charter.decisions.spaces import ANYBODY
from charter.dsl.model.base import PartySet, Who
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ, Votes
from charter.dsl.syntax.source import Span
from charter.record import changed

SEAT = SeatKind("")


def members_of(institution: Institution, span: Span | None = None) -> tuple[str, ...]:
    """The members; raises `Unstated` where the charter does not settle who they are."""
    stated = institution.members
    if stated is None or stated.value.members is None:
        raise Unstated("the members", span or institution.name_span, institution.name)
    return stated.value.members


def seated_by_parties(organ: Organ) -> bool:
    """Whether members or other parties sit in the organ, so that they share in its decisions."""
    return (
        organ.plenary is not None
        or organ.seats is not None
        or bool(organ.constituencies)
        or bool(organ.constituency_column)
    )


BODIES = ("secretariat", "tribunal", "panel", "office", "inspectorate", "evaluator", "network_hub", "bureau")


def body_like(organ: Organ) -> bool:
    """Whether the organ acts as a body of its own, which no member controls: experts, a secretariat, a tribunal."""
    if seated_by_parties(organ):
        return False
    return bool(organ.experts or organ.staff or organ.head) or organ.kind in BODIES


def read_whole(charter: Charter, *entities: str) -> None:
    """Raises `Unstated` where one of these rests on text that was not understood."""
    hole = charter.hole(*entities)
    if hole is not None:
        what = f"what line {hole.span.line} says, which was not understood"
        raise Unstated(what, hole.span, entities[0], hole.told(charter.file))


def somebody(hall: Electorate, where: str, entity: str) -> Electorate:
    """The hall, if it has a seat at all; raises `Unstated` where nobody sits: a share of nobody is no vote."""
    if any(space.fixed or space.opens for space in hall.spaces.variants):
        return hall
    raise Unstated("who sits", hall.span, entity, f"nobody {where}")


def hall_of(charter: Charter, institution: Institution, organ: Organ) -> Electorate:
    """The hall of an organ in which parties sit; raises `Unstated` where the charter does not settle who does, or
    nobody does."""
    read_whole(charter, f"{institution.name}.{organ.name}")
    hall = _hall_of(charter, institution, organ)
    if organ.plenary is not None and organ.plenary.value is None and not organ.seats:
        return somebody(hall, f"is a member of {institution.name}", f"{institution.name}.members")
    return somebody(hall, f"sits in {organ.label}", hall.entity)


def _hall_of(charter: Charter, institution: Institution, organ: Organ) -> Electorate:
    entity = f"{institution.name}.{organ.name}"
    if has_directors(organ):
        return _directors_hall(charter, institution, organ)
    if organ.seats is not None:
        spaces = spaces_of(charter, institution, organ)
        voters: Iterable[str] = spaces.parties
    elif organ.plenary is not None:
        voters = _plenary_members(institution, organ)
        spaces = Spaces((CompositionSpace(_plenary_seats(charter, organ, tuple(voters))),))
    else:
        raise Unstated("who sits", organ.name_span, entity)
    anonymous = any(p.startswith(ANYBODY) for p in voters)
    parties = sorted(voters)
    all_members = institution.members.value.members if institution.members is not None else None
    return Electorate(
        entity,
        organ.label,
        organ.name_span,
        spaces,
        weights=_weights(charter, organ.votes, parties, all_members, anonymous),
        heads=None if anonymous and not organ.group_votes else heads_of(organ.group_votes, parties),
        chambers=_chambers(organ, spaces),
        open_seats=spaces.known is None,
        anonymous=anonymous,
        arrears_cost=arrears_bite(institution, organ),
    )


def _weights(
    charter: Charter, votes: Votes | None, parties: list[str], members: tuple[str, ...] | None, anonymous: bool
) -> dict[str, Fraction] | None:
    """Weights by the organ's formula; a basic share is dealt among all members."""
    if votes is None or votes.equal or not votes.parts:
        return None
    if anonymous:
        raise Unstated("the members", votes.span)
    wanted = members if members is not None and set(parties) <= set(members) else parties
    return weights_of(charter, votes, wanted, votes.span)


def _plenary_members(institution: Institution, organ: Organ) -> tuple[str, ...]:
    assert organ.plenary is not None
    named = organ.plenary.value
    if named is None:
        return members_of(institution, organ.plenary.span)
    if named.members is None:
        raise Unstated(f"the members of `{named.text}`", named.span, f"{institution.name}.{organ.name}")
    return named.members


def _plenary_seats(charter: Charter, organ: Organ, members: tuple[str, ...]) -> tuple[Seat, ...]:
    """One seat a member, or one for each delegate: the government's vote together, the others each for themselves."""
    size = Fraction(0 if organ.votes is not None and organ.votes.none else 1)
    if not organ.delegates:
        return tuple(seat_of(p, changed(SEAT, size=size)) for p in members)
    own = own_delegates(organ)
    seats: list[Seat] = []
    for party in members:
        for delegate in organ.delegates:
            if delegate.name == own:
                seats.append(seat_of(party, SeatKind("", size * delegate.number, chamber=delegate.name)))
                continue
            keys = controllers(charter, delegate.name)
            for i in range(delegate.number):
                name = f"{delegate.name} {i + 1}" if delegate.number > 1 else delegate.name
                seats.append(Seat(party, SeatKind(name, size, chamber=delegate.name, own=False), keys))
    return tuple(seats)


def _chambers(organ: Organ, spaces: Spaces) -> dict[str, frozenset[str] | None]:
    """The chambers by name: with their members, or with None where the seats say which chamber they are of."""
    found: dict[str, frozenset[str] | None] = {}
    for chamber in organ.chambers:
        members = chamber.members.members
        found[chamber.name] = None if members is None else frozenset(members)
    for space in spaces.variants[:1]:
        for post in (*(s.post for s in space.fixed), *(o.post for o in space.opens)):
            if post.chamber is not None:
                found.setdefault(post.chamber, None)
    return found


def _directors_hall(charter: Charter, institution: Institution, organ: Organ) -> Electorate:
    """An organ of directors: each casts the votes of its electors, together where they are cast as a unit (by more
    than half of its weights), otherwise each its own. A constituency holds its seats of an organ that states them, and
    a seat for each of its members in one that does not. Electors of whom it is not known whom they elected are seated
    for themselves: how many votes they have is known, and what the directors decide is not."""
    members = members_of(institution, organ.span)
    weights = weights_of(charter, organ.votes or _plenary_votes(institution), members, organ.span)
    listed = elector_groups(charter, organ, members)
    by_party = weights or dict.fromkeys(members, Fraction(1))
    alone = [seat_of(p, SEAT) for p in (*listed.alone, *(listed.left if listed.unlisted else ()))]
    unlisted = UNLISTED if listed.unlisted else ""
    note: tuple[str, ...] = ()
    if not joint(organ):
        seats = [seat_of(p, SEAT) for group in listed.groups.values() for p in group]
        shared = organ.split_votes is not None and organ.seats is not None
        unlisted = unlisted or ("how a seat counts whose votes are split" if shared else "")
    else:
        seats = _units(organ, listed, by_party)
        note = ("a constituency's vote follows more than half of the votes in it",)
        weights = by_party
    spaces = Spaces((CompositionSpace((*seats, *alone)),))
    return Electorate(
        f"{institution.name}.{organ.name}", organ.label, organ.name_span, spaces,
        weights=by_party if unlisted else weights, notes=note, chambers=_chambers(organ, spaces),
        arrears_cost=arrears_bite(institution, organ), unlisted=unlisted, divisible=not joint(organ),
    )  # fmt: skip


def _units(organ: Organ, listed: ElectorGroups, by_party: Mapping[str, Fraction]) -> list[Seat]:
    """One voter for each constituency; one of a single member is that member."""
    found = []
    for name, group in listed.groups.items():
        size = listed.seats[name] if organ.seats is not None else Fraction(len(group))
        if len(group) == 1:
            found.append(seat_of(group[0], changed(SEAT, size=size)))
        elif group:
            post = changed(SEAT, size=size, behind=group)
            found.append(Seat(name, post, (), tuple((p, by_party[p]) for p in group)))
    return found


def _plenary_votes(institution: Institution) -> Votes | None:
    """The weighted votes that a plenary organ states, where it does."""
    for organ in institution.organs:
        if organ.plenary is not None and organ.votes is not None and organ.votes.parts:
            return organ.votes
    return None


def members_hall(charter: Charter, institution: Institution, span: Span) -> Electorate:
    """The members as such, outside any organ; their votes are those of the plenary organ."""
    members = members_of(institution, span)
    plenary = next((o for o in institution.organs if o.plenary is not None), None)
    weights = weights_of(charter, _plenary_votes(institution), members, span)
    heads = heads_of(plenary.group_votes, members) if plenary is not None else None
    chambers: Mapping[str, frozenset[str] | None] = {}
    if plenary is not None:
        chambers = {c.name: frozenset(c.members.members or ()) for c in plenary.chambers}
    seats = tuple(seat_of(p, SEAT) for p in members)
    hall = Electorate(
        f"{institution.name}.members", "members", span, Spaces((CompositionSpace(seats),)), weights, heads, chambers,
        accepting=True,
    )  # fmt: skip
    return somebody(hall, f"is a member of {institution.name}", hall.entity)


def group_hall(institution: Institution, parties: PartySet | None, who: Who) -> Electorate:
    """The members of a group, or one party, deciding by themselves."""
    if parties is None or parties.members is None:
        raise Unstated(f"the members of `{who}`", who.span, institution.name)
    seats = tuple(seat_of(p, SEAT) for p in parties.members)
    hall = Electorate(f"{institution.name}.{who}", str(who), who.span, Spaces((CompositionSpace(seats),)))
    return somebody(hall, f"is in {who}", hall.entity)
