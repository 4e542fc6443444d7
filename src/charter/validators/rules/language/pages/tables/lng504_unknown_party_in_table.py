"""A key in a table that is no party.

## What it checks

The key column of the file that `data` names, against the shipped states and the parties of the charter.

## Why

A slip in a code takes a state out of every sum.

## Avoid

```charter bad
charter 1
use world
data figures from "figures.csv" keyed by iso3 { share "share" }   # <-- LNG504
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
FRX,20
FRA,9
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

RULE = Rule("LNG504", "unknown-party-in-table", ERROR)
