"""What makes one institution another: changes by what they mean for those who are in it, with a category and a gravity.

An error takes something from somebody who has it: a veto, a way out, a seat at the table, freedom from a duty or from a
bill. A warning shifts who decides, or takes a duty or a safeguard away. A note changes nobody's position for the worse.
Everything is worked out by the rooms that work it out for one institution; this one holds two answers against each
other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from charter.analysis.decision_change import (
    EQUIVALENT,
    LOOSER,
    NOT_KNOWN,
    NOTHING,
    STRICTER,
    DecisionChange,
    decision_change,
    plain,
    words,
)
from charter.analysis.money.payers import payers
from charter.analysis.subject import Subject
from charter.dsl.findings import ERROR, NOTE, WARNING
from charter.dsl.model.base import Clock
from charter.dsl.model.decisions import Decision
from charter.dsl.model.entry import ENTRY, entry_decision
from charter.dsl.model.institution import Institution, Membership, Removal, Withdrawal
from charter.dsl.model.obligations import Obligation
from charter.dsl.syntax.source import Span
from charter.record import record
from charter.text.wording import percent, some

CATEGORIES = (
    "member", "decision", "veto", "minority", "terms", "exit", "removal", "duty", "oversight", "sanction", "bill",
)  # fmt: skip
FORCES = ("none", "political", "recommended", "binding")
"""From the weakest; a force that is not stated counts as none."""
MOST_PAYERS = 5


@record
class MeaningChange:
    """One change: its category, gravity, what it is about, and a sentence; where it stands before and after."""

    category: str
    severity: str
    entity: str
    text: str
    before: Span | None = None
    after: Span | None = None
    decision: DecisionChange | None = None

    @property
    def code(self) -> str:
        """What a list of accepted changes would name: `veto:adopt`."""
        return f"{self.category}:{self.entity}"


def meaning(one: Subject, other: Subject, only: frozenset[str] | None = None) -> tuple[MeaningChange, ...]:
    """Every change from the one institution to the other, decisions that are passed as before among them; with `only`,
    those of these decisions, duties and clauses by name."""
    found = [
        *_members(one, other),
        *_decisions(one, other, only),
        *_exits(one.institution, other.institution, (one, other)),
        *_duties(one, other),
        *_bills(one, other),
    ]
    return tuple(change for change in found if only is None or change.entity in only)


# ---- members and decisions -----------------------------------------------------------------------


def _members(one: Subject, other: Subject) -> Iterator[MeaningChange]:
    if one.members is None or other.members is None:
        if (one.members is None) != (other.members is None):
            when = "before" if one.members is None else "after"
            yield MeaningChange("member", WARNING, "members", f"{when}, the members are not stated")
        return
    gone = [p for p in one.members if p not in other.members]
    new = [p for p in other.members if p not in one.members]
    spans = (_span(one.institution.members), _span(other.institution.members))
    if gone:
        text = f"{some(gone)} {'are' if len(gone) > 1 else 'is'} no longer a member"
        yield MeaningChange("member", ERROR, "members", text.replace("no longer a member", _no_longer(gone)), *spans)
    if new:
        yield MeaningChange("member", NOTE, "members", f"{some(new)} join{'s' * (len(new) == 1)}", *spans)


def _no_longer(gone: Sequence[str]) -> str:
    return "no longer members" if len(gone) > 1 else "no longer a member"


def _span(stated: object) -> Span | None:
    found: Span | None = getattr(stated, "span", None)
    return found


def _named(subject: Subject) -> dict[str, Decision]:
    """The decisions by name, and entry into force where the charter states its condition."""
    found = {d.name: d for d in subject.institution.decisions}
    entry = entry_decision(subject.institution)
    return found if entry is None or ENTRY in found else {**found, ENTRY: entry}


def _decisions(one: Subject, other: Subject, only: frozenset[str] | None) -> Iterator[MeaningChange]:
    before, after = _named(one), _named(other)
    for name, decision in before.items():
        if only is not None and name not in only:
            continue
        if name not in after:
            text = f"“{decision.label}” is gone"
            yield MeaningChange("decision", WARNING, name, text, decision.name_span)
            continue
        yield from _decision(decision_change(one, decision, other, after[name]))
    for name, decision in after.items():
        if name not in before:
            yield MeaningChange("decision", NOTE, name, f"“{decision.label}” is new", None, decision.name_span)


def _decision(change: DecisionChange) -> Iterator[MeaningChange]:
    label = f"“{change.after.label}”"
    spans = (change.before.name_span, change.after.name_span)
    game = change.game
    kind = {EQUIVALENT: NOTE}.get(game.kind, WARNING)
    text = f"{label} {_VERDICTS[game.kind]}"
    if game.kind == NOT_KNOWN:
        text = f"{label}: what the change means is not known: {game.why}"
        same = plain(_decisive(change.before)) == plain(_decisive(change.after)) and not change.terms
        if same and change.never_known:
            kind, text = NOTE, f"{label} is not known either time: {game.why}"
    elif game.kind == EQUIVALENT and change.terms:
        text = f"{label} is passed by the same coalitions, if all attend; its terms differ"
    yield MeaningChange("decision", kind, change.name, text, *spans, change)
    if change.vetoes_lost:
        yield MeaningChange("veto", ERROR, change.name, f"{_lose(change.vetoes_lost)} of {label}", *spans)
    if change.vetoes_gained:
        who = some(change.vetoes_gained)
        verb = "gains" if len(change.vetoes_gained) == 1 else "each gain"
        yield MeaningChange("veto", WARNING, change.name, f"{who} {verb} a veto of {label}", *spans)
    first, second = change.block
    if first != second and game.kind not in (EQUIVALENT, NOT_KNOWN):
        text = f"the fewest who block {label}: {_size(first)} before, {_size(second)} after"
        yield MeaningChange("minority", NOTE, change.name, text, *spans)
    for what, old, new in change.terms:
        yield MeaningChange("terms", WARNING, change.name, f"{label}, {what}: {old} before, {new} after", *spans)


_VERDICTS = {
    EQUIVALENT: "is passed by the same coalitions",
    STRICTER: "is stricter",
    LOOSER: "is looser",
    "neither": "is neither stricter nor looser",
    NOT_KNOWN: "",
}


def _decisive(decision: Decision) -> tuple[object, ...]:
    return decision.steps, decision.barred, decision.consensus_first, decision.otherwise


def _lose(players: Sequence[str]) -> str:
    return f"{some(players)} {'loses' if len(players) == 1 else 'each lose'} the veto"


def _size(size: int | None) -> str:
    return "none" if size is None else f"{size:,}"


# ---- leaving and being put out -------------------------------------------------------------------


def _exits(before: Institution, after: Institution, of: tuple[Subject, Subject]) -> Iterator[MeaningChange]:
    first, second = before.membership, after.membership
    old: tuple[Withdrawal, ...] = first.withdrawal if first is not None else ()
    new: tuple[Withdrawal, ...] = second.withdrawal if second is not None else ()
    spans = (_span(old[0]) if old else None, _span(new[0]) if new else None)
    if plain(old) != plain(new):
        harder, text = _leaving(old, new, of)
        yield MeaningChange("exit", ERROR if harder else WARNING, "withdrawal", text, *spans)
    for what in ("suspension", "expulsion"):
        yield from _removals(what, first, second)


def _leaving(old: tuple[Withdrawal, ...], new: tuple[Withdrawal, ...], of: tuple[Subject, Subject]) -> tuple[bool, str]:
    """Whether it is harder to leave, where that can be said, and how."""
    if not new:
        return True, "no clause lets a member withdraw any more"
    if not old:
        return False, f"a member may withdraw: {words(of[1], new)}"
    first, second = _days(old[0].notice), _days(new[0].notice)
    text = f"withdrawal: {words(of[0], old)} before, {words(of[1], new)} after"
    longer = first is not None and second is not None and second > first
    bound = not old[0].duties_survive and bool(new[0].duties_survive)
    decided = old[0].by == "notice" and new[0].by != "notice"
    conditions = len(new[0].conditions) > len(old[0].conditions)
    return longer or bound or decided or conditions or (first is None and second is not None), text


def _days(clock: Clock | None) -> Fraction | None:
    return None if clock is None else clock.days


def _removals(what: str, first: Membership | None, second: Membership | None) -> Iterator[MeaningChange]:
    old: tuple[Removal, ...] = getattr(first, what) if first is not None else ()
    new: tuple[Removal, ...] = getattr(second, what) if second is not None else ()
    if plain(old) == plain(new):
        return
    spans = (old[0].span if old else None, new[0].span if new else None)
    if old and not new:
        yield MeaningChange("removal", WARNING, what, f"no clause on {what} any more", *spans)
    elif new and not old:
        yield MeaningChange("removal", ERROR, what, f"{what} of a member by {new[0].decision} is new", *spans)
    else:
        said = f"{what} is by {old[0].decision} before, by {new[0].decision} after"
        if old[0].decision == new[0].decision:
            said = f"the grounds of {what} differ"
        yield MeaningChange("removal", WARNING, what, said, *spans)


# ---- duties --------------------------------------------------------------------------------------


def _duties(one: Subject, other: Subject) -> Iterator[MeaningChange]:
    before = {o.name: o for o in one.institution.obligations}
    after = {o.name: o for o in other.institution.obligations}
    for name, duty in before.items():
        if name not in after:
            yield MeaningChange("duty", WARNING, name, f"“{duty.label}” is a duty no longer", duty.name_span)
        else:
            yield from _duty(duty, after[name])
    for name, duty in after.items():
        if name not in before:
            severity = ERROR if _force(duty) == "binding" else NOTE
            force = _force(duty) or "its force is not stated"
            yield MeaningChange("duty", severity, name, f"“{duty.label}” is a new duty ({force})", None, duty.name_span)


def _force(duty: Obligation) -> str | None:
    return duty.force.value if duty.force is not None else None


def _bound(duty: Obligation) -> frozenset[str] | None:
    binding = duty.binds.value if duty.binds is not None else None
    parties = binding.parties if binding is not None else None
    return frozenset(parties.members) if parties is not None and parties.members is not None else None


def _duty(old: Obligation, new: Obligation) -> Iterator[MeaningChange]:
    spans = (old.name_span, new.name_span)

    def change(category: str, severity: str, text: str) -> MeaningChange:
        return MeaningChange(category, severity, new.name, f"“{new.label}”: {text}", *spans)

    forces = (_force(old), _force(new))
    if forces[0] != forces[1]:
        raised = _rank(forces[1]) > _rank(forces[0])
        text = f"its force is {forces[0] or NOTHING} before, {forces[1] or NOTHING} after"
        yield change("duty", ERROR if raised else WARNING, text)
    yield from (change("duty", severity, text) for severity, text in _whom(old, new))
    for what in ("depth", "precision", "starts", "thresholds", "help", "domain"):
        if plain(getattr(old, what)) != plain(getattr(new, what)):
            deeper = what == "depth" and old.depth is not None and new.depth is not None
            raised = deeper and new.depth.value > old.depth.value  # type: ignore[union-attr]
            yield change("duty", ERROR if raised else WARNING, f"its {_WORDS.get(what, what)} differs")
    if plain(old.monitoring) != plain(new.monitoring):
        more = len(new.monitoring) - len(old.monitoring)
        how = "nobody watches any more" if not new.monitoring else "it is watched otherwise"
        yield change("oversight", NOTE if more > 0 else WARNING, how if more <= 0 else "more watch it")
    if plain(old.breach) != plain(new.breach) or plain(old.ladder) != plain(new.ladder):
        yield from (change("sanction", severity, text) for severity, text in _ladders(old, new))


_WORDS = {"thresholds": "number", "starts": "beginning", "help": "help for those with less capacity"}


def _rank(force: str | None) -> int:
    return FORCES.index(force) if force in FORCES else 0


def _whom(old: Obligation, new: Obligation) -> Iterator[tuple[str, str]]:
    first, second = _bound(old), _bound(new)
    if first is None or second is None:
        if plain(old.binds) != plain(new.binds):
            yield WARNING, "whom it binds differs"
        return
    more, fewer = sorted(second - first), sorted(first - second)
    if more:
        yield ERROR, f"it binds {some(more)} too"
    if fewer:
        yield WARNING, f"it no longer binds {some(fewer)}"


def _ladders(old: Obligation, new: Obligation) -> Iterator[tuple[str, str]]:
    kinds = [
        [rung.kind or rung.name for rung in duty.ladder.rungs] if duty.ladder is not None else [] for duty in (old, new)
    ]
    added = [k.replace("_", " ") for k in kinds[1] if k not in kinds[0]]
    gone = [k.replace("_", " ") for k in kinds[0] if k not in kinds[1]]
    if added:
        yield ERROR, f"a breach may now be answered by {some(added)}"
    if gone:
        yield WARNING, f"a breach is no longer answered by {some(gone)}"
    if not added and not gone:
        yield WARNING, "who finds a breach, or how it is answered, differs"


# ---- bills ---------------------------------------------------------------------------------------


def _bills(one: Subject, other: Subject) -> Iterator[MeaningChange]:
    first, second = payers(one), payers(other)
    old, new = one.institution.funding, other.institution.funding
    if first is None or second is None:
        if plain(old) != plain(new):
            when = "before" if first is None else "after"
            severity = WARNING if (first is None) != (second is None) else NOTE
            text = f"money is written otherwise; {when}, the shares of payers do not follow from the charter"
            yield MeaningChange("bill", severity, "funding", text, _span(old), _span(new))
        return
    shares: tuple[Mapping[str, Fraction], Mapping[str, Fraction]] = (dict(first.shares), dict(second.shares))
    moved = {p: shares[1].get(p, Fraction(0)) - shares[0].get(p, Fraction(0)) for p in {**shares[0], **shares[1]}}
    up = sorted((p for p in moved if moved[p] > 0), key=lambda p: (-moved[p], p))
    down = sorted((p for p in moved if moved[p] < 0), key=lambda p: (moved[p], p))
    for severity, verb, who in ((ERROR, "more", up), (NOTE, "less", down)):
        if who:
            told = [f"{p} {percent(shares[0].get(p, Fraction(0)))} to {percent(shares[1].get(p, Fraction(0)))}"
                    for p in who[:MOST_PAYERS]]  # fmt: skip
            text = f"{len(who)} pay{'s' * (len(who) == 1)} a {'larger' if verb == 'more' else 'smaller'} share: "
            text += ", ".join(told) + (", …" if len(who) > MOST_PAYERS else "")
            yield MeaningChange("bill", severity, "funding", text, first.span, second.span)
    budgets = [f.budget.value if f is not None and f.budget is not None else None for f in (old, new)]
    if plain(budgets[0]) != plain(budgets[1]):
        text = f"the budget is {words(one, [budgets[0]])} before, {words(other, [budgets[1]])} after"
        yield MeaningChange("bill", WARNING, "budget", text, _span(old), _span(new))
