"""Whom a duty or a decision binds, in words."""

from __future__ import annotations

from charter.dsl.model.decisions import Binding
from charter.render.words.clauses import set_words
from charter.render.words.names import spaced


def bound_words(binding: Binding) -> str:
    """Whom something binds: "members", "firms in G20", "those who accept", "those of G20 who accept". What binds only
    those who accept never reads as if it bound all."""
    parties = set_words(binding.parties) if binding.parties is not None else ""
    if binding.actors:
        whom = f"{spaced(binding.actors)} in {parties}" if parties else spaced(binding.actors)
    elif binding.agreement:
        whom = f"parties to {spaced(binding.agreement)}"
    else:
        whom = parties or spaced(binding.kind)
    if binding.acceptors_only:
        whom = "those who accept" if whom == "members" else f"those of {whom} who accept"
    return whom + ", without ratification" * binding.without_ratification
