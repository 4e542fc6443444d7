"""Runs docs/tutorial.md and writes what its commands print into it: `python docs/reference/make_tutorial.py`.

A fence `charter NAME` is written into a file of that name; each line `$ charter …` of a fence `console` is run after
those before it. A test holds that the page is what comes out.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from pathlib import Path

from click.testing import CliRunner

from charter.cli.main import cli

PAGE = Path(__file__).parents[1] / "tutorial.md"
_FENCE = re.compile(r"^```(charter|console)(?: (\S+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def page(text: str) -> str:
    """The page with what its commands print today."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            return _FENCE.sub(lambda match: _step(match, folder), text)
        finally:
            os.chdir(here)


def _step(match: re.Match[str], folder: str) -> str:
    kind, name, body = match.groups()
    if kind == "charter":
        Path(name).write_text(body, encoding="utf-8")
        return match[0]
    shown = []
    for line in body.splitlines():
        if line.startswith("$ charter "):
            result = CliRunner().invoke(cli, shlex.split(line)[2:], prog_name="charter")
            printed = result.output.replace(str(Path(folder).resolve()), "/home/you")
            shown += [line, *printed.rstrip("\n").splitlines()]
    return "```console\n" + "\n".join(shown) + "\n```"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
