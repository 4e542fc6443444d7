"""How many seats an organ has, in words."""

from __future__ import annotations

from charter.dsl.model.organs import PartOfMembers
from charter.render.words.clauses import share_words


def part_words(part: PartOfMembers) -> str:
    """`1/3 of members, rounded up, at least 11, at most 21`."""
    words = [f"{share_words(part.share)} of members"]
    words += [f"rounded {part.rounded}"] if part.rounded else []
    words += [f"at least {part.least:,}"] if part.least is not None else []
    words += [f"at most {part.most:,}"] if part.most is not None else []
    return ", ".join(words)
