"""A sign of life on a terminal, and nothing of it anywhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest

from charter.cli.output import progress as module
from charter.cli.output.progress import waiting


@contextmanager
def terminal(patience: float = 0.05) -> Iterator[Callable[[], str]]:
    """Standard error as a terminal; the call gives what was written to it."""
    outer, inner = pty.openpty()
    stream = os.fdopen(inner, "w", buffering=1)
    seen: list[bytes] = []
    reader = Thread(target=_drain, args=(outer, seen), daemon=True)
    reader.start()

    def shown() -> str:
        stream.flush()
        time.sleep(0.05)
        return b"".join(seen).decode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm")
        patch.setattr(sys, "stderr", stream)
        patch.setattr(module, "PATIENCE", patience)
        yield shown
    stream.close()
    reader.join(5)
    os.close(outer)


def _drain(handle: int, into: list[bytes]) -> None:
    with suppress(OSError):
        while chunk := os.read(handle, 65536):
            into.append(chunk)


def test_long_work_shows_what_it_does_and_how_long_it_may_take() -> None:
    with terminal() as shown:
        with waiting("counting coalitions", 3.0):
            time.sleep(0.4)
        assert "counting coalitions" in shown()
        assert "of about 3 s" in shown()
        assert "takes about" not in shown()


def test_short_work_shows_nothing() -> None:
    with terminal(patience=5.0) as shown:
        with waiting("counting coalitions"):
            pass
        assert shown() == ""


def test_what_takes_very_long_is_explained_before_it_starts() -> None:
    with terminal() as shown, waiting("counting coalitions", 42.0, "weights of 190 players\x1b[2J"):
        assert "counting coalitions takes about 42 s: weights of 190 players<U+001B>[2J" in shown()


def test_the_bar_goes_when_the_work_fails() -> None:
    with terminal() as shown:
        with suppress(ValueError), waiting("counting coalitions"):
            time.sleep(0.3)
            raise ValueError("wrong")
        before = shown()
        assert "counting coalitions" in before
        time.sleep(0.3)
        assert shown() == before


def test_nothing_where_standard_error_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    with waiting("counting coalitions", 42.0, "weights"):
        time.sleep(0.1)
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


@pytest.mark.slow
def test_the_bar_never_goes_into_the_result() -> None:
    """The whole program, its standard error on a terminal and its output into a pipe."""
    outer, inner = pty.openpty()
    words = [sys.executable, "-m", "charter.cli.main", "power", "imf.amend", "--index", "banzhaf", "--format", "csv"]
    run = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=inner, env=os.environ | {"TERM": "xterm"})
    os.close(inner)
    seen: list[bytes] = []
    reader = Thread(target=_drain, args=(outer, seen), daemon=True)
    reader.start()
    out, _ = run.communicate(timeout=120)
    reader.join(5)
    os.close(outer)
    assert run.returncode == 0
    assert out.startswith(b"id,votes,banzhaf_swings")
    assert b"\x1b" not in out
    assert b"counting coalitions" in b"".join(seen)
