"""One layout for every charter. The tokens are written anew in their order, so the meaning cannot change.

A clause a line, two spaces for each block, citations in a column, at most one blank line in a row, long clauses
broken where the language lets a clause go on. A block of a single clause may stand on one line if its author wrote
it so. There are no options.
"""

from bisect import bisect_left

from charter.dsl.format.layout import WIDTH, LayoutLine, write
from charter.dsl.syntax.lexer import NEWLINE
from charter.dsl.syntax.parser import ParseResult, Problem, parse
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token
from charter.errors import CharterError

__all__ = ["NotFormattedError", "format_text"]


class NotFormattedError(CharterError, ValueError):
    """The text has syntax errors and was left alone; `problems` are they."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems."""
        super().__init__(f"the text has {len(problems)} syntax errors")
        self.problems = problems


def format_text(source: Source | str) -> str:
    """The text in its one layout; its line ends stay what they were.

    Raises:
        NotFormattedError: the text has syntax errors.

    >>> print(format_text("charter 1; group A={B,C}"), end="")
    charter 1
    <BLANKLINE>
    group A = { B, C }
    """
    given = source if isinstance(source, Source) else Source("<text>", source)
    plain = given.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in given.text else given.text
    result = parse(Source(given.name, plain))
    if result.problems:
        raise NotFormattedError(result.problems)
    text = write(_Layout(result).lines())
    return text if given.line_end == "\n" else text.replace("\n", given.line_end)


class _Layout:
    """The lines of one text, built token by token."""

    def __init__(self, result: ParseResult) -> None:
        self.text = result.source.text
        self.tokens = result.tokens
        self.blocks = result.blocks
        self.out: list[LayoutLine] = []
        self.clause: LayoutLine | None = None
        self.depth = 0
        self.before = 0
        """The end of the last token or comment."""
        self.opened = False
        """True from a block's `{` to the token after it and its citations."""
        self.closers = self._closers(result.tokens)
        self.kept_open = 0
        """The end of the block that stays on one line, while inside it."""
        self.comments = result.comments
        self.remarks = [comment.start for comment in result.comments]

    @staticmethod
    def _closers(tokens: tuple[Token, ...]) -> dict[int, int]:
        """From the offset of each `{` to the offset of its `}`."""
        closers: dict[int, int] = {}
        opened: list[int] = []
        for token in tokens:
            if token.kind == "{":
                opened.append(token.start)
            elif token.kind == "}":
                closers[opened.pop()] = token.start
        return closers

    def lines(self) -> list[LayoutLine]:
        """Lay out all tokens and comments."""
        comments = iter(self.comments)
        comment = next(comments, None)
        block_ends = {self.closers[start] for start in self.blocks}
        for place, token in enumerate(self.tokens):
            while comment is not None and comment.start < token.start:
                self._comment(comment, self._clause_is_over(token, block_ends))
                comment = next(comments, None)
            if token.kind == NEWLINE:
                self._flush()
            elif token.start in block_ends and token.start != self.kept_open:
                self._close(token)
            else:
                self._add(token, place)
        while comment is not None:
            self._comment(comment, True)
            comment = next(comments, None)
        self._flush()
        return self.out

    def _clause_is_over(self, token: Token, block_ends: set[int]) -> bool:
        return token.kind == NEWLINE or token.start in block_ends

    def _add(self, token: Token, place: int) -> None:
        if self.opened and token.kind != "CITE":
            self._flush()
        if self.clause is None:
            self.clause = LayoutLine(self.depth, self._blank(token.start))
        self.clause.add(token)
        self.before = token.end
        if token.kind == "{" and token.start in self.blocks:
            self._open(token, place)

    def _open(self, token: Token, place: int) -> None:
        closer = self.closers[token.start]
        if self._stays_open(token, closer, place):
            self.kept_open = closer
            return
        self.opened = True
        self.depth += 1

    def _stays_open(self, token: Token, closer: int, place: int) -> bool:
        """True for an empty block, and for one that holds one clause, was written on one line, and fits there."""
        assert self.clause is not None
        if bisect_left(self.remarks, token.end) < bisect_left(self.remarks, closer):
            return False
        if self.tokens[place + 1].start == closer:
            return True
        if self.clause.is_broken() or self.text.find("\n", token.start, closer) >= 0:
            return False
        inside = []
        for inner in self.tokens[place + 1 : place + WIDTH]:
            if inner.start == closer:
                break
            if inner.kind in (NEWLINE, "CITE") or inner.start in self.blocks:
                return False
            inside.append(inner)
        whole = LayoutLine(self.depth, False)
        for piece in (*self.clause.tokens(), *inside):
            whole.add(piece)
        return whole.width() + len(" }") <= WIDTH

    def _close(self, token: Token) -> None:
        self._flush()
        self.depth -= 1
        self.clause = LayoutLine(self.depth, False)
        self.clause.add(token)
        self.before = token.end

    def _comment(self, comment: Token, over: bool) -> None:
        """Put a comment at the end of its line, or on a line of its own."""
        own_line = "\n" in self.text[self.before : comment.start] or not (self.clause or self.out)
        if not own_line:
            (self.clause or self.out[-1]).remark(comment.text)
        elif self.clause is not None and not over and not self.opened:
            self.clause.remark_below(comment.text)
        else:
            opened = self.opened
            self._flush()
            line = LayoutLine(self.depth, self._blank(comment.start))
            line.remark(comment.text)
            self.out.append(line)
            self.opened = opened
        self.before = comment.end

    def _blank(self, start: int) -> bool:
        """True if the author left a line blank here and it is not the first of a block."""
        first = not self.out or self.out[-1].depth < self.depth
        return not first and self.text.count("\n", self.before, start) > 1

    def _flush(self) -> None:
        if self.clause is not None:
            self.out.append(self.clause)
        self.clause = None
        self.opened = False
