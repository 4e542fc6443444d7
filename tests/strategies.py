"""Charters made up from the grammar itself: for every production a small one, and random ones for hypothesis."""

from functools import cache
from typing import Any

from hypothesis import strategies as st
from lark import Lark, Tree
from lark import Token as LarkToken
from lark.lexer import Lexer

from charter.dsl.syntax.lexer import END
from charter.dsl.syntax.tree import Token
from charter.dsl.syntax.tree import Tree as OurTree
from charter.grammar.keywords import KEYWORDS
from charter.grammar.tables import GRAMMAR, grammar_parser

Production = tuple[str, tuple[str, ...]]
"""A nonterminal and what it may be made of: nonterminals, kinds of token, keywords and marks as they are written."""

WORDS = {
    "NAME": ["alpha", "Beta", "x_1", "two-part.name", "Été"],
    "NUMBER": ["1", "40", "100_000", "2.5"],
    "FRACTION": ["2/3", "1/2"],
    "PERCENT": ["50%", "66.7%"],
    "POWER": ["10^26"],
    "DATE": ["2031-07-01"],
    "STRING": ['"a text"', '"with \\"quotes\\" and # no comment"', '""'],
    "CITE": ["[statute VI.A.1]", "[x]"],
}
_BREAK_AFTER = {"{", ",", "|", "&", "("}
_BREAK_BEFORE = {"and", "or", "but", ",", "|", "&", "CITE", "}"}
_ENDS = ["\n", "\n", "\n\n\n", " ; ", "  # said\n", " ;# said\n", "\n# above\n", "\n\n# above\n\n# below\n  "]
_BREAKS = [" ", " ", "\n   ", "  # inside\n", "\n# inside\n\n", " #one\n#two\n"]


class _Fed(Lexer):
    """A lexer for lark that hands on the tokens of ours."""

    def __init__(self, _: Any) -> None:
        self.names = lark_names()

    def lex(self, tokens: Any) -> Any:
        for token in tokens:
            yield LarkToken(self.names.get(token.kind, token.kind), token.text)


@cache
def lark_parser() -> Lark:
    """Lark's own LALR(1) parser for the grammar, fed with our tokens."""
    text = GRAMMAR.read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer=_Fed, maybe_placeholders=False)


@cache
def _lark() -> Any:
    return grammar_parser(GRAMMAR.read_text(encoding="utf-8"))


@cache
def lark_names() -> dict[str, str]:
    """From a keyword or mark as written to lark's name for it."""
    return {t.pattern.value: t.name for t in _lark().terminals if t.pattern.type == "str"}


def lark_tree(tokens: tuple[Token, ...]) -> Any:
    """What lark makes of our tokens, as nested tuples."""
    return _plain_lark(lark_parser().parse(tokens))  # type: ignore[arg-type]


def _plain_lark(node: Any) -> Any:
    if isinstance(node, Tree):
        return (str(node.data), *map(_plain_lark, node.children))
    return str(node)


def plain(node: OurTree | Token) -> Any:
    """Our tree as nested tuples."""
    return (node.kind, *map(plain, node.children)) if isinstance(node, OurTree) else node.text


@cache
def productions() -> tuple[Production, ...]:
    """Every production of the grammar; nonterminals are in angle brackets."""
    written = {name: text for text, name in lark_names().items()}
    return tuple(
        (
            f"<{rule.origin.name}>",
            tuple(written.get(s.name, s.name) if s.is_term else f"<{s.name}>" for s in rule.expansion),
        )
        for rule in _lark().rules
    )


@cache
def by_name() -> dict[str, tuple[tuple[str, ...], ...]]:
    """From a nonterminal to what it may be made of, the shortest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name, parts in productions():
        found.setdefault(name, []).append(parts)
    lengths = _lengths()
    return {name: tuple(sorted(all_, key=lambda p: sum(lengths.get(s, 1) for s in p))) for name, all_ in found.items()}


@cache
def _lengths() -> dict[str, int]:
    """The length of the shortest text of each nonterminal, in tokens."""
    lengths = {name: 10**6 for name, _ in productions()}
    changed = True
    while changed:
        changed = False
        for name, parts in productions():
            length = sum(lengths.get(part, 1) for part in parts)
            if length < lengths[name]:
                lengths[name], changed = length, True
    return lengths


def shortest(symbol: str) -> list[str]:
    """The kinds of the tokens of the shortest text of a symbol."""
    if symbol not in by_name():
        return [symbol]
    return [kind for part in by_name()[symbol][0] for kind in shortest(part)]


@cache
def _homes() -> dict[str, tuple[str, tuple[str, ...], int]]:
    """For each nonterminal but the first, a production that it stands in, nearest to the first, and its place there."""
    homes: dict[str, tuple[str, tuple[str, ...], int]] = {}
    queue = ["<start>"]
    for name in queue:
        for parts in by_name()[name]:
            for place, part in enumerate(parts):
                if part in by_name() and part not in homes and part != "<start>":
                    homes[part] = (name, parts, place)
                    queue.append(part)
    return homes


def smallest(production: Production) -> list[str]:
    """The kinds of the tokens of a small charter that uses a production."""
    name, parts = production
    kinds = [kind for part in parts for kind in shortest(part)]
    while name != "<start>":
        name, around, place = _homes()[name]
        before = [kind for part in around[:place] for kind in shortest(part)]
        after = [kind for part in around[place + 1 :] for kind in shortest(part)]
        kinds = [*before, *kinds, *after]
    return kinds


def spelt(kinds: list[str]) -> str:
    """A plain text of tokens of these kinds."""
    words = [{"_NL": "\n", END: ""}.get(kind) or WORDS.get(kind, [kind])[0] for kind in kinds]
    return " ".join(["charter", "1", *words[2:]])


@st.composite
def kinds_of(draw: Any, symbol: str = "<start>", most: int = 150) -> list[str]:
    """The kinds of the tokens of a random text; when it grows over `most` tokens the shortest ways are taken."""
    out: list[str] = []
    stack = [symbol]
    while stack:
        top = stack.pop()
        choices = by_name().get(top)
        if choices is None:
            out.append(top)
            continue
        free = len(out) + len(stack) < most
        parts = choices[draw(st.integers(0, len(choices) - 1)) if free else 0]
        stack += reversed(parts)
    return out


@st.composite
def charters(draw: Any, most: int = 150) -> str:
    """A random charter with comments wherever the language lets a line end."""
    kinds = draw(kinds_of(most=most))
    rnd = draw(st.randoms(use_true_random=False))
    text = rnd.choice(["", "\n", "# first\n", "\ufeff"]) + "charter 1"
    brackets: list[str] = []
    before, opening = "1", False
    for kind in kinds[2:]:
        if kind == "_NL":
            text += rnd.choice(_ENDS)
        else:
            free = before in _BREAK_AFTER or kind in _BREAK_BEFORE or opening or "(" in brackets[-1:]
            text += rnd.choice(_BREAKS) if free and before != "_NL" else " "
            text += rnd.choice(WORDS[kind]) if kind in WORDS else kind
        opening = kind == "{" or (opening and kind == "CITE")
        if kind in ("{", "("):
            brackets.append(kind)
        elif kind in ("}", ")"):
            brackets.pop()
        before = kind
    return text + rnd.choice(["", "\n", "  # last", "\n# last\n\n"])


assert not KEYWORDS & {word for words in WORDS.values() for word in words}
