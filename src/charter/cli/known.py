"""What a baseline holds, set against what was found: file by file, following a file that was renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from charter.cli.check_result import CheckResult
from charter.cli.places import path_of
from charter.dsl.findings import Finding
from charter.dsl.load import library
from charter.record import changed
from charter.validators.check.baseline import Key, moved, part

Known = Counter[Key]


def without_known(outcome: CheckResult, baselines: Sequence[tuple[Path, Known]]) -> CheckResult:
    """The outcome without what baselines hold, each given with its folder, from which it names files."""
    known: Known = Counter()
    for folder, counts in baselines:
        whole: Known = Counter({(_whole(f, folder), code, entity): n for (f, code, entity), n in counts.items()})
        known |= moved(whole, _unnamed(outcome, whole), lambda file: Path(file).exists() or (library() / file).exists())
    parted = part(outcome.findings, known, partial(file_of, outcome))
    files = {str(path_of(file, outcome.sources)) for file in outcome.sources}
    gone = tuple(key[1:] for key in parted.gone if _was_looked_at(key, files, outcome.institutions))
    return changed(outcome, findings=parted.new, known=len(parted.known), gone=gone)


def _whole(file: str, folder: Path) -> str:
    """The whole path of a file that a baseline names; nothing for any file, and designs as they are called."""
    if not file or ((library() / file).exists() and not (folder / file).exists()):
        return file
    return str((folder / file).resolve())


def file_of(outcome: CheckResult, finding: Finding) -> str:
    """The whole path of the file that a finding lies in; a shipped design as it is called."""
    path = path_of(finding.span.file, outcome.sources)
    return finding.span.file if path.is_relative_to(library()) else str(path)


def _unnamed(outcome: CheckResult, known: Iterable[Key]) -> dict[str, set[tuple[str, str]]]:
    """The files of which a baseline holds nothing, with the rules and entities of their findings."""
    named = {file for file, _, _ in known}
    found: dict[str, set[tuple[str, str]]] = {}
    for finding in outcome.findings:
        file = file_of(outcome, finding)
        if file not in named:
            found.setdefault(file, set()).add((finding.code, finding.entity))
    return found


def _was_looked_at(key: Key, files: set[str], institutions: Sequence[str]) -> bool:
    file, _, entity = key
    return file in files if file else entity.partition(".")[0] in institutions
