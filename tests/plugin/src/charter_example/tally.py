"""A format: how many findings there are of each severity."""

from collections import Counter

from charter.cli.check_result import CheckResult
from charter.cli.terminal import Paint


def tally(outcome: CheckResult, paint: Paint) -> str:
    """One line a severity."""
    counts = Counter(each.severity for each in outcome.findings)
    return "\n".join(f"{severity} {count}" for severity, count in sorted(counts.items())) or "nothing"
