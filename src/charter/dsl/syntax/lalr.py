"""The LALR(1) automaton at work: three stacks, and the loop that shifts and reduces."""

from charter.dsl.syntax.lexer import END
from charter.dsl.syntax.tree import Token, Tree
from charter.grammar.keywords import KEYWORDS
from charter.grammar.tables import Production, Tables

Value = Tree | Token | list[Tree | Token]
"""What stands on the stack for a symbol: a node, a token, or the parts that an inlined rule hands up."""


class Machine:
    """A parse under way. `states` has one element more than `values` and `starts`, the state before anything.

    `blocks` are the offsets of the `{` read so far that begin a block, and not a list of names.
    """

    __slots__ = ("at", "blocks", "last_end", "starts", "states", "tables", "tokens", "values")

    def __init__(self, tables: Tables, tokens: list[Token]) -> None:
        """Begin before the first token."""
        self.tables = tables
        self.tokens = tokens
        self.states: list[int] = [tables.start]
        self.values: list[Value] = []
        self.starts: list[int] = []
        self.at = 0
        self.last_end = 0
        self.blocks: list[int] = []

    def run(self) -> bool:
        """Read on until the end (True) or a token that cannot stand where it does (False); `at` is its place."""
        actions, gotos, rules = self.tables.actions, self.tables.gotos, self.tables.rules
        tokens, states, values, starts = self.tokens, self.states, self.values, self.starts
        keywords, make = KEYWORDS, self._make
        i = self.at
        while True:
            token = tokens[i]
            kind = token.kind
            action = actions[states[-1]].get(kind)
            if action is None and kind in keywords:
                action = actions[states[-1]].get("NAME")
                if action is not None and action >= 0:
                    token.kind = "NAME"
            if action is None:
                self.at = i
                return kind == END and states[1:] == [self.tables.gotos[self.tables.start]["start"]]
            if action < 0:
                rule = rules[~action]
                if rule.passes:
                    states.pop()
                else:
                    make(rule)
                states.append(gotos[states[-1]][rule.name])
            elif kind == END:
                self.at = i
                return True
            else:
                states.append(action)
                values.append(token)
                starts.append(token.start)
                self.last_end = token.end
                i += 1
                if kind == "{" and action in self.tables.block_states:
                    self.blocks.append(token.start)

    def feed(self, token: Token) -> bool:
        """Read one token that is not the next of the text; False, and nothing changed, if it cannot stand here."""
        if not self.accepts(self.states, token.kind):
            return False
        at, tokens, end = self.at, self.tokens, self.last_end
        self.at, self.tokens = 0, [token, Token("", "", token.end, token.end)]
        self.run()
        self.at, self.tokens, self.last_end = at, tokens, max(end, token.end)
        return True

    def settle(self, barrier: str) -> None:
        """Reduce as long as nothing else is possible, but nothing that holds the terminal `barrier`."""
        tables = self.tables
        while True:
            row = set(tables.actions[self.states[-1]].values())
            action = row.pop() if len(row) == 1 else 0
            if action >= 0:
                return
            size = tables.rules[~action].size
            if any(tables.entered_by.get(state) == barrier for state in self.states[-size:]):
                return
            self._reduce(~action)

    def cut(self, length: int) -> None:
        """Forget everything above the lowest `length` states."""
        del self.states[length:], self.values[length - 1 :], self.starts[length - 1 :]

    def _reduce(self, number: int) -> None:
        rule = self.tables.rules[number]
        states = self.states
        if not rule.passes:
            self._make(rule)
        else:
            states.pop()
        states.append(self.tables.gotos[states[-1]][rule.name])

    def _make(self, rule: Production) -> None:
        """Put the node of a rule, or the parts that it hands up, in the place of the parts."""
        size, values, starts = rule.size, self.values, self.starts
        parts = values[-size:]
        children: list[Tree | Token] = []
        for place in rule.kept:
            part = parts[place]
            if not isinstance(part, list):
                children.append(part)
            elif children:
                children += part
            else:
                children = part
        start = starts[-size]
        del values[-size:], starts[-size:], self.states[-size:]
        values.append(children if rule.node is None else Tree(rule.node, children, start, self.last_end))
        starts.append(start)

    def result(self) -> Tree:
        """The node of the whole text, once `run` has returned True; before that, of what has been read."""
        tree = self.values[-1] if self.values else None
        if isinstance(tree, Tree) and tree.kind == "start":
            return tree
        parts: list[Tree | Token] = []
        for value in self.values:
            parts += [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, Tree)]
        return Tree("start", parts, 0, self.last_end)

    # ---- questions about what could come next, answered without touching the stacks -----------------

    def after(self, states: list[int], kind: str) -> list[int] | None:
        """The states after one more token of that kind, or None if it cannot stand there."""
        actions, gotos, rules = self.tables.actions, self.tables.gotos, self.tables.rules
        stack = states.copy()
        while True:
            row = actions[stack[-1]]
            action = row.get(kind)
            if action is None and kind in KEYWORDS:
                action = row.get("NAME")
            if action is None:
                return None
            if action >= 0:
                stack.append(action)
                return stack
            rule = rules[~action]
            del stack[-rule.size :]
            stack.append(gotos[stack[-1]][rule.name])

    def accepts(self, states: list[int], kind: str) -> bool:
        """True if a token of that kind can truly stand after these states."""
        return self.after(states, kind) is not None

    def expected(self, states: list[int]) -> list[str]:
        """The terminals that can truly stand after these states; a keyword only where it is read as one."""
        return [kind for kind in self.tables.actions[states[-1]] if self.accepts(states, kind)]
