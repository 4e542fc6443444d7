"""JUnit XML: a suite a file, a test case for each finding and each expectation."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from charter.cli.check_result import CheckResult
from charter.cli.output.formats.sentences import PROVED, at, told
from charter.cli.places import from_top
from charter.cli.terminal import Paint, visible
from charter.dsl.findings import ERROR, WARNING


def written(outcome: CheckResult, paint: Paint) -> str:
    """Errors, warnings and refuted expectations fail, with `unproved` what depends or is unknown too, which is skipped
    otherwise; notes and gaps are said beside."""
    root = Element("testsuites", name="charter")
    files = dict.fromkeys(
        [*outcome.sources, *(f.span.file for f in outcome.findings), *(v.span.file for v in outcome.verdicts)]
    )
    for file in files:
        called = from_top(file, outcome.sources)
        suite = SubElement(root, "testsuite", name=visible(called))
        for finding in (f for f in outcome.findings if f.span.file == file):
            case = _case(suite, called, f"{finding.code} {finding.entity}", finding.span.line)
            said = finding.witness.get("text") if finding.witness else None
            text = f"{at(finding.span, outcome)}\n{finding.message}{f'{chr(10)}witness: {said}' if said else ''}"
            if finding.severity in (ERROR, WARNING):
                _say(SubElement(case, "failure", type=finding.severity, message=visible(finding.message)), text)
            else:
                _say(SubElement(case, "system-out"), f"{finding.severity}: {text}")
        for verdict in (v for v in outcome.verdicts if v.span.file == file):
            scenario = f" (in scenario {verdict.scenario})" if verdict.scenario else ""
            case = _case(suite, called, f"{verdict.text}{scenario}", verdict.span.line)
            if outcome.fails(verdict):
                _say(SubElement(case, "failure", type=verdict.verdict, message=visible(told(verdict))), told(verdict))
            elif verdict.unproved:
                SubElement(case, "skipped", message=visible(told(verdict)))
            elif verdict.verdict != PROVED:
                _say(SubElement(case, "system-out"), told(verdict))
        for more in (each for each in outcome.more if each.file == file):
            case = _case(suite, called, f"{more.code} and {more.number} more", 1)
            failing = more.severity in (ERROR, WARNING)
            element = SubElement(case, "failure", type=more.severity) if failing else SubElement(case, "system-out")
            _say(element, str(more))
        if not len(suite):
            _case(suite, called, "no findings", 1)
        _count(suite, [suite])
    _count(root, root)
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _case(suite: Element, file: str, name: str, line: int) -> Element:
    return SubElement(
        suite, "testcase", classname=visible(file), name=visible(name), file=visible(file), line=str(line)
    )


def _say(element: Element, text: str) -> None:
    """Text without what XML cannot hold."""
    element.text = "\n".join(visible(line) for line in text.split("\n"))


def _count(element: Element, suites: Iterable[Element]) -> None:
    cases = [case for suite in suites for case in suite.iter("testcase")]
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", "0")
    element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
