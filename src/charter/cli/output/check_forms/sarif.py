"""SARIF 2.1.0, as code-scanning services read it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from charter._version import __version__
from charter.address import HOME
from charter.cli.check_result import CheckResult
from charter.cli.output.formats.plain import plain
from charter.cli.output.formats.sentences import at, told, unfulfilled
from charter.cli.terminal import Paint
from charter.dsl.findings import ERROR, NOTE, WARNING, Edit, Finding
from charter.dsl.model.base import Allowance
from charter.dsl.syntax.source import Span
from charter.validators.check import registry

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
EXPECTATION = "expectation"
LEVELS = {ERROR: "error", WARNING: "warning", NOTE: "note"}
"""Levels by severity; a gap is a note."""


def written(outcome: CheckResult, paint: Paint) -> str:
    """Findings as results of their rules; expectations that do not hold as results of the rule `expectation`."""
    refuted = unfulfilled(outcome)
    told_or_allowed = [*outcome.findings, *outcome.suppressed]
    codes = sorted({finding.code for finding in told_or_allowed})
    rules = [_rule(code) for code in codes]
    if refuted:
        rules.append(_expectation_rule())
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    results = [_result(finding, index[finding.code], outcome) for finding in told_or_allowed]
    for verdict in refuted:
        level = "error" if outcome.fails(verdict) else "note"
        results.append(
            {
                "ruleId": EXPECTATION,
                "ruleIndex": index[EXPECTATION],
                "level": level,
                "message": {"text": told(verdict)},
                "locations": [_location(at(verdict.span, outcome))],
            }
        )
    driver = {"name": "charter", "version": __version__, "informationUri": HOME, "rules": rules}
    run: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    if outcome.more:
        notes = [{"level": "note", "message": {"text": str(each)}} for each in outcome.more]
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": notes}]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _rule(code: str) -> dict[str, Any]:
    entry = registry.entry(code)
    rule = entry.rule()
    page = entry.page().strip()
    return {
        "id": code,
        "name": rule.name,
        "helpUri": f"{HOME}/blob/main/docs/rules/{entry.family}.md#{code.lower()}-{rule.name}",
        "shortDescription": {"text": page.partition("\n")[0]},
        "fullDescription": {"text": page.partition("\n## Avoid")[0]},
        "help": {"text": f"charter explain {code}", "markdown": page},
        "defaultConfiguration": {"level": LEVELS.get(rule.severity, "note")},
    }


def _expectation_rule() -> dict[str, Any]:
    text = "An expectation of the charter does not hold, or is not proved."
    return {
        "id": EXPECTATION,
        "name": EXPECTATION,
        "helpUri": f"{HOME}/blob/main/docs/language.md",
        "shortDescription": {"text": text},
        "help": {"text": "charter explain expect", "markdown": f"{text} Its witness says why."},
    }


def _fix(edit: Edit, words: str, outcome: CheckResult) -> dict[str, Any]:
    """A correction as SARIF has it (2.1.0, 3.55): the region that goes and the text that comes."""
    place = _location(at(edit.span, outcome))["physicalLocation"]
    replacement = {"deletedRegion": place["region"], "insertedContent": {"text": edit.replacement}}
    change = {"artifactLocation": place["artifactLocation"], "replacements": [replacement]}
    return {"description": {"text": words}, "artifactChanges": [change]}


def _suppression(allowed: Allowance, outcome: CheckResult) -> dict[str, Any]:
    place = _location(at(allowed.span, outcome))
    return {"kind": "inSource", "justification": allowed.reason, "location": place}


def _result(finding: Finding, index: int, outcome: CheckResult) -> dict[str, Any]:
    said = finding.witness.get("text") if finding.witness else None
    text = f"{finding.message}. {said}" if said else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS.get(finding.severity, "note"),
        "message": {"text": text + (f" (help: {finding.help})" if finding.help else "")},
        "locations": [_location(at(finding.span, outcome), finding.entity)],
        "partialFingerprints": {"charter/v1": finding.fingerprint},
        "properties": {
            "severity": finding.severity,
            "entity": finding.entity,
            "citations": [str(citation) for citation in finding.citations],
            "witness": plain(finding.witness),
        },
    }
    if finding.edit is not None:
        result["fixes"] = [_fix(finding.edit, finding.help or finding.message, outcome)]
    if outcome.suppressed:
        result["suppressions"] = [_suppression(finding.allowed, outcome)] if finding.allowed is not None else []
    if finding.labels:
        places = [{**_location(at(label.span, outcome)), "message": {"text": label.text}} for label in finding.labels]
        result["relatedLocations"] = [{"id": number, **place} for number, place in enumerate(places, 1)]
    return result


def _location(span: Span, entity: str = "") -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    found: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(span.file, safe="/")}, "region": region}
    }
    if entity:
        found["logicalLocations"] = [{"fullyQualifiedName": entity}]
    return found
