"""Charters that use one another in a circle.

## What it checks

The chain of `use` from file to file, to the file that is read first (here `page.charter`); the circle is shown edge by
edge.

## Why

Neither can be understood before the other.

## Avoid

```charter bad
charter 1
use "page.charter"               # <-- LNG207
```

## Prefer

```charter good
charter 1
use "other.charter"
institution Agency {
  part of Other
}
```

```file other.charter
charter 1
institution Other {
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG207", "import-cycle", ERROR)
