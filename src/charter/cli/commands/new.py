"""`charter new`: a charter to start from, or a copy of a shipped design under a new name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.input import options
from charter.cli.input.cleared import Change, cleared
from charter.cli.input.naming import file_stem, is_name, name_of, quoted
from charter.cli.input.targets import STDIN, design
from charter.cli.output.files import UnwritableError, say, write_whole
from charter.cli.terminal import visible
from charter.record import record

if TYPE_CHECKING:
    from charter.dsl.syntax.tree import Tree

STARTER = Path(__file__).with_name("starter.charter")
_NAMED = ("institution", "reform", "landscape")


@record
class Copy:
    """What is to be written: the charter's text, and the tables that it reads, by their names beside it."""

    text: str
    tables: tuple[tuple[str, bytes], ...] = ()


@click.command("new")
@click.argument("name", metavar="NAME|TITLE")
@click.option(
    "--like",
    metavar="DESIGN",
    shell_complete=options.lazily("designs"),
    help="Copy this shipped design, with its tables, instead of a short example.",
)
@options.output("the charter (default: the name in small letters, .charter)")
def command(name: str, like: str | None, output: Path | None) -> None:
    """Start a charter for an institution. A file that exists is never written over.

    Of a TITLE in several words the name is made: "Compute Registry Agency" is ComputeRegistryAgency. A copy of an
    institution keeps its organs, votes and obligations; its sources, dates, members and holders are taken out.
    """
    title = None if is_name(name) else " ".join(name.split())
    called = name if title is None else name_of(title) if " " in title else None
    if called is None:
        raise click.UsageError(f"`{visible(name)}` cannot be a name: a letter, then letters, digits, _ or -")
    origin = design(like) if like else STARTER
    made = _renamed(origin, called, title)
    _check_name(made.text, called, origin)
    if output is not None and str(output) == STDIN:
        say(made.text, end="")
        return
    path = output or Path(f"{called.lower() if title is None else file_stem(title)}.charter")
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


def _renamed(path: Path, name: str, title: str | None) -> Copy:
    """The text of a file under another name: the name changed wherever it is meant, the title where one is given, and
    what is the original's own taken out of an institution."""
    from charter.dsl.format.formatter import format_text
    from charter.dsl.syntax.parser import parse
    from charter.dsl.syntax.source import read_source
    from charter.dsl.syntax.tree import unquote

    source = read_source(path)
    parsed = parse(source)
    first = next(node for node in parsed.tree.trees() if node.kind in _NAMED)
    old = first.need("NAME").text
    changes = [
        (token.start, token.start + len(old), name)
        for token in parsed.tokens
        if token.kind == "NAME" and (token.text == old or token.text.startswith(f"{old}."))
    ]
    tables: list[tuple[str, bytes]] = []
    for node in parsed.tree.trees():
        if node.kind == "use_file":
            quoted_path = node.need("STRING")
            changes.append((quoted_path.start, quoted_path.end, Path(unquote(quoted_path.text)).stem))
        elif node.kind == "data":
            table = path.parent / unquote(node.tokens("STRING")[0].text)
            tables.append((table.name, table.read_bytes()))
    changes += _titled(first, title)
    if first.kind == "institution" and path != STARTER:
        gone = cleared(first, parsed.tokens)
        changes = [each for each in changes if not any(s <= each[0] < e for s, e, _ in gone)] + gone
    text = _changed(source.text, changes)
    return Copy(text if path == STARTER else format_text(text), tuple(tables))


def _titled(block: Tree, title: str | None) -> list[Change]:
    """The change that gives a block a title."""
    found = block.first("title")
    if title is None:
        return []
    if found is None:
        end = block.need("NAME").end
        return [(end, end, f" {quoted(title)}")]
    return [(found.start, found.end, quoted(title))]


def _changed(text: str, changes: list[Change]) -> str:
    """The text with the changes; a line of which nothing is left goes."""
    for start, end, replacement in sorted(changes, reverse=True):
        head, tail = text[:start], text[end:]
        bare = not replacement and not head.rpartition("\n")[2].strip() and not tail.partition("\n")[0].strip()
        if bare:
            head, tail = head.rpartition("\n")[0] + "\n", tail.partition("\n")[2]
        text = head + replacement + tail
    return text
