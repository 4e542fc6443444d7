"""The last line: how many of what."""

from __future__ import annotations

from charter.cli.outcome import VERDICTS, Outcome
from charter.cli.terminal import Paint
from charter.dsl.findings import SEVERITIES


def summary(outcome: Outcome, paint: Paint) -> str:
    """The counts in one line: `2 errors, 1 warning in 3 charters; of 5 expectations 4 proved, 1 refuted`."""
    counts = [(severity, outcome.count(severity)) for severity in SEVERITIES]
    told = [paint(severity, plural(number, severity)) for severity, number in counts if number]
    line = f"{', '.join(told) if told else 'no findings'} in {plural(outcome.charters, 'charter')}"
    if not outcome.verdicts:
        return line
    verdicts = [(verdict, outcome.verdict_count(verdict)) for verdict in VERDICTS]
    shown = [paint(verdict, f"{number} {verdict}") for verdict, number in verdicts if number]
    return f"{line}; of {plural(len(outcome.verdicts), 'expectation')} {', '.join(shown)}"


def plural(number: int, word: str) -> str:
    """A number with its noun: `1 error`, `2 errors`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
