"""`charter diff`: what makes one institution another, clause by clause or by what it means; as JSON by
`docs/schema/diff-1.json` and `docs/schema/meaning-1.json`."""

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
    from charter.dsl.load import Loaded
    from charter.dsl.model.institution import Change

VERSION = 1
LEVELS = ("error", "warning", "note", "never")
"""From the gravest; `never`: no change makes the exit code 1."""
SIGNS = {"add": ("+", "added"), "change": ("~", "changed"), "remove": ("-", "removed")}
_PAINTS = {"add": "proved", "change": "warning", "remove": "refuted"}


@click.command("diff")
@click.argument("before", metavar="BEFORE", shell_complete=options.lazily("targets"))
@click.argument("after", metavar="AFTER", shell_complete=options.lazily("targets"))
@click.option(
    "--meaning", is_flag=True, help="What the changes mean: decisions as games, vetoes, exits, duties, bills."
)
@click.option(
    "--only", multiple=True, metavar="NAMES", help="With --meaning: these decisions, duties or clauses alone."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to show it.")
@click.option(
    "--fail-on", type=click.Choice(LEVELS), help="With --meaning: the least grave change that makes the exit code 1."
)
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context, before: str, after: str, meaning: bool, only: tuple[str, ...], form: str, fail_on: str | None,
    stdin_filename: str | None, allow_outside: bool,
) -> None:  # fmt: skip
    """List each clause in which the institution of AFTER differs from that of BEFORE, with both texts.

    Of a reform and its original the changes are those that the reform names. The first institution of each charter
    is taken. With --meaning: whether each decision is passed by the same coalitions, by fewer, by more or by others,
    how many change and one of each side, and what happens to vetoes, exits, duties and bills. It exits 1 if a change is
    as grave as --fail-on (by default an error), else 0.

    With --meaning an error takes something from somebody who has it: a veto, a way out, membership, freedom from a duty
    or a bill. A warning shifts who decides, or takes a duty or a safeguard away. A note leaves nobody worse off.
    """
    from charter.dsl.compare import compare

    if not meaning and (fail_on is not None or only):
        raise click.UsageError(f"{'--fail-on' if fail_on is not None else '--only'} goes with --meaning")
    loaded = [_loaded(ctx, word, stdin_filename, allow_outside) for word in (before, after)]
    if meaning:
        ctx.exit(_meaning(loaded[0], loaded[1], only, form, fail_on or "error"))
    one, other = (_part(each) for each in loaded)
    changes = compare(one, other)
    if form == "json":
        say(json.dumps(_data(one, other, changes), indent=1))
    else:
        say(_text(one, other, changes, paint_for()))


def _meaning(before: Loaded, after: Loaded, only: tuple[str, ...], form: str, fail_on: str) -> int:
    """Show what the change means; the exit code."""
    from charter.analysis.meaning import meaning
    from charter.analysis.subject import Subject
    from charter.cli.output.formats import meaning as shapes
    from charter.cli.output.progress import waiting

    assert before.charter is not None
    assert after.charter is not None
    one, other = (_part(each) for each in (before, after))
    subjects = (
        Subject(before.charter.institutions[0], before.charter, before),
        Subject(after.charter.institutions[0], after.charter, after),
    )
    with waiting("comparing decisions"):
        changes = meaning(*subjects, _wanted(only))
    missing = next((name for name in _wanted(only) or () if all(c.entity != name for c in changes)), None)
    if missing is not None:
        raise click.UsageError(f"--only {visible(missing)}: neither charter has a decision or duty of that name")
    if form == "json":
        say(shapes.as_json(one.made.name, other.made.name, other.made.reform_of == one.made.name, changes))
    else:
        say(shapes.as_text(_heading(one, other), changes, paint_for()))
    grave = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on != "never" else ()
    return int(any(change.severity in grave for change in changes))


def _wanted(only: tuple[str, ...]) -> frozenset[str] | None:
    return frozenset(name.strip() for text in only for name in text.split(",")) if only else None


def _loaded(ctx: click.Context, word: str, stdin_filename: str | None, allow_outside: bool) -> Loaded:
    loaded = load_target(only_one((word,), stdin_filename, "diff", allow_outside), allow_outside)
    charter = whole(ctx, loaded, "nothing was compared")
    if not charter.institutions:
        raise TargetError(f"`{visible(word)}` has no institution")
    return loaded


def _part(loaded: Loaded) -> BuiltInstitution:
    assert loaded.charter is not None
    return loaded.parts[loaded.charter.institutions[0].name]


def _text(one: BuiltInstitution, other: BuiltInstitution, changes: tuple[Change, ...], paint: Paint) -> str:
    counts = [(word, sum(c.verb == verb for c in changes)) for verb, (_, word) in SIGNS.items()]
    told = ", ".join(f"{number} {word}" for word, number in counts if number)
    lines = [paint("strong", _heading(one, other)) + f": {told or 'no clause differs'}"]
    for change in changes:
        sign = paint(_PAINTS[change.verb], SIGNS[change.verb][0])
        place = f"{change.span.file}:{change.span.line}"
        lines += ["", f"{sign} {_path(change)}  {paint('faint', visible(place))}"]
        lines += [f"    {mark} {visible(text)}" for mark, text in (("-", change.before), ("+", change.after)) if text]
    return "\n".join(lines)


def _heading(one: BuiltInstitution, other: BuiltInstitution) -> str:
    tie = "a reform of" if other.made.reform_of == one.made.name else "beside"
    files = [visible(each.made.name_span.file) for each in (other, one)]
    if other.made.name == one.made.name and files[0] != files[1]:
        return f"{visible(other.made.name)} in {files[0]}, beside {files[1]}"
    return f"{visible(other.made.name)}, {tie} {visible(one.made.name)}"


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
