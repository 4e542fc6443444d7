"""A group that is defined by way of itself.

## What it checks

The groups that the definition of a group names, and theirs.

## Why

Nobody can say who is in it.

## Avoid

```charter bad
charter 1
use world
group Inner = Outer & WEOG
group Outer = Inner | African    # <-- LNG210
institution Agency {
  members are Inner
}
```

## Prefer

```charter good
charter 1
use world
group Outer = WEOG | African
group Inner = Outer & WEOG
institution Agency {
  members are Inner
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG210", "circular-definition", ERROR)
