"""Going on after an error: at most one message a clause, and everything around it still read.

The method is panic mode (A. Aho, M. Lam, R. Sethi, J. Ullman, Compilers, 2nd edition, 4.8.3) with the ends of
clauses and the braces as its landmarks, and with a `{` or `}` put in where one is plainly missing.
"""

from itertools import pairwise

from charter.dsl.syntax.braces import is_list, mended, pair
from charter.dsl.syntax.lalr import Machine
from charter.dsl.syntax.lexer import END, ERROR, NEWLINE, LexicalFault
from charter.dsl.syntax.messages import Problem, near, not_a_clause, shown, unexpected
from charter.dsl.syntax.parse_state import ParseState
from charter.dsl.syntax.recovery.block_search import clauses_after, way_into_block
from charter.dsl.syntax.recovery.header import check_header
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token, Tree
from charter.dsl.syntax.unread import Losses, Unread
from charter.grammar.keywords import BEGINS, KEYWORDS

__all__ = ["Problem", "Recovery"]

_PATIENCE = 8
"""How often one token may be tried again before it is left out, whatever it is."""
_PATCHES = ("add", "change", "remove")
_HEADER = 3
"""How many states the stack has after `charter 1`."""


class Recovery:
    """The repair of one parse. `problems`, `lost_names`, `losses` and `broken` fill while it goes on."""

    def __init__(self, machine: Machine, source: Source, faults: dict[int, LexicalFault]) -> None:
        """Look at the braces; a `}` that is plainly one too many is taken out here."""
        self.m = machine
        self.where = ParseState(machine)
        self.source = source
        self.faults = faults
        self.too_deep = {start for start, fault in faults.items() if fault.too_deep}
        self.problems: list[Problem] = []
        self.lost_names: set[str] = set()
        self.losses = Losses()
        self.broken: set[int] = set()
        self.other_version = False
        self.last, self.tries, self.resumed = -1, 0, 0
        self.braces = pair(source, machine.tokens)
        self.missing = self.braces.missing
        self.supplied: dict[int, Problem] = {}
        self.reopened: set[int] = set()
        self.gave_up: int | None = None
        for offset in self.braces.stray:
            does = "closes" if source.text[offset] == "}" else "opens"
            brace = Token("", source.text[offset], offset, offset + 1)
            self._report("LNG104", brace, f"this `{brace.text}` {does} nothing", None)
        machine.tokens = mended(machine.tokens, self.braces)
        headless = set(self.braces.headless)
        for before, brace in pairwise(machine.tokens if headless else ()):
            if brace.start in headless and brace.kind == "{":
                message = f"expected `{{` after {shown(before)}, but the clause ends here"
                self.supplied[brace.start] = Problem("LNG104", before.end, before.end, message)

    # ---- the beginning and the end ------------------------------------------------------------------

    def check_version(self) -> None:
        """Look at the first line."""
        problem = check_header(self.m.tokens)
        if problem is not None:
            self.problems.append(problem)
            self.other_version = problem.code == "LNG103"

    def finish(self, tree: Tree) -> None:
        """Mark the blocks in which something could not be read; keep only the first word on another version."""
        self.problems += self.supplied.values()
        self._join_reopened(tree)
        if self.other_version:
            self.problems = [problem for problem in self.problems if problem.code == "LNG103"]
        if not self.problems:
            return
        tree.broken = True
        left = set(self.broken)
        for node in tree.walk():
            if node.start in left and node is not tree:
                node.broken = True
                left.discard(node.start)

    def unread(self) -> tuple[Unread, ...]:
        """What was not understood. Where braces do not pair, nobody knows which clauses belong to which block."""
        braces = {*self.braces.stray, *self.braces.headless, *self.reopened}
        return self.losses.unread(self.problems, braces, self.gave_up)

    def _join_reopened(self, tree: Tree) -> None:
        """Give the clauses that a `}` too many had put outside their institution back to it."""
        kept: list[Tree | Token] = []
        for child in tree.children:
            if child.start in self.reopened and kept and isinstance(kept[-1], Tree) and isinstance(child, Tree):
                kept[-1].children += child.children[1:]
                kept[-1].end = child.end
                self.broken.add(kept[-1].start)
            else:
                kept.append(child)
        tree.children = kept

    # ---- one error ----------------------------------------------------------------------------------

    def recover(self) -> bool:
        """Report the token that cannot stand here and make the machine ready to go on; False to give up."""
        m = self.m
        self.tries = self.tries + 1 if self.last == m.at else 0
        self.last = m.at
        if self.tries > _PATIENCE:
            if m.tokens[m.at].kind == END:
                self.gave_up = m.tokens[m.at].start
                return False
            m.at += 1
        else:
            self._repair()
        self.resumed = m.at
        return True

    def _repair(self) -> None:
        m = self.m
        token = m.tokens[m.at]
        if m.at and m.tokens[m.at - 1].kind == "}":
            m.settle(NEWLINE)
        mark = self.where.mark()
        if mark is None:
            return self._skip_in_header(token)
        clause = self._clause_start(mark)
        self.broken.update(self.where.starts_of_blocks())
        if token.kind == END and (m.at == clause or m.accepts(m.states, NEWLINE)):
            return self._close_at_end(mark)
        if m.at == clause and self._close_missing(mark, token):
            return None
        if m.at == clause + 1 and self._is_misread(m.tokens[clause]):
            first = m.tokens[clause]
            self._cut_to_clause(mark, clause)
            first.kind, token, m.at = first.text, first, clause
            if self._close_missing(mark, token):
                return None
        if m.at > clause and self._is_outdented(m.tokens[clause]):
            first, at = m.tokens[clause], m.at
            self._cut_to_clause(mark, clause)
            m.at = clause
            if self._close_missing(mark, first):
                return None
            while m.at < at:
                m.feed(m.tokens[m.at])
                m.at += 1
        if m.at == clause and self._reopen(token, mark):
            return None
        if token.kind == "}" and not self.where.open_blocks():
            return self._skip_stray(token, mark)
        before = m.tokens[m.at - 1] if m.at else None
        if m.at > clause and before is not None and before.kind == "}" and m.accepts(m.states, NEWLINE):
            self._say(token, mark, clause)
            end = self.where.clause_end(m.at, m.at)
            self._lose(m.at, end)
            m.at = end
            return None
        self._say(token, mark, clause)
        if not (self._open_missing(mark, clause) or self._enter_block(mark, clause)):
            self._drop_clause(mark, clause)
        return None

    def _is_misread(self, token: Token) -> bool:
        """True for a keyword that was taken as a name at the start of a clause, but begins clauses elsewhere."""
        return token.kind == "NAME" and bool(BEGINS.get(token.text))

    def _is_outdented(self, token: Token) -> bool:
        """True for a clause of a reform, which could stand in any block, but stands no further right than the head of
        the block that is open, one `}` being missing somewhere."""
        opened = self.where.open_blocks()
        if self.missing <= 0 or token.kind not in _PATCHES or not opened:
            return False
        head = self.source.position(self.where.starts_of_blocks()[-1])
        line, column = self.source.position(token.start)
        return line > head[0] and column <= head[1]

    def _clause_start(self, mark: int) -> int:
        """The place of the first token of the clause that failed, after the citations of a block's head."""
        tokens, mine = self.m.tokens, self.m.values[mark - 2]
        at = self.m.at
        start = at
        while start > self.resumed and tokens[start - 1] is not mine:
            start -= 1
        while start < at and (
            tokens[start].kind == NEWLINE or (self.where.opened(mark) and tokens[start].kind == "CITE")
        ):
            start += 1
        return start

    # ---- saying it ----------------------------------------------------------------------------------

    def _report(self, code: str, token: Token, message: str, help: str | None) -> None:
        start, end = token.start, token.end
        if self._ends_line(token):
            start = end = self.m.tokens[self.m.at - 1].end
        self.problems.append(Problem(code, start, end, message, help))

    def _ends_line(self, token: Token) -> bool:
        """True if the token is best shown as the end of the line before it."""
        if token.kind == "}" and self.m.at:
            before = self.m.tokens[self.m.at - 1]
            return self.source.position(before.end)[0] < self.source.position(token.start)[0]
        return token.kind in (NEWLINE, END) and self.m.at > 0

    def _say(self, token: Token, mark: int, clause: int) -> None:
        m = self.m
        if self.too_deep:
            end = self.where.clause_end(clause, m.at)
            token = next((t for t in m.tokens[m.at : end] if t.start in self.too_deep and t.kind == ERROR), token)
        fault = self.faults.get(token.start) if token.kind == ERROR else None
        if fault is not None:
            return self._report("LNG106" if fault.too_deep else "LNG104", token, fault.message, fault.help)
        if m.at == clause:
            block = self.where.block()
            first = m.expected(self._states_before(mark, clause))
            return self._report("LNG104", token, *not_a_clause(token, block, first))
        following = m.tokens[m.at + 1] if m.at + 1 < len(m.tokens) else None
        expected = m.expected(self._states_before(mark, clause))
        if not expected:
            expected = m.expected(m.states)
        message, help = unexpected(token, m.tokens[m.at - 1], following, expected)
        if token.kind == NEWLINE and following is not None and following.kind == "{":
            help = "put `{` at the end of the line"
        return self._report("LNG104", token, message, help)

    def _states_before(self, mark: int, clause: int) -> list[int]:
        """The states just before the token that cannot stand: those on the stack may have been reduced for it."""
        m = self.m
        states = m.states[:mark]
        start = clause
        while start > 0 and m.tokens[start - 1].kind == "CITE":
            start -= 1
        if m.at - start > 500:
            return m.states
        for token in m.tokens[start : m.at]:
            after = m.after(states, token.kind)
            if after is None:
                return m.states
            states = after
        return states

    def _lose(self, start: int, end: int) -> None:
        self.losses.add(self.m.tokens[start:end], KEYWORDS, self.where.block() in ("start", "institution"))
        for place in range(start, end):
            token = self.m.tokens[place]
            if token.kind == "NAME" or (place >= self.m.at and token.kind in KEYWORDS):
                self.lost_names.add(token.text)

    # ---- ways to go on ------------------------------------------------------------------------------

    def _skip_in_header(self, token: Token) -> None:
        self._report("LNG104", token, f"expected the end of the line, not {shown(token)}", None)
        self.m.cut(_HEADER)
        while self.m.tokens[self.m.at].kind not in (NEWLINE, END):
            self.m.at += 1

    def _skip_stray(self, token: Token, mark: int) -> None:
        """A `}` outside any block: leave it out, and what stands after it on the line."""
        m = self.m
        self._report("LNG104", Token("", "}", token.start, token.end), "this `}` closes nothing", None)
        end = m.at + 1
        while m.tokens[end].kind == "}":
            end += 1
        if not m.accepts(m.states, m.tokens[end].kind):
            self._drop_clause(mark, m.at)
        else:
            m.at = end

    def _drop_clause(self, mark: int, clause: int) -> None:
        """Leave the clause out and go on at the next one, or at the end of the block."""
        m = self.m
        end = self.where.clause_end(clause, m.at)
        self._lose(clause, end)
        self._cut_to_clause(mark, clause)
        if m.tokens[end].kind == NEWLINE:
            end += 1
        elif not self.where.opened(mark):
            m.cut(mark - 1)
        m.at = end

    def _cut_to_clause(self, mark: int, clause: int) -> None:
        m = self.m
        m.cut(mark)
        first = clause
        while first > 0 and m.tokens[first - 1].kind == "CITE":
            first -= 1
        if first > 0 and m.tokens[first - 1] is m.values[-1] and self.where.opened(mark):
            for cite in m.tokens[first:clause]:
                m.feed(cite)

    def _enter_block(self, mark: int, clause: int) -> bool:
        """After an error in the head of a block, go on inside the block, with a head that could have been meant."""
        m = self.m
        end = self.where.clause_end(clause, m.at)
        braces = [p for p in range(m.at, end) if m.tokens[p].kind == "{" and not is_list(m.tokens, p)]
        if not braces:
            return False
        brace = braces[0]
        if m.at == clause and not self._reread_head(mark, clause):
            return False
        way = way_into_block(m, clauses_after(m.tokens, brace))
        if way is None:
            return False
        self.supplied.pop(m.tokens[brace].start, None)
        skipped = m.tokens[m.at : brace]
        self._lose(m.at, brace)
        unused = [token for token in skipped if token.kind == "NAME"]
        place = m.tokens[m.at].start
        start = m.starts[mark - 1] if len(m.starts) >= mark else place
        for kind in way:
            taken = unused.pop(0) if kind == "NAME" and unused else Token(kind, "?", place, place)
            m.feed(taken)
        self.broken.add(start)
        m.feed(m.tokens[brace])
        m.at = brace + 1
        return True

    def _reread_head(self, mark: int, clause: int) -> bool:
        """Read the head again with its misspelt keyword put right; False if none is near enough."""
        m = self.m
        first = m.tokens[clause]
        candidates = [kind for kind in m.expected(self._states_before(mark, clause)) if kind in KEYWORDS]
        close = near(first.text, candidates)
        if not close:
            return False
        self._cut_to_clause(mark, clause)
        m.feed(Token(close[0], close[0], first.start, first.end))
        at = clause + 1
        while m.tokens[at].kind not in ("{", NEWLINE, END) and m.feed(m.tokens[at]):
            at += 1
        m.at = at
        return True

    # ---- braces -------------------------------------------------------------------------------------

    def _open_missing(self, mark: int, clause: int) -> bool:
        """At the end of a line where a block should begin, put in its `{`."""
        m = self.m
        token = m.tokens[m.at]
        states = m.after(m.states, "{")
        if token.kind not in (NEWLINE, END, "}") or states is None or states[-1] not in m.tables.block_states:
            return False
        start = m.starts[mark - 1]
        following = m.tokens[m.at + 1] if token.kind == NEWLINE else token
        self.broken.add(start)
        if following.kind == "{":
            m.at += 1
            return True
        m.feed(Token("{", "{", token.start, token.start))
        if token.kind == NEWLINE and m.accepts(m.states, following.kind) and following.kind != "CITE":
            m.at += 1
            return True
        m.feed(Token("}", "}", token.start, token.start))
        return True

    def _reopen(self, token: Token, mark: int) -> bool:
        """At a clause of an institution after a `}` too many, go on as inside the institution."""
        m = self.m
        clauses = m.tables.clauses
        if self.missing >= 0 or self.where.open_blocks() or token.kind not in clauses["institution"]:
            return False
        at = m.at - 1
        while m.tokens[at].kind in (NEWLINE, "CITE"):
            at -= 1
        closer = m.tokens[at]
        if token.kind in clauses["start"] or closer.kind != "}":
            return False
        line = self.source.position(closer.start)[0]
        message, _ = not_a_clause(token, "start", ())
        self._report("LNG104", token, message, f"there is one `}}` too many in or before line {line}")
        m.cut(mark)
        start = token.start
        for kind in ("institution", "NAME", "{"):
            m.feed(Token(kind, "?", start, start))
        self.reopened.add(start)
        self.missing += 1
        return True

    def _close_missing(self, mark: int, token: Token) -> bool:
        """At a keyword that begins a clause of an enclosing block only, put in the `}` that must be missing."""
        m = self.m
        opened = self.where.open_blocks()
        if self.missing <= 0 or token.kind not in KEYWORDS or not opened or self._is_sibling(mark, token):
            return False
        newline = Token(NEWLINE, "\n", token.start, token.start)
        following = m.tokens[m.at + 1]
        states: list[int] | None = m.states[:mark] if self.where.opened(mark) else m.states[: mark - 1]
        for closed in range(1, min(self.missing, len(opened)) + 1):
            states = m.after(states, "}") if states is not None else None
            ready = m.after(states, NEWLINE) if states is not None else None
            if ready is None or token.kind not in m.tables.actions[ready[-1]]:
                continue
            begun = m.after(ready, token.kind)
            kinds = (following.kind, following.text) if following.text in KEYWORDS else (following.kind,)
            kind = next((kind for kind in kinds if begun is not None and m.accepts(begun, kind)), None)
            if kind is None:
                continue
            following.kind = kind
            for brace in reversed(opened[-closed:]):
                self.problems.append(self.where.unclosed(self.source, brace, token, None))
            m.cut(len(m.states) if self.where.opened(mark) else mark - 1)
            for _ in range(closed):
                m.feed(Token("}", "}", newline.start, newline.start))
            m.feed(newline)
            self.missing -= closed
            return True
        return False

    def _is_sibling(self, mark: int, token: Token) -> bool:
        """True if the indentation says that a clause was meant to stand in the open block."""
        brace = self.where.open_blocks()[-1]
        head, value = self.where.head(brace), self.m.values[brace - 1]
        start = head.start if head else (value.start if isinstance(value, Token) else 0)
        head_line, head_column = self.source.position(start)
        line, column = self.source.position(token.start)
        return line == head_line or (column > head_column and not self.where.opened(mark))

    def _close_at_end(self, mark: int) -> None:
        """Close every block that is open at the end of the text, with one message."""
        m = self.m
        opened = self.where.open_blocks()
        end = m.tokens[m.at]
        guess = [k for k in opened if getattr(m.values[k - 1], "start", None) == self.braces.unclosed]
        if opened:
            hint = None if guess else self.braces.unclosed
            self.problems.append(self.where.unclosed(self.source, (guess or opened)[-1], end, hint))
        if len(m.states) == mark and not self.where.opened(mark):
            m.cut(mark - 1)
        for _ in opened:
            m.feed(Token("}", "}", end.start, end.start))
