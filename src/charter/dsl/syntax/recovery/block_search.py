"""The shortest way from the middle of a block's head into the block."""

from collections.abc import Sequence

from charter.dsl.syntax.lalr import Machine
from charter.dsl.syntax.lexer import END, NEWLINE
from charter.dsl.syntax.tree import Token

_LONGEST = 7
_MOST = 2_000
_CLAUSES = 6
_NEVER = frozenset((NEWLINE, END, "}", "CITE", "(", "add", "change"))


def way_into_block(machine: Machine, inside: Sequence[Sequence[Token]] = ()) -> list[str] | None:
    """The fewest terminals after which a block's `{` can stand where the machine is; None if there is no block.

    Breadth first over the automaton, names before keywords, without any that ends the clause. `inside` are the
    beginnings of clauses that follow: the block in which most of them can stand is meant.
    """
    best: tuple[int, list[str]] | None = None
    blocks = machine.tables.block_states
    queue: list[tuple[list[int], list[str]]] = [(machine.states, [])]
    seen: set[tuple[int, ...]] = set()
    for states, way in queue:
        opened = machine.after(states, "{")
        if opened is not None and opened[-1] in blocks:
            read = sum(_reads(machine, opened, clause) for clause in inside)
            if read == len(inside):
                return way
            if best is None or read > best[0]:
                best = read, way
            continue
        if len(way) == _LONGEST or len(queue) > _MOST:
            continue
        kinds = [kind for kind in machine.expected(states) if kind not in _NEVER and kind != "{"]
        for kind in sorted(kinds, key=lambda kind: (kind != "NAME", kind)):
            after = machine.after(states, kind)
            if after is not None and tuple(after) not in seen:
                seen.add(tuple(after))
                queue.append((after, [*way, kind]))
    return best[1] if best is not None else None


def clauses_after(tokens: Sequence[Token], brace: int) -> list[Sequence[Token]]:
    """The first two tokens of each of the first clauses of the block that begins there."""
    found: list[Sequence[Token]] = []
    depth, begins = 0, True
    for place in range(brace + 1, len(tokens)):
        kind = tokens[place].kind
        if kind == END or (kind == "}" and not depth) or len(found) == _CLAUSES:
            break
        if begins and not depth and kind != NEWLINE:
            found.append(tokens[place : place + 2])
        begins = kind == NEWLINE
        depth += (kind == "{") - (kind == "}")
    return found


def _reads(machine: Machine, states: list[int], tokens: Sequence[Token]) -> bool:
    """True if the tokens can stand there, each as it was read or as the keyword that it spells."""
    if not tokens:
        return True
    for kind in dict.fromkeys((tokens[0].kind, tokens[0].text)):
        after = machine.after(states, kind) if kind in machine.expected(states) else None
        if after is not None and _reads(machine, after, tokens[1:]):
            return True
    return False
