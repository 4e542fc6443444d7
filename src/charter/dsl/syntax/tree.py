"""The syntax tree: tokens, and nodes named after the rules of the grammar."""

from collections.abc import Iterator


class Token:
    """A lexical unit.

    `kind` is NAME, NUMBER, DATE, FRACTION, PERCENT, POWER, STRING, CITE or COMMENT, or for a keyword or a mark its
    own text. A word that the parser took as a name has the kind NAME even if it is spelt like a keyword. `start`
    and `end` are offsets in the text.
    """

    __slots__ = ("end", "kind", "start", "text")

    def __init__(self, kind: str, text: str, start: int, end: int) -> None:
        """Make a token."""
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        """For debugging."""
        return f"Token({self.kind!r}, {self.text!r})"


class Tree:
    """A node: the rule's name, its children in order, and the offsets from its first token to its last.

    Keywords and marks are not among the children. `broken` says that something in this block could not be read, so
    that nothing can be concluded from what is missing in it.
    """

    __slots__ = ("broken", "children", "end", "kind", "start")

    def __init__(self, kind: str, children: list["Tree | Token"], start: int, end: int) -> None:
        """Make a node."""
        self.kind = kind
        self.children = children
        self.start = start
        self.end = end
        self.broken = False

    def __repr__(self) -> str:
        """For debugging."""
        return f"Tree({self.kind!r}, {self.children!r})"

    def first(self, kind: str) -> "Tree | None":
        """The first child node of that kind."""
        for child in self.children:
            if child.kind == kind and child.__class__ is Tree:
                return child
        return None

    def all(self, kind: str) -> "list[Tree]":
        """The child nodes of that kind, in order."""
        return [child for child in self.children if isinstance(child, Tree) and child.kind == kind]

    def trees(self) -> "list[Tree]":
        """The child nodes, without the tokens."""
        return [child for child in self.children if isinstance(child, Tree)]

    def token(self, kind: str) -> Token | None:
        """The first token of that kind among the children."""
        for child in self.children:
            if child.kind == kind and child.__class__ is Token:
                return child
        return None

    def need(self, kind: str) -> Token:
        """The first token of that kind, which the grammar guarantees."""
        found = self.token(kind)
        if found is None:
            raise LookupError(f"a {self.kind} without its {kind}")
        return found

    def tokens(self, kind: str | None = None) -> list[Token]:
        """The tokens among the children, of one kind or all."""
        return [c for c in self.children if isinstance(c, Token) and (kind is None or c.kind == kind)]

    def walk(self) -> "Iterator[Tree]":
        """This node and every node below it, from the top, in the order of the text."""
        stack = [self]
        while stack:
            tree = stack.pop()
            yield tree
            stack += [child for child in reversed(tree.children) if isinstance(child, Tree)]


def same(one: Tree, other: Tree) -> bool:
    """True if two trees have the same nodes and the same words, wherever they stand in their texts.

    >>> same(Tree("title", [Token("STRING", '"a"', 3, 6)], 3, 6), Tree("title", [Token("STRING", '"a"', 0, 3)], 0, 3))
    True
    """
    stack: list[tuple[Tree | Token, Tree | Token]] = [(one, other)]
    while stack:
        a, b = stack.pop()
        if a.kind != b.kind or a.__class__ is not b.__class__:
            return False
        if isinstance(a, Tree) and isinstance(b, Tree):
            if len(a.children) != len(b.children):
                return False
            stack += zip(a.children, b.children, strict=True)
        elif isinstance(a, Token) and isinstance(b, Token) and a.text != b.text:
            return False
    return True


def unquote(text: str) -> str:
    r"""What a quoted text says: without its quotes, and with `\"` and `\\` for a quote and a backslash.

    >>> unquote('"the \\"Board\\""')
    'the "Board"'
    """
    inner = text[1:-1]
    if "\\" not in inner:
        return inner
    parts, rest = [], inner
    while "\\" in rest:
        before, _, rest = rest.partition("\\")
        parts += [before, rest[:1]]
        rest = rest[1:]
    return "".join([*parts, rest])
