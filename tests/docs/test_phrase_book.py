"""The phrase book: every row is read by the parser in the block that its heading names."""

import re
from pathlib import Path

import pytest
from test_language_reference import AROUND

from charter.dsl.syntax.parser import parse
from charter.dsl.syntax.source import Source

PAGE = Path(__file__).parents[2] / "docs" / "phrase_book.md"
FILE = ("charter 1\n", "\n")


def rows() -> list[tuple[str, str, str]]:
    """Block, phrase and clause of every row."""
    found: list[tuple[str, str, str]] = []
    block = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            named = re.search(r"\(`(\w+)`\)$", line)
            block = named[1] if named else ""
        elif line.startswith("| ") and not line.startswith(("| The text says |", "| The question |")):
            phrase, clause = (each.strip() for each in re.split(r"(?<!\\)\|", line)[1:-1])
            found.append((block, phrase, clause.replace("\\|", "|")))
    return found


ROWS = rows()


def test_there_are_many_and_none_twice() -> None:
    assert len(ROWS) >= 120
    assert len({phrase for _, phrase, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("block", "phrase", "clause"), ROWS, ids=[phrase[:40] for _, phrase, _ in ROWS])
def test_every_row_is_read(block: str, phrase: str, clause: str) -> None:
    assert re.fullmatch(r"`[^`]+`", clause), phrase
    before, after = AROUND[block] if block else FILE
    result = parse(Source("row", f"{before}{clause.strip('`')}\n{after}"))
    assert [problem.message for problem in result.problems] == []
