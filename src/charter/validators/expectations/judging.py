"""Expectations: the sentences of an `expect` block, proved or refuted with a witness.

A claim is about every lawful composition of the organs it names: it is proved if it holds in all, refuted if it
fails in all, and depends if who sits decides. It is unknown where the charter lacks a clause or a figure, or where
this version has no exact answer; the witness then says why.

Each expectation is judged for the charter as it stands, and again under every scenario of its institution. Verdicts
under a scenario are given where they differ from the first; they do not make a check fail (`Verdict.fails`), unless
the expectation itself says `in scenario X:`.

An expectation about a reform is also judged of the original: `Verdict.before` says whether the reform made it hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from charter.analysis.rests import hole_of_expectation
from charter.dsl.model.charter import (
    Can,
    Charter,
    EveryObligation,
    Expectation,
    ForEvery,
    ForSome,
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
from charter.errors import TooLarge
from charter.record import changed
from charter.validators.expectations.scenarios import Staged, staged
from charter.validators.expectations.verdict import REFUTED, UNKNOWN, Judged, Verdict, unknown

if TYPE_CHECKING:
    from charter.dsl.load import Loaded

FAILED = "fault"
"""The key of a witness that says that Charter failed to judge."""
Stages = dict[tuple[str, str | None], Staged]


def evaluate(
    charter: Charter, loaded: Loaded | None = None, pulse: Callable[[], None] = lambda: None
) -> tuple[Verdict, ...]:
    """Every expectation of a charter, in the order of the text, each followed by what differs under a scenario; before
    each `pulse` is called, which may end it. One that is said of several institutions, or inherited from another file,
    begins with the institution's name."""
    found: list[Verdict] = []
    stages: Stages = {}
    owners = Counter(each.span for each in charter.expectations)
    for expected in charter.expectations:
        begun = len(found)
        pulse()
        institution = charter.institution(expected.of)
        if institution is None:
            found.append(_verdict(expected, (UNKNOWN, {"text": f"there is no institution {expected.of}"}), None, True))
            continue
        found += _in_all(charter, institution, expected, stages, loaded)
        if owners[expected.span] > 1 or expected.span.file != charter.file:
            found[begun:] = [changed(each, text=f"{each.of}: {each.text}") for each in found[begun:]]
    return tuple(found)


def _in_all(
    charter: Charter, institution: Institution, expected: Expectation, stages: Stages, loaded: Loaded | None
) -> list[Verdict]:
    scenarios = [s for s in charter.scenarios if s.of == institution.name]
    if expected.scenario is not None:
        named = next((s for s in scenarios if s.name == expected.scenario), None)
        if named is None:
            why = f"{institution.name} has no scenario {expected.scenario}"
            return [_verdict(expected, (UNKNOWN, {"text": why}), expected.scenario, True)]
        after = _asked(charter, institution, named, expected, stages, loaded)
        before = _before(charter, institution, named, expected, stages, loaded)
        return [_verdict(expected, after, named.name, True, before)]
    base = _asked(charter, institution, None, expected, stages, loaded)
    found = [_verdict(expected, base, None, True, _before(charter, institution, None, expected, stages, loaded))]
    for scenario in scenarios:
        there = _asked(charter, institution, scenario, expected, stages, loaded)
        if there[0] != base[0]:
            found.append(_verdict(expected, there, scenario.name, False))
    return found


def _before(
    charter: Charter,
    reform: Institution,
    scenario: Scenario | None,
    expected: Expectation,
    stages: Stages,
    loaded: Loaded | None,
) -> Judged | None:
    """The same expectation of the institution that is reformed; None where the institution is no reform."""
    original = charter.institution(reform.reform_of) if reform.reform_of is not None else None
    if original is None:
        return None
    hole = charter.hole(original.name)
    if hole is not None:
        return unknown(hole.told(charter.file))
    return _created(reform, original, expected.claim) or _asked(charter, original, scenario, expected, stages, loaded)


def _asked(
    charter: Charter,
    institution: Institution,
    scenario: Scenario | None,
    expected: Expectation,
    stages: Stages,
    loaded: Loaded | None,
) -> Judged:
    """The verdict in a scenario; it is unknown where it rests on text that was not understood. What fails inside is an
    answer of its own, with the error under `FAILED`, and hides no other."""
    hole = hole_of_expectation(charter, expected, None if scenario is None else scenario.name)
    if hole is not None:
        return unknown(hole.told(charter.file))
    return asked_of(lambda: _stage(charter, institution, scenario, stages, loaded), expected)


def asked_of(stage: Callable[[], Staged], expected: Expectation) -> Judged:
    """The verdict on an expectation in circumstances that are set up for it: unknown where it costs too much, and where
    Charter fails."""
    try:
        return judge(stage(), expected)
    except TooLarge as error:
        return unknown(str(error))
    except Exception as error:
        told = f"{type(error).__name__}: {error}".rstrip(": ")
        return UNKNOWN, {"text": f"Charter failed on this ({told})", FAILED: True, "error": told}


def _created(reform: Institution, original: Institution, claim: object) -> Judged | None:
    """Refuted of the original, where a say is claimed in an organ or a decision that only the reform creates."""
    if isinstance(claim, Hold):
        what, say = claim.where, claim.bound == "least" and claim.amount > 0
    elif isinstance(claim, Can):
        what, say = claim.decision, claim.able and claim.verb == "pass"
    else:
        return None
    kind = next((k for k in ("organ", "decision") if _adds(reform, f"{k} {what}")), None)
    if not say or kind is None:
        return None
    return REFUTED, {"text": f"{original.name} has no {kind} {what}: the reform creates it", "created": what}


def _adds(reform: Institution, heading: str) -> bool:
    return any(c.verb == "add" and c.path == (heading,) for c in reform.changes)


def _stage(
    charter: Charter, institution: Institution, scenario: Scenario | None, stages: Stages, loaded: Loaded | None
) -> Staged:
    """The circumstances, set up once for all expectations: they keep the games that were built in them."""
    key = institution.name, None if scenario is None else scenario.name
    if key not in stages:
        stages[key] = staged(charter, institution, scenario, loaded)
    return stages[key]


def _verdict(
    expected: Expectation, judged: Judged, scenario: str | None, binding: bool, before: Judged | None = None
) -> Verdict:
    return Verdict(expected.span, expected.text, judged[0], judged[1], scenario, expected.of, binding, before)


def judge(stage: Staged, expected: Expectation) -> Judged:
    """The verdict and witness of one expectation in given circumstances."""
    if stage.unsupported is not None:
        return unknown(stage.unsupported)
    expected = stage.as_read(expected)
    if stage.filling or stage.circumstances.accused or stage.circumstances.complainant:
        return _judged(stage, expected)
    from charter.validators.expectations.every_case import judged_in_cases

    return judged_in_cases(stage, expected, _judged)


def _judged(stage: Staged, expected: Expectation) -> Judged:
    """The verdict in one case, with the organs as they may be filled or, where they are, as they are filled."""
    from charter.validators.expectations.sentences import facts, votes

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
    }
    if isinstance(claim, That | ForEvery | ForSome):
        from charter.validators.expectations.expressions import judged

        return judged(stage, claim)
    return judges[type(claim)](stage, claim)
