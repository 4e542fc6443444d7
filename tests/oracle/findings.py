"""What the rules on votes, enforcement, amendment and entry into force are to find, by counting every vote.

Rules that compare with a share of members or people are asked with thresholds at which so few members can be few.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision
from charter.dsl.model.rules import AllBut, AllOf, AnyOf, Concurring, Count, Rule, Share, Unanimity
from charter.validators.check.engine import Checked, check
from charter.validators.rules.profile import Profile

from . import answers
from .seats import Silent, TooMany, known
from .table import Circumstances, Outcome, Reading

PROFILE = Profile(tiny_blocker=Fraction(1, 2), amendment_blocker=Fraction(1, 2), power_to_act=Fraction(1, 4))
CODES = ("VOT101", "VOT102", "VOT103", "VOT104", "VOT106", "VOT107", "ENF102", "CHG101", "ADP101", "ADP102")
ENFORCING = {"finding", "sanction", "suspension", "expulsion", "dispute"}


@dataclass(frozen=True)
class Right:
    """What is so: of a rule and an entity, whether it is to be found, and whom its witness is to name."""

    code: str
    entity: str
    found: bool
    named: frozenset[str] | None = None


def asked(loaded: object) -> Checked:
    """Charter's findings of these rules, under the profile."""
    return check(loaded, select=CODES, profile=PROFILE)  # type: ignore[arg-type]


def rights(charter: Charter) -> Iterator[Right]:
    """Everything that the oracle can tell of these rules."""
    reading = Reading(charter, charter.institutions[0])
    for decision in reading.institution.decisions:
        try:
            cases = reading.cases(decision)
        except (Silent, TooMany):
            continue
        if any(c.accused for c in cases) or any(c.blocks(frozenset()) for c in cases):
            continue
        yield from _vetoes(decision, cases)
        yield from _amendment(reading, decision, cases)
        yield from _accused(reading, decision)
    yield from _last_steps(reading)
    yield from _entry(reading)


def _vetoes(decision: Decision, cases: list[Outcome]) -> Iterator[Right]:
    able = [frozenset(p for unit in answers.vetoes(c, ()) for p in unit) for c in cases]
    always = frozenset.intersection(*able)
    yield Right("VOT101", decision.name, any(able), always)


def _amendment(reading: Reading, decision: Decision, cases: list[Outcome]) -> Iterator[Right]:
    """CHG101 fires where fewer than half of those who vote in a place stop it; asked where it is known who sits."""
    adoption = reading.institution.adoption
    named = {a.decision for a in adoption.amendments} if adoption is not None else set()
    if ("amendment" not in decision.kinds and decision.name not in named) or len(cases) > 1:
        return
    (case,) = cases
    places = {p: {s.holder for s in seats if s.party and s.votes} for p, seats in case.seated.items()}
    least = answers.fewest(case, (), True)
    if least is None or len(places) > 1:
        return
    whole = len(next(iter(places.values())))
    yield Right("CHG101", decision.name, Fraction(least, whole) < PROFILE.amendment_blocker)


def _accused(reading: Reading, decision: Decision) -> Iterator[Right]:
    """VOT107: on a decision that finds or answers a breach some accused has a vote."""
    obligations = reading.institution.obligations
    answering = any(decision.name in _behind(o) for o in obligations)
    if not ENFORCING.intersection(decision.kinds) and not answering:
        return
    votes, _ = reading.votes(decision)
    voters = {
        s.holder
        for v in votes
        for seats in reading.compositions(v.place, v.organ)
        for s in seats
        if s.party and reading.sitting(v, seats).voting(s) and type(v.rule).__name__ != "ReverseConsensus"
    }
    yield Right("VOT107", decision.name, bool(voters & set(reading.accused(decision))))


def _behind(obligation: object) -> set[str]:
    found = {obligation.breach.value} if obligation.breach is not None else set()  # type: ignore[attr-defined]
    ladder = obligation.ladder  # type: ignore[attr-defined]
    for rung in ladder.rungs if ladder is not None else ():
        found |= {w.name for w in (*rung.by, *rung.to) if w.kind == "decision"}
    return found


def _last_steps(reading: Reading) -> Iterator[Right]:
    for obligation in reading.institution.obligations:
        rungs = obligation.ladder.rungs if obligation.ladder is not None else ()
        names = [w.name for w in rungs[-1].by if w.kind == "decision"] if rungs else []
        decision = reading.institution.decision(names[0] or "") if names else None
        if decision is None:
            continue
        try:
            cases = reading.cases(decision)
        except (Silent, TooMany):
            continue
        if any(c.accused for c in cases) or any(c.blocks(frozenset()) for c in cases):
            continue
        stopped = any(answers.vetoes(c, ()) for c in cases)
        yield Right("ENF102", f"{obligation.name}.{rungs[-1].name}", stopped)


# ---- entry into force


def _entry(reading: Reading) -> Iterator[Right]:
    """Who is needed for entry into force, and which two or three together: the members ratify or do not."""
    adoption = reading.institution.adoption
    if adoption is None or not adoption.entries:
        return
    rule, members = adoption.entries[-1].rule, reading.members
    try:
        if not _met(rule, frozenset(members), members):
            return
        keys = frozenset(p for p in members if not _met(rule, frozenset(members) - {p}, members))
        sets = {
            frozenset(some)
            for size in (2, 3)
            for some in combinations(sorted(set(members) - keys), size)
            if not _met(rule, frozenset(members) - set(some), members)
        }
    except Silent:
        return
    yield Right("ADP101", "adoption", bool(keys), keys)
    least = frozenset(p for s in sets if not any(other < s for other in sets) for p in s)
    yield Right("ADP102", "adoption", bool(sets), None if not sets else least)


def never_in_force(charter: Charter, now: Circumstances) -> bool:
    """Whether too few are left to ratify: those who are gone in a scenario do not, and are counted as before."""
    institution = charter.institutions[0]
    if institution.adoption is None or not institution.adoption.entries:
        return False
    members = Reading(charter, institution).members
    left = frozenset(Reading(charter, institution, now).members)
    try:
        return not _met(institution.adoption.entries[-1].rule, left, members)
    except Silent:
        return False


def _met(rule: Rule, joined: frozenset[str], members: tuple[str, ...]) -> bool:
    if isinstance(rule, AllOf):
        return all(_met(p, joined, members) for p in rule.parts)
    if isinstance(rule, AnyOf):
        return any(_met(p, joined, members) for p in rule.parts)
    if isinstance(rule, Unanimity):
        return joined >= set(members)
    if isinstance(rule, Concurring):
        return joined >= known(rule.voters)
    if not isinstance(rule, Share | Count | AllBut) or rule.of.kind == "column":
        raise Silent("a condition of ratifications")
    among = rule.of.group if rule.of.kind == "group" else rule.of.among
    base = frozenset(members) if among is None else known(among)
    if not base <= set(members):
        raise Silent("a group of those who may ratify")
    yes, whole = len(joined & base), len(base)
    if isinstance(rule, Count):
        return yes >= rule.number
    if isinstance(rule, AllBut):
        return yes >= whole - rule.number
    return yes > rule.quota * whole if rule.strict else yes >= rule.quota * whole


def differing(charter: Charter, checked: Checked) -> Iterator[str]:
    """Where the findings are not what the oracle has."""
    told = {}
    for finding in checked.findings:
        if finding.severity != "gap":
            told[finding.code, finding.entity.partition(".")[2]] = finding
    for right in rights(charter):
        finding = told.get((right.code, right.entity))
        if (finding is not None) != right.found:
            yield f"{right.code} on {right.entity} is {'' if finding else 'not '}found: charter and oracle differ"
        elif finding is not None and right.named is not None:
            witness = finding.witness or {}
            if right.code == "ADP102":
                named = frozenset(p for s in witness["sets"] for p in s)
                if witness["number"] <= len(witness["sets"]) and named != right.named:
                    yield f"{right.code}: names {sorted(named)}, not {sorted(right.named)}"
                continue
            key = {"VOT101": "veto_members", "ADP101": "keys"}[right.code]
            if frozenset(witness.get(key, ())) != right.named and "each" not in witness:
                yield f"{right.code} on {right.entity}: names {witness.get(key)}, not {sorted(right.named)}"
