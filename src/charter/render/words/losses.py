"""What arrears cost, in words."""

from __future__ import annotations

from charter.dsl.model.money import Arrears
from charter.render.words.clauses import share_words
from charter.render.words.names import spaced


def loss_words(clause: Arrears) -> str:
    """`50% of votes`, `votes pro rata with what is owed`, `chair`."""
    if clause.loses == "pro_rata":
        return "votes pro rata with what is owed"
    return f"{share_words(clause.part)} of votes" if clause.part is not None else spaced(clause.loses)
