"""How those who sit in an organ cast their votes, in words."""

from __future__ import annotations

from charter.dsl.model import Organ


def casting_words(organ: Organ) -> tuple[str, ...]:
    """Whose votes are cast, and whether together: "casts the votes of the electors of each", or nothing."""
    words = []
    if organ.electors_votes is not None:
        words.append("each casts the votes of those who elected it")
    if organ.split_votes is not None:
        words.append("votes may be split")
    elif organ.unit_vote is not None:
        words.append("votes are cast as a unit")
    return tuple(words)
