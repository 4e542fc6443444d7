"""A keyword as a name.

## What it checks

Names that are declared, against the keywords that may stand where a name may.

## Why

`members` in a rule means the members; a group of that name could never be spoken of.

## Avoid

```charter bad
charter 1
use world
group members = WEOG             # <-- LNG208
```

## Prefer

```charter good
charter 1
use world
group Founders = WEOG
institution Agency {
  members are Founders
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG208", "reserved-name", ERROR)
