"""The charters on a rule's page: what must be silent, and what must fire on the marked lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charter.record import record

_OPEN = re.compile(r"```(charter (?:good|bad)(?: bytes)?|file \S+|test)\s*$")
_MARK = re.compile(r"#\s*<--\s*([A-Z]{3}\d{3})\s*$")


@record
class Fence:
    """A charter on a page. `good` says whether the rule is to be silent; `files` are the texts beside it by name."""

    good: bool
    content: bytes
    files: tuple[tuple[str, bytes], ...] = ()

    @property
    def marked(self) -> tuple[tuple[str, int], ...]:
        """Code and line, from 1, of every line that ends in `# <-- CODE`."""
        lines = self.content.decode("utf-8", "replace").splitlines()
        found = [(_MARK.search(line), number) for number, line in enumerate(lines, 1)]
        return tuple((match[1], number) for match, number in found if match)


def fences(page: str) -> tuple[Fence, ...]:
    """Every charter of a page, in order, with the files that follow it.

    A fence ```` ```charter good ```` or ```` ```charter bad ```` holds a charter; with `bytes` after it, Python's
    escapes in it (`\\xff`) are read. A fence ```` ```file NAME ```` after it holds a file that lies beside the charter.
    """
    found: list[Fence] = []
    for kind, text in _blocks(page):
        if kind == "test":
            continue
        if kind.startswith("file "):
            before = found.pop()
            found.append(Fence(before.good, before.content, (*before.files, (kind[5:], text.encode()))))
        else:
            escaped = kind.endswith("bytes")
            content = text.encode("latin-1").decode("unicode_escape").encode("latin-1") if escaped else text.encode()
            found.append(Fence(kind.startswith("charter good"), content))
    return tuple(found)


def named_tests(page: str) -> tuple[str, ...]:
    """The tests, as `FILE::NAME`, that a page gives in place of a charter, for what no charter can bring about."""
    return tuple(line for kind, text in _blocks(page) if kind == "test" for line in text.split())


def _blocks(page: str) -> Iterator[tuple[str, str]]:
    kind, lines = "", list[str]()
    for line in page.splitlines():
        opened = _OPEN.match(line)
        if not kind and opened:
            kind, lines = opened[1], []
        elif kind and line.startswith("```"):
            yield kind, "".join(f"{each}\n" for each in lines)
            kind = ""
        elif kind:
            lines.append(line)
