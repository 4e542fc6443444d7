"""A declaration that nothing refers to.

## What it checks

Groups, areas, domains, functions, parties, outside bodies, tables, named numbers, funds, provisions and sources.

## Why

What is declared and never used is either left over, or the name that was meant to use it is written otherwise.

## Avoid

```charter bad
charter 1
use world
group Small = SIDS | LLDC         # <-- LNG203
institution Agency {
  members are WEOG
}
```

## Prefer

```charter good
charter 1
use world
group Small = SIDS | LLDC
institution Agency {
  members are WEOG | Small
}
```

## Settings

None.
"""

from charter.dsl.findings import WARNING
from charter.validators.rules.case import Rule

RULE = Rule("LNG203", "unused-declaration", WARNING)
