"""The pages of `charter check --focus`, by focus, in the forms that have them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from charter.cli.check_result import CheckResult
from charter.cli.output.formats.sheets import Sheet, as_markdown, as_text
from charter.cli.terminal import Paint


def _sheets(outcome: CheckResult) -> list[Sheet]:
    module = import_module(f"charter.cli.output.formats.{outcome.focus}")
    return [sheet for page in outcome.pages for sheet in module.sheets(page)]


def text(outcome: CheckResult, paint: Paint) -> str:
    """Every page for a terminal."""
    return as_text(_sheets(outcome), paint) or "no institution is declared here"


def markdown(outcome: CheckResult) -> str:
    """Every page as Markdown."""
    return as_markdown(_sheets(outcome)) or "No institution is declared here."


def as_data(outcome: CheckResult) -> list[dict[str, Any]]:
    """Every page as plain data."""
    module = import_module(f"charter.cli.output.formats.{outcome.focus}")
    return [module.as_data(page) for page in outcome.pages]
