"""What a TARGET on the command line means: a file, a folder, standard input, or the name of a shipped design."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.terminal import visible
from charter.record import record

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.dsl.syntax.source import Source

SUFFIX = ".charter"
STDIN = "-"
STDIN_NAME = "<stdin>"


class TargetError(click.ClickException):
    """A target that stands for nothing; the message says what was looked for."""

    exit_code = 2


@record
class Target:
    """One charter to work on. `path` None: standard input, already read into `content`. `shipped`: a design."""

    name: str
    path: Path | None
    content: bytes | None = None
    shipped: bool = False

    @property
    def stem(self) -> str:
        """A name for files made from this charter: `iaia` for `designs/proposals/iaia.charter`."""
        stem = Path(self.name).stem
        return "charter" if stem in ("", STDIN, STDIN_NAME) else stem


def resolve(words: Sequence[str], stdin_filename: str | None = None) -> list[Target]:
    """The charters that the words on the command line mean, in their order, each file once.

    Raises:
        TargetError: a word that is no file, folder or design; a folder with no charter in it.
    """
    found: dict[str, Target] = {}
    for word in words:
        for target in _resolve(word, stdin_filename):
            found.setdefault(str(target.path.resolve()) if target.path else STDIN, target)
    return list(found.values())


def _resolve(word: str, stdin_filename: str | None) -> Iterable[Target]:
    if word == STDIN:
        return [Target(stdin_filename or STDIN_NAME, None, read_stdin())]
    path = Path(word)
    try:
        if path.is_dir():
            return _in_folder(path, word)
        if path.exists():
            return [Target(path.as_posix(), path)]
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise TargetError(f"cannot read `{visible(word)}`: {why}") from error
    return [Target(word, design(word), shipped=True)]


def _in_folder(folder: Path, word: str) -> list[Target]:
    """Every charter beneath a folder, sorted; hidden folders are left alone and links to folders not followed."""
    found: list[Path] = []
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(at, name) for name in sorted(files) if name.endswith(SUFFIX) and name != SUFFIX]
    if not found:
        raise TargetError(f"no {SUFFIX} file in the folder `{visible(word)}` or beneath it")
    return [Target(path.as_posix(), path) for path in found]


def design(word: str) -> Path:
    """The file of the shipped design of that name.

    Raises:
        TargetError: there is none; with at most three near names.
    """
    from charter.designs import designs, find

    path = find(word)
    if path is not None:
        return path
    if word.endswith(SUFFIX) or "/" in word or os.sep in word:
        raise TargetError(f"there is no file `{visible(word)}`")
    raise TargetError(f"`{visible(word)}` is no file, folder or design{_near(word, list(designs()))}")


def _near(word: str, names: Sequence[str]) -> str:
    from charter.world import near

    close = list(near(word.lower(), names))[:3]
    return f"; near: {', '.join(close)}" if close else " (`charter designs` lists the designs)"


def read_stdin() -> bytes:
    """All of standard input.

    Raises:
        TargetError: it is closed, or cannot be read.
    """
    if sys.stdin is None:
        raise TargetError("standard input is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise TargetError(f"cannot read standard input: {error.strerror}") from error


def load_target(target: Target, allow_outside: bool = False) -> Loaded:
    """Read a target; what cannot be read or resolved is among the findings."""
    from charter.dsl.load import load, unreadable
    from charter.dsl.syntax.source import UnreadableError

    if target.path is not None:
        return load(target.path, allow_outside=allow_outside, name=_label(target, target.path))
    try:
        return load(source_of(target), allow_outside=allow_outside)
    except UnreadableError as error:
        return unreadable(target.name, str(error))


def _label(target: Target, path: Path) -> str:
    """How the target's file is called in what is said of it."""
    from charter.dsl.load import shown

    return shown(path.resolve(), by_path=not target.shipped)


def source_of(target: Target) -> Source:
    """The text of a target.

    Raises:
        UnreadableError: it cannot be read, or is no UTF-8 text.
    """
    from charter.dsl.syntax.source import Source, decode, read_source

    if target.path is not None:
        return read_source(target.path, _label(target, target.path))
    place = None if target.name == STDIN_NAME else Path(target.name)
    return Source(target.name, decode(target.content or b""), place)


def only_one(words: Sequence[str], stdin_filename: str | None, what: str) -> Target:
    """The one charter that a command works on.

    Raises:
        TargetError: the words mean several.
    """
    targets = resolve(words, stdin_filename)
    if len(targets) != 1:
        names = ", ".join(visible(target.name) for target in targets[:3])
        raise TargetError(f"{what} takes one charter; these are {len(targets)}: {names}{', …' * (len(targets) > 3)}")
    return targets[0]
