"""`charter brief`: what a charter is to one party: its say, its burdens, what it gets, and what staying out costs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.input import options
from charter.cli.input.targets import load_target, resolve
from charter.cli.output.files import say, write_whole
from charter.cli.output.refusal import whole
from charter.cli.terminal import Paint, paint_for, visible
from charter.record import record

if TYPE_CHECKING:
    from charter.analysis.parties.participation import Participation
    from charter.analysis.subject import Subject
    from charter.dsl.model.charter import Charter

FORMATS = ("text", "markdown", "html", "json")
ENDINGS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json"}


@record
class _Wanted:
    """How the brief is to be shown, and whether what takes longest is left out."""

    form: str
    quick: bool
    paint: Paint


@click.command("brief", short_help="What a charter is to one party.")
@click.argument("words", nargs=-1, required=True, metavar="[PARTY] TARGET...")
@click.option("--all", "every", is_flag=True, help="A row to every member in place of one ledger; then name no PARTY.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: what -o ends in, otherwise text.")
@click.option("--quick", is_flag=True, help="Leave out what takes longest: power, and decisions that change hands.")
@options.output("it")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    every: bool,
    form: str | None,
    quick: bool,
    output: Path | None,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Show what each TARGET is to PARTY: what it has to say, bears and gets, meets outside, and what it is without it.

    PARTY is a state by code or name, a party or group of the charter, or FRA+DEU. Several TARGETs are set side by side.
    """
    party, targets = _parted(words, every)
    found = resolve(targets, stdin_filename, allow_outside)
    charters = [whole(ctx, load_target(each, allow_outside), "no brief was made") for each in found]
    subjects = [each for charter in charters for each in _subjects(charter)]
    if not subjects:
        raise click.UsageError(f"there is no institution in {', '.join(visible(t.name) for t in found)}")
    wanted = _Wanted(form or ENDINGS.get(output.suffix.lower() if output else "", "text"), quick, _paint(output))
    text = _of_all(subjects, wanted) if party is None else _of_one(party, subjects, wanted)
    if output is None or str(output) == "-":
        say(text.rstrip("\n"))
    else:
        write_whole(output, text.rstrip("\n") + "\n")


def _paint(output: Path | None) -> Paint:
    return paint_for() if output is None or str(output) == "-" else Paint(False)


def _parted(words: Sequence[str], every: bool) -> tuple[str | None, Sequence[str]]:
    """The party, if one is wanted, and the targets."""
    from charter import world
    from charter.designs import find

    if every:
        if len(words) > 1 and find(words[0]) is None and not Path(words[0]).exists() and world.spelled(words[0]):
            raise click.UsageError(f"--all is for every member; leave `{visible(words[0])}` out, or leave --all out")
        return None, words
    if len(words) < 2:
        raise click.UsageError(
            f"name a party and a charter, as in `charter brief KEN {visible(words[0])}`, or use --all"
        )
    return words[0], words[1:]


def _subjects(charter: Charter) -> list[Subject]:
    from charter.analysis.subject import Subject

    shared: dict[object, object] = {}
    return [Subject(each, charter, shared=shared) for each in charter.institutions]


# ---- one party --------------------------------------------------------------------------------------


def _of_one(party: str, subjects: Sequence[Subject], wanted: _Wanted) -> str:
    from charter.analysis.parties.participation import concerns, participation
    from charter.cli.input.party import party_named
    from charter.cli.output.progress import waiting

    meant = party_named(party, [each.charter for each in subjects])
    pairs = list(zip(subjects, meant, strict=True))
    if not any(concerns(subject, parties) for subject, (_, parties) in pairs):
        names = ", ".join(subject.institution.name for subject in subjects)
        raise click.UsageError(f"{visible(party)} is no member of {names}, may not join, and no clause concerns it")
    with waiting("reading the ledger"):
        found = [
            participation(subject, parties, label, power=not wanted.quick, games=not wanted.quick)
            for subject, (label, parties) in pairs
        ]
    return _shown(found, wanted)


def _shown(found: Sequence[Participation], wanted: _Wanted) -> str:
    from charter.cli.output.formats import brief
    from charter.render.words.brief import ledger_page

    if wanted.form == "json":
        return brief.as_json(found)
    pages = [ledger_page(each) for each in found]
    if wanted.form == "html":
        from charter.render.report.brief import brief_html

        title = f"{pages[0].party}: {', '.join(page.institution for page in pages)}"
        return brief_html(title, pages, brief.beside_table(pages) if len(pages) > 1 else None)
    if len(pages) == 1:
        return brief.as_markdown(pages) if wanted.form == "markdown" else brief.as_text(pages, wanted.paint)
    if wanted.form == "markdown":
        return brief.beside_markdown(pages)
    return brief.beside_text(pages, wanted.paint)


# ---- every member -----------------------------------------------------------------------------------


def _of_all(subjects: Sequence[Subject], wanted: _Wanted) -> str:
    from charter.analysis.parties.participation import participation
    from charter.cli.output.formats import brief
    from charter.cli.output.progress import waiting

    parts, every = [], []
    for subject in subjects:
        name = subject.institution.name
        if not subject.members:
            raise click.UsageError(f"{visible(name)} does not state its members, so that there is no row to make")
        with waiting(f"reading the ledgers of {name}"):
            found = [
                participation(subject, frozenset((each,)), each, power=False, games=False) for each in subject.members
            ]
        every += found
        title = f"What {subject.institution.title or name} is to each member"
        if wanted.form == "markdown":
            parts.append(brief.rows_markdown(title, found))
        elif wanted.form == "text":
            parts.append(brief.rows_text(title, found, wanted.paint))
        elif wanted.form == "html":
            from charter.render.report.brief import brief_html

            parts.append(brief_html(title, (), brief.rows_table(title, found)))
    if wanted.form == "html" and len(parts) > 1:
        raise click.UsageError("--all with --format html takes one institution")
    return brief.as_json(every) if wanted.form == "json" else "\n\n".join(parts)
