"""`charter embed`: fill the marked places of documents from their charters, or say which have fallen behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click
from attrs import define, field

from charter.cli.input import options
from charter.cli.input.targets import Target, sandboxed
from charter.cli.output.files import say, write_whole
from charter.cli.terminal import visible

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.render.embed.fill import Content, FilledDocument
    from charter.render.embed.places import Place


@click.command("embed")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--check", "checking", is_flag=True, help="Write nothing; exit 1 where a place has fallen behind.")
@click.option(
    "--figures",
    default="figures",
    show_default=True,
    metavar="FOLDER",
    help="Where pictures go, beneath the document's.",
)
@click.option("--theme", default="default", show_default=True, metavar="NAME", help="The colours of pictures.")
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context, documents: tuple[str, ...], checking: bool, figures: str, theme: str, allow_outside: bool
) -> None:
    """Fill every marked place of each DOCUMENT (Markdown, Quarto, LaTeX) with a picture, a table or a number.

    A place stands between `<!-- charter: picture TARGET -->` and `<!-- /charter -->`. Nothing is written where
    one of the documents has a mistake in a mark, or a charter has one; those are told by line, and the exit code is 1.
    """
    jobs = [_Document(Path(word), PurePosixPath(figures), theme, allow_outside) for word in documents]
    filled = [(job, job.filled()) for job in jobs]
    if any(job.mistakes for job in jobs):
        for job in jobs:
            for line, message in sorted(job.mistakes):
                click.echo(visible(f"{job.shown}:{line}: {message}"), err=True)
        click.echo("nothing was written", err=True)
        ctx.exit(1)
    behind = False
    for job, found in filled:
        assert found is not None
        behind = (_compared(job, found) if checking else _written(job, found)) or behind
    ctx.exit(int(behind and checking))


def _written(job: _Document, found: FilledDocument) -> bool:
    stale = _stale_files(job, found)
    for address in stale:
        path = job.path.parent / address
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, found.files[address][1])
        say(f"wrote {visible(path.as_posix())}")
    if found.stale:
        write_whole(job.path, job.mark + found.text)
    counted = f"{len(found.places)} place{'s' if len(found.places) != 1 else ''}"
    told = f"{len(found.stale)} of {counted} filled anew" if found.stale else f"{counted}, nothing to fill anew"
    say(f"{visible(job.shown)}: {told}")
    return bool(found.stale or stale)


def _compared(job: _Document, found: FilledDocument) -> bool:
    stale = {place.line: f"this {place.kind} has fallen behind its charter" for place in found.stale}
    for address in _stale_files(job, found):
        stale.setdefault(found.files[address][0].line, f"the picture {address} has fallen behind its charter")
    for line, told in sorted(stale.items()):
        say(visible(f"{job.shown}:{line}: {told}"))
    if stale:
        say(visible(f"`charter embed {job.shown}` fills it anew"))
    else:
        say(visible(f"{job.shown}: {len(found.places)} places as their charters have it"))
    return bool(stale)


def _stale_files(job: _Document, found: FilledDocument) -> list[PurePosixPath]:
    """The files that are not there, or hold something else."""

    def held(address: PurePosixPath) -> bytes | None:
        path = job.path.parent / address
        try:
            return path.read_bytes() if path.is_file() else None
        except OSError:
            return None

    return [address for address, (_, data) in found.files.items() if held(address) != data]


@define(eq=False)
class _Document:
    """A document with what it takes to fill its places. `mistakes` are lines with what is wrong on them."""

    path: Path
    figures: PurePosixPath
    theme: str
    allow_outside: bool
    mistakes: list[tuple[int, str]] = field(factory=list)
    mark: str = ""
    loaded: dict[str, Loaded] = field(factory=dict)

    @property
    def shown(self) -> str:
        """The path as it was given."""
        return self.path.as_posix()

    def filled(self) -> FilledDocument | None:
        """The document with its places filled; None where there are mistakes, which are remembered."""
        from charter.render.embed.fill import filled
        from charter.render.embed.places import Mistake, syntax_of

        syntax = syntax_of(self.path)
        if syntax is None:
            raise click.UsageError(visible(f"`{self.shown}` is no Markdown, Quarto or LaTeX file by its ending"))
        self._check_figures()
        text = self._text()
        try:
            found = filled(text, syntax, self._content(syntax))
        except Mistake as mistake:
            self.mistakes.append((mistake.line, mistake.message))
            return None
        return None if self.mistakes else found

    def _check_figures(self) -> None:
        if self.figures.is_absolute() or ".." in self.figures.parts:
            raise click.UsageError("--figures is a folder beneath that of the document")
        for path in (self.path, self.path.parent / self.figures) if not self.allow_outside else ():
            refused = sandboxed(Target(path.as_posix(), path)).refused if path.exists() else None
            if refused is not None:
                raise click.UsageError(visible(refused))

    def _text(self) -> str:
        from charter.dsl.syntax.source import UnreadableError, decode, read_plain

        try:
            content = read_plain(self.path, self.shown)
            text = decode(content)
        except UnreadableError as error:
            told = str(error).removeprefix(f"cannot read `{self.shown}`: ")
            raise click.UsageError(visible(f"cannot read `{self.shown}`: {told}")) from error
        self.mark = "\ufeff" if content.startswith(b"\xef\xbb\xbf") else ""
        return text

    def _content(self, syntax: str) -> Callable[[Place], Content]:
        """What belongs into a place. A mistake is remembered, so that one run tells them all."""
        from charter.cli.embedding.contents import CONTENTS
        from charter.render.embed.fill import Content
        from charter.render.embed.places import Mistake

        def content(place: Place) -> Content:
            try:
                return CONTENTS[place.kind](self, place, syntax)
            except Mistake as mistake:
                self.mistakes.append((mistake.line, mistake.message))
            except click.ClickException as error:
                self.mistakes.append((place.line, error.message))
            return Content("")

        return content

    def charter(self, place: Place) -> Loaded:
        """The charter that a place names, from the document's folder.

        Raises:
            Mistake: there is none, it lies outside the root, or has mistakes of its own.
        """
        from charter.dsl.findings import ERROR
        from charter.render.embed.places import Mistake

        word = place.words[0]
        if word not in self.loaded:
            self.loaded[word] = self._load(word, place)
        loaded = self.loaded[word]
        errors = [each for each in loaded.findings if each.severity == ERROR]
        if errors or loaded.charter is None:
            first = f"; the first: {errors[0].span}: {errors[0].code} {errors[0].message}" if errors else ""
            raise Mistake(place.line, f"`{word}` has {len(errors)} mistake{'s' if len(errors) != 1 else ''}{first}")
        return loaded

    def _load(self, word: str, place: Place) -> Loaded:
        from charter.cli.input.targets import SUFFIX, design, load_target
        from charter.dsl.load import root_of
        from charter.render.embed.places import Mistake

        path = self.path.parent / word
        if word.endswith(SUFFIX) or path.is_file():
            root = root_of(self.path.resolve())
            if not self.allow_outside and not path.resolve().is_relative_to(root):
                raise Mistake(place.line, f"`{word}` lies outside the root of this project")
            if not path.is_file():
                raise Mistake(place.line, f"there is no file `{word}`")
            return load_target(Target(os.path.normpath(path), path), self.allow_outside)
        return load_target(Target(word, design(word), shipped=True), self.allow_outside)
