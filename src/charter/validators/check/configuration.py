"""Settings of a project: `charter.toml`, or `[tool.charter]` in `pyproject.toml`, found upwards from the charter.

```toml
select = ["VOT", "REP"]          # only these rules or families
ignore = ["FND106"]              # all but these
fail-on = "error"                # the least grave finding that makes a check fail; or "never"
baseline = "baseline.json"       # findings that are known, beside this file
packs = ["ostrom"]               # rules that are off otherwise: ostrom, rational-design

[severity]
VOT102 = "note"                  # of a rule, by code or name, or of a family; "off" leaves it out

[thresholds]
dominant_payer = "1/4"
unelected_share = { value = "40%", because = "the permanent seats are agreed, see memo 4" }

[profiles.strict]                # what `--profile strict` puts over all this; the same keys
fail-on = "note"
```

Numbers are exact: `0.25` is read as it is written. What cannot be understood is a `SettingsError`, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import evolve, field, fields, frozen

from charter.dsl.findings import SEVERITIES, WARNING
from charter.errors import CharterError
from charter.names import FAIL_LEVELS, PACKS
from charter.validators.check import registry
from charter.validators.rules.profile import Profile

FILE, SHARED = "charter.toml", "pyproject.toml"
OFF = "off"
KEYS = ("select", "ignore", "packs", "fail-on", "baseline", "severity", "thresholds", "profiles")
LARGEST = 1_000_000
"""Bytes of a settings file; more is no settings file."""


class SettingsError(CharterError):
    """A settings file that says what cannot be meant; `file` and `line` (None if unknown) where, `str` what."""

    def __init__(self, file: Path | None, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.line = line


@frozen
class Settings:
    """What a project has set. `select` None: all rules. `severity` maps beginnings of codes (`VOT`, `VOT102`) to a
    severity or `off`; the longest that fits holds. `reasons` are those given for thresholds."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    fail_on: str = WARNING
    severity: Mapping[str, str] = field(factory=dict)
    profile: Profile = field(factory=Profile)
    reasons: Mapping[str, str] = field(factory=dict)
    baseline: Path | None = None
    file: Path | None = None


def settings_for(start: Path, profile: str | None = None) -> Settings:
    """The settings that hold for a file or folder: those of the nearest settings file in its folder or above.

    Raises:
        SettingsError: the file cannot be read or understood, or has no profile of that name.
    """
    found = find(start)
    if found is None:
        if profile is not None:
            raise SettingsError(None, f"there is no profile `{profile}`: no {FILE} was found from {start} upwards")
        return Settings()
    return read(found, profile)


def find(start: Path) -> Path | None:
    """The nearest `charter.toml`, or `pyproject.toml` with `[tool.charter]`, from a file or folder upwards."""
    here = start.resolve()
    for folder in (here, *here.parents) if here.is_dir() else here.parents:
        if (folder / FILE).is_file():
            return folder / FILE
        shared = folder / SHARED
        if shared.is_file() and _speaks_of_charter(shared):
            return shared
    return None


def _speaks_of_charter(path: Path) -> bool:
    try:
        return re.search(r"^\s*\[\s*tool\s*\.\s*[\"']?charter\b", _text(path), re.MULTILINE) is not None
    except SettingsError:
        return False


def read(path: Path, profile: str | None = None) -> Settings:
    """The settings in a file, with those of one of its profiles over them.

    Raises:
        SettingsError: see `settings_for`.
    """
    import tomllib

    text = _text(path)
    try:
        data: Any = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\(at line (\d+)", str(error))
        what = re.sub(r" \(at .*\)$", "", str(error))
        at = int(line[1]) if line else max(1, len(text.splitlines()))
        raise SettingsError(path, f"it is no TOML: {what}", at) from error
    if path.name == SHARED:
        data = data.get("tool", {}).get("charter", {})
    reader = _SettingsReader(path, text)
    settings = reader.put(Settings(file=path), reader.table("the settings", data), KEYS)
    profiles = reader.table("profiles", data.get("profiles", {}))
    for name, each in profiles.items():
        over = reader.put(settings, reader.table(f"profiles.{name}", each), KEYS[:-1])
        if name == profile:
            return over
    if profile is not None:
        there = f"there are {', '.join(sorted(profiles))}" if profiles else "it has none"
        raise reader.error(f"there is no profile `{profile}`; {there}")
    return settings


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise SettingsError(path, f"it is larger than {LARGEST:,} bytes")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(path, f"it cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, "it is not UTF-8 text") from error


@frozen
class _SettingsReader:
    """Reads values of one settings file, and says where it fails."""

    path: Path
    text: str

    def error(self, message: str, key: str = "") -> SettingsError:
        lines = enumerate(self.text.splitlines(), 1)
        pattern = re.compile(rf"(^|[\s.\[\"'{{,]){re.escape(key)}[\"']?\s*([=\].]|$)")
        return SettingsError(self.path, message, next((n for n, line in lines if key and pattern.search(line)), None))

    def table(self, what: str, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        raise self.error(f"{what} must be a table of keys and values", what.rpartition(".")[2])

    def put(self, settings: Settings, data: dict[str, Any], known: Iterable[str]) -> Settings:
        """The settings with those of a table over them."""
        for key in data:
            if key not in known:
                raise self.error(f"`{key}` is no setting; {near(key, known)}", key)
        changes: dict[str, Any] = {}
        for key in ("select", "ignore"):
            if key in data:
                changes[key] = self.codes(key, data[key])
        if "packs" in data:
            changes["packs"] = self.packs(data["packs"])
        if "fail-on" in data:
            words = data["fail-on"] if isinstance(data["fail-on"], list) else [data["fail-on"]]
            levels = FAIL_LEVELS
            changes["fail_on"] = ",".join(self.one_of("fail-on", word, levels) for word in words) or WARNING
        if "baseline" in data:
            changes["baseline"] = self.path.parent / self.words("baseline", data["baseline"])
        if "severity" in data:
            changes["severity"] = {**settings.severity, **self.severities(data["severity"])}
        if "thresholds" in data:
            profile, reasons = self.thresholds(settings.profile, data["thresholds"])
            changes |= {"profile": profile, "reasons": {**settings.reasons, **reasons}}
        return evolve(settings, **changes)

    def words(self, key: str, value: Any) -> str:
        if isinstance(value, str) and value.strip():
            return value
        raise self.error(f"`{key}` must be a text", key)

    def one_of(self, key: str, value: Any, allowed: tuple[str, ...]) -> str:
        if value in allowed:
            return str(value)
        raise self.error(f"`{key}` must be one of {', '.join(allowed)}, not {shown(value)}", key)

    def codes(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.error(f"`{key}` must be a list of rules or families", key)
        return tuple(self.code(key, each) for each in value)

    def packs(self, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.error("`packs` must be a list of packs", "packs")
        return tuple(self.one_of("packs", each, tuple(PACKS)) for each in value)

    def code(self, key: str, value: Any) -> str:
        """A code or the beginning of one (`VOT`), for what is also said by name."""
        asked = value.strip() if isinstance(value, str) else ""
        if asked and any(code.startswith(asked.upper()) for code in registry.codes()):
            return asked.upper()
        try:
            return registry.entry(asked).code
        except registry.UnknownCode as unknown:
            close = f"near: {', '.join(unknown.near)}" if unknown.near else "`charter rules` lists them"
            raise self.error(f"no rule is called {shown(value)}; {close}", asked or key) from None

    def severities(self, value: Any) -> dict[str, str]:
        table = self.table("severity", value)
        return {self.code(key, key): self.one_of(key, each, (*SEVERITIES, OFF)) for key, each in table.items()}

    def thresholds(self, profile: Profile, value: Any) -> tuple[Profile, dict[str, str]]:
        known = {f.name: f for f in fields(Profile)}
        changes: dict[str, Any] = {}
        reasons: dict[str, str] = {}
        for key, each in self.table("thresholds", value).items():
            if key not in known:
                raise self.error(f"`{key}` is no threshold; {near(key, known)}", key)
            if isinstance(each, dict):
                if set(each) - {"value", "because"} or "value" not in each:
                    raise self.error(f"`{key}` takes `value` and `because`", key)
                if "because" in each:
                    reasons[key] = self.words(key, each["because"])
                each = each["value"]
            changes[key] = self.number(key, each, known[key].default)
        return evolve(profile, **changes), reasons

    def number(self, key: str, value: Any, default: Any) -> Any:
        """A number of the kind of the default: a share between 0 and 1, or a count or an amount from 0."""
        number = exact(value)
        if number is None or number < 0:
            raise self.error(f"`{key}` must be a number such as 1/4, 25% or 0.25, not {shown(value)}", key)
        if isinstance(default, int):
            if number.denominator != 1:
                raise self.error(f"`{key}` must be a whole number, not {shown(value)}", key)
            return int(number)
        if isinstance(default, Fraction) and default <= 1 < number:
            raise self.error(f"`{key}` must be a share between 0 and 1, not {shown(value)}", key)
        return number


def exact(value: Any) -> Fraction | None:
    """The number that a text (`1/4`, `25%`, `0.25`) or whole number states; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    text = str(value).strip().replace("_", "")
    percent = text.endswith("%")
    if not re.fullmatch(r"\d{1,15}(\.\d{1,15})?|\d{1,15}/\d{1,15}", text.removesuffix("%").strip()):
        return None
    try:
        number = Fraction(text.removesuffix("%").strip())
    except ZeroDivisionError:
        return None
    return number / 100 if percent else number


def near(key: str, known: Iterable[str]) -> str:
    """`did you mean …?`, or all there are where nothing is near."""
    from charter.world import near as nearest

    names = tuple(known)
    close = list(nearest(key, names))[:3]
    return f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(names[:12])}"


def shown(value: Any) -> str:
    """A value of the file as it is quoted in a message, not longer than forty letters."""
    text = str(value)
    return f"`{text[:40]}{'…' if len(text) > 40 else ''}`"
