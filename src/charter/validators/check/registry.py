"""The rules there are, found from the folder listing: adding a rule takes one new file and nothing else.

A rule is a module `validators/rules/<family>/<code>_<name>.py` (`voting/vot101_single_member_veto.py`) with

- a docstring, which is its page: a first line that sums it up, then the sections `What it checks`, `Why`, `Avoid`,
  `Prefer`, `Settings`. Under `Avoid` stands a fence ```` ```charter bad ```` in which every line that must give the
  rule's code ends in a comment `# <-- VOT101`; under `Prefer` a fence ```` ```charter good ```` on which the rule is
  silent. Both are whole charters and tests. What surrounds a charter follows its fence: ```` ```file NAME ```` gives a
  file beside it (a table, an import); the charter itself lies in `page.charter`. `charter bad bytes` has Python's
  escapes (`\\xff`) for what text cannot hold. What no charter can bring about stands in a fence ```` ```test ```` as
  `FILE::TEST` below `tests/validators`;
- `RULE = Rule("VOT101", "single-member-veto", WARNING, "Coleman 1971, ...")`, code and name as in the file's name;
- `def check(case: Case) -> Iterator[Finding]`, which asks `case.institution` and yields `case.finding(RULE, span,
  message, entity=..., witness=..., help=...)`, or `case.gap(RULE, span, "a quorum", entity=...)` where a clause is
  missing. It raises nothing, prints nothing, and knows no name of any institution;
- where the rule knows what to write instead, `def remedies(case: Case, finding: Finding) -> Iterator[Remedy]`, made of
  what `charter.validators.rules.remedies` has. Whether a remedy works is found by checking the changed text.

A rule of the family `landscape` looks at a `landscape` block instead, several institutions together: it has `def
check_landscape(case: LandscapeCase) -> Iterator[Finding]`, with `LandscapeCase` from
`charter.validators.rules.landscape_case`.

A module in a folder `pages` of a family, or in a folder of that, is only a page: its findings are raised elsewhere (in
`dsl`, by the engine). Files that begin with `_` are no rules. `Rule` and `Case` come from
`charter.validators.rules.case`, thresholds from `charter.validators.rules.profile` as `case.profile`.
"""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from charter.dsl.findings import Finding, Remedy
from charter.errors import CharterError
from charter.names import PACKS
from charter.plugins import RULES, PluginError, plugins
from charter.record import record
from charter.validators.rules.case import Case, Rule

if TYPE_CHECKING:
    from charter.validators.rules.landscape_case import LandscapeCase

Check = Callable[[Case], Iterator[Finding]]
Remedies = Callable[[Case, Finding], Iterator[Remedy]]
LandscapeCheck = Callable[["LandscapeCase"], Iterator[Finding]]

FAMILIES = {
    "LNG": "language",
    "STR": "structure",
    "MEM": "membership",
    "REP": "representation",
    "VOT": "voting",
    "ENF": "enforcement",
    "FND": "funding",
    "MAN": "mandate",
    "ADP": "adoption",
    "CHG": "change",
    "ACC": "accountability",
    "LND": "landscape",
    "OST": "ostrom",
    "KLS": "rational_design",
}
PLUGGED = "plug-ins"
"""The family of the rules that other distributions bring."""
LANDSCAPE = "LND"
"""The family whose rules look at landscapes, and not at each institution."""
_FILE = re.compile(r"([a-z]{3}\d{3})_([a-z0-9_]+)\.py")
_RULES = Path(__file__).parents[1] / "rules"


class UnknownCode(CharterError, LookupError):
    """There is no rule of that code or name; `near` are at most three codes that resemble it."""

    def __init__(self, asked: str, near: tuple[str, ...]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.near = near


@record
class RuleEntry:
    """A rule as the folder lists it, not imported. `runs` is False for what is only a page."""

    code: str
    name: str
    family: str
    module: str
    runs: bool = True

    @property
    def pack(self) -> str | None:
        """The pack that it belongs to; None for a rule that is on by itself."""
        return next((name for name, letters in PACKS.items() if self.code.startswith(letters)), None)

    def rule(self) -> Rule:
        """Code, name, severity and source, as the module states them."""
        return cast(Rule, importlib.import_module(self.module).RULE)

    @property
    def everywhere(self) -> bool:
        """Whether what it finds of one part rests on every clause of the institution."""
        return self.rule().everywhere

    def check(self) -> Check:
        """The function that looks at a case."""
        return cast(Check, importlib.import_module(self.module).check)

    def check_landscape(self) -> LandscapeCheck:
        """The function that looks at a landscape."""
        return cast(LandscapeCheck, importlib.import_module(self.module).check_landscape)

    def remedies(self) -> Remedies | None:
        """The function that says what to write instead; None where the rule has none."""
        return cast("Remedies | None", getattr(importlib.import_module(self.module), "remedies", None))

    def page(self) -> str:
        """The module's docstring."""
        return importlib.import_module(self.module).__doc__ or ""


def _listing(family: str, folder: Path, package: str, runs: bool) -> Iterator[RuleEntry]:
    try:
        files = sorted(os.listdir(folder))
    except OSError:
        return
    for file in files:
        match = _FILE.fullmatch(file)
        if match:
            code, name = match[1].upper(), match[2].replace("_", "-")
            yield RuleEntry(code, name, family, f"{package}.{file[:-3]}", runs)


@cache
def entries() -> tuple[RuleEntry, ...]:
    """Every rule and page, by family in the order of `FAMILIES`, then by code. Nothing is imported."""
    found: list[RuleEntry] = []
    for family in FAMILIES.values():
        package = f"charter.validators.rules.{family}"
        found += _listing(family, _RULES / family, package, True)
        pages = _RULES / family / "pages"
        found += _listing(family, pages, f"{package}.pages", False)
        for folder in sorted(pages.glob("[a-z]*/")):
            found += _listing(family, folder, f"{package}.pages.{folder.name}", False)
    order = list(FAMILIES.values())
    return (*sorted(found, key=lambda e: (order.index(e.family), e.code, e.name)), *_plugged())


def _plugged() -> Iterator[RuleEntry]:
    """The rules of plug-ins: entry points of `charter.rules`, named as the file of a rule is."""
    for plugin in plugins(RULES):
        match = _FILE.fullmatch(f"{plugin.name}.py")
        if match is None:
            raise PluginError(plugin, "is not named as a rule is, such as `abc101_organ_that_never_meets`")
        code = match[1].upper()
        if code[:3] in FAMILIES:
            raise PluginError(plugin, f"takes a code of the family {code[:3]}, which is Charter's own")
        yield RuleEntry(code, match[2].replace("_", "-"), PLUGGED, plugin.module)


def codes() -> tuple[str, ...]:
    """The codes of all rules and pages."""
    return tuple(e.code for e in entries())


@cache
def page_codes() -> frozenset[str]:
    """The codes that have only a page: what reading a charter or the engine itself raises."""
    return frozenset(e.code for e in entries() if not e.runs)


def entry(asked: str) -> RuleEntry:
    """The rule of that code (`str102`) or name (`self-perpetuating-seats`); raises UnknownCode with near codes."""
    wanted = asked.strip()
    for each in entries():
        if each.code == wanted.upper() or each.name == wanted.lower():
            return each
    raise UnknownCode(asked, near(asked))


def near(asked: str) -> tuple[str, ...]:
    """At most three codes whose code or name resembles `asked`, the nearest first."""
    from charter.world import near as nearest

    names = {e.name: e.code for e in entries()}
    close = [*nearest(asked.upper(), codes()), *(names[n] for n in nearest(asked.lower(), tuple(names)))]
    return tuple(dict.fromkeys(close))[:3]


def explain(asked: str) -> str:
    """The page of a rule as text, headed by code, name and severity; raises UnknownCode with near codes."""
    found = entry(asked)
    rule = found.rule()
    parts = [f"{rule.code} {rule.name} ({rule.severity})", found.page().strip()]
    if rule.source:
        parts.append(f"Source: {rule.source}")
    return "\n\n".join(parts) + "\n"
