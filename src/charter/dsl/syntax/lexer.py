"""Text to tokens: one regular expression, one pass, and the rule that says where a clause ends."""

import re
from collections.abc import Iterable

from attrs import field, frozen

from charter.dsl.syntax.freedoms import read_freely
from charter.dsl.syntax.tree import Token
from charter.grammar.keywords import KEYWORDS

MAX_DEPTH = 64
"""How deep `{` and `(` may be nested."""
MAX_OPERATORS = 128
"""How many joining words and marks (`and`, `|`, `not`, `-` …) one clause may have."""

NEWLINE = "_NL"
ERROR = "ERROR"
END = "$END"

# Each repeated group looks ahead before it takes anything: Python before 3.11.5 does not give back what a possessive
# group took before it failed.
_PATTERN = re.compile(
    r"""(?P<NAME>[^\W\d]\w*+(?:(?=-[^\W\d])-\w++)*+(?:(?=\.[^\W\d])\.\w++(?:(?=-[^\W\d])-\w++)*+)*+)
    |(?P<WS>[ \t\xa0]++)
    |(?P<MARK>[{}(),:|&*/+-]|<=|>=|!=|\.\.|[<>=])
    |(?P<_NL>[\r\n;][\r\n;\ \t\xa0]*+)
    |(?P<CITE>\[[^\[\]\r\n]*+\])
    |(?P<STRING>"[^"\\\r\n]*+(?:(?=\\[^\r\n])\\[^\r\n][^"\\\r\n]*+)*+")
    |(?P<COMMENT>\#[^\r\n]*+)
    |(?P<DATE>[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\w|[/^.-][0-9]))
    |(?P<WRONGDATE>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?!\w)|[0-9]{1,4}/[0-9]{1,2}/[0-9]{2,4}(?!\w))
    |(?P<FRACTION>[0-9]++/[0-9]++(?!\w))
    |(?P<PERCENT>[0-9]++(?:(?=\.[0-9])\.[0-9]++)?+%(?!\w))
    |(?P<POWER>[0-9]++\^[0-9]++(?!\w))
    |(?P<SPACED>[0-9]++(?:(?=\.[0-9])\.[0-9]++)?+[ \t]++%)
    |(?P<NUMBER>[0-9]++(?:(?=_[0-9])_[0-9]++)*+(?:(?=\.[0-9])\.[0-9]++)?+(?!\w))
    |(?P<GLUED>[0-9]++(?:(?=[/^.][0-9])[/^.][0-9]++)?+\w*+)
    |(?P<OPENSTRING>"[^\r\n]*+)
    |(?P<OPENCITE>\[[^\r\n]*+)
    |(?P<OTHER>[^\w\s"\#\[{}(),;:|&<>=!+*/.-]++|.)""",
    re.VERBOSE | re.DOTALL,
)
_KINDS = {number: name for name, number in _PATTERN.groupindex.items()}
_WORD, _SPACE, _MARK, _BREAK, _NOTE = (_PATTERN.groupindex[name] for name in ("NAME", "WS", "MARK", NEWLINE, "COMMENT"))
_FAULTS = frozenset(_PATTERN.groupindex[n] for n in ("WRONGDATE", "SPACED", "GLUED", "OPENSTRING", "OPENCITE", "OTHER"))

_OPENERS = frozenset("{,|&(")
_CONTINUES = frozenset(("and", "or", "but", ",", "|", "&", "CITE"))
_JOINERS = frozenset(("and", "or", "not", "including", "except", "where", "|", "&", "-", "+", "*", "/"))


@frozen
class LexicalFault:
    """Something in the text that is no lexical unit: what is wrong, and the help that can be given."""

    message: str
    help: str | None = None
    too_deep: bool = False


@frozen
class Lexed:
    """The tokens of a text, the last of which has the kind `$END`; and what stands beside them."""

    tokens: list[Token]
    comments: list[Token]
    faults: dict[int, LexicalFault] = field(factory=dict)
    """From the start of a token of kind ERROR to what is wrong with it."""


def lex(text: str) -> Lexed:
    """Split a text. Never fails: what is no lexical unit becomes a token of kind ERROR with its fault."""
    comments: list[Token] = []
    faults: dict[int, LexicalFault] = {}
    tokens = _laid_out(text, comments, faults)
    tokens.append(Token(END, "", len(text), len(text)))
    if "(" in text:
        tokens = _without_inner_breaks(tokens)
    if text.count("{") + text.count("(") > MAX_DEPTH:
        tokens = _without_depths(tokens, faults)
    return Lexed(_without_chains(read_freely(text, tokens), faults), comments, faults)


def _laid_out(text: str, comments: list[Token], faults: dict[int, LexicalFault]) -> list[Token]:
    """The tokens of a text, with a token of kind _NL at each end of a clause and nowhere else."""
    tokens: list[Token] = []
    add, kinds, keywords = tokens.append, _KINDS, KEYWORDS
    pending: Token | None = None
    before, opening = "{", False
    for match in _PATTERN.finditer(text):
        group = match.lastindex
        if group == _SPACE:
            continue
        start, end = match.span()
        word = text[start:end]
        if group == _WORD:
            kind = word if word in keywords else "NAME"
        elif group == _MARK:
            kind = word
        elif group == _BREAK:
            if pending is None:
                pending = Token(NEWLINE, word, start, end)
            elif ";" in word:
                pending.text = ";"
            continue
        elif group == _NOTE:
            comments.append(Token("COMMENT", word.rstrip(), start, start + len(word.rstrip())))
            continue
        elif group in _FAULTS:
            kind = ERROR
            faults[start] = _fault(kinds[group], word)
        else:
            kind = kinds[group]  # type: ignore[index]
        if pending is not None:
            if not _joined(before, opening, kind, pending.text):
                add(pending)
            pending = None
        opening = kind == "{" or (opening and kind == "CITE")
        before = kind
        add(Token(kind, word, start, end))
    return tokens


def _joined(before: str, opening: bool, kind: str, between: str) -> bool:
    """True if the end of a line between two tokens does not end a clause."""
    if before == "{" or kind == "}" or opening:
        return True
    return ";" not in between and (before in _OPENERS or kind in _CONTINUES)


def _fault(kind: str, word: str) -> LexicalFault:
    shown = shorten(word)
    if kind == "GLUED":
        number = re.match(r"[0-9_]*[0-9](?:[/^.][0-9]+)?", word)
        parts = (number.group(), word[number.end() :]) if number else (word, "")
        return LexicalFault(f"`{shown}` is neither a number nor a word", f"write `{parts[0]} {shorten(parts[1])}`")
    if kind == "SPACED":
        return LexicalFault("a percentage is written without a space", f"write `{''.join(word.split())}`")
    if kind == "WRONGDATE":
        return LexicalFault(f"`{shown}` is not a date", "a date is written year-month-day, as in `2031-07-01`")
    if kind == "OPENSTRING":
        return LexicalFault("this quoted text is not closed", 'put `"` at its end, on the same line')
    if kind == "OPENCITE":
        return LexicalFault("this citation is not closed", "put `]` at its end, on the same line")
    if word[0] in "“”„«»‘’'`":
        return LexicalFault(f"{word[0]} cannot stand here", 'quote with straight double quotes: `"…"`')
    if word[0] in "–—−‐‑":
        return LexicalFault(f"the dash {word[0]} cannot stand here", "write a hyphen: `-`")
    if word[0] == "%":
        return LexicalFault("`%` cannot stand alone", "write a percentage without a space: `70%`")
    if not word[0].isprintable():
        return LexicalFault(f"the character U+{ord(word[0]):04X} cannot stand here")
    return LexicalFault(f"`{shown}` cannot stand here")


def shorten(word: str, width: int = 40) -> str:
    """A word short enough to stand in a message."""
    return word if len(word) <= width else word[: width - 1] + "…"


def _without_inner_breaks(tokens: list[Token]) -> list[Token]:
    """Drop the ends of clauses inside `( )`; a `(` that is not closed before its block's `}` does not count."""
    opened: list[tuple[str, list[int]]] = []
    dropped: set[int] = set()
    for i, token in enumerate(tokens):
        kind = token.kind
        if kind == "(" or kind == "{":
            opened.append((kind, []))
        elif kind == NEWLINE:
            if opened and opened[-1][0] == "(" and ";" not in token.text:
                opened[-1][1].append(i)
        elif kind == ")" and opened and opened[-1][0] == "(":
            dropped.update(opened.pop()[1])
        elif kind == "}":
            while opened and opened.pop()[0] != "{":
                pass
    return [token for i, token in enumerate(tokens) if i not in dropped] if dropped else tokens


def _without_depths(tokens: list[Token], faults: dict[int, LexicalFault]) -> list[Token]:
    """Put one token of kind ERROR in the place of everything that is nested too deep."""
    kept: list[Token] = []
    opened: list[str] = []
    for token in tokens:
        kind = token.kind
        deep = len(opened) > MAX_DEPTH
        if kind == "{" or kind == "(":
            opened.append(kind)
        elif (kind == ")" and opened and opened[-1] == "(") or (kind == "}" and "{" in opened[-1:]):
            opened.pop()
        elif kind == "}":
            while opened and opened.pop() != "{":
                pass
        if kind == END:
            kept.append(token)
        elif deep:
            kept[-1].end = token.end
        elif len(opened) > MAX_DEPTH:
            kept.append(Token(ERROR, "", token.start, token.end))
            message = f"blocks and brackets are nested more than {MAX_DEPTH} deep here"
            faults[token.start] = LexicalFault(message, too_deep=True)
        else:
            kept.append(token)
    return kept


def _without_chains(tokens: list[Token], faults: dict[int, LexicalFault]) -> list[Token]:
    """Put a token of kind ERROR where a clause has too many joining words: its tree would be as deep."""
    clause = 0
    for i, token in enumerate(tokens):
        if token.kind == NEWLINE or token.kind == END:
            if i - clause > MAX_OPERATORS:
                _check_chain(tokens[clause:i], faults)
            clause = i + 1
    return tokens


def _check_chain(clause: Iterable[Token], faults: dict[int, LexicalFault]) -> None:
    joiners = [token for token in clause if token.kind in _JOINERS]
    if len(joiners) > MAX_OPERATORS:
        last = joiners[MAX_OPERATORS]
        last.kind = ERROR
        message = f"this clause joins more than {MAX_OPERATORS} parts with words such as `{last.text}`"
        faults[last.start] = LexicalFault(message, "name some of the parts in clauses of their own", too_deep=True)
