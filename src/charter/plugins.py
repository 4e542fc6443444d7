"""Plug-ins: what other distributions bring to Charter, by entry points. docs/plugins.md says what each group holds.

They are looked for in the folders of `sys.path` by the names of files alone, so that a start without plug-ins costs
next to nothing; `CHARTER_PLUGINS=off` leaves them all aside. A plug-in is code that its user has installed: it is
trusted as Charter itself is, and no charter can bring one.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Any, NamedTuple

from charter.errors import CharterError

__all__ = ["GROUPS", "SWITCH", "Plugin", "PluginError", "plugins"]

RULES, METRICS, FORMATS, TABLES = GROUPS = ("charter.rules", "charter.metrics", "charter.formats", "charter.tables")
SWITCH = "CHARTER_PLUGINS"
"""The environment variable that turns plug-ins off."""


class PluginError(CharterError):
    """A plug-in that cannot be used: it is not to be imported, lacks what its group asks, or takes a name in use."""

    def __init__(self, plugin: Plugin, why: str) -> None:
        self.plugin = plugin
        super().__init__(
            f"the plug-in `{plugin.name}` of {plugin.distribution} {why}; mend or remove it, or set {SWITCH}=off"
        )


class Plugin(NamedTuple):
    """An entry point: `name = value` in a group, and the distribution that brings it, with its version."""

    group: str
    name: str
    value: str
    distribution: str
    version: str

    @property
    def module(self) -> str:
        """The module that it names."""
        return self.value.partition(":")[0].strip()

    def load(self) -> Any:
        """What it names, imported.

        Raises:
            PluginError: it cannot be imported.
        """
        from importlib import import_module

        name = self.value.partition(":")[2].strip()
        try:
            module = import_module(self.module)
            return getattr(module, name) if name else module
        except (ImportError, AttributeError) as error:
            raise PluginError(self, f"cannot be imported ({error})") from error


def plugins(group: str) -> tuple[Plugin, ...]:
    """The plug-ins of one of `GROUPS`, by name."""
    return tuple(each for each in _every(tuple(sys.path), os.environ.get(SWITCH, "")) if each.group == group)


def every() -> tuple[Plugin, ...]:
    """All plug-ins, by group and name."""
    return _every(tuple(sys.path), os.environ.get(SWITCH, ""))


@cache
def _every(path: tuple[str, ...], switch: str) -> tuple[Plugin, ...]:
    if switch == "off" or not any(map(_brings, path)):
        return ()
    from importlib.metadata import distributions

    found: dict[tuple[str, str], Plugin] = {}
    for each in distributions(path=list(path)):
        for point in each.entry_points:
            if point.group in GROUPS:
                name = str(each.metadata["Name"])
                plugin = Plugin(point.group, point.name, point.value, name, each.version)
                found.setdefault((point.group, point.name), plugin)
    return tuple(found[key] for key in sorted(found))


def _brings(folder: str) -> bool:
    """Whether some distribution in a folder has entry points of Charter's groups."""
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return False
    for name in names:
        if name.endswith((".dist-info", ".egg-info")):
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                    if b"[charter." in file.read():
                        return True
            except OSError:
                continue
    return False
