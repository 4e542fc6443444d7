"""A charter that `use` names and that cannot be read.

## What it checks

That the file, or the shipped design, exists, is a file and not a folder, and has no errors of its own.

## Why

What rests on another charter is only as sound as that one.

## Avoid

```charter bad
charter 1
use "panel.charter"              # <-- LNG205
institution Agency {
}
```

## Prefer

```charter good
charter 1
use "panel.charter"
institution Agency {
  part of Panel
}
```

```file panel.charter
charter 1
institution Panel {
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG205", "import-not-found", ERROR)
