"""`charter diff`: what makes one institution another, clause by clause; as JSON by `docs/schema/diff-1.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from charter.cli.input import options
from charter.cli.input.targets import TargetError, load_target, only_one
from charter.cli.output.files import say
from charter.cli.output.refusal import whole
from charter.cli.terminal import Paint, paint_for, visible

if TYPE_CHECKING:
    from charter.dsl.elaborate.built import BuiltInstitution
    from charter.dsl.model.institution import Change

VERSION = 1
SIGNS = {"add": ("+", "added"), "change": ("~", "changed"), "remove": ("-", "removed")}
_PAINTS = {"add": "proved", "change": "warning", "remove": "refuted"}


@click.command("diff")
@click.argument("before", metavar="BEFORE", shell_complete=options.lazily("targets"))
@click.argument("after", metavar="AFTER", shell_complete=options.lazily("targets"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to show it.")
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context, before: str, after: str, form: str, stdin_filename: str | None, allow_outside: bool
) -> None:
    """List each clause in which the institution of AFTER differs from that of BEFORE, with both texts.

    Of a reform and its original the changes are those that the reform names. The first institution of each charter
    is taken.
    """
    from charter.dsl.compare import compare

    one, other = (_part(ctx, word, stdin_filename, allow_outside) for word in (before, after))
    changes = compare(one, other)
    if form == "json":
        say(json.dumps(_data(one, other, changes), indent=1))
    else:
        say(_text(one, other, changes, paint_for()))


def _part(ctx: click.Context, word: str, stdin_filename: str | None, allow_outside: bool) -> BuiltInstitution:
    loaded = load_target(only_one((word,), stdin_filename, "diff", allow_outside), allow_outside)
    charter = whole(ctx, loaded, "nothing was compared")
    if not charter.institutions:
        raise TargetError(f"`{visible(word)}` has no institution")
    return loaded.parts[charter.institutions[0].name]


def _text(one: BuiltInstitution, other: BuiltInstitution, changes: tuple[Change, ...], paint: Paint) -> str:
    counts = [(word, sum(c.verb == verb for c in changes)) for verb, (_, word) in SIGNS.items()]
    told = ", ".join(f"{number} {word}" for word, number in counts if number)
    tie = "a reform of" if other.made.reform_of == one.made.name else "beside"
    names = f"{visible(other.made.name)}, {tie} {visible(one.made.name)}"
    files = [visible(each.made.name_span.file) for each in (other, one)]
    if other.made.name == one.made.name and files[0] != files[1]:
        names = f"{visible(other.made.name)} in {files[0]}, beside {files[1]}"
    lines = [paint("strong", names) + f": {told or 'no clause differs'}"]
    for change in changes:
        sign = paint(_PAINTS[change.verb], SIGNS[change.verb][0])
        place = f"{change.span.file}:{change.span.line}"
        lines += ["", f"{sign} {_path(change)}  {paint('faint', visible(place))}"]
        lines += [f"    {mark} {visible(text)}" for mark, text in (("-", change.before), ("+", change.after)) if text]
    return "\n".join(lines)


def _path(change: Change) -> str:
    return visible(" / ".join(change.path)) or "the institution"


def _data(one: BuiltInstitution, other: BuiltInstitution, changes: tuple[Change, ...]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "before": one.made.name,
        "after": other.made.name,
        "reform": other.made.reform_of == one.made.name,
        "changes": [
            {
                "verb": c.verb,
                "path": list(c.path),
                "before": c.before,
                "after": c.after,
                "file": c.span.file,
                "line": c.span.line,
            }
            for c in changes
        ],
    }
