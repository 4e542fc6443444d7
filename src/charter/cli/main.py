"""The entry point `charter`: which commands there are, and what the outside sees when something goes wrong.

Nothing else is imported here, so that `charter --version` costs no more than click. Exit codes: 0 clean or below
the fail level, 1 findings, 2 wrong use or a fault inside, 130 interrupted.
"""

from __future__ import annotations

import gc
import io
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
    "brief": "Show what a charter is to one party.",
    "report": "Write findings and picture into one HTML file.",
    "embed": "Fill the marked places of documents, or say which have fallen behind.",
    "rules": "List the rules with their severity and state.",
    "power": "Measure who has how much say in a decision.",
    "coalitions": "Find who can carry a decision, and who can stop it.",
    "vote": "Play a given vote: why it passes or fails, and what would turn it.",
    "compare": "Set designs side by side, clause family by clause family.",
    "diff": "Compare two institutions, or a reform with its original, clause by clause.",
    "explore": "Look at every combination of some values, and find the best.",
    "repair": "Find changes that answer findings and break nothing.",
    "explain": "Print the page of a rule, a metric, a figure, an index or a keyword.",
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
        from charter.cli.examples import epilog

        command.epilog = epilog(cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; one that names none is answered with near ones."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from charter.cli.terminal import visible
            from charter.world import near

            close = " or ".join(f"`charter {name}`" for name in near(args[0].lower(), tuple(COMMANDS)))
            hint = f"did you mean {close}?" if close else "`charter --help` lists the commands"
            ctx.fail(f"no command is called `{visible(args[0])}`; {hint}")
        return super().resolve_command(ctx, args)

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
    from charter.cli.terminal import visible
    from charter.errors import CharterError

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
    except CharterError as error:
        abandon_output()
        click.echo(f"charter: {visible(str(error))}", err=True)
        return WRONG_USE
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


GREETING = """\
Charter: write international institutions down, prove things about them, draw them.

  charter report iaia                    read everything about a design that comes with Charter
  charter new "Compute Registry Agency"  start a charter of your own
  charter check my.charter               find what is wrong in one, and prove what is expected

`charter --help` lists every command, `charter COMMAND --help` shows examples."""
"""What `charter` alone says."""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.pass_context
@click.version_option(__version__, "-V", "--version", prog_name="charter", message="%(prog)s %(version)s")
def cli(ctx: click.Context) -> None:
    """Charter: write international institutions down, prove things about them, draw them.

    A TARGET is a file, a folder (every *.charter in it), `-` for standard input, or the name of a design
    that comes with Charter (`charter designs` lists them).
    """
    if ctx.invoked_subcommand is None:
        click.echo(GREETING)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: results go into files and to other programs, which do not know it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main() -> NoReturn:
    """Run the command line with the process's own arguments; exits."""
    gc.set_threshold(_COLLECT_AFTER)
    _speak_utf8()
    cli.main(prog_name="charter")


if __name__ == "__main__":
    main()
