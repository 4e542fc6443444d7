"""What a command says when a charter has errors that keep it from doing its work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from charter.cli.terminal import paint_for
from charter.dsl.findings import ERROR, Finding

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.dsl.model.charter import Charter
    from charter.dsl.syntax.source import Source


def refuse(findings: Sequence[Finding], sources: Mapping[str, Source], sentence: str) -> None:
    """Show the findings on standard error, with the sentence that says what was not done because of them."""
    from charter.cli.output.check_forms.full import show

    paint = paint_for("stderr")
    for finding in findings:
        click.echo(show(finding, sources, paint) + "\n", err=True, color=paint.on)
    click.echo(sentence, err=True)


def whole(ctx: click.Context, loaded: Loaded, not_done: str) -> Charter:
    """The charter, if it could be read without an error; otherwise shows the errors and exits 1."""
    errors = [finding for finding in loaded.findings if finding.severity == ERROR]
    if errors or loaded.charter is None:
        counted = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        refuse(errors, loaded.sources, f"{counted}; {not_done}")
        ctx.exit(1)
    return loaded.charter
