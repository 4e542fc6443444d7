"""What an institution is without some party: whether it can begin, with how little, and what it loses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from charter.analysis.entry.entry_into_force import EntryGame, Missing
from charter.analysis.incentives.leverage import WITHHOLDING
from charter.analysis.incentives.strongest import whole
from charter.analysis.money.bills import Borne
from charter.analysis.parties.departures import without_parties
from charter.analysis.subject import Subject
from charter.analysis.voting import DecisionGroup, ballots
from charter.decisions.columns import numbers_for, numbers_of
from charter.decisions.elements import ZERO, Unstated
from charter.dsl.model.entry import is_past
from charter.errors import GameError, TooLarge
from charter.record import record

IN_FORCE, ENTERS, KEPT_OUT, OPEN = "in force", "yes", "no", "not known"


@record
class Strength:
    """What these have of the capability that the mandate names, of all that is known, and what all members have; None
    where the figures or the members are missing, as `missing` says."""

    column: str
    own: Fraction | None
    members: Fraction | None
    missing: str | None = None


@record
class NamedStart:
    """The weakest of a named set that meet one condition of entry into force: the condition in words, who they are, and
    their share of the capability."""

    condition: str
    parties: tuple[str, ...]
    share: Fraction


@record
class LeastStart:
    """The least of the capability with which the text can enter into force: the share, and who of those that ratify
    then have any of it; `named` are the weakest that meet each condition on a named set alone."""

    column: str
    share: Fraction
    having: tuple[str, ...]
    named: tuple[NamedStart, ...] = ()


@record
class WithheldShare:
    """What these make of what a measure keeps from those outside, as a share of what members make; None where that is
    not known, with what is missing."""

    measure: str
    on: str | None
    share: Fraction | None
    missing: str | None = None


@record
class ChangedHands:
    """Decisions taken alike that others can stop when these are away: the single vetoes of others that come and go, and
    the fewest who can stop them, before and after (None: nobody, or not counted)."""

    labels: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    fewest: tuple[int | None, int | None]


@record
class Absence:
    """The institution if these stay out. `enters`: in force, yes, no, not known; `why` says it where it does not or is
    not known."""

    enters: str
    why: str | None
    strength: Strength | None
    start: LeastStart | None
    budget: Borne | None
    withheld: tuple[WithheldShare, ...]
    changes: tuple[ChangedHands, ...]


def absence(subject: Subject, parties: frozenset[str], bill: Borne | None, *, games: bool = True) -> Absence:
    """The institution without these; `bill` is what they bear of the budget; `games` whether decisions are compared
    and the least start is sought."""
    away = without_parties(subject, parties)
    enters, why = _enters(subject, parties)
    return Absence(
        enters,
        why,
        strength(subject, parties),
        least_start(away, subject) if enters == ENTERS and games else None,
        bill,
        tuple(_withheld(subject, parties)),
        tuple(_changes(subject, away, parties)) if games else (),
    )


def _enters(subject: Subject, parties: frozenset[str]) -> tuple[str, str | None]:
    if is_past(subject.institution):
        return IN_FORCE, None
    found = subject.entry
    if isinstance(found, Missing):
        return OPEN, found.what
    if found is None:
        return OPEN, "a condition of entry into force"
    if found.never:
        return KEPT_OUT, found.why_never
    if found.open and not found.joined:
        return OPEN, "who may ratify"
    asked = parties & frozenset(found.players)
    try:
        stopped = bool(asked) and found.game.blocks(asked)
    except (GameError, TooLarge) as error:
        return OPEN, f"an exact method: {error}"
    if not stopped:
        return ENTERS, None
    short = (leg.short_without(*sorted(asked)) for leg in found.legs)
    return KEPT_OUT, next((s for s in short if s is not None), "no way of meeting its condition is left")


def strength(subject: Subject, parties: frozenset[str]) -> Strength | None:
    """What these have of the capability that the mandate names; None where it names none."""
    mandate = subject.institution.mandate
    if mandate is None or mandate.capability is None:
        return None
    column, span = mandate.capability.value, mandate.capability.span
    total = whole(subject, column)
    if not total:
        return Strength(column, None, None, f"the figures in `{column}`")
    try:
        own = sum(numbers_for(subject.charter, column, sorted(parties), span).values(), ZERO)
    except Unstated as gap:
        return Strength(column, None, None, gap.missing)
    values = numbers_of(subject.charter, column)
    inside = None if subject.members is None else sum((values.get(p, ZERO) for p in subject.members), ZERO) / total
    return Strength(column, own / total, inside)


def least_start(away: Subject, subject: Subject) -> LeastStart | None:
    """The least of the capability with which the text can enter into force where some stay out; None where no column
    measures it, a figure is missing, or that cannot be had exactly. Shares are of all that is known, with or without
    them."""
    mandate = subject.institution.mandate
    found = away.entry
    if mandate is None or mandate.capability is None or not isinstance(found, EntryGame) or found.never or found.open:
        return None
    column = mandate.capability.value
    total = whole(subject, column)
    try:
        values = numbers_for(subject.charter, column, found.game.players, mandate.capability.span)
        least = found.game.cheapest(values) if total else None
    except (Unstated, GameError, TooLarge):
        return None
    if least is None or not least.exact:
        return None
    having = sorted((p for p in least.members if values[p]), key=lambda p: (-values[p], p))
    named = tuple(_named(found, values, total))
    return LeastStart(column, sum((values[p] for p in having), ZERO) / total, tuple(having), named)


def _named(found: EntryGame, values: Mapping[str, Fraction], total: Fraction) -> Iterator[NamedStart]:
    """The weakest of each named set whose number meets its condition."""
    for leg in found.legs:
        counted = leg.counted
        if counted is None or counted.column is not None or set(counted.weights) == set(found.players):
            continue
        if any(weight != 1 for weight in counted.weights.values()):
            continue
        needed = int(counted.needed) + 1 if counted.strict or counted.needed.denominator > 1 else int(counted.needed)
        weakest = sorted(counted.weights, key=lambda p: (values[p], p))[:needed]
        share = sum((values[p] for p in weakest), ZERO) / total
        yield NamedStart(leg.text, tuple(sorted(weakest, key=lambda p: (-values[p], p))), share)


def _withheld(subject: Subject, parties: frozenset[str]) -> Iterator[WithheldShare]:
    for measure in subject.institution.non_parties:
        if measure.face not in WITHHOLDING:
            continue
        told = measure.face, measure.on
        if measure.supplied is None or subject.members is None:
            yield WithheldShare(*told, None, "who supplies it" if measure.supplied is None else "the members")
            continue
        try:
            made = numbers_for(subject.charter, measure.supplied, sorted(subject.members), measure.span)
        except Unstated as gap:
            yield WithheldShare(*told, None, gap.missing)
            continue
        total = sum(made.values(), ZERO)
        own = sum((v for p, v in made.items() if p in parties), ZERO)
        yield WithheldShare(*told, own / total if total else ZERO)


def _changes(subject: Subject, away: Subject, parties: frozenset[str]) -> Iterator[ChangedHands]:
    """Decisions of which others than these gain or lose a veto, or that fewer or more can stop."""
    after = {d.name: ballot for ballot in ballots(away) for d in ballot.decisions}
    for ballot in ballots(subject):
        other = after.get(ballot.first.name)
        if other is None or ballot.game.anonymous or other.game.anonymous:
            continue
        try:
            before, then = _vetoes(ballot), _vetoes(other)
            sizes = ballot.game.smallest_blocking().size, other.game.smallest_blocking().size
        except (GameError, TooLarge):
            continue
        gained, lost = then - before, before - then - parties
        if gained or lost or sizes[0] != sizes[1]:
            labels = tuple(d.label for d in ballot.decisions)
            yield ChangedHands(labels, tuple(sorted(gained)), tuple(sorted(lost)), sizes)


def _vetoes(ballot: DecisionGroup) -> frozenset[str]:
    return frozenset(ballot.game.veto_members().always)
