"""A metric asked of too few things, of too many, or of something that is no name.

## What it checks

Every metric in an expression: that it is asked in one of its forms. A name of another kind is LNG204, and a metric
that there is not is LNG209.

## Why

`power(Small)` says whose power, but not in which decision.

## Avoid

```charter bad
charter 1
use world
group Small = { LUX, MLT }
institution Club {
  members are { FRA, DEU, LUX, MLT }
  organ Council { plenary; decides by 2/3 of members }
  decision adopt : standard { step Council }
}
expect Club {
  that power(Small) >= 1/3                    # <-- LNG212
  that seats(1 + 1, Council) >= 2             # <-- LNG212
}
```

## Prefer

```charter good
charter 1
use world
group Small = { LUX, MLT }
institution Club {
  members are { FRA, DEU, LUX, MLT }
  organ Council { plenary; decides by 2/3 of members }
  decision adopt : standard { step Council }
}
expect Club {
  that power(Small, adopt) >= 1/3
  that seats(Small, Council) >= 2
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG212", "wrong-arguments", ERROR)
