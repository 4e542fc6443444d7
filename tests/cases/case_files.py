"""Reading the small charters of this folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import Checked, check

FOLDER = Path(__file__).parent


@cache
def checked(name: str) -> Checked:
    """What a check of a charter of this folder finds; the charter itself must be free of mistakes."""
    loaded = load(str(FOLDER / f"{name}.charter"))
    assert [f.message for f in loaded.findings if f.severity == "error"] == []
    return check(loaded)


def of(name: str, code: str) -> list[Finding]:
    """The findings of one code, gaps left out."""
    return [f for f in checked(name).findings if f.code == code and f.severity != "gap"]


def gaps(name: str, code: str) -> list[Finding]:
    """The gaps of one code."""
    return [f for f in checked(name).findings if f.code == code and f.severity == "gap"]


def verdicts(name: str) -> dict[str, str]:
    """The verdict on each expectation, by its text."""
    return {v.text: v.verdict for v in checked(name).verdicts}


def witness(name: str, text: str) -> str:
    """The witness of an expectation in words."""
    return next(str((v.witness or {})["text"]) for v in checked(name).verdicts if v.text == text)


def findings(code: str, text: str) -> list[Finding]:
    """The findings of one code on a text that is a variation of a case."""
    loaded = load(Source("a.charter", text))
    assert [f.message for f in loaded.findings if f.severity == "error"] == []
    return [f for f in check(loaded, select=[code]).findings if f.code == code]
