"""A block or bracket that is opened and never closed.

## What it checks

That every `{` has its `}` and every `(` its `)`. Where a block is left open, its end is taken to be where the next
declaration stands. (A `}` that closes nothing is LNG104.)

## Why

One lost brace would otherwise make everything after it a part of the wrong body.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {               # <-- LNG105
    plenary
  organ Council { plenary }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
  }
  organ Council { plenary }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG105", "unclosed-block", ERROR)
