r"""A file that is no text in UTF-8.

## What it checks

That the file can be read, has no zero bytes, and is UTF-8, with or without a byte order mark. Nothing else can be said
of a file that fails this, so nothing else is.

## Why

Names of states and bodies have letters beyond ASCII; a text saved in another encoding would show them wrong, and
silently.

## Avoid

```charter bad bytes
# Universit\xe9 # <-- LNG101
charter 1
```

## Prefer

```charter good bytes
charter 1
note "Universit\xc3\xa9"
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG101", "unreadable-file", ERROR)
