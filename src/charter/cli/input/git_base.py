"""`--diff-base REV`: what was found before a change, so that only what the change brings is told.

The charters, tables and settings of the earlier state are read out of git into a folder of their own, plain files
only, and checked there; nothing is checked out, and the working tree is left alone.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click
from attrs import evolve

from charter.cli.check_result import CheckResult
from charter.cli.input.targets import Target
from charter.cli.places import path_of
from charter.cli.terminal import visible
from charter.dsl.syntax.source import Span, UnreadableError, read_plain
from charter.record import record

if TYPE_CHECKING:
    from charter.validators.expectations.verdict import Verdict

SUFFIXES = (".charter", ".csv", ".tsv", "charter.toml", "pyproject.toml")


class SinceError(click.ClickException):
    """The earlier state cannot be had; the message says why."""

    exit_code = 2


@record
class Repository:
    """A git repository by its top folder."""

    top: Path

    def git(self, *words: str, input: bytes | None = None) -> bytes:
        """The output of a git command that changes nothing.

        Raises:
            SinceError: git is missing, or the command fails.
        """
        return git(self.top, *words, input=input)


def git(folder: Path, *words: str, input: bytes | None = None) -> bytes:
    """See `Repository.git`."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, input=input, capture_output=True, env=environment, check=False)
    except OSError as error:
        raise SinceError(f"--diff-base needs git: {error.strerror or error}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SinceError(visible(f"git: {said[-1] if said else 'it failed'}"))
    return done.stdout


def only_new(
    outcome: CheckResult, targets: Sequence[Target], since: str, check: Callable[[Sequence[Target]], CheckResult]
) -> CheckResult:
    """The outcome without the findings, by file, rule and entity, and the verdicts that the earlier state had too. A
    file that was renamed is still the same; a new one beside an old one has nothing before.

    Raises:
        SinceError: a target is in no repository, the revision is unknown, git is missing.
    """
    from charter.validators.check.baseline import count, part

    repository = _repository(targets)
    revision = _commit(repository, since)
    renamed = _renamed(repository, revision)
    with tempfile.TemporaryDirectory(prefix="charter-base-") as folder:
        place = Path(folder).resolve()
        _put(repository, revision, place)
        before = check([_earlier(target, repository, renamed, place) for target in targets])
    now_called = {old: new for new, old in renamed.items()}

    def now(span: Span) -> str:
        return _below(path_of(span.file, outcome.sources), repository.top)

    def then(span: Span) -> str:
        name = _below(path_of(span.file, before.sources), place)
        return now_called.get(name, name)

    parted = part(outcome.findings, count(before.findings, lambda f: then(f.span)), lambda f: now(f.span))
    allowed = part(outcome.suppressed, count(before.suppressed, lambda f: then(f.span)), lambda f: now(f.span))
    left = Counter(_said(v, then(v.span)) for v in before.verdicts)
    verdicts = [v for v in outcome.verdicts if not _taken(left, _said(v, now(v.span)))]
    stood = sum(v.fails for v in outcome.verdicts) - sum(v.fails for v in verdicts)
    return evolve(
        outcome, findings=parted.new, suppressed=allowed.new, verdicts=tuple(verdicts), since=since,
        before=len(parted.known), stood=stood,
    )  # fmt: skip


def _said(verdict: Verdict, file: str) -> tuple[object, ...]:
    return file, verdict.of, verdict.text, verdict.scenario, verdict.verdict


def _taken(left: Counter[tuple[object, ...]], key: tuple[object, ...]) -> bool:
    """Whether one of these is left, which is then taken away."""
    found = left[key] > 0
    left[key] -= found
    return found


def _below(path: Path, top: Path) -> str:
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else path.as_posix()


def _repository(targets: Sequence[Target]) -> Repository:
    tops = set()
    for target in targets:
        if target.path is None or target.shipped:
            raise SinceError(f"--diff-base needs files of a git repository; `{visible(target.name)}` is none")
        tops.add(git(target.path.resolve().parent, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    if len(tops) != 1:
        raise SinceError("--diff-base needs charters of one git repository; these are of several")
    return Repository(Path(tops.pop()).resolve())


def _commit(repository: Repository, revision: str) -> str:
    """The commit from which the working tree has parted from the revision."""
    try:
        commit = repository.git("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    except SinceError as error:
        raise SinceError(
            f"there is no revision `{visible(revision)}` here (a shallow clone has only the newest: "
            '`fetch-depth: 0` on GitHub, `GIT_DEPTH: "0"` on GitLab)'
        ) from error
    name = commit.decode().strip()
    try:
        return repository.git("merge-base", name, "HEAD").decode().strip()
    except SinceError:
        return name


def _put(repository: Repository, revision: str, place: Path) -> None:
    """Write the charters, tables and settings of a revision below a folder."""
    listing = repository.git("ls-tree", "-r", "-z", "--full-tree", revision).split(b"\0")
    names = [name for name in map(_plain, listing) if name is not None]
    asked = "".join(f"{revision}:{name}\n" for name in names).encode("utf-8", "surrogateescape")
    blobs = repository.git("cat-file", "--batch", input=asked)
    for name, data in zip(names, _contents(blobs), strict=True):
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (place / ".git").mkdir(exist_ok=True)  # so that imports may reach as far as in the repository


def _plain(line: bytes) -> str | None:
    """The name of a plain file that a check may read; None for anything else, links among it."""
    head, _, name = line.partition(b"\t")
    path = os.fsdecode(name)
    if not head.startswith(b"100") or not path.endswith(SUFFIXES) or "\n" in path:
        return None
    parts = PurePosixPath(path).parts
    return None if ".." in parts or path.startswith("/") else path


def _contents(blobs: bytes) -> Iterator[bytes]:
    """The files in the output of `git cat-file --batch`: each a line `sha blob size`, the bytes, a line end."""
    at = 0
    while at < len(blobs):
        end = blobs.index(b"\n", at)
        size = int(blobs[at:end].split()[2])
        yield blobs[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _earlier(target: Target, repository: Repository, renamed: Mapping[str, str], place: Path) -> Target:
    """A target as it was: at its old name where it was renamed; one that did not exist is an empty charter."""
    name = _below((target.path or Path()).resolve(), repository.top)
    old = place / renamed.get(name, name)
    if target.refused is None and old.is_file():
        return Target(target.name, old)
    return Target(target.name, None, b"charter 1\n")


def _renamed(repository: Repository, revision: str) -> dict[str, str]:
    """The new name of each file that was renamed since, with its old one; files that git has not been told of are set
    against those that are gone."""
    words = os.fsdecode(repository.git("diff", "-z", "--name-status", "--find-renames", "--diff-filter=R", revision))
    parts = words.split("\0")
    found = {parts[i + 2]: parts[i + 1] for i in range(0, len(parts) - 2, 3)}
    gone = _names(repository, "diff", "-z", "--name-only", "--no-renames", "--diff-filter=D", revision)
    gone = [name for name in gone if name.endswith(SUFFIXES) and name not in found.values()]
    new = (
        _names(repository, "ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/")
        if gone
        else []
    )
    return found | _alike(repository, revision, gone, [name for name in new if name.endswith(SUFFIXES)])


def _names(repository: Repository, *words: str) -> list[str]:
    return [name for name in os.fsdecode(repository.git(*words)).split("\0") if name]


def _alike(repository: Repository, revision: str, gone: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """New files with the old one that each has most lines of, at least half, as git finds renames."""
    pairs: list[tuple[int, str, str]] = []
    lines: dict[str, Counter[bytes]] = {}
    for name in new:
        try:
            lines[name] = Counter(read_plain(repository.top / name).splitlines())
        except UnreadableError:
            continue
    for old in gone:
        was = Counter(repository.git("show", f"{revision}:{old}").splitlines())
        for name, found in lines.items():
            same = (was & found).total()
            if 2 * same >= max(was.total(), found.total()):
                pairs.append((-same, old, name))
    renamed: dict[str, str] = {}
    for _, old, name in sorted(pairs):
        if name not in renamed and old not in renamed.values():
            renamed[name] = old
    return renamed
