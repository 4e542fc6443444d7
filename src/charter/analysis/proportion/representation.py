"""Who is represented how: votes, seats, power and people by group, and who proposes, chairs, hosts, serves and pays.

Seats and votes are over every lawful composition: the least and the most of each group. The measures of disproportion
are of the composition where it is settled, otherwise of the two in which developing regions (M49) have least and most.
Power is the normalised Banzhaf index (`charter.decisions.play.power_bounds`). What the charter does not say is among
the `gaps`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from charter.analysis.money.payers import payers
from charter.analysis.proportion.apportionment import Disproportion, disproportion, penrose_share
from charter.analysis.proportion.measured_groups import MeasuredGroup, measured_groups
from charter.analysis.proportion.underrepresentation import form_of, votes_by_party, votes_of
from charter.analysis.subject import Subject
from charter.analysis.voting import ballots
from charter.decisions.columns import numbers_of
from charter.decisions.compositions.bounds import Bounds, seats_of
from charter.decisions.compositions.ratios import Ratio
from charter.decisions.counting_base import seats_held, votes_form
from charter.decisions.elements import ZERO, Composition, Electorate, SeatKind, Unstated
from charter.dsl.model.base import SIDES, Stated, Who
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Cap, Floor, Head, Organ
from charter.errors import TooLarge
from charter.record import record

REFERENCE = "M49Developing"
"""The group whose least and most the measures are shown for where who sits is open."""


@record
class Member:
    """A group among the members: how many they are, their share of members, of people, and of the sum of the square
    roots of people (Penrose)."""

    name: str
    kind: str
    title: str | None
    members: int
    of_members: Fraction
    people: Fraction
    roots: Fraction


@record
class GroupHolding:
    """What a group holds in an organ at least and at most, as shares and as numbers out of a number."""

    group: str
    least: Fraction
    most: Fraction
    least_held: Fraction
    most_held: Fraction
    of: Fraction


@record
class Bench:
    """An organ in which parties sit. `seats` and `votes` by group (`votes` empty where each seat has one, `seats`
    where it is not known who elected those who hold them); `measures`
    by the composition they are of (empty text: the settled one). `missing` says why nothing is known."""

    organ: str
    label: str
    open: bool = False
    seats: tuple[GroupHolding, ...] = ()
    votes: tuple[GroupHolding, ...] = ()
    measures: tuple[tuple[str, Disproportion], ...] = ()
    head: Head | None = None
    missing: str | None = None


@record
class PowerRange:
    """The power of a group at least and at most in decisions that are taken alike; both None with the reason."""

    group: str
    least: Fraction | None
    most: Fraction | None
    why: str | None = None


@record
class DecisionsAlike:
    """Decisions taken alike, with the power of each group; of none after the first whose game is too large."""

    decisions: tuple[str, ...]
    power: tuple[PowerRange, ...]


@record
class Agenda:
    """Who may propose a decision (None: not stated), and the groups with enough members to do so alone."""

    decision: str
    proposers: tuple[Who, ...] | None
    alone: tuple[str, ...] = ()


@record
class Service:
    """An organ with a staff, experts or a head that is no bench of parties, and what is said of nationality."""

    organ: str
    label: str
    staff: int | None
    experts: int | None
    head: Head | None
    caps: tuple[Cap, ...] = ()
    floors: tuple[Floor, ...] = ()


@record
class Paid:
    """What a group pays of `base`."""

    group: str
    share: Fraction


@record
class Represented:
    """An institution's representation on one page. `paid` are lower bounds where `paid_known`, the part of
    `paid_base` whose payers are known, is less than 1."""

    institution: str
    title: str | None
    members: int
    people: Fraction
    unknown_people: tuple[str, ...] = ()
    groups: tuple[Member, ...] = ()
    benches: tuple[Bench, ...] = ()
    taken: tuple[DecisionsAlike, ...] = ()
    agenda: tuple[Agenda, ...] = ()
    host: str | None = None
    host_groups: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()
    paid: tuple[Paid, ...] = ()
    paid_base: str | None = None
    paid_known: Fraction = ZERO
    paid_notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


def represented(subject: Subject) -> Represented:
    """The whole of it; with `gaps` alone where the charter does not say who the members are."""
    institution = subject.institution
    if not subject.members:
        return Represented(institution.name, institution.title, 0, ZERO, gaps=("no clause on the members",))
    inside = frozenset(subject.members)
    people = {p: v for p, v in numbers_of(subject.charter, "population").items() if p in inside}
    groups = [g for g in measured_groups(subject) if inside & frozenset(g.parties)]
    mine = {g.name: inside & frozenset(g.parties) for g in groups}
    # who is no member may hold a seat: a group holds what all of it holds there
    whole = {g.name: frozenset(g.parties) for g in groups}
    benches = tuple(_benches(subject, whole, people))
    agenda = tuple(_agenda(institution, mine))
    services = tuple(_services(institution))
    host = institution.seat.value if institution.seat is not None else None
    paying = payers(subject)
    shares = dict(paying.shares) if paying is not None else {}
    return Represented(
        institution.name,
        institution.title,
        len(inside),
        sum(people.values(), ZERO),
        tuple(sorted(inside - people.keys())),
        tuple(_member(g, mine[g.name], inside, people) for g in groups),
        benches,
        tuple(_taken(subject, whole)),
        agenda,
        host,
        tuple(g.name for g in groups if host in g.parties),
        services,
        tuple(Paid(name, sum((shares.get(p, ZERO) for p in parties), ZERO)) for name, parties in mine.items())
        if paying is not None
        else (),
        paying.base if paying is not None else None,
        paying.known if paying is not None else ZERO,
        paying.notes if paying is not None else (),
        tuple(_gaps(institution, benches, agenda, services, paying is not None)),
    )


def _member(
    group: MeasuredGroup, parties: frozenset[str], of: frozenset[str], people: Mapping[str, Fraction]
) -> Member:
    everyone = sum(people.values(), ZERO)
    share = sum((people.get(p, ZERO) for p in parties), ZERO) / everyone if everyone else ZERO
    roots = penrose_share(parties, people)
    return Member(group.name, group.kind, group.title, len(parties), Fraction(len(parties), len(of)), share, roots)


# ---- seats and votes -----------------------------------------------------------------------------


def _benches(subject: Subject, groups: Mapping[str, frozenset[str]], people: Mapping[str, Fraction]) -> Iterator[Bench]:
    from charter.decisions.electorates import seated_by_parties

    for organ in subject.institution.organs:
        if not seated_by_parties(organ):
            continue
        told = (organ.name, organ.label)
        try:
            yield _bench(told, organ, subject.hall(organ), groups, people)
        except Unstated as gap:
            yield Bench(*told, head=organ.head, missing=gap.sentence or f"no clause on {gap.missing}")
        except TooLarge as error:
            yield Bench(*told, head=organ.head, missing=str(error))


def _bench(
    told: tuple[str, str],
    organ: Organ,
    hall: Electorate,
    groups: Mapping[str, frozenset[str]],
    people: Mapping[str, Fraction],
) -> Bench:
    if hall.anonymous:
        return Bench(*told, head=organ.head, missing="no clause on the members")
    known = hall.spaces.known
    weighted = form_of(hall).weights is not None
    seats = () if hall.unlisted else tuple(held_in(hall, name, parties, False) for name, parties in groups.items())
    votes = tuple(held_in(hall, name, parties, True) for name, parties in groups.items()) if weighted else ()
    shown: list[tuple[str, Composition]] = [("", known)] if known is not None else []
    if known is None and REFERENCE in groups:
        bounds = _bounds(hall, groups[REFERENCE], weighted)
        if bounds is not None:
            shown = [
                (f"{REFERENCE} at {end}", each) for end, each in (("least", bounds.at_least), ("most", bounds.at_most))
            ]
    measures = []
    for where, composition in shown:
        cast = votes_by_party(hall, composition)
        if cast and people:
            measures.append((where, disproportion(cast, people)))
    return Bench(*told, known is None, seats, votes, tuple(measures), organ.head)


def _bounds(hall: Electorate, parties: frozenset[str], votes: bool) -> Bounds | None:
    """The least and the most seats, or share of the votes: how many votes there are may depend on who sits too."""
    if not votes:
        return seats_of(hall.spaces, parties)
    ends = Ratio(hall.entity, hall.spaces, votes_form(hall, parties).of, ZERO, votes_form(hall).of).ends()
    return None if ends is None else Bounds(ends[0][0], ends[1][0], ends[0][1], ends[1][1])


def _sum(count: Callable[[str, SeatKind], Fraction], composition: Composition) -> Fraction:
    return sum((count(s.holder, s.post) for s in composition), ZERO)


def held_in(hall: Electorate, name: str, parties: frozenset[str], votes: bool) -> GroupHolding:
    """What these hold of the seats, or the votes, of a hall, at least and at most; `name` is what they are called.

    Raises:
        Unstated: the seats cannot all be filled.
    """
    form = form_of(hall)

    def count(composition: Composition) -> tuple[Fraction, Fraction]:
        if not votes:
            return _sum(seats_held(parties), composition), _sum(seats_held(), composition)
        held = sum((votes_of(s, form, parties) for s in composition), ZERO)
        return held, sum((form.of(s.holder, s.post) for s in composition if s.post.own), ZERO)

    if hall.spaces.known is not None:
        low = high = count(hall.spaces.known)
    else:
        bounds = _bounds(hall, parties, votes)
        if bounds is None:
            raise Unstated("a lawful composition: the seats cannot all be filled", hall.span, hall.entity)
        low, high = count(bounds.at_least), count(bounds.at_most)
    shares = [held / of if of else ZERO for held, of in (low, high)]
    return GroupHolding(name, shares[0], shares[1], low[0], high[0], high[1])


# ---- power and the agenda ------------------------------------------------------------------------


def _taken(subject: Subject, groups: Mapping[str, frozenset[str]]) -> Iterator[DecisionsAlike]:
    from charter.decisions.play.power_bounds import GroupPower, Undecided, group_power
    from charter.errors import GameError

    for ballot in ballots(subject):
        if ballot.game.anonymous:
            continue
        found: list[PowerRange] = []
        alike: dict[frozenset[str], GroupPower] = {}
        for name, parties in groups.items():
            try:
                power = alike.get(parties) or group_power(ballot.game, parties)
                alike[parties] = power
                found.append(PowerRange(name, power.least, power.most))
            except (GameError, TooLarge) as error:
                found.append(PowerRange(name, None, None, str(error)))
                if not isinstance(error, Undecided):
                    break
        yield DecisionsAlike(tuple(d.name for d in ballot.decisions), tuple(found))


def _agenda(institution: Institution, groups: Mapping[str, frozenset[str]]) -> Iterator[Agenda]:
    for decision in institution.decisions:
        stated: Stated[tuple[Who, ...]] | None = decision.proposers
        if stated is None:
            yield Agenda(decision.name, None)
            continue
        alone = tuple(n for n, parties in groups.items() if any(_enough(w, parties) for w in stated.value))
        yield Agenda(decision.name, stated.value, alone)


def _enough(who: Who, parties: frozenset[str]) -> bool:
    """Whether these can propose by themselves, as members and not through a body."""
    if who.kind in ("any_member", *SIDES):
        return bool(parties)
    if who.kind == "any_number" and who.number is not None:
        among = parties if who.among is None else parties & frozenset(who.among.members or ())
        return len(among) >= who.number
    return who.kind == "party" and who.name in parties


# ---- chairs, staff, gaps -------------------------------------------------------------------------


def _services(institution: Institution) -> Iterator[Service]:
    from charter.decisions.electorates import seated_by_parties

    for organ in institution.organs:
        experts = organ.experts
        if seated_by_parties(organ) and organ.staff is None and experts is None:
            continue
        yield Service(
            organ.name,
            organ.label,
            organ.staff.value if organ.staff is not None else None,
            experts.total if experts is not None else None,
            organ.head,
            (*organ.caps, *(experts.caps if experts is not None else ())),
            tuple(f for f in (*organ.floors, *(experts.floors if experts is not None else ())) if f.of_parties),
        )


def _gaps(
    institution: Institution,
    benches: Sequence[Bench],
    agenda: Sequence[Agenda],
    services: Sequence[Service],
    paid: bool,
) -> Iterator[str]:
    yield from (f"who sits in {b.organ}: {b.missing}" for b in benches if b.missing is not None)
    yield from (f"who sits in {b.organ}: no clause on who elected whom" for b in benches if b.votes and not b.seats)
    silent = [a.decision for a in agenda if a.proposers is None]
    if silent:
        yield f"who may propose {', '.join(silent)}"
    unchaired = [b.organ for b in benches if b.head is None]
    if unchaired:
        yield f"who chairs {', '.join(unchaired)}"
    if institution.seat is None:
        yield "where the head office is"
    if not any(s.staff is not None or s.experts is not None for s in services):
        yield "the number of staff"
    serving = [s.organ for s in services if not s.caps and not s.floors]
    if serving or not services:
        yield f"of what nationality those are who serve{' in ' + ', '.join(serving) if serving else ''}"
    if not paid:
        yield "who pays what share"
