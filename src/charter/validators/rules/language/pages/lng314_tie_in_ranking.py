"""A set that ends where figures are equal.

## What it checks

Whether the last place of `top 32 by un_scale` is shared by several parties with the same figure, of whom not all are
in. The set is then made of the first by code; what an expectation says of it is judged for every choice among them.

## Why

A figure that is rounded makes ties likely, and a text that does not say who comes first leaves a seat or a right to
whoever draws up the list.

## Avoid

```charter bad
charter 1
use world
group Payers = top 32 by un_scale    # <-- LNG314
```

## Prefer

```charter good
charter 1
use world
group Payers = top 31 by un_scale
```

## Settings

None.
"""

from charter.dsl.findings import NOTE
from charter.validators.rules.case import Rule

RULE = Rule("LNG314", "tie-in-ranking", NOTE)
