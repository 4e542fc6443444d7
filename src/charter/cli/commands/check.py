"""`charter check`: find what is wrong, and prove or refute what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from charter.cli.input import options
from charter.cli.input.targets import resolve
from charter.cli.output.files import say
from charter.cli.output.forms import FORMS, FormType, OutputForm, deliver, placed
from charter.cli.run_check import FOCUSES, MOST, CheckRequest, examine
from charter.names import FAIL_LEVELS, PACKS


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
    multiple=True,
    type=click.Choice(FAIL_LEVELS),
    help="The least grave finding that makes the exit code 1; with `unproved`, so does an expectation that depends or "
    "is unknown; repeatable.  [default: warning]",
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
    "--pack", "packs", multiple=True, type=click.Choice(tuple(PACKS)), help="Rules that are off otherwise; repeatable."
)
@click.option("--fix", "fixing", is_flag=True, help="Apply the corrections that are sure to mean what was meant first.")
@click.option("--diff", is_flag=True, help="Write nothing; show what --fix would change; exit 1 if something would.")
@click.option("--isolated", is_flag=True, help="Read no settings file.")
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=MOST,
    show_default=True,
    metavar="N",
    help="How many findings of one rule are told in a file; 0: all.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    help="How many charters are checked at a time; 0: as many as there are processors.",
)
@click.option(
    "--users",
    is_flag=True,
    help="Check also every charter of the project that uses a TARGET, which may then be a table or a settings file.",
)
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
    fail_on: tuple[str, ...],
    profile: str | None,
    baseline: Path | None,
    since: str | None,
    scenarios: tuple[str, ...],
    focus: str | None,
    packs: tuple[str, ...],
    fixing: bool,
    diff: bool,
    isolated: bool,
    most: int,
    jobs: int,
    users: bool,
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
    if users:
        from charter.cli.users import with_users

        targets = with_users(targets)
        if not targets:
            say("no charter uses these files")
            return
    found = resolve(targets, stdin_filename, allow_outside)
    if diff or fixing:
        from charter.cli.fixing import fix, show_diff

        if diff:
            ctx.exit(1 if show_diff(found, allow_outside) else 0)
        if any(target.path is None for target in found):
            raise click.UsageError("--fix changes files; of standard input, --diff shows the corrections")
        fix(found, allow_outside)
    asked = CheckRequest(
        words(select), words(ignore), ",".join(fail_on) or None, profile, baseline, isolated, since, allow_outside,
        not no_cache, words(scenarios) or (), focus, packs, most, jobs,
    )  # fmt: skip
    examined = examine(found, asked)
    deliver(examined.outcome, places)
    ctx.exit(examined.exit_code)


def words(given: Sequence[str]) -> list[str] | None:
    """The codes of a repeatable option, which may also be parted by commas; None where none is given."""
    parts = [part.strip() for each in given for part in each.split(",") if part.strip()]
    return parts or None
