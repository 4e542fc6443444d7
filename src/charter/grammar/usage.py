"""What each keyword does, from the language reference: the sentences that speak of it and a clause that uses it, kept
in `usage.json`, and the forms that it stands in, from the grammar.

`python -m charter.cli.catalogue` writes `usage.json` anew from docs/language.md; a test keeps it fresh.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from charter.grammar.keywords import BEGINS, KEYWORDS

HERE = Path(__file__).parent
FILE = HERE / "usage.json"
_RULE = re.compile(r"^(\w+)(?:\{[^}]*\})?: (.*(?:\n[ \t]+\|.*)*)", re.MULTILINE)
_WORD = re.compile(r'"([a-z][\w-]*)"')


class Usage(NamedTuple):
    """A keyword: where the reference treats it, the block of its example (empty: a whole file), the example, and what
    the reference says of it."""

    keyword: str
    section: str
    block: str
    example: str
    said: tuple[str, ...]


@cache
def usages() -> dict[str, Usage]:
    """Every keyword with its usage."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return {word: Usage(word, k["section"], k["block"], k["example"], tuple(k["said"])) for word, k in kept.items()}


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    text = (HERE / "charter.lark").read_text(encoding="utf-8")
    return tuple((m[1], " ".join(m[2].split())) for m in _RULE.finditer(text))


def forms(keyword: str) -> tuple[str, ...]:
    """The rules of the grammar in which a keyword stands, those that it begins first; at most six."""
    found = [(name, body) for name, body in _rules() if keyword in _WORD.findall(body)]
    found.sort(key=lambda rule: not rule[1].startswith(f'"{keyword}"'))
    return tuple(f"{name.lstrip('_')}: {body}" for name, body in found[:6])


def explain(keyword: str) -> str:
    """The page of a keyword; raises KeyError for what is none."""
    if keyword not in KEYWORDS:
        raise KeyError(keyword)
    usage = usages()[keyword]
    blocks = ["the text outside any block" if b == "start" else f"`{b}`" for b in BEGINS[keyword]]
    where = f"It may begin a clause in {', '.join(blocks)}." if blocks else "It stands inside a clause."
    parts = [f"{keyword}: a keyword of the language", where, *usage.said]
    place = f"In `{usage.block}`" if usage.block else "For example"
    parts += [f"{place}:\n\n    {usage.example}", "Forms:\n\n" + "\n".join(f"    {form}" for form in forms(keyword))]
    return "\n\n".join([*parts, f"See docs/language.md, {usage.section}."]) + "\n"
