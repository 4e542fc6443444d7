"""`charter explain`: the page of a rule."""

from __future__ import annotations

import click

from charter.cli.examine import no_rule
from charter.cli.output import say


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Print the page of a rule, by its CODE (VOT101) or name; without one, list the rules."""
    from charter.validators import registry

    if code is None:
        say("\n".join(f"{entry.code}  {entry.name}" for entry in registry.entries()))
        return
    try:
        page = registry.explain(code)
    except registry.UnknownCode as unknown:
        raise click.UsageError(no_rule(unknown.asked, unknown.near)) from unknown
    say(page.rstrip())
