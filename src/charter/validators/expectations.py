"""Expectations: the sentences of an `expect` block, proved or refuted with a witness.

A claim is about every lawful composition of the organs it names: it is proved if it holds in all, refuted if it
fails in all, and depends if who sits decides. It is unknown where the charter lacks a clause or a figure, or where
this version has no exact answer; the witness then says why.

Each expectation is judged for the charter as it stands, and again under every scenario of its institution. Verdicts
under a scenario are given where they differ from the first; they do not make a check fail (`Verdict.fails`), unless
the expectation itself says `in scenario X:`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from charter.dsl.model.charter import (
    Can,
    Charter,
    EveryObligation,
    Expectation,
    ForEvery,
    Hold,
    NoAccused,
    NoMembers,
    OperatingWithin,
    PowerOf,
    Scenario,
    Survives,
    That,
    TopPayer,
)
from charter.dsl.model.institution import Institution
from charter.dsl.model.record import record
from charter.dsl.source import Span
from charter.validators.scenarios import Staged, staged

PROVED, REFUTED, DEPENDS, UNKNOWN = "proved", "refuted", "depends", "unknown"


@record
class Verdict:
    """What came of an expectation. `verdict` is proved, refuted, depends or unknown; `witness` has a key `text`;
    `scenario` names the circumstances (None: the charter as it stands); `of` is the institution. `binding` is False
    for a verdict under a scenario that the expectation does not name."""

    span: Span
    text: str
    verdict: str
    witness: Mapping[str, Any] | None
    scenario: str | None
    of: str
    binding: bool = True

    @property
    def fails(self) -> bool:
        """Whether a check must fail for it."""
        return self.binding and self.verdict == REFUTED


Judged = tuple[str, Mapping[str, Any] | None]
Stages = dict[tuple[str, str | None], Staged]


def evaluate(charter: Charter, loaded: object = None) -> tuple[Verdict, ...]:
    """Every expectation of a charter, in the order of the text, each followed by what differs under a scenario."""
    found: list[Verdict] = []
    stages: Stages = {}
    for expected in charter.expectations:
        institution = charter.institution(expected.of)
        if institution is None:
            found.append(_verdict(expected, (UNKNOWN, {"text": f"there is no institution {expected.of}"}), None, True))
            continue
        found += _in_all(charter, institution, expected, stages)
    return tuple(found)


def _in_all(charter: Charter, institution: Institution, expected: Expectation, stages: Stages) -> list[Verdict]:
    scenarios = [s for s in charter.scenarios if s.of == institution.name]
    if expected.scenario is not None:
        named = next((s for s in scenarios if s.name == expected.scenario), None)
        if named is None:
            why = f"{institution.name} has no scenario {expected.scenario}"
            return [_verdict(expected, (UNKNOWN, {"text": why}), expected.scenario, True)]
        return [_verdict(expected, judge(_stage(charter, institution, named, stages), expected), named.name, True)]
    base = judge(_stage(charter, institution, None, stages), expected)
    found = [_verdict(expected, base, None, True)]
    for scenario in scenarios:
        changed = judge(_stage(charter, institution, scenario, stages), expected)
        if changed[0] != base[0]:
            found.append(_verdict(expected, changed, scenario.name, False))
    return found


def _stage(charter: Charter, institution: Institution, scenario: Scenario | None, stages: Stages) -> Staged:
    """The circumstances, set up once for all expectations: they keep the games that were built in them."""
    key = institution.name, None if scenario is None else scenario.name
    if key not in stages:
        stages[key] = staged(charter, institution, scenario)
    return stages[key]


def _verdict(expected: Expectation, judged: Judged, scenario: str | None, binding: bool) -> Verdict:
    return Verdict(expected.span, expected.text, judged[0], judged[1], scenario, expected.of, binding)


def judge(stage: Staged, expected: Expectation) -> Judged:
    """The verdict and witness of one expectation in given circumstances."""
    if stage.unsupported is not None:
        return unknown(stage.unsupported)
    from charter.validators import expectation_facts as facts
    from charter.validators import expectation_votes as votes

    claim = expected.claim
    judges: dict[type, Callable[[Staged, Any], Judged]] = {
        Hold: lambda s, c: votes.hold(s, c, expected.text),
        Can: votes.can,
        NoMembers: votes.no_members,
        NoAccused: votes.no_accused,
        PowerOf: votes.power_of,
        TopPayer: facts.top_payer,
        EveryObligation: facts.every_obligation,
        OperatingWithin: facts.operating_within,
        Survives: facts.survives,
        That: _not_yet,
        ForEvery: _not_yet,
    }
    return judges[type(claim)](stage, claim)


def _not_yet(stage: Staged, claim: object) -> Judged:
    return unknown("expressions are not evaluated by this version")


def unknown(why: str) -> Judged:
    """An unknown verdict with its reason."""
    return UNKNOWN, {"text": why, "missing": why}


def by_bounds(least: Fraction, most: Fraction, wanted: Fraction, at_least: bool) -> str:
    """The verdict on "at least" (or "at most") `wanted` of something between `least` and `most`, both attained."""
    if (least >= wanted) if at_least else (most <= wanted):
        return PROVED
    return REFUTED if ((most < wanted) if at_least else (least > wanted)) else DEPENDS
