"""Whom a clause binds, in words, and whom not."""

from __future__ import annotations

from charter.dsl.model.decisions import Binding
from charter.render.words.clauses import bound_words, clock_words


def binding_words(binding: Binding) -> str:
    """`members, except those who object within 60 days`."""
    words = [bound_words(binding)]
    words += ["without ratification"] if binding.without_ratification else []
    words += ["those who accept"] if binding.acceptors_only else []
    if binding.objectors_out:
        within = f" within {clock_words(binding.within)}" if binding.within is not None else ""
        words.append(f"except those who object{within}")
    words += ["with consent of those concerned"] if binding.own_consent else []
    return ", ".join(words)
