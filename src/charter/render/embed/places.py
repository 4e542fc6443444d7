"""Marked places in a document: where they are, what they ask for, and what stands in them now.

In Markdown and Quarto a place lies between two comments, on lines of their own or within one:

    <!-- charter: picture iaia -->
    ![International AI Agency](figures/iaia-structure.svg)
    <!-- /charter -->

    … hold <!-- charter: value iaia "share(Developing, seats in Council)" -->53%<!-- /charter --> of the seats.

In LaTeX it lies between two lines of comment, or is the last argument of `\\chartervalue`:

    % charter: picture iaia
    \\includegraphics[width=\\linewidth]{figures/iaia-structure.pdf}
    % /charter

    … hold \\chartervalue{iaia}{share(Developing, seats in Council)}{53\\%} of the seats.

Code is left alone: fences and code spans in Markdown, `verbatim` and `lstlisting` in LaTeX.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

MARKDOWN, LATEX = "markdown", "latex"
SYNTAXES = {".md": MARKDOWN, ".markdown": MARKDOWN, ".qmd": MARKDOWN, ".rmd": MARKDOWN, ".tex": LATEX, ".ltx": LATEX}
"""The endings of documents, and how each marks its places."""
KINDS = ("picture", "table", "value")


@frozen
class Mistake(Exception):
    """A place that cannot be meant, by the line of its mark."""

    line: int
    message: str


@frozen
class Place:
    """A marked place. `start` and `end` bound what stands in it now; `words` are what follows the kind, `options` those
    written as `key=value`. `inline`: the place lies within a line."""

    kind: str
    words: tuple[str, ...]
    options: Mapping[str, str]
    line: int
    start: int
    end: int
    inline: bool = False


def syntax_of(path: Path) -> str | None:
    """How the document marks its places, by its ending; None where Charter does not know it."""
    return SYNTAXES.get(path.suffix.lower())


def places(text: str, syntax: str) -> tuple[Place, ...]:
    """The marked places of a document, in order.

    Raises:
        Mistake: a place is not closed, closed without being open, holds another, or its mark makes no sense.
    """
    found = tuple(_latex(text) if syntax == LATEX else _markdown(text))
    return tuple(sorted(found, key=lambda each: each.start))


def line_of(text: str, offset: int) -> int:
    """The line of an offset, from 1."""
    return text.count("\n", 0, offset) + 1


# -- Markdown ---------------------------------------------------------------------------------------------------------

_MARK = re.compile(r"<!--[ \t]*(?P<close>/)?charter(?P<asks>:(?:(?!-->).)*)?[ \t]*-->", re.DOTALL)
_FENCE = re.compile(r"^[ ]{0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
_SPAN = re.compile(r"(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)", re.DOTALL)


def _markdown(text: str) -> Iterator[Place]:
    hidden = list(_code(text))
    marks = [m for m in _MARK.finditer(text) if not any(a <= m.start() < b for a, b in hidden)]
    opened: re.Match[str] | None = None
    for mark in marks:
        line = line_of(text, mark.start())
        if mark["close"]:
            if opened is None:
                raise Mistake(line, "this ends a place that has not begun")
            yield _place_between(text, opened, mark)
            opened = None
        elif mark["asks"] is None:
            raise Mistake(line, "this mark asks for nothing: write `<!-- charter: picture TARGET -->`")
        elif opened is not None:
            raise Mistake(line, f"the place of line {line_of(text, opened.start())} has not ended: `<!-- /charter -->`")
        else:
            opened = mark
    if opened is not None:
        raise Mistake(line_of(text, opened.start()), "this place has no end: `<!-- /charter -->`")


def _place_between(text: str, opened: re.Match[str], closed: re.Match[str]) -> Place:
    line = line_of(text, opened.start())
    alone = text[text.rfind("\n", 0, opened.start()) + 1 : opened.start()].strip() == ""
    inline = not (alone and "\n" in text[opened.end() : closed.start()])
    return _asked(opened["asks"][1:], line, opened.end(), closed.start(), inline)


def _code(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that are code: fences, then spans between them."""
    at = 0
    while (fence := _FENCE.search(text, at)) is not None:
        yield from _spans(text, at, fence.start())
        mark = fence["fence"]
        end = re.compile(rf"^[ ]{{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
        closing = end.search(text, fence.end())
        at = closing.end() if closing else len(text)
        yield fence.start(), at
    yield from _spans(text, at, len(text))


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for span in _SPAN.finditer(text, start, end):
        yield span.span()


# -- LaTeX ------------------------------------------------------------------------------------------------------------

_LINE = re.compile(r"^[ \t]*%+[ \t]*(?P<close>/)?charter(?P<asks>:[^\n]*?)?[ \t]*\r?$", re.MULTILINE)
_VALUE = re.compile(r"(?<!\\)\\chartervalue(?![A-Za-z])")
_VERBATIM = re.compile(r"\\begin\{(verbatim\*?|lstlisting|minted)\}.*?\\end\{\1\}", re.DOTALL)


def _latex(text: str) -> Iterator[Place]:
    hidden = [m.span() for m in _VERBATIM.finditer(text)]

    def seen(match: re.Match[str]) -> bool:
        return not any(a <= match.start() < b for a, b in hidden)

    yield from _latex_blocks(text, [m for m in _LINE.finditer(text) if seen(m)])
    for value in filter(seen, _VALUE.finditer(text)):
        before = text[text.rfind("\n", 0, value.start()) + 1 : value.start()]
        if not re.search(r"(?<!\\)%", before) and not before.rstrip().endswith(("command{", "command")):
            yield _latex_value(text, value)


def _latex_blocks(text: str, marks: list[re.Match[str]]) -> Iterator[Place]:
    opened: re.Match[str] | None = None
    for mark in marks:
        line = line_of(text, mark.start())
        if mark["close"]:
            if opened is None:
                raise Mistake(line, "this ends a place that has not begun")
            start = text.find("\n", opened.start()) + 1
            yield _asked(opened["asks"][1:], line_of(text, opened.start()), start, mark.start(), False)
            opened = None
        elif mark["asks"] is None:
            continue  # a comment that happens to be the one word
        elif opened is not None:
            raise Mistake(line, f"the place of line {line_of(text, opened.start())} has not ended: `% /charter`")
        else:
            opened = mark
    if opened is not None:
        raise Mistake(line_of(text, opened.start()), "this place has no end: `% /charter`")


def _latex_value(text: str, value: re.Match[str]) -> Place:
    line = line_of(text, value.start())
    bounds, at = [], value.end()
    for _ in range(3):
        bound = _argument(text, at)
        if bound is None:
            raise Mistake(line, r"\chartervalue takes three arguments: {TARGET}{EXPRESSION}{what stands there now}")
        bounds.append(bound)
        at = bound[1] + 1
    target, asked = (text[a:b].replace(r"\%", "%").replace(r"\_", "_").strip() for a, b in bounds[:2])
    return Place("value", (target, asked), {}, line, *bounds[2], inline=True)


def _argument(text: str, at: int) -> tuple[int, int] | None:
    """The inside of the braces that begin at `at`, white space aside."""
    opening = re.compile(r"\s*\{").match(text, at)
    if opening is None:
        return None
    depth = 1
    for brace in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, opening.end()):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            return opening.end(), brace.start()
    return None


# -- what a mark asks for ---------------------------------------------------------------------------------------------

_OPTION = re.compile(r"[a-z]+=")


def _asked(asks: str, line: int, start: int, end: int, inline: bool) -> Place:
    try:
        lexer = shlex.shlex(asks, posix=True, punctuation_chars=False)
        lexer.whitespace_split, lexer.commenters, lexer.quotes, lexer.escape = True, "", '"', ""
        words = list(lexer)
    except ValueError as error:
        raise Mistake(line, "a quotation mark is not closed") from error
    if not words:
        raise Mistake(line, f"this mark asks for nothing: write one of {', '.join(KINDS)}, then a charter")
    kind, *rest = words
    if kind not in KINDS:
        raise Mistake(line, f"`{kind}` is nothing that can stand in a document; there are {', '.join(KINDS)}")
    plain = tuple(word for word in rest if not _OPTION.match(word))
    options = dict(word.split("=", 1) for word in rest if _OPTION.match(word))
    if not plain:
        raise Mistake(line, f"`{kind}` needs a charter: a file, or the name of a design")
    if inline and kind != "value":
        raise Mistake(line, f"a {kind} needs lines of its own between its two marks")
    return Place(kind, plain, options, line, start, end, inline)
