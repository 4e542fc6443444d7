"""An `allow` that answers no finding.

## What it checks

Every `allow CODE because "…"`: that in its block (or in what is named from it) there is a finding of that code. Of a
rule that was not run, or after a syntax error in the block, nothing is said.

## Why

A suppression that outlives its finding hides the next one.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    allow STR102 because "memo 4"   # <-- LNG601
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
    seats {
      3 designated by Council
      6 elected by Assembly
    }
    allow STR102 because "memo 4: the founders insist"
    allow REP103 because "memo 4: the founders insist"
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import WARNING
from charter.validators.rules.case import Rule

RULE = Rule("LNG601", "unused-suppression", WARNING)
