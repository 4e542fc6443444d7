"""A version of the language that this program does not know.

## What it checks

The number after `charter` on the first line.

## Why

A text in a later version may use words that this program would misread; it is told so instead.

## Avoid

```charter bad
charter 7                      # <-- LNG103
```

## Prefer

```charter good
charter 1
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG103", "unknown-version", ERROR)
