"""How many organs there are.

## organs

The organs of the institution: `organs`. Unit: a number of things.

## Example

```charter good
charter 1
institution Club {
  organ Board { plenary }
}
expect Club {
  that organs = 1
}
```
"""

from fractions import Fraction

from charter.validators.expectations.circumstances import Situation
from charter.validators.expectations.evaluation import Value

SIGNATURES = {"organs": (((),), "count")}


def organs(scene: Situation) -> Value:
    """How many organs the institution has."""
    count = Fraction(len(scene.stage.institution.organs))
    return Value(count, count, "count", f"{count} organs are named", True)


MEASURES = {"organs": organs}
