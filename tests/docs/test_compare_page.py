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


def test_the_club_of_five_is_stricter_with_four(tmp_path: Path) -> None:
    (text,) = re.findall(r"^```charter\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    for name, rule in (("a", "3/5 of members"), ("b", "majority of members"), ("c", "4 members")):
        (tmp_path / f"{name}.charter").write_text(text.replace("3/5 of members", rule), encoding="utf-8")
    same, harder = (
        CliRunner().invoke(cli, ["diff", "--meaning", str(tmp_path / "a.charter"), str(tmp_path / f"{name}.charter")])
        for name in "bc"
    )
    assert "passed by the same coalitions as before: act" in same.stdout
    assert "is stricter" in harder.stdout
    assert "10 pass only before and none only after" in harder.stdout


def test_no_fence_is_left_out() -> None:
    fenced = re.findall(r"^```(\w+)", TEXT, re.MULTILINE)
    assert fenced.count("console") == len(CONSOLES) >= 3
    assert set(fenced) <= {"console", "charter"}
