"""Writes docs/api.md from the docstrings of what `import charter` offers: `python docs/reference/make.py`.

A test holds that the page is fresh, and runs every example in it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import charter

PAGE = Path(__file__).parents[1] / "api.md"
HEAD = """# Charter as a library

<!-- Made by docs/reference/make.py from docstrings; change those. -->

```
python -m pip install .
```

brings the package `charter` beside the command. All that is named on this page keeps its meaning as
[stability.md](stability.md) says; other modules may be read, and may move. `import charter` imports nothing until a
name is used. Everything is typed (`py.typed`).
"""
ORDER = (
    "load", "CharterDocument", "CheckedDocument", "DocumentDecision", "Finding", "Game", "Diagram", "draw",
    "CharterError", "NotStatedError", "UnknownNameError", "WrongUseError", "GameError", "TooLarge", "MissingExtraError",
)  # fmt: skip


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_entry(name) for name in ORDER)]).rstrip("\n") + "\n"


def _entry(name: str) -> str:
    thing = getattr(charter, name)
    if not inspect.isclass(thing):
        return f"## `charter.{name}`\n\n{_signature(name, thing)}\n\n{_words(thing)}\n"
    bases = [each.__name__ for each in thing.__bases__ if each is not object]
    kind = f"An error ({', '.join(bases)}).\n\n" if issubclass(thing, BaseException) else ""
    parts = [f"## `charter.{name}`\n\n{kind}{_words(thing)}\n"]
    parts += [_member(label, each) for label, each in _members(thing)]
    return "\n".join(parts)


def _members(thing: type) -> Iterator[tuple[str, Any]]:
    if issubclass(thing, BaseException):
        return
    for label, each in vars(thing).items():
        member = inspect.getattr_static(thing, label)
        callable_or_property = isinstance(member, (property, classmethod, staticmethod)) or inspect.isfunction(member)
        if not label.startswith("_") and callable_or_property and inspect.getdoc(each) is not None:
            yield label, each


def _member(label: str, each: Any) -> str:
    if isinstance(each, property):
        return f"### `.{label}`\n\n{_words(each)}\n"
    function = each.__func__ if isinstance(each, (classmethod, staticmethod)) else each
    return f"### `.{label}()`\n\n{_signature(label, function)}\n\n{_words(function)}\n"


def _signature(name: str, thing: Any) -> str:
    found = str(inspect.signature(thing)).replace("'", "")
    return f"```python\n{name}{re.sub(r'[(](self|cls)(, )?', '(', found)}\n```"


def _words(thing: Any) -> str:
    """A docstring as Markdown: sections become lists, examples fences."""
    made: list[str] = []
    section = ""
    for block in (inspect.getdoc(thing) or "").split("\n\n"):
        head, _, rest = block.partition("\n")
        if head in ("Args:", "Raises:", "Returns:"):
            section = head
            made.append(f"**{head[:-1]}**\n\n{_items(rest, section)}")
        elif block.lstrip().startswith(">>>"):
            made.append(f"```pycon\n{block}\n```")
        else:
            made.append(block)
    return "\n\n".join(made)


def _items(text: str, section: str) -> str:
    lines = inspect.cleandoc(text).splitlines()
    if section == "Returns:":
        return "\n".join(lines)
    items: list[str] = []
    for line in lines:
        if line.startswith(" ") and items:
            items[-1] += f" {line.strip()}"
        else:
            name, colon, words = line.partition(": ")
            items.append(f"- `{name}`: {words}" if colon else f"- {line}")
    return "\n".join(items)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
