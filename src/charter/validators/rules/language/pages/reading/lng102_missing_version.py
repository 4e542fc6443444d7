"""The first line does not say which version of the language this is.

## What it checks

That the first clause is `charter 1`. Comments may stand before it.

## Why

A text must mean the same in ten years, whatever the language has become by then.

## Avoid

```charter bad
institution Agency {           # <-- LNG102
}
```

## Prefer

```charter good
charter 1
institution Agency {
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG102", "missing-version", ERROR)
