"""`charter coalitions`: who can carry a decision, who can stop it, and which clauses matter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.commands.power import put, subject_of
from charter.cli.input import options
from charter.cli.terminal import paint_for, visible
from charter.names import TABLE_FORMATS

if TYPE_CHECKING:
    from charter.cli.input.subject import PlayedSubject


@click.command("coalitions")
@click.argument("target", required=False, metavar="[TARGET.DECISION]", shell_complete=options.lazily("decisions"))
@click.argument("decision", required=False, metavar="[DECISION]", shell_complete=options.lazily("parts"))
@click.option("--of", "of", multiple=True, metavar="GROUP", help="What this group can do, alone and with others.")
@click.option(
    "--without-help-of", "helpless", multiple=True, metavar="GROUP",
    help="The fewest others who can, while it is there and against them; repeatable.",
)  # fmt: skip
@click.option("--cheapest", metavar="COLUMN", help="The coalitions with the least population, gdp, contribution …")
@click.option("--up-to", type=click.IntRange(0, 12), default=3, show_default=True, help="The size of blocking sets.")
@click.option("--without", multiple=True, metavar="PARTY", help="As if it (or a group) were no member; repeatable.")
@click.option("--bloc", multiple=True, metavar="GROUP", help="It votes as one; repeatable.")
@click.option("--weights", metavar="LIST|FILE", help="A bare game: 4,4,4,2,2,1, or a CSV file of player and votes.")
@click.option("--column", metavar="COLUMN", help="Of that file: the heading of the votes, or its place.")
@click.option("--quota", metavar="QUOTA", help="Of a bare game: 12, 85%, 2/3, >50% or majority.")
@click.option(
    "--format", "form", type=click.Choice(TABLE_FORMATS), default="table", show_default=True, help="How it is shown."
)
@options.output("it")
@click.option("--seats", is_flag=True, help="Play on the seats even where the charter says who sits now.")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    target: str | None,
    decision: str | None,
    of: tuple[str, ...],
    helpless: tuple[str, ...],
    cheapest: str | None,
    up_to: int,
    without: tuple[str, ...],
    bloc: tuple[str, ...],
    weights: str | None,
    column: str | None,
    quota: str | None,
    form: str,
    output: Path | None,
    seats: bool,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Find who can carry the decision DECISION of TARGET, who can stop it, and which of its clauses matter.

    Everyone is taken as present. Exits 1 where the charter does not state what the game needs.
    """
    found = subject_of(
        ctx, target, decision, weights=weights, column=column, quota=quota, without=without, seats=seats,
        stdin_filename=stdin_filename, allow_outside=allow_outside,
    )  # fmt: skip
    if isinstance(found, str):
        word = visible(target or "")
        raise click.UsageError(f"name a decision of {word}; `charter power {word}` lists them")
    put(_text(found, of, helpless, bloc, cheapest, up_to, form), output)


def _text(
    subject: PlayedSubject, of: Sequence[str], helpless: Sequence[str], bloc: Sequence[str], cheapest: str | None,
    up_to: int, form: str,
) -> str:  # fmt: skip
    from charter.cli.coalition_facts import facts_of
    from charter.cli.input.subject import with_blocs
    from charter.cli.output.formats import coalitions as shapes
    from charter.cli.output.progress import waiting

    if bloc:
        subject = with_blocs(subject, bloc, merge=True)
    with waiting("searching coalitions"):
        facts = facts_of(subject, of, cheapest, up_to, helpless)
    if form == "json":
        return shapes.as_json(subject, facts)
    if form == "csv":
        return shapes.as_csv(facts)
    return shapes.as_table(subject, facts, paint_for())
