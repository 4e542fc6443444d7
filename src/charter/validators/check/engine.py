"""Runs the rules over a loaded charter, one rule at a time, and settles what the designer has allowed.

The phases, in order: findings of reading; every rule on every institution of the charter, and on every
landscape; one gap for each missing clause; suppressions; suppressions without effect; expectations. A rule that
raises becomes a finding of its own and hides no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from charter.analysis.entry.entry_into_force import UNMEETABLE
from charter.analysis.rests import gaps, hole_below
from charter.dsl.findings import ERROR, GAP, SEVERITIES, WARNING, Finding
from charter.dsl.model.base import Hole
from charter.dsl.model.charter import Landscape
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Span
from charter.errors import ReplayFault, TooLarge
from charter.names import NEVER, PACKS, UNPROVED
from charter.record import changed
from charter.validators.check import registry
from charter.validators.check.one_fact import joined
from charter.validators.check.registry import RuleEntry
from charter.validators.check.suppressions import FAULT, FAULTS, REPLAY, settle, unanswerable
from charter.validators.rules.case import Case
from charter.validators.rules.landscape_case import LandscapeCase
from charter.validators.rules.profile import DEFAULT, Profile

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.dsl.model.charter import Charter
    from charter.validators.expectations.scenarios import Staged
    from charter.validators.expectations.verdict import Verdict


OFF = "off"
"""The severity of a rule that is left out."""


@frozen
class Checked:
    """What a check found. `findings` by file, line, column and code; `verdicts` in the order of the expectations;
    `suppressed` are the findings that an `allow` answers."""

    findings: tuple[Finding, ...] = ()
    verdicts: tuple[Any, ...] = ()
    suppressed: tuple[Finding, ...] = ()

    @property
    def worst(self) -> str | None:
        """The gravest severity among the findings, `error` before `warning`, `note`, `gap`; None when there is none."""
        found = {f.severity for f in self.findings}
        return next((s for s in SEVERITIES if s in found), None)

    @property
    def faulty(self) -> bool:
        """True when a rule or an expectation failed instead of answering."""
        return any(f.code in FAULTS for f in self.findings)

    def count(self, severity: str) -> int:
        """How many findings have that severity."""
        return sum(f.severity == severity for f in self.findings)

    def exit_code(self, fail_on: str = WARNING) -> int:
        """What a run that found this should exit with; see `exit_code`."""
        return exit_code(self.findings, self.verdicts, fail_on)


def exit_code(findings: Sequence[Finding], verdicts: Sequence[Any] = (), fail_on: str = WARNING) -> int:
    """2 after an internal fault; 1 when a finding is at least as grave as `fail_on`, or an expectation is
    refuted where it is meant to hold (elsewhere, in a scenario, that is an answer); otherwise 0. With `never`, only
    faults count. With `unproved`, which may stand beside a severity (`error,unproved`), an expectation that depends or
    is unknown fails too."""
    if any(f.code in FAULTS for f in findings):
        return 2
    level, unproved = fail_level(fail_on)
    if level == NEVER and not unproved:
        return 0
    grave = SEVERITIES[: SEVERITIES.index(level) + 1] if level != NEVER else ()
    wanting = any(v.fails or (unproved and v.unproved) for v in verdicts)
    return int(wanting or any(f.severity in grave for f in findings))


def fail_level(fail_on: str) -> tuple[str, bool]:
    """The severity from which findings fail, and whether expectations that are not proved do: the strictest of the
    words in `fail_on`, parted by commas.

    >>> fail_level("error,unproved"), fail_level("unproved"), fail_level("never,note")
    (('error', True), ('warning', True), ('note', False))
    """
    words = [word.strip() for word in fail_on.split(",")]
    levels = [word for word in words if word != UNPROVED] or [WARNING]
    strictest = max(levels, key=lambda level: -1 if level == NEVER else SEVERITIES.index(level))
    return strictest, UNPROVED in words


def check(
    loaded: Loaded,
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    profile: Profile | None = None,
    severities: Mapping[str, str] | None = None,
    packs: Iterable[str] = (),
    stage: Staged | None = None,
    pulse: Callable[[], None] = lambda: None,
) -> Checked:
    """Everything there is to say about a loaded charter.

    `select` and `ignore` are codes or their beginnings (`VOT`, `VOT107`); errors of reading are always told. Raises
    UnknownCode where one of them begins no code. `severities` gives codes, or their beginnings, another severity, or
    `off`; gaps stay gaps. `packs` are those that are on. With a `stage` the rules look at its charter in its
    circumstances, and no expectation is judged. `pulse` is called between rules and between expectations: what it
    raises that is no `Exception` ends the check.
    """
    chosen = Selection.of(select, ignore, severities, packs)
    charter = stage.charter if stage is not None else loaded.charter
    raised = list(loaded.findings)
    verdicts: tuple[Any, ...] = ()
    ran: frozenset[str] = frozenset()
    if charter is not None:
        found, ran = _run(charter, loaded, chosen, profile or DEFAULT, stage, pulse)
        verdicts, faults = _evaluate(charter, loaded, pulse) if stage is None else ((), [])
        raised += [*found, *faults]
    shown = [chosen.graded(f) for f in raised if chosen.wants(f.code) or unanswerable(f)]
    kept, suppressed = settle(charter, tuple(_once_a_clause(shown)), ran, chosen.wants)
    return Checked(tuple(sorted(joined(kept), key=_place)), verdicts, tuple(sorted(suppressed, key=_place)))


@frozen
class Selection:
    """Which codes are wanted: those that begin as one of `select` (all, if None), but not as one of `ignore`; and
    how grave they are, where that is not left to the rule."""

    select: tuple[str, ...] | None
    ignore: tuple[str, ...]
    severities: Mapping[str, str] = field(factory=dict)
    packs: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        select: Sequence[str] | None,
        ignore: Sequence[str] | None,
        severities: Mapping[str, str] | None = None,
        packs: Iterable[str] = (),
    ) -> Selection:
        """The selection that these words mean; raises UnknownCode for a word that begins no code."""
        graded = {_known([word])[0]: severity for word, severity in (severities or {}).items()}
        return cls(None if select is None else _known(select), _known(ignore or ()), graded, frozenset(packs))

    def wants(self, code: str) -> bool:
        """Whether findings of this code are to be reported. The longer of two beginnings decides; rules of a pack are
        on where the pack is, or where `select` names them."""
        pack = next((name for name, letters in PACKS.items() if code.startswith(letters)), None)
        yes = _longest(code, self.select) if self.select is not None else None if pack is not None else 0
        if yes is None and pack in self.packs:
            yes = 0
        no = _longest(code, self.ignore)
        return yes is not None and (no is None or yes > no) and self.severity_of(code) != OFF

    def severity_of(self, code: str) -> str | None:
        """The severity set for a code, by the longest beginning of it; None where it is left to the rule."""
        longest = _longest(code, self.severities)
        return None if longest is None else self.severities[code[:longest]]

    def graded(self, finding: Finding) -> Finding:
        """The finding with the severity set for its code; gaps and what nobody can answer keep their own."""
        severity = self.severity_of(finding.code)
        if severity is None or severity == OFF or finding.severity == GAP or unanswerable(finding):
            return finding
        return changed(finding, severity=severity)


def _longest(code: str, beginnings: Iterable[str]) -> int | None:
    return max((len(b) for b in beginnings if code.startswith(b)), default=None)


def _known(words: Sequence[str]) -> tuple[str, ...]:
    codes = registry.codes()
    found = []
    for word in words:
        upper = word.strip().upper()
        if not upper or not any(code.startswith(upper) for code in codes):
            upper = registry.entry(word).code
        found.append(upper)
    return tuple(found)


def _run(
    charter: Charter,
    loaded: Loaded,
    chosen: Selection,
    profile: Profile,
    stage: Staged | None,
    pulse: Callable[[], None],
) -> tuple[list[Finding], frozenset[str]]:
    found: list[Finding] = []
    withheld: list[tuple[Hole, Finding]] = []
    failed: set[str] = set()
    wanted = [e for e in registry.entries() if e.runs and chosen.wants(e.code)]
    on_landscapes = [e for e in wanted if e.code.startswith(registry.LANDSCAPE)]
    shared: dict[Any, Any] = {}

    def rests(finding: Finding, hole: Hole | None) -> None:
        if hole is None:
            found.append(finding)
        else:
            withheld.append((hole, finding))

    for institution in charter.institutions:
        there = stage.circumstances if stage is not None and stage.institution is institution else None
        case = Case(institution, charter, loaded, shared, there, profile=profile)
        for entry in (e for e in wanted if e not in on_landscapes):
            pulse()
            results, fault = _guarded(entry, entry.check, case, institution)
            results = [f for f in results if not _told(f)]
            for finding in results:
                everywhere = bool(charter.holes) and entry.everywhere
                rests(finding, hole_below(charter, institution, finding, everywhere))
            failed.update([entry.code] if fault else ())
            found += fault
    for landscape in charter.landscapes:
        about = LandscapeCase(landscape, charter, profile, loaded, shared)
        for entry in on_landscapes:
            pulse()
            results, fault = _guarded(entry, entry.check_landscape, about, landscape)
            for finding in results:
                rests(finding, charter.hole(landscape.name, finding.entity))
            failed.update([entry.code] if fault else ())
            found += fault
    found += gaps(charter, withheld)
    if charter.holes:
        return found, frozenset()
    return found, frozenset(e.code for e in wanted) - failed


def _told(finding: Finding) -> bool:
    """Whether a gap only repeats that the text can never enter into force, which ADP106 says first."""
    return finding.severity == GAP and (finding.witness or {}).get("missing") == UNMEETABLE


def _guarded(
    entry: RuleEntry, rule: Callable[[], Callable[[Any], Iterable[Finding]]], case: Any, about: Institution | Landscape
) -> tuple[list[Finding], list[Finding]]:
    """What a rule finds, and where it fails, the finding that says so: a gap where an answer would cost too much."""
    results: list[Finding] = []
    what = f"the rule {entry.code} {entry.name}"
    try:
        results.extend(rule()(case))
    except TooLarge as error:
        return results, [_too_large(entry, about, error)]
    except Exception as error:
        return results, [_fault(what, about, error)]
    return results, []


def _too_large(entry: RuleEntry, about: Institution | Landscape, error: TooLarge) -> Finding:
    text = f"Not worked out: {entry.name} for {about.name} is too large: {error}"
    return Finding(
        span=about.name_span if isinstance(about, Institution) else about.span,
        code=entry.code,
        name=entry.name,
        severity=GAP,
        message=text,
        entity=about.name,
        witness={"missing": str(error), "needed_by": [entry.code], "text": text},
    )


def _fault(what: str, about: Institution | Landscape, error: Exception) -> Finding:
    told = f"{type(error).__name__}: {error}".rstrip(": ")
    where = about.name_span if isinstance(about, Institution) else about.span
    return _fault_finding(what, where, about.name, told, "the other rules ran", isinstance(error, ReplayFault))


def _fault_finding(what: str, where: Span, name: str, told: str, rest: str, replay: bool = False) -> Finding:
    return Finding(
        span=where,
        code=REPLAY if replay else FAULT,
        name="witness-not-confirmed" if replay else "internal-fault",
        severity=ERROR,
        message=f"{what} failed on {name} ({told}); {rest}",
        entity=name,
        help="this is a mistake in Charter, not in the charter: please report it with the file",
        witness={"what": what, "error": told, "text": f"{what} failed: {told}"},
    )


def _evaluate(charter: Charter, loaded: Loaded, pulse: Callable[[], None]) -> tuple[tuple[Any, ...], list[Finding]]:
    if not charter.expectations:
        return (), []
    from charter.validators.expectations import judging

    verdicts = tuple(judging.evaluate(charter, loaded, pulse))
    return verdicts, [_failed(v) for v in verdicts if v.witness is not None and judging.FAILED in v.witness]


def _failed(verdict: Verdict) -> Finding:
    """The finding of an expectation that Charter failed to judge."""
    assert verdict.witness is not None
    told = str(verdict.witness["error"])
    there = f" in scenario {verdict.scenario}" if verdict.scenario is not None else ""
    return _fault_finding(
        f"the evaluation of `{verdict.text}`{there}", verdict.span, verdict.of, told, "the others were judged",
        told.startswith(ReplayFault.__name__),
    )  # fmt: skip


def _once_a_clause(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One gap for each missing clause of an entity, naming every rule that needs it; none where a finding says already
    what is missing there."""
    gaps: dict[tuple[str, str], Finding] = {}
    every = list(findings)
    told = {(f.entity, str((f.witness or {}).get("missing"))) for f in every if f.severity != GAP}
    for finding in every:
        missing = (finding.witness or {}).get("missing")
        if finding.severity != GAP or missing is None:
            yield finding
            continue
        key = (finding.entity, str(missing))
        if key in told:
            continue
        first = gaps.setdefault(key, finding)
        if first is not finding and first.witness and finding.witness:
            needed = sorted({*first.witness["needed_by"], *finding.witness["needed_by"]})
            gaps[key] = changed(first, witness={**first.witness, "needed_by": needed})
    yield from gaps.values()


FIRST = frozenset(("ADP106",))
"""What is said before all else of a file: the rest is about a text that may never stand."""


def _place(finding: Finding) -> tuple[str, bool, int, int, str, str]:
    at = finding.span
    return at.file, finding.code not in FIRST, at.line, at.column, finding.code, finding.entity
