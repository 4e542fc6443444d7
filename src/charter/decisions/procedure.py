"""From a charter's decision to the simple game on the members underneath.

Every step must succeed: steps are joined over organs and institutions (`step UN.chapter_vii` brings in that
decision's own steps). What a step needs and the charter does not state makes the whole game unknown, with the
clause that is missing.
"""

from __future__ import annotations

from typing import Any

from charter.decisions.columns import set_named
from charter.decisions.compile_rule import RuleContext, formula_of, gives_each_a_veto, with_casting
from charter.decisions.electorates import body_like, group_hall, hall_of, members_hall, seated_by_parties
from charter.decisions.elements import NOBODY, ONE, ZERO, Electorate, Formula, Threshold, Unknown, Unstated, both
from charter.decisions.entry import ratifications
from charter.dsl.model.base import Citation, PartySet, Who
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Bar, Decision, Step
from charter.dsl.model.entry import RATIFIERS
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import AnyOf, Base, Consensus, Count, Rule
from charter.dsl.syntax.source import Span
from charter.record import changed, record


@record
class Circumstances:
    """What a scenario changes about voting: sets that vote as one, members in arrears, seats filled best or worst
    for a set (organ, set, best); and who of those who may ratify stays out."""

    blocs: tuple[frozenset[str], ...] = ()
    arrears: frozenset[str] = NOBODY
    filled: tuple[tuple[str, frozenset[str], bool], ...] = ()
    absent: frozenset[str] = NOBODY


ORDINARY = Circumstances()


@record
class StepVote:
    """A step as it was read: by whom, under which rule in words, with its citations."""

    span: Span
    by: str
    rule: Rule | None
    citations: tuple[Citation, ...] = ()


@record
class ElectorateSteps:
    """The steps of one hall, which share a composition, as one formula. `certain` is what must be met even if all
    that the charter leaves to words lets the decision pass (`Assembled.left`); None where nothing must."""

    hall: Electorate
    formula: Formula
    steps: tuple[StepVote, ...]
    institution: Institution
    organ: Organ | None = None
    certain: Formula | None = None
    left: tuple[str, ...] = ()


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
        kept = tuple(changed(p, formula=p.certain, left=()) for p in self.parts if p.certain is not None)
        return changed(self, parts=kept)


@record
class _DecisionReader:
    charter: Charter
    institution: Institution
    decision: Decision
    circumstances: Circumstances
    inside: tuple[str, ...] = ()
    shared: dict[Any, Any] | None = None


def assemble(
    charter: Charter,
    institution: Institution,
    decision: Decision,
    circumstances: Circumstances = ORDINARY,
    shared: dict[Any, Any] | None = None,
) -> DecisionProcedure | Unknown:
    """The parts of a decision, or what is missing to know them. Halls are kept in `shared`, where it is given, for
    other decisions of the same charter in the same circumstances."""
    try:
        parts, bodies = _read(_DecisionReader(charter, institution, decision, circumstances, shared=shared))
    except Unstated as gap:
        return Unknown(gap.missing, gap.span, gap.entity)
    return DecisionProcedure(charter, institution, decision, _merged(parts), tuple(bodies), circumstances)


def _read(reader: _DecisionReader) -> tuple[list[ElectorateSteps], list[StepVote]]:
    decision, name = reader.decision, f"{reader.institution.name}.{reader.decision.name}"
    if name in reader.inside:
        raise Unstated(f"an end to the steps of `{name}`, which lead back to it", decision.span, name)
    if not decision.steps:
        raise Unstated("the steps", decision.name_span, name)
    reader = changed(reader, inside=(*reader.inside, name))
    parts: list[ElectorateSteps] = []
    bodies: list[StepVote] = []
    for step in (*decision.steps, *recommending_steps(reader.institution, decision)):
        _read_step(reader, step, parts, bodies)
    return parts, bodies


def recommending_steps(institution: Institution, decision: Decision) -> list[Step]:
    """`on recommendation of X` is a step of X, unless X has one of its own."""
    steps = decision.steps
    taken = {s.by.name for s in steps}
    found = []
    for step in steps:
        name = step.recommendation
        if name is None or name in taken:
            continue
        organ = institution.organ(name)
        found.append(Step(step.span, Who(step.span, "organ" if organ is not None else "office", name), "recommends"))
        taken.add(name)
    return found


def _read_step(reader: _DecisionReader, step: Step, parts: list[ElectorateSteps], bodies: list[StepVote]) -> None:
    kind = step.by.kind
    if kind == RATIFIERS:
        parts.append(_ratifications(reader, step))
        return
    if kind == "decision":
        found = reader.charter.decision(reader.institution, step.by.name or "")
        if found is None or not isinstance(found[1], Decision):
            raise Unstated(f"the decision `{step.by}`", step.span, reader.institution.name)
        more, others = _read(changed(reader, institution=found[0], decision=found[1]))
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


def _ratifications(reader: _DecisionReader, step: Step) -> ElectorateSteps:
    """Entry into force: those who may ratify, by the condition of the text."""
    if step.rule is None:
        raise Unstated("entry into force", step.span, f"{reader.institution.name}.adoption")
    found = ratifications(reader.charter, reader.institution, step.rule, reader.circumstances.absent)
    taken = StepVote(step.span, found.hall.label, step.rule, step.citations)
    return ElectorateSteps(found.hall, found.formula, (taken,), reader.institution, None, found.formula)


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
    taken = StepVote(step.span, organ.label if organ is not None else str(step.by), rule, step.citations)
    bars = (*reader.decision.barred, *step.barred)
    scene = RuleContext(reader.charter, hall, _barred(reader, organ, bars), bars)
    casting = step.casting or (organ.default_terms.casting if organ is not None and step.rule is None else None)
    formula = with_casting(formula_of(rule, scene), casting)
    if any(s.post.veto for s in hall.spaces.outer.fixed) or any(o.post.veto for o in hall.spaces.outer.opens):
        form = scene.form("seats with a veto", vetoes_only=True)
        formula = both((formula, Threshold(form, ONE, ZERO, False, "no seat with a veto votes against", step.span)))
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
    if step.default == "passes":
        found.append("whether too few votes within the time let it pass")
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
    return members_hall(reader.charter, reader.institution, step.span)


def hall_in(
    charter: Charter,
    institution: Institution,
    organ: Organ,
    circumstances: Circumstances = ORDINARY,
    shared: dict[Any, Any] | None = None,
) -> Electorate:
    """The hall of an organ in given circumstances, kept in `shared` where it is given; raises `Unstated`."""
    key = ("hall", institution.name, organ.name, circumstances)
    kept: Electorate | None = shared.get(key) if shared is not None else None
    hall = kept or filled(hall_of(charter, institution, organ), organ.name, circumstances)
    if shared is not None:
        shared[key] = hall
    return hall


def filled(hall: Electorate, organ: str, circumstances: Circumstances) -> Electorate:
    """The hall with its open seats filled as a scenario says: as many as can be, or as few, from a set."""
    for name, parties, best in circumstances.filled:
        if name == organ:
            from charter.decisions.compositions.bounds import filled_spaces

            hall = changed(hall, spaces=filled_spaces(hall.spaces, parties, best))
    return hall


def rule_of(charter: Charter, institution: Institution, decision: Decision, step: Step) -> Rule | None:
    """The rule by which an organ of the institution takes a step, if the charter states one and leaves nothing to
    words."""
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
    found = {p for b in bars if b.parties is not None for p in b.parties.members or ()}
    if reader.circumstances.arrears and _arrears_bite(reader.institution, organ, bars):
        found |= reader.circumstances.arrears
    return frozenset(found)


def _arrears_bite(institution: Institution, organ: Organ | None, bars: tuple[Bar, ...]) -> bool:
    if any(b.who == "in_arrears" for b in bars):
        return True
    if institution.funding is None or organ is None:
        return False
    clauses = [a for a in institution.funding.arrears if a.loses == "vote"]
    return any(not a.organs or organ.name in a.organs for a in clauses)


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
            left=(*first.left, *part.left),
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
