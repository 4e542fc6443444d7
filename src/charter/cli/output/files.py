"""Where results go: standard output that may be closed, and files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import click

from charter.cli.terminal import visible


class UnwritableError(click.ClickException):
    """An output file cannot be written; the message names it and says why."""

    exit_code = 2


def say(text: str, end: str = "\n") -> None:
    """Print to standard output. A reader that has gone (`| head`) is no fault: the rest is dropped quietly."""
    if sys.stdout is None:
        return
    _guard(lambda: _write(text + end))


def say_bytes(data: bytes) -> None:
    """Put bytes on standard output as they are."""
    if sys.stdout is None:
        return
    flush_output()
    _guard(lambda: sys.stdout.buffer.write(data))


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding or "ascii"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, where it is missing.

    Raises:
        UnwritableError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(f"cannot make the folder {visible(folder.as_posix())}: {error.strerror}") from error


def tell_unlettered(letters: Iterable[str]) -> None:
    """Say which letters no font on this machine has, so that a PNG or PDF has boxes in their place."""
    missing = sorted(set(letters))
    if missing:
        shown = visible(" ".join(missing[:12]) + " …" * (len(missing) > 12))
        click.echo(
            f"Note: no font on this machine has {shown}: there are boxes in their place. "
            "SVG and HTML leave letters to their reader; or install a font that has them.",
            err=True,
        )


def flush_output() -> None:
    """Send what is buffered, with the same patience for a reader that has gone."""
    if sys.stdout is not None:
        _guard(lambda: sys.stdout.flush())


def abandon_output() -> None:
    """Let go of what is buffered, so that leaving does not fail a second time."""
    _redirect(sys.stdout)


def _guard(write: Callable[[], object]) -> None:
    try:
        write()
    except BrokenPipeError:
        _redirect(sys.stdout)
    except ValueError:
        return
    except OSError as error:
        _redirect(sys.stdout)
        if error.errno in (errno.EPIPE, errno.EBADF):
            return
        raise UnwritableError(f"cannot write to standard output: {error.strerror}") from error


def _redirect(stream: object) -> None:
    """Point the stream at nothing."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())  # type: ignore[attr-defined]
        os.close(nothing)
    except (OSError, ValueError, AttributeError):
        return


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: into a new file beside it, which then takes its name.

    A link is followed, permissions are kept, and what is no plain file (`/dev/stdout`) is written to directly.

    Raises:
        UnwritableError: the folder is missing or closed, the path is a folder, the disk is full.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        _write_whole(Path(os.path.realpath(path)), data)
    except OSError as error:
        from charter.cli.terminal import visible

        reason = error.strerror or str(error)
        if isinstance(error, FileNotFoundError):
            reason = "its folder does not exist"
        raise UnwritableError(f"cannot write `{visible(str(path))}`: {reason}") from error


def write_all(files: Mapping[Path, str | bytes]) -> None:
    """Write several files that belong together: all of them whole, or none. What held another text before holds it
    again where one cannot be written.

    Raises:
        UnwritableError: as for `write_whole`, of the first that cannot be written.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for path, content in files.items():
            before[path] = _held(path)
            write_whole(path, content)
    except BaseException:
        for path, old in reversed(before.items()):
            with suppress(OSError, UnwritableError):
                if old is not None:
                    write_whole(path, old)
                elif path.is_file():
                    path.unlink()
        raise


def _held(path: Path) -> bytes | None:
    """What a plain file holds that is about to be written over; None where there is none."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise UnwritableError(f"cannot write `{visible(str(path))}`: {error.strerror}") from error


def _write_whole(path: Path, data: bytes) -> None:
    mode = _mode_of(path)
    if mode is not None and not stat.S_ISREG(mode):
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
        with open(path, "wb") as stream:
            stream.write(data)
        return
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _mode_of(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
