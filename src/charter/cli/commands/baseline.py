"""`charter baseline`: write down what is found today, so that checks tell only what comes after."""

from __future__ import annotations

from pathlib import Path

import click

from charter.cli.input import options
from charter.cli.input.targets import STDIN, load_target, resolve
from charter.cli.output.files import say, write_whole
from charter.cli.places import from_folder
from charter.cli.run_check import CheckRequest, run, settings_of
from charter.cli.terminal import visible
from charter.text.wording import number

DEFAULT = "charter-baseline.json"


@click.command("baseline")
@options.targets
@options.output(f"the baseline (default: the settings' `baseline`, or {DEFAULT})")
@click.option("--profile", metavar="NAME", help="A profile of the settings file.")
@options.allow_outside
@click.pass_context
def command(
    ctx: click.Context, targets: tuple[str, ...], output: Path | None, profile: str | None, allow_outside: bool
) -> None:
    """Write every finding of each TARGET into a baseline, which `charter check --baseline FILE` then leaves out.

    A finding is known by its file, its rule and what it is about, not by its line; a renamed
    file stays known. Mistakes in the text are never known: a
    charter that has some is refused. Refuted expectations stay refuted.
    """
    from charter.dsl.load import shown
    from charter.validators.check.baseline import written
    from charter.validators.check.suppressions import unanswerable

    found = resolve(targets, allow_outside=allow_outside)
    asked = CheckRequest(profile=profile, allow_outside=allow_outside)
    settings = [settings_of(target, asked) for target in found]
    outcome = run((load_target(target, allow_outside) for target in found), settings, asked)
    errors = [finding for finding in outcome.findings if unanswerable(finding)]
    if errors:
        raise click.ClickException(
            f"{number(len(errors), 'mistake')} in the text cannot be known; the first: "
            f"{visible(f'{errors[0].span}: {errors[0].code} {errors[0].message}')}"
        )
    places = {each.baseline for each in settings if each.baseline is not None}
    path = output or (places.pop() if len(places) == 1 else Path(DEFAULT))
    folder = path.resolve().parent if str(path) != STDIN else Path.cwd()
    text = written(outcome.findings, lambda each: from_folder(each.span.file, outcome.sources, folder))
    if str(path) == STDIN:
        say(text, end="")
        return
    write_whole(path, text)
    known = sum(not unanswerable(each) for each in outcome.findings)
    where = visible(shown(path.resolve(), by_path=True))
    say(f"wrote {number(known, 'finding')} into {where}")
    if not any(each.baseline is not None for each in settings):
        say(f"`charter check --baseline {where}`, or `baseline` in charter.toml, leaves them out")
