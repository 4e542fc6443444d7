"""The text of a clause as it is told: on one line, or in its own lines, without comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from charter.dsl.format.layout import spaced
from charter.dsl.metrics import SIGNATURES
from charter.dsl.syntax.lexer import lex
from charter.dsl.syntax.tree import Token

_COMMENT = re.compile(r'("(?:[^"\\\n]|\\[^\n])*"|\[[^\[\]\n]*\])|#[^\n]*')
"""A comment, or what may hold its mark: a quoted text or a citation, which is kept."""


def _without_comments(raw: str) -> str:
    return _COMMENT.sub(lambda found: found.group(1) or "", raw)


def flat(raw: str) -> str:
    """A clause's text on one line, spaced as the formatter spaces it whoever wrote it, comments left out. What holds
    something that is no word of the language keeps its spaces, runs of them as one.

    >>> flat("no  member of { FRA,KEN }\\n can have powers( a ,b )>=2/3  # why")
    'no member of { FRA, KEN } can have powers(a, b) >= 2/3'
    """
    plain = " ".join(_without_comments(raw).split())
    lexed = lex(plain)
    return plain if lexed.faults else spaced(list(_metrics_as_names(lexed.tokens[:-1])))


def _metrics_as_names(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, with `votes` and its like before a bracket as the names of metrics that they are there, and the
    blanks after a `;` left to those who put spaces."""
    for token, after in zip_longest(tokens, tokens[1:]):
        if after is not None and after.kind == "(" and token.text in SIGNATURES:
            yield Token("NAME", token.text, token.start, token.end)
        else:
            yield Token(token.kind, token.text.strip(), token.start, token.end)


def lined(raw: str) -> str:
    """A clause's text in its lines, without comments and empty lines."""
    return "\n".join(line.rstrip() for line in _without_comments(raw).splitlines() if line.strip())
