"""Writes docs/man/charter.1 from the commands' own help: `python docs/reference/make_man.py`. A test keeps it fresh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from charter._version import __version__
from charter.cli.examples import EXAMPLES
from charter.cli.main import COMMANDS, cli

PAGE = Path(__file__).parents[1] / "man" / "charter.1"
HEAD = """.\\" Made by docs/reference/make_man.py from the commands' help; change that.
.TH CHARTER 1 "" "Charter {version}" "Charter"
.SH NAME
charter \\- write international institutions down, prove things about them, draw them
.SH SYNOPSIS
.B charter
.I COMMAND
[\\fIOPTIONS\\fR] [\\fITARGET\\fR...]
.SH DESCRIPTION
A TARGET is a file, a folder (every *.charter in it), \\fB\\-\\fR for standard input, or the name of a design that
comes with Charter.
.SH COMMANDS
"""
TAIL = """.SH EXIT STATUS
0 clean or below the fail level, 1 findings, 2 wrong use or a fault inside, 130 interrupted.
.SH ENVIRONMENT
.TP
.B CHARTER_CACHE_DIR
The folder in which results are kept between runs; set to nothing, none are.
.TP
.B CHARTER_PLUGINS
Set to \\fBoff\\fR, plug-ins of other distributions are left aside.
.TP
.B CHARTER_DEBUG
Set to 1, a fault inside shows where it happened.
.TP
.B NO_COLOR
Set to anything, there is no colour.
.SH FILES
.TP
.B charter.toml
Settings, found from the charter upwards; also \\fB[tool.charter]\\fR in pyproject.toml.
"""


def page() -> str:
    """The whole page."""
    return HEAD.format(version=__version__) + "".join(line + "\n" for line in _commands()) + TAIL


def _commands() -> Iterator[str]:
    ctx = click.Context(cli, info_name="charter")
    for name in COMMANDS:
        command = cli.get_command(ctx, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=ctx)
        yield f".SS charter {name} {_roff(' '.join(command.collect_usage_pieces(inner)))}"
        for paragraph in (command.help or "").split("\n\n"):
            yield _roff(" ".join(paragraph.split()))
            yield ".PP"
        for param in command.get_params(inner):
            record = param.get_help_record(inner)
            if record is not None and "--help" not in record[0]:
                yield ".TP"
                yield f"\\fB{_roff(record[0])}\\fR"
                yield _roff(" ".join(record[1].split()))
        for typed, does in EXAMPLES[name]:
            yield ".TP"
            yield f"Example: \\fB{_roff(typed)}\\fR"
            yield _roff(does)


def _roff(text: str) -> str:
    """A text that troff shows as it is."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", safe)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
