"""Where a parse stands: the open blocks and the clause under way, read off the stacks."""

from charter.dsl.syntax.braces import is_list
from charter.dsl.syntax.lalr import Machine
from charter.dsl.syntax.lexer import END, NEWLINE
from charter.dsl.syntax.messages import BLOCKS, HEADS, Problem, shown
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token


class ParseState:
    """Questions about the stacks of a machine; nothing is changed."""

    def __init__(self, machine: Machine) -> None:
        """Ask about that machine."""
        self.m = machine

    def mark(self) -> int | None:
        """The number of states up to the last end of a clause or open block; None in the first line."""
        states, tables = self.m.states, self.m.tables
        for k in range(len(states) - 1, 0, -1):
            if states[k] in tables.block_states or tables.entered_by.get(states[k]) == NEWLINE:
                return k + 1
        return None

    def opened(self, mark: int) -> bool:
        """True if what is marked is the `{` of a block, and no clause of it has been read."""
        return self.m.states[mark - 1] in self.m.tables.block_states

    def open_blocks(self) -> list[int]:
        """The places in the stack of the `{` of every block that is open."""
        blocks = self.m.tables.block_states
        return [k for k, state in enumerate(self.m.states) if state in blocks]

    def head(self, brace: int) -> Token | None:
        """The keyword of the block whose `{` is at that place in the stack."""
        m = self.m
        for k in range(brace - 1, 0, -1):
            entered = m.tables.entered_by.get(m.states[k])
            if entered == NEWLINE or m.states[k] in m.tables.block_states:
                words = [v for v in m.values[k : brace - 1] if isinstance(v, Token)]
                names = [t for t in words if t.kind not in ("add", "change")]
                return names[0] if names else None
        return None

    def block(self) -> str:
        """The rule of the innermost open block."""
        opened = self.open_blocks()
        if not opened:
            return "start"
        head = self.head(opened[-1])
        word = HEADS.get(head.kind, head.kind) if head else "allocation"
        return word if word in BLOCKS else "allocation"

    def name_of(self, brace: int, head: Token) -> str:
        """A block's keyword, with the name that follows it."""
        m = self.m
        for k in range(1, brace - 1):
            following = m.values[k]
            if m.values[k - 1] is head and isinstance(following, Token) and following.kind == "NAME":
                return f"{head.text} {following.text}"
        return head.text

    def starts_of_blocks(self) -> list[int]:
        """The offsets of the first tokens of the open blocks' heads."""
        m, found = self.m, []
        for brace in self.open_blocks():
            before = brace - 1
            while before and not (
                m.states[before] in m.tables.block_states or m.tables.entered_by.get(m.states[before]) == NEWLINE
            ):
                before -= 1
            found.append(m.starts[before])
        return found

    def clause_end(self, start: int, at: int) -> int:
        """The place of the end of the clause or the `}` of its block, from `at` on."""
        tokens = self.m.tokens
        opened: list[bool] = []
        outside = not self.open_blocks()
        for place in range(start, len(tokens)):
            kind = tokens[place].kind
            if kind == END:
                return place
            if kind == "{":
                opened.append(not is_list(tokens, place))
            elif kind == "}":
                if opened:
                    opened.pop()
                elif place >= at and not outside:
                    return place
            elif kind == NEWLINE and place >= at:
                if opened and not opened[-1] and not self.list_goes_on(place):
                    opened.pop()
                if not opened:
                    return place
        return len(tokens) - 1

    def list_goes_on(self, place: int) -> bool:
        """True if only names come before the next `}`."""
        tokens = self.m.tokens
        while tokens[place].kind in ("NAME", ",", NEWLINE):
            place += 1
        return tokens[place].kind == "}"

    def unclosed(self, source: Source, brace: int, noticed: Token, hint: int | None) -> Problem:
        """What to say of a block without its `}`; `hint` is the offset of a `{` that the indentation points to."""
        value = self.m.values[brace - 1]
        assert isinstance(value, Token)
        head = self.head(brace) or value
        line = source.position(head.start)[0]
        where = "" if noticed.kind == END else f" on line {source.position(noticed.start)[0]}"
        name = self.name_of(brace, head)
        message = f"the block `{name}` of line {line} is not closed: `}}` is missing before {shown(noticed)}{where}"
        labels = [(noticed.start, noticed.end, "noticed here")]
        help = None
        if hint is not None:
            labels.append((hint, hint + 1, "its `}` stands further left than this line"))
            help = f"the indentation says that the `}}` for line {source.position(hint)[0]} is missing"
        return Problem("LNG105", head.start, head.end, message, help, tuple(labels))
