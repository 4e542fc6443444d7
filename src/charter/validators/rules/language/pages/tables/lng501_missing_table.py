"""A table that cannot be read.

## What it checks

That the file which `data` names exists, is a text in UTF-8 and is not empty.

## Why

Everything reckoned from it would be reckoned from nothing.

## Avoid

```charter bad
charter 1
use world
data figures from "figure.csv" keyed by iso3 { share "share" }   # <-- LNG501
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

RULE = Rule("LNG501", "missing-table", ERROR)
