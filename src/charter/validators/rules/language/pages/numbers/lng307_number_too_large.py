"""A number beyond anything that can be counted here.

## What it checks

More than a million seats, members, votes of a delegation and the like; numbers of very many digits.

## Why

It is a slip, and reckoning with it could keep a machine busy for ever.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Secretariat : secretariat {
    staff 1000000000000000000000000000000      # <-- LNG307
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Secretariat : secretariat {
    staff 2500
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG307", "number-too-large", ERROR)
