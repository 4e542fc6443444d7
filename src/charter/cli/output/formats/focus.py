"""The pages of `charter check --focus`, by focus, in the forms that have them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from charter.cli.check_result import CheckResult
from charter.cli.output.formats.cells import cell
from charter.cli.output.formats.sheets import Sheet, as_markdown, as_text
from charter.cli.terminal import Paint, visible
from charter.dsl.findings import ERROR

MOST_PLACES = 5
"""How many places the line at the top of a page names."""


def _sheets(outcome: CheckResult) -> list[Sheet]:
    module = import_module(f"charter.cli.output.formats.{outcome.focus}")
    return [sheet for page in outcome.pages for sheet in module.sheets(page)]


def text(outcome: CheckResult, paint: Paint) -> str:
    """Every page for a terminal, under what was not understood of the text."""
    pages = as_text(_sheets(outcome), paint) or "no institution is declared here"
    return "\n".join([*(paint("strong", visible(line)) for line in _unread(outcome)), pages])


def markdown(outcome: CheckResult) -> str:
    """Every page as Markdown, under what was not understood of the text."""
    pages = as_markdown(_sheets(outcome)) or "No institution is declared here."
    return "\n\n".join([*(f"**{cell(line)}**" for line in _unread(outcome)), pages])


def _unread(outcome: CheckResult) -> list[str]:
    """What stands at the top of a page of a text with errors: such a page may lack what they hide."""
    from charter.validators.check.registry import page_codes

    errors = [f for f in outcome.findings if f.severity == ERROR and f.code in page_codes()]
    places = list(dict.fromkeys(f"{f.span.file}:{f.span.line}" for f in errors))
    if not places:
        return []
    more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    return [f"not understood: {', '.join(places[:MOST_PLACES])}{more}; what rests on it may be otherwise"]


def as_data(outcome: CheckResult) -> list[dict[str, Any]]:
    """Every page as plain data."""
    module = import_module(f"charter.cli.output.formats.{outcome.focus}")
    return [module.as_data(page) for page in outcome.pages]
