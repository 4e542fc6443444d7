"""From a charter's decision to the simple game on the members underneath.

Every step must succeed: steps are joined over organs and institutions (`step UN.chapter_vii` brings in that
decision's own steps). What a step needs and the charter does not state makes the whole game unknown, with the
clause that is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charter.decisions.arrears import Owed, clauses_of, losses, reduced
from charter.decisions.columns import set_named
from charter.decisions.compile_rule import RuleContext, formula_of, gives_each_a_veto, with_casting
from charter.decisions.counting_base import barred_by
from charter.decisions.electorates import body_like, group_hall, hall_of, members_hall, read_whole, seated_by_parties
from charter.decisions.elements import (
    NOBODY,
    ONE,
    ZERO,
    Electorate,
    Unknown,
    Unstated,
    VoteThreshold,
    both,
)
from charter.decisions.entry import ratifications
from charter.decisions.quorum import quorum_of, validity
from charter.decisions.ways import ElectorateSteps, StepVote, Way, one_of
from charter.dsl.model.base import PartySet, Who
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Bar, Decision, Step
from charter.dsl.model.entry import AWAITED, ENTRY, RATIFIERS, is_past
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import AnyOf, Base, Consensus, Count, Rule
from charter.record import changed, record


@record
class Circumstances:
    """What a scenario or a case changes about voting: sets that vote as one, members in arrears, who is accused and
    who complains, seats filled best or worst for a set (organ, set, best), and who of those who may ratify stays
    out."""

    blocs: tuple[frozenset[str], ...] = ()
    owed: tuple[Owed, ...] = ()
    accused: frozenset[str] = NOBODY
    complainant: frozenset[str] = NOBODY
    filled: tuple[tuple[str, frozenset[str], bool], ...] = ()
    absent: frozenset[str] = NOBODY

    @property
    def arrears(self) -> frozenset[str]:
        """Those who are in arrears, whatever they owe."""
        return frozenset(party for each in self.owed for party in each.parties)


ORDINARY = Circumstances()


@record
class DecisionProcedure:
    """A decision as its parts, all of which must pass, and the bodies that must agree and that no member controls.
    `left` names what may let it pass where a vote fails and is no rule: a fallback in words, a time that runs out."""

    charter: Charter
    institution: Institution
    decision: Decision
    parts: tuple[ElectorateSteps, ...]
    bodies: tuple[StepVote, ...] = ()
    circumstances: Circumstances = ORDINARY

    @property
    def name(self) -> str:
        """The decision as it is named from outside: `IAEA.suspend`."""
        return f"{self.institution.name}.{self.decision.name}"

    @property
    def parties(self) -> frozenset[str]:
        """Every party that has or may have a vote in some step."""
        return frozenset(p for part in self.parts for p in part.hall.spaces.parties)

    @property
    def left(self) -> tuple[str, ...]:
        """What may let the decision pass beside its votes, in words; each once."""
        return tuple(dict.fromkeys(words for part in self.parts for words in part.left))

    @property
    def lenient(self) -> DecisionProcedure:
        """The decision if all that is left to words lets it pass."""
        kept = tuple(changed(p, formula=p.certain, left=(), whole=False) for p in self.parts if p.certain is not None)
        return changed(self, parts=kept)


@record
class _DecisionReader:
    charter: Charter
    institution: Institution
    decision: Decision
    circumstances: Circumstances
    inside: tuple[str, ...] = ()
    shared: dict[Any, Any] | None = None
    gaps: list[Unstated] | None = None


def assemble(
    charter: Charter,
    institution: Institution,
    decision: Decision,
    circumstances: Circumstances = ORDINARY,
    shared: dict[Any, Any] | None = None,
) -> DecisionProcedure | Unknown:
    """The parts of a decision, or what is missing to know them, with the parts that are known all the same. Halls are
    kept in `shared`, where it is given, for other decisions of the same charter in the same circumstances."""
    gaps: list[Unstated] = []
    try:
        read_whole(charter, f"{institution.name}.{decision.name}")
        parts, bodies = _read(_DecisionReader(charter, institution, decision, circumstances, shared=shared, gaps=gaps))
    except Unstated as gap:
        return gap.unknown
    known = DecisionProcedure(charter, institution, decision, _merged(parts), tuple(bodies), circumstances)
    if not gaps:
        return known
    return changed(gaps[0].unknown, known=known if parts else None)


def _read(reader: _DecisionReader) -> tuple[list[ElectorateSteps], list[StepVote]]:
    decision, name = reader.decision, f"{reader.institution.name}.{reader.decision.name}"
    if name in reader.inside:
        raise Unstated(f"an end to the steps of `{name}`, which lead back to it", decision.span, name)
    if not decision.steps:
        raise Unstated("the steps", decision.name_span, name)
    reader = changed(reader, inside=(*reader.inside, name))
    parts: list[ElectorateSteps] = []
    bodies: list[StepVote] = []
    if all(way.only_advises for way in decision.every_step):
        raise Unstated("a step that decides and does not only advise", decision.name_span, name)
    for step in (*decision.steps, *recommending_steps(reader.institution, decision.steps)):
        try:
            _read_step(reader, step, parts, bodies)
        except Unstated as gap:
            if reader.gaps is None:
                raise
            reader.gaps.append(gap)
    return parts, bodies


def recommending_steps(institution: Institution, steps: Sequence[Step]) -> list[Step]:
    """`on recommendation of X` is a step of X, unless X has one of its own. What one way of a step needs is no step of
    the others."""
    taken = {s.by.name for s in steps}
    found = []
    for step in steps:
        name = step.recommendation
        if name is None or name in taken or step.alternatives:
            continue
        organ = institution.organ(name)
        found.append(Step(step.span, Who(step.span, "organ" if organ is not None else "office", name), "recommends"))
        taken.add(name)
    return found


def _read_step(reader: _DecisionReader, step: Step, parts: list[ElectorateSteps], bodies: list[StepVote]) -> None:
    kind = step.by.kind
    if all(way.only_advises for way in step.ways):
        return
    if step.alternatives:
        found = one_of([_way(changed(reader, gaps=None), way) for way in step.ways], step.span)
        if isinstance(found, ElectorateSteps):
            parts.append(found)
        else:
            bodies.append(found)
        return
    if kind == RATIFIERS:
        parts.append(_ratifications(reader, step))
        return
    name = step.by.name or ""
    if kind == AWAITED:
        other = reader.charter.institution(name)
        if other is not None and is_past(other):
            return
        name, kind = f"{name}.{ENTRY}", "decision"
    if kind == "decision":
        nested = reader.charter.decision(reader.institution, name)
        if nested is None or not isinstance(nested[1], Decision):
            raise Unstated(f"the decision `{name}`", step.span, reader.institution.name)
        more, others = _read(changed(reader, institution=nested[0], decision=nested[1]))
        parts += more
        bodies += others
        return
    institution, organ = _organ_of(reader, step.by)
    if kind == "organ" and organ is None:
        raise Unstated(f"an organ `{step.by}`", step.span, reader.institution.name)
    if organ is not None and body_like(organ):
        bodies.append(StepVote(step.span, organ.label, step.rule, step.citations))
        return
    if organ is None and kind not in ("members", "any_member", "any_number", "party", "group"):
        bodies.append(StepVote(step.span, str(step.by), step.rule, step.citations))
        return
    parts.append(_part(changed(reader, institution=institution), step, organ))


def _way(reader: _DecisionReader, step: Step) -> Way:
    """One way to take a step, with the recommendation that it needs."""
    parts: list[ElectorateSteps] = []
    bodies: list[StepVote] = []
    for each in (step, *recommending_steps(reader.institution, (step,))):
        _read_step(reader, each, parts, bodies)
    return Way(_merged(parts), tuple(bodies))


def _ratifications(reader: _DecisionReader, step: Step) -> ElectorateSteps:
    """Entry into force: those who may ratify, by the condition of the text."""
    if step.rule is None:
        raise Unstated("entry into force", step.span, f"{reader.institution.name}.adoption")
    found = ratifications(reader.charter, reader.institution, step.rule, reader.circumstances.absent)
    taken = StepVote(step.span, found.hall.label, step.rule, step.citations)
    replayed = not reader.circumstances.absent  # who stays out is in the total and casts nothing that could be replayed
    return ElectorateSteps(
        found.hall, found.formula, (taken,), reader.institution, None, found.formula, whole=replayed
    )  # fmt: skip


def _organ_of(reader: _DecisionReader, who: Who) -> tuple[Institution, Organ | None]:
    """The organ that acts, of this institution or, with a dotted name, of another."""
    name = who.name or ""
    own = reader.institution.organ(name) if who.kind in ("organ", "outside", "institution") else None
    if own is not None or "." not in name:
        return reader.institution, own
    head, _, tail = name.partition(".")
    other = reader.charter.institution(head)
    if other is None:
        return reader.institution, None
    return other, other.organ(tail)


def _part(reader: _DecisionReader, step: Step, organ: Organ | None) -> ElectorateSteps:
    hall = _hall(reader, step, organ)
    rule = _rule(reader, step, organ)
    bars = (*reader.decision.barred, *step.barred)
    barred = _barred(reader, organ, bars)
    scene = RuleContext(reader.charter, hall, barred, bars)
    casting = step.casting or (organ.default_terms.casting if organ is not None and step.rule is None else None)
    formula = with_casting(formula_of(rule, scene), casting)
    if any(s.post.veto for s in hall.spaces.outer.fixed) or any(o.post.veto for o in hall.spaces.outer.opens):
        form = scene.form("seats with a veto", vetoes_only=True)
        formula = both((formula, VoteThreshold(form, ONE, ZERO, False, "no seat with a veto votes against", step.span)))
    quorum = quorum_of(step, organ)
    void = organ.void_unless.value if organ is not None and organ.void_unless is not None else None
    taken = StepVote(
        step.span, organ.label if organ is not None else str(step.by), rule, step.citations, bars, barred, casting,
        tuple(clause for clause in (quorum, void) if clause is not None),
    )  # fmt: skip
    never = validity(step, organ, rule, scene)
    if never is not None:
        formula = both((never, formula))
    left = _left(reader, step, organ)
    return ElectorateSteps(hall, formula, (taken,), reader.institution, organ, None if left else formula, left)


def _left(reader: _DecisionReader, step: Step, organ: Organ | None) -> tuple[str, ...]:
    """What may let a step pass where its vote fails, and is no rule that can be counted."""
    found = []
    words = _fallback(reader.decision, organ if step.rule is None else None)
    rule = step.rule or (organ.decides.value if organ is not None and organ.decides is not None else None)
    first = rule is None and _consensus_first(reader.decision, organ)
    if isinstance(words, str) and (first or isinstance(rule, Consensus) or (rule and gives_each_a_veto(rule))):
        found.append(f'what `otherwise "{words}"` comes to, as a rule')
    return tuple(found)


def _hall(reader: _DecisionReader, step: Step, organ: Organ | None) -> Electorate:
    if organ is not None:
        if not seated_by_parties(organ):
            raise Unstated("who sits", organ.name_span, f"{reader.institution.name}.{organ.name}")
        return hall_in(reader.charter, reader.institution, organ, reader.circumstances, reader.shared)
    if step.by.kind == "party":
        name = step.by.name or ""
        return group_hall(reader.institution, PartySet(step.by.span, name, (name,), name), step.by)
    if step.by.kind == "group" or step.by.among is not None:
        among = step.by.among or set_named(reader.charter, step.by.name or "")
        return group_hall(reader.institution, among, step.by)
    read_whole(reader.charter, f"{reader.institution.name}.members")
    return members_hall(reader.charter, reader.institution, step.span)


def hall_in(
    charter: Charter,
    institution: Institution,
    organ: Organ,
    circumstances: Circumstances = ORDINARY,
    shared: dict[Any, Any] | None = None,
) -> Electorate:
    """The hall of an organ in given circumstances, kept in `shared` where it is given; raises `Unstated`."""
    anybody = changed(
        circumstances, accused=NOBODY, complainant=NOBODY
    )  # who is accused changes who votes, not who sits
    key = ("hall", institution.name, organ.name, anybody)
    kept: Electorate | None = shared.get(key) if shared is not None else None
    hall = kept or _that_can_be_filled(filled(hall_of(charter, institution, organ), organ.name, circumstances))
    if shared is not None:
        shared[key] = hall
    return hall


def _that_can_be_filled(hall: Electorate) -> Electorate:
    """The hall, if its seats can all be filled: of an organ without a lawful composition every claim would hold."""
    from charter.decisions.compositions.bounds import lawful
    from charter.errors import TooLarge

    try:
        if hall.spaces.known is not None:  # nothing is open that could meet what a floor asks for besides
            empty = any(side.low > 0 for side in hall.spaces.variants[0].sides)
        else:
            empty = lawful(hall.spaces) is None
    except TooLarge:
        return hall
    if empty:
        raise Unstated(f"a lawful composition of {hall.label}: its seats cannot all be filled", hall.span, hall.entity)
    return hall


def filled(hall: Electorate, organ: str, circumstances: Circumstances) -> Electorate:
    """The hall as a scenario says: its open seats filled with as many as can be, or as few, from a set; those in
    arrears without their vote, where arrears cost it."""
    hall = reduced(hall, losses(hall.arrears, circumstances.owed))
    for name, parties, best in circumstances.filled:
        if name == organ:
            from charter.decisions.compositions.bounds import filled_spaces

            hall = changed(hall, spaces=filled_spaces(hall.spaces, parties, best))
    return hall


def rule_of(charter: Charter, institution: Institution, decision: Decision, step: Step) -> Rule | None:
    """The rule by which an organ of the institution takes a step, if the charter states one and leaves nothing to
    words; None too where the step has other ways, so that no one rule decides it, or only advises."""
    if step.alternatives or step.only_advises:
        return None
    reader = _DecisionReader(charter, institution, decision, ORDINARY)
    where, organ = _organ_of(reader, step.by)
    try:
        return None if _left(reader, step, organ) else _rule(changed(reader, institution=where), step, organ)
    except Unstated:
        return None


def _rule(reader: _DecisionReader, step: Step, organ: Organ | None) -> Rule:
    """The rule of a step: its own, else the organ's, with what follows where no consensus is found."""
    if step.rule is None and step.by.kind in ("any_member", "any_number"):
        return Count(step.span, ONE * (step.by.number or 1), Base(step.span, "members"))
    if step.rule is None and step.by.kind == "party":
        return Consensus(step.span)
    rule = step.rule
    if rule is None and organ is not None and organ.decides is not None:
        rule = organ.decides.value
    other = _fallback(reader.decision, organ if step.rule is None else None)
    if isinstance(other, str):
        other = None
    if rule is None or gives_each_a_veto(rule):
        rule = other or rule
    elif isinstance(rule, Consensus) and other is not None:
        rule = AnyOf(rule.span, (rule, other))
    if rule is None and _consensus_first(reader.decision, organ):
        rule = Consensus(step.span)
    if rule is None:
        entity = f"{reader.institution.name}.{organ.name}" if organ is not None else _named(reader)
        span = organ.name_span if organ is not None else step.span
        raise Unstated("a rule of decision", span, entity)
    return rule


def _named(reader: _DecisionReader) -> str:
    return f"{reader.institution.name}.{reader.decision.name}"


def _fallback(decision: Decision, organ: Organ | None) -> Rule | str | None:
    """What follows where no consensus is found: what the decision says, else what the organ says."""
    for stated in (decision.otherwise, organ.otherwise if organ is not None else None):
        if stated is not None:
            return stated.value
    return None


def _consensus_first(decision: Decision, organ: Organ | None) -> bool:
    return decision.consensus_first is not None or (organ is not None and organ.consensus_first is not None)


def _barred(reader: _DecisionReader, organ: Organ | None, bars: tuple[Bar, ...]) -> frozenset[str]:
    """Who cannot vote whatever the case is about: named sets, and in a scenario those in arrears."""
    now = reader.circumstances
    found = barred_by(bars, now.accused, now.complainant)
    if any(b.who == "in_arrears" for b in bars):
        return found | now.arrears
    lost = losses(clauses_of(reader.institution, organ), now.owed)
    return found | {p for p, part in lost.items() if part == 1}


def _merged(parts: list[ElectorateSteps]) -> tuple[ElectorateSteps, ...]:
    """Steps in the same hall become one part: the same members sit in both."""
    found: dict[str, ElectorateSteps] = {}
    for part in parts:
        first = found.get(part.hall.entity)
        if first is None:
            found[part.hall.entity] = part
            continue
        formula = both((first.formula, part.formula))
        sure = [p.certain for p in (first, part) if p.certain is not None]
        found[part.hall.entity] = changed(
            first, formula=formula, steps=(*first.steps, *part.steps), certain=both(sure) if sure else None,
            left=(*first.left, *part.left), whole=first.whole and part.whole,
        )  # fmt: skip
    return tuple(found.values())


__all__ = [
    "ORDINARY",
    "Circumstances",
    "DecisionProcedure",
    "ElectorateSteps",
    "StepVote",
    "Unknown",
    "assemble",
    "filled",
    "recommending_steps",
    "rule_of",
]
