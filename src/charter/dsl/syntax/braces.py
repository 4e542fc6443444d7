"""Braces that do not pair, judged by the indentation before anything is parsed."""

from attrs import frozen

from charter.dsl.syntax.lexer import END, NEWLINE
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token


@frozen
class Braces:
    """What the braces of a text lack: how many `}` are missing or, if negative, too many."""

    missing: int = 0
    stray: tuple[int, ...] = ()
    """The offsets of each `}` or `{` that is plainly one too many."""
    headless: tuple[int, ...] = ()
    """The offsets of the ends of clauses where the `{` of a block is missing."""
    unclosed: int | None = None
    """The offset of the first `{` whose `}` stands too far left to be its own."""


def pair(source: Source, tokens: list[Token]) -> Braces:
    """Pair the braces of a text.

    A `}` that is the first thing on its line belongs to the `{` on a line with the same indentation.
    """
    braces = [token.kind for token in tokens if token.kind == "{" or token.kind == "}"]
    missing = braces.count("{") - braces.count("}")
    if missing == 0 and not _dips(braces):
        return Braces()
    headless = _headless(source, tokens)
    missing += len(headless)
    lone = _lone(source, tokens) if missing > 0 else ()
    missing -= len(lone)
    opened: list[tuple[int, int]] = []
    stray: list[int] = []
    unclosed: int | None = None
    clause, clauses = 0, {token.start for token in tokens if token.kind == "}"}
    for place, token in enumerate(tokens):
        if place and (tokens[place - 1].kind == NEWLINE or tokens[place - 1].start in clauses):
            clause = token.start
        if token.start in lone:
            continue
        if token.kind == "{" or token.start in headless:
            listed = token.kind == "{" and is_list(tokens, place)
            opened.append((token.start, 10**9 if listed else _indentation(source, clause)))
            if not listed:
                clauses.add(token.start)
        elif token.kind == "}" and opened:
            column = _indentation(source, token.start) if _leads(source, token.start) else None
            if len(stray) < -missing and (
                _goes_on(source, tokens, place, opened[-1][1]) or (column or 0) > opened[-1][1]
            ):
                stray.append(token.start)
                continue
            brace, outer = opened.pop()
            if column is not None and column < outer < 10**9 and unclosed is None:
                unclosed = brace
    return Braces(missing + len(stray), (*stray, *lone), tuple(headless), unclosed if opened else None)


def mended(tokens: list[Token], braces: Braces) -> list[Token]:
    """The tokens without the braces that are one too many, and with the `{` that the heads of blocks lack."""
    if not braces.stray and not braces.headless:
        return tokens
    stray, headless = set(braces.stray), set(braces.headless)
    kept: list[Token] = []
    for token in tokens:
        if token.kind == NEWLINE and token.start in headless:
            kept.append(Token("{", "{", token.start, token.start))
        elif token.kind == "{" and token.start in stray:
            kept.append(Token(NEWLINE, "\n", token.start, token.start))
        elif token.kind != "}" or token.start not in stray:
            kept.append(token)
    return kept


def is_list(tokens: list[Token], place: int) -> bool:
    """True if the `{` there begins a list of names and not a block."""
    if place + 2 >= len(tokens):
        return False
    first, second = tokens[place + 1], tokens[place + 2]
    return first.kind == "NAME" and second.kind in (",", "}", "NAME")


def _goes_on(source: Source, tokens: list[Token], place: int, column: int) -> bool:
    """True if what comes after a `}` stands inside the block that it would close, to judge by the indentation."""
    following = next((t for t in tokens[place + 1 : place + 3] if t.kind != NEWLINE), None)
    if following is None or following.kind in (END, "}"):
        return False
    if tokens[place + 1].kind == NEWLINE:
        return _indentation(source, following.start) > column
    return not _leads(source, tokens[place].start) and _indentation(source, tokens[place].start) > column


def _lone(source: Source, tokens: list[Token]) -> tuple[int, ...]:
    """The offsets of each `{` at the end of a clause that can have no block, before a line no further right."""
    found: list[int] = []
    first = tokens[0]
    for place, token in enumerate(tokens):
        if token.kind in (NEWLINE, "{", "}") and place + 1 < len(tokens):
            following = tokens[place + 1]
            if token.kind == "{" and first.kind not in _HEADS and not is_list(tokens, place):
                here = source.position(token.start)[0] < source.position(following.start)[0]
                if here and _indentation(source, following.start) <= _indentation(source, token.start):
                    found.append(token.start)
                    continue
            first = following
    return tuple(found)


_BLOCKS = "institution reform mandate membership organ decision obligation category funding adoption relations"
_LISTS = "landscape scenario expect answered data seats delegates add change"
_SEATS = "permanent designated ranked elected appointed chosen ex rotating NUMBER"
_HEADS = frozenset((*_BLOCKS.split(), *_LISTS.split(), *_SEATS.split()))
"""What the clauses begin with that can have a block."""


def _headless(source: Source, tokens: list[Token]) -> dict[int, int]:
    """The ends of clauses that begin with a block's keyword, lack its `{`, and are followed by a line further right.

    From the offset of the end to that of the keyword.
    """
    found: dict[int, int] = {}
    first, head = True, None
    for place, token in enumerate(tokens):
        if token.kind == NEWLINE:
            following = tokens[place + 1]
            if head is not None and (following.kind != "{" or is_list(tokens, place + 1)):
                column = _indentation(source, head.start)
                if _indentation(source, following.start) > column:
                    found[token.start] = head.start
            first, head = True, None
            continue
        if first and token.kind in _HEADS:
            head = token
        elif token.kind == "{":
            head = None
        first = token.kind in ("{", "}")
    return found


def _dips(braces: list[str]) -> bool:
    depth = 0
    for brace in braces:
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return True
    return False


def _indentation(source: Source, offset: int) -> int:
    line = source.line(source.position(offset)[0])
    return len(line) - len(line.lstrip())


def _leads(source: Source, offset: int) -> bool:
    line, column = source.position(offset)
    return not source.line(line)[: column - 1].strip()
