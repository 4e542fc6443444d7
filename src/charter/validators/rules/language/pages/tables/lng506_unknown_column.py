"""A column that the table does not have.

## What it checks

The columns that a `data` clause declares, its key, and those that rules and groups name.

## Why

The figure that was meant is another one, or none.

## Avoid

```charter bad
charter 1
use world
data figures from "figures.csv" keyed by iso3 { share "share" }
institution Agency {
  members are WEOG
  organ Council {
    seats {
      2 ranked by figures.shares         # <-- LNG506
    }
  }
}
```

```file figures.csv
iso3,share
USA,40
FRA,20
```

## Prefer

```charter good
charter 1
use world
data figures from "figures.csv" keyed by iso3 { share "share" }
institution Agency {
  members are WEOG
  organ Council {
    seats { 2 ranked by figures.share }
  }
}
```

```file figures.csv
iso3,share
USA,40
FRA,20
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG506", "unknown-column", ERROR)
