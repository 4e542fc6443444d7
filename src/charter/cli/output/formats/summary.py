"""The last line: how many of what."""

from __future__ import annotations

from charter.cli.check_result import VERDICTS, CheckResult
from charter.cli.terminal import Paint, visible
from charter.dsl.findings import SEVERITIES

MENDED = ("refuted", "proved")
"""What a reform is for: the verdict on the original and on the reform."""


def summary(outcome: CheckResult, paint: Paint) -> str:
    """The counts in one line: `2 errors, 1 warning in 3 charters; of 5 expectations 4 proved, 1 refuted`."""
    counts = [(severity, outcome.count(severity)) for severity in SEVERITIES]
    told = [paint(severity, plural(number, severity)) for severity, number in counts if number]
    line = f"{', '.join(told) if told else 'no findings'} in {plural(outcome.charters, 'charter')}"
    if outcome.since is not None:
        line += f" that {visible(outcome.since)} had not"
    if outcome.verdicts:
        verdicts = [(verdict, outcome.verdict_count(verdict)) for verdict in VERDICTS]
        shown = [paint(verdict, f"{number} {verdict}") for verdict, number in verdicts if number]
        line += f"; of {plural(len(outcome.verdicts), 'expectation')} {', '.join(shown)}"
        mended = sum(each.before is not None and (each.before[0], each.verdict) == MENDED for each in outcome.verdicts)
        line += f"; {mended} refuted before, proved after" if mended else ""
    return "; ".join([line, *_allowed(outcome), *_known(outcome)])


def _allowed(outcome: CheckResult) -> list[str]:
    """What is not told as a finding, though it was found: what an `allow` answers, and what was refuted before."""
    told = [f"{plural(len(outcome.suppressed), 'finding')} allowed"] if outcome.suppressed else []
    return told + ([f"{plural(outcome.stood, 'expectation')} refuted before"] if outcome.stood else [])


def _known(outcome: CheckResult) -> list[str]:
    """What the baseline holds, and what it holds for nothing."""
    told = [f"{outcome.known} more in the baseline"] if outcome.known else []
    if outcome.gone:
        stale = "entry" if len(outcome.gone) == 1 else "entries"
        told.append(f"{len(outcome.gone)} {stale} of the baseline found no more (`charter baseline` writes it anew)")
    return told


def plural(number: int, word: str) -> str:
    """A number with its noun: `1 error`, `2 errors`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
