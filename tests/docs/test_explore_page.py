"""Every command of docs/explore.md is run, and prints what the page shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from charter.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs" / "explore.md"
TEXT = PAGE.read_text(encoding="utf-8")
CONSOLES = re.findall(r"```console\n\$ charter (.*)\n((?:.*\n)*?)```", TEXT)


@pytest.mark.parametrize(("line", "shown"), CONSOLES, ids=[line for line, _ in CONSOLES])
def test_a_command_prints_what_the_page_shows(line: str, shown: str) -> None:
    result = CliRunner().invoke(cli, shlex.split(line), prog_name="charter")
    assert result.stdout == shown
    assert result.exit_code == 0


def test_no_fence_is_left_out() -> None:
    assert len(re.findall(r"^```\w+", TEXT, re.MULTILINE)) == len(CONSOLES) > 0
