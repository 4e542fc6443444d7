"""What a run found over all its targets, and the exit code that it deserves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from charter.dsl.findings import ERROR, WARNING, Finding
from charter.dsl.syntax.source import Source

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.dsl.reading import FilesRead
    from charter.validators.check.engine import Checked
    from charter.validators.check.scenario_diff import Compared
    from charter.validators.expectations.verdict import Verdict

VERDICTS = ("proved", "refuted", "depends", "unknown")
FAULT = 2


@frozen
class More:
    """How many findings of a code and severity are left out of a file, where there are too many to tell."""

    file: str
    code: str
    severity: str
    number: int

    def __str__(self) -> str:
        """`and 9,900 more of VOT101 (error) in club.charter`."""
        return f"and {self.number:,} more of {self.code} ({self.severity}) in {self.file}"


@frozen
class CheckResult:
    """Findings and verdicts of a run, sorted by place, with the texts that they point into.

    `known` counts the findings that a baseline holds, `gone` is what it holds and nobody finds any more. With `since`,
    only what is new since that revision is there, and `before` counts the rest. `compared` are scenarios against the
    charters as they stand; `pages` those of a `focus`, which the formats for people show in place of the findings.
    `suppressed` are findings that an `allow` answers; `stood` counts the refuted expectations that were so before;
    `more` says what is left out of `findings`; `fail_on` is what makes the run fail.
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
    suppressed: tuple[Finding, ...] = ()
    stood: int = 0
    more: tuple[More, ...] = ()
    fail_on: str = WARNING

    def count(self, severity: str) -> int:
        """How many findings have that severity, those left out among them."""
        told = sum(finding.severity == severity for finding in self.findings)
        return told + sum(each.number for each in self.more if each.severity == severity)

    def fails(self, verdict: Verdict) -> bool:
        """Whether a verdict makes the run fail."""
        from charter.validators.check.engine import fail_level

        return verdict.fails or (verdict.unproved and fail_level(self.fail_on)[1])

    def capped(self, most: int) -> CheckResult:
        """The outcome with at most so many findings of each code and severity in each file; 0 leaves all."""
        seen: Counter[tuple[str, str, str]] = Counter()
        told = []
        for finding in self.findings:
            key = (finding.span.file, finding.code, finding.severity)
            seen[key] += 1
            if seen[key] <= most or not most:
                told.append(finding)
        more = (More(*key, number - most) for key, number in sorted(seen.items()) if most and number > most)
        return evolve(self, findings=tuple(told), more=tuple(more))

    def verdict_count(self, verdict: str) -> int:
        """How many expectations have that verdict."""
        return sum(each.verdict == verdict for each in self.verdicts)

    def exit_code(self, fail_on: str | None = None) -> int:
        """2 after a fault inside, 1 when something is as grave as `fail_on` (that of the run), otherwise 0.

        A refuted expectation of the charter as it stands is as grave as an error; in a scenario it is an answer.
        """
        from charter.validators.check.engine import exit_code

        return FAULT if self.faulty else exit_code(self.findings, self.verdicts, fail_on or self.fail_on)


@frozen
class CheckPart:
    """What was found in one charter, with the texts and the names of its institutions. `reading` is all that it was
    read from, where what was found depends on nothing else."""

    checked: Checked
    sources: Mapping[str, Source]
    institutions: tuple[str, ...]
    reading: FilesRead | None = None
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
    suppressed: dict[tuple[object, ...], Finding] = {}
    for part in parts:
        checked = part.checked
        charters += 1
        faulty = faulty or checked.faulty
        sources.update(part.sources)
        institutions |= dict.fromkeys(part.institutions)
        pages += part.pages
        compared |= {(each.span, each.name): each for each in part.compared}
        for found, into in ((checked.findings, findings), (checked.suppressed, suppressed)):
            for finding in found:
                into.setdefault((finding.span, finding.code, finding.entity, finding.message), finding)
        for verdict in checked.verdicts:
            verdicts.setdefault((verdict.span, verdict.of, verdict.text, verdict.scenario), verdict)
    return CheckResult(
        findings=_sorted(findings.values()),
        suppressed=_sorted(suppressed.values()),
        verdicts=tuple(sorted(verdicts.values(), key=lambda each: (each.span, each.scenario or ""))),
        sources=sources,
        charters=charters,
        faulty=faulty,
        institutions=tuple(institutions),
        compared=tuple(compared.values()),
        pages=tuple(pages),
    )


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: (each.span, each.code, each.entity)))
