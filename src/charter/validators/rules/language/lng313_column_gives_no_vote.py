"""A column of which nobody has enough for one vote.

## What it checks

Each `… per … of` a column in the votes of an organ: the votes that the member with the largest figure gets from it.
Reported where even these are less than one. A column with no figure for any member is not asked about.

## Why

Treaties count in single units (a vote for every 100,000 dollars), tables in millions. Where the two are mixed up, the
column decides next to nothing, the votes look almost equal, and no veto is found where the treaty has one.

## Avoid

```charter bad
charter 1
use world
institution Bank {
  members are WEOG
  organ Governors {
    plenary
    votes 250 basic each and 1 per 100_000_000_000 of population    # <-- LNG313
    decides by 3/4 of votes
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Bank {
  members are WEOG
  organ Governors {
    plenary
    votes 250 basic each and 1 per 100_000 of population
    decides by 3/4 of votes
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.decisions.columns import numbers_for, numbers_of, without_figure
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.organs import Organ, VotePart
from charter.text.wording import amount
from charter.validators.rules.case import Case, Rule

RULE = Rule("LNG313", "column-gives-no-vote", WARNING)


def check(case: Case) -> Iterator[Finding]:
    """Parts of votes that come to less than one vote for every member."""
    for organ in case.institution.organs:
        for part in organ.votes.parts if organ.votes is not None else ():
            if part.column is not None and part.per is not None:
                yield from _judged(case, organ, part, part.column, part.per)
            elif part.column is not None and part.number is None:
                yield from _all_zero(case, organ, part, part.column)


def _all_zero(case: Case, organ: Organ, part: VotePart, column: str) -> Iterator[Finding]:
    """A column in which every member has zero."""
    if not case.members or without_figure(case.charter, column, case.members):
        return
    held = numbers_for(case.charter, column, case.members, part.span)
    if any(held.values()):
        return
    text = f"each of the {len(held)} members has 0 of {column}"
    yield case.finding(
        RULE,
        part.span,
        f"in {organ.label} nobody has a vote: {text}",
        entity=organ.name,
        label="0 votes",
        help="give votes by a column that is not zero for all, or add basic votes",
        citations=organ.votes.citations if organ.votes is not None else (),
        witness={"column": column, "votes": Fraction(0), "text": text},
    )


def _judged(case: Case, organ: Organ, part: VotePart, column: str, per: Fraction) -> Iterator[Finding]:
    inside = None if case.members is None else set(case.members)
    held = {p: v for p, v in numbers_of(case.charter, column).items() if inside is None or p in inside}
    if not held:
        return
    number = Fraction(1) if part.number is None else part.number
    most = max(held, key=lambda p: (held[p], p))
    votes = number * held[most] / per
    if votes >= 1:
        return
    sum_ = f"{amount(number)} × {amount(held[most])} / {amount(per)} = {float(votes):.3g}"
    yield case.finding(
        RULE,
        part.span,
        f"in {organ.label} nobody has enough of {column} for one vote: {most} has the most, {amount(held[most])}",
        entity=organ.name,
        label=f"{float(votes):.3g} votes at most",
        help="give the number in the unit of the column",
        citations=organ.votes.citations if organ.votes is not None else (),
        witness={
            "column": column,
            "party": most,
            "value": held[most],
            "per": per,
            "votes": votes,
            "text": f"{most}: {sum_} votes",
        },
    )
