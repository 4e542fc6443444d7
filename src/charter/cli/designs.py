"""`charter designs`: what comes with Charter."""

from __future__ import annotations

import click

from charter.cli.output import say
from charter.cli.terminal import paint_for, width


@click.command("designs")
@click.option("--paths", is_flag=True, help="Print the files instead of the titles.")
def command(paths: bool) -> None:
    """List the designs that come with Charter; each name can stand where a TARGET can."""
    from charter.designs import designs

    shipped = list(designs().values())
    paint = paint_for()
    longest = max((width(design.name) for design in shipped), default=0)
    lines: list[str] = []
    kind = None
    for design in sorted(shipped, key=lambda each: (each.kind, each.name)):
        if paths:
            lines.append(str(design.path))
            continue
        if design.kind != kind:
            kind = design.kind
            lines += [""] * bool(lines) + [paint("strong", kind)]
        lines.append(f"  {design.name:<{longest}}  {design.title}")
    say("\n".join(lines))
