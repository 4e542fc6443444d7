"""`charter compare`: designs side by side, clause family by clause family."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.commands.power import put
from charter.cli.input import options
from charter.cli.input.targets import load_target, resolve
from charter.cli.output.refusal import whole
from charter.cli.terminal import paint_for, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charter.cli.output.formats.comparison import AskedValue
    from charter.dsl.load import Loaded
    from charter.render.comparison import ComparedDesign, ComparisonRow, DesignComparison
    from charter.render.words.comparison import ClauseFamily

FORMATS = ("text", "md", "html", "csv", "json")
WIDTH = 160
FEW, SHORT, LONG = 3, 72, 260
"""Up to so many designs cells are long, else short: nine fit two pages."""


@click.command("compare")
@options.targets
@click.option("--ask", "asks", multiple=True, metavar="EXPRESSION", help="A row with what it comes to; repeatable.")
@click.option("--only", multiple=True, metavar="FAMILIES", help="Only these rows, with commas; repeatable.")
@click.option("--differences", is_flag=True, help="Only rows in which the designs differ.")
@click.option("--full", is_flag=True, help="Cells whole; otherwise a few words, and how many phrases are left out.")
@click.option("--width", type=click.IntRange(40, 1000), default=WIDTH, show_default=True, help="Of text, in columns.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: what -o ends in, otherwise text.")
@options.output("it")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    targets: tuple[str, ...],
    asks: tuple[str, ...],
    only: tuple[str, ...],
    differences: bool,
    full: bool,
    width: int,
    form: str | None,
    output: Path | None,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Set the designs of the TARGETs side by side: what each says of membership, votes, duties, money, its start.

    Every institution of a charter is a column, and of a landscape every body that it includes. What a charter does not
    say is "not stated"; what differs is marked.
    """
    loaded = [load_target(target, allow_outside) for target in resolve(targets, stdin_filename)]
    designs = [(each, design) for each in loaded for design in _designs(ctx, each)]
    if len(designs) < 2:
        raise click.UsageError(f"there are no two institutions to compare; found {len(designs)}")
    comparison, asked = _compared(designs, asks, only, differences)
    room = None if full else LONG if len(designs) <= FEW else SHORT
    put(_text(comparison, asked, form or _form_of(output), room, width), output)


def _form_of(output: Path | None) -> str:
    if output is None or str(output) == "-":
        return "text"
    ending = output.suffix.lower().removeprefix(".")
    found = {"txt": "text", "htm": "html"}.get(ending, ending)
    if found not in FORMATS:
        raise click.UsageError(
            f"`{visible(output.name)}` does not end in .txt, .md, .html, .csv or .json; say --format"
        )
    return found


def _designs(ctx: click.Context, loaded: Loaded) -> list[ComparedDesign]:
    """The institutions of a charter, or those that its landscapes include."""
    from charter.render.comparison import ComparedDesign

    charter = whole(ctx, loaded, "nothing was compared")
    names = [i.name for i in charter.institutions]
    names += [name for landscape in charter.landscapes for name in landscape.includes]
    found = [charter.institution(name) for name in dict.fromkeys(names)]
    return [ComparedDesign(each, charter, each.name) for each in found if each is not None]


def _compared(
    designs: Sequence[tuple[Loaded, ComparedDesign]], asks: Sequence[str], only: Sequence[str], differences: bool
) -> tuple[DesignComparison, dict[str, tuple[AskedValue, ...]]]:
    from charter.cli.output.progress import waiting
    from charter.record import changed
    from charter.render.comparison import compared

    with waiting("comparing"):
        found = compared(_apart([design for _, design in designs]), _families(only))
        asked = {ask: _asked(designs, ask) for ask in dict.fromkeys(asks)}
    rows = [*found.rows, *(_row(ask, values) for ask, values in asked.items())]
    if differences:
        rows = [row for row in rows if row.differs]
    return changed(found, rows=tuple(rows)), asked


def _apart(designs: Sequence[ComparedDesign]) -> list[ComparedDesign]:
    """Designs with names of their own: those of the same name by their files."""
    from charter.record import changed

    names = [design.name for design in designs]
    return [
        design if names.count(design.name) == 1
        else changed(design, name=f"{design.name} ({Path(design.institution.name_span.file).stem})")
        for design in designs
    ]  # fmt: skip


def _families(only: Sequence[str]) -> Sequence[ClauseFamily]:
    from charter.render.words.comparison import FAMILIES

    wanted = [name.strip() for text in only for name in text.split(",")]
    known = [family.name for family in FAMILIES]
    strange = next((name for name in wanted if name not in known), None)
    if strange is not None:
        raise click.UsageError(f"`{visible(strange)}` is not a family of clauses; there are {', '.join(known)}")
    return [family for family in FAMILIES if not wanted or family.name in wanted]


def _asked(designs: Sequence[tuple[Loaded, ComparedDesign]], ask: str) -> tuple[AskedValue, ...]:
    from charter.cli.embedding.asked_value import asked

    values = tuple(asked(loaded, design.institution.name, ask) for loaded, design in designs)
    if all(value.wrong is not None for value in values):
        raise click.UsageError(f"--ask {visible(values[0].wrong or '')}")
    return values


def _row(ask: str, values: Sequence[AskedValue]) -> ComparisonRow:
    from charter.render.comparison import ComparisonCell, ComparisonRow

    cells = tuple(ComparisonCell((value.text,), value.missing or value.wrong or "") for value in values)
    return ComparisonRow(ask, ask, cells, asked=True)


def _text(
    comparison: DesignComparison, asked: dict[str, tuple[AskedValue, ...]], form: str, room: int | None, width: int
) -> str:
    from charter.cli.output.formats import comparison as shapes
    from charter.render.comparison import comparison_html

    if form == "html":
        return comparison_html(comparison, room)
    if form == "json":
        return shapes.as_json(comparison, asked)
    if form == "csv":
        return shapes.as_csv(comparison)
    if form == "md":
        return shapes.as_markdown(comparison, room)
    return shapes.as_text(comparison, room, width, paint_for())
