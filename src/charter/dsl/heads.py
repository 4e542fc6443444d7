"""The shortest way from the middle of a block's head into the block."""

from charter.dsl.lexer import END, NEWLINE
from charter.dsl.machine import Machine

_LONGEST = 7
_MOST = 2_000
_NEVER = frozenset((NEWLINE, END, "}", "CITE", "(", "add", "change"))


def way_into_block(machine: Machine) -> list[str] | None:
    """The fewest terminals after which a block's `{` can stand where the machine is; None if there is no block.

    Breadth first over the automaton, names before keywords, without any that ends the clause.
    """
    blocks = machine.tables.block_states
    queue: list[tuple[list[int], list[str]]] = [(machine.states, [])]
    seen: set[tuple[int, ...]] = set()
    for states, way in queue:
        opened = machine.after(states, "{")
        if opened is not None and opened[-1] in blocks:
            return way
        if len(way) == _LONGEST or len(queue) > _MOST:
            continue
        kinds = [kind for kind in machine.expected(states) if kind not in _NEVER and kind != "{"]
        for kind in sorted(kinds, key=lambda kind: (kind != "NAME", kind)):
            after = machine.after(states, kind)
            if after is not None and tuple(after) not in seen:
                seen.add(tuple(after))
                queue.append((after, [*way, kind]))
    return None
