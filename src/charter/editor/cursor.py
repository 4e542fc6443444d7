"""What may stand at a cursor, asked of the parser's own automaton after everything before the cursor has been read."""

from __future__ import annotations

import re

from attrs import frozen

from charter.dsl.syntax.lalr import Machine
from charter.dsl.syntax.lexer import END, ERROR, NEWLINE, LexicalFault, lex
from charter.dsl.syntax.parse_state import ParseState
from charter.dsl.syntax.recovery.recovery import Recovery
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import Token
from charter.grammar.keywords import KEYWORDS
from charter.grammar.tables import load_tables

NAME = re.compile(r"[^\W\d]\w*(?:-[^\W\d]\w*)*(?:\.[^\W\d]\w*(?:-[^\W\d]\w*)*)*")
_WORD = re.compile(r"[\w.-]")
_JOINING = ("and", "or", "but")
"""Words that join their line to the line before."""
STOP = ""
"""The kind of a token that can stand nowhere: the automaton stops before it and reduces nothing."""
_LONGEST = 8
_MOST = 3_000
_SAMPLES = {
    "NUMBER": "1",
    "FRACTION": "1/2",
    "PERCENT": "50%",
    "POWER": "10^2",
    "DATE": "2030-01-01",
    "STRING": '"?"',
    "CITE": "[x]",
}
_LAST = ("{", "CITE", "(")


@frozen
class Stand:
    """Where a cursor stands. `start` to `end` is the word there; `expected` are the terminals that can stand in its
    place, `joined` those that can where a word joins the line to the one before; `block` is the rule of the block."""

    start: int
    end: int
    expected: frozenset[str]
    joined: frozenset[str]
    block: str
    states: tuple[int, ...]
    before: str = ""

    @property
    def keywords(self) -> list[str]:
        """The keywords that can stand here."""
        plain = [word for word in self.expected if word in KEYWORDS and word not in _JOINING]
        return sorted([*plain, *(word for word in self.joined if word in _JOINING)])

    @property
    def named(self) -> bool:
        """Whether a name can stand here."""
        return "NAME" in self.expected


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The stretch of the word that a cursor is in or at the end of; empty where there is none."""
    start = end = offset
    while start and _WORD.match(text[start - 1]):
        start -= 1
    while start < offset and not (text[start].isalpha() or text[start] == "_"):
        start += 1
    if start == offset:
        return offset, offset
    while end < len(text) and _WORD.match(text[end]):
        end += 1
    return start, end


def stand(text: str, offset: int) -> Stand | None:
    """Where a cursor stands; None inside a comment, a quoted text or a citation, or touching a number."""
    start, end = word_at(text, offset)
    if start and (text[start - 1].isalnum() or text[start - 1] in "_-."):
        return None
    before = text[:start]
    found = _before(before)
    if found is None:
        return None
    tokens, faults = found
    machine, plain, joined = _both_ways(before, tokens, faults)
    if machine is None:
        return None
    return Stand(
        start, end, frozenset(machine.expected(plain)), frozenset(machine.expected(joined)),
        ParseState(machine).block(), tuple(plain), tokens[-1].kind if tokens else "",
    )  # fmt: skip


def _both_ways(
    text: str, tokens: list[Token], faults: dict[int, LexicalFault]
) -> tuple[Machine | None, list[int], list[int]]:
    """The automaton, its states before a word that begins a clause, and those before one that joins its line to the
    line before: they differ where the text ends a line."""
    breaks = bool(tokens) and tokens[-1].kind == NEWLINE and ";" not in tokens[-1].text
    machine = _states(text, tokens[:-1] if breaks else tokens, faults)
    if machine is None or not breaks:
        return machine, machine.states if machine else [], machine.states if machine else []
    joined = list(machine.states)
    plain = machine.after(joined, NEWLINE)
    if plain is not None:
        return machine, plain, joined
    machine = _states(text, tokens, faults)
    return machine, machine.states if machine else [], joined


def _before(text: str) -> tuple[list[Token], dict[int, LexicalFault]] | None:
    """The tokens before a word at the end of a text, laid out as that word makes them; None where the word would be
    part of something else."""
    closing = ") " * _open_brackets(text) if "(" in text else ""
    lexed = lex(f"{text}x {closing}")
    for place in range(len(lexed.tokens) - 1, -1, -1):
        token = lexed.tokens[place]
        if token.start == len(text) and token.end == len(text) + 1 and token.kind != ERROR:
            return lexed.tokens[:place], lexed.faults
        if token.start < len(text):
            return None
    return None


def _open_brackets(text: str) -> int:
    """How many `(` are open at the end of a text."""
    opened: list[str] = []
    for token in lex(text).tokens:
        if token.kind in "{(" and token.kind:
            opened.append(token.kind)
        elif token.kind == ")" and opened[-1:] == ["("]:
            opened.pop()
        elif token.kind == "}":
            while opened and opened.pop() != "{":
                pass
    return next((n for n, kind in enumerate(reversed(opened)) if kind == "{"), len(opened))


def _states(text: str, tokens: list[Token], faults: dict[int, LexicalFault]) -> Machine | None:
    """The automaton after the tokens, mistakes among them repaired as in a whole text."""
    at = len(text)
    machine = Machine(load_tables(), [*tokens, Token(STOP, "", at, at), Token(END, "", at, at)])
    if not machine.run() and machine.tokens[machine.at].kind == STOP:
        return machine
    for token in tokens:
        if token.kind == "NAME" and token.text in KEYWORDS:
            token.kind = token.text
    machine = Machine(load_tables(), [*tokens, Token(STOP, "", at, at), Token(END, "", at, at)])
    recovery = Recovery(machine, Source("", text), faults)
    recovery.check_version()
    while not machine.run():
        if machine.tokens[machine.at].kind == STOP:
            return machine
        if not recovery.recover():
            return None
    return None


def rest_of_clause(states: tuple[int, ...]) -> str | None:
    """The shortest text with which a clause can end after a name is read in these states, for asking the builders
    what the name is taken for; None if none is short enough."""
    machine = Machine(load_tables(), [])
    after = machine.after(list(states), "NAME")
    queue: list[tuple[list[int], tuple[str, ...]]] = [(after, ())] if after is not None else []
    seen: set[tuple[int, ...]] = set()
    for stack, way in queue:
        if machine.accepts(stack, NEWLINE) or machine.accepts(stack, END):
            return "".join(f" {_sample(kind)}" for kind in way)
        if len(way) == _LONGEST or len(queue) > _MOST:
            continue
        for kind in sorted(machine.expected(stack), key=lambda kind: (kind in _LAST, kind in KEYWORDS, kind)):
            following = machine.after(stack, kind)
            if following is not None and tuple(following) not in seen:
                seen.add(tuple(following))
                queue.append((following, (*way, kind)))
    return None


def _sample(kind: str) -> str:
    return "zzother" if kind == "NAME" else _SAMPLES.get(kind, kind)
