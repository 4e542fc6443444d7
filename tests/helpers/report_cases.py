"""What the tests of reports share: reports of shipped designs, and of a charter whose every title is hostile."""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve
from diagram_cases import HARD

from charter.designs import find
from charter.dsl.load import Loaded, load
from charter.dsl.syntax.source import Source
from charter.render.report.report import Report
from charter.validators.check.engine import check
from charter.validators.check.scenario_diff import compare


def loaded(name: str) -> Loaded:
    path = find(name)
    assert path is not None
    return load(path)


@cache
def report_of(*names: str) -> Report:
    """The report of one design, or of several side by side."""
    found = [loaded(name) for name in names]
    checked = [check(each) for each in found]
    charters = tuple(each.charter for each in found if each.charter is not None)
    scenarios = tuple(each for one in found for each in compare(one, ["all"]))
    return Report(
        charters,
        tuple(f for each in checked for f in each.findings),
        tuple(v for each in checked for v in each.verdicts),
        scenarios,
        ", ".join(each.file for each in found),
    )


def without_own_marks(page: str) -> str:
    """The page without the marks that Charter sets around what is read from right to left: they come in pairs."""
    return re.sub("\u2067([^\u2066-\u2069]*)\u2069", r"\1", page)


def hostile_report(text: str) -> Report:
    """A report in which every title, source, note and finding is the text."""
    found = load(Source("hard.charter", HARD))
    charter = found.charter
    assert charter is not None
    hard = charter.institutions[0]
    bad = evolve(
        hard,
        title=text,
        organs=tuple(evolve(each, title=text) for each in hard.organs),
        decisions=tuple(evolve(each, title=text) for each in hard.decisions),
        obligations=tuple(evolve(each, title=text) for each in hard.obligations),
    )
    told = tuple(evolve(f, message=text, help=text, witness={"text": text}) for f in check(found).findings)
    return Report((evolve(charter, institutions=(bad,)),), told, (), (), text)
