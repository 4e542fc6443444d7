"""A text in a column of numbers.

## What it checks

Each cell of a declared column, where the other cells are numbers. An empty cell is a number that is not known.

## Why

`n/a` is no zero; a sum over it would be wrong either way.

## Avoid

```charter bad
charter 1
use world
data figures from "figures.csv" keyed by iso3 { share "share" }   # <-- LNG505
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
FRA,about 20
DEU,10
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

RULE = Rule("LNG505", "text-for-number", ERROR)
