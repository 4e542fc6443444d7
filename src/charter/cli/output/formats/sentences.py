"""What several formats say in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.cli.check_result import CheckResult

if TYPE_CHECKING:
    from charter.validators.expectations.verdict import Verdict

PROVED = "proved"


def unfulfilled(outcome: CheckResult) -> list[Verdict]:
    """The expectations that are not proved."""
    return [verdict for verdict in outcome.verdicts if verdict.verdict != PROVED]


def told(verdict: Verdict) -> str:
    """An expectation with its verdict and witness in one sentence."""
    scenario = f" in scenario {verdict.scenario}" if verdict.scenario else ""
    said = verdict.witness.get("text") if verdict.witness else None
    return f"{verdict.verdict}{scenario}: {verdict.text}{f' ({said})' if said else ''}"
