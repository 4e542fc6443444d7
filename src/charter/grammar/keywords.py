"""The keywords of the language, read from the parse tables: which there are and where each may begin a clause."""

from charter.grammar.tables import load_tables


def _keywords() -> frozenset[str]:
    words = {terminal for row in load_tables().actions for terminal in row}
    return frozenset(word for word in words if word[0].islower())


def _begins() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = dict.fromkeys(sorted(KEYWORDS), ())
    for block, first in load_tables().clauses.items():
        for keyword in KEYWORDS.intersection(first):
            found[keyword] += (block,)
    return found


KEYWORDS: frozenset[str] = _keywords()
"""Every keyword. Each is free as a name wherever the grammar lets no keyword of that spelling stand."""

RESERVED: frozenset[str] = load_tables().reserved
"""The keywords that somewhere compete with a name; there the keyword is meant, so avoid them as names."""

BEGINS: dict[str, tuple[str, ...]] = _begins()
"""From a keyword to the rules of the blocks in which it may begin a clause; `start` is the text outside any block."""
