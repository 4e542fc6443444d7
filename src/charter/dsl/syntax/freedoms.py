"""Small freedoms of writing: other words for a form of the language, read as that form.

`1 member objects` and `any member objects` are `1 members object`, `every year` is `every 1 year`, `meets twice a year`
is `meets 2 times every 1 year`, `once a year` is `every 1 year`, a budget `per year` is one `a year`, and a list may
end in a comma. The tokens are put into the one form, so that the grammar knows only that, and `charter fmt` writes it.
"""

from __future__ import annotations

from charter.dsl.syntax.tree import Token
from charter.grammar.keywords import KEYWORDS

_NEWLINE, _END = "_NL", "$END"
_UNITS = ("hour", "day", "week", "month", "year")
_TIMES = {"once": 1, "twice": 2}
_EACH = ("a", "per", "every", "each")


def read_freely(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens with every such form put into the one of the language."""
    tokens = _names_with_numbers(tokens) if "-" in text else tokens
    if not any(word in text for word in ("object", "every ", "nce a", "nce p", "nce e", "wice", "per year", ",")):
        return tokens
    kept: list[Token] = []
    first, unless = 0, False
    for place, token in enumerate(tokens):
        if token.kind in (_NEWLINE, "{", "}"):
            first, unless = place + 1, False
        unless = unless or token.kind == "unless"
        following = tokens[place + 1] if place + 1 < len(tokens) else token
        if token.kind == "," and following.kind == "}" and _in_list(tokens, place):
            continue
        if unless and _objecting(kept, token, following):
            continue
        kept += _timed(tokens, place, tokens[min(first, place)].kind, kept)
    return kept


def _names_with_numbers(tokens: list[Token]) -> list[Token]:
    """`alpha-3` as one name, as tables write it, and `G-20` as `G20`, where no expression can stand."""
    kept: list[Token] = []
    spoken = False
    for token in tokens:
        if token.kind in (_NEWLINE, "{", "}"):
            spoken = False
        spoken = spoken or token.kind in ("that", "for")
        if token.kind == "NUMBER" and not spoken and len(kept) > 1 and token.text.isdecimal():
            before, dash = kept[-2:]
            if dash.kind == "-" and before.end == dash.start and dash.end == token.start and before.text[:1].isalpha():
                joint = "" if before.text.isupper() else "-"
                kept[-2:] = [Token("NAME", f"{before.text}{joint}{token.text}", before.start, token.end)]
                continue
        kept.append(token)
    return kept


def _word(text: str, start: int, end: int) -> Token:
    kind = "NUMBER" if text.isdecimal() else text if text in KEYWORDS else "NAME"
    return Token(kind, text, start, end)


def _in_list(tokens: list[Token], place: int) -> bool:
    """True if only names and commas stand between a `{` and the comma there."""
    before = place - 1
    while before >= 0 and tokens[before].kind == ("NAME" if (place - before) % 2 else ","):
        before -= 1
    return before < place - 1 and tokens[before].kind == "{"


def _objecting(kept: list[Token], token: Token, following: Token) -> bool:
    """`1 member objects`, `any member objects`, `2 members objects` after `unless`; True if the token was taken."""
    if token.text in ("objects", "says") and kept and kept[-1].kind == "members":
        kept.append(_word("object" if token.text == "objects" else "say", token.start, token.end))
        return True
    objects = following.text in ("object", "objects", "say", "says")
    if token.text in ("member", "members") and objects and kept and kept[-1].text in ("1", "any", "a", "one"):
        one = kept.pop()
        kept += [_word("1", one.start, one.end), _word("members", token.start, token.end)]
        return True
    return False


def _timed(tokens: list[Token], place: int, head: str, kept: list[Token]) -> list[Token]:
    """The token there, in the form of the language where it begins or ends a time of another form."""
    token = tokens[place]
    after = tokens[place + 1] if place + 1 < len(tokens) else token
    last = tokens[place + 2] if place + 2 < len(tokens) else token
    before = kept[-1].text if kept else ""
    if token.text in _UNITS and before in ("every", "each") and kept[-1].kind == "every":
        return [_word("1", token.start, token.start), token]
    if token.text in _TIMES and after.text in _EACH and last.text in _UNITS:
        if token.text == "once":
            return [_word("every", token.start, token.end)]
        if head == "meets":
            spot = (token.start, token.end)
            return [_word("2", *spot), _word("times", *spot), _word("every", *spot)]
    taken = place and tokens[place - 1].text in _TIMES and after.text in _UNITS and token.text in _EACH
    if taken and kept and kept[-1].kind == "every":
        return []
    if token.text == "per" and after.text == "year" and head == "budget":
        return [_word("a", token.start, token.end)]
    return [token]
