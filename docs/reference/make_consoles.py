"""Writes what its commands print into the pages that show consoles. A test of each page keeps it fresh."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from charter.cli.main import cli

DOCS = Path(__file__).parents[1]
PAGES = ("explore.md", "voting-power.md", "compare.md")
CONSOLE = re.compile(r"(```console\n\$ charter (.*)\n)(?:.*\n)*?```")


def page(text: str) -> str:
    """The page with what each command prints now below it."""

    def fresh(found: re.Match[str]) -> str:
        result = CliRunner().invoke(cli, shlex.split(found[2]), prog_name="charter")
        return f"{found[1]}{result.stdout}```"

    return CONSOLE.sub(fresh, text)


if __name__ == "__main__":
    for name in PAGES:
        path = DOCS / name
        path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")
