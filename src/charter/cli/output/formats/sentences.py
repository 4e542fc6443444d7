"""What several formats say in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from charter.cli.check_result import CheckResult
from charter.cli.places import from_top
from charter.dsl.syntax.source import Span

if TYPE_CHECKING:
    from charter.dsl.findings import Finding
    from charter.validators.expectations.verdict import Verdict

PROVED = "proved"


def unfulfilled(outcome: CheckResult) -> list[Verdict]:
    """The expectations that are not proved."""
    return [verdict for verdict in outcome.verdicts if verdict.verdict != PROVED]


def at(span: Span, outcome: CheckResult) -> Span:
    """A place with its file named from the top of the repository, as services know it."""
    return evolve(span, file=from_top(span.file, outcome.sources))


def reason(finding: Finding) -> str:
    """Why a finding is allowed, as the charter has it."""
    return finding.allowed.reason if finding.allowed is not None else ""


def told(verdict: Verdict) -> str:
    """An expectation with its verdict and witness in one sentence."""
    scenario = f" in scenario {verdict.scenario}" if verdict.scenario else ""
    said = verdict.witness.get("text") if verdict.witness else None
    return f"{verdict.verdict}{scenario}: {verdict.text}{f' ({said})' if said else ''}"
