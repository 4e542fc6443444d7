"""How much authority an institution has: pooling and delegation, decision by decision, from the charter alone.

The scheme follows Hooghe, Marks, Lenz, Bezuijen, Ceka and Derderyan, Measuring International Authority (2017): pooling
is joint decision without a veto of each, weighted by whether it binds and whether states must still ratify; delegation
is what bodies that no state controls may propose and decide. Both are taken over six areas of decision, delegation
over the settlement of disputes too. `docs/authority.md` has every number and says where this departs from the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from charter.analysis import amendments
from charter.analysis.enforcement.disputes import disputes
from charter.analysis.stated_rules import size
from charter.analysis.subject import Subject
from charter.decisions.compile_rule import gives_each_a_veto
from charter.decisions.electorates import seated_by_parties
from charter.decisions.procedure import rule_of
from charter.dsl.model.base import Who
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.institution import Institution
from charter.dsl.model.rules import (
    AllBut,
    AllOf,
    AnyOf,
    Concurring,
    Consensus,
    Count,
    FewAgainst,
    NotOpposed,
    ReverseConsensus,
    Rule,
    Share,
    Unless,
)
from charter.record import record
from charter.text.wording import amount, listed

ZERO, ONE, HALF, THIRD = Fraction(0), Fraction(1), Fraction(1, 2), Fraction(1, 3)
TWO_THIRDS = Fraction(2, 3)
AREAS = {
    "accession": ("admission", "accession_offer"),
    "suspension": ("suspension", "expulsion", "restoration"),
    "constitution": ("amendment",),
    "budget": ("budget", "scale", "quota"),
    "compliance": (),
    "policy": ("standard", "recommendation", "programme", "finding", "sanction", "emergency", "interpretation"),
}
"""The areas of decision with the kinds of decision that belong to them; `_decisions` has two exceptions."""
DISPUTES = "disputes"


@record
class Piece:
    """One decision in an area, or a clause that stands for one: its scores and how each was had, in words."""

    name: str
    pooling: Fraction
    delegation: Fraction
    why: tuple[str, ...]


@record
class Area:
    """An area with its pieces; the scores are their means. None, with `missing`, where the charter says nothing."""

    name: str
    pooling: Fraction | None
    delegation: Fraction | None
    pieces: tuple[Piece, ...] = ()
    missing: str | None = None


@record
class Authority:
    """The profile of an institution: means over the areas that can be scored, between 0 and 1."""

    institution: str
    title: str | None
    pooling: Fraction | None
    delegation: Fraction | None
    areas: tuple[Area, ...]
    gaps: tuple[str, ...] = ()


def authority(subject: Subject) -> Authority:
    """The profile of the institution of a case."""
    institution = subject.institution
    areas = [*(_area(subject, name, kinds) for name, kinds in AREAS.items()), _disputes(institution)]
    pooling = [a.pooling for a in areas if a.pooling is not None]
    delegation = [a.delegation for a in areas if a.delegation is not None]
    gaps = tuple(f"{a.name}: {a.missing}" for a in areas if a.missing is not None)
    return Authority(institution.name, institution.title, _mean(pooling), _mean(delegation), tuple(areas), gaps)


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, ZERO) / len(values) if values else None


def _area(subject: Subject, name: str, kinds: Sequence[str]) -> Area:
    pieces = [*_clauses(subject.institution, name)]
    unknown: list[str] = []
    for decision in _decisions(subject, name, kinds):
        piece = _piece(subject, decision, name)
        if isinstance(piece, Piece):
            pieces.append(piece)
        else:
            unknown.append(piece)
    if pieces:
        missing = f"not scored: {listed(unknown)}" if unknown else None
        pooling = _mean([p.pooling for p in pieces])
        return Area(name, pooling, _mean([p.delegation for p in pieces]), tuple(pieces), missing)
    return Area(name, None, None, (), f"not scored: {listed(unknown)}" if unknown else "no clause")


def _decisions(subject: Subject, area: str, kinds: Sequence[str]) -> list[Decision]:
    """The decisions of an area: of its kinds; for the constitution each tier of amendment; for financial compliance
    those by which arrears are waived."""
    if area == "constitution":
        return [tier.decision for tier in amendments.tiers(subject) if tier.institution is subject.institution]
    if area == "compliance":
        funding = subject.institution.funding
        named = dict.fromkeys(a.waiver for a in funding.arrears if a.waiver) if funding is not None else {}
        found = [subject.institution.decision(name) for name in named]
        return [d for d in found if d is not None]
    return [d for d in subject.institution.decisions if set(d.kinds) & set(kinds)]


def _clauses(institution: Institution, area: str) -> Iterator[Piece]:
    """What takes the place of a decision: admission by acceptance, arrears that cost a right, a plain `no`."""
    membership, funding = institution.membership, institution.funding
    if area == "accession" and membership is not None:
        for admission in membership.admissions:
            if admission.decision is None:
                yield Piece(f"admission by {admission.by}", ZERO, ZERO, ("nobody decides on it: 0",))
    if area == "suspension":
        denied = [d for d in ("suspension", "expulsion") if membership is not None and membership.denies(d)]
        if denied and membership is not None and not (membership.suspension or membership.expulsion):
            yield Piece(f"no {listed(denied)}", ZERO, ZERO, ("the charter says that there is none: 0",))
    if area == "constitution" and institution.denies("amendment"):
        yield Piece("no amendment", ZERO, ZERO, ("the charter says that there is none: 0",))
    if area == "compliance" and funding is not None:
        for each in funding.arrears:
            yield Piece(f"arrears lose {each.loses}", ONE, ZERO, ("it follows by itself and no vote can stop it: 1",))
        if funding.denies("arrears"):
            yield Piece("no arrears", ZERO, ZERO, ("the charter says that there is none: 0",))


# ---- one decision --------------------------------------------------------------------------------


def _piece(subject: Subject, decision: Decision, area: str) -> Piece | str:
    """The scores of a decision, or what is missing to score it."""
    votes: list[tuple[Step, Fraction, str]] = []
    accepted: list[Rule] = []
    bodies: list[Step] = []
    for step in decision.steps:
        if step.only_advises:
            continue
        organ = subject.institution.organ(step.by.name or "") if step.by.kind == "organ" else None
        if step.by.kind == "office" or (organ is not None and not seated_by_parties(organ)):
            bodies.append(step)
            continue
        rule = rule_of(subject.charter, subject.institution, decision, step)
        if rule is None:
            return f"{decision.name} (no rule for {step.by})"
        if step.verb == "accepts" and step.by.kind == "members":
            accepted.append(rule)
            continue
        score = _pooled(subject, rule, step)
        if score is None:
            return f"{decision.name} (out of how many votes {step.by} decides)"
        votes.append((step, *score))
    if not decision.steps:
        return f"{decision.name} (no step)"
    pooling, told = _pooling(subject, decision, area, votes, accepted)
    delegation, also = _delegation(subject.institution, decision, bool(votes or accepted), bodies)
    return Piece(decision.name, pooling, delegation, (*told, *also))


def _pooling(
    subject: Subject,
    decision: Decision,
    area: str,
    votes: Sequence[tuple[Step, Fraction, str]],
    accepted: Sequence[Rule],
) -> tuple[Fraction, tuple[str, ...]]:
    told = [f"{step.by} by {text}: {_n(score)}" for step, score, text in votes]
    if votes:
        *before, last = [score for _, score, _ in votes]
        base = (sum(before, ZERO) / len(before) + last) / 2 if before else last
    elif accepted:
        base = _accepted_alone(accepted[-1])
        told.append(f"by acceptance alone: {_n(base)}")
    else:
        return ZERO, ("states do not vote on it: pooling 0",)
    for factor, why in (_binding(decision, area), _ratified(decision, accepted)):
        if factor != 1:
            base *= factor
            told.append(f"{why}: x {_n(factor)}")
    return base, tuple(told)


def _accepted_alone(rule: Rule) -> Fraction:
    return ZERO if gives_each_a_veto(rule) else TWO_THIRDS


def _binding(decision: Decision, area: str) -> tuple[Fraction, str]:
    """Decisions on the institution itself bind; on policy the charter must say so."""
    if area != "policy":
        return ONE, ""
    force = decision.force.value if decision.force is not None else None
    if force == "binding":
        return ONE, ""
    return HALF, f"force {force}" if force is not None else "no clause says that it binds"


def _ratified(decision: Decision, accepted: Sequence[Rule]) -> tuple[Fraction, str]:
    bound = decision.binds.value if decision.binds is not None else None
    if bound is not None and bound.by_will:
        objecting = "all but those who object" if bound.objectors_out else "nobody without its own consent"
        return HALF, f"it binds {'only those who accept' if bound.acceptors_only else objecting}"
    if any(gives_each_a_veto(rule) for rule in accepted):
        return Fraction(1, 4), "every member must accept"
    return (Fraction(3, 4), "some members must accept before it holds for all") if accepted else (ONE, "")


def _delegation(
    institution: Institution, decision: Decision, by_states: bool, bodies: Sequence[Step]
) -> tuple[Fraction, tuple[str, ...]]:
    """The mean of what bodies without states propose and decide."""
    proposers = decision.proposers.value if decision.proposers is not None else ()
    free = [w for w in proposers if _free(institution, w)]
    advised = [step.recommendation for step in decision.steps if _is_body(institution, step.recommendation)]
    asked = [str(s.by) for s in bodies if s.verb == "recommends"]
    if free and len(free) == len(proposers):
        agenda, why = ONE, f"only {listed(map(str, free))} may propose: 1"
    elif free or advised or asked:
        agenda, why = HALF, f"{listed([*map(str, free), *map(str, advised), *asked])} may propose beside others: 1/2"
    else:
        agenda, why = ZERO, "no body without states is named to propose: 0"
    deciding = [s for s in bodies if s.verb != "recommends"]
    if deciding:
        final = HALF if by_states else ONE
        text = f"{listed(str(s.by) for s in deciding)} decides{' with states' if by_states else ' alone'}: {_n(final)}"
    else:
        final, text = ZERO, "states decide: 0"
    return (agenda + final) / 2, (why, text)


def _free(institution: Institution, who: Who) -> bool:
    """Whether somebody acts who is no state and no body of states."""
    return who.kind == "office" or (who.kind == "organ" and _is_body(institution, who.name))


def _is_body(institution: Institution, name: str | None) -> bool:
    if name is None:
        return False
    organ = institution.organ(name)
    return not seated_by_parties(organ) if organ is not None else any(
        o.head is not None and o.head.name == name and not seated_by_parties(o) for o in institution.organs
    )  # fmt: skip


# ---- rules of decision ---------------------------------------------------------------------------


def _pooled(subject: Subject, rule: Rule, step: Step) -> tuple[Fraction, str] | None:
    """How far a rule is from a veto of each, with the rule in words; None where a number lacks what it is out of."""
    if gives_each_a_veto(rule):
        return ZERO, "agreement of all"
    if isinstance(rule, AllOf | AnyOf):
        found = [_pooled(subject, part, step) for part in rule.parts]
        known = [f for f in found if f is not None]
        if len(known) < len(found):
            return None
        pick = min if isinstance(rule, AllOf) else max
        score = pick(s for s, _ in known)
        return score, (" and " if isinstance(rule, AllOf) else " or ").join(t for _, t in known)
    if isinstance(rule, Share):
        return _by_share(rule.quota, rule.strict)
    if isinstance(rule, Count):
        there = rule.out_of or size(subject, subject.institution.organ(step.by.name or ""), rule.of)
        return None if not there else _by_share(rule.number / there, False, f"{amount(rule.number)} of {there}")
    if isinstance(rule, Unless):
        return _by_silence(rule)
    few = THIRD, "a few may be against"
    if isinstance(rule, NotOpposed):
        return _by_share(1 - rule.quota, not rule.strict, "no chamber opposed") if rule.quota else few
    if isinstance(rule, FewAgainst):
        return _by_share(1 - rule.quota, False, f"at most {amount(rule.quota)} against") if rule.quota else few
    if isinstance(rule, ReverseConsensus):
        return ONE, "reverse consensus"
    said = {Concurring: "a veto of some", AllBut: "all but a few", Consensus: "consensus minus a few"}
    return THIRD, said.get(type(rule), "agreement of nearly all")


def _by_silence(rule: Unless) -> tuple[Fraction, str]:
    """It stands unless a share objects: as hard to pass as the rest of the votes."""
    shares = [s.quota for s in _shares(rule.objection)]
    if not shares:
        return THIRD, "silence, a few can stop it"
    score, _ = _by_share(1 - min(shares), True)
    return score, f"silence, unless {amount(min(shares))} object"


def _shares(rule: Rule) -> Iterable[Share]:
    if isinstance(rule, AllOf | AnyOf):
        return [s for part in rule.parts for s in _shares(part)]
    return [rule] if isinstance(rule, Share) else []


def _by_share(quota: Fraction, strict: bool, text: str = "") -> tuple[Fraction, str]:
    """Half or less, or more than half: 1; up to two thirds: 2/3; more: 1/3; all: 0."""
    told = text or f"{'more than ' if strict else ''}{amount(quota)}"
    if quota <= HALF:
        return ONE, told
    if quota >= 1:
        return ZERO, told
    return (TWO_THIRDS if quota <= TWO_THIRDS else THIRD), told


def _n(score: Fraction) -> str:
    return amount(score)


def _disputes(institution: Institution) -> Area:
    """Delegation in the settlement of disputes; states pool nothing there."""
    items = disputes(institution)
    if not items:
        return Area(DISPUTES, None, None, (), "no clause on a tribunal or on decisions of disputes")
    score = Fraction(sum(points for _, points, _ in items), 2 * len(items))
    told = tuple(f"{name}: {points} of 2 ({why})" for name, points, why in items)
    return Area(DISPUTES, None, score, (Piece("settlement of disputes", ZERO, score, told),))
