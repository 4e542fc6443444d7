"""`charter render`: draw an institution."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.input import options
from charter.cli.input.targets import STDIN, Target, load_target, only_one, resolve
from charter.cli.output.files import make_folder, say, say_bytes, tell_unlettered, write_whole
from charter.cli.output.refusal import whole
from charter.cli.terminal import visible
from charter.names import FIGURE_FORMATS, THEMES
from charter.record import record
from charter.render import registry

if TYPE_CHECKING:
    from charter.dsl.model.charter import Charter
    from charter.dsl.model.institution import Institution
    from charter.dsl.sweep import Sweep

ENDINGS = {**{form: form for form in FIGURE_FORMATS}, "gv": "dot", "mmd": "mermaid"}


class NothingDrawn(click.UsageError):
    """The charter says nothing that the figure could show."""


@record
class FigureRequest:
    """How figures are to look."""

    form: str
    theme: str
    dpi: int
    links: str | None
    others: tuple[Charter, ...] = ()
    explored: tuple[Sweep, ...] = ()


@record
class Drawn:
    """A figure, and the letters in it that no font has."""

    content: bytes
    unlettered: str = ""


@record
class FigureTarget:
    """Where figures go: into a folder, into a file (or behind that front), or where nobody says, here."""

    folder: Path | None = None
    file: Path | None = None

    def write(self, name: Path, drawn: Drawn, *, front: bool = False) -> None:
        """Write a figure that is called `name` where nobody says otherwise."""
        path = self.file or name
        if front and self.file is not None:
            path = self.file.with_name(f"{self.file.name}-{name.name}")
        if self.folder is not None:
            path = self.folder / name
            make_folder(self.folder)
        write_whole(path, drawn.content)
        say(f"wrote {visible(path.as_posix())}")


@record
class Job:
    """One figure to draw: its kind, whose, and of which decision, obligation or landscape."""

    kind: str
    institution: Institution | None
    name: str | None


@click.command("render")
@options.target
@click.argument("name", required=False, metavar="[NAME]", shell_complete=options.lazily("parts"))
@options.output(
    "the figure (default: the charter's name, .svg); for several, a folder (`figures/`), or with --diagram all the "
    "front of their names",
    str,
)
@click.option(
    "--diagram",
    "kind",
    type=click.Choice((*registry.names(), "all")),
    default="structure",
    show_default=True,
    help="What to draw: a diagram, a chart (seats to compare), or all that apply. NAME says of which decision, "
    "obligation or organ (default: of each).",
)
@click.option("--format", "form", type=click.Choice(FIGURE_FORMATS), help="Default: what -o ends in, otherwise svg.")
@click.option(
    "--theme",
    type=click.Choice(THEMES),
    default="default",
    show_default=True,
    help="The colours; an SVG in auto is dark where its reader's page is.",
)
@click.option("--dpi", type=click.IntRange(18, 1200), default=200, show_default=True, help="Dots an inch of a PNG.")
@click.option("--links", metavar="URL", help="Where the charter's text stands: makes boxes of an SVG links to it.")
@click.option("--with", "beside", multiple=True, metavar="TARGET", help="For compare: further charters; repeatable.")
@click.option("--institution", metavar="NAME", help="Which one, where the charter has several.")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    target: str,
    name: str | None,
    output: str | None,
    kind: str,
    form: str | None,
    theme: str,
    dpi: int,
    links: str | None,
    beside: tuple[str, ...],
    institution: str | None,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Draw an institution: its structure, a decision, how a duty is enforced, money, adoption, reform, landscape.

    Charts are drawn too: seats as a hemicycle, strips of seats by group, power against votes, the lorenz curve of
    representation, the tradeoff of a threshold, the coverage of a landscape; compare sets designs side by side.
    `charter explain figures` lists the kinds, and `charter explain KIND` says what each shows.
    """
    one = only_one((target,), stdin_filename, "render", allow_outside)
    if beside and kind != "compare":
        raise click.UsageError("--with is for --diagram compare")
    beside_it = resolve(beside, allow_outside=allow_outside)
    others = tuple(whole(ctx, load_target(each, allow_outside), "nothing was drawn") for each in beside_it)
    where = _where(output)
    chosen_form = form or _form_of(where.file, kind)
    loaded = load_target(one, allow_outside)
    charter = whole(ctx, loaded, "nothing was drawn")
    from charter.dsl.sweep import sweeps

    wanted = FigureRequest(chosen_form, theme, dpi, links, others, sweeps(loaded))
    chosen = _chosen(charter, institution, kind)
    missing: set[str] = set()
    if kind == "all":
        if name is not None:
            raise click.UsageError(f"`{visible(name)}`: --diagram all draws everything; leave the name out")
        if output == STDIN:
            raise click.UsageError("--diagram all writes several files: -o is a folder or the front of their names")
        for job, drawn in _whole_set(charter, chosen, wanted):
            missing.update(drawn.unlettered)
            where.write(_place(one, job, len(chosen), wanted.form, whole_set=True), drawn, front=True)
    else:
        jobs = _jobs(charter, chosen, kind, name)
        if where.folder is None:
            _check_output(jobs, where.file)
        for job, drawn in _drawn(jobs, charter, wanted):
            missing.update(drawn.unlettered)
            if output == STDIN:
                say_bytes(drawn.content)
            else:
                where.write(_place(one, job, len(chosen), wanted.form), drawn)
    tell_unlettered(missing)


def _where(output: str | None) -> FigureTarget:
    if output is None:
        return FigureTarget()
    return FigureTarget(folder=Path(output)) if _is_folder(output) else FigureTarget(file=Path(output))


def _is_folder(output: str) -> bool:
    """Whether what is to be written goes into a folder: one that is there, or a name that ends in a slash."""
    named = Path(output).suffix.lower().removeprefix(".") in ENDINGS
    return output.endswith(("/", os.sep)) or (not named and Path(output).is_dir())


def _drawn(jobs: list[Job], charter: Charter, wanted: FigureRequest) -> Iterator[tuple[Job, Drawn]]:
    """The figures. Of several that nobody named, one that cannot be drawn is skipped, with the reason.

    Raises:
        click.UsageError: none can be drawn.
    """
    skipped: list[click.UsageError] = []
    for job in jobs:
        try:
            drawn = draw(job, charter, wanted)
        except click.UsageError as error:
            skipped.append(error)
            if len(skipped) == len(jobs):
                raise
            say(f"skipped {visible(job.name or job.kind)}: {visible(error.message)}")
        else:
            yield job, drawn


def _form_of(output: Path | None, kind: str) -> str:
    if output is None or str(output) == STDIN or kind == "all":
        return "svg"
    ending = ENDINGS.get(output.suffix.lower().removeprefix("."))
    if ending is not None:
        return ending
    raise click.UsageError(f"`{visible(output.name)}` does not end in .{', .'.join(FIGURE_FORMATS)}; say --format")


def _chosen(charter: Charter, name: str | None, kind: str) -> tuple[Institution, ...]:
    if name is None:
        if not charter.institutions and kind != "all" and not registry.entry(kind).kind.of_charter:
            hint = "; `--diagram landscape` draws its landscape" if charter.landscapes else ""
            raise click.UsageError(f"this charter has no institution of its own to draw{hint}")
        return charter.institutions
    found = tuple(each for each in charter.institutions if each.name == name)
    if not found:
        known = ", ".join(visible(each.name) for each in charter.institutions[:3]) or "none"
        raise click.UsageError(f"this charter has no institution `{visible(name)}`; it has {known}")
    return found


# ---- which figures ----------------------------------------------------------------------------------


def _jobs(charter: Charter, chosen: tuple[Institution, ...], kind: str, name: str | None) -> list[Job]:
    """What to draw of one kind.

    Raises:
        click.UsageError: nothing, or a name where none can be.
    """
    found = registry.entry(kind).kind
    if name is not None and not found.named:
        raise click.UsageError(f"`{visible(name)}`: a {kind} diagram is of a whole {found.of}; leave the name out")
    jobs = _found(charter, chosen, kind)
    if name is not None:
        known = jobs
        jobs = [job for job in jobs if job.name == name]
        if not jobs and known:
            near = ", ".join(visible(job.name or "") for job in known[:3])
            raise click.UsageError(f"no `{visible(name)}` to draw as {kind}; here are {near}{', …' * (len(known) > 3)}")
    if not jobs:
        raise click.UsageError(f"there is nothing for a diagram of {kind}: the charter has no {found.missing}")
    return jobs


def _found(charter: Charter, chosen: tuple[Institution, ...], kind: str) -> list[Job]:
    """Everything of one kind that there is to draw."""
    entry = registry.entry(kind)
    owners: tuple[Institution | None, ...] = (None,) if entry.kind.of_charter else chosen
    return [Job(kind, each, subject) for each in owners for subject in entry.subjects(charter, each)]


def _check_output(jobs: list[Job], output: Path | None) -> None:
    if output is None or len(jobs) == 1:
        return
    owners = list(dict.fromkeys(visible(job.institution.name) for job in jobs if job.institution is not None))
    if len(owners) > 1:
        raise click.UsageError(f"with -o, say which --institution; here are {_some(owners)}")
    raise click.UsageError(f"with -o, say which one to draw: {_some([visible(job.name or '') for job in jobs])}")


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + ", …" * (len(names) > 3)


def _whole_set(charter: Charter, chosen: tuple[Institution, ...], wanted: FigureRequest) -> Iterator[tuple[Job, Drawn]]:
    """Every figure that the charter has something for; what it has nothing for is said."""
    for entry in registry.entries():
        jobs = _found(charter, chosen, entry.name)
        if not jobs:
            say(f"skipped {entry.name}: no {entry.kind.missing}")
        for job in jobs:
            try:
                yield job, draw(job, charter, wanted)
            except NothingDrawn as error:
                say(f"skipped {visible(' '.join(filter(None, (entry.name, job.name))))}: {visible(error.message)}")


def place(target: Target, institution: Institution, number: int, form: str) -> Path:
    """Where a file goes when nobody says where: here, named after the charter."""
    part = f"-{institution.name.lower()}" if number > 1 else ""
    return Path(f"{target.stem}{part}.{form}")


def _place(target: Target, job: Job, number: int, form: str, *, whole_set: bool = False) -> Path:
    """Where a figure goes: named after the charter, the kind and what it is of."""
    parts = [target.stem]
    if number > 1 and job.institution is not None:
        parts.append(job.institution.name.lower())
    if job.kind != "structure" or whole_set:
        parts.append(job.kind)
    if job.name is not None:
        parts.append("".join(char if char.isalnum() or char in "_-" else "_" for char in job.name)[:80])
    return Path(f"{'-'.join(parts)}.{'mmd' if form == 'mermaid' else form}")


def draw(job: Job, charter: Charter, wanted: FigureRequest) -> Drawn:
    """The figure in that format.

    Raises:
        click.ClickException: PNG or PDF on a machine without any font.
        NothingDrawn: the charter says nothing that it could show.
        click.UsageError: an address for links that is none; a chart in boxes and arrows.
    """
    from charter.render.diagram import NothingToDrawError, draw, unlettered
    from charter.render.diagrams import diagram
    from charter.render.drawing.fonts import NoFontsError

    try:
        made = diagram(job.kind, job.institution, charter, job.name, wanted.theme, wanted.others, wanted.explored)
        content = draw(made, wanted.form, dpi=wanted.dpi, base=wanted.links)
        return Drawn(content, unlettered(made) if wanted.form in ("png", "pdf") else "")
    except NoFontsError as error:
        raise click.ClickException(str(error)) from error
    except NothingToDrawError as error:
        raise NothingDrawn(str(error)) from error
    except ValueError as error:
        raise click.UsageError(str(error)) from error
