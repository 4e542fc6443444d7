"""A change of a clause that the original does not have, or has more than once.

## What it checks

What `change` and `remove` name in a reform, by the first words of the clause or by its article, against the original.

## Why

The reform would leave in force what it set out to change.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
}
reform Better of Agency {
  change organ Assembly {
    remove quorum                  # <-- LNG404
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
reform Better of Agency {
  change organ Assembly {
    remove quorum
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG404", "change-without-target", ERROR)
