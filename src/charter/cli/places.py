"""What files are called beyond this run: from the top of their repository, from a baseline's folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from charter.dsl.syntax.source import Source


def path_of(file: str, sources: Mapping[str, Source]) -> Path:
    """The path of a file by the name under which it is shown."""
    source = sources.get(file)
    return source.path if source is not None and source.path is not None else Path(os.path.abspath(file))


def from_top(file: str, sources: Mapping[str, Source]) -> str:
    """The file's path from the top of its git repository, as services know it; as it is shown where it is in none."""
    source = sources.get(file)
    if source is not None and (source.path is None or _shipped(source.path)):
        return file
    path = path_of(file, sources)
    top = _top(path.parent)
    return path.relative_to(top).as_posix() if top is not None else file


def from_folder(file: str, sources: Mapping[str, Source], folder: Path) -> str:
    """The file's path from a folder; that of a shipped design as it is shown."""
    path = path_of(file, sources)
    if _shipped(path):
        return file
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()


def _shipped(path: Path) -> bool:
    from charter.dsl.load import library

    return path.is_relative_to(library())


@cache
def _top(folder: Path) -> Path | None:
    """The nearest folder upwards with a `.git`, which is a file in a worktree and in a submodule."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
