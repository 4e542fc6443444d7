"""A sign of life on standard error while something takes longer than a second; nothing where that is no terminal.

Where it is known beforehand that it takes long, the reason is told at once, so that one can stop it and ask otherwise.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE = 1.0
LONG = 10.0
"""Seconds that are expected, from which the cost is explained."""


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
    shown: list[Any] = []
    timer = Timer(PATIENCE, _start, (shown, what, seconds))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for progress in shown:
            progress.stop()


def _terminal() -> bool:
    try:
        return sys.stderr is not None and sys.stderr.isatty()
    except ValueError:
        return False


def _start(shown: list[Any], what: str, seconds: float | None) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    expected = f"of about {seconds:.0f} s" if seconds is not None and seconds >= 1 else ""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn(expected))
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.add_task(what, total=None)
    progress.start()
    shown.append(progress)


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
