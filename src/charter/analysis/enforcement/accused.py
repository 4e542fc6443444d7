"""Who can be accused, who votes in a step, and whether the one may be the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charter.analysis.seating import holders
from charter.analysis.subject import Subject
from charter.decisions.compositions.every import marks_of
from charter.decisions.counting_base import case_bars
from charter.decisions.elements import atoms
from charter.decisions.procedure import Unknown
from charter.decisions.queries.game_queries import DecisionGame, decision_game
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Bar, Binding, Decision, Step
from charter.dsl.model.institution import Institution
from charter.dsl.model.obligations import Obligation
from charter.dsl.model.organs import Organ, SeatLine
from charter.dsl.model.rules import ReverseConsensus
from charter.record import changed, record

IMPARTIAL = frozenset(("secretariat", "tribunal", "panel", "office", "inspectorate", "evaluator"))


@record
class KnownParties:
    """A set of parties: `known` (None where the charter does not settle which), in the order to name them;
    `seats_unknown` where it is not even said that parties sit there."""

    known: tuple[str, ...] | None
    seats_unknown: bool = False

    @property
    def possible(self) -> bool:
        """Whether anybody can be in the set."""
        return self.known is None or bool(self.known)

    def overlap(self, other: KnownParties) -> KnownParties:
        """Who can be in both. Where one is not settled, whoever is in the other."""
        if self.known is None:
            return KnownParties(other.known, self.seats_unknown)
        if other.known is None:
            return self
        there = frozenset(other.known)
        return KnownParties(tuple(p for p in self.known if p in there), self.seats_unknown)

    def without(self, gone: Iterable[str]) -> KnownParties:
        """The set without these."""
        if self.known is None:
            return self
        there = frozenset(gone)
        return KnownParties(tuple(p for p in self.known if p not in there), self.seats_unknown)

    def why(self, organ: str, plenary: bool) -> str:
        """Why the accused may vote in the organ, in a few words."""
        who = "member" if self.known is None else f"of {len(self.known)} that can be accused"
        some = "" if self.known is None else f" of {len(self.known)}"
        return f"the accused is one{some} that vote in {organ}" if plenary else f"any {who} may sit in {organ}"


@record
class AccusedVote:
    """A step on which the accused may vote."""

    step: Step
    organ: str
    label: str
    example: str | None
    why: str
    seats_unknown: bool = False


def accused_of(subject: Subject, obligations: Iterable[Obligation]) -> KnownParties:
    """Who can be accused of breaking these obligations; members of the institution, where there are none.

    Private actors have no vote in any organ: an obligation that binds only them adds nobody.
    """
    found: list[str] = []
    bindings: list[Binding | None] = []
    for obligation in obligations:
        bindings += [each.value for each in obligation.bindings] or [None]
    if not bindings:
        return KnownParties(subject.members)
    for binding in bindings:
        if binding is not None and binding.kind == "actors":
            continue
        settled = binding.parties if binding is not None and binding.kind == "set" else None
        known = settled.members if settled is not None else subject.members
        if known is None:
            return KnownParties(None)
        found += known
    return KnownParties(tuple(dict.fromkeys(found)))


def answers(institution: Institution, decision: Decision) -> tuple[Obligation, ...]:
    """The obligations of an institution whose breach a decision finds or answers."""
    return tuple(o for o in institution.obligations if decision.name in _decisions_behind(institution, o))


def _decisions_behind(institution: Institution, obligation: Obligation) -> set[str]:
    named = {obligation.breach.value} if obligation.breach is not None else set()
    for rung in obligation.ladder.rungs if obligation.ladder is not None else ():
        named |= {w.name for w in (*rung.by, *rung.to) if w.kind == "decision" and w.name}
    return {name.removeprefix(institution.name + ".") for name in named}


def who_can_be(charter: Charter, institution: Institution, decision: Decision) -> tuple[str, ...] | None:
    """Who can be accused in a case that a decision settles: those whom the obligations that it answers bind, or any
    member; None where it is not settled who they are."""
    removal = {"suspension", "expulsion"}.intersection(decision.kinds)
    obligations = () if removal else answers(institution, decision)
    return accused_of(Subject(institution, charter), obligations).known


MOST_KINDS = 40


def by_accused(subject: Subject, game: DecisionGame) -> Iterator[tuple[str, DecisionGame]]:
    """The game in a case against everyone who can be accused, one of each kind that votes alike; none where the accused
    votes like all others, or where more than 40 kinds vote differently."""
    from charter.decisions.procedure import ORDINARY

    if game.anonymous or not any("accused" in case_bars(a.form.bars) for p in game.parts for a in atoms(p.formula)):
        return
    assembled = game.assembled
    able = who_can_be(subject.charter, assembled.institution, assembled.decision) or ()
    counted = [(p.hall.spaces, [a.form for a in atoms(p.formula)]) for p in game.parts]
    marks = marks_of(sorted(game.parties), counted, ())
    kinds: dict[object, str] = {}
    for party in able:
        kinds.setdefault(marks.get(party), party)
    now = subject.circumstances or ORDINARY
    for party in kinds.values() if len(kinds) <= MOST_KINDS else ():
        against = changed(now, accused=frozenset((party,)))
        found = decision_game(subject.charter, assembled.institution, assembled.decision, against, subject.built)
        if not isinstance(found, Unknown):
            yield party, found


def voters_of(subject: Subject, institution: Institution, organ: Organ) -> KnownParties | None:
    """The parties that vote, or may come to sit, in an organ; None where persons sit there who are no party."""
    members = institution.members.value.members if institution.members is not None else None
    if organ.plenary is not None:
        among = organ.plenary.value
        return KnownParties(members if among is None else among.members)
    if organ.seats is not None and organ.kind not in IMPARTIAL:
        lines = [line for line in organ.seats.lines if line.votes]
        found: list[str] = []
        for line in lines:
            sitting = _candidates(line, members)
            if sitting is None:
                return KnownParties(None)
            found += [p for p in holders(line) or () if p in sitting] + list(sitting)
        return KnownParties(tuple(dict.fromkeys(found))) if lines else None
    if organ.seats is not None or organ.experts is not None or organ.kind in IMPARTIAL:
        return None
    if organ.head is not None or organ.staff is not None:
        return None
    return KnownParties(None, seats_unknown=True)


def _candidates(line: SeatLine, members: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Who may come to sit on a line; None where it is not settled."""
    how, among = line.filling.how, line.filling.among
    if how == "ex_officio" or (how == "appointed" and among is None and not line.allocations):
        return ()
    if how == "chosen" and line.filling.by is not None:
        among = among or line.filling.by.among
    sets = [a.among or among for a in line.allocations] or [among]
    found: list[str] = []
    for each in sets:
        known = members if each is None else each.members
        if known is None:
            return None
        found += known
    return tuple(found)


def faults(
    subject: Subject, institution: Institution, decision: Decision, accused: KnownParties, bars: tuple[Bar, ...] = ()
) -> Iterator[AccusedVote]:
    """The steps of a decision on which the accused may vote.

    A step that another decision takes counts as that decision's steps; one that recommends does not count.
    """
    yield from _faults(subject, institution, decision, accused, bars, frozenset())


def _faults(
    subject: Subject,
    institution: Institution,
    decision: Decision,
    accused: KnownParties,
    bars: tuple[Bar, ...],
    seen: frozenset[tuple[str, str]],
) -> Iterator[AccusedVote]:
    if (institution.name, decision.name) in seen:
        return
    seen |= {(institution.name, decision.name)}
    for step in decision.every_step:
        here = (*bars, *decision.barred, *step.barred)
        if step.verb in ("recommends", "advises") or any(b.who in ("accused", "disputants") for b in here):
            continue
        if step.by.kind == "decision" and step.by.name:
            nested = subject.charter.decision(institution, step.by.name)
            if nested is not None and isinstance(nested[1], Decision):
                yield from _faults(subject, nested[0], nested[1], accused, here, seen)
            continue
        fault = _fault(subject, institution, step, accused, here)
        if fault is not None:
            yield fault


def _fault(
    subject: Subject, institution: Institution, step: Step, accused: KnownParties, bars: tuple[Bar, ...]
) -> AccusedVote | None:
    gone = [p for b in bars if b.parties is not None and b.parties.members is not None for p in b.parties.members]
    if step.by.kind == "members":
        known = institution.members.value.members if institution.members is not None else None
        may = KnownParties(known).overlap(accused).without(gone)
        name = f"the members of {institution.name}"
        return _made(step, name, name, may, True) if may.possible else None
    if step.by.kind != "organ" or step.by.name is None:
        return None
    owner, organ = _organ(subject, institution, step.by.name)
    if owner is None or organ is None:
        return None
    rule = step.rule or (organ.decides.value if organ.decides is not None else None)
    voters = voters_of(subject, owner, organ)
    if voters is None or isinstance(rule, ReverseConsensus):
        return None
    may = voters.overlap(accused).without(gone)
    label = organ.label if owner is subject.institution else f"{owner.name}'s {organ.label}"
    return _made(step, organ.name, label, may, organ.plenary is not None) if may.possible else None


def _made(step: Step, organ: str, label: str, may: KnownParties, plenary: bool) -> AccusedVote:
    example = may.known[0] if may.known else None
    return AccusedVote(step, organ, label, example, may.why(label, plenary), may.seats_unknown)


def _organ(subject: Subject, institution: Institution, name: str) -> tuple[Institution | None, Organ | None]:
    own = institution.organ(name)
    if own is not None:
        return institution, own
    head, _, tail = name.partition(".")
    other = subject.charter.institution(head)
    return other, other.organ(tail) if other is not None and tail else None
