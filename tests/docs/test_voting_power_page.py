"""Every fence of docs/voting-power.md is run: commands print what the page shows, and Python gives what it says."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from charter.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs" / "voting-power.md"
TEXT = PAGE.read_text(encoding="utf-8")
CONSOLES = re.findall(r"```console\n\$ charter (.*)\n((?:.*\n)*?)```", TEXT)


@pytest.mark.parametrize(("line", "shown"), CONSOLES, ids=[line for line, _ in CONSOLES])
def test_a_command_prints_what_the_page_shows(line: str, shown: str) -> None:
    result = CliRunner().invoke(cli, shlex.split(line), prog_name="charter")
    assert result.stdout == shown
    assert result.exit_code == 0


def test_python_gives_what_the_page_says() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert found.attempted > 20
    assert not found.failed


def test_no_fence_is_left_out() -> None:
    assert len(re.findall(r"^```\w+", TEXT, re.MULTILINE)) == len(CONSOLES) + TEXT.count("```python")
