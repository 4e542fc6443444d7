"""What a TARGET on the command line means: a file, a folder, standard input, or the name of a shipped design."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.terminal import visible
from charter.record import changed, record

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.dsl.syntax.source import Source

SUFFIX = ".charter"
STDIN = "-"
STDIN_NAME = "<stdin>"
ASTRAY = "put the file itself there in place of the link; `check --allow-outside` reads it where it is"


class TargetError(click.ClickException):
    """A target that stands for nothing; the message says what was looked for."""

    exit_code = 2


@record
class Target:
    """One charter to work on. `path` None: standard input, already read into `content`. `shipped`: a design.

    `refused` says why it may not be read (or cannot: a folder that is closed), `astray` that it lies where the project
    does not reach.
    """

    name: str
    path: Path | None
    content: bytes | None = None
    shipped: bool = False
    refused: str | None = None
    astray: bool = False

    @property
    def stem(self) -> str:
        """A name for files made from this charter: `iaia` for `designs/proposals/iaia.charter`."""
        stem = Path(self.name).stem
        return "charter" if stem in ("", STDIN, STDIN_NAME) else stem


def resolve(words: Sequence[str], stdin_filename: str | None = None, allow_outside: bool = False) -> list[Target]:
    """The charters that the words on the command line mean, in their order, each file once.

    What a link leads to must lie below the root of the project, as for `use`, unless `allow_outside`; what does not is
    refused when it is read.

    Raises:
        TargetError: a word that is no file, folder or design; a folder with no charter in it.
    """
    found: dict[str, Target] = {}
    for word in words:
        for target in _resolve(word, stdin_filename):
            checked = target if allow_outside else sandboxed(target)
            found.setdefault(os.path.realpath(target.path) if target.path else STDIN, checked)
    return list(found.values())


def sandboxed(target: Target) -> Target:
    """The target, refused where its path leads out of the project, into a hidden folder or in a circle."""
    from charter.dsl.load import hidden_below

    if target.path is None or target.shipped or target.refused is not None:
        return target
    given = Path(os.path.abspath(target.path))
    root = _root(given)
    try:
        led = target.path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or "its links lead in a circle"
        return changed(target, refused=f"cannot read `{target.name}`: {why}")
    if not led.is_relative_to(root):
        said = f"`{target.name}` leads to a file outside the root of this project"
        return changed(target, refused=said, astray=True)
    hidden = hidden_below(root, led)
    if hidden is not None and (hidden == ".git" or hidden != hidden_below(root, given)):
        said = f"`{target.name}` leads into the hidden folder `{hidden}`"
        return changed(target, refused=said, astray=True)
    return target


def _root(given: Path) -> Path:
    """The root that a target may not leave: that of its folder, as the path is written. Beneath the project in which
    one stands, a folder that is itself reached through a link makes no root of its own."""
    from charter.dsl.load import root_of

    here = root_of(Path.cwd() / STDIN)
    nearest = root_of(given)
    if given.is_relative_to(here) and nearest.resolve() != nearest:
        return here
    return nearest.resolve()


def _resolve(word: str, stdin_filename: str | None) -> Iterable[Target]:
    if word == STDIN:
        return [Target(stdin_filename or STDIN_NAME, None, read_stdin())]
    path = Path(word)
    try:
        if path.is_dir():
            return _in_folder(path, word)
        if path.exists() or path.is_symlink():
            return [Target(path.as_posix(), path)]
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise TargetError(f"cannot read `{visible(word)}`: {why}") from error
    return [Target(word, design(word), shipped=True)]


def _in_folder(folder: Path, word: str) -> list[Target]:
    """Every charter beneath a folder, sorted, and every folder that cannot be looked into. Hidden folders and files are
    left alone, and links to folders not followed."""
    found: list[Target] = []

    def closed(error: OSError) -> None:
        path = Path(os.fsdecode(error.filename or folder))
        said = f"cannot look into the folder `{path.as_posix()}`: {error.strerror}"
        found.append(Target(path.as_posix(), path, refused=said))

    for at, folders, files in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = [Path(at, name) for name in sorted(files) if name.endswith(SUFFIX) and not name.startswith(".")]
        found += [Target(path.as_posix(), path) for path in paths]
    if not found:
        raise TargetError(f"no {SUFFIX} file in the folder `{visible(word)}` or beneath it")
    return found


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
    from charter.dsl.syntax.source import MOST_BYTES

    if sys.stdin is None:
        raise TargetError("standard input is closed")
    try:
        content = sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise TargetError(f"cannot read standard input: {error.strerror}") from error
    if len(content) > MOST_BYTES:
        raise TargetError(f"standard input has more than {MOST_BYTES:,} bytes")
    return content


def load_target(target: Target, allow_outside: bool = False) -> Loaded:
    """Read a target; what cannot be read or resolved, or may not be, is among the findings."""
    from charter.dsl.load import load, unreadable
    from charter.dsl.syntax.source import UnreadableError

    if target.refused is not None:
        code, help = ("LNG206", ASTRAY) if target.astray else ("LNG101", None)
        return unreadable(target.name, target.refused, code, help)
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
        UnreadableError: it cannot be read or may not be, or is no UTF-8 text.
    """
    from charter.dsl.syntax.source import Source, UnreadableError, decode, read_source

    if target.refused is not None:
        raise UnreadableError(target.refused)
    if target.path is not None:
        return read_source(target.path, _label(target, target.path))
    place = None if target.name == STDIN_NAME else Path(target.name)
    return Source(target.name, decode(target.content or b""), place)


def only_one(words: Sequence[str], stdin_filename: str | None, what: str, allow_outside: bool = False) -> Target:
    """The one charter that a command works on.

    Raises:
        TargetError: the words mean several.
    """
    targets = resolve(words, stdin_filename, allow_outside)
    if len(targets) != 1:
        names = ", ".join(visible(target.name) for target in targets[:3])
        raise TargetError(f"{what} takes one charter; these are {len(targets)}: {names}{', …' * (len(targets) > 3)}")
    return targets[0]


def split(word: str) -> tuple[str, str | None]:
    """The charter and the decision in one word; a word that is a charter as it stands names no decision.

    >>> split("-.adopt")
    ('-', 'adopt')
    """
    if _stands(word):
        return word, None
    places = [i for i, c in enumerate(word) if c == "."]
    for at in reversed(places):
        head, tail = word[:at], word[at + 1 :]
        if head and tail and tail != SUFFIX[1:] and _stands(head):
            return head, tail
    return word, None


def _stands(word: str) -> bool:
    from charter.designs import find

    if word == STDIN:
        return True
    try:
        if Path(word).is_file():
            return True
    except (OSError, ValueError):
        return False
    return "/" not in word and find(word) is not None
