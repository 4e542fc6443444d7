"""What a run found over all its targets, and the exit code that it deserves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from charter.dsl.findings import ERROR, SEVERITIES, WARNING, Finding
from charter.dsl.syntax.source import Source

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.dsl.reading import Reading
    from charter.validators.check.engine import Checked
    from charter.validators.check.scenario_diff import Compared
    from charter.validators.expectations.verdict import Verdict

VERDICTS = ("proved", "refuted", "depends", "unknown")
NEVER = "never"
FAIL_LEVELS = (*SEVERITIES, NEVER)
FAULT = 2


@frozen
class CheckResult:
    """Findings and verdicts of a run, sorted by place, with the texts that they point into.

    `known` counts the findings that a baseline holds, `gone` is what it holds and nobody finds any more. With `since`,
    only what is new since that revision is there, and `before` counts the rest. `compared` are scenarios against the
    charters as they stand; `pages` those of a `focus`, which the formats for people show in place of the findings.
    """

    findings: tuple[Finding, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    sources: Mapping[str, Source] = field(factory=dict)
    charters: int = 0
    faulty: bool = False
    institutions: tuple[str, ...] = ()
    known: int = 0
    gone: tuple[tuple[str, str], ...] = ()
    since: str | None = None
    before: int = 0
    compared: tuple[Compared, ...] = ()
    focus: str | None = None
    pages: tuple[Any, ...] = ()

    def count(self, severity: str) -> int:
        """How many findings have that severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def verdict_count(self, verdict: str) -> int:
        """How many expectations have that verdict."""
        return sum(each.verdict == verdict for each in self.verdicts)

    def exit_code(self, fail_on: str = WARNING) -> int:
        """2 after a fault inside, 1 when something is as grave as `fail_on`, otherwise 0.

        A refuted expectation of the charter as it stands is as grave as an error; in a scenario it is an answer.
        """
        from charter.validators.check.engine import exit_code

        return FAULT if self.faulty else exit_code(self.findings, self.verdicts, fail_on)


@frozen
class CheckPart:
    """What was found in one charter, with the texts and the names of its institutions. `reading` is all that it was
    read from, where what was found depends on nothing else."""

    checked: Checked
    sources: Mapping[str, Source]
    institutions: tuple[str, ...]
    reading: Reading | None = None
    compared: tuple[Compared, ...] = ()
    pages: tuple[Any, ...] = ()

    @classmethod
    def of(cls, checked: Checked, loaded: Loaded) -> CheckPart:
        """The part that a loaded charter has. A mistake in the text may hang on a file that is not there: then none
        is named."""
        names = tuple(each.name for each in loaded.charter.institutions) if loaded.charter else ()
        sound = all(found.severity != ERROR for found in loaded.findings)
        return cls(checked, loaded.sources, names, loaded.reading if sound else None)


def gather(parts: Iterable[CheckPart]) -> CheckResult:
    """The outcome of several charters together. What two of them share by an import is told once."""
    findings: dict[tuple[object, ...], Finding] = {}
    verdicts: dict[tuple[object, ...], Verdict] = {}
    sources: dict[str, Source] = {}
    charters, faulty = 0, False
    compared: dict[tuple[object, ...], Compared] = {}
    pages: list[Any] = []
    institutions: dict[str, None] = {}
    for part in parts:
        checked = part.checked
        charters += 1
        faulty = faulty or checked.faulty
        sources.update(part.sources)
        institutions |= dict.fromkeys(part.institutions)
        pages += part.pages
        compared |= {(each.span, each.name): each for each in part.compared}
        for finding in checked.findings:
            findings.setdefault((finding.span, finding.code, finding.entity, finding.message), finding)
        for verdict in checked.verdicts:
            verdicts.setdefault((verdict.span, verdict.text, verdict.scenario), verdict)
    return CheckResult(
        findings=tuple(sorted(findings.values(), key=lambda each: (each.span, each.code, each.entity))),
        verdicts=tuple(sorted(verdicts.values(), key=lambda each: (each.span, each.scenario or ""))),
        sources=sources,
        charters=charters,
        faulty=faulty,
        institutions=tuple(institutions),
        compared=tuple(compared.values()),
        pages=tuple(pages),
    )
