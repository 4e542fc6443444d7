"""The metrics there are: the module of each, its measure and its page.

Adding one takes a line in `charter.dsl.metrics` and a module in `charter.validators.expectations.metrics`, or a
function in one
that is there. The module has `MEASURES`, from names to functions that take a scene and what is asked; its docstring
is the page: a first line that sums it up, a section `## NAME` for each metric, with the unit, the arguments and where
it comes from, and a fence ```` ```charter good ```` whose expectations are all proved, which is a test.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from charter.dsl.metrics import SIGNATURES, UNITS
from charter.errors import CharterError
from charter.plugins import METRICS, plugins

FAMILIES = {
    "seats": ("share", "seats", "votes"),
    "coalitions": ("can_block", "can_pass", "smallest_blocking", "smallest_passing", "vetoes"),
    "power": ("power", "power_to_act"),
    "parties": ("members", "size", "total", "coverage"),
    "disproportion": ("malapportionment", "gallagher", "gini"),
    "payers": ("pays", "receives", "net", "largest_payer"),
    "times": ("time_to_operation", "clock"),
    "obligations": ("obligations", "reach"),
    "arithmetic": ("min", "max", "abs"),
}
"""The metrics by module, in the order in which they are listed."""
_HERE = Path(__file__).parent / "metrics"


class UnknownMetric(CharterError, LookupError):
    """There is no metric of that name; `near` are at most three that resemble it."""

    def __init__(self, asked: str) -> None:
        from charter.world import near

        super().__init__(asked)
        self.asked = asked
        self.near = tuple(near(asked, sorted(SIGNATURES)))


def families() -> dict[str, tuple[str, ...]]:
    """The metrics by module: Charter's own, and those of plug-ins, whose modules go by their whole names."""
    return FAMILIES | {each.module: tuple(each.load().SIGNATURES) for each in plugins(METRICS)}


def family_of(name: str) -> str:
    """The module of a metric; raises UnknownMetric."""
    found = next((family for family, names in families().items() if name in names), None)
    if found is None:
        raise UnknownMetric(name)
    return found


@cache
def measure_of(name: str) -> Callable[..., Any]:
    """The function that measures a metric; raises UnknownMetric."""
    found: Callable[..., Any] = _module(family_of(name)).MEASURES[name]
    return found


def page_of(family: str) -> str:
    """The docstring of a module of metrics."""
    return (_module(family).__doc__ or "").strip()


def section(name: str) -> str:
    """What the page says of one metric; raises UnknownMetric."""
    page = page_of(family_of(name))
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def summary(name: str) -> str:
    """The first sentence on a metric, on one line."""
    words = " ".join(section(name).partition("\n\n")[0].split())
    return words.partition(". ")[0].rstrip(".") + "."


def explain(name: str) -> str:
    """The page of one metric: how it is written, its unit, what it is, the example of its family."""
    text = section(name)
    signature = SIGNATURES[name]
    page = page_of(family_of(name))
    common = page.partition("\n## ")[0].partition("\n")[2].strip()
    example = re.search(r"^## Example\n(.*)", page, re.MULTILINE | re.DOTALL)
    text = f"{text}\n\n{common}" if common else text
    head = f"{name}: {UNITS[signature.unit]}\n\nWrite {signature.usage(name)}."
    return f"{head}\n\n{text}\n\n## Example\n\n{example[1].strip() if example else ''}\n"


def modules() -> tuple[str, ...]:
    """The modules there are in the folder."""
    return tuple(sorted(p.stem for p in _HERE.glob("[a-z]*.py")))


def _module(family: str) -> Any:
    return importlib.import_module(f"{__package__}.metrics.{family}" if family in FAMILIES else family)
