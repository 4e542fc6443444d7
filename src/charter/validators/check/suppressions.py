"""Suppressions: `allow CODE because "…"` answers findings at the smallest scope; what answers nothing is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from charter.dsl.findings import ERROR, WARNING, Finding
from charter.dsl.model.base import Allowance
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution
from charter.dsl.syntax.source import Span
from charter.record import changed, record
from charter.validators.check import registry

UNUSED, UNKNOWN, FAULT, REPLAY = "LNG601", "LNG602", "LNG901", "LNG902"
FAULTS = frozenset((FAULT, REPLAY))
"""The codes of mistakes in Charter itself."""


@record
class Scope:
    """An `allow` and where it holds: in a file, or in a block and what is named from it. `depth` counts blocks."""

    allow: Allowance
    code: str
    depth: int
    block: Span | None = None
    entity: str | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether the finding has the code and lies in the block, or is about what the block names."""
        if finding.code != self.code:
            return False
        if self.block is None:
            return True
        if self.entity and (finding.entity == self.entity or finding.entity.startswith(self.entity + ".")):
            return True
        return _inside(finding.span, self.block)


def settle(
    charter: Charter | None, findings: tuple[Finding, ...], ran: frozenset[str], wants: Callable[[str], bool]
) -> tuple[list[Finding], list[Finding]]:
    """What remains and what is suppressed, with a finding for each `allow` that answers nothing or names no rule.

    `ran` are the codes whose rules ran to the end: of another code nothing can be said to be unused.
    """
    if charter is None:
        return list(findings), []
    scopes: list[Scope] = []
    told: list[Finding] = []
    for allow, depth, block, entity in _allowances(charter):
        try:
            code = registry.entry(allow.code).code
        except registry.UnknownCode as unknown:
            if allow.span.file == charter.file:
                told.append(_unknown(allow, unknown, entity))
        else:
            scopes.append(Scope(allow, code, depth, block, entity))
    kept, suppressed, used = _apply(scopes, findings)
    judged = ran | (registry.page_codes() - {UNUSED, UNKNOWN} if ran else frozenset())
    own = list({s.allow: s for s in reversed(scopes) if s.allow.span.file == charter.file}.values())
    told += [_unused(s) for s in own if s.allow not in used and s.code in judged and wants(s.code)]
    more, answered, used = _apply([s for s in scopes if s.code in (UNUSED, UNKNOWN)], told)
    if ran:
        more += [_unused(s) for s in own if s.code in (UNUSED, UNKNOWN) and s.allow not in used]
    return [*kept, *(f for f in more if wants(f.code))], [*suppressed, *answered]


def _apply(scopes: list[Scope], findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding], set[Allowance]]:
    kept, suppressed = list[Finding](), list[Finding]()
    used: set[Allowance] = set()
    for finding in findings:
        covering = [s for s in scopes if s.covers(finding)]
        if not covering or unanswerable(finding):
            kept.append(finding)
            continue
        nearest = max(covering, key=lambda s: s.depth).allow
        used.add(nearest)
        suppressed.append(changed(finding, allowed=nearest))
    return kept, suppressed, used


def unanswerable(finding: Finding) -> bool:
    """True for what can be neither ignored nor allowed: errors of reading, after which the rest is unsure, and
    internal faults."""
    if finding.code in (UNUSED, UNKNOWN):
        return False
    return finding.code in FAULTS or (finding.severity == ERROR and finding.code in registry.page_codes())


def _allowances(charter: Charter) -> Iterator[tuple[Allowance, int, Span | None, str | None]]:
    for allow in charter.allows:
        yield allow, 0, None, None
    for institution in charter.institutions:
        yield from _of_institution(institution)
    for landscape in charter.landscapes:
        yield from _of(landscape, 1, landscape.name)


def _of_institution(institution: Institution) -> Iterator[tuple[Allowance, int, Span | None, str | None]]:
    name = institution.name
    yield from _of(institution, 1, name)
    for part, entity in (
        (institution.mandate, "mandate"),
        (institution.membership, "membership"),
        (institution.funding, "funding"),
        (institution.adoption, "adoption"),
        (institution.relations, "relations"),
    ):
        yield from _of(part, 2, f"{name}.{entity}")
    for category in institution.membership.categories if institution.membership else ():
        yield from _of(category, 3, None)
    for organ in institution.organs:
        yield from _of(organ, 2, f"{name}.{organ.name}")
        yield from _of(organ.seats, 3, None)
    for decision in institution.decisions:
        yield from _of(decision, 2, f"{name}.{decision.name}")
    for obligation in institution.obligations:
        yield from _of(obligation, 2, f"{name}.{obligation.name}")
        yield from _of(obligation.ladder, 3, None)


def _of(part: Any, depth: int, entity: str | None) -> Iterator[tuple[Allowance, int, Span | None, str | None]]:
    for allow in part.allows if part is not None else ():
        yield allow, depth, part.span, entity


def _inside(inner: Span, outer: Span) -> bool:
    if inner.file != outer.file:
        return False
    start, end = (outer.line, outer.column), (outer.end_line, outer.end_column)
    return start <= (inner.line, inner.column) <= end


def _unknown(allow: Allowance, unknown: registry.UnknownCode, entity: str | None) -> Finding:
    near = f"near: {', '.join(unknown.near)}" if unknown.near else "`charter explain` lists the codes"
    return Finding(
        span=allow.span,
        code=UNKNOWN,
        name="unknown-code",
        severity=ERROR,
        message=f"`allow {allow.code}`: there is no rule of that code or name",
        entity=f"{entity}.allow.{allow.code}" if entity else f"allow.{allow.code}",
        label="no such rule",
        help=near,
        witness={"near": list(unknown.near), "text": f"no rule is called {allow.code}; {near}"},
    )


def _unused(scope: Scope) -> Finding:
    allow, where = scope.allow, scope.entity or scope.allow.span.file
    return Finding(
        span=allow.span,
        code=UNUSED,
        name="unused-suppression",
        severity=WARNING,
        message=f"`allow {allow.code}` answers no finding in {where}",
        entity=f"{scope.entity}.allow.{allow.code}" if scope.entity else f"allow.{allow.code}",
        label="answers nothing",
        help="take the clause out: what it allowed is gone, or it stands in the wrong block",
        witness={"code": scope.code, "text": f"no finding of {scope.code} in {where} is left to answer"},
    )
