"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def lazily(function: str) -> Callable[[click.Context, click.Parameter, str], Any]:
    """A function of `charter.cli.input.completion`, imported when a shell asks."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> Any:
        from charter.cli.input import completion

        return getattr(completion, function)(ctx, param, incomplete)

    return complete


targets = click.argument("targets", nargs=-1, required=True, metavar="TARGET...", shell_complete=lazily("targets"))
target = click.argument("target", metavar="TARGET", shell_complete=lazily("targets"))
stdin_filename = click.option(
    "--stdin-filename", metavar="FILE", help="The name of what comes on standard input (`-`), for places and imports."
)
allow_outside = click.option(
    "--allow-outside", is_flag=True, help="Let imports and tables lie outside the project's root."
)


def output(what: str, path_type: type[Path] | type[str] = Path) -> Option:
    """The option `-o FILE`; as a `str` it keeps a slash at its end."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=path_type),
        metavar="FILE",
        help=f"Where to write {what}; - is standard output.",
    )


def fail_on(default: str, levels: tuple[str, ...]) -> Option:
    """The option `--fail-on LEVEL`."""
    return click.option(
        "--fail-on",
        type=click.Choice(levels),
        default=default,
        show_default=True,
        help="The least grave finding that makes the exit code 1.",
    )
