"""Reading a text: tokens, the syntax tree, and everything that is wrong with either."""

from attrs import frozen

from charter.dsl.syntax.lalr import Machine
from charter.dsl.syntax.lexer import lex
from charter.dsl.syntax.recovery.recovery import Problem, Recovery
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token, Tree
from charter.dsl.syntax.unread import Unread
from charter.grammar.tables import load_tables

__all__ = ["ParseResult", "Problem", "parse"]


@frozen
class ParseResult:
    """What could be read of a text, and what could not."""

    source: Source
    tree: Tree
    """The node `start`; clauses that could not be read are left out, and the blocks around them are `broken`."""
    problems: tuple[Problem, ...] = ()
    """What is wrong, in the order of the text."""
    comments: tuple[Token, ...] = ()
    tokens: tuple[Token, ...] = ()
    """Every token but the comments; the ends of clauses (`_NL`) are among them, the end of the text is not."""
    blocks: frozenset[int] = frozenset()
    """The offsets of the `{` that begin a block, and not a list of names."""
    lost_names: frozenset[str] = frozenset()
    """The names in the clauses that were left out: nobody should be told that these are not declared."""
    lost_heads: frozenset[str] = frozenset()
    """Those of them that the clauses may have declared."""
    unread: tuple[Unread, ...] = ()
    """The stretches of the text that were not understood."""


def parse(source: Source) -> ParseResult:
    """Read a text. Never raises: what is wrong with the text is in the result's problems."""
    lexed = lex(source.text)
    machine = Machine(load_tables(), lexed.tokens)
    recovery = Recovery(machine, source, lexed.faults)
    recovery.check_version()
    while not machine.run() and recovery.recover():
        pass
    tree = machine.result()
    recovery.finish(tree)
    return ParseResult(
        source=source,
        tree=tree,
        problems=tuple(sorted(recovery.problems, key=lambda problem: problem.start)),
        comments=tuple(lexed.comments),
        tokens=tuple(machine.tokens[:-1]),
        blocks=frozenset(machine.blocks),
        lost_names=frozenset(recovery.lost_names),
        lost_heads=frozenset(recovery.losses.heads),
        unread=recovery.unread(),
    )
