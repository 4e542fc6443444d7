"""Mistakes of people who write: one message each, in its line, with a correction that is pasted and read.

Each row of `mistakes.TYPED` is a charter with one mistake. The correction is applied, and the charter that it gives
must be without findings and mean exactly what the right one means: its export is the same but for the places.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from mistakes import BASE, LEFT, SAID, SPECIAL, TYPED

from charter.dsl.findings import Edit
from charter.dsl.json.exchange import export_data
from charter.dsl.load import load
from charter.dsl.syntax.source import Source


def meaning(text: str) -> Any:
    """What a charter says, without the places where it says it."""
    loaded = load(Source("t.charter", text))
    assert [f.message for f in loaded.findings] == []
    return without_places(export_data(loaded.charter))


def without_places(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: without_places(value) for key, value in data.items()}
    if isinstance(data, list):
        if len(data) == 5 and isinstance(data[0], str) and all(isinstance(part, int) for part in data[1:]):
            return None
        return [without_places(part) for part in data]
    return data


@cache
def meant(text: str = BASE) -> Any:
    return meaning(text)


def pasted(text: str, edit: Edit) -> str:
    source = Source("t.charter", text)
    start = source.line_starts[edit.span.line - 1] + edit.span.column - 1
    end = source.line_starts[edit.span.end_line - 1] + edit.span.end_column - 1
    return text[:start] + edit.replacement + text[end:]


def line_of(right: str) -> int:
    return BASE[: BASE.index(right)].count("\n") + 1


@pytest.mark.parametrize(("right", "wrong"), TYPED, ids=[wrong.strip()[:50] or "(nothing)" for _, wrong in TYPED])
def test_one_message_and_a_correction_that_means_what_was_meant(right: str, wrong: str) -> None:
    text = BASE.replace(right, wrong, 1)
    findings = load(Source("t.charter", text)).findings
    if not findings:
        assert meaning(text) == meant()
        return
    (found,) = findings
    assert abs(found.span.line - line_of(right)) <= 3
    assert found.edit is not None
    assert meaning(pasted(text, found.edit)) == meant()


@pytest.mark.parametrize(("right", "wrong", "becomes"), SPECIAL)
def test_a_correction_that_gives_another_text(right: str, wrong: str, becomes: str) -> None:
    """`10e26` is 10 times 10^26; what stands in brackets is quoted as it was typed."""
    text = BASE.replace(right, wrong, 1)
    (found,) = load(Source("t.charter", text)).findings
    assert found.edit is not None
    assert meaning(pasted(text, found.edit)) == meaning(BASE.replace(right, becomes, 1))


@pytest.mark.parametrize(("right", "wrong", "code", "message", "help"), SAID)
def test_what_is_said(right: str, wrong: str, code: str, message: str, help: str) -> None:
    (found,) = load(Source("t.charter", BASE.replace(right, wrong, 1))).findings
    assert (found.code, found.span.line) == (code, line_of(right))
    assert (found.message, found.help) == (message, help)


@pytest.mark.parametrize(("right", "wrong", "message"), LEFT)
def test_what_only_the_author_knows_gets_no_correction(right: str, wrong: str, message: str) -> None:
    """A missing number, kind or currency is not guessed: one message, no edit."""
    (found,) = load(Source("t.charter", BASE.replace(right, wrong, 1))).findings
    assert found.message == message
    assert found.edit is None


def test_two_mistakes_are_two_messages() -> None:
    text = BASE.replace("80% of votes", "80 percent of votes").replace("staff 120", "staff: 120")
    assert [(f.span.line, f.help) for f in load(Source("t.charter", text)).findings] == [
        (35, "write `80%`"),
        (41, "take it out"),
    ]


def test_no_number_is_changed_silently() -> None:
    """`50,000` may be fifty or fifty thousand: it is shown as a guess, and is not for a tool to apply."""
    text = BASE.replace("50_000_000 USD", "50,000 USD", 1)
    (found,) = load(Source("t.charter", text)).findings
    assert found.edit is not None
    assert (found.edit.replacement, found.edit.safe) == ("50_000", False)
    assert found.help == "if that is meant, write `50_000`"
