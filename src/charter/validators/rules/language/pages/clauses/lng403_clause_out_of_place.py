"""`add`, `change` or `remove` outside a reform, or a bare clause among them.

## What it checks

The clauses of institutions, which state, and of reforms, which change what an original states.

## Why

Nobody could say whether the clause is new or was there before.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    add quorum majority of members   # <-- LNG403
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
  }
}
reform Better of Agency {
  change organ Assembly {
    add quorum majority of members
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG403", "clause-out-of-place", ERROR)
