"""What rules say where a clause is missing that several of them ask for."""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.amendments import MISSING, lasting
from charter.decisions.procedure import Unknown
from charter.dsl.findings import Finding
from charter.dsl.model.decisions import Decision
from charter.validators.rules.case import Case, Rule


def gaps(case: Case, rule: Rule) -> Iterator[Finding]:
    """For each decision whose game is not known, the clause that is missing, where it is this institution's own."""
    for decision in case.institution.decisions:
        game = case.game(decision)
        if isinstance(game, Unknown):
            yield from gap(case, rule, game, decision)


def gap(case: Case, rule: Rule, unknown: Unknown, decision: Decision) -> Iterator[Finding]:
    """The clause that is missing to know the game of a decision, where it is this institution's own."""
    institution, _, entity = unknown.entity.partition(".")
    if institution in ("", case.institution.name):
        yield case.gap(rule, unknown.span or decision.name_span, unknown.missing, entity=entity)


def amendment_gap(case: Case, rule: Rule) -> Iterator[Finding]:
    """That nothing is said of amendment, where there is a text to amend."""
    adoption = case.institution.adoption
    if not lasting(case):
        return
    span = adoption.span if adoption is not None else case.institution.name_span
    yield case.gap(rule, span, MISSING, help="say how the text is changed: `amended by amend`")
