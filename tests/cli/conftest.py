"""Ways to run the command line: in this process, which is quick, and as a process of its own."""

import subprocess
from pathlib import Path

import pytest
from cli_helpers import Process, Run, command, environment
from click.testing import CliRunner, Result

from charter.cli.main import cli


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """`run("check", "a.charter", input="…")` in this process."""

    def invoke(*words: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, list(words), input=input, prog_name="charter")

    return invoke


@pytest.fixture
def process(folder: Path) -> Process:
    """`process("check", "a.charter")` as a process of its own."""

    def start(
        *words: str, input: bytes = b"", env: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            command(*words), input=input, capture_output=True, env=environment(**(env or {})), timeout=60, check=False
        )

    return start
