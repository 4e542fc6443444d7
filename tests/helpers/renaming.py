"""The same design under other names: what is declared renamed, states permuted with all their facts.

New names are as long as the old, so that every clause stays at its line and column.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from charter import designs, world
from charter.dsl.elaborate import institution, obligations, vocabulary
from charter.dsl.model import decisions
from charter.dsl.syntax.lexer import lex
from charter.dsl.syntax.tree import Token
from charter.grammar.keywords import KEYWORDS
from charter.world import _columns, _groups, _memberships, _parties, _reading, _state
from charter.world._records import FactTable

DECLARING = frozenset((
    "institution", "organ", "group", "areas", "decision", "obligation", "fund", "domain", "constituency", "chamber",
    "provision", "category", "function", "scenario", "source", "reform",
))  # fmt: skip
WORLD: tuple[ModuleType, ...] = (_reading, _parties, _columns, _groups, _memberships, _state)
_CITED = re.compile(r"(?<=\[)[\w-]+|(?<=; )[\w-]+")
SHIPPED = designs._FOLDER
KINDS = (".charter", ".csv")
VOCABULARY = (vocabulary, decisions, institution, obligations)
UNION = "EUU"
"""The party that stands for others; it keeps its code."""


def declared(text: str) -> Iterator[tuple[Token, Token | None]]:
    """The names that a charter declares, each with its title."""
    tokens = [*lex(text).tokens]
    for before, name, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.kind in DECLARING and name.kind == "NAME" and "." not in name.text:
            yield name, after if after.kind == "STRING" else None
        elif before.kind == "step" and name.kind == "NAME" and after.kind == ":":
            yield name, None


def fresh_names(texts: Mapping[str, str], pick: random.Random) -> dict[str, str]:
    """A new name, of the same length, for each that is declared."""
    known = {*KEYWORDS, *world.parties(), *world.groups(), *world.memberships(), *world.columns()}
    known |= {t.text for text in texts.values() for t in lex(text).tokens}
    words = {w for module in VOCABULARY for w in _words(vars(module))}  # of a fixed list, and perhaps meant as such
    found: dict[str, str] = {}
    for text in texts.values():
        for name, _ in declared(text):
            if name.text in found or name.text in words or name.text in world.parties():
                continue
            while (new := _fresh(name.text, pick)) in known:
                pass
            known.add(new)
            found[name.text] = new
    return found


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from () if str(key).startswith("__") else (*_words(key), *_words(each))
    elif isinstance(value, tuple | list | frozenset | set):
        for each in value:
            yield from _words(each)


def _fresh(name: str, pick: random.Random) -> str:
    first = pick.choice(string.ascii_uppercase if name[0].isupper() else string.ascii_lowercase)
    return first + "".join(pick.choice(string.ascii_letters) for _ in name[1:])


def permuted_states(pick: random.Random) -> dict[str, str]:
    """A permutation of the codes of all parties but the union."""
    codes = [p for p in world.parties() if p != UNION]
    return dict(zip(codes, pick.sample(codes, len(codes)), strict=True))


def renamed(text: str, names: Mapping[str, str], states: Mapping[str, str], pick: random.Random) -> str:
    """A charter with its names, the titles of what it declares and its states replaced."""
    tokens = lex(text).tokens
    used = {after.start for before, after in pairwise(tokens) if before.kind == "use"}
    if {t.text for t in tokens if t.start in used} == {"world"}:
        here = {
            name.text for name, _ in declared(text)
        }  # the rest are institutions of which only the members are known
        names = {old: new for old, new in names.items() if old in here or old not in world.memberships()}
    edits = [(t.start, t.end, _name(t.text, names, states)) for t in tokens if t.kind == "NAME" and t.start not in used]
    edits += [(t.start, t.end, _CITED.sub(lambda m: names.get(m[0], m[0]), t.text)) for t in tokens if t.kind == "CITE"]
    if names:
        edits += [(t.start, t.end, _title(t.text, pick)) for _, t in declared(text) if t is not None]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _name(name: str, names: Mapping[str, str], states: Mapping[str, str]) -> str:
    head, dot, tail = name.partition(".")
    if dot:
        return f"{names[head]}.{names.get(tail, tail)}" if head in names else name
    return names.get(name) or states.get(name, name)


def _title(title: str, pick: random.Random) -> str:
    return '"' + "".join(pick.choice(string.ascii_lowercase) if c.isalpha() else c for c in title[1:-1]) + '"'


def rewritten(to: Path, pick: random.Random, *, names: bool, states: Mapping[str, str]) -> dict[str, str]:
    """Write the shipped designs and their tables into a folder under other names; returns the new names by the old."""
    texts = {p.relative_to(SHIPPED): p.read_text(encoding="utf-8") for p in SHIPPED.glob("*/*.*") if p.suffix in KINDS}
    charters = {str(path): text for path, text in sorted(texts.items()) if path.suffix == ".charter"}
    new = fresh_names(charters, pick) if names else {}
    for path, text in texts.items():
        (to / path).parent.mkdir(exist_ok=True)
        other = renamed(text, new, states, pick) if str(path) in charters else _table(text, states)
        (to / path).write_text(other, encoding="utf-8")
    return new


@contextmanager
def shipped_in(folder: Path) -> Iterator[None]:
    """The designs of a folder in the place of those that come with Charter, for `use`."""
    before = designs._FOLDER
    designs._FOLDER = folder
    try:
        yield
    finally:
        designs._FOLDER = before


def _table(text: str, states: Mapping[str, str]) -> str:
    head, *rows = text.splitlines()
    cells = [row.split(",") for row in rows]
    return "\n".join([head, *(",".join([states.get(c[0], c[0]), *c[1:]]) for c in cells)]) + "\n"


@contextmanager
def world_of(states: Mapping[str, str]) -> Iterator[None]:
    """A world in which each state has the facts of another."""
    read = _reading.table.__wrapped__

    def table(name: str) -> FactTable:
        found: FactTable = read(name)
        at = [i for i, header in enumerate(found.header) if header in ("party", "chair")]
        rows = [tuple(states.get(c, c) if i in at else c for i, c in enumerate(row)) for row in found.rows]
        return found._replace(rows=tuple(sorted(rows)))

    before: list[tuple[ModuleType, Any]] = [(m, m.table) for m in (*WORLD, world) if hasattr(m, "table")]
    for module, _ in before:
        module.table = table  # type: ignore[attr-defined]
    _forget()
    try:
        yield
    finally:
        for module, old in before:
            module.table = old  # type: ignore[attr-defined]
        _forget()


def _forget() -> None:
    """Empty what the world keeps of its tables."""
    for module in WORLD:
        for value in vars(module).values():
            clear: Callable[[], None] | None = getattr(value, "cache_clear", None)
            if clear is not None:
                clear()
