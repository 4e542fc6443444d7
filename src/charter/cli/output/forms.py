"""`--format`: which forms the findings can take, and where each goes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from charter.cli.check_result import CheckResult
from charter.cli.input.targets import STDIN
from charter.cli.output.files import say, write_whole
from charter.cli.terminal import Paint, paint_for, visible
from charter.plugins import FORMATS, Plugin, plugins
from charter.record import record

_FOLDER = Path(__file__).parent / "check_forms"
FORMS = tuple(sorted(file[:-3] for file in os.listdir(_FOLDER) if file.endswith(".py") and not file.startswith("_")))
"""The forms there are, by the files in `check_forms`: adding one takes a module there with a function
`written(outcome, paint) -> str`, imported when it is used, and nothing else."""


def _plugged() -> dict[str, Plugin]:
    """The forms that plug-ins bring, by name; none takes the name of one of Charter's."""
    return {each.name: each for each in plugins(FORMATS) if each.name not in FORMS}


@record
class OutputForm:
    """A form and the file it goes to; None: standard output."""

    name: str
    file: Path | None = None


class FormType(click.ParamType):  # type: ignore[type-arg]
    """`NAME` or `NAME=FILE`."""

    name = "form"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> OutputForm:
        """The form that a word means; fails with the names there are."""
        if isinstance(value, OutputForm):
            return value
        name, equals, file = str(value).partition("=")
        if name not in FORMS and name not in _plugged():
            self.fail(f"`{visible(name)}` is no format; there are {', '.join([*FORMS, *_plugged()])}", param, ctx)
        if equals and not file:
            self.fail(f"`{name}=` names no file", param, ctx)
        return OutputForm(name, Path(file) if file and file != STDIN else None)


def placed(forms: Sequence[OutputForm], output: Path | None) -> list[OutputForm]:
    """The forms with their places: `output` is for the one that names no file.

    Raises:
        click.UsageError: two of them would go to the same place, or `output` has nothing to hold.
    """
    found = list(forms) or [OutputForm("full")]
    loose = [n for n, form in enumerate(found) if form.file is None]
    if output is not None and str(output) != STDIN:
        if len(loose) != 1:
            raise click.UsageError("-o is for one format; give the others their files as --format NAME=FILE")
        found[loose[0]] = OutputForm(found[loose[0]].name, output)
    places = [str(form.file.resolve()) if form.file else STDIN for form in found]
    if len(set(places)) != len(places):
        raise click.UsageError("two formats would go to the same place; give each its file as --format NAME=FILE")
    return found


def deliver(outcome: CheckResult, forms: Sequence[OutputForm]) -> None:
    """Write files first, whole or not at all, then what goes to standard output."""
    for form in sorted(forms, key=lambda each: each.file is None):
        if form.file is None:
            say(present(outcome, form.name, paint_for()))
        else:
            write_whole(form.file, present(outcome, form.name, Paint(False)) + "\n")


def present(outcome: CheckResult, name: str, paint: Paint) -> str:
    """The outcome as text in one of the forms, without a line end at its end."""
    if name not in FORMS:
        plugged: str = _plugged()[name].load()(outcome, paint)
        return plugged
    made: str = import_module(f"charter.cli.output.check_forms.{name}").written(outcome, paint)
    return made
