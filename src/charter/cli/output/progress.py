"""A sign of life on standard error while something takes longer than a second; nothing where that is no terminal.

Where it is known beforehand that it takes long, the reason is told at once, so that one can stop it and ask otherwise.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from shutil import get_terminal_size
from threading import Event, Thread
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
LONG = 10.0
"""Seconds that are expected, from which the cost is explained."""


BEAT = 0.2
"""Seconds between two looks at the clock."""


@contextmanager
def waiting(what: str, seconds: float | None = None, why: str = "") -> Iterator[None]:
    """Show `what` with the time it takes, once a second has gone by; `seconds` is what it is expected to take, and
    `why` says of what kind the work is."""
    if not _terminal():
        yield
        return
    if why and seconds is not None and seconds >= LONG:
        from charter.cli.terminal import visible

        print(f"{what} takes about {seconds:.0f} s: {visible(why)}", file=sys.stderr)
    done = Event()
    clock = Thread(target=_show, args=(done, what, seconds), daemon=True)
    clock.start()
    try:
        yield
    finally:
        done.set()
        clock.join()


def _terminal() -> bool:
    try:
        return sys.stderr is not None and sys.stderr.isatty()
    except ValueError:
        return False


def _show(done: Event, what: str, seconds: float | None) -> None:
    """One line, written over itself until the work is done, and then taken away."""
    if done.wait(PATIENCE):
        return
    start = monotonic() - PATIENCE
    expected = f" of about {seconds:.0f} s" if seconds is not None and seconds >= 1 else ""
    with suppress(OSError, ValueError):  # a terminal that has gone away is no reason to stop
        while True:
            minutes, rest = divmod(int(monotonic() - start), 60)
            line = f"{what}: {minutes}:{rest:02}{expected}"
            sys.stderr.write(f"\r{line[: get_terminal_size().columns - 1]}\x1b[K")
            sys.stderr.flush()
            if done.wait(BEAT):
                break
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


@contextmanager
def stepping(what: str, total: int) -> Iterator[Callable[[T], T]]:
    """Count the parts of a work as they come by, on a terminal and once a second has gone by; what is given to the
    function comes back from it."""
    if total < 2 or not _terminal():
        yield lambda part: part
        return
    begun, done, width = monotonic(), 0, 0

    def step(part: T) -> T:
        nonlocal done, width
        done += 1
        if monotonic() - begun > PATIENCE:
            line = f"{what} {done} of {total}"
            width = len(line)
            print(f"\r{line}", end="", file=sys.stderr, flush=True)
        return part

    try:
        yield step
    finally:
        if width:
            print(f"\r{' ' * width}\r", end="", file=sys.stderr, flush=True)
