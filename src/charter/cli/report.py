"""`charter report`: findings and picture in one HTML file that needs nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli import options
from charter.cli.examine import Asked, run, settings_of
from charter.cli.formats.summary import summary
from charter.cli.outcome import FAIL_LEVELS, NEVER, Outcome
from charter.cli.output import say, write_whole
from charter.cli.refusal import refuse
from charter.cli.render import place
from charter.cli.targets import STDIN, Target, load_target, resolve
from charter.cli.terminal import paint_for, visible

if TYPE_CHECKING:
    from charter.dsl.model.charter import Charter


@click.command("report")
@options.targets
@options.output("the report (default: the charter's name, -report.html, with the figure beside it)")
@options.fail_on(NEVER, FAIL_LEVELS)
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    targets: tuple[str, ...],
    output: Path | None,
    fail_on: str,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Write findings, expectations and figure of each TARGET into one HTML file, and say where it is."""
    found = resolve(targets, stdin_filename)
    if output is not None and len(found) > 1:
        raise click.UsageError(f"-o takes one charter; these are {len(found)}")
    codes = [_report(target, output, fail_on, allow_outside) for target in found]
    ctx.exit(max(codes))


def _report(target: Target, output: Path | None, fail_on: str, allow_outside: bool) -> int:
    from charter.render.figure import draw
    from charter.render.report import Shown, report_html
    from charter.render.structure import structure

    loaded = load_target(target, allow_outside)
    if loaded.charter is None:
        refuse(loaded.findings, loaded.sources, f"{visible(target.name)}: no report was written")
        return 1
    outcome = run([loaded], [settings_of(target, Asked())], Asked())
    if not loaded.charter.institutions and loaded.charter.landscapes:
        return _of_landscapes(target, output, loaded.charter, outcome, fail_on)
    institutions = loaded.charter.institutions
    pictures = [structure(each, loaded.charter) for each in institutions]
    drawn = [(each, draw(picture)) for each, picture in zip(institutions, pictures, strict=True)]
    shown = [
        Shown(each, svg.decode(), picture.description) for (each, svg), picture in zip(drawn, pictures, strict=True)
    ]
    page = report_html(shown, outcome.findings, outcome.verdicts, file=loaded.file)
    figures = [(place(target, each, len(drawn), "svg"), svg) for each, svg in drawn]
    return _written(target, output, page, figures, outcome, fail_on)


def _of_landscapes(target: Target, output: Path | None, charter: Charter, outcome: Outcome, fail_on: str) -> int:
    """The report of a charter that has landscapes and no institution of its own."""
    from charter.render.diagrams import diagram
    from charter.render.figure import draw
    from charter.render.report import report_html

    made = [diagram("landscape", None, charter, each.name) for each in charter.landscapes]
    drawn = [draw(each) for each in made]
    titles = [each.title or each.name for each in charter.landscapes]
    pictures = [
        (title, svg.decode(), each.scene.description) for title, svg, each in zip(titles, drawn, made, strict=True)
    ]
    page = report_html((), outcome.findings, outcome.verdicts, file=charter.file, pictures=pictures)
    parts = [f"-{each.name.lower()}" if len(drawn) > 1 else "" for each in charter.landscapes]
    figures = [(Path(f"{target.stem}{part}.svg"), svg) for part, svg in zip(parts, drawn, strict=True)]
    return _written(target, output, page, figures, outcome, fail_on)


def _written(
    target: Target, output: Path | None, page: str, figures: list[tuple[Path, bytes]], outcome: Outcome, fail_on: str
) -> int:
    """Write the page, and the figures beside it unless a place is given; say what was found and where it is."""
    if output is not None and str(output) == STDIN:
        say(page)
        return outcome.exit_code(fail_on)
    path = output or Path(f"{target.stem}-report.html")
    write_whole(path, page)
    written = [path]
    if output is None:
        for figure, svg in figures:
            write_whole(figure, svg)
            written.append(figure)
    say(summary(outcome, paint_for()))
    for file in written:
        say(f"wrote {visible(file.resolve().as_posix())}")
    return outcome.exit_code(fail_on)
