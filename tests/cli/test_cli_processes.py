"""What only a real process shows: closed pipes, full disks, Ctrl-C, terminals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_helpers import CLEAN, Process, command, environment, write

WRONG = CLEAN.replace("majority of members", "majority of memberz")


def shell(line: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a line of bash in which `$CHARTER` is the command line."""
    charter = " ".join(command())
    return subprocess.run(
        ["bash", "-c", line], env=environment(CHARTER=charter), capture_output=True, timeout=60, check=False
    )


@pytest.mark.parametrize("words", ["check iaea ilo un", "world --tables", "designs", "explain VOT107", "export iaea"])
def test_a_reader_that_has_gone_is_no_fault(words: str) -> None:
    result = shell(f"$CHARTER {words} | exec true; exit ${{PIPESTATUS[0]}}")
    assert result.returncode in (0, 1)
    assert result.stderr == b""


def test_the_exit_code_outlives_the_reader(folder: Path) -> None:
    write(folder, WRONG)
    result = shell("(sleep 0.3; exec $CHARTER check club.charter) | exec true; exit ${PIPESTATUS[0]}")
    assert (result.returncode, result.stderr) == (1, b"")


@pytest.mark.parametrize(("text", "code"), [(CLEAN, 0), (WRONG, 1)])
def test_closed_standard_output(folder: Path, text: str, code: int) -> None:
    write(folder, text)
    result = shell("exec $CHARTER check club.charter >&-")
    assert (result.returncode, result.stderr) == (code, b"")


def test_closed_standard_input() -> None:
    result = shell("exec $CHARTER check - <&-")
    assert result.returncode == 2
    assert b"standard input" in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk(folder: Path) -> None:
    write(folder, CLEAN)
    result = shell("exec $CHARTER check club.charter >/dev/full")
    assert result.returncode == 2
    assert result.stderr == b"Error: cannot write to standard output: No space left on device\n"
    result = shell("exec $CHARTER render club.charter -o /dev/full --format svg")
    assert result.returncode == 2
    assert result.stderr == b"Error: cannot write `/dev/full`: No space left on device\n"


def _interrupted(*words: str) -> tuple[int, bytes, bytes]:
    """Exit code and outputs of a command that is interrupted while it reads standard input: more is written into the
    pipe than it holds, so that the command has begun to read once all is written."""
    with subprocess.Popen(
        command(*words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
        bufsize=0,
    ) as running:  # fmt: skip
        assert running.stdin is not None
        rest = memoryview(b"#" * 1_000_000)
        while rest:
            rest = rest[running.stdin.write(rest) :]
        time.sleep(0.3)  # until it waits for more: a signal between two reads is seen only after the next
        running.send_signal(signal.SIGINT)
        stdin, running.stdin = running.stdin, None
        out, err = running.communicate(timeout=60)
        stdin.close()
    return running.returncode, out, err


def test_ctrl_c_ends_quietly(folder: Path) -> None:
    assert _interrupted("check", "-") == (130, b"", b"\ncharter: interrupted\n")


def test_an_interrupted_command_leaves_the_old_file(folder: Path) -> None:
    write(folder, "old", "club.svg")
    assert _interrupted("render", "-", "--stdin-filename", "club.charter")[0] == 130
    assert (folder / "club.svg").read_text() == "old"
    assert [path.name for path in folder.iterdir()] == ["club.svg"]


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("none/x.svg", b"Error: cannot write `none/x.svg`: its folder does not exist\n"),
        ("sub.svg", b"Error: cannot write `sub.svg`: it is a folder\n"),
        ("club.charter/x.svg", b"Error: cannot write `club.charter/x.svg`: Not a directory\n"),
    ],
)
def test_unwritable_output(process: Process, folder: Path, output: str, says: bytes) -> None:
    write(folder, CLEAN)
    (folder / "sub.svg").mkdir()
    result = process("render", "club.charter", "-o", output)
    assert (result.returncode, result.stdout, result.stderr) == (2, b"", says)
    assert sorted(path.name for path in folder.iterdir()) == ["club.charter", "sub.svg"]


@pytest.mark.skipif(sys.platform != "linux", reason="needs the limits of Linux")
def test_a_file_is_written_whole_or_not_at_all(folder: Path) -> None:
    write(folder, CLEAN)
    write(folder, "old", "club.json")
    result = shell("ulimit -f 1; exec $CHARTER export iaea -o club.json")
    assert result.returncode == 2
    assert result.stderr == b"Error: cannot write `club.json`: File too large\n"
    assert (folder / "club.json").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["club.charter", "club.json"]


def _in_terminal(words: list[str], **more: str) -> bytes:
    """What a process writes when its standard output is a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command(*words),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=environment(**{"TERM": "xterm", **more}),
    ) as running:
        os.close(theirs)
        written = b""
        try:
            while part := os.read(ours, 65536):
                written += part
        except OSError:
            pass
        running.wait(timeout=60)
    os.close(ours)
    return written


def test_colour_is_for_terminals_and_for_those_who_want_it(process: Process, folder: Path) -> None:
    write(folder, WRONG)
    coloured = _in_terminal(["check", "club.charter"])
    assert b"\x1b[1;31merror[LNG201]\x1b[0m" in coloured
    plain = _in_terminal(["check", "club.charter"], NO_COLOR="1")
    assert b"\x1b" not in plain
    assert b"error[LNG201]" in plain
    assert b"\x1b" not in _in_terminal(["check", "club.charter"], TERM="dumb")
    assert b"\x1b" not in process("check", "club.charter").stdout


def test_output_is_utf_8_whatever_the_locale(process: Process, folder: Path) -> None:
    write(folder, CLEAN.replace("institution Club", 'institution Club "Clüb"').replace("members\n  }", "ñ\n  }"))
    for variables in ({"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}, {"LC_ALL": "en_US.ISO-8859-1"}):
        result = process("check", "club.charter", env={"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **variables})
        assert result.returncode == 1
        assert "`ñ` is not declared" in result.stdout.decode("utf-8")
        assert result.stderr == b""
