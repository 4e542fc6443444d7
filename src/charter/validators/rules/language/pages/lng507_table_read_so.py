"""A table that is not written plainly, and how it was read.

## What it checks

The file that `data` names. A plain table has cells parted by commas, decimal points, nothing between thousands, and
codes of ISO 3166 alpha-3 as keys; nothing is said of it. Semicolons, tabs, decimal commas, marks between thousands,
footnote marks, titles above the headings, notes and totals below the rows, names of states in English or alpha-2 codes
as keys are read too, and this note says so.

## Why

A figure that was read in another notation than its author's is wrong by a factor of a thousand.

## Avoid

```charter bad
charter 1
use world
data figures from "figures.csv" keyed by state { share "share" }   # <-- LNG507
institution Agency {
  members are WEOG
  organ Council {
    seats { 2 ranked by figures.share }
  }
}
```

```file figures.csv
state,share
United States,40
France,20
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

from charter.dsl.findings import NOTE
from charter.validators.rules.case import Rule

RULE = Rule("LNG507", "table-read-so", NOTE)
