"""What the language reference says of each keyword, found in its fences and paragraphs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from charter.dsl.syntax.parser import parse
from charter.dsl.syntax.source import Source
from charter.grammar.keywords import BEGINS, KEYWORDS

_FENCE = re.compile(r"^```charter(?: in (\w+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.;:]) +(?=[A-Z`*])")
MOST_SENTENCES = 3

_INSIDE = "charter 1\ninstitution X {{\n{0} {{\n"
AROUND = {
    "": ("", ""),
    "institution": ("charter 1\ninstitution X {\n", "}\n"),
    "seats": ("charter 1\ninstitution X {\norgan Y {\nseats {\n", "}\n}\n}\n"),
    "scenario": ("charter 1\nscenario S of X {\n", "}\n"),
    "expect": ("charter 1\nexpect X {\n", "}\n"),
    "organ": (_INSIDE.format("organ Y"), "}\n}\n"),
    "decision": (_INSIDE.format("decision Y : standard"), "}\n}\n"),
    **{b: (_INSIDE.format(b), "}\n}\n") for b in ("mandate", "membership", "funding", "adoption", "relations")},
}
"""What surrounds a fence that shows the clauses of a block, to make a whole file of it."""


def written(reference: str) -> str:
    """The content of `usage.json` for the text of the language reference."""
    found: dict[str, dict[str, object]] = {}
    for section, block, keywords, line in sorted(_clauses(reference), key=lambda c: (len(c[3]), c[3])):
        for place, word in enumerate(keywords):
            first = place == 0
            kept = found.get(word)
            if kept is None or (first and BEGINS[word] and not kept["first"]):
                found[word] = {"section": section, "block": block, "example": line, "first": first}
    kept_words = {}
    for word in sorted(KEYWORDS & found.keys()):
        usage = {key: value for key, value in found[word].items() if key != "first"}
        kept_words[word] = {**usage, "said": list(_said(reference, word, str(usage["section"])))}
    return json.dumps(kept_words, indent=1, ensure_ascii=False) + "\n"


def _sections(reference: str) -> Iterator[tuple[str, str]]:
    title = ""
    for part in re.split(r"^(#{2,4} .*)$", reference, flags=re.MULTILINE):
        if part.startswith("##"):
            title = part.lstrip("# ").strip()
        else:
            yield title, part


def _clauses(reference: str) -> Iterator[tuple[str, str, list[str], str]]:
    """Every line of every fence: its section, block, the keywords in it in order, and the line."""
    for section, text in _sections(reference):
        for match in _FENCE.finditer(text):
            block = match[1] or ""
            before, after = AROUND[block]
            source = Source("language.md", before + match[2] + after)
            shift, lines = before.count("\n"), match[2].splitlines()
            words: dict[int, list[str]] = {}
            for token in parse(source).tokens:
                if token.kind in KEYWORDS:
                    words.setdefault(source.position(token.start)[0] - shift - 1, []).append(token.kind)
            for number, keywords in words.items():
                if 0 <= number < len(lines):
                    yield section, block, keywords, lines[number].strip()


def _said(reference: str, word: str, home: str) -> Iterator[str]:
    """The sentences that speak of a keyword in backticks, those of the example's section first."""
    spoken = re.compile(rf"`(?:[^`]*[\s/])?{re.escape(word)}(?:\s[^`]*)?`")
    here: list[str] = []
    elsewhere: list[str] = []
    for section, text in _sections(reference):
        prose = re.sub(r"^```.*?^```", "\n\n", text, flags=re.MULTILINE | re.DOTALL)
        for paragraph in re.split(r"\n\s*\n|^- ", prose, flags=re.MULTILINE):
            for sentence in _SENTENCE.split(" ".join(paragraph.split())):
                if spoken.search(sentence):
                    (here if section == home else elsewhere).append(sentence)
    yield from (here or elsewhere)[:MOST_SENTENCES]
