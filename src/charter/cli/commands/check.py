"""`charter check`: find what is wrong, and prove or refute what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from charter.cli.check_result import FAIL_LEVELS
from charter.cli.input import options
from charter.cli.input.targets import resolve
from charter.cli.output.forms import FORMS, FormType, OutputForm, deliver, placed
from charter.cli.run_check import FOCUSES, PACKS, CheckRequest, examine


@click.command("check")
@options.targets
@click.option(
    "--format",
    "forms",
    type=FormType(),
    multiple=True,
    metavar="NAME[=FILE]",
    help=f"How it is shown: {', '.join(FORMS)}. Repeatable, each with its own FILE.  [default: full]",
)
@options.output("the findings")
@click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    shell_complete=options.lazily("rules"),
    help="Only these rules or families (VOT, VOT107); repeatable.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    shell_complete=options.lazily("rules"),
    help="All but these rules or families; repeatable.",
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_LEVELS),
    help="The least grave finding that makes the exit code 1.  [default: warning]",
)
@click.option("--profile", metavar="NAME", help="A profile of the settings file.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Leave out the findings in FILE, which `charter baseline` has written.",
)
@click.option("--diff-base", "since", metavar="REV", help="Tell only what is new since this git revision.")
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    metavar="NAME",
    help="Tell what changes in this scenario of the charter, or in `all`; repeatable.",
)
@click.option(
    "--focus",
    type=click.Choice(tuple(FOCUSES)),
    help="One page on this instead of the findings, for every institution; formats full, json and markdown.",
)
@click.option(
    "--pack", "packs", multiple=True, type=click.Choice(PACKS), help="Rules that are off otherwise; repeatable."
)
@click.option("--isolated", is_flag=True, help="Read no settings file.")
@click.option("--no-cache", is_flag=True, help="Check anew what has not changed since an earlier run.")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    targets: tuple[str, ...],
    forms: tuple[OutputForm, ...],
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    profile: str | None,
    baseline: Path | None,
    since: str | None,
    scenarios: tuple[str, ...],
    focus: str | None,
    packs: tuple[str, ...],
    isolated: bool,
    no_cache: bool,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Find what is wrong with each TARGET, and prove or refute what it expects.

    Exits 0 when nothing is as grave as --fail-on, 1 when something is (a mistake in the text and a refuted
    expectation are errors), 2 after wrong use or a fault inside. Settings are those of charter.toml, or
    [tool.charter] in pyproject.toml, from the charter upwards; options hold over them.
    """
    places = placed(forms, output)
    found = resolve(targets, stdin_filename)
    asked = CheckRequest(
        words(select), words(ignore), fail_on, profile, baseline, isolated, since, allow_outside, not no_cache,
        words(scenarios) or (), focus, packs,
    )  # fmt: skip
    examined = examine(found, asked)
    deliver(examined.outcome, places)
    ctx.exit(examined.exit_code)


def words(given: Sequence[str]) -> list[str] | None:
    """The codes of a repeatable option, which may also be parted by commas; None where none is given."""
    parts = [part.strip() for each in given for part in each.split(",") if part.strip()]
    return parts or None
