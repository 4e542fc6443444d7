"""The keywords of the language, read from the parse tables: which there are and where each may begin a clause."""

from charter.grammar.tables import load_tables


def _keywords() -> frozenset[str]:
    words = {terminal for row in load_tables().actions for terminal in row}
    return frozenset(word for word in words if word[0].islower())


KEYWORDS: frozenset[str] = _keywords()
"""Every keyword. Each is free as a name wherever the grammar lets no keyword of that spelling stand."""

RESERVED: frozenset[str] = load_tables().reserved
"""The keywords that somewhere compete with a name; there the keyword is meant, so avoid them as names."""

BEGINS: dict[str, tuple[str, ...]] = {
    keyword: tuple(block for block, first in load_tables().clauses.items() if keyword in first)
    for keyword in sorted(KEYWORDS)
}
"""From a keyword to the rules of the blocks in which it may begin a clause; `start` is the text outside any block."""
