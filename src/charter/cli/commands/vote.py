"""`charter vote`: what a given vote comes to, step by step, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.commands.power import put
from charter.cli.input import options
from charter.cli.terminal import paint_for, visible

if TYPE_CHECKING:
    from charter.cli.input.chosen import Chosen
    from charter.decisions.play.given_vote import BodyStep, VotingStep

POSITIONS = ("yes", "no", "abstain", "away")
EXITS = {"passes": 0, "fails": 1, "unsettled": 1, "open": 3}


@click.command("vote")
@click.argument("target", metavar="TARGET.DECISION", shell_complete=options.lazily("decisions"))
@click.argument("decision", required=False, metavar="[DECISION]", shell_complete=options.lazily("parts"))
@click.option("--yes", multiple=True, metavar="NAMES", help="Who votes for; names with commas, repeatable.")
@click.option("--no", multiple=True, metavar="NAMES", help="Who votes against.")
@click.option("--abstain", multiple=True, metavar="NAMES", help="Who is there and casts no vote.")
@click.option("--away", multiple=True, metavar="NAMES", help="Who is not there.")
@click.option(
    "--positions", "table", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="A CSV file: name, position, and the organ where there are several.",
)  # fmt: skip
@click.option("--rest", type=click.Choice(POSITIONS), help="What all others say; otherwise they have not declared.")
@click.option(
    "--voters", multiple=True, metavar="NAMES",
    help="Who sits where seats are open, or who alone can vote: names, or a number; repeatable.",
)  # fmt: skip
@click.option("--barred", multiple=True, metavar="NAMES", help="Whom the text bars in this case: the accused, say.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.output("it")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    target: str,
    decision: str | None,
    yes: tuple[str, ...],
    no: tuple[str, ...],
    abstain: tuple[str, ...],
    away: tuple[str, ...],
    table: Path | None,
    rest: str | None,
    voters: tuple[str, ...],
    barred: tuple[str, ...],
    form: str,
    output: Path | None,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Play a vote on DECISION of TARGET: what each step needs and has, why it passes or fails, and the fewest votes
    that would turn it.

    Those of whom nothing is said have not declared: the vote is open where they can still decide it, and then it says
    who matters. Exits 0 if it passes, 1 if it fails or cannot be played, 3 if it is open.

    A name is a member, a group, a chamber, or a number of votes where no vote weighs more than another. ORGAN:NAME is
    the vote in one organ alone. A table has a name, a position and, if need be, an organ in each row.
    """
    from charter.cli.decision_argument import choose
    from charter.cli.input.positions import played, words_of
    from charter.cli.output.formats import vote as shapes
    from charter.decisions.play.given_vote import outcome_of

    given = words_of({"yes": yes, "no": no, "abstain": abstain, "away": away}, table, rest)
    chosen = choose(ctx, target, decision, stdin_filename, allow_outside)
    if chosen.decision is None:
        word = visible(target)
        raise click.UsageError(f"name a decision of {word}; `charter power {word}` lists them")
    if not given.words and rest is None:
        raise click.UsageError("say who votes how: --yes, --no, --abstain, --away, --rest or --positions")
    steps = _steps(ctx, chosen, voters, barred)
    taken = played(steps, given, chosen.charter)
    outcome = outcome_of(taken)
    text = shapes.as_json(chosen, taken, outcome) if form == "json" else shapes.as_text(
        chosen, taken, outcome, paint_for()
    )  # fmt: skip
    put(text, output)
    ctx.exit(EXITS[outcome])


def _steps(
    ctx: click.Context, chosen: Chosen, voters: Sequence[str], barred: Sequence[str]
) -> tuple[VotingStep | BodyStep, ...]:
    from charter.decisions.elements import Unknown, Unstated
    from charter.decisions.play.given_vote import VotingStep, read_steps

    assert chosen.decision is not None
    names, number = _voters(chosen, voters)
    gone: frozenset[str] = frozenset().union(*(_named(chosen, part) for text in barred for part in text.split(",")))
    try:
        steps = read_steps(chosen.charter, chosen.institution, chosen.decision, voters=names, barred=gone)
        if not isinstance(steps, Unknown):
            for step in steps:
                if isinstance(step, VotingStep):
                    _ = step.ballot.needs
    except Unstated as gap:
        steps = gap.unknown
    if isinstance(steps, Unknown):
        line = f" ({steps.span.file}:{steps.span.line})" if steps.span is not None else ""
        click.echo(f"charter: {visible(chosen.name)} cannot be played: {visible(steps.why + line)}", err=True)
        ctx.exit(1)
    if number is not None:
        steps = _first(steps, number)
    if gone and all(isinstance(s, VotingStep) and not s.cases for s in steps):
        raise click.UsageError(f"no clause of {visible(chosen.name)} bars anybody from the vote in a case")
    return steps


def _voters(chosen: Chosen, texts: Sequence[str]) -> tuple[Mapping[str, frozenset[str]], int | None]:
    """Who can vote, by organ (`""`: in any), or how many."""
    found: dict[str, frozenset[str]] = {}
    number = None
    for text in texts:
        organ, colon, rest = text.partition(":")
        names = [part.strip() for part in (rest if colon else text).split(",")]
        if len(names) == 1 and names[0].isdecimal() and names[0].isascii():
            number = int(names[0][:9])
            continue
        key = organ.strip() if colon else ""
        found[key] = found.get(key, frozenset()).union(*(_named(chosen, name) for name in names))
    return found, number


def _named(chosen: Chosen, name: str) -> frozenset[str]:
    from charter.cli.input.groups import one_set

    return one_set(name.strip(), chosen.charter, ())


def _first(steps: tuple[VotingStep | BodyStep, ...], number: int) -> tuple[VotingStep | BodyStep, ...]:
    """The only step with a vote, with so many who can vote."""
    from charter.decisions.play.given_vote import VotingStep
    from charter.record import changed

    voting = [step for step in steps if isinstance(step, VotingStep)]
    if len(voting) != 1:
        raise click.UsageError(
            f"--voters {number}: there are {len(voting)} steps with a vote; name who can vote in each"
        )
    step = voting[0]
    if not step.alike:
        raise click.UsageError(f"--voters {number}: the rule of {visible(step.organ)} tells votes apart; name them")
    if not 0 < number <= len(step.names):
        raise click.UsageError(f"--voters {number}: {visible(step.organ)} has {len(step.names)} votes")
    fewer = changed(
        step, ballot=changed(step.ballot, seats=step.ballot.seats[:number]), names=step.names[:number], silenced=None
    )
    return tuple(fewer if each is step else each for each in steps)
