"""Results kept from earlier runs, by content: a charter that has not changed is not checked again.

What is kept lies in a folder of the user's, never in the project, so that a pull request cannot bring results
with it. A result holds as long as every file that was read, the settings and the program are the same to the byte;
charters with a mistake in the text and runs with a fault inside are never kept. The files hold JSON, so that reading
them runs nothing. Whatever goes wrong here is silent: the charter is checked as if nothing had been kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from time import strftime
from typing import TYPE_CHECKING, Any

from charter.cli.check_result import CheckPart
from charter.dsl.syntax.source import Source, UnreadableError, read_source
from charter.plugins import Plugin, every

if TYPE_CHECKING:
    from charter.cli.input.targets import Target

FOLDER = "CHARTER_CACHE_DIR"
"""The environment variable that names the folder."""
MOST = 500
"""How many results are kept; the oldest go first."""
_FORM = 1


def kept(target: Target, circumstances: str, make: Callable[[], CheckPart]) -> CheckPart:
    """The part of the outcome that is a target's, from an earlier run where nothing has changed since.

    `circumstances` says everything that decides the result beside the files and the program: settings, options.
    """
    place = _place(target, circumstances)
    if place is None:
        return make()
    found = _read(place)
    if found is not None:
        return found
    part = make()
    if part.files and not part.checked.faulty:
        _write(place, part)
    return part


def _place(target: Target, circumstances: str) -> Path | None:
    """The file that a result goes to; None where nothing is to be kept."""
    folder = folder_of(os.environ)
    if folder is None or target.path is None:
        return None
    from charter.dsl.load import root_of

    path = target.path.resolve()
    day = os.environ.get("SOURCE_DATE_EPOCH") or strftime("%Y-%m-%d")  # how long a text has waited rests on it
    told = [_FORM, program(), str(path), target.name, str(Path.cwd()), str(root_of(path)), circumstances, day]
    return folder / f"{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]}.json"


def folder_of(environment: Mapping[str, str]) -> Path | None:
    """Where results are kept: `CHARTER_CACHE_DIR`, or the user's folder for such things; None where there is neither,
    or where the variable is set to nothing."""
    if FOLDER in environment:
        return Path(environment[FOLDER]) if environment[FOLDER] else None
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = str(Path("~/Library/Caches").expanduser())
    else:
        base = environment.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(base) / "charter" if base and Path(base).is_absolute() else None


def program() -> str:
    """A digest of the program that runs: every file of the package by name, size and time of change."""
    import charter

    digest = hashlib.sha256(sys.version.encode())
    for name, size, time in sorted(_files(Path(charter.__file__).parent)):
        digest.update(f"{name}\0{size}\0{time}\n".encode())
    for plugin in every():
        digest.update(f"{plugin!r}\n".encode())
        for name, size, time in sorted(_plugin_files(plugin)):
            digest.update(f"{name}\0{size}\0{time}\n".encode())
    return digest.hexdigest()


def _plugin_files(plugin: Plugin) -> Iterator[tuple[str, int, int]]:
    """Every file of the package that a plug-in lies in."""
    from importlib.util import find_spec

    spec = find_spec(plugin.module.partition(".")[0])
    for folder in () if spec is None else spec.submodule_search_locations or ():
        yield from _files(Path(folder))
    if spec is not None and not spec.submodule_search_locations and spec.origin is not None:
        found = os.stat(spec.origin)
        yield spec.origin, found.st_size, found.st_mtime_ns


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    found = entry.stat()
                    yield entry.path, found.st_size, found.st_mtime_ns


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# -- reading and writing ----------------------------------------------------------------------------------------------


def _read(place: Path) -> CheckPart | None:
    try:
        held = json.loads(place.read_bytes())
        if any(_digest(Path(path)) != digest for path, digest in held["files"].items()):
            return None
        sources = {name: read_source(Path(path), name) for name, path in held["sources"].items()}
        os.utime(place)
        return CheckPart(_back(held["checked"]), sources, tuple(held["institutions"]), tuple(map(Path, held["files"])))
    except (OSError, UnreadableError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(place: Path, part: CheckPart) -> None:
    from charter.cli.output.files import UnwritableError, write_whole

    try:
        held = {
            "files": {str(path): _digest(path) for path in part.files},
            "sources": {name: str(_path(source)) for name, source in part.sources.items()},
            "institutions": list(part.institutions),
            "checked": _plain(part.checked),
        }
        content = json.dumps(held, separators=(",", ":"), ensure_ascii=False)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, content)
        _prune(place.parent)
    except (OSError, UnwritableError, ValueError, TypeError):
        return


def _path(source: Source) -> Path:
    if source.path is None:
        raise ValueError(source.name)
    return source.path


def _prune(folder: Path) -> None:
    with os.scandir(folder) as entries:
        ages = sorted((e.stat().st_mtime_ns, e.path) for e in entries if e.name.endswith(".json"))
    for _, path in ages[: max(0, len(ages) - MOST)]:
        os.unlink(path)


# -- findings as plain data -------------------------------------------------------------------------------------------


def _records() -> dict[str, Any]:
    from charter.dsl.findings import Edit, Finding, Label
    from charter.dsl.model.base import Citation
    from charter.dsl.syntax.source import Span
    from charter.validators.check.engine import Checked
    from charter.validators.expectations.verdict import Verdict

    return {each.__name__: each for each in (Checked, Citation, Edit, Finding, Label, Span, Verdict)}


def _plain(value: Any) -> Any:
    """A value as what JSON can hold: records by name and fields in their order, fractions and tuples marked.

    Raises:
        TypeError: it has something else in it.
    """
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Fraction):
        return {"/": str(value)}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, tuple):
        return {"()": [_plain(each) for each in value]}
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a key that is no string")
        return {"{}": {key: _plain(each) for key, each in value.items()}}
    name = type(value).__name__
    if _records().get(name) is not type(value):
        raise TypeError(name)
    return {name: [_plain(getattr(value, each.name)) for each in type(value).__attrs_attrs__]}


def _back(value: Any) -> Any:
    """The value that `_plain` has made plain.

    Raises:
        KeyError: an unknown mark.
        ValueError: a mark without its one value.
    """
    if isinstance(value, list):
        return [_back(each) for each in value]
    if not isinstance(value, dict):
        return value
    ((mark, held),) = value.items()
    if mark == "/":
        return Fraction(held)
    if mark == "()":
        return tuple(_back(each) for each in held)
    if mark == "{}":
        return {key: _back(each) for key, each in held.items()}
    return _records()[mark](*(_back(each) for each in held))
