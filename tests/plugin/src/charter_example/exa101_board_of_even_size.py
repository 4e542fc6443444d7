"""Organs with an even number of seats, in which a vote may be tied.

## What it checks

The number of seats of each organ that has seats.

## Why

Half of an even number is not a majority, so that neither side of a tie carries.

## Avoid

```charter bad
charter 1
institution Club {
  organ Board { seats 4 { 4 permanent { A, B, C, D } } }   # <-- EXA101
}
```

## Prefer

An odd number of seats, or a casting vote.

## Settings

None.
"""

from collections.abc import Iterator

from charter.dsl.findings import NOTE, Finding
from charter.validators.rules.case import Case, Rule

RULE = Rule("EXA101", "board-of-even-size", NOTE, "an example")


def check(case: Case) -> Iterator[Finding]:
    """Organs with an even number of seats."""
    for organ in case.institution.organs:
        size = organ.seats.total if organ.seats is not None else None
        if size is not None and size % 2 == 0:
            witness = {"organ": organ.name, "text": f"{size} seats can part {size // 2} to {size // 2}"}
            yield case.finding(
                RULE, organ.name_span, f"{organ.label} has {size} seats", entity=organ.name, witness=witness
            )
