"""Going on after an error: at most one message a clause, and everything around it still read.

The method is panic mode (A. Aho, M. Lam, R. Sethi, J. Ullman, Compilers, 2nd edition, 4.8.3) with the ends of
clauses and the braces as its landmarks, and with a `{` or `}` put in where one is plainly missing.
"""

from attrs import evolve

from charter.dsl.braces import pair
from charter.dsl.expected import BLOCKS, HEADS, Problem, near, not_a_clause, shown, unexpected
from charter.dsl.heads import way_into_block
from charter.dsl.lexer import END, ERROR, NEWLINE, Fault
from charter.dsl.machine import Machine
from charter.dsl.source import Source
from charter.dsl.syntax import Token, Tree
from charter.grammar.keywords import KEYWORDS

__all__ = ["Problem", "Recovery"]

VERSION = "1"
"""The version of the language that this grammar describes."""
_PATIENCE = 8
"""How often one token may be tried again before it is left out, whatever it is."""
_HEADER = 3
"""How many states the stack has after `charter 1`."""


class Recovery:
    """The repair of one parse. `problems`, `lost_names` and `broken` fill while it goes on."""

    def __init__(self, machine: Machine, source: Source, faults: dict[int, Fault]) -> None:
        """Look at the braces; a `}` that is plainly one too many is taken out here."""
        self.m = machine
        self.source = source
        self.faults = faults
        self.problems: list[Problem] = []
        self.lost_names: set[str] = set()
        self.broken: set[int] = set()
        self.other_version = False
        self.braces = pair(source, machine.tokens)
        self.missing = self.braces.missing
        self.last, self.tries, self.resumed = -1, 0, 0
        if self.braces.stray:
            machine.tokens = [t for t in machine.tokens if t.start not in self.braces.stray or t.kind != "}"]
            for offset in self.braces.stray:
                self._report("LNG104", Token("", "}", offset, offset + 1), "this `}` closes nothing", None)

    # ---- the first line -----------------------------------------------------------------------------

    def check_version(self) -> None:
        """Say so if the first line does not name a version that this program reads, and supply it."""
        tokens = self.m.tokens
        first, second = tokens[0], tokens[min(1, len(tokens) - 1)]
        end = next(i for i, token in enumerate(tokens) if token.kind in (NEWLINE, END))
        meant = first.kind == "charter" or bool(near(first.text, ["charter"]) and second.kind in ("NUMBER", NEWLINE))
        if first.kind == "charter" and second.kind == "NUMBER":
            if second.text != VERSION:
                message = f"this text is in version {second.text} of the language, this program reads version {VERSION}"
                self._report("LNG103", second, message, "install a newer version of the program, or write `charter 1`")
                self.other_version = True
            return
        message = "the first line does not say which version of the language this is"
        if first.kind == END:
            message = "the text is empty"
        self._report("LNG102", first, message, "begin the text with the line `charter 1`")
        header = [Token("charter", "charter", 0, 0), Token("NUMBER", VERSION, 0, 0)]
        if meant:
            tokens[:end] = header
        else:
            tokens[:0] = header if first.kind == END else [*header, Token(NEWLINE, "", 0, 0)]

    def finish(self, tree: Tree) -> None:
        """Mark the blocks in which something could not be read; keep only the first word on another version."""
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

    # ---- one error ----------------------------------------------------------------------------------

    def recover(self) -> bool:
        """Report the token that cannot stand here and make the machine ready to go on; False to give up."""
        m = self.m
        self.tries = self.tries + 1 if self.last == m.at else 0
        self.last = m.at
        if self.tries > _PATIENCE:
            if m.tokens[m.at].kind == END:
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
        mark = self._mark()
        if mark is None:
            return self._skip_in_header(token)
        clause = self._clause_start(mark)
        self._mark_broken()
        if token.kind == END and (m.at == clause or m.accepts(m.states, NEWLINE)):
            return self._close_at_end(mark)
        if m.at == clause and self._close_missing(mark, token):
            return None
        if token.kind == "}" and not self._open_blocks():
            return self._skip_stray(token, mark)
        before = m.tokens[m.at - 1] if m.at else None
        if m.at > clause and before is not None and before.kind == "}" and m.accepts(m.states, NEWLINE):
            self._say(token, mark, clause)
            end = self._clause_end(m.at, m.at)
            self._lose(m.at, end)
            m.at = end
            return None
        self._say(token, mark, clause)
        if not (self._open_missing(mark, clause) or self._enter_block(mark, clause)):
            self._drop_clause(mark, clause)
        return None

    def _mark(self) -> int | None:
        """The number of states up to the last end of a clause or open block; None in the first line."""
        states, tables = self.m.states, self.m.tables
        for k in range(len(states) - 1, 0, -1):
            if states[k] in tables.block_states or tables.entered_by.get(states[k]) == NEWLINE:
                return k + 1
        return None

    def _clause_start(self, mark: int) -> int:
        """The place of the first token of the clause that failed, after the citations of a block's head."""
        tokens, mine = self.m.tokens, self.m.values[mark - 2]
        at = self.m.at
        start = at
        while start > self.resumed and tokens[start - 1] is not mine:
            start -= 1
        while start < at and (tokens[start].kind == NEWLINE or (self._opened(mark) and tokens[start].kind == "CITE")):
            start += 1
        return start

    def _opened(self, mark: int) -> bool:
        return self.m.states[mark - 1] in self.m.tables.block_states

    def _open_blocks(self) -> list[int]:
        """The places in the stack of the `{` of every block that is open."""
        blocks = self.m.tables.block_states
        return [k for k, state in enumerate(self.m.states) if state in blocks]

    def _head(self, brace: int) -> Token | None:
        """The keyword of the block whose `{` is at that place in the stack."""
        m = self.m
        for k in range(brace - 1, 0, -1):
            entered = m.tables.entered_by.get(m.states[k])
            if entered == NEWLINE or m.states[k] in m.tables.block_states:
                words = [v for v in m.values[k : brace - 1] if isinstance(v, Token)]
                names = [t for t in words if t.kind not in ("add", "change")]
                return names[0] if names else None
        return None

    def _block(self) -> str:
        """The rule of the innermost open block."""
        opened = self._open_blocks()
        if not opened:
            return "start"
        head = self._head(opened[-1])
        word = HEADS.get(head.kind, head.kind) if head else "allocation"
        return word if word in BLOCKS else "allocation"

    def _mark_broken(self) -> None:
        m = self.m
        for brace in self._open_blocks():
            for k in range(brace - 1, -1, -1):
                if k == 0 or m.states[k] in m.tables.block_states or m.tables.entered_by.get(m.states[k]) == NEWLINE:
                    self.broken.add(m.starts[k])
                    break

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
        fault = self.faults.get(token.start) if token.kind == ERROR else None
        if fault is not None:
            return self._report("LNG106" if fault.too_deep else "LNG104", token, fault.message, fault.help)
        if m.at == clause:
            block = self._block()
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

    def _clause_end(self, start: int, at: int) -> int:
        """The place of the end of the clause or the `}` of its block, from `at` on."""
        tokens = self.m.tokens
        opened: list[bool] = []
        outside = not self._open_blocks()
        for place in range(start, len(tokens)):
            kind = tokens[place].kind
            if kind == END:
                return place
            if kind == "{":
                opened.append(self._opens_block(place))
            elif kind == "}":
                if opened:
                    opened.pop()
                elif place >= at and not outside:
                    return place
            elif kind == NEWLINE and place >= at:
                if opened and not opened[-1] and not self._list_goes_on(place):
                    opened.pop()
                if not opened:
                    return place
        return len(tokens) - 1

    def _opens_block(self, place: int) -> bool:
        """True if the `{` there begins a block and not a list of names."""
        first, second = self.m.tokens[place + 1 : place + 3] if place + 2 < len(self.m.tokens) else (None, None)
        if first is None or second is None:
            return True
        return not (first.kind == "NAME" and second.kind in (",", "}", "NAME"))

    def _list_goes_on(self, place: int) -> bool:
        """True if only names come before the next `}`."""
        for token in self.m.tokens[place:]:
            if token.kind not in ("NAME", ",", NEWLINE):
                return token.kind == "}"
        return False

    def _drop_clause(self, mark: int, clause: int) -> None:
        """Leave the clause out and go on at the next one, or at the end of the block."""
        m = self.m
        end = self._clause_end(clause, m.at)
        self._lose(clause, end)
        self._cut_to_clause(mark, clause)
        if m.tokens[end].kind == NEWLINE:
            end += 1
        elif not self._opened(mark):
            m.cut(mark - 1)
        m.at = end

    def _cut_to_clause(self, mark: int, clause: int) -> None:
        m = self.m
        m.cut(mark)
        first = clause
        while first > 0 and m.tokens[first - 1].kind == "CITE":
            first -= 1
        if first > 0 and m.tokens[first - 1] is m.values[-1] and self._opened(mark):
            for cite in m.tokens[first:clause]:
                m.feed(cite)

    def _enter_block(self, mark: int, clause: int) -> bool:
        """After an error in the head of a block, go on inside the block, with a head that could have been meant."""
        m = self.m
        end = self._clause_end(clause, m.at)
        braces = [p for p in range(m.at, end) if m.tokens[p].kind == "{" and self._opens_block(p)]
        if not braces:
            return False
        brace = braces[0]
        if m.at == clause and not self._reread_head(mark, clause):
            return False
        way = way_into_block(m)
        if way is None:
            return False
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

    def _close_missing(self, mark: int, token: Token) -> bool:
        """At a keyword that begins a clause of an enclosing block only, put in the `}` that must be missing."""
        m = self.m
        opened = self._open_blocks()
        if self.missing <= 0 or token.kind not in KEYWORDS or not opened or self._is_sibling(mark, token):
            return False
        newline = Token(NEWLINE, "\n", token.start, token.start)
        following = m.tokens[m.at + 1]
        states: list[int] | None = m.states[:mark] if self._opened(mark) else m.states[: mark - 1]
        for closed in range(1, min(self.missing, len(opened)) + 1):
            states = m.after(states, "}") if states is not None else None
            ready = m.after(states, NEWLINE) if states is not None else None
            if ready is None or token.kind not in m.tables.actions[ready[-1]]:
                continue
            begun = m.after(ready, token.kind)
            if begun is None or not m.accepts(begun, following.kind):
                continue
            for brace in reversed(opened[-closed:]):
                self._report_unclosed(brace, token)
            m.cut(len(m.states) if self._opened(mark) else mark - 1)
            for _ in range(closed):
                m.feed(Token("}", "}", newline.start, newline.start))
            m.feed(newline)
            self.missing -= closed
            return True
        return False

    def _is_sibling(self, mark: int, token: Token) -> bool:
        """True if the indentation says that a clause was meant to stand in the open block."""
        brace = self._open_blocks()[-1]
        head, value = self._head(brace), self.m.values[brace - 1]
        start = head.start if head else (value.start if isinstance(value, Token) else 0)
        head_line, head_column = self.source.position(start)
        line, column = self.source.position(token.start)
        return line == head_line or (column > head_column and not self._opened(mark))

    def _report_unclosed(self, brace: int, noticed: Token) -> None:
        value = self.m.values[brace - 1]
        assert isinstance(value, Token)
        head = self._head(brace) or value
        line = self.source.position(head.start)[0]
        name = self._name_of(brace, head)
        where = self.source.position(noticed.start)[0]
        before = shown(noticed) if noticed.kind == END else f"{shown(noticed)} on line {where}"
        message = f"the block `{name}` of line {line} is not closed: `}}` is missing before {before}"
        labels = ((noticed.start, noticed.end, "noticed here"),)
        self.problems.append(Problem("LNG105", head.start, head.end, message, labels=labels))

    def _name_of(self, brace: int, head: Token) -> str:
        m = self.m
        for k in range(1, brace - 1):
            following = m.values[k]
            if m.values[k - 1] is head and isinstance(following, Token) and following.kind == "NAME":
                return f"{head.text} {following.text}"
        return head.text

    def _close_at_end(self, mark: int) -> None:
        """Close every block that is open at the end of the text, with one message."""
        m = self.m
        opened = self._open_blocks()
        end = m.tokens[m.at]
        guess = [k for k in opened if getattr(m.values[k - 1], "start", None) == self.braces.unclosed]
        if opened:
            self._report_unclosed((guess or opened)[-1], end)
            if self.braces.unclosed is not None and not guess:
                self._point_at_unclosed()
        if len(m.states) == mark and not self._opened(mark):
            m.cut(mark - 1)
        for _ in opened:
            m.feed(Token("}", "}", end.start, end.start))

    def _point_at_unclosed(self) -> None:
        brace = self.braces.unclosed or 0
        line = self.source.position(brace)[0]
        label = (brace, brace + 1, "its `}` stands further left than this line")
        last = self.problems[-1]
        help = f"look at line {line}: the indentation says that the `}}` is missing there"
        self.problems[-1] = evolve(last, help=help, labels=(*last.labels, label))
