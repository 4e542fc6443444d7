"""`charter new`: a charter to start from, or a copy of a shipped design under a new name."""

from __future__ import annotations

import re
from pathlib import Path

import click

from charter.cli.input import options
from charter.cli.input.targets import STDIN, design
from charter.cli.output.files import UnwritableError, say, write_whole
from charter.cli.terminal import visible
from charter.record import record

STARTER = Path(__file__).with_name("starter.charter")
_NAMED = ("institution", "reform", "landscape")
_NAME = re.compile(r"[^\W\d]\w*(-[^\W\d]\w*)*")


@record
class Copy:
    """What is to be written: the charter's text, and the tables that it reads, by their names beside it."""

    text: str
    tables: tuple[tuple[str, bytes], ...] = ()


@click.command("new")
@click.argument("name")
@click.option("--like", metavar="DESIGN", help="Copy this shipped design, with its tables, instead of a short example.")
@options.output("the charter (default: the name in small letters, .charter)")
def command(name: str, like: str | None, output: Path | None) -> None:
    """Start a charter for an institution called NAME. A file that exists is never written over."""
    if not _NAME.fullmatch(name):
        raise click.UsageError(f"`{visible(name)}` cannot be a name: a letter, then letters, digits, _ or -")
    origin = design(like) if like else STARTER
    made = _renamed(origin, name)
    _check_name(made.text, name, origin)
    if output is not None and str(output) == STDIN:
        say(made.text, end="")
        return
    path = output or Path(f"{name.lower()}.charter")
    files = [(path, made.text.encode()), *((path.parent / table, content) for table, content in made.tables)]
    _refuse_to_overwrite(files)
    for each, content in reversed(files):
        write_whole(each, content)
    for each, _ in files:
        say(f"wrote {visible(each.as_posix())}")
    say(f"next: charter check {visible(path.as_posix())}")


def _refuse_to_overwrite(files: list[tuple[Path, bytes]]) -> None:
    for path, content in files:
        if path.is_file() and path.read_bytes() == content and path != files[0][0]:
            continue
        if path.exists() or path.is_symlink():
            raise UnwritableError(f"`{visible(path.as_posix())}` exists already; nothing was written")


def _check_name(text: str, name: str, origin: Path) -> None:
    """Refuse a name that the language or the world's facts already use: the text would then have errors."""
    from charter.dsl.findings import ERROR
    from charter.dsl.load import load
    from charter.dsl.syntax.source import Source

    wrong = [finding for finding in load(Source("new.charter", text, origin)).findings if finding.severity == ERROR]
    if wrong:
        raise click.UsageError(f"`{visible(name)}` does not do as a name: {visible(wrong[0].message)}")


def _renamed(path: Path, name: str) -> Copy:
    """The text of a file with its institution's name changed wherever it is meant, and nothing else."""
    from charter.dsl.syntax.parser import parse
    from charter.dsl.syntax.source import read_source
    from charter.dsl.syntax.tree import unquote

    source = read_source(path)
    parsed = parse(source)
    old = next(node.need("NAME").text for node in parsed.tree.trees() if node.kind in _NAMED)
    changes = [
        (token.start, token.start + len(old), name)
        for token in parsed.tokens
        if token.kind == "NAME" and (token.text == old or token.text.startswith(f"{old}."))
    ]
    tables: list[tuple[str, bytes]] = []
    for node in parsed.tree.trees():
        if node.kind == "use_file":
            quoted = node.need("STRING")
            changes.append((quoted.start, quoted.end, Path(unquote(quoted.text)).stem))
        elif node.kind == "data":
            table = path.parent / unquote(node.tokens("STRING")[0].text)
            tables.append((table.name, table.read_bytes()))
    return Copy(_changed(source.text, changes), tuple(tables))


def _changed(text: str, changes: list[tuple[int, int, str]]) -> str:
    for start, end, replacement in sorted(changes, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text
