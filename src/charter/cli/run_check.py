"""What `charter check` does before it shows anything: settings, rules, baseline, comparison with an earlier state."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from charter.cli.check_result import CheckPart, CheckResult, gather
from charter.cli.input.targets import Target, load_target
from charter.cli.output.progress import stepping
from charter.record import changed, record

if TYPE_CHECKING:
    from charter.dsl.load import Loaded
    from charter.validators.check.configuration import Settings

    Known = Counter[tuple[str, str, str]]

FOCUSES = {
    "authority": "authority:authority",
    "participation": "parties.participation:participants",
    "representation": "proportion.representation:represented",
}
"""Each focus with the function of `charter.analysis` that makes its page of a subject."""
MOST = 100
"""How many findings of one code and severity are told in each file."""
ALL = "all"
"""What stands for every scenario."""


class WrongFile(click.ClickException):
    """A settings file or baseline that cannot be meant; the message says where and why."""

    exit_code = 2


@record
class CheckRequest:
    """What the command line asks for; None where it leaves that to the settings.

    `isolated` leaves the settings files alone. `since` is a revision: only what is new since then is told. `keep`
    lets results of earlier runs stand for charters that have not changed. `scenarios` are to be compared with the
    charter as it stands; `all` stands for every one. `focus` is the page that is wanted.
    `packs` are on beside those of the settings. `most` findings of a code are told in each file (0: all). `jobs`
    charters are checked at a time.
    """

    select: Sequence[str] | None = None
    ignore: Sequence[str] | None = None
    fail_on: str | None = None
    profile: str | None = None
    baseline: Path | None = None
    isolated: bool = False
    since: str | None = None
    allow_outside: bool = False
    keep: bool = False
    scenarios: Sequence[str] = ()
    focus: str | None = None
    packs: Sequence[str] = ()
    most: int = MOST
    jobs: int = 1


@record
class Examined:
    """The outcome of a run with the fail level that holds for it."""

    outcome: CheckResult
    fail_on: str

    @property
    def exit_code(self) -> int:
        """What the run should exit with."""
        return self.outcome.exit_code(self.fail_on)


def examine(targets: Sequence[Target], asked: CheckRequest) -> Examined:
    """Check every target under the settings that hold for it.

    Of several fail levels the strictest holds. Raises `click.ClickException` for wrong settings, codes, revisions
    and baselines.
    """
    from charter.dsl.findings import WARNING
    from charter.names import UNPROVED
    from charter.validators.check.engine import fail_level

    settings = [settings_of(target, asked) for target in targets]
    if asked.keep and not asked.scenarios and asked.focus is None:
        outcome = _kept_or_run(targets, settings, asked)
    else:
        outcome = run(_declaring(targets, asked), settings, asked)
    outcome = _without_known(outcome, settings, asked)
    if asked.since is not None:
        from charter.cli.input.git_base import only_new

        plainly = changed(asked, scenarios=(), focus=None)
        outcome = only_new(outcome, targets, asked.since, lambda old: run(map(load_target, old), settings, plainly))
    level, unproved = fail_level(",".join(asked.fail_on or each.fail_on for each in settings) or WARNING)
    strictest = f"{level},{UNPROVED}" if unproved else level
    return Examined(changed(outcome.capped(asked.most), focus=asked.focus, fail_on=strictest), strictest)


def run(loaded: Iterable[Loaded], settings: Sequence[Settings], asked: CheckRequest) -> CheckResult:
    """The findings and verdicts of charters that have been read, baseline and earlier states left aside.

    Raises:
        click.UsageError: `select` or `ignore` names no rule.
    """
    return gather(_part(one, found, asked) for one, found in zip(loaded, settings, strict=True))


def _kept_or_run(targets: Sequence[Target], settings: Sequence[Settings], asked: CheckRequest) -> CheckResult:
    """What `run` finds in the targets, from earlier runs where nothing has changed since."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    each = partial(_kept_part, asked)
    jobs = min(asked.jobs or os.cpu_count() or 1, len(targets))
    with stepping("checking", len(targets)) as step:
        if jobs > 1:
            with ProcessPoolExecutor(jobs, get_context("spawn")) as workers:
                return gather(map(step, workers.map(each, targets, settings)))
        return gather(map(step, map(each, targets, settings)))


def _kept_part(asked: CheckRequest, target: Target, settings: Settings) -> CheckPart:
    from charter.cli.result_cache import kept

    deciding = changed(asked, fail_on=None, baseline=None, since=None, most=0, jobs=1)
    return kept(target, f"{deciding!r} {settings!r}", partial(_part_of, target, settings, asked))


def _part_of(target: Target, settings: Settings, asked: CheckRequest) -> CheckPart:
    return _part(load_target(target, asked.allow_outside), settings, asked)


def _part(loaded: Loaded, settings: Settings, asked: CheckRequest) -> CheckPart:
    from charter.validators.check.engine import check
    from charter.validators.check.registry import UnknownCode

    options: dict[str, Any] = {
        "select": asked.select if asked.select is not None else settings.select,
        "ignore": [*settings.ignore, *(asked.ignore or ())],
        "profile": settings.profile,
        "severities": settings.severity,
        "packs": (*settings.packs, *asked.packs),
    }
    try:
        part = CheckPart.of(check(loaded, **options), loaded)
    except UnknownCode as unknown:
        raise click.UsageError(no_rule(unknown.asked, unknown.near)) from unknown
    if asked.scenarios:
        from charter.validators.check.scenario_diff import compare

        part = changed(part, compared=compare(loaded, asked.scenarios, **options))
    if asked.focus is not None:
        part = changed(part, pages=tuple(_pages(loaded, settings, asked.focus)))
    return part


def _pages(loaded: Loaded, settings: Settings, focus: str) -> Iterator[Any]:
    """The page of each institution that the charter declares."""
    from importlib import import_module

    from charter.analysis.subject import Subject

    module, _, function = FOCUSES[focus].partition(":")
    make = getattr(import_module(f"charter.analysis.{module}"), function)
    if loaded.charter is not None:
        for institution in loaded.charter.institutions:
            yield make(Subject(institution, loaded.charter, loaded))


def _declaring(targets: Sequence[Target], asked: CheckRequest) -> Iterable[Loaded]:
    """The targets, read; where scenarios are asked for by name, one of the targets must have each."""
    found = (load_target(each, asked.allow_outside) for each in targets)
    if not asked.scenarios:
        return found
    known = list(found)
    names = {s.name for each in known if each.charter is not None for s in each.charter.scenarios}
    for name in asked.scenarios:
        if name != ALL and name not in names:
            raise click.UsageError(_no_scenario(name, sorted(names)))
    return known


def _no_scenario(asked: str, names: Sequence[str]) -> str:
    from charter.cli.terminal import visible
    from charter.world import near

    close = near(asked, names)
    if close:
        hint = f"near: {', '.join(close)}"
    else:
        hint = f"there are {', '.join(names)}" if names else "no charter here declares one"
    return f"no scenario is called `{visible(asked)}`; {hint}"


def settings_of(target: Target, asked: CheckRequest) -> Settings:
    """The settings that hold for a target: found from its file upwards, for a shipped design from here.

    Raises:
        WrongFile: they cannot be understood.
    """
    from charter.validators.check.configuration import Settings, SettingsError, settings_for

    if asked.isolated:
        return Settings()
    own = target.path is not None and not target.shipped and target.refused is None
    start = target.path if own and target.path is not None else Path.cwd()
    try:
        return settings_for(start, asked.profile)
    except SettingsError as error:
        raise wrong_settings(error) from error


def wrong_settings(error: Exception) -> WrongFile:
    """A broken setting as a message with its place; exits 2."""
    from charter.cli.terminal import visible
    from charter.dsl.load import shown

    file, line = getattr(error, "file", None), getattr(error, "line", None)
    where = f"{shown(file, by_path=True)}{f':{line}' if line else ''}: " if file is not None else ""
    return WrongFile(visible(f"{where}{error}"))


def _without_known(outcome: CheckResult, settings: Sequence[Settings], asked: CheckRequest) -> CheckResult:
    """The outcome without what baselines hold."""
    paths = {asked.baseline} if asked.baseline else {each.baseline for each in settings if each.baseline}
    if not paths:
        return outcome
    from charter.cli.known import without_known

    return without_known(outcome, [(path.resolve().parent, read_baseline(path)) for path in sorted(paths)])


def read_baseline(path: Path) -> Known:
    """The counts of a baseline file.

    Raises:
        WrongFile: it cannot be read or is none.
    """
    from charter.cli.terminal import visible
    from charter.dsl.syntax.source import UnreadableError, read_plain
    from charter.validators.check.baseline import BaselineError, understood

    try:
        return understood(read_plain(path, str(path)).decode("utf-8"))
    except (UnreadableError, UnicodeDecodeError, BaselineError) as error:
        told = str(error).removeprefix(f"cannot read `{path}`: ")
        raise WrongFile(visible(f"the baseline {path}: {told}")) from error


def no_rule(asked: str, near: Sequence[str]) -> str:
    """The sentence about a code that is none."""
    from charter.cli.terminal import visible

    close = f"near: {', '.join(near)}" if near else "`charter rules` lists them"
    return f"no rule is called `{visible(asked)}`; {close}"
