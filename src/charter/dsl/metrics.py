"""The metrics that expressions may name: what each is asked of, and in what unit it answers.

This is all that reading a charter needs of them. How each is measured, and its page, stands in the module of its name
in `charter.validators.expectations.metrics`; a test holds that the two lists agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from charter.plugins import METRICS, PluginError, plugins

SHARE, COUNT, DAYS, TRUTH, PLAIN = "share", "count", "days", "truth", "number"

UNITS = {
    SHARE: "a share",
    COUNT: "a number of things",
    DAYS: "a time",
    TRUTH: "a statement",
    PLAIN: "a number",
}
"""The units in words. A plain number fits shares and numbers of things; nothing but a time fits a time."""

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "group": ("group", "party", "category", "institution"),
    "organ": ("organ",),
    "decision": ("decision",),
    "vote": ("decision", "organ"),
    "obligation": ("obligation",),
    "column": ("column",),
    "held": ("organ", "column"),
}
"""The kinds of name that each kind of argument takes. `held` also takes `seats in ORGAN` and `votes in ORGAN`; `index`,
`part` and `number` take no declared name."""

INDICES = ("banzhaf", "shapley")
PARTS = ("inspection", "monitoring", "finding", "sanction", "appeal", "deadline", "help", "way_back", "ladder")


class Signature(NamedTuple):
    """The forms in which a metric is asked, each a list of kinds of arguments, and the unit of its answer."""

    forms: tuple[tuple[str, ...], ...]
    unit: str

    def usage(self, name: str) -> str:
        """`power(GROUP, DECISION)` or `power(GROUP, DECISION, INDEX)`."""

        def words(form: tuple[str, ...]) -> str:
            return ", ".join("without GROUP" if kind == "without" else kind.upper() for kind in form)

        return " or ".join(f"`{name}({words(form)})`" if form else f"`{name}`" for form in self.forms)


_OWN: dict[str, Signature] = {
    "share": Signature((("group", "held"),), SHARE),
    "seats": Signature((("organ",), ("group", "organ")), COUNT),
    "votes": Signature((("organ",), ("group", "organ")), COUNT),
    "power": Signature((("group", "vote"), ("group", "vote", "index")), SHARE),
    "power_to_act": Signature((("vote",),), SHARE),
    "can_block": Signature((("group", "decision"),), TRUTH),
    "can_pass": Signature((("group", "decision"),), TRUTH),
    "smallest_blocking": Signature((("decision",), ("decision", "without")), COUNT),
    "smallest_passing": Signature((("decision",),), COUNT),
    "vetoes": Signature((("decision",),), COUNT),
    "members": Signature(((), ("group",)), COUNT),
    "size": Signature((("group",),), COUNT),
    "total": Signature((("group", "column"),), PLAIN),
    "coverage": Signature((("group",), ("group", "column")), SHARE),
    "pays": Signature((("group",),), SHARE),
    "receives": Signature((("group",),), SHARE),
    "net": Signature((("group",),), SHARE),
    "largest_payer": Signature(((),), SHARE),
    "time_to_operation": Signature(((),), DAYS),
    "clock": Signature((("decision",), ("obligation",)), DAYS),
    "malapportionment": Signature((("organ",), ("organ", "column")), SHARE),
    "gallagher": Signature((("organ",), ("organ", "column")), SHARE),
    "gini": Signature((("organ",), ("organ", "column")), SHARE),
    "reach": Signature((("obligation", "column"),), SHARE),
    "obligations": Signature(((), ("part",)), COUNT),
    "min": Signature((("number", "number"),), PLAIN),
    "max": Signature((("number", "number"),), PLAIN),
    "abs": Signature((("number",),), PLAIN),
}


class _Signatures(Mapping[str, Signature]):
    """Charter's own metrics and those of plug-ins, which are imported when a metric is first asked for."""

    @cached_property
    def _known(self) -> dict[str, Signature]:
        found = dict(_OWN)
        for plugin in plugins(METRICS):
            for name, (forms, unit) in plugin.load().SIGNATURES.items():
                if name in found:
                    raise PluginError(plugin, f"brings a metric `{name}`, which there is already")
                kinds = {kind for form in forms for kind in form}
                if unit not in UNITS or not kinds <= {*ARGUMENTS, "index", "part", "number"}:
                    raise PluginError(plugin, f"asks for `{name}` in a way that there is not")
                found[name] = Signature(tuple(map(tuple, forms)), unit)
        return found

    def __getitem__(self, name: str) -> Signature:
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


SIGNATURES: Mapping[str, Signature] = _Signatures()
"""Every metric by name."""

WORDS = {"index": INDICES, "part": PARTS}
"""The words that arguments of these kinds may be."""


def fit(first: str, second: str) -> str | None:
    """The unit of two things that are added or compared; None where they do not fit.

    >>> fit("share", "number"), fit("share", "count")
    ('share', None)
    """
    if first == second:
        return first
    if PLAIN in (first, second) and not {DAYS, TRUTH} & {first, second}:
        return first if second == PLAIN else second
    return None


def product(first: str, second: str) -> str | None:
    """The unit of a product; None for a time by a time."""
    if first == second:
        return None if first == DAYS else first
    for unit in (DAYS, COUNT, SHARE):
        if unit in (first, second):
            return unit
    return PLAIN


def quotient(first: str, second: str) -> str | None:
    """The unit of a quotient; None where something is divided by a time that is none itself."""
    if first == second:
        return PLAIN
    if second == DAYS:
        return None
    return first if second in (PLAIN, SHARE) else PLAIN if first != DAYS else DAYS
