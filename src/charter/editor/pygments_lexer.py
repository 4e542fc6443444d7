"""The lexer for Pygments, found by its entry point: Sphinx, MkDocs, LaTeX and terminals colour `charter` fences
by it."""

from __future__ import annotations

from typing import Any, ClassVar

from pygments.lexer import RegexLexer
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String, Whitespace

from charter.editor.colours import WORD, classes, expression

TOKENS: dict[str, Any] = {
    "comment": Comment.Single,
    "string": String.Double,
    "citation": Literal,
    "date": Literal.Date,
    "number": Number,
    "metric": Name.Function,
    "declaration": Keyword.Declaration,
    "keyword": Keyword,
    "constant": Name.Constant,
    "operator": Operator,
}
"""What each class is called in Pygments."""


class CharterLexer(RegexLexer):  # type: ignore[misc]
    """Charter, a language for the design of international institutions."""

    name = "Charter"
    aliases: ClassVar[list[str]] = ["charter"]
    filenames: ClassVar[list[str]] = ["*.charter"]
    mimetypes: ClassVar[list[str]] = ["text/x-charter"]
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"[\s\xa0]+", Whitespace),
            *((expression(each), TOKENS[each.name]) for each in classes()),
            (WORD, Name),
            (r"[{}(),:;]", Punctuation),
        ]
    }
