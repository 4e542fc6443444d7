"""`charter designs`: what comes with Charter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from charter.cli.output.files import say
from charter.cli.terminal import paint_for, visible, width
from charter.names import DESIGN_KINDS

if TYPE_CHECKING:
    from charter.designs import Design
    from charter.dsl.model.charter import Charter


@click.command("designs")
@click.option("--kind", type=click.Choice(DESIGN_KINDS), multiple=True, help="Only designs of this kind; repeatable.")
@click.option(
    "--function",
    metavar="VERB",
    help="Only designs with this function in a mandate (verifies, `sets standards` …), or landscapes that need it.",
)
@click.option("--paths", is_flag=True, help="Print the files instead of the titles.")
def command(kind: tuple[str, ...], function: str | None, paths: bool) -> None:
    """List the designs that come with Charter; each name can stand where a TARGET can."""
    from charter.designs import designs

    kinds = {f"{each}s" for each in kind}
    shipped = [design for design in designs().values() if not kinds or design.kind in kinds]
    where: dict[str, list[str]] = {}
    if function is not None:
        where = _with_function(shipped, function)
        shipped = [design for design in shipped if design.name in where]
    if not shipped:
        click.echo("no design is like that", err=True)
    elif paths:
        say("\n".join(str(design.path) for design in _sorted(shipped)))
    else:
        say(_listed(shipped, where))


def _sorted(shipped: Iterable[Design]) -> list[Design]:
    return sorted(shipped, key=lambda each: (each.kind, each.name))


def _listed(shipped: list[Design], where: dict[str, list[str]]) -> str:
    """One line a design beneath its kind, with the domains in which it has the function where one is asked for."""
    paint = paint_for()
    longest = max(width(design.name) for design in shipped)
    lines: list[str] = []
    kind = None
    for design in _sorted(shipped):
        if design.kind != kind:
            kind = design.kind
            lines += [""] * bool(lines) + [paint("strong", kind)]
        domains = f" ({', '.join(where[design.name])})" if design.name in where else ""
        lines.append(f"  {design.name:<{longest}}  {visible(design.title + domains)}")
    return "\n".join(lines)


def _with_function(shipped: Iterable[Design], word: str) -> dict[str, list[str]]:
    """The domains in which each design has a function, or a function that refines it; others are left out.

    Raises:
        click.UsageError: no such function in the language, nor in any design.
    """
    from charter.designs import designs
    from charter.dsl.elaborate.institution import FUNCTIONS
    from charter.dsl.load import load

    wanted = "_".join(word.lower().split())
    charters = {name: load(name).charter for name in designs()}
    held = {name: list(dict.fromkeys(_domains(charter, wanted))) for name, charter in charters.items() if charter}
    found = {design.name: held[design.name] for design in shipped if held.get(design.name)}
    known = {*FUNCTIONS, *(each.name for charter in charters.values() if charter for each in charter.functions)}
    if wanted not in known:
        from charter.world import near

        close = ", ".join(each.replace("_", " ") for each in near(wanted, sorted(known)))
        raise click.UsageError(f"`{visible(word)}` is no function" + (f"; near: {close}" if close else ""))
    return found


def _domains(charter: Charter, wanted: str) -> Iterable[str]:
    from charter.analysis.mandates.mandate_carriers import base_function

    for institution in charter.institutions:
        for task in institution.mandate.tasks if institution.mandate is not None else ():
            if wanted in (task.function, base_function(charter, task.function)):
                yield task.domain
    for landscape in charter.landscapes:
        yield from (n.domain for n in landscape.needs if wanted in (n.function, base_function(charter, n.function)))
