"""Which charters of a project use a file: those that a change of it may break. Hooks are given only what changed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from charter.cli.input.targets import STDIN, SUFFIX

SETTINGS = ("charter.toml", "pyproject.toml")
_QUOTED = re.compile(r'\b(?:use|from|table)\s+"((?:[^"\\\n]|\\.)*)"')


def with_users(words: Sequence[str]) -> tuple[str, ...]:
    """The charters among the files, and every charter of their projects that uses one of the files, through others
    too, or that settings among them hold for. A charter that uses what is not there is one of them: the file that it
    used may have been moved. Words that are no files stay as they are."""
    files = [Path(word) for word in words if word != STDIN and Path(word).is_file()]
    kept = [word for word in words if word == STDIN or word.endswith(SUFFIX) or not Path(word).is_file()]
    found: dict[Path, None] = {}
    for root in dict.fromkeys(_root(path) for path in files):
        found |= dict.fromkeys(_affected(root, files))
    own = {os.path.realpath(word) for word in kept}
    return (*kept, *(_shown(path) for path in found if str(path) not in own))


def _root(path: Path) -> Path:
    """The whole project: the repository, since its charters may use each other across folders with settings."""
    from charter.dsl.load import root_of

    there = path.resolve()
    top = next((folder for folder in there.parents if (folder / ".git").exists()), None)
    return top or root_of(there)


def _affected(root: Path, files: Iterable[Path]) -> list[Path]:
    changed = {path.resolve() for path in files}
    ruled = [path.parent for path in changed if path.name in SETTINGS]
    charters = sorted(_charters(root))
    uses = {path: _uses(path) for path in charters}
    reached = {p for p in charters if p in changed or any(p.is_relative_to(folder) for folder in ruled)}
    reached |= {p for p in charters if any(not used.exists() for used in uses[p])}
    seen = changed | reached
    grown = True
    while grown:
        more = {p for p in charters if p not in seen and any(used in seen for used in uses[p])}
        grown = bool(more)
        seen |= more
        reached |= more
    return sorted(reached)


def _charters(root: Path) -> Iterable[Path]:
    for at, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(at, name).resolve() for name in names if name.endswith(SUFFIX) and not name.startswith("."))


def _uses(path: Path) -> list[Path]:
    """The files that a charter names. What a comment names is among them, which checks a charter too many at worst."""
    from charter.dsl.syntax.source import UnreadableError, read_source
    from charter.dsl.syntax.tree import unquote

    try:
        text = read_source(path).text
    except UnreadableError:
        return []
    found = []
    for match in _QUOTED.finditer(text):
        try:
            found.append((path.parent / unquote(f'"{match[1]}"')).resolve())
        except (OSError, ValueError, RuntimeError):
            continue
    return found


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
