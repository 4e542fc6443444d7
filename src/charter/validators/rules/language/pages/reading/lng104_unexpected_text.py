"""Words that make no clause here.

## What it checks

Each clause against the grammar; the message says what was expected in the words of the field. At most one such finding
a clause, and what follows the clause is read as usual.

## Why

A clause that is not understood must not be skipped in silence.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    quorum of the majority        # <-- LNG104
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
    quorum majority of members
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG104", "unexpected-text", ERROR)
