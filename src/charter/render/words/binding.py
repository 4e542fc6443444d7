"""Whom a clause binds, in words, and whom not."""

from __future__ import annotations

from charter.dsl.model.decisions import Binding
from charter.render.words.clauses import clock_words, set_words
from charter.render.words.names import spaced


def binding_words(binding: Binding) -> str:
    """`members, except those who object within 60 days`."""
    parties = set_words(binding.parties) if binding.parties is not None else ""
    if binding.actors:
        parties = f"{spaced(binding.actors)} in {parties}" if parties else spaced(binding.actors)
    elif binding.agreement:
        parties = f"parties to {spaced(binding.agreement)}"
    words = [parties or spaced(binding.kind)]
    words += ["without ratification"] if binding.without_ratification else []
    words += ["those who accept"] if binding.acceptors_only else []
    if binding.objectors_out:
        within = f" within {clock_words(binding.within)}" if binding.within is not None else ""
        words.append(f"except those who object{within}")
    words += ["with consent of those concerned"] if binding.own_consent else []
    return ", ".join(words)
