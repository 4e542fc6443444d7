"""`charter power`: who has how much say in a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from charter.cli.input import options
from charter.cli.output.files import say, write_whole
from charter.cli.terminal import paint_for, visible
from charter.games import index_registry
from charter.names import TABLE_FORMATS

if TYPE_CHECKING:
    from charter.cli.input.subject import PlayedSubject
    from charter.decisions.play.fixed_game import Standing
    from charter.games.account import Account


@click.command("power")
@click.argument("target", required=False, metavar="[TARGET[.DECISION]]", shell_complete=options.lazily("decisions"))
@click.argument("decision", required=False, metavar="[DECISION]", shell_complete=options.lazily("parts"))
@click.option(
    "--index",
    "indices",
    multiple=True,
    type=click.Choice((*index_registry.names(), "all")),
    help="Which index, repeatable; banzhaf, shapley-shubik and coleman where none is given.",
)
@click.option("--by", multiple=True, metavar="GROUP", help="Sum by a group, or by each of a family (m49_region).")
@click.option("--without", multiple=True, metavar="PARTY", help="As if it (or a group) were no member; repeatable.")
@click.option(
    "--bloc", multiple=True, metavar="GROUP", help="It votes as one; for indices of blocs (owen) it is a union."
)
@click.option("--weights", metavar="LIST|FILE", help="A bare game: 4,4,4,2,2,1, or a CSV file of player and votes.")
@click.option("--column", metavar="COLUMN", help="Of that file: the heading of the votes, or its place.")
@click.option("--quota", metavar="QUOTA", help="Of a bare game: 12, 85%, 2/3, >50% or majority.")
@click.option(
    "--format", "form", type=click.Choice(TABLE_FORMATS), default="table", show_default=True, help="How it is shown."
)
@options.output("it")
@click.option("-v", "--verbose", is_flag=True, help="Tell on standard error which algorithm is used and what it costs.")
@click.option("--explain", is_flag=True, help="Show the decision's rule as a formula, with the articles, and no power.")
@click.option("--seats", is_flag=True, help="Play on the seats even where the charter says who sits now.")
@click.option("--estimate", is_flag=True, help="Sample rather than count, with an interval.")
@click.option("--seed", type=int, default=0, show_default=True, help="The seed of an estimate.")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    target: str | None,
    decision: str | None,
    indices: tuple[str, ...],
    by: tuple[str, ...],
    without: tuple[str, ...],
    bloc: tuple[str, ...],
    weights: str | None,
    column: str | None,
    quota: str | None,
    form: str,
    output: Path | None,
    verbose: bool,
    explain: bool,
    seats: bool,
    estimate: bool,
    seed: int,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Measure who has how much say in the decision DECISION of TARGET, exactly.

    Without a decision: list the decisions. Without a target: the bare game of --weights and --quota.
    Open seats are players of their own. Exits 1 where the charter does not state what the game needs.
    """
    subject = subject_of(
        ctx, target, decision, weights=weights, column=column, quota=quota, without=without, seats=seats,
        stdin_filename=stdin_filename, allow_outside=allow_outside, form=form,
    )  # fmt: skip
    if isinstance(subject, str):
        put(subject, output)
        return
    if explain:
        put(_explained(subject), output)
        return
    wanted = _wanted(indices, bool(bloc))
    text = _measured(subject, wanted, by=by, bloc=bloc, estimate=estimate, seed=seed, form=form, verbose=verbose)
    put(text, output)


def subject_of(
    ctx: click.Context, target: str | None, decision: str | None, *, weights: str | None, column: str | None,
    quota: str | None, without: Sequence[str], seats: bool, stdin_filename: str | None, allow_outside: bool,
    form: str = "table",
) -> PlayedSubject | str:  # fmt: skip
    """The game that the words mean; the list of decisions where none is named."""
    if weights is not None or quota is not None or column is not None:
        return _bare(target, weights, column, quota, without)
    from charter.cli.decision_argument import choose
    from charter.cli.input.subject import NoGame, from_charter

    if target is None:
        raise click.UsageError("name a decision (`iaea.suspend`), or give --weights and --quota")
    chosen = choose(ctx, target, decision, stdin_filename, allow_outside)
    if chosen.decision is None:
        return _overview(chosen.charter, target, form)
    try:
        return from_charter(chosen, seats=seats, without=without)
    except NoGame as unknown:
        click.echo(f"charter: {unknown}", err=True)
        ctx.exit(1)


def _bare(
    target: str | None, weights: str | None, column: str | None, quota: str | None, without: Sequence[str]
) -> PlayedSubject:
    from charter.cli.input.subject import from_numbers

    if target is not None:
        raise click.UsageError("give either a TARGET or --weights and --quota")
    if weights is None:
        raise click.UsageError("--quota and --column need --weights" if column else "--quota needs --weights")
    return from_numbers(weights, quota, without, column)


def _wanted(indices: Sequence[str], blocs: bool) -> list[str]:
    if not indices:
        return list(index_registry.usual())
    if "all" in indices:
        return [name for name in index_registry.ordered() if blocs or name not in index_registry.with_blocs()]
    return list(dict.fromkeys(indices))


def put(text: str, output: Path | None) -> None:
    """Print, or write whole into a file."""
    if output is None or str(output) == "-":
        say(text.rstrip("\n"))
    else:
        write_whole(output, text if text.endswith("\n") else text + "\n")


def _explained(subject: PlayedSubject) -> str:
    from charter.decisions.play.construction import formula_text

    if subject.standing is None:
        raise click.UsageError("--explain is about a decision of a charter")
    lines = [visible(line) for line in formula_text(subject.standing).splitlines()]
    head = paint_for()("strong", f"{visible(subject.name or '')}: {visible(subject.title)}")
    notes = [f"note: {visible(note)}" for note in (*subject.notes, *_validity(subject.standing))]
    return "\n".join([head, *(f"  {line}" for line in lines), *notes])


def _validity(standing: Standing) -> Iterator[str]:
    """What makes a vote valid, which the formula leaves out since it takes everyone as present, and a vote in which it
    makes a no help."""
    from charter.decisions.play.abstention_paradox import ballots, found_in
    from charter.render.words.clauses import rule_words

    at = standing.assembled
    for step, ballot in ballots(at.charter, at.institution, at.decision):
        if ballot.quorum is not None:
            words = rule_words(ballot.quorum)
            article = "a " if words.startswith("majority") else ""
            yield f"{step.by}: everyone is taken as present; the quorum is {article}{words}"
        if ballot.void is not None:
            yield f"{step.by}: everyone is taken to vote; a vote is void unless {rule_words(ballot.void)} vote"
        for paradox in found_in(ballot, step)[:1]:
            yield f"{step.by}: a no may help: {paradox.text}"


def _measured(
    subject: PlayedSubject, wanted: list[str], *, by: Sequence[str], bloc: Sequence[str], estimate: bool, seed: int,
    form: str, verbose: bool,
) -> str:  # fmt: skip
    from charter.cli.input.subject import with_blocs
    from charter.cli.output.formats import power as shapes
    from charter.cli.output.grouped import grouped
    from charter.cli.output.progress import waiting

    apart = any(name in index_registry.with_blocs() for name in wanted)
    if bloc:
        subject = with_blocs(subject, bloc, merge=not apart)
    found = _account(subject, wanted, by=by, estimate=estimate, seed=seed, verbose=verbose)
    with waiting("filling open seats"):
        groups = [g for name in by for g in grouped(subject, found, name)]
    if form == "json":
        return shapes.as_json(subject, found, groups)
    if form == "csv":
        return shapes.as_csv(subject, found)
    return shapes.as_table(subject, found, groups, paint_for())


def _account(
    subject: PlayedSubject, wanted: list[str], *, by: Sequence[str], estimate: bool, seed: int, verbose: bool
) -> Account:
    from charter.cli.output.progress import waiting
    from charter.errors import GameError
    from charter.games.account import account

    seconds, why = (None, "") if estimate else _plan(subject, wanted, verbose)
    blocs: list[Any] = [[p for p in subject.game.players if p in members] for _, members in subject.blocs]
    if not blocs and any(name in index_registry.with_blocs() for name in wanted):
        blocs = _partition(subject, by)
    try:
        with waiting("sampling coalitions" if estimate else "counting coalitions", seconds, why):
            return account(subject.game, wanted, blocs=blocs, estimate=estimate, seed=seed)
    except GameError as error:
        raise click.UsageError(visible(str(error))) from error


def _partition(subject: PlayedSubject, by: Sequence[str]) -> list[list[str]]:
    from charter.cli.input.groups import sets_named

    sets = [m for name in by for _, m in sets_named(name, subject.charter, subject.game.players, subject.chambers)]
    if not sets:
        needing = " and ".join(index_registry.with_blocs())
        raise click.UsageError(f"{needing} need blocs: --bloc EU, or --by with groups that do not overlap")
    return [[p for p in subject.game.players if p in members] for members in sets]


def _plan(subject: PlayedSubject, wanted: Sequence[str], verbose: bool) -> tuple[float | None, str]:
    """The expected seconds and what makes them; with `verbose`, the plan is told."""
    from charter.cli.output.progress import waiting
    from charter.errors import TooLarge

    seconds, why = None, ""
    for by_size in (False, True):
        if by_size and not verbose and "shapley-shubik" not in wanted:
            continue
        try:
            with waiting("choosing a method"):
                plan = subject.game.plan(by_size=by_size)
        except TooLarge as error:
            told = str(error)
        else:
            told = str(plan)
            seconds = (seconds or 0.0) + plan.seconds
            why = f"{plan.method} of {len(subject.game.players)} players, up to {plan.octets / 2**20:,.0f} MiB"
        if verbose:
            what = "by size (Shapley-Shubik)" if by_size else "in all (Banzhaf, Coleman)"
            click.echo(f"coalitions {what}: {visible(told)}", err=True)
    return seconds, f"{why}; --estimate samples instead" if why else ""


def _overview(charter: Any, target: str, form: str) -> str:
    from charter.cli.decision_argument import decisions_of
    from charter.cli.output.formats.overview import overview
    from charter.cli.output.progress import waiting

    with waiting("looking at each decision"):
        return overview(charter, decisions_of(charter), target, form, paint_for())
