"""A file outside the folder of this project.

## What it checks

That what `use` and `data` read lies below the project's root: the nearest folder with a `charter.toml`,
`pyproject.toml` or `.git`, otherwise the charter's own.

## Why

A charter may come from a stranger; reading it must not open files elsewhere on the reader's machine.

## Avoid

```charter bad
charter 1
use "../elsewhere.charter"       # <-- LNG206
```

## Prefer

```charter good
charter 1
use "parts/panel.charter"
institution Agency {
  part of Panel
}
```

```file parts/panel.charter
charter 1
institution Panel {
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG206", "import-outside-root", ERROR)
