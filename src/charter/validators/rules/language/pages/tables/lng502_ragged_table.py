"""A line of a table with more or fewer cells than its header.

## What it checks

Each line of the file that `data` names.

## Why

A lost comma moves every figure one column to the left.

## Avoid

```charter bad
charter 1
use world
data figures from "figures.csv" keyed by iso3 { share "share" }   # <-- LNG502
institution Agency {
  members are WEOG
  organ Council {
    seats { 2 ranked by figures.share }
  }
}
```

```file figures.csv
iso3,share
USA,40,9
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

RULE = Rule("LNG502", "ragged-table", ERROR)
