"""`charter repair`: verified changes that answer a finding, or make an expectation hold."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from charter.cli.input import options
from charter.cli.input.targets import load_target, only_one
from charter.cli.output.files import say, write_whole
from charter.cli.terminal import paint_for, visible

if TYPE_CHECKING:
    from charter.cli.input.targets import Target
    from charter.designing.repairing import Repair, Repairer
    from charter.dsl.findings import Finding
    from charter.validators.expectations.verdict import Verdict

VERSION = 1


@click.command("repair")
@options.target
@click.argument("what", required=False, metavar="[CODE|LINE]")
@click.option("--apply", "applying", is_flag=True, help="Write the first change of each into FILE, whole.")
@click.option("--seconds", type=click.FloatRange(min=0.1), default=30.0, show_default=True, metavar="S",
              help="How long to look for changes to one thing.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
              help="How it is shown.")  # fmt: skip
@options.stdin_filename
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context,
    target: str,
    what: str | None,
    applying: bool,
    seconds: float,
    form: str,
    stdin_filename: str | None,
    allow_outside: bool,
) -> None:
    """Show what to change in TARGET so that findings go and refuted expectations hold: of all, of a rule, of a line.

    Every change shown has been checked: what it is for is gone, no finding is new, no expectation is worse. Nothing is
    written without --apply. Exits 1 where something is left for which no such change was found.
    """
    from charter.designing.repairing import Repairer
    from charter.validators.check.engine import check

    found = only_one([target], stdin_filename, "repair", allow_outside)
    if applying and (found.path is None or found.shipped):
        raise click.UsageError("--apply changes a file of yours: name one (`charter new NAME --like DESIGN` copies)")
    loaded = load_target(found, allow_outside)
    if loaded.file not in loaded.sources:
        raise click.UsageError(visible(loaded.findings[0].message))
    repairer = Repairer(loaded, check(loaded), seconds)
    wanted = _wanted(repairer, what)
    repairs = [repairer.repair(each) for each in wanted]
    if form == "json":
        say(json.dumps({"version": VERSION, "repairs": [_data(each) for each in repairs]}, indent=1))
    else:
        for each in repairs:
            _show(repairer, each)
        say(_summary(repairs))
    if applying:
        _apply(found, repairer, wanted)
    ctx.exit(int(any(not each.remedies for each in repairs)))


def _wanted(repairer: Repairer, what: str | None) -> list[Finding | Verdict]:
    from charter.dsl.findings import GAP, NOTE, Finding
    from charter.validators.check.registry import UnknownCode, entry

    every = repairer.broken
    if what is None:
        return [each for each in every if not isinstance(each, Finding) or each.severity not in (GAP, NOTE)]
    if what.isdecimal():
        return [each for each in every if each.span.line == int(what) and each.span.file == repairer.loaded.file]
    try:
        code = entry(what).code
    except UnknownCode as unknown:
        from charter.cli.run_check import no_rule

        raise click.UsageError(no_rule(unknown.asked, unknown.near)) from unknown
    return [each for each in every if isinstance(each, Finding) and each.code == code]


def _title(of: Finding | Verdict) -> str:
    from charter.dsl.findings import Finding

    if isinstance(of, Finding):
        return f"line {of.span.line}: {of.severity}[{of.code}]: {of.message}"
    return f"line {of.span.line}: refuted: {of.text}"


def _show(repairer: Repairer, repair: Repair) -> None:
    paint = paint_for()
    say(paint("strong", visible(_title(repair.of))))
    if not repair.remedies:
        say(f"  no change: {visible(repair.reason)}\n")
        return
    first, *others = repair.remedies
    say(f"  {visible(first.remedy.title)}")
    before = repairer.source.text.splitlines()
    for line in _diff(before, first.text, repairer.loaded.file):
        meaning = {"+": "added", "-": "removed", "@": "frame"}.get(line[:1], "")
        say(paint(meaning, f"  {visible(line)}"))
    for other in others:
        say(f"  or: {visible(other.remedy.title)}")
    say("")


def _diff(before: Sequence[str], after: str, name: str) -> list[str]:
    return list(difflib.unified_diff(before, after.splitlines(), name, f"{name} (repaired)", lineterm="", n=1))


def _summary(repairs: Sequence[Repair]) -> str:
    if not repairs:
        return "nothing is to be repaired"
    mended = sum(bool(each.remedies) for each in repairs)
    return f"{mended} of {len(repairs)} can be repaired by a change that breaks nothing"


def _data(repair: Repair) -> dict[str, Any]:
    from charter.dsl.findings import Finding

    of = repair.of
    about: dict[str, Any] = {"line": of.span.line, "column": of.span.column, "file": of.span.file}
    if isinstance(of, Finding):
        about |= {"code": of.code, "entity": of.entity, "message": of.message, "fingerprint": of.fingerprint}
    else:
        about |= {"expectation": of.text, "institution": of.of, "scenario": of.scenario}
    remedies = [
        {
            "title": each.remedy.title,
            "edits": [
                {
                    "file": edit.span.file, "line": edit.span.line, "column": edit.span.column,
                    "end_line": edit.span.end_line, "end_column": edit.span.end_column, "text": edit.replacement,
                }
                for edit in each.remedy.edits
            ],
        }
        for each in repair.remedies
    ]  # fmt: skip
    return {"of": about, "remedies": remedies, "reason": repair.reason or None}


def _apply(target: Target, repairer: Repairer, wanted: Sequence[Finding | Verdict]) -> None:
    """Write the first change of each; after each the text is checked again, so that they hold together."""
    from charter.designing.repairing import Repairer
    from charter.dsl.load import load
    from charter.dsl.syntax.source import Source
    from charter.validators.check.engine import check

    keys = [_identity(each) for each in wanted]
    text, done, now = repairer.source.text, 0, repairer
    for key in keys:
        of = next((each for each in now.broken if _identity(each) == key), None)
        repair = now.repair(of) if of is not None else None
        if repair is None or not repair.remedies:
            continue
        text, done = repair.remedies[0].text, done + 1
        source, loaded = now.source, now.loaded
        changed = load(Source(source.name, text, source.path), root=loaded.root, allow_outside=loaded.allow_outside)
        now = Repairer(changed, check(changed), repairer.seconds)
    if done and target.path is not None:
        write_whole(target.path, text)
    say(f"wrote {visible(target.name)}: {done} change{'s' if done != 1 else ''}" if done else "nothing was written")


def _identity(of: Finding | Verdict) -> tuple[str, str, str]:
    from charter.dsl.findings import Finding

    return (of.code, of.entity, "") if isinstance(of, Finding) else (of.of, of.text, of.scenario or "")
