"""A party that stands twice in a table.

## What it checks

The key column of the file that `data` names.

## Why

One of the two figures would be taken, and nobody would know which.

## Avoid

```charter bad
charter 1
use world
data figures from "figures.csv" keyed by iso3 { share "share" }   # <-- LNG503
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
USA,41
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

RULE = Rule("LNG503", "duplicate-key", ERROR)
