"""`charter report`: everything about a charter in one file: a page, Markdown or PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.input import options
from charter.cli.input.targets import STDIN, Target, load_target, resolve
from charter.cli.output.files import say, say_bytes, tell_unlettered, write_all, write_whole
from charter.cli.output.formats.summary import summary
from charter.cli.output.refusal import refuse
from charter.cli.run_check import ALL, CheckRequest, run, settings_of
from charter.cli.terminal import paint_for, visible
from charter.dsl.findings import ERROR
from charter.extras import need
from charter.names import FAIL_LEVELS, NEVER, REPORT_FORMATS

if TYPE_CHECKING:
    from charter.cli.check_result import CheckResult
    from charter.dsl.load import Loaded
    from charter.render.diagram import Diagram
    from charter.render.report.report import Report

ENDINGS = {"html": "html", "htm": "html", "md": "md", "markdown": "md", "pdf": "pdf"}


@click.command("report")
@options.targets
@options.output("the report (default: the charter's name, -report.html, with the figure beside it)")
@click.option("--format", "form", type=click.Choice(REPORT_FORMATS), help="Default: what -o ends in, otherwise html.")
@options.fail_on(NEVER, FAIL_LEVELS)
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    targets: tuple[str, ...],
    output: Path | None,
    form: str | None,
    fail_on: str,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Write everything about each TARGET into one file: summary, pictures, tables, findings, scenarios, sources.

    With -o, two TARGETs come into one report, side by side; a reform comes beside its original. Pictures of a Markdown
    report lie beside it.
    """
    chosen = form or _form_of(output)
    if chosen == "pdf":
        need("pdf")
    found = resolve(targets, stdin_filename, allow_outside)
    if output is not None and len(found) > 2:
        raise click.UsageError(f"-o takes one charter, or two to compare; these are {len(found)}")
    together = [found] if output is not None else [[each] for each in found]
    codes = [_report(each, output, chosen, fail_on, allow_outside) for each in together]
    ctx.exit(max(codes))


def _form_of(output: Path | None) -> str:
    if output is None or str(output) == STDIN:
        return "html"
    ending = ENDINGS.get(output.suffix.lower().removeprefix("."))
    if ending is None:
        raise click.UsageError(f"`{visible(output.name)}` does not end in .{', .'.join(REPORT_FORMATS)}; say --format")
    return ending


def _report(targets: Sequence[Target], output: Path | None, form: str, fail_on: str, allow_outside: bool) -> int:
    loaded = [load_target(each, allow_outside) for each in targets]
    for target, each in zip(targets, loaded, strict=True):
        if each.charter is None:
            refuse(each.findings, each.sources, f"{visible(target.name)}: no report was written")
            return 1
    asked = CheckRequest(scenarios=(ALL,))
    outcome = run(loaded, [settings_of(each, asked) for each in targets], asked)
    report = _of(loaded, outcome)
    if form == "pdf":
        from charter.render.report.forms import unlettered

        tell_unlettered(unlettered(report))
    if output is not None and str(output) == STDIN:
        _to_stdout(report, form)
        return _exit_code(outcome, loaded, fail_on)
    path = output or Path(f"{targets[0].stem}-report.{form}")
    written = _write(report, form, path)
    if output is None and form == "html":
        written += _figures(targets[0], loaded[0])
    say(summary(outcome, paint_for()))
    for file in written:
        say(f"wrote {visible(file.resolve().as_posix())}")
    return _exit_code(outcome, loaded, fail_on)


def _exit_code(outcome: CheckResult, loaded: Sequence[Loaded], fail_on: str) -> int:
    """That of the findings, and at least 1 where a text was not understood: the report lacks what is said there."""
    unread = any(finding.severity == ERROR for each in loaded for finding in each.findings)
    return max(outcome.exit_code(fail_on), int(unread))


def _of(loaded: Sequence[Loaded], outcome: CheckResult) -> Report:
    from charter.render.report.report import Report

    charters = tuple(each.charter for each in loaded if each.charter is not None)
    file = ", ".join(each.file for each in loaded)
    return Report(charters, outcome.findings, outcome.verdicts, outcome.compared, file, suppressed=outcome.suppressed)


def _to_stdout(report: Report, form: str) -> None:
    from charter.render.report.forms import as_markdown, as_pdf

    if form == "pdf":
        say_bytes(as_pdf(report))
    else:
        say(report.html() if form == "html" else as_markdown(report), end="" if form == "md" else "\n")


def _write(report: Report, form: str, path: Path) -> list[Path]:
    """The report, and the pictures of a Markdown one beside it."""
    from charter.render.report.forms import as_markdown, as_pdf

    if form == "html":
        write_whole(path, report.html())
        return [path]
    if form == "pdf":
        write_whole(path, as_pdf(report))
        return [path]
    figures: dict[str, bytes] = {}
    text = as_markdown(report, figures, path.stem)
    write_all({**{path.with_name(name): drawn for name, drawn in figures.items()}, path: text})
    return [path, *(path.with_name(name) for name in figures)]


def _figures(target: Target, loaded: Loaded) -> list[Path]:
    """The structures as files of their own; of a charter without institutions, the landscapes."""
    from charter.render.diagram import draw
    from charter.render.diagrams import diagram

    charter = loaded.charter
    assert charter is not None
    drawn: list[tuple[str, Diagram]] = [
        (each.name, diagram("structure", each, charter)) for each in charter.institutions
    ]
    drawn = drawn or [(each.name, diagram("landscape", None, charter, each.name)) for each in charter.landscapes]
    written = []
    for name, made in drawn:
        figure = Path(f"{target.stem}{f'-{name.lower()}' if len(drawn) > 1 else ''}.svg")
        write_whole(figure, draw(made))
        written.append(figure)
    return written
