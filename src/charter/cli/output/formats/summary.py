"""The last line: how many of what."""

from __future__ import annotations

from charter.cli.check_result import VERDICTS, CheckResult
from charter.cli.terminal import Paint, visible
from charter.dsl.findings import SEVERITIES
from charter.text.wording import number

MENDED = ("refuted", "proved")
"""What a reform is for: the verdict on the original and on the reform."""


def summary(outcome: CheckResult, paint: Paint) -> str:
    """The counts in one line: `2 errors, 1 warning in 3 charters; of 5 expectations 4 proved, 1 refuted`."""
    counts = [(severity, outcome.count(severity)) for severity in SEVERITIES]
    told = [paint(severity, number(count, severity)) for severity, count in counts if count]
    line = f"{', '.join(told) if told else 'no findings'} in {number(outcome.charters, 'charter')}"
    if outcome.since is not None:
        line += f" that {visible(outcome.since)} had not"
    if outcome.verdicts:
        verdicts = [(verdict, outcome.verdict_count(verdict)) for verdict in VERDICTS]
        shown = [paint(verdict, f"{count:,} {verdict}") for verdict, count in verdicts if count]
        line += f"; of {number(len(outcome.verdicts), 'expectation')} {', '.join(shown)}"
        mended = sum(each.before is not None and (each.before[0], each.verdict) == MENDED for each in outcome.verdicts)
        line += f"; {mended} refuted before, proved after" if mended else ""
    return "; ".join([line, *_allowed(outcome), *_known(outcome)])


def _allowed(outcome: CheckResult) -> list[str]:
    """What is not told as a finding, though it was found: what an `allow` answers, and what was refuted before."""
    told = [f"{number(len(outcome.suppressed), 'finding')} allowed"] if outcome.suppressed else []
    return told + ([f"{number(outcome.stood, 'expectation')} refuted before"] if outcome.stood else [])


def _known(outcome: CheckResult) -> list[str]:
    """What the baseline holds, and what it holds for nothing."""
    told = [f"{outcome.known} more in the baseline"] if outcome.known else []
    if outcome.gone:
        stale = "entry" if len(outcome.gone) == 1 else "entries"
        told.append(f"{len(outcome.gone)} {stale} of the baseline found no more (`charter baseline` writes it anew)")
    return told
