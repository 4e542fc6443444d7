"""Decisions that members with less than half of the people can carry against all others.

## What it checks

Each decision in which all members vote, for itself or through a constituency: the coalition that carries it with the
fewest people. Reported where these are fewer than half of the people of all who vote. Organs in which seats are still
to be filled are not asked: most members do not sit there at all. Decisions taken by the same rule are reported once.

## Why

One vote a state makes 129 states with a small part of mankind two thirds of the General Assembly; one vote a dollar
makes a few rich states half of the International Monetary Fund. The Council of the European Union asks for 65% of the
people beside 55% of the members, so that no majority of the people is outvoted (Dauer and Kelsay 1955).

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are un_members
  organ Assembly { plenary ; decides by 2/3 of members }
  decision adopt_standard : standard {   # <-- VOT104
    step Assembly
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are un_members
  organ Assembly { plenary ; decides by majority of members and 60% of population }
  decision adopt_standard : standard {
    step Assembly
  }
}
```

## Settings

`outvoted_people` (1/2): the share of the people below which a coalition that carries a decision is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from charter.analysis.voting import DecisionGroup, LeastPeople, ballots, least_people, silent_passes
from charter.decisions.compile_rule import gives_each_a_veto
from charter.decisions.procedure import ElectorateSteps
from charter.dsl.findings import NOTE, Finding
from charter.text.wording import number, percent, some
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.gaps import gaps

RULE = Rule("VOT104", "outvoted-majority-of-people", NOTE, "Dauer and Kelsay 1955, least population of a majority")


def check(case: Case) -> Iterator[Finding]:
    """Decisions that a minority of the people can carry."""
    yield from gaps(case, RULE)
    for ballot in ballots(case):
        if all(_asked(part) for part in ballot.game.parts) and not ballot.game.assembled.bodies:
            yield from _judged(case, ballot)


def _asked(part: ElectorateSteps) -> bool:
    """Whether all members vote, by themselves or in a constituency, and somebody has to say yes."""
    rules = [s.rule for s in part.steps]
    if any(silent_passes(r) for r in rules) or any(r is not None and gives_each_a_veto(r) for r in rules):
        return False
    seats = part.hall.spaces.known
    return seats is not None and not part.hall.open_seats and all(s.post.own for s in seats)


def _judged(case: Case, ballot: DecisionGroup) -> Iterator[Finding]:
    found = least_people(case, ballot)
    if found is None or not found.members:
        return
    population = case.column("population")
    people = sum((population[p] for p in found.members), Fraction(0))
    total = sum((population.get(p, Fraction(0)) for p in ballot.game.parties), Fraction(0))
    if people / total < case.profile.outvoted_people:
        yield _finding(case, ballot, found, people, total)


def _finding(case: Case, ballot: DecisionGroup, found: LeastPeople, people: Fraction, total: Fraction) -> Finding:
    share, voters, members = people / total, len(ballot.game.parties), sorted(found.members)
    population, hedge = case.column("population"), "" if found.exact else "at most "
    outvoted = (ballot.game.parties - found.members) & population.keys()
    largest = sorted(outvoted, key=lambda p: (-population[p], p))
    told = percent(share, case.profile.outvoted_people)
    witness: dict[str, Any] = {
        "decisions": [d.name for d in ballot.decisions],
        "coalition": members,
        "people": people,
        "of_people": total,
        "share": share,
        "exact": found.exact,
        "text": f"{some(members)} in favour and all others against pass it: {hedge}{_millions(people)} of "
        f"{_millions(total)} people = {told}; {some(largest, 3)} are among the outvoted",
    }
    return case.finding(
        RULE,
        ballot.first.name_span,
        f"{len(members)} of {number(voters, 'member')}, with {hedge}{told} of the population, can pass {ballot.label}",
        entity=ballot.first.name,
        label=f"{told} of the population is enough",
        labels=ballot.others(),
        help="require a share of the population too: `and 50% of population`",
        citations=ballot.citations(),
        witness=witness,
    )


def _millions(people: Fraction) -> str:
    return f"{round(people / 10**6):,} million" if people >= 10**7 else f"{round(people):,}"
