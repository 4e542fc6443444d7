"""A block that is opened and never closed, or closed and never opened.

## What it checks

That every `{` has its `}` and every `(` its `)`. Where a block is left open, its end is taken to be where the next
declaration stands.

## Why

One lost brace would otherwise make everything after it a part of the wrong body.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
}
}                              # <-- LNG105
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.case import Rule

RULE = Rule("LNG105", "unclosed-block", ERROR)
