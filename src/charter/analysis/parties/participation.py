"""The ledger of a party: what it has to say, bears and gets inside an institution, what it meets outside, and what the
institution is without it.

Each fact is asked of the room that works it out; here they are only brought together. A party that is not a member,
but may join, is taken as if it had. A union of states that is no member itself stands for those of its states that are.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.incentives.benefits import given
from charter.analysis.incentives.leverage import WITHHOLDING, leverage
from charter.analysis.incentives.strongest import strong_members
from charter.analysis.money.allotments import receipts_of
from charter.analysis.money.bills import Bill, Borne, bill_of
from charter.analysis.money.payers import payers, scale_of, streams
from charter.analysis.parties.absence import Absence, absence
from charter.analysis.parties.burdens import EXEMPT, Duty, WayOut, duties, ways_out
from charter.analysis.parties.departures import with_parties, without_parties
from charter.analysis.parties.say import DecisionSay, SeatsHeld, says, seats_held
from charter.analysis.proportion.measured_groups import measured_groups
from charter.analysis.subject import Subject
from charter.decisions.elements import ZERO, Unstated
from charter.dsl.model.base import Money
from charter.dsl.model.institution import Institution, NonParties
from charter.record import record
from charter.text.wording import percent

MEMBER, ASSUMED, MAY_JOIN, OUTSIDE, OPEN = "member", "assumed member", "may join", "outside", "not known"


@record
class OutsideMeasure:
    """A measure as it meets a party that stays out: what the party lacks of what is withheld, and the share of that
    which members supply (`leverage`); None where that is not known, with what is missing. `withholds` says whether it
    keeps anything from those outside; `members` is what members then make of all that is made."""

    face: str
    on: str | None
    withholds: bool
    lacks: Fraction | None = None
    leverage: Fraction | None = None
    members: Fraction | None = None
    missing: str | None = None


@record
class Participation:
    """The ledger of a party or group in one institution. `standing`: member, assumed member, may join, outside, not
    known; `parties` are those of the group that the ledger is about. `bill` is a range of the budget, None with what
    is missing; `assessed` its share of what members are assessed; `receipts` what funds pay it, as shares of the
    budget; both None where there is no fund; `reaching` the duties as they meet one who is outside."""

    institution: str
    title: str | None
    label: str
    parties: tuple[str, ...]
    standing: str
    members: int | None
    seats: tuple[SeatsHeld, ...]
    says: tuple[DecisionSay, ...]
    bill: Borne | None
    bill_missing: str | None
    budget: Money | None
    assessed: Fraction | None
    streams: tuple[str, ...]
    duties: tuple[Duty, ...]
    exits: tuple[WayOut, ...]
    gains: tuple[str, ...]
    receipts: Borne | None
    receipts_missing: str | None
    outside: tuple[OutsideMeasure, ...]
    absence: Absence
    reaching: tuple[Duty, ...] = ()
    proposed: bool = False


def standing_of(institution: Institution, parties: frozenset[str]) -> str:
    """How these stand to an institution, all of them."""
    stated = institution.members
    known = stated.value.members if stated is not None else None
    if known is not None and parties <= frozenset(known):
        return ASSUMED if institution.assumed else MEMBER
    openings = institution.membership.open_to if institution.membership is not None else ()
    if any(o.to.members is not None and parties <= frozenset(o.to.members) for o in openings):
        return MAY_JOIN
    if known is None:
        return OUTSIDE if openings and all(o.to.members is not None for o in openings) else OPEN
    return OUTSIDE


def acting(institution: Institution, parties: frozenset[str]) -> frozenset[str]:
    """The parties that a ledger is about: those of a group that are members, else all of it; of a union of states that
    is no member, its states that are."""
    from charter import world

    known = frozenset((institution.members.value.members or ()) if institution.members is not None else ())
    if parties & known:
        return parties & known
    within = frozenset(s for p in parties for s in world.inside(p))
    return within & known or parties


@record
class Participants:
    """The ledgers that a designer looks at first: of the strongest, of the largest payers, and of groups."""

    institution: str
    title: str | None
    rows: tuple[Participation, ...]
    missing: str | None = None


KEY_SHARE = Fraction(1, 20)
"""The share of the capability from which a member is among the strongest."""
PAYERS = 5
"""How many of the largest payers have a row."""


def participants(subject: Subject) -> Participants:
    """The members with a twentieth of the capability, the largest payers, and the groups with members."""
    it = subject.institution
    if not subject.members:
        return Participants(it.name, it.title, (), "the members")
    inside = frozenset(subject.members)
    paying = payers(subject)
    named = [s.party for s in strong_members(subject, KEY_SHARE)]
    named += [p for p, _ in (paying.shares if paying is not None else ())[:PAYERS] if p in inside]
    sets = {p: frozenset((p,)) for p in named}
    for group in measured_groups(subject):
        if inside.intersection(group.parties):
            sets.setdefault(group.name, frozenset(group.parties))
    rows = (participation(subject, parties, label, power=False, games=False) for label, parties in sets.items())
    return Participants(it.name, it.title, tuple(rows))


def concerns(subject: Subject, parties: frozenset[str]) -> bool:
    """Whether the text has to do with these: they are or may be members, or something meets those outside. True where
    it only assumes who its members are."""
    own = acting(subject.institution, parties)
    it = subject.institution
    if standing_of(it, own) != OUTSIDE or it.assumed or it.non_parties or it.members is None:
        return True
    return any(d.reach != EXEMPT for d in duties(subject, own))


def participation(
    subject: Subject, parties: frozenset[str], label: str, *, power: bool = True, games: bool = True
) -> Participation:
    """The ledger of these; without `power` and `games` what costs most is left out: indices; decisions compared, and
    the least with which the text can begin."""
    own = acting(subject.institution, parties)
    standing = standing_of(subject.institution, own)
    inside = with_parties(subject, own) if standing in (MAY_JOIN, OPEN) else subject
    within = standing != OUTSIDE
    bill, missing = _bill(inside, own) if within else (None, None)
    it = inside.institution
    return Participation(
        it.name,
        it.title,
        label,
        tuple(sorted(own)),
        standing,
        len(inside.members) if inside.members is not None else None,
        tuple(seats_held(inside, own, label)) if within else (),
        tuple(says(inside, own, power=power)) if within else (),
        bill,
        missing,
        it.funding.budget.value if it.funding is not None and it.funding.budget is not None else None,
        _assessed(inside, own) if within else None,
        tuple(_streams(it)),
        tuple(duties(inside, own)) if within else (),
        ways_out(inside) if within else (),
        given(inside, own) if within else (),
        *(_receipts(inside, own) if within else (None, None)),
        tuple(_outside(subject, own)),
        absence(inside, own, bill, games=games and within),
        tuple(duties(subject, own)) if standing == OUTSIDE else (),
        it.status is not None and it.status.value in ("proposed", "draft"),
    )


def _bill(subject: Subject, parties: frozenset[str]) -> tuple[Borne | None, str | None]:
    key = ("bill", subject.institution.name)
    try:
        if key not in subject.shared:
            subject.shared[key] = bill_of(subject.charter, subject.institution)
        bill: Bill = subject.shared[key]
        return bill.of(parties), None
    except Unstated as gap:
        return None, gap.missing


def _receipts(subject: Subject, parties: frozenset[str]) -> tuple[Borne | None, str | None]:
    """What these receive from funds, or what is missing; neither where there is no fund."""
    if not subject.institution.funds:
        return None, None
    try:
        return receipts_of(subject.charter, subject.institution).of(parties), None
    except Unstated as gap:
        return None, gap.missing


def _assessed(subject: Subject, parties: frozenset[str]) -> Fraction | None:
    """What these bear of what members are assessed, where one scale settles it."""
    funding = subject.institution.funding
    flows = [f for f in funding.flows if f.kind == "assessed"] if funding is not None else []
    if len(flows) != 1:
        return None
    try:
        dealt = scale_of(subject.charter, subject.institution, flows[0])
    except Unstated:
        return None
    if dealt.without:
        return None
    return sum((dealt.shares.get(p, ZERO) for p in parties), ZERO)


def _streams(institution: Institution) -> Iterator[str]:
    """Levies, fees and charges, which fall on others than by the scale, in the words of the charter."""
    for flow in streams(institution.funding) if institution.funding is not None else ():
        if flow.kind in ("levy", "fees", "charges") and flow.payers is None:
            base = f" of {percent(flow.rate)}" if flow.rate is not None else ""
            yield (
                f"{flow.kind}{base} on {flow.base or flow.purpose}"
                if flow.kind == "levy"
                else f"{flow.kind} for {flow.purpose}"
            )


def _outside(subject: Subject, parties: frozenset[str]) -> Iterator[OutsideMeasure]:
    """Every measure as it meets these if they stay out."""
    away = without_parties(subject, parties)
    for measure in away.institution.non_parties:
        yield _pressed(away, measure, parties)


def _pressed(away: Subject, measure: NonParties, parties: frozenset[str]) -> OutsideMeasure:
    told = measure.face, measure.on, measure.face in WITHHOLDING
    if measure.face not in WITHHOLDING:
        return OutsideMeasure(*told)
    try:
        found = leverage(away, measure)
    except Unstated as gap:
        return OutsideMeasure(*told, missing=gap.missing)
    own = [p for p in found.pressures if p.party in parties]
    lacks = sum((p.lacks for p in own), ZERO)
    share = sum((p.lacks * p.share for p in own), ZERO) / lacks if lacks else ZERO
    members = found.members / found.supply if found.supply else ZERO
    return OutsideMeasure(*told, lacks, share, members)
