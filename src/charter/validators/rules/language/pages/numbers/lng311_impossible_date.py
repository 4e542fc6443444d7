"""A date that is in no calendar.

## What it checks

Dates as year, month and day; years from 1000 to 2999.

## Why

Durations are reckoned from it.

## Avoid

```charter bad
charter 1
institution Agency {
  founded 2024-02-30               # <-- LNG311
}
```

## Prefer

```charter good
charter 1
institution Agency {
  founded 2024-02-29
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG311", "impossible-date", ERROR)
