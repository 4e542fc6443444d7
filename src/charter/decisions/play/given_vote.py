"""A given vote, played step by step: who says what, what each step needs and has, and what it comes to.

The steps of a decision are all taken, those of other decisions that it goes through and of those who recommend it among
them. Those of whom nothing is said are undeclared: a step is open where they decide it. What would change a step is in
`vote_flips`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from charter.decisions.arrears import clauses_of
from charter.decisions.compositions.bounds import lawful, seats_of
from charter.decisions.elements import NOBODY, Composition, Electorate, Spaces, Unknown
from charter.decisions.play.abstention_paradox import ballot_of
from charter.decisions.play.ballot import (
    FOR,
    Ballot,
    JointRequirement,
    Tally,
    VoteRequirement,
    VoteRequirements,
)
from charter.decisions.procedure import (
    DecisionProcedure,
    ElectorateSteps,
    StepVote,
    assemble,
    recommending_steps,
)
from charter.decisions.quorum import quorum_of
from charter.decisions.seats import present
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.entry import AWAITED, RATIFIERS
from charter.dsl.model.institution import Institution
from charter.record import changed, record

YES, NO, ABSTAIN, AWAY = "yes", "no", "abstain", "away"
POSITIONS = (YES, NO, ABSTAIN, AWAY)
PASSES, FAILS, OPEN, UNSETTLED = "passes", "fails", "open", "unsettled"
"""What a step comes to; unsettled: its vote fails, and the charter leaves to words what then lets it pass."""


@record
class VotingStep:
    """A step that is voted, its seats with a vote in order; `names` are theirs, each once. `example`: who sits is open,
    and these are the seats of one lawful composition; `nameless`: only numbers of votes are known, and names mean
    nothing. `casting` casts a vote at a tie; `left` is what the charter leaves to words; `silenced` gives for a seat
    those of whom one must be there, that it may vote. `cases`: those whom a case is about, or those in arrears, have no
    vote."""

    vote: StepVote
    organ: str
    key: str
    ballot: Ballot
    names: tuple[str, ...]
    casting: str | None = None
    left: tuple[str, ...] = ()
    example: bool = False
    silenced: Mapping[int, frozenset[int]] | None = None
    nameless: bool = False
    cases: bool = False

    @property
    def alike(self) -> bool:
        """Whether no requirement tells one vote from another, so that a number of votes says all."""
        leaves = [leaf for needs in self.ballot.needs.values() for leaf in leaves_of(needs)]
        forms = (leaf.form for leaf in leaves)
        plain = all(leaf.among is None for leaf in leaves) and all(f is None or self.ballot.alike(f) for f in forms)
        return plain and (not self.example or self.ballot.scene.hall.weights is None)


@record
class BodyStep:
    """A step of a body that no member controls."""

    vote: StepVote
    organ: str
    key: str


@record
class CountedRequirement:
    """A requirement with what a vote has: `has` of what is counted, held against `needed`, out of `base`."""

    need: VoteRequirement
    has: Fraction
    needed: Fraction
    base: Fraction
    met: bool


@record
class CountedJoint:
    """All of the parts, or with `any` one of them."""

    parts: tuple[CountedRequirements, ...]
    any: bool
    met: bool


CountedRequirements = CountedRequirement | CountedJoint


@record
class StepTaken:
    """A step as it was voted. `tally` has the places by position, `undeclared` those of whom nothing is said; counts
    are of seats. `needs` are by clause: quorum, void unless, rule, veto."""

    step: VotingStep | BodyStep
    outcome: str
    tally: Tally
    undeclared: frozenset[int]
    needs: Mapping[str, CountedRequirements]
    casting: str | None = None
    silent: frozenset[int] = frozenset()

    def position(self, place: int) -> str | None:
        """What a seat said; None if nothing is known."""
        for position, places in ((YES, self.tally.yes), (NO, self.tally.no), (ABSTAIN, self.tally.abstain)):
            if place in places:
                return position
        return None if place in self.undeclared else AWAY


def leaves_of(needs: VoteRequirements) -> Iterator[VoteRequirement]:
    """Every single requirement, from left to right."""
    if isinstance(needs, JointRequirement):
        for part in needs.parts:
            yield from leaves_of(part)
    else:
        yield needs


def read_steps(
    charter: Charter,
    institution: Institution,
    decision: Decision,
    *,
    voters: Mapping[str, frozenset[str]] | None = None,
    barred: frozenset[str] = frozenset(),
) -> tuple[VotingStep | BodyStep, ...] | Unknown:
    """The steps of a decision in their order, or what the charter does not state. `voters` are those who sit in an
    organ whose seats are open, or who alone have a vote in it, by organ (`""`: any); `barred` cannot vote in the case.
    """
    whole = assemble(charter, institution, decision)
    if isinstance(whole, Unknown):
        return whole
    found: list[VotingStep | BodyStep] = []
    for where, of, step in _flat(charter, institution, decision):
        if step.alternatives:
            why = "a step that can be taken in several ways is not played"
            return Unknown("one way of the step", step.span, f"{where.name}.{of.name}", why)
        alone = changed(of, steps=(changed(step, recommendation=None),))
        assembled = assemble(charter, where, alone)
        if isinstance(assembled, Unknown):
            return assembled
        key = (step.by.name or str(step.by)).rpartition(".")[2]
        found += [BodyStep(body, body.by, key) for body in assembled.bodies]
        for part in assembled.parts:
            named = (voters or {}).get(key, (voters or {}).get(""))
            read = _voting(charter, assembled, part, step, key, named, barred)
            if isinstance(read, Unknown):
                return read
            found.append(read)
    return tuple(found)


def _flat(
    charter: Charter, institution: Institution, decision: Decision
) -> Iterator[tuple[Institution, Decision, Step]]:
    """The steps with those of other decisions in their place; `assemble` has found that they come to an end."""
    for step in (*decision.steps, *recommending_steps(institution, decision.steps)):
        if all(way.only_advises for way in step.ways):
            continue
        found = charter.decision(institution, step.by.name or "") if step.by.kind == "decision" else None
        if found is not None and isinstance(found[1], Decision):
            yield from _flat(charter, found[0], found[1])
        else:
            yield institution, decision, step


def _voting(
    charter: Charter, assembled: DecisionProcedure, part: ElectorateSteps, step: Step, key: str,
    voters: frozenset[str] | None, barred: frozenset[str],
) -> VotingStep | Unknown:  # fmt: skip
    rule = part.steps[0].rule
    if rule is None or step.by.kind in (RATIFIERS, AWAITED):
        return Unknown("a rule of voting", step.span, assembled.name, "entry into force is not voted on")
    seated = _seated(charter, part, voters)
    if isinstance(seated, Unknown):
        return seated
    composition, example = seated
    placed = changed(part, hall=_with(part.hall, composition))
    bars = (*assembled.decision.barred, *step.barred)
    ballot = ballot_of(charter, placed, rule, quorum_of(step, part.organ), bars)
    if ballot is None:
        return Unknown(f"who may sit in {part.hall.label}", part.hall.span, part.hall.entity)
    cases = any(b.who != "set" for b in bars) or bool(clauses_of(assembled.institution, part.organ))
    gone = barred if cases else NOBODY
    kept = tuple(s for s in ballot.seats if s.holder not in gone)
    if voters is not None and part.hall.spaces.known is not None:
        kept = tuple(s for s in kept if s.holder in voters)
    ballot = changed(ballot, seats=kept)
    names = _names(ballot)
    casting = step.casting or (part.organ.default_terms.casting if part.organ is not None and not step.rule else None)
    label = part.organ.label if part.organ is not None else part.steps[0].by
    return VotingStep(
        part.steps[0], label, key, ballot, names, casting, part.left, example, _silenced(part, ballot), cases=cases
    )  # fmt: skip


def _with(hall: Electorate, composition: Composition) -> Electorate:
    space = changed(hall.spaces.variants[0], fixed=composition, opens=(), sides=())
    return changed(hall, spaces=Spaces((space,)))


def _seated(
    charter: Charter, part: ElectorateSteps, voters: frozenset[str] | None
) -> tuple[Composition, bool] | Unknown:
    """Who sits, and whether that is only an example: the voters, those who sit now, or a lawful composition."""
    spaces = part.hall.spaces
    if spaces.known is not None:
        return spaces.known, False
    if voters is not None:
        found = seats_of(spaces, voters)
        size = spaces.variants[0].size
        if found is None or found.most != size or len({s.holder for s in found.at_most}) < len(voters):
            why = f"these {len(voters)} cannot be who fills the {size} seats of {part.hall.label}"
            return Unknown(f"a lawful composition of {part.hall.label}", part.hall.span, part.hall.entity, why)
        return found.at_most, False
    now = present(charter, part.institution, part.organ) if part.organ is not None else None
    if now is not None:
        return now, False
    some = lawful(spaces)
    if some is None:
        return Unknown(f"who may sit in {part.hall.label}", part.hall.span, part.hall.entity)
    return some, True


def _names(ballot: Ballot) -> tuple[str, ...]:
    """A name for each seat: its holder, numbered where several are alike (`FRA`, `FRA 2`)."""
    used: dict[str, int] = {}
    names = []
    for seat in ballot.seats:
        used[seat.label] = used.get(seat.label, 0) + 1
        names.append(seat.label if used[seat.label] == 1 else f"{seat.label} {used[seat.label]}")
    return tuple(names)


def _silenced(part: ElectorateSteps, ballot: Ballot) -> dict[int, frozenset[int]] | None:
    """By seat of a delegate who may not vote alone: the seats of the partner."""
    partners = {d.name: d.silent_without for d in part.organ.delegates} if part.organ is not None else {}
    if not any(partners.values()):
        return None
    places: dict[tuple[str, str | None], set[int]] = {}
    for i, seat in enumerate(ballot.seats):
        places.setdefault((seat.holder, seat.post.chamber), set()).add(i)
    found = {}
    for i, seat in enumerate(ballot.seats):
        partner = partners.get(seat.post.chamber or "")
        if partner is not None:
            found[i] = frozenset(places.get((seat.holder, partner), ()))
    return found


# ---- playing ------------------------------------------------------------------------------------


def taken(step: VotingStep, positions: Mapping[int, str], casting: str | None = None) -> StepTaken:
    """The step with these positions by place; `casting` is what the one with a casting vote says (yes or no).

    Raises:
        Unstated: a figure that the rule counts is not known.
    """
    silent = _silent(step, positions)
    given = {place: AWAY if place in silent else position for place, position in positions.items()}
    by = {p: frozenset(place for place, said in given.items() if said == p) for p in POSITIONS}
    tally = Tally(by[YES], by[NO], by[ABSTAIN])
    undeclared = step.ballot.everyone - frozenset(given)
    needs = {name: counted(step.ballot, each, tally) for name, each in step.ballot.needs.items()}
    outcome = _outcome(step, tally, undeclared, casting)
    return StepTaken(step, outcome, tally, undeclared, needs, casting, silent)


def _silent(step: VotingStep, positions: Mapping[int, str]) -> frozenset[int]:
    """Who may not vote, since the partner is away."""
    if step.silenced is None:
        return frozenset()
    away = {place for place, said in positions.items() if said == AWAY}
    return frozenset(p for p in positions if p not in away and p in step.silenced and step.silenced[p] <= away)


def counted(ballot: Ballot, needs: VoteRequirements, tally: Tally) -> CountedRequirements:
    """What is needed beside what a vote has."""
    if isinstance(needs, JointRequirement):
        parts = tuple(counted(ballot, part, tally) for part in needs.parts)
        return CountedJoint(parts, needs.any, ballot.met(needs, tally))
    has, needed = ballot.count(needs, tally)
    return CountedRequirement(needs, has, needed, ballot.base(needs, tally), ballot.met(needs, tally))


def eased(needs: VoteRequirements) -> VoteRequirements:
    """The requirement if a tie is enough, as it is where a casting vote breaks it."""
    if isinstance(needs, JointRequirement):
        return changed(needs, parts=tuple(eased(part) for part in needs.parts))
    half = needs.counts == FOR and needs.strict and needs.share == Fraction(1, 2)
    return changed(needs, strict=False) if half else needs


def effective(step: VotingStep, casting: str | None) -> dict[str, VoteRequirements]:
    """What the step needs, given the casting vote."""
    needs = dict(step.ballot.needs)
    if step.casting is not None and casting == YES:
        needs["rule"] = eased(needs["rule"])
    return needs


def _outcome(step: VotingStep, tally: Tally, undeclared: frozenset[int], casting: str | None) -> str:
    best = changed(tally, yes=tally.yes | undeclared)
    open_casting = step.casting is not None and casting is None
    hopeful = effective(step, YES if open_casting else casting)
    if not all(step.ballot.met(each, best) for each in hopeful.values()):
        return UNSETTLED if step.left else FAILS
    worst = {
        "quorum": tally,
        "void unless": tally,
        "rule": changed(tally, no=tally.no | undeclared),
        "veto": changed(tally, no=tally.no | undeclared),
    }
    sure = effective(step, casting)
    unsure = _may_be_silenced(step, tally, undeclared)
    if unsure:
        worst = {name: changed(each, yes=each.yes - unsure) for name, each in worst.items()}
    return PASSES if all(step.ballot.met(each, worst[name]) for name, each in sure.items()) else OPEN


def _may_be_silenced(step: VotingStep, tally: Tally, undeclared: frozenset[int]) -> frozenset[int]:
    """Those for who may not vote if a partner of whom nothing is said stays away."""
    partners = step.silenced or {}
    return frozenset(
        p for p in tally.yes if partners.get(p) and partners[p] <= (undeclared | (step.ballot.everyone - tally.present))
    )


def outcome_of(steps: tuple[StepTaken, ...]) -> str:
    """What the decision comes to: all its steps must pass."""
    found = {step.outcome for step in steps}
    return next((kind for kind in (FAILS, UNSETTLED, OPEN) if kind in found), PASSES)
