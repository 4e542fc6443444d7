"""The entry point `charter`: which commands there are, and what the outside sees when something goes wrong.

Nothing else is imported here, so that `charter --version` costs no more than click. Exit codes: 0 clean or below
the fail level, 1 findings, 2 wrong use or a fault inside, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from charter._version import __version__

WRONG_USE = 2
INTERRUPTED = 130
_COLLECT_AFTER = 100_000
"""New objects before garbage is looked for: a short process makes little of it, and looking costs a twentieth."""

COMMANDS = {
    "check": "Find what is wrong, and prove or refute what is expected.",
    "baseline": "Write down what is found today, so that checks tell only what is new.",
    "fmt": "Put charters into the one form of the language.",
    "render": "Draw an institution.",
    "landscape": "Show who covers what, and what nobody covers.",
    "report": "Write findings and picture into one HTML file.",
    "embed": "Fill the marked places of documents, or say which have fallen behind.",
    "rules": "List the rules with their severity and state.",
    "power": "Measure who has how much say in a decision.",
    "coalitions": "Find who can carry a decision, and who can stop it.",
    "vote": "Play a given vote: why it passes or fails, and what would turn it.",
    "compare": "Set designs side by side, clause family by clause family.",
    "diff": "Compare two institutions, or a reform with its original, clause by clause.",
    "explain": "Print the page of a rule, a metric or a keyword.",
    "designs": "List the designs that come with Charter.",
    "new": "Start a charter.",
    "export": "Write the model of a charter as JSON.",
    "lsp": "Serve an editor.",
    "world": "List the facts about states that come with Charter.",
}
"""Each command with its line in `charter --help`; `command` in `charter.cli.commands.<command>` runs it."""


class Commands(click.Group):
    """A group that imports a command's module when the command is used, and never shows a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"charter.cli.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, made without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, args: Sequence[str] | None = None, **options: Any) -> NoReturn:  # type: ignore[override]
        """Run and exit; every way out goes through here."""
        options["standalone_mode"] = False
        sys.exit(_guarded(lambda: super(Commands, self).main(args, **options)))


def _guarded(run: Any) -> int:
    """The exit code of a run, with whatever it raises turned into a message."""
    from charter.cli.output.files import abandon_output, flush_output

    try:
        code = run()
        flush_output()
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help())
        return WRONG_USE
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except (KeyboardInterrupt, click.Abort):
        abandon_output()
        click.echo("charter: interrupted", err=True)
        return INTERRUPTED
    except OSError as error:
        abandon_output()
        click.echo(f"charter: {_system_fault(error)}", err=True)
        return WRONG_USE
    except Exception as error:
        return _fault(error)


def _system_fault(error: OSError) -> str:
    from charter.cli.terminal import visible

    where = f" ({visible(str(error.filename))})" if error.filename else ""
    return f"{error.strerror or error}{where}"


def _fault(error: Exception) -> int:
    """One line for a fault of Charter's own; the traceback only for those who ask."""
    if os.environ.get("CHARTER_DEBUG"):
        import traceback

        traceback.print_exc()
    else:
        from charter.cli.terminal import visible

        what = visible(" ".join(str(error).split()))[:200]
        click.echo(f"charter: a fault inside Charter: {type(error).__name__}: {what}", err=True)
        click.echo("this is no fault of your charter; CHARTER_DEBUG=1 shows where it happened", err=True)
    return WRONG_USE


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="charter", message="%(prog)s %(version)s")
def cli() -> None:
    """Charter: write international institutions down, prove things about them, draw them.

    A TARGET is a file, a folder (every *.charter in it), `-` for standard input, or the name of a design
    that comes with Charter (`charter designs` lists them).
    """


def main() -> NoReturn:
    """Run the command line with the process's own arguments; exits."""
    gc.set_threshold(_COLLECT_AFTER)
    cli.main(prog_name="charter")


if __name__ == "__main__":
    main()
