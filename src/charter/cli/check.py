"""`charter check`: find what is wrong, and prove or refute what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from charter.cli import options
from charter.cli.outcome import FAIL_LEVELS, Outcome, gather
from charter.cli.output import say
from charter.cli.targets import load_target, resolve
from charter.cli.terminal import paint_for

if TYPE_CHECKING:
    from charter.dsl.load import Loaded

FORMATS = ("full", "concise", "json")


@click.command("check")
@options.targets
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="full", show_default=True, help="How it is shown."
)
@click.option("--select", multiple=True, metavar="CODE", help="Only these rules or families (VOT, VOT107); repeatable.")
@click.option("--ignore", multiple=True, metavar="CODE", help="All but these rules or families; repeatable.")
@options.fail_on("warning", FAIL_LEVELS)
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    targets: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Find what is wrong with each TARGET, and prove or refute what it expects.

    Exits 0 when nothing is as grave as --fail-on, 1 when something is (a mistake in the text and a refuted
    expectation are errors), 2 after wrong use or a fault inside.
    """
    found = resolve(targets, stdin_filename)
    charters = (load_target(target, allow_outside) for target in found)
    outcome = examine(charters, words(select), words(ignore))
    say(present(outcome, form))
    ctx.exit(outcome.exit_code(fail_on))


def words(given: Sequence[str]) -> list[str] | None:
    """The codes of a repeatable option, which may also be parted by commas; None where none is given."""
    parts = [part.strip() for each in given for part in each.split(",") if part.strip()]
    return parts or None


def examine(
    charters: Iterable[Loaded], select: Sequence[str] | None = None, ignore: Sequence[str] | None = None
) -> Outcome:
    """The findings and verdicts of charters that have been read.

    Raises:
        click.UsageError: `select` or `ignore` names no rule.
    """
    from charter.validators.engine import check
    from charter.validators.registry import UnknownCode

    try:
        return gather((check(loaded, select=select, ignore=ignore), loaded.sources) for loaded in charters)
    except UnknownCode as unknown:
        raise click.UsageError(no_rule(unknown.asked, unknown.near)) from unknown


def no_rule(asked: str, near: Sequence[str]) -> str:
    """The sentence about a code that is none."""
    from charter.cli.terminal import visible

    close = f"near: {', '.join(near)}" if near else "`charter explain` lists the rules"
    return f"no rule is called `{visible(asked)}`; {close}"


def present(outcome: Outcome, form: str) -> str:
    """The outcome as text in one of the formats."""
    if form == "json":
        from charter.cli.formats.json import as_json

        return as_json(outcome)
    if form == "concise":
        from charter.cli.formats.concise import concise

        return concise(outcome, paint_for())
    from charter.cli.formats.full import full

    return full(outcome, paint_for())
