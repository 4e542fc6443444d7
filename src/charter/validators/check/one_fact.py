"""One fact, one finding: what several rules say of one unanimity clause is told once, with what follows from it.

Where every voter can stop a decision, one rule calls it a veto of each (VOT101), one a consensus that nothing follows
(VOT108), one a body that hardly acts (VOT103), one an amendment that needs everybody (CHG101), one a gate (MEM103).
The first that is wanted stays, as grave as the gravest; the others are its consequences, in its notes and its witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from charter.dsl.findings import GAP, SEVERITIES, Finding
from charter.record import changed

ORDER = ("VOT101", "VOT108", "VOT103", "CHG101", "MEM103")
"""The rules that speak of such a clause; the first of those found tells it."""


def joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those on one unanimity clause as one."""
    told = list(findings)
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in told:
        if finding.code in ORDER and _of_everybody(finding):
            alike.setdefault((finding.span.file, finding.entity), []).append(finding)
    groups = {id(f): group for group in alike.values() if _unanimous(group) for f in group}
    for finding in told:
        group = groups.get(id(finding))
        if group is None:
            yield finding
        elif finding is _first(group):
            yield _with_consequences(finding, [f for f in group if f is not finding])


def codes(finding: Finding) -> tuple[str, ...]:
    """The rule that tells a finding, and those whose findings are among its consequences."""
    follow = (finding.witness or {}).get("consequences", ())
    return (finding.code, *(str(each["code"]) for each in follow))


def _first(group: list[Finding]) -> Finding:
    return min(group, key=lambda f: ORDER.index(f.code))


def _of_everybody(finding: Finding) -> bool:
    """Whether what is found may follow from the veto of every voter: whoever is meant is one alone."""
    if finding.severity == GAP:
        return False
    witness = finding.witness or {}
    if finding.code == "VOT101":
        return "each" in witness or "veto_members" not in witness
    if finding.code == "VOT103":
        return len(witness.get("smallest_blocker", ())) == 1
    if finding.code == "MEM103":
        return not witness.get("by_silence")  # nobody votes: that one objection shuts the door is news of its own
    return finding.code != "CHG101" or witness.get("everybody") is True


def _unanimous(group: list[Finding]) -> bool:
    """Whether one of several says that every voter can stop it."""
    return len(group) > 1 and any(f.code != "VOT103" for f in group)


def _with_consequences(finding: Finding, others: list[Finding]) -> Finding:
    follow: list[dict[str, Any]] = [
        {"code": f.code, "name": f.name, "severity": f.severity, "message": f.message, "witness": f.witness}
        for f in sorted(others, key=lambda f: ORDER.index(f.code))
    ]
    notes = tuple(f"{each['message']} ({each['code']})" for each in follow)
    gravest = min((finding, *others), key=lambda f: SEVERITIES.index(f.severity)).severity
    cited = tuple({str(c): c for f in (finding, *others) for c in f.citations}.values())
    witness = {**(finding.witness or {}), "consequences": follow}
    return changed(finding, severity=gravest, notes=(*finding.notes, *notes), citations=cited, witness=witness)
