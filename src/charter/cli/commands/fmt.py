"""`charter fmt`: every charter in the one form of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from charter.cli.input import options
from charter.cli.input.targets import Target, resolve, source_of
from charter.cli.output.files import say, write_whole
from charter.cli.output.refusal import refuse
from charter.cli.terminal import paint_for, visible
from charter.record import record

if TYPE_CHECKING:
    from charter.dsl.findings import Finding
    from charter.dsl.syntax.source import Source


@record
class Formatted:
    """A charter before and after; `after` None where it has mistakes, which are then in `findings`."""

    target: Target
    name: str
    before: str
    after: str | None
    findings: tuple[Finding, ...] = ()
    source: Source | None = None

    @property
    def changes(self) -> bool:
        """True when the formatted text is another."""
        return self.after is not None and self.after != self.before


@click.command("fmt")
@options.targets
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change; exit 1 if something would.")
@options.stdin_filename
@click.pass_context
def command(ctx: click.Context, targets: tuple[str, ...], check: bool, diff: bool, stdin_filename: str | None) -> None:
    """Put each TARGET into the one form of the language; `-` goes from standard input to standard output.

    A file with mistakes in its text stays as it is, and the mistakes are shown.
    """
    results = [_format(target) for target in resolve(targets, stdin_filename)]
    for result in results:
        if result.after is None:
            sources = {result.name: result.source} if result.source is not None else {}
            refuse(result.findings, sources, f"{visible(result.name)} was left as it is")
        elif diff:
            _show_diff(result)
        elif check:
            if result.changes:
                say(f"would change {visible(result.name)}")
        else:
            _write(result)
    failed = any(result.after is None for result in results)
    waiting = (check or diff) and any(result.changes for result in results)
    ctx.exit(1 if failed or waiting else 0)


def _format(target: Target) -> Formatted:
    from charter.dsl.load import problem_finding, unreadable
    from charter.dsl.syntax.parser import parse
    from charter.dsl.syntax.source import UnreadableError

    try:
        source = source_of(target)
    except UnreadableError as error:
        return Formatted(target, target.name, "", None, unreadable(target.name, str(error)).findings)
    problems = parse(source).problems
    if problems:
        findings = tuple(problem_finding(source, problem) for problem in problems)
        return Formatted(target, source.name, source.text, None, findings, source)
    from charter.dsl.format.formatter import format_text

    return Formatted(target, source.name, source.text, format_text(source), source=source)


def _write(result: Formatted) -> None:
    assert result.after is not None
    if result.target.path is None:
        say(result.after, end="")
    elif result.changes:
        write_whole(result.target.path, result.after)
        say(f"changed {visible(result.name)}")


def _show_diff(result: Formatted) -> None:
    import difflib

    assert result.after is not None
    paint = paint_for()
    lines = difflib.unified_diff(
        result.before.splitlines(), result.after.splitlines(), result.name, f"{result.name} (formatted)", lineterm=""
    )
    for line in lines:
        meaning = {"+": "added", "-": "removed", "@": "frame"}.get(line[:1], "")
        say(paint(meaning, visible(line)))
