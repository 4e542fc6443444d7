"""Blocks or brackets within one another beyond any use.

## What it checks

That `{` and `(` are nested no more than 64 deep, and that one clause joins no more than 128 parts.

## Why

No institution needs it, and a text from a stranger must not exhaust the machine that reads it.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    quorum ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1 members))))))))  # <-- LNG106
  }
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
    quorum ((1 members))
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG106", "nested-too-deep", ERROR)
