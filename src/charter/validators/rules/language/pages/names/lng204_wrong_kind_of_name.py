"""A name of one kind where another belongs.

## What it checks

Each name against what may stand in its place: an organ where an organ acts, a group where parties are counted.

## Why

The clause would speak of nothing.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats { 5 elected by Assembly from Assembly }   # <-- LNG204
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats { 5 elected by Assembly from WEOG }
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG204", "wrong-kind-of-name", ERROR)
