"""Every console fence of docs/brief.md prints what the page shows, and what it names is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from charter.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs" / "brief.md"
TEXT = PAGE.read_text(encoding="utf-8")
CONSOLES = re.findall(r"```console\n\$ charter (.*)\n((?:.*\n)*?)```", TEXT)
IN_TEXT = re.findall(r"`charter (brief (?!PARTY)[^`]*|check [^`]*)`", TEXT)


@pytest.mark.parametrize(("line", "shown"), CONSOLES, ids=[line for line, _ in CONSOLES])
def test_a_command_prints_what_the_page_shows(line: str, shown: str) -> None:
    result = CliRunner().invoke(cli, shlex.split(line), prog_name="charter")
    assert result.exit_code == 0
    assert result.stdout == shown


@pytest.mark.parametrize("line", IN_TEXT)
def test_a_command_in_the_text_runs(line: str) -> None:
    words = shlex.split(line)
    quick = ["--quick"] if words[0] == "brief" else []
    assert CliRunner().invoke(cli, [*words, *quick], prog_name="charter").exit_code == 0


def test_no_fence_is_left_out() -> None:
    assert len(re.findall(r"^```\w+", TEXT, re.MULTILINE)) == len(CONSOLES) == 1
    assert len(IN_TEXT) == 3
