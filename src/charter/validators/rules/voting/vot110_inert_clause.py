"""Clauses of a rule that decide nothing.

## What it checks

Each part of an `and` or an `or` in the rule of a step: how many coalitions pass or fail because of it, counted exactly.
Reported where none does, and for a condition (`and`) where fewer than one in 10,000 of those that pass with it or
without it do; an alternative (`or`) is an exception, and may be as rare as it likes. Whole steps are not
asked, since what is said first may persuade those who speak last; nor rules whose count depends on who sits; nor a
floor of members beside a threshold of votes cast, since it bites where members abstain. A rule
whose coalitions cannot be counted within a second is a gap that says so, unless a lower bound (the heaviest voters
taken one by one, of the others only how many) shows that each of its clauses decides enough.

## Why

Readers take every clause for a promise. The Treaty of Nice let a member ask whether those in favour had 62% of the
people: of the coalitions with enough votes and members, hardly any failed that test (Felsenthal and Machover 2004).
In the rule of 2014 each clause decides some.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are EU
  organ Council {
    plenary
    decides by 80% of members and majority of members   # <-- VOT110
  }
  decision adopt_standard : standard { step Council }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are EU
  organ Council {
    plenary
    decides by 55% of members and 65% of population
  }
  decision adopt_standard : standard { step Council }
}
```

## Settings

`inert_share` (1/10,000): the share of coalitions below which a clause is said to decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from charter.analysis.voting import DecisionGroup, ballots, leaves, of_votes_cast
from charter.decisions.elements import BodyAgrees, Conjunction, Disjunction, atoms, both, shape
from charter.decisions.procedure import ElectorateSteps
from charter.dsl.findings import GAP, NOTE, Finding
from charter.dsl.model.decisions import Decision
from charter.dsl.syntax.source import Span
from charter.record import changed, record
from charter.text.wording import quoted
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.gaps import gaps

if TYPE_CHECKING:
    from charter.decisions.play.clause_effect import Clause

RULE = Rule("VOT110", "inert-clause", NOTE, "Felsenthal and Machover 2004, the EU's rules with and without a clause")

MANY = 64
"""Members that differ in votes beyond which two thresholds together are not counted within a second."""


@record
class DecidedCoalitions:
    """A clause with the coalitions that it decides, of those that pass with it or without it."""

    clause: Clause
    changes: int
    share: Fraction


def check(case: Case) -> Iterator[Finding]:
    """Clauses that change hardly any coalition's success."""
    yield from gaps(case, RULE)
    seen: set[Any] = set()
    for ballot in ballots(case):
        if not any(_has_clauses(p) for p in ballot.game.parts):
            continue
        if _many(ballot):
            if _each_decides(case, ballot):
                continue
            yield _beyond(case, ballot.first, "several thresholds over members with many different votes")
            continue
        for found in _inert(case, ballot):
            place = (found.clause.span, found.clause.text)
            if place not in seen:
                seen.add(place)
                yield _finding(case, ballot, found)


def _has_clauses(part: ElectorateSteps) -> bool:
    """Whether a rule has several clauses; a casting vote is none."""
    parts = part.formula.parts if isinstance(part.formula, Conjunction | Disjunction) else ()
    return bool(parts) and not any(isinstance(b, BodyAgrees) for p in parts for b in (p, *getattr(p, "parts", ())))


def _many(ballot: DecisionGroup) -> bool:
    """Whether several thresholds weigh more members, each differently, than can be counted quickly."""
    for part in ballot.game.parts:
        forms = [a.form for a in atoms(part.formula)]
        seats = part.hall.spaces.known or ()
        units = any(s.unit for s in seats)
        if len(forms) > 1 and (units or len({tuple(f.of(s.holder, s.post) for f in forms) for s in seats}) > MANY):
            return True
    return False


def _each_decides(case: Case, ballot: DecisionGroup) -> bool:
    """Whether a lower bound shows already that every clause decides enough."""
    from charter.decisions.play.clause_effect_bounds import decides_at_least

    for part in ballot.game.parts:
        if _has_clauses(part):
            shares = decides_at_least(part)
            if shares is None or any(share < case.profile.inert_share for _, share in shares):
                return False
    return True


def _inert(case: Case, ballot: DecisionGroup) -> Iterator[DecidedCoalitions]:
    from charter.decisions.play.clause_effect import clauses_of
    from charter.decisions.play.fixed_game import EXAMPLE, standing
    from charter.decisions.procedure import Unknown
    from charter.games.counting.planner import Limits

    found = standing(case.charter, case.institution, ballot.first, seats=True)
    if isinstance(found, Unknown) or found.kind == EXAMPLE:
        return
    ways = any(step.alternatives for step in ballot.first.steps)
    for part, asked in (pair for whole in found.assembled.parts for step in _steps(whole) for pair in _settled(step)):
        alone = changed(found, assembled=changed(found.assembled, parts=(part,), bodies=()))
        for clause in clauses_of(alone, Limits(seconds=1.0)):
            if (
                clause.changes is not None
                and clause.share is not None
                and (not asked or clause.span in asked)
                and not (ways and clause.added)  # a way of its own saves a vote, whoever may carry the other one
                and _little(case, clause.changes, clause.share, clause.added)
            ):
                yield DecidedCoalitions(clause, clause.changes, clause.share)


def _steps(part: ElectorateSteps) -> Iterator[ElectorateSteps]:
    """The steps taken in one hall, each by itself."""
    if len(part.steps) == 1 or not isinstance(part.formula, Conjunction):
        yield part
        return
    rest = list({shape(p): p for p in reversed(part.formula.parts)}.values())[::-1]
    for step in part.steps:
        spans = frozenset(leaf.span for leaf in leaves(step.rule))
        own = [p for p in rest if any(a.span in spans for a in atoms(p))]
        rest = [p for p in rest if all(p is not each for each in own)]
        if own:
            yield changed(part, formula=both(own), steps=(step,))


def _settled(part: ElectorateSteps) -> Iterator[tuple[ElectorateSteps, frozenset[Span | None]]]:
    """The clauses to ask about together, with the places of those that the count settles (empty: of all).

    The count takes everyone as voting. Where some abstain, a threshold of votes cast asks for less and a floor of
    members does not, so that such a floor is asked about only beside others of its kind.
    """
    cast = frozenset(leaf.span for step in part.steps for leaf in leaves(step.rule) if of_votes_cast(leaf))
    if not isinstance(part.formula, Conjunction) or not any(a.span in cast for a in atoms(part.formula)):
        if _has_clauses(part):
            yield part, frozenset()
        return
    if _has_clauses(part):
        yield part, cast
    floors = [p for p in part.formula.parts if all(a.span not in cast for a in atoms(p))]
    alone = changed(part, formula=both(floors)) if floors else part
    if floors and _has_clauses(alone):
        yield alone, frozenset()


def _little(case: Case, changes: int, share: Fraction, added: bool) -> bool:
    """A condition that hardly ever stops anything; an alternative is an exception, which may be as rare as it likes."""
    return changes == 0 or (not added and share < case.profile.inert_share)


def _beyond(case: Case, decision: Decision, why: str) -> Finding:
    text = f"Not worked out: whether each clause of {quoted(decision.label)} matters; {why} are beyond an exact count"
    return case.finding(
        RULE,
        decision.name_span,
        text,
        entity=decision.name,
        severity=GAP,
        witness={"decision": decision.name, "text": text},
    )


def _finding(case: Case, ballot: DecisionGroup, found: DecidedCoalitions) -> Finding:
    clause = found.clause
    does = "lets pass" if clause.added else "stops"
    never = "never" if not found.changes else "hardly ever"
    ever = (clause.winning or 0) + (0 if clause.added else found.changes)
    of = f"{found.changes:,} of {ever:,} coalitions" if ever < 10**12 else f"{found.changes:,} of over 10^12 coalitions"
    return case.finding(
        RULE,
        clause.span or ballot.first.name_span,
        f"`{clause.text}` {never} changes the outcome of {ballot.label}: it {does} {of}",
        entity=ballot.first.name,
        label="changes nothing" if not found.changes else "changes next to nothing",
        labels=ballot.others(),
        help="leave it out, or make it ask for more",
        citations=[*clause.citations, *ballot.citations()],
        witness={
            "decisions": [d.name for d in ballot.decisions],
            "clause": clause.text,
            "changes": found.changes,
            "of": ever,
            "share": found.share,
            "text": f"without `{clause.text}` {of} in {clause.organ} would have a different result",
        },
    )
