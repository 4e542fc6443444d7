"""`charter landscape`: several institutions together, who covers what, with which members."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.input import options
from charter.cli.input.targets import STDIN, load_target, resolve
from charter.cli.output.files import say, write_whole
from charter.cli.output.refusal import whole
from charter.cli.terminal import paint_for, visible
from charter.names import TABLE_FORMATS
from charter.record import changed

if TYPE_CHECKING:
    from charter.analysis.mandates.coverage import Coverage
    from charter.dsl.model.charter import Charter


@click.command("landscape")
@options.targets
@options.output("the result")
@click.option(
    "--format", "form", type=click.Choice(TABLE_FORMATS), default="table", show_default=True, help="How it is shown."
)
@click.option("--function", "function", metavar="NAME", help="Only this function (verifies, sets_standards).")
@click.option("--domain", "domain", metavar="NAME", help="Only this domain and those that are part of it.")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    targets: tuple[str, ...],
    output: Path | None,
    form: str,
    function: str | None,
    domain: str | None,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Show who covers which function in which domain, with which members, and what nobody covers.

    Each `landscape` block of the TARGETs is shown; the institutions of charters without one are taken together.
    """
    from charter.cli.output.formats.landscape import as_csv, as_json, as_table

    charters = [
        whole(ctx, load_target(target, allow_outside), "no landscape was made")
        for target in resolve(targets, stdin_filename, allow_outside)
    ]
    found = [_narrowed(each, function, domain, charters) for each in _coverages(charters)]
    if not found:
        raise click.UsageError("there is no institution in these charters")
    text = {"json": as_json, "csv": as_csv}[form](found) if form != "table" else as_table(found, paint_for())
    if output is None or str(output) == STDIN:
        say(text, end="")
    else:
        write_whole(output, text)


def _coverages(charters: list[Charter]) -> list[Coverage]:
    from charter.analysis.mandates.coverage import of_institutions, of_landscape

    found = [of_landscape(charter, each) for charter in charters for each in charter.landscapes]
    loose = [charter for charter in charters if not charter.landscapes and charter.institutions]
    return [*found, of_institutions(loose)] if loose else found


def _narrowed(coverage: Coverage, function: str | None, domain: str | None, charters: list[Charter]) -> Coverage:
    """Only the cells of a function and a domain.

    Raises:
        click.UsageError: no mandate and no need names them.
    """

    from charter.analysis.mandates.coverage import DomainWords

    words = DomainWords.of(charters)
    functions = {f for c in coverage.cells for f in (c.function, words.base(c.function))}
    domains = {d for c in coverage.cells for d in words.around(c.domain)}
    _known("function", function, functions)
    _known("domain", domain, domains)

    def wanted(of: str, at: str) -> bool:
        return (function is None or function in (of, words.base(of))) and (domain is None or domain in words.around(at))

    overlaps = tuple(o for o in coverage.overlaps if any(wanted(f, d) for f, d in o.cells))
    return changed(coverage, cells=tuple(c for c in coverage.cells if wanted(c.function, c.domain)), overlaps=overlaps)


def _known(what: str, asked: str | None, names: set[str]) -> None:
    if asked is None or asked in names:
        return
    from charter.world import near

    close = list(near(asked, sorted(names)))[:3]
    hint = f"; near: {', '.join(close)}" if close else ""
    raise click.UsageError(f"no mandate here names the {what} `{visible(asked)}`{hint}")
