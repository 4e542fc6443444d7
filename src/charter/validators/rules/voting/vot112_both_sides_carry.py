"""A rule by which two sides that want opposite things can each carry theirs.

## What it checks

For each decision of which it is known who votes: whether some members can carry it while all others, saying yes to the
contrary, could carry that. `half of members` is met by two of four on either side; so is any number or share that is no
more than half of what it counts. Rules by which silence passes, and decisions by `any member`, are left out: there one
side is meant to be enough. A casting vote that breaks the tie leaves one side only.

## Why

A rule is proper if no two coalitions without a common member both win (Taylor and Zwicker 1999). Where it is not, the
body can adopt a text and its opposite on one day with the same votes, and what stands depends on what is put first.

## Avoid

```charter bad
charter 1
use world
institution Club {
  members are { FRA, DEU, ITA, ESP }
  organ Council { plenary; decides by half of members }
  decision adopt : standard {            # <-- VOT112
    step Council
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Club {
  members are { FRA, DEU, ITA, ESP }
  organ Council { plenary; decides by majority of members }
  decision adopt : standard {
    step Council
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.voting import DecisionGroup, ballots, silent_passes
from charter.decisions.compositions.bounds import extremes, lawful
from charter.decisions.elements import BodyAgrees, Conjunction, Disjunction, Formula, VoteThreshold
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.queries.game_queries import DecisionGame
from charter.decisions.queries.quantified import Reading, holds
from charter.dsl.findings import NOTE, Finding
from charter.errors import TooLarge
from charter.text.wording import listed, some
from charter.validators.rules.case import Case, Rule

RULE = Rule("VOT112", "both-sides-carry", NOTE, "Taylor and Zwicker 1999, proper simple games")

BY_RIGHT = frozenset(("procedure", "inspection", "dispute"))
"""Kinds of decision that a minority is often given the right to take."""


def check(case: Case) -> Iterator[Finding]:
    """Decisions that each of two opposed sides can carry."""
    for ballot in ballots(case):
        if all(BY_RIGHT.intersection(d.kinds) for d in ballot.decisions) or ballot.game.assembled.bodies:
            continue
        sides = _sides(ballot.game)
        if sides is not None:
            yield _finding(case, ballot, *sides)


def _sides(game: DecisionGame) -> tuple[frozenset[str], frozenset[str]] | None:
    """Two coalitions without a common member that each carry the decision, counted again; None where none was found."""
    if game.anonymous or any(not _may_be(part) for part in game.parts):
        return None
    compositions = {}
    for part in game.parts:
        composition = part.hall.spaces.known or lawful(part.hall.spaces)
        if composition is None or part.hall.notes:
            return None
        compositions[part.hall.entity] = composition
    votes = {p: Fraction(0) for p in sorted(game.parties)}
    for part in game.parts:
        form = _first(part.formula).form
        for seat in compositions[part.hall.entity]:
            if seat.holder in votes:
                votes[seat.holder] += form.of(seat.holder, seat.post)
    first: set[str] = set()
    second: set[str] = set()
    for party in sorted(votes, key=lambda p: (-votes[p], p)):
        lighter = first if sum(votes[p] for p in first) <= sum(votes[p] for p in second) else second
        if votes[party]:
            lighter.add(party)
    sides = frozenset(first), frozenset(second)
    carried = all(
        holds(p.formula, compositions[p.hall.entity], Reading.of(side, False, p.hall.spaces))
        for side in sides
        for p in game.parts
    )
    return sides if carried else None


def _may_be(part: ElectorateSteps) -> bool:
    """Whether a rule can be met by two sides at all: silence aside, each threshold asks for no more than half."""
    if any(silent_passes(step.rule) for step in part.steps):
        return False
    try:
        return _halved(part, part.formula)
    except TooLarge:
        return False


def _halved(part: ElectorateSteps, formula: Formula) -> bool:
    if isinstance(formula, Conjunction):
        return all(_halved(part, p) for p in formula.parts)
    if isinstance(formula, Disjunction):
        return any(_halved(part, p) for p in formula.parts)
    if isinstance(formula, BodyAgrees):
        return False
    bounds = extremes(part.hall.spaces, formula.form.of)
    if bounds is None or bounds.most <= 1:
        return False
    needed, strict = formula.needed(bounds.most)
    return needed > 0 and (needed * 2 < bounds.most or (not strict and needed * 2 == bounds.most))


def _first(formula: Formula) -> VoteThreshold:
    while not isinstance(formula, VoteThreshold):
        assert not isinstance(formula, BodyAgrees)
        formula = formula.parts[0]
    return formula


def _finding(case: Case, ballot: DecisionGroup, first: frozenset[str], second: frozenset[str]) -> Finding:
    one, other = some(sorted(first)), some(sorted(second))
    names = listed([d.name for d in ballot.decisions])
    return case.finding(
        RULE,
        ballot.first.name_span,
        f"two sides that want opposite things can each carry {ballot.label}: {one} on one, {other} on the other",
        entity=ballot.first.name,
        label="both sides of a tie carry",
        labels=ballot.others(),
        help="ask for more than half, or let a casting vote break the tie",
        citations=ballot.citations(),
        witness={
            "decisions": [d.name for d in ballot.decisions],
            "sides": [sorted(first), sorted(second)],
            "text": f"{names}: {one} carry it against all others, and so do {other}",
        },
    )
