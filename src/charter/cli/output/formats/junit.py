"""JUnit XML: a suite a file, a test case for each finding and each expectation."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from charter.cli.check_result import CheckResult
from charter.cli.output.formats.sentences import PROVED, told
from charter.cli.terminal import Paint, visible
from charter.dsl.findings import ERROR, WARNING


def junit(outcome: CheckResult, paint: Paint) -> str:
    """Errors, warnings and refuted expectations fail; notes, gaps and what depends or is unknown are said beside."""
    root = Element("testsuites", name="charter")
    files = dict.fromkeys(
        [*outcome.sources, *(f.span.file for f in outcome.findings), *(v.span.file for v in outcome.verdicts)]
    )
    for file in files:
        suite = SubElement(root, "testsuite", name=visible(file))
        for finding in (f for f in outcome.findings if f.span.file == file):
            case = _case(suite, file, f"{finding.code} {finding.entity}", finding.span.line)
            said = finding.witness.get("text") if finding.witness else None
            text = f"{finding.span}\n{finding.message}{f'{chr(10)}witness: {said}' if said else ''}"
            if finding.severity in (ERROR, WARNING):
                _say(SubElement(case, "failure", type=finding.severity, message=visible(finding.message)), text)
            else:
                _say(SubElement(case, "system-out"), f"{finding.severity}: {text}")
        for verdict in (v for v in outcome.verdicts if v.span.file == file):
            scenario = f" (in scenario {verdict.scenario})" if verdict.scenario else ""
            case = _case(suite, file, f"{verdict.text}{scenario}", verdict.span.line)
            if verdict.fails:
                _say(SubElement(case, "failure", type="refuted", message=visible(told(verdict))), told(verdict))
            elif verdict.verdict != PROVED:
                _say(SubElement(case, "system-out"), told(verdict))
        if not len(suite):
            _case(suite, file, "no findings", 1)
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
