"""The first line of a charter, which says the version of the language."""

from charter.dsl.syntax.lexer import END, NEWLINE
from charter.dsl.syntax.messages import Problem, near
from charter.dsl.syntax.tree import Token

VERSION = "1"
"""The version of the language that this grammar describes."""


def check_header(tokens: list[Token]) -> Problem | None:
    """Say so if the first line names no version, or another than ours; a header that lacks is put into `tokens`."""
    first, second = tokens[0], tokens[min(1, len(tokens) - 1)]
    if first.kind == "charter" and second.kind == "NUMBER":
        if second.text == VERSION:
            return None
        message = f"this text is in version {second.text} of the language, this program reads version {VERSION}"
        help = f"install a newer version of the program, or write `charter {VERSION}`"
        return Problem("LNG103", second.start, second.end, message, help)
    header = [Token("charter", "charter", 0, 0), Token("NUMBER", VERSION, 0, 0)]
    if first.kind == "charter" or (near(first.text, ["charter"]) and second.kind in ("NUMBER", NEWLINE)):
        tokens[: next(i for i, token in enumerate(tokens) if token.kind in (NEWLINE, END))] = header
    elif first.kind == END:
        tokens[:0] = header
    else:
        tokens[:0] = [*header, Token(NEWLINE, "", 0, 0)]
    empty = first.kind == END
    message = "the text is empty" if empty else "the first line does not say which version of the language this is"
    return Problem("LNG102", first.start, first.end, message, f"begin the text with the line `charter {VERSION}`")
