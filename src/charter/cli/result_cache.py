"""Results kept from earlier runs, by content: a charter that has not changed is not checked again.

What is kept lies in a folder of the user's, never in the project, so that a pull request cannot bring results
with it. A result holds as long as every file that was read, the settings and the program are the same to the byte, and
every link leads where it led; charters with a mistake in the text and runs with a fault inside are never kept. The
files hold JSON, so that reading them runs nothing. Whatever goes wrong here is silent: the charter is checked as if
nothing had been kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import strftime
from typing import TYPE_CHECKING, Any

from charter.cli.check_result import CheckPart
from charter.dsl.syntax.source import Source, decode, read_plain

if TYPE_CHECKING:
    from charter.cli.input.targets import Target
    from charter.dsl.reading import FilesRead
    from charter.validators.check.engine import Checked

FOLDER = "CHARTER_CACHE_DIR"
"""The environment variable that names the folder."""
MOST = 500
"""How many results are kept; the oldest go first."""
BESIDE = ("numpy", "highspy", "lark", "attrs")
"""The packages whose versions may decide a result."""
_FORM = 2


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
    if part.reading is not None and not part.checked.faulty:
        _write(place, part, part.reading)
    return part


def _place(target: Target, circumstances: str) -> Path | None:
    """The file that a result goes to; None where nothing is to be kept."""
    folder = folder_of(os.environ)
    if folder is None or target.path is None or target.refused is not None:
        return None
    from charter.dsl.load import root_of

    try:
        path = target.path.resolve()
    except (OSError, RuntimeError):
        return None
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
    """A digest of the program that runs: every file of the package by name, size and time of change, and the versions
    of what counts and solves for it."""
    import charter

    digest = hashlib.sha256(json.dumps([sys.version, *map(_version, BESIDE)]).encode())
    for name, size, time in sorted(_files(Path(charter.__file__).parent)):
        digest.update(f"{name}\0{size}\0{time}\n".encode())
    return digest.hexdigest()


def _version(package: str) -> str:
    """The version of an installed package, by the name of the folder that tells of it: `numpy-2.1.0.dist-info`.
    `importlib.metadata` would say the same, and takes a tenth of a second to be imported."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        found = sorted(n for n in names if n.startswith(f"{package}-") and n.endswith((".dist-info", ".egg-info")))
        if found:
            return ",".join(found)
    return "none"


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


# -- reading and writing ----------------------------------------------------------------------------------------------


def _read(place: Path) -> CheckPart | None:
    """The part that a file keeps; None where there is none, where what it rests on has changed, or where the file is
    damaged in any way: its first line is the checksum of the rest, with the name under which it was written."""
    try:
        checksum, _, content = read_plain(place).partition(b"\n")
        if checksum.decode() != _checksum(place, content):
            return None
        held = json.loads(content)
        if any(os.path.realpath(path) != led for path, led in held["led"].items()):
            return None
        texts = {path: read_plain(Path(path)) for path in held["files"]}
        if any(_digest(texts[path]) != digest for path, digest in held["files"].items()):
            return None
        sources = {name: Source(name, decode(texts[path]), Path(path)) for name, path in held["sources"].items()}
        part = CheckPart(_checked(held["checked"]), sources, tuple(held["institutions"]))
        os.utime(place)
        return part
    except Exception:
        return None


def _write(place: Path, part: CheckPart, reading: FilesRead) -> None:
    """Keep a part under the digests of the bytes that it was made from, which need not be what the files hold now."""
    from charter.cli.output.files import UnwritableError, write_whole

    try:
        if place.exists() and not place.is_file():
            return
        held = {
            "files": {str(path): digest for path, digest in reading.digests().items()},
            "led": {str(path): str(led) for path, led in reading.led.items()},
            "sources": {name: str(_path(source, reading)) for name, source in part.sources.items()},
            "institutions": list(part.institutions),
            "checked": _plain(part.checked),
        }
        content = json.dumps(held, separators=(",", ":")).encode()
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, f"{_checksum(place, content)}\n".encode() + content)
        _prune(place.parent)
    except (OSError, UnwritableError, ValueError, TypeError, RecursionError):
        return


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _checksum(place: Path, content: bytes) -> str:
    return _digest(place.name.encode() + b"\n" + content)


def _path(source: Source, reading: FilesRead) -> Path:
    if source.path is None or source.path not in reading.contents:
        raise ValueError(source.name)
    return source.path


def _prune(folder: Path) -> None:
    with os.scandir(folder) as entries:
        ages = sorted((e.stat().st_mtime_ns, e.path) for e in entries if e.name.endswith(".json"))
    for _, path in ages[: max(0, len(ages) - MOST)]:
        os.unlink(path)


# -- findings as plain data -------------------------------------------------------------------------------------------


def _plain(checked: Checked) -> dict[str, Any]:
    """What was found as JSON, by the codec of the model.

    Raises:
        TypeError: a witness holds what could not be had back as it was.
    """
    from charter.dsl.findings import Finding
    from charter.dsl.json.exchange import record_data
    from charter.validators.expectations.verdict import Verdict

    return {
        "findings": [record_data(each, Finding) for each in checked.findings],
        "verdicts": [record_data(each, Verdict) for each in checked.verdicts],
        "suppressed": [record_data(each, Finding) for each in checked.suppressed],
    }


def _checked(held: Any) -> Checked:
    """What `_plain` has made plain.

    Raises:
        ExchangeError, KeyError, TypeError: it is something else.
    """
    from charter.dsl.findings import Finding
    from charter.dsl.json.exchange import record_from
    from charter.validators.check.engine import Checked
    from charter.validators.expectations.verdict import Verdict

    return Checked(
        tuple(record_from(each, Finding) for each in held["findings"]),
        tuple(record_from(each, Verdict) for each in held["verdicts"]),
        tuple(record_from(each, Finding) for each in held["suppressed"]),
    )
