"""Lines of a formatted charter: the spaces between tokens, the breaks of a long clause, the column of citations."""

from itertools import pairwise

from charter.dsl.syntax.tree import Token

WIDTH = 100
"""The number of columns that a line should not exceed."""
INDENT = "  "
_GAP = "  "

_NO_SPACE_BEFORE = frozenset((",", ")", ".."))
_NO_SPACE_AFTER = frozenset(("(", ".."))
_TIGHT_COLON = frozenset(("assume", "in", "for"))
_OPERANDS = frozenset(("NAME", "NUMBER", "FRACTION", "PERCENT", "POWER", ")"))


class LayoutLine:
    """A clause, the `}` of a block, or a comment: one line, or more if it is long or has comments inside."""

    __slots__ = ("blank", "depth", "kept", "parts")

    def __init__(self, depth: int, blank: bool) -> None:
        """Begin a line in a block of that depth; `blank` asks for a blank line before it."""
        self.depth = depth
        self.blank = blank
        self.kept: tuple[str, str] | None = None
        self.parts: list[tuple[list[Token], str]] = [([], "")]
        """Stretches of tokens, each with the comment that ends it."""

    def add(self, token: Token) -> None:
        """Add a token; after a comment it begins a new stretch."""
        if self.parts[-1][1]:
            self.parts.append(([token], ""))
        else:
            self.parts[-1][0].append(token)

    def remark(self, comment: str) -> None:
        """Add a comment at the end of what is there."""
        if self.parts[-1][1]:
            self.parts.append(([], comment))
        else:
            self.parts[-1] = (self.parts[-1][0], comment)

    def remark_below(self, comment: str) -> None:
        """Add a comment on a line of its own within the clause."""
        self.parts.append(([], comment))

    def tokens(self) -> list[Token]:
        """All tokens of the clause."""
        return [token for tokens, _ in self.parts for token in tokens]

    def is_broken(self) -> bool:
        """True if a comment breaks the clause."""
        return len(self.parts) > 1 or bool(self.parts[0][1])

    def is_comment(self) -> bool:
        """True for a line without tokens."""
        return not any(tokens for tokens, _ in self.parts)

    def width(self) -> int:
        """The columns that the clause takes on one line, without a comment."""
        return len(INDENT) * self.depth + len(_text(self.tokens(), self.first()))

    def first(self) -> str:
        """The kind of the first token, on which the space before a colon depends."""
        tokens = self.tokens()
        return tokens[0].kind if tokens else ""

    def body_and_cites(self) -> tuple[str, str]:
        """The first stretch on one line, apart from the citations at its end, and those."""
        if self.kept is None:
            body, cites = _split_cites(self.parts[0][0])
            text = _text(body, self.first())
            self.kept = INDENT * self.depth + text if text else "", " ".join(cite.text for cite in cites)
        return self.kept


def _split_cites(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    end = len(tokens)
    while end > 1 and tokens[end - 1].kind == "CITE" and tokens[end - 2].kind != "remove":
        end -= 1
    return tokens[:end], tokens[end:]


def spaced(tokens: list[Token]) -> str:
    """Tokens on one line, with the spaces that belong between them."""
    return _text(tokens, tokens[0].kind if tokens else "")


def _text(tokens: list[Token], first: str) -> str:
    """Tokens with the spaces that belong between them."""
    if not tokens:
        return ""
    parts = [tokens[0].text]
    unary = tokens[0].kind == "-"
    tight_colon = first in _TIGHT_COLON
    for before, token in pairwise(tokens):
        kind = token.kind
        if unary or kind in _NO_SPACE_BEFORE or before.kind in _NO_SPACE_AFTER:
            tight = True
        elif kind == ":":
            tight = tight_colon
        else:
            tight = kind == "(" and before.kind == "NAME"
        tight_colon = tight_colon or (before.kind == "{" and kind in _TIGHT_COLON)
        unary = kind == "-" and before.kind not in _OPERANDS
        parts.append(token.text if tight else " " + token.text)
    return "".join(parts)


def columns(lines: list[LayoutLine]) -> dict[int, int]:
    """For each line with citations to put in a column, by its place, the column (from 0)."""
    found: dict[int, int] = {}
    run: list[tuple[int, int, int]] = []
    for place, line in enumerate(lines):
        if line.blank or line.is_comment() or (place and line.depth != lines[place - 1].depth):
            _settle(run, found)
            run = []
        if len(line.parts) == 1:
            body, cites = line.body_and_cites()
            if cites:
                run.append((len(body), len(cites), place))
    _settle(run, found)
    return found


def _settle(run: list[tuple[int, int, int]], found: dict[int, int]) -> None:
    """Give the clauses of a run the nearest common column; those that are too wide for it stay apart."""
    left = sorted(run)
    widest = max((cites for _, cites, _ in left), default=0)
    while left and left[-1][0] + len(_GAP) + widest > WIDTH:
        left.pop()
        widest = max((cites for _, cites, _ in left), default=0)
    for _, _, place in left:
        found[place] = left[-1][0] + len(_GAP)


def write(lines: list[LayoutLine]) -> str:
    """The text of the lines."""
    _separate(lines)
    at = columns(lines)
    out: list[str] = []
    for place, line in enumerate(lines):
        if line.blank and out:
            out.append("")
        out += _written(line, at.get(place, 0))
    return "\n".join(out) + "\n"


def _separate(lines: list[LayoutLine]) -> None:
    """Ask for a blank line after the first clause and around the blocks outside any block."""
    for place, line in enumerate(lines):
        if line.depth:
            continue
        tokens = line.tokens()
        if tokens and tokens[0].kind in ("}", "charter") and place + 1 < len(lines):
            lines[place + 1].blank = True
        if place + 1 < len(lines) and lines[place + 1].depth:
            top = place
            while top and lines[top - 1].is_comment() and not lines[top].blank:
                top -= 1
            lines[top].blank = top > 0


def _written(line: LayoutLine, column: int) -> list[str]:
    """The one line or the several of a clause."""
    if len(line.parts) == 1:
        text, cites = line.body_and_cites()
        return _stretch(line, 0, text, cites, column)
    out = _stretch(line, 0, *line.body_and_cites(), 0)
    for place in range(1, len(line.parts)):
        body, cited = _split_cites(line.parts[place][0])
        text = INDENT * (line.depth + 1) + _text(body, line.first()) if body else ""
        out += _stretch(line, place, text, " ".join(cite.text for cite in cited), 0)
    return out


def _stretch(line: LayoutLine, place: int, text: str, cites: str, column: int) -> list[str]:
    """The lines of what stands before a comment, or before the end of the clause."""
    tokens, comment = line.parts[place]
    deeper = INDENT * (line.depth + 1)
    whole = text + (" " * (column - len(text)) if column else _GAP) + cites if cites else text
    if len(whole) > WIDTH:
        rows = _wrapped(tokens, cites, line.first(), deeper if place else INDENT * line.depth, deeper)
    else:
        rows = [whole] if whole else []
    if comment and rows:
        rows[-1] += _GAP + comment
    elif comment:
        rows = [(deeper if place else INDENT * line.depth) + comment]
    return rows


def _wrapped(tokens: list[Token], cites: str, first: str, indent: str, deeper: str) -> list[str]:
    """A long clause filled into lines, broken after a comma or before `and` or `or`."""
    body, _ = _split_cites(tokens)
    units: list[list[Token]] = [[body[0]]]
    for place in range(1, len(body)):
        token = body[place]
        phrase = place + 1 < len(body) and body[place + 1].kind == "voting"
        if body[place - 1].kind == "," or (token.kind in ("and", "or") and not phrase):
            units.append([])
        units[-1].append(token)
    texts = [_text(unit, first) for unit in units]
    if cites:
        texts[-1] += _GAP + cites
    rows = [indent + texts[0]]
    for text in texts[1:]:
        if len(rows[-1]) + 1 + len(text) <= WIDTH:
            rows[-1] += " " + text
        else:
            rows.append(deeper + text)
    return rows
