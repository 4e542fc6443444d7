"""Baselines: findings that are known, by rule and entity, so that an old charter can be checked from today on.

A baseline counts how many findings each rule has of each entity. As many are left out of a check; one more is new,
wherever its lines have moved. Mistakes of reading and faults inside are never known.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from charter.dsl.findings import Finding
from charter.errors import CharterError
from charter.record import record
from charter.validators.check.suppressions import unanswerable

VERSION = 1
Key = tuple[str, str]


class BaselineError(CharterError):
    """A text that is no baseline, or one of a later version of Charter."""


@record
class Parted:
    """What a baseline makes of findings: `new` ones, those that are `known`, and what it holds that is `gone`."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    gone: tuple[Key, ...]


def key_of(finding: Finding) -> Key:
    """Rule and entity."""
    return finding.code, finding.entity


def count(findings: Iterable[Finding]) -> Counter[Key]:
    """How many findings each rule has of each entity, without what no baseline can hold."""
    return Counter(key_of(f) for f in findings if not unanswerable(f))


def part(findings: Iterable[Finding], known: Counter[Key]) -> Parted:
    """Which findings are new: of the same rule and entity, the first in the text are taken for the known ones."""
    left = Counter(known)
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in findings:
        key = key_of(finding)
        if left[key] > 0 and not unanswerable(finding):
            left[key] -= 1
            old.append(finding)
        else:
            new.append(finding)
    return Parted(tuple(new), tuple(old), tuple(sorted(k for k, n in left.items() if n > 0)))


def written(findings: Iterable[Finding]) -> str:
    """A baseline of these findings as JSON text, one a line and sorted, so that its changes can be reviewed."""
    rows = [
        json.dumps({"code": code, "entity": entity, "count": number})
        for (code, entity), number in sorted(count(findings).items())
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
    return row["code"], row["entity"]
