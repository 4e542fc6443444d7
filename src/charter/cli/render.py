"""`charter render`: draw an institution."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli import options
from charter.cli.output import say, say_bytes, write_whole
from charter.cli.refusal import whole
from charter.cli.targets import STDIN, Target, load_target, only_one
from charter.cli.terminal import visible

if TYPE_CHECKING:
    from charter.dsl.model.charter import Charter
    from charter.dsl.model.institution import Institution

FORMATS = ("svg", "png", "pdf", "dot")


@click.command("render")
@options.target
@options.output("the figure (default: the charter's name, .svg)")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: what -o ends in, otherwise svg.")
@click.option("--institution", metavar="NAME", help="Which one, where the charter has several.")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    target: str,
    output: Path | None,
    form: str | None,
    institution: str | None,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Draw the structure of an institution: organs, seats, who appoints whom, how decisions pass."""
    one = only_one((target,), stdin_filename, "render")
    form = form or _form_of(output)
    charter = whole(ctx, load_target(one, allow_outside), "nothing was drawn")
    chosen = _chosen(charter, institution)
    if output is not None and len(chosen) > 1:
        names = ", ".join(visible(each.name) for each in chosen[:3])
        raise click.UsageError(f"with -o, say which --institution; here are {names}{', …' * (len(chosen) > 3)}")
    for each in chosen:
        drawn = draw(each, charter, form)
        if output is not None and str(output) == STDIN:
            say_bytes(drawn)
            continue
        path = output or place(one, each, len(chosen), form)
        write_whole(path, drawn)
        say(f"wrote {visible(path.as_posix())}")


def _form_of(output: Path | None) -> str:
    if output is None or str(output) == STDIN:
        return "svg"
    ending = output.suffix.lower().removeprefix(".")
    if ending in FORMATS:
        return ending
    raise click.UsageError(f"`{visible(output.name)}` does not end in .{', .'.join(FORMATS)}; say --format")


def _chosen(charter: Charter, name: str | None) -> tuple[Institution, ...]:
    if name is None:
        if not charter.institutions:
            hint = "; `charter landscape` shows its landscape" if charter.landscapes else ""
            raise click.UsageError(f"this charter has no institution of its own to draw{hint}")
        return charter.institutions
    found = tuple(each for each in charter.institutions if each.name == name)
    if not found:
        known = ", ".join(visible(each.name) for each in charter.institutions[:3]) or "none"
        raise click.UsageError(f"this charter has no institution `{visible(name)}`; it has {known}")
    return found


def place(target: Target, institution: Institution, number: int, form: str) -> Path:
    """Where a figure goes when nobody says where: here, named after the charter."""
    part = f"-{institution.name.lower()}" if number > 1 else ""
    return Path(f"{target.stem}{part}.{form}")


def draw(institution: Institution, charter: Charter, form: str) -> bytes:
    """The figure in that format.

    Raises:
        click.ClickException: PNG or PDF on a machine without any font.
    """
    from charter.render import render
    from charter.render.fonts import NoFontsError

    try:
        return render(institution, charter, form)
    except NoFontsError as error:
        raise click.ClickException(str(error)) from error
