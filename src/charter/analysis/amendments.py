"""How an institution's text is changed: each tier of amendment with its decision and its game."""

from __future__ import annotations

from typing import cast

from charter.analysis.subject import Subject
from charter.decisions.compile_rule import gives_each_a_veto
from charter.decisions.procedure import Unknown
from charter.decisions.queries.game_queries import DecisionGame
from charter.dsl.model.adoption import Adoption, Amendment
from charter.dsl.model.base import Citation, Clock, Who
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Span
from charter.record import record

MISSING = "the amendment procedure"


@record
class Tier:
    """One way to amend: what it is for (`provisions` empty: all that has no tier of its own), and the decision."""

    decision: Decision
    institution: Institution
    span: Span
    entity: str
    label: str
    provisions: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


def denied(subject: Subject) -> bool:
    """Whether the charter says that it cannot be amended."""
    adoption = subject.institution.adoption
    return subject.institution.denies("amendment") or (adoption is not None and adoption.denies("amendment"))


def tiers(subject: Subject) -> tuple[Tier, ...]:
    """Every tier, in the order of the text: those that the block of adoption names, then decisions of that kind."""
    found: list[Tier] = []
    adoption = subject.institution.adoption
    for amendment in adoption.amendments if adoption is not None else ():
        tier = _named(subject, amendment) if amendment.decision is not None else _written(adoption, amendment, subject)
        if tier is not None:
            found.append(tier)
    named = {t.decision.name for t in found}
    for decision in subject.institution.decisions:
        if "amendment" in decision.kinds and decision.name not in named:
            found.append(_of(subject.institution, decision, tuple(a.value for a in decision.amends)))
    return tuple(found)


def _of(institution: Institution, decision: Decision, provisions: tuple[str, ...]) -> Tier:
    cited = (*decision.citations, *(c for s in decision.steps for c in s.citations))
    return Tier(decision, institution, decision.name_span, decision.name, decision.label, provisions, cited)


def _named(subject: Subject, amendment: Amendment) -> Tier | None:
    found = subject.decision(amendment.decision or "")
    if found is None:
        return None
    tier = _of(found[0], found[1], amendment.provisions)
    if found[0] is subject.institution:
        return tier
    label = f"{found[0].name}'s {tier.label}"
    return Tier(found[1], found[0], amendment.span, "adoption", label, amendment.provisions, amendment.citations)


def _written(adoption: Adoption | None, amendment: Amendment, subject: Subject) -> Tier:
    """A tier that is written out as a rule in an organ, then acceptances, as the decision that it is."""
    span = amendment.span
    steps: list[Step] = []
    if amendment.rule is not None:
        by = Who(span, "organ", amendment.organ) if amendment.organ is not None else Who(span, "members")
        steps.append(Step(span, by, rule=amendment.rule, citations=amendment.citations))
    if amendment.acceptance is not None:
        steps.append(Step(span, Who(span, "members"), "accepts", amendment.acceptance, citations=amendment.citations))
    name = "_".join(("amendment", *amendment.provisions))
    decision = Decision(span, name, None, span, ("amendment",), tuple(steps))
    what = " and ".join(amendment.provisions) or "the text"
    entity = "adoption" if not amendment.provisions else f"adoption.{name}"
    return Tier(decision, subject.institution, span, entity, f"the amendment of {what}", amendment.provisions)


def game(subject: Subject, tier: Tier) -> DecisionGame | Unknown:
    """The game of a tier, built once a run."""
    if tier.institution.decision(tier.decision.name) is tier.decision:
        return subject.game(tier.decision, tier.institution)
    key = ("amendment", subject.institution.name, tier.decision.name)
    if key not in subject.shared:
        subject.shared[key] = subject.game_of(tier.decision, subject.institution)
    return cast("DecisionGame | Unknown", subject.shared[key])


def needs_everybody(subject: Subject, tier: Tier) -> Step | None:
    """The first step whose rule asks everyone who votes there, whoever they are."""
    from charter.decisions.procedure import rule_of

    for step in tier.decision.steps:
        rule = rule_of(subject.charter, tier.institution, tier.decision, step)
        if rule is not None and gives_each_a_veto(rule):
            return step
    return None


def moratorium(subject: Subject) -> Clock | None:
    """How long after entry into force nothing is amended; None where no clause says so."""
    adoption = subject.institution.adoption
    return adoption.moratorium.value if adoption is not None and adoption.moratorium is not None else None


def lasting(subject: Subject) -> bool:
    """Whether there is a text to change: an institution that decides or binds, or says how it came about."""
    institution = subject.institution
    return bool(institution.adoption or institution.decisions or institution.obligations)
