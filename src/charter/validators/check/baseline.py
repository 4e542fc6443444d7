"""Baselines: findings that are known, by file, rule and entity, so that an old charter can be checked from today on.

A baseline counts how many findings each rule has of each entity in each file. As many are left out of a check; one more
is new, wherever its lines have moved, and all of a new draft is new, though it says what an old one says. Mistakes of
reading and faults inside are never known. Version 1 named no files: what it holds is known in any.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any

from charter.dsl.findings import Finding
from charter.errors import CharterError
from charter.record import record
from charter.validators.check.suppressions import unanswerable

VERSION = 2
Key = tuple[str, str, str]
"""File (empty: any), rule, entity."""
FileOf = Callable[[Finding], str]
"""How a file is called that a finding lies in."""


class BaselineError(CharterError):
    """A text that is no baseline, or one of a later version of Charter."""


@record
class Parted:
    """What a baseline makes of findings: `new` ones, those that are `known`, and what it holds that is `gone`."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    gone: tuple[Key, ...]


def count(findings: Iterable[Finding], file_of: FileOf) -> Counter[Key]:
    """How many findings each rule has of each entity in each file, without what no baseline can hold."""
    return Counter((file_of(f), f.code, f.entity) for f in findings if not unanswerable(f))


def part(findings: Iterable[Finding], known: Counter[Key], file_of: FileOf) -> Parted:
    """Which findings are new: of the same file, rule and entity, the first in the text are taken for the known ones."""
    left = Counter(known)
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in findings:
        named = (file_of(finding), finding.code, finding.entity)
        key = named if left[named] > 0 else ("", *named[1:])
        if left[key] > 0 and not unanswerable(finding):
            left[key] -= 1
            old.append(finding)
        else:
            new.append(finding)
    return Parted(tuple(new), tuple(old), tuple(sorted(k for k, n in left.items() if n > 0)))


def moved(
    known: Counter[Key], new_files: Mapping[str, Set[tuple[str, str]]], is_there: Callable[[str], bool]
) -> Counter[Key]:
    """The counts with the entries of each file that is no longer there put under the name of the new file that has most
    of its findings, at least half of them: then it was renamed.

    `new_files` are files without an entry, each with the rules and entities of its findings.
    """
    gone: dict[str, set[tuple[str, str]]] = {}
    for file, code, entity in known:
        if file and not is_there(file):
            gone.setdefault(file, set()).add((code, entity))
    pairs = [
        (-len(held & found), old, new)
        for old, held in gone.items()
        for new, found in new_files.items()
        if 2 * len(held & found) >= len(held)
    ]
    names: dict[str, str] = {}
    for _, old, new in sorted(pairs):
        if old not in names and new not in names.values():
            names[old] = new
    renamed: Counter[Key] = Counter()
    for (file, code, entity), number in known.items():
        renamed[(names.get(file, file), code, entity)] += number
    return renamed


def written(findings: Iterable[Finding], file_of: FileOf) -> str:
    """A baseline of these findings as JSON text, one a line and sorted, so that its changes can be reviewed."""
    rows = [
        json.dumps({"file": file, "code": code, "entity": entity, "count": number})
        for (file, code, entity), number in sorted(count(findings, file_of).items())
    ]
    inner = "\n  " + ",\n  ".join(rows) + "\n " if rows else ""
    return f'{{\n "version": {VERSION},\n "findings": [{inner}]\n}}\n'


def understood(text: str) -> Counter[Key]:
    """The counts that a baseline holds.

    Raises:
        BaselineError: it is none, or of a later version.
    """
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"it is no JSON: {error}") from error
    version = data.get("version") if isinstance(data, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BaselineError("it is no baseline: it has no version")
    if version > VERSION:
        raise BaselineError(
            f"it is of version {version}, and this Charter reads up to {VERSION}: take a newer Charter, or write it "
            "anew with `charter baseline`"
        )
    rows = data.get("findings")
    if not isinstance(rows, list):
        raise BaselineError("it is no baseline: `findings` is no list")
    found: Counter[Key] = Counter()
    for number, row in enumerate(rows, 1):
        found[_row(row, number)] += row["count"]
    return found


def _row(row: Any, number: int) -> Key:
    if not isinstance(row, dict) or not all(isinstance(row.get(k), str) for k in ("code", "entity")):
        raise BaselineError(f"entry {number} has no code and entity")
    many = row.get("count")
    if not isinstance(many, int) or isinstance(many, bool) or many < 1:
        raise BaselineError(f"entry {number} ({row['code']} {row['entity'][:60]}) has no count")
    file = row.get("file", "")
    if not isinstance(file, str):
        raise BaselineError(f"entry {number} ({row['code']} {row['entity'][:60]}) has a file that is no text")
    return file, row["code"], row["entity"]
