"""The language reference: every fence is read by the parser, and every keyword of the grammar stands in it."""

import re
from pathlib import Path

import pytest

from charter.dsl.syntax.parser import parse
from charter.dsl.syntax.source import Source
from charter.grammar.keywords import KEYWORDS

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
FENCE = re.compile(r"^```charter(?: in (\w+))?\n(.*?)^```", re.M | re.S)

AROUND = {
    "": ("", ""),
    "institution": ("charter 1\ninstitution X {\n", "}\n"),
    "mandate": ("charter 1\ninstitution X {\nmandate {\n", "}\n}\n"),
    "membership": ("charter 1\ninstitution X {\nmembership {\n", "}\n}\n"),
    "organ": ("charter 1\ninstitution X {\norgan Y {\n", "}\n}\n"),
    "seats": ("charter 1\ninstitution X {\norgan Y {\nseats {\n", "}\n}\n}\n"),
    "decision": ("charter 1\ninstitution X {\ndecision Y : standard {\n", "}\n}\n"),
    "funding": ("charter 1\ninstitution X {\nfunding {\n", "}\n}\n"),
    "adoption": ("charter 1\ninstitution X {\nadoption {\n", "}\n}\n"),
    "relations": ("charter 1\ninstitution X {\nrelations {\n", "}\n}\n"),
    "scenario": ("charter 1\nscenario S of X {\n", "}\n"),
    "expect": ("charter 1\nexpect X {\n", "}\n"),
}


def fences() -> list[tuple[int, str, str]]:
    """Line, block and text of every fence."""
    text = PAGE.read_text()
    return [(text.count("\n", 0, m.start()) + 1, m.group(1) or "", m.group(2)) for m in FENCE.finditer(text)]


@pytest.mark.parametrize(("line", "block", "body"), fences(), ids=lambda v: str(v) if isinstance(v, int) else "")
def test_every_fence_is_read(line: int, block: str, body: str) -> None:
    before, after = AROUND[block]
    result = parse(Source(f"language.md:{line}", before + body + after))
    shift = before.count("\n")
    assert [
        (body.splitlines()[result.source.position(p.start)[0] - shift - 1], p.message) for p in result.problems
    ] == []


def test_every_keyword_stands_in_a_fence() -> None:
    words = {w for _, _, body in fences() for w in re.findall(r"[A-Za-z][\w-]*", re.sub(r'"[^"]*"', "", body))}
    assert sorted(KEYWORDS - words) == []
