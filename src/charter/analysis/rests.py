"""What rests on text that was not understood: findings that may not be told, and the one gap for each such clause.

Which parts of a charter a hole taints is worked out where the text is read (`charter.dsl.holes`); here it is asked of
findings and of expectations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from charter.dsl.findings import GAP, Finding
from charter.dsl.model.base import Hole
from charter.dsl.model.charter import Charter, Expectation
from charter.dsl.model.institution import Institution

SHOWN = 4
"""How many of the parts that rest on a hole its gap names."""


def hole_below(charter: Charter, institution: Institution, finding: Finding, everywhere: bool = False) -> Hole | None:
    """The hole on which a finding on a part of an institution rests (`Club.Board`). One from what stands in no clause
    (`everywhere`) rests on all of the institution, and so does one on what is no part of its own. One on several
    decisions alike is told of the first of them, and so it rests on those before it too."""
    if not charter.holes:
        return None
    about, entity = institution.name, finding.entity
    if everywhere or not entity.startswith(f"{about}."):
        return charter.hole(about, entity)
    if "decisions" in (finding.witness or {}):
        names = [f"{about}.{d.name}" for d in institution.decisions]
        hole = charter.hole(*names[: names.index(entity) + 1 if entity in names else len(names)])
        if hole is not None:
            return hole
    known = parts_of(institution)
    words = entity.split(".")
    for size in range(len(words), 1, -1):
        name = ".".join(words[:size])
        if name in known:
            return charter.hole(name)
    return charter.hole(about, entity)


def parts_of(institution: Institution) -> frozenset[str]:
    """The parts of an institution of which a finding may speak, by their dotted names."""
    blocks = ("mandate", "membership", "funding", "adoption", "relations", "members")
    found = [block for block in blocks if getattr(institution, block) is not None]
    for named in (institution.organs, institution.decisions, institution.obligations, institution.funds):
        found += [each.name for each in named]
    if institution.membership is not None:
        found += [category.name for category in institution.membership.categories]
    return frozenset(f"{institution.name}.{name}" for name in found)


def hole_of_expectation(charter: Charter, expected: Expectation, scenario: str | None = None) -> Hole | None:
    """The hole on which the verdict of an expectation rests, in a scenario where one is named."""
    if not charter.holes:
        return None
    own = f"expect {expected.span.line}:{expected.span.column}"
    return charter.hole(own, *((f"scenario {scenario}",) if scenario is not None else ()))


def gaps(charter: Charter, withheld: Iterable[tuple[Hole, Finding]]) -> list[Finding]:
    """One gap for each hole on which findings rest, with what rests on it and the rules that need it."""
    by_hole: dict[Hole, list[Finding]] = {}
    for hole, finding in withheld:
        by_hole.setdefault(hole, []).append(finding)
    return [_gap(charter, hole, found) for hole, found in by_hole.items()]


def _gap(charter: Charter, hole: Hole, found: Sequence[Finding]) -> Finding:
    codes = sorted({finding.code for finding in found})
    rest = sorted({finding.entity for finding in found})
    first = min(found, key=lambda finding: (finding.code, finding.entity))
    named = ", ".join(rest[:SHOWN]) + (f" and {len(rest) - SHOWN} more" if len(rest) > SHOWN else "")
    why = hole.told(charter.file)
    text = f"Not understood: {why}; nothing is concluded about what rests on it: {named}"
    return Finding(
        span=hole.span,
        code=first.code,
        name=first.name,
        severity=GAP,
        message=text,
        entity=first.entity,
        help="mend what is wrong there first",
        witness={"missing": why, "needed_by": codes, "rests": rest, "text": text},
    )
