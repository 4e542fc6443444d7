"""Braces that do not pair, judged by the indentation before anything is parsed."""

from attrs import frozen

from charter.dsl.lexer import NEWLINE
from charter.dsl.source import Source
from charter.dsl.syntax import Token


@frozen
class Braces:
    """`missing` counts the `}` that a text lacks; `stray` are those, by offset, that stand deeper than their block;
    `unclosed` is the offset of the first `{` whose `}` stands too far left to be its own."""

    missing: int
    stray: tuple[int, ...] = ()
    unclosed: int | None = None


def pair(source: Source, tokens: list[Token]) -> Braces:
    """Pair the braces of a text.

    A `}` that is the first thing on its line belongs to the `{` on a line with the same indentation.
    """
    braces = [token.kind for token in tokens if token.kind == "{" or token.kind == "}"]
    balance = braces.count("{") - braces.count("}")
    if balance == 0 and not _dips(braces):
        return Braces(0)
    supplied = _heads_without(source, tokens)
    balance += len(supplied)
    opened: list[tuple[int, int]] = []
    stray: list[int] = []
    unclosed: int | None = None
    for token in tokens:
        if token.kind == "{" or token.start in supplied:
            opened.append((token.start, _indentation(source, token.start)))
        elif token.kind == "}":
            indentation = _indentation(source, token.start)
            leads = _leads(source, token.start)
            if opened and leads and indentation > opened[-1][1] and len(stray) < -balance:
                stray.append(token.start)
            elif opened:
                brace, outer = opened.pop()
                if leads and indentation < outer and unclosed is None:
                    unclosed = brace
    return Braces(len(opened), tuple(stray), unclosed if opened else None)


_HEADS = frozenset(
    ("institution", "reform", "mandate", "membership", "organ", "decision", "obligation", "category", "funding")
    + ("adoption", "relations", "landscape", "scenario", "expect", "answered")
)


def _heads_without(source: Source, tokens: list[Token]) -> set[int]:
    """The offsets of the block keywords on a line without `{` that is followed by a line further to the right."""
    found: set[int] = set()
    first = True
    head: Token | None = None
    for token in tokens:
        if token.kind == NEWLINE:
            first = True
            continue
        if first and head is not None:
            if token.kind != "{" and _indentation(source, token.start) > _indentation(source, head.start):
                found.add(head.start)
            head = None
        if first and token.kind in _HEADS:
            head = token
        elif token.kind in ("{", "}"):
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
