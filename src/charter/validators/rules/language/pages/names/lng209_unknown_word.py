"""A word that is not in the fixed list for its place.

## What it checks

Kinds of organs, decisions and steps, forces, statuses, topics after `no`, and the like. At most three near words are
given.

## Why

Rules read these words; a word of one's own would be read by none.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary; decides by majority of members }
  decision expel : explusion {     # <-- LNG209
    step Assembly, accused barred
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary; decides by majority of members }
  decision expel : expulsion {
    step Assembly, accused barred
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG209", "unknown-word", ERROR)
