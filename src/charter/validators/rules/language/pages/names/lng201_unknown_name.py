"""A name that nothing declares.

## What it checks

Every name of a group, party, organ, office, decision, column and so on, against what the charter, its imports and
(with `use world`) the shipped facts declare. At most three near names are given.

## Why

Nothing springs into being by being mentioned: a slip in a name would otherwise be a new, empty body.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats { 5 elected by Asembly }   # <-- LNG201
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
    seats { 5 elected by Assembly }
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG201", "unknown-name", ERROR)
