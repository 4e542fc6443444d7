"""Every rule of decision that an institution states, with where it stands, and how many there are to meet it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.seating import lines, total
from charter.analysis.subject import Subject
from charter.dsl.model.base import Citation
from charter.dsl.model.decisions import Bar, Step
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import AllOf, AnyOf, Base, Count, Rule, Share
from charter.record import record
from charter.text.wording import number


@record
class PlacedRule:
    """A rule where it stands. `role`: quorum, rule, void_unless, entry, amendment; `organ` where it is one's own;
    `bars` those who cannot vote on it; `members` where it is voted by the members as such."""

    rule: Rule
    role: str
    entity: str
    organ: Organ | None = None
    citations: tuple[Citation, ...] = ()
    bars: tuple[Bar, ...] = ()
    members: bool = False


def rules_of(institution: Institution) -> Iterator[PlacedRule]:
    """Rules of organs, of the steps of decisions, of entry into force and of amendment."""
    for organ in institution.organs:
        for role, clause in (("quorum", organ.quorum), ("void_unless", organ.void_unless), ("rule", organ.decides)):
            if clause is not None:
                yield PlacedRule(clause.value, role, organ.name, organ, clause.citations)
        if organ.default_terms.quorum is not None:
            yield PlacedRule(organ.default_terms.quorum, "quorum", organ.name, organ)
        if organ.otherwise is not None and not isinstance(organ.otherwise.value, str):
            yield PlacedRule(organ.otherwise.value, "rule", organ.name, organ, organ.otherwise.citations)
    for decision in institution.decisions:
        for step in decision.every_step:
            taken_by = institution.organ(step.by.name) if step.by.kind == "organ" and step.by.name else None
            for role, rule in (("rule", step.rule), ("quorum", step.quorum)):
                if rule is not None:
                    bars, members = (*decision.barred, *step.barred), step.by.kind == "members"
                    yield PlacedRule(rule, role, decision.name, taken_by, step.citations, bars, members)
    if institution.adoption is not None:
        for entry in institution.adoption.entries:
            yield PlacedRule(entry.rule, "entry", "adoption", None, entry.citations)
        for tier in institution.adoption.amendments:
            amended_in = institution.organ(tier.organ) if tier.organ else None
            if tier.rule is not None:
                yield PlacedRule(tier.rule, "amendment", "adoption", amended_in, tier.citations)
            if tier.acceptance is not None:
                yield PlacedRule(tier.acceptance, "amendment", "adoption", None, tier.citations)


def parts(rule: Rule) -> Iterator[Rule]:
    """The rule and every part of it."""
    yield rule
    for part in rule.parts if isinstance(rule, AllOf | AnyOf) else ():
        yield from parts(part)


def seats_of(subject: Subject, organ: Organ | None) -> int | None:
    """The seats of an organ that have a vote; None where they are not settled."""
    if organ is None or organ.seats is None:
        return None
    counted = lines(organ, subject.charter)
    known = total([each for each in counted if each.line.votes])
    return known if known is not None else organ.seats.stated


@record
class Voters:
    """Those who vote in a step: how many (None where it is not settled), and whether as seats or as members."""

    count: int | None
    thing: str

    @property
    def each(self) -> str:
        """`each of the 5 seats`, `each member`."""
        return f"each {self.thing}" if self.count is None else f"each of the {number(self.count, self.thing)}"


def voters(subject: Subject, step: Step) -> Voters:
    """Who votes in a step of a decision of the institution: those who sit in its organ, or the members."""
    organ = subject.institution.organ(step.by.name) if step.by.kind == "organ" and step.by.name else None
    members = subject.members
    if organ is not None and organ.plenary is not None and organ.plenary.value is not None:
        members = organ.plenary.value.members
    if organ is not None and organ.plenary is None and organ.seats is not None:
        return Voters(seats_of(subject, organ), "seat")
    return Voters(None if members is None else len(members), "member")


def size(subject: Subject, organ: Organ | None, base: Base) -> int | None:
    """How many there are of what a rule counts; None where the charter does not settle it, or votes are weighted."""
    there = _whole(subject, organ, base)
    among = base.among.members if base.among is not None else None
    if there is None or among is None or base.kind not in ("members", "seats"):
        return there
    return min(there, len(among))


def _whole(subject: Subject, organ: Organ | None, base: Base) -> int | None:
    members = len(subject.members) if subject.members is not None else None
    seats = seats_of(subject, organ)
    plenary = organ is not None and organ.plenary is not None
    if plenary and organ is not None and organ.plenary is not None and organ.plenary.value is not None:
        known = organ.plenary.value.members
        members = None if known is None else len(known)
    if base.kind == "seats":
        return seats if organ is None or organ.seats is not None else (members if plenary else None)
    if base.kind == "members":
        return seats if members is None else max(members, seats or 0)
    if base.kind == "delegates" and organ is not None and organ.delegates and members is not None:
        return members * sum(d.number for d in organ.delegates)
    if base.kind == "chamber" and organ is not None:
        chamber = next((c for c in organ.chambers if c.name == base.chamber), None)
        return None if chamber is None or chamber.members.members is None else len(chamber.members.members)
    return None


def needed(rule: Share | Count, there: int) -> Fraction:
    """How many of `there` must say yes."""
    if isinstance(rule, Count):
        return rule.number
    exact = rule.quota * there
    if rule.strict:
        return Fraction(exact.numerator // exact.denominator + 1)
    return Fraction(-(-exact.numerator // exact.denominator))
