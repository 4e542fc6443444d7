"""Everything that is read for a charter: each file once, so that what is said of it rests on one state of the files.

A charter is read again for a scenario or a sweep while an editor may be saving it; and a result that is kept for later
names the bytes that it rests on. Both ask here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from attrs import define, field

from charter.dsl.syntax.source import Source, decode, read_plain


@define(eq=False)
class FilesRead:
    """The bytes of each file by its path without links, and where each path that was asked for led."""

    contents: dict[Path, bytes] = field(factory=dict)
    led: dict[Path, Path] = field(factory=dict)

    def source(self, path: Path, name: str) -> Source:
        """The text of a file, read now or as it was when it was read first.

        Raises:
            UnreadableError: it is missing, no plain file, too long, or no UTF-8 text.
        """
        content = self.contents.get(path)
        if content is None:
            content = self.contents[path] = read_plain(path, name)
        return Source(name, decode(content), path)

    def resolved(self, path: Path) -> Path:
        """The path without links, remembered with the path that led there.

        Raises:
            OSError, RuntimeError: links that lead in a circle.
        """
        found = path.resolve()
        self.led[Path(os.path.abspath(path))] = found
        return found

    def digests(self) -> Mapping[Path, str]:
        """The SHA-256 of every file, of the bytes that were read."""
        return {path: hashlib.sha256(content).hexdigest() for path, content in self.contents.items()}
