"""`charter explore`: every combination of some values, what each gives, and which are best."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.input import options
from charter.cli.input.targets import load_target, only_one
from charter.cli.output.files import say, write_whole
from charter.cli.terminal import Paint, paint_for, visible
from charter.record import changed, record

if TYPE_CHECKING:
    from charter.cli.exploring.table import ExploredTable
    from charter.designing.judging import Judge, Judgement
    from charter.dsl.load import Loaded
    from charter.dsl.model.charter import Charter

FORMATS = ("text", "csv", "json", "markdown", "html")
SUFFIXES = {".csv": "csv", ".json": "json", ".jsonl": "json", ".ndjson": "json", ".md": "markdown", ".html": "html"}
RESUMABLE = ("csv", "json")
MOST = 100_000
ROWS = 50


@click.command("explore")
@options.target
@click.option(
    "--over",
    multiple=True,
    metavar="NAME=VALUES",
    help="The values of a `let`: 2..16:2, 1/2,3/5,2/3; a name alone takes those of the text's `explore`; repeatable.  "
    "[default: all that the text explores]",
)
@click.option(
    "--ask",
    "asks",
    multiple=True,
    metavar="EXPRESSION",
    help="What to tell of each design: a number or a statement, as in `expect`; repeatable.",
)
@click.option("--keep", "keeps", multiple=True, metavar="STATEMENT", help="What a design must meet; repeatable.")
@click.option(
    "--best",
    "bests",
    multiple=True,
    metavar="max|min EXPRESSION",
    help="What is wanted of those kept; with several, the Pareto front; repeatable.",
)
@click.option("--no-expectations", is_flag=True, help="Leave the charter's own expectations aside.")
@click.option("--institution", metavar="NAME", help="Which one, where the charter has several.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="How it is shown.  [default: text, or as FILE is called]"
)
@options.output("the table")
@click.option("--resume", is_flag=True, help="Keep the rows that FILE has already; for csv and json.")
@click.option("--rows", type=click.IntRange(min=0), default=ROWS, show_default=True, metavar="N",
              help="How many rows text and Markdown show; 0: all.")  # fmt: skip
@click.option("--most", type=click.IntRange(min=1), default=MOST, show_default=True, metavar="N",
              help="Refuse a space with more designs.")  # fmt: skip
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Look at N designs only, drawn by the seed.")
@click.option("--seed", type=int, default=0, show_default=True, help="The seed of a sample.")
@click.option("--jobs", type=click.IntRange(min=0), default=1, show_default=True, metavar="N",
              help="How many processes look at designs; 0: as many as there are processors.")  # fmt: skip
@click.option("-v", "--verbose", is_flag=True, help="Tell on standard error how many questions were worked out.")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    target: str,
    over: tuple[str, ...],
    asks: tuple[str, ...],
    keeps: tuple[str, ...],
    bests: tuple[str, ...],
    no_expectations: bool,
    institution: str | None,
    form: str | None,
    output: Path | None,
    resume: bool,
    rows: int,
    most: int,
    sample: int | None,
    seed: int,
    jobs: int,
    verbose: bool,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Look at every combination of values of TARGET: what each gives, and which expectations hold there.

    Where a space is too large, --sample looks at some of it, and the table says so. Exits 1 where the charter has an
    error, or no combination gives a charter at all.
    """
    wanted = Wanted(over, asks, keeps, bests, not no_expectations, institution, most, sample, seed)
    form = form or _form_of(output)
    into = output if output is not None and str(output) != "-" else None
    if resume and (into is None or form not in RESUMABLE):
        raise click.UsageError("--resume needs a table in a file: -o table.csv or -o table.jsonl")
    loaded = load_target(only_one([target], stdin_filename, "explore", allow_outside), allow_outside)
    judge, table, numbers = _begun(ctx, loaded, wanted)
    table = _looked_at(table, judge, numbers, jobs or os.cpu_count() or 1, form, into, resume)
    if verbose:
        told = judge.memory
        click.echo(f"{told.answered:,} of {told.asked:,} questions were worked out in this process", err=True)
    _put(table, form, rows, into)
    if all(row.why for row in table.rows):
        click.echo(f"no combination gives a charter: {visible(table.rows[0].why)}", err=True)
        ctx.exit(1)


@record
class Wanted:
    """What the command line asks for."""

    over: tuple[str, ...]
    asks: tuple[str, ...]
    keeps: tuple[str, ...]
    bests: tuple[str, ...]
    expectations: bool
    institution: str | None
    most: int
    sample: int | None
    seed: int


def _form_of(output: Path | None) -> str:
    return SUFFIXES.get(output.suffix.lower(), "text") if output is not None else "text"


def _begun(ctx: click.Context, loaded: Loaded, wanted: Wanted) -> tuple[Judge, ExploredTable, Sequence[int]]:
    """Who looks at the designs, the table without rows, and the numbers of the designs."""
    from charter.cli.exploring.table import ExploredTable, basis_of
    from charter.cli.output.refusal import whole
    from charter.designing.exploring import Exploration
    from charter.designing.questions import AskError
    from charter.designing.space import SpaceError, chosen, space_of

    charter = whole(ctx, loaded, "nothing was explored")
    name = _institution(charter, wanted.institution)
    try:
        space = space_of(loaded, wanted.over)
        count = wanted.sample if wanted.sample is not None and wanted.sample < space.size else None
        if count is None and space.size > wanted.most:
            raise click.UsageError(
                f"the space has {space.size:,} designs, more than {wanted.most:,}: name fewer values, raise --most, or "
                "look at some of it with --sample N"
            )
        plan = Exploration.of(loaded, name, space, wanted.asks, wanted.keeps, wanted.bests, wanted.expectations)
        judge = plan.judge()
    except (SpaceError, AskError) as wrong:
        raise click.UsageError(visible(str(wrong))) from wrong
    sampled = f"{count:,} of {space.size:,} designs drawn with seed {wanted.seed}" if count is not None else ""
    table = ExploredTable(judge.asked, plan, basis_of(loaded, plan), sampled=sampled)
    return judge, table, chosen(space, count, wanted.seed)


def _institution(charter: Charter, name: str | None) -> str:
    own = [each.name for each in charter.institutions]
    if name is not None and name in own:
        return name
    if name is None and len(own) == 1:
        return own[0]
    shown = ", ".join(visible(each) for each in own[:6]) or "none"
    if name is not None:
        raise click.UsageError(f"this charter has no institution `{visible(name)}`; it has {shown}")
    raise click.UsageError(f"say which --institution; here are {shown}" if own else "this charter has no institution")


def _looked_at(
    table: ExploredTable, judge: Judge, numbers: Sequence[int], jobs: int, form: str, into: Path | None, resume: bool
) -> ExploredTable:
    from charter.cli.exploring.keeping import growing, resumed
    from charter.cli.output.progress import stepping
    from charter.designing.exploring import WorkerLost, best, explored

    wanted = set(numbers)
    before = resumed(table, into, form) if resume and into is not None else {}
    before = {number: row for number, row in sorted(before.items()) if number in wanted}
    left = [number for number in numbers if number not in before] if before else numbers
    with stepping("looking at design", len(left)) as step:
        rows: Iterator[Judgement] = map(step, explored(judge, table.plan, left, jobs))
        if into is not None and form in RESUMABLE:
            rows = growing(changed(table, rows=tuple(before.values())), into, form, rows)
        try:
            found = {**before, **{row.number: row for row in rows}}
        except WorkerLost as lost:
            saved = "; --resume goes on where it stopped" if into is not None and form in RESUMABLE else ""
            raise click.ClickException(f"{lost}{saved}") from lost
    ordered = tuple(found[number] for number in sorted(found))
    return changed(table, rows=ordered, best=best(table.questions, ordered) if table.goals else None)


def _put(table: ExploredTable, form: str, rows: int, into: Path | None) -> None:
    from charter.cli.exploring import keeping, shown

    paint = paint_for() if into is None else Paint(False)
    if form in RESUMABLE:
        text = keeping.text_of(table, form)
    elif form == "html":
        from charter.cli.exploring.page import page

        text = page(table)
    elif form == "markdown":
        text = shown.as_markdown_page(table, rows) + "\n"
    else:
        text = shown.as_terminal(table, paint, rows) + "\n"
    if into is None:
        say(text.rstrip("\n"))
    else:
        write_whole(into, text)
