"""An expression that compares or adds what cannot be compared: a share with a time, a number with a statement.

## What it checks

The units of both sides of every comparison and sum in an expression. A plain number (`2`, `1/2`) fits a share and a
number of things; only a time fits a time; and an expectation must be true or false.

## Why

The answer would be a number without a meaning.

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
  that share(Small, population) > 12 months        # <-- LNG312
  that seats(Small, Council) >= 50%                # <-- LNG312
  that share(Small, population) + can_block(Small, adopt) > 1    # <-- LNG312
  that seats(Council)                              # <-- LNG312
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
  that share(Small, population) > 1/1000
  that share(Small, seats in Council) >= 50%
  that share(Small, population) > 1 or can_block(Small, adopt)
  that seats(Council) >= 4
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG312", "mixed-units", ERROR)
