"""A name that is declared twice, or stands twice in a list.

## What it checks

Names of one scope: those of the file, and those of each institution. The first declaration counts.

## Why

Two bodies of one name cannot be told apart in any later clause.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Assembly { plenary }      # <-- LNG202
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council { plenary }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG202", "duplicate-name", ERROR)
