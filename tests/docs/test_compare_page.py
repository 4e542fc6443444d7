"""Every command of docs/compare.md is run: it prints what the page shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from charter.cli.main import cli

TEXT = (Path(__file__).parents[2] / "docs" / "compare.md").read_text(encoding="utf-8")
CONSOLES = re.findall(r"```console\n\$ charter (.*)\n((?:.*\n)*?)```", TEXT)


@pytest.mark.parametrize(("line", "shown"), CONSOLES, ids=[line for line, _ in CONSOLES])
def test_a_command_prints_what_the_page_shows(line: str, shown: str) -> None:
    result = CliRunner().invoke(cli, shlex.split(line), prog_name="charter")
    assert (result.stdout, result.stderr) == (shown, "")


def test_no_fence_is_left_out() -> None:
    fenced = re.findall(r"^```(\w+)", TEXT, re.MULTILINE)
    assert fenced.count("console") == len(CONSOLES) >= 3
    assert set(fenced) <= {"console", "charter"}
