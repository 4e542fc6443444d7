"""A text, where it came from, and the places in it."""

import os
import re
import stat
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from attrs import field, frozen

from charter.errors import CharterError

MOST_BYTES = 16 * 1024 * 1024
"""The longest file that is read: a hundred times what a long treaty takes."""
_LINE_END = re.compile(r"\r\n?|\n")


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")


@frozen(order=True)
class Span:
    """A stretch of a file: lines and columns count from 1, columns in characters, the end is not included."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        """The place as editors and terminals link it: `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"


@frozen(slots=False)
class Source:
    """A text with a name to show and, where it lies in a file, the file's path."""

    name: str
    text: str = field(converter=_without_mark)
    path: Path | None = None

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def line_end(self) -> str:
        """How this text ends its lines: that of the first line, `\\n` if there is only one."""
        found = _LINE_END.search(self.text)
        return found.group() if found else "\n"

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        starts = self.line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def span(self, start: int, end: int) -> Span:
        """The span from one offset to another."""
        return Span(self.name, *self.position(start), *self.position(end))


class UnreadableError(CharterError):
    """A file cannot be read as a text; the message says why, in a sentence for its author."""


def read_source(where: Path | str | bytes, name: str | None = None) -> Source:
    """Read a charter from a path or from bytes; UTF-8, with or without a byte order mark.

    Raises:
        UnreadableError: the file is missing, is not a text, or is not UTF-8.
    """
    if isinstance(where, bytes):
        return Source(name or "<input>", decode(where))
    path = Path(where)
    return Source(name or str(path), decode(read_plain(path, name)), path)


def read_plain(path: Path, name: str | None = None, most: int = MOST_BYTES) -> bytes:
    """The bytes of a plain file of at most `most` bytes. A pipe or a device is refused without waiting for it.

    Raises:
        UnreadableError: it is missing, no plain file, or too long.
    """
    what = f"cannot read `{name or path}`: "
    try:
        _plain(os.stat(path), what, most)
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as stream:
            _plain(os.fstat(handle), what, most)
            content = stream.read(most + 1)
    except OSError as error:
        raise UnreadableError(f"{what}{error.strerror or error}") from error
    except ValueError as error:
        raise UnreadableError(f"{what}{error}") from error
    if len(content) > most:
        raise UnreadableError(f"{what}it has more than {most:,} bytes")
    return content


def _plain(found: os.stat_result, what: str, most: int) -> None:
    """Asked of the path before it is opened, since opening a device can set it going, and of what was opened."""
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableError(f"{what}Is a directory")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableError(f"{what}it is {_special(found.st_mode)}, not a plain file")
    if found.st_size > most:
        raise UnreadableError(f"{what}it has {found.st_size:,} bytes; Charter reads at most {most:,}")


def _special(mode: int) -> str:
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


def decode(content: bytes) -> str:
    """Bytes as text.

    Raises:
        UnreadableError: with the reason: a binary file, UTF-16, or the line of the first byte that is not UTF-8.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("the file is written in UTF-16; save it as UTF-8")
    if b"\0" in content:
        raise UnreadableError("this is not a text file: it has zero bytes in it")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        raise UnreadableError(
            f"the file is not UTF-8: byte {byte:#04x} on line {line} is no character; save it as UTF-8"
        ) from error
