"""Braces that do not pair, judged by the indentation before anything is parsed."""

from attrs import frozen

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
    balance = sum((token.kind == "{") - (token.kind == "}") for token in tokens)
    opened: list[tuple[int, int]] = []
    stray: list[int] = []
    unclosed: int | None = None
    if balance == 0 and not _dips(tokens):
        return Braces(0)
    for token in tokens:
        if token.kind == "{":
            opened.append((token.start, _indentation(source, token.start)))
        elif token.kind == "}":
            indentation = _indentation(source, token.start)
            leads = _leads(source, token.start)
            if opened and leads and balance < 0 and indentation > opened[-1][1] and len(stray) < -balance:
                stray.append(token.start)
            elif opened:
                brace, outer = opened.pop()
                if leads and indentation < outer and unclosed is None:
                    unclosed = brace
    return Braces(len(opened), tuple(stray), unclosed if opened else None)


def _dips(tokens: list[Token]) -> bool:
    depth = 0
    for token in tokens:
        depth += (token.kind == "{") - (token.kind == "}")
        if depth < 0:
            return True
    return False


def _indentation(source: Source, offset: int) -> int:
    line = source.line(source.position(offset)[0])
    return len(line) - len(line.lstrip())


def _leads(source: Source, offset: int) -> bool:
    line, column = source.position(offset)
    return not source.line(line)[: column - 1].strip()
