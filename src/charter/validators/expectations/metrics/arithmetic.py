"""Functions of numbers.

## min

The lesser of two: `min(a, b)`. Unit: theirs.

## max

The greater of two: `max(a, b)`. Unit: theirs.

## abs

The number without its sign: `abs(a)`. Unit: its own.

## Example

```charter good
charter 1
use world
institution Club {
  members are { FRA, DEU, ITA }
  organ Assembly { plenary; decides by majority of members }
}
expect Club {
  that max(seats(Assembly), 2) = 3 and min(1/2, share({ FRA }, Assembly)) = 1/3
  that abs(share({ FRA }, Assembly) - share({ DEU, ITA }, Assembly)) = 1/3
}
```
"""

from collections.abc import Callable
from typing import Any

MEASURES: dict[str, Callable[..., Any]] = {}
"""They are worked out with the operators, in `charter.validators.expectations.expressions`."""
