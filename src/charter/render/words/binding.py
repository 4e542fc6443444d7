"""Whom a duty or a decision binds, and against whom it is taken, in words."""

from __future__ import annotations

from charter.dsl.model.decisions import Binding
from charter.render.words.clauses import clock_words, set_words
from charter.render.words.names import spaced


def bound_words(binding: Binding) -> str:
    """Whom a clause names: "firms in members", "parties to the agreement"."""
    parties = set_words(binding.parties) if binding.parties is not None else ""
    if binding.actors:
        return f"{spaced(binding.actors)} in {parties}" if parties else spaced(binding.actors)
    return f"parties to {spaced(binding.agreement)}" if binding.agreement else parties or spaced(binding.kind)


def binding_words(binding: Binding) -> str:
    """Whom something binds, and on what terms: `members, except those who object within 60 days`. What binds only those
    who accept never reads as if it bound all."""
    whom = bound_words(binding)
    if binding.acceptors_only:
        whom = "those who accept" if whom == "members" else f"those of {whom} who accept"
    words = [whom]
    words += ["without ratification"] if binding.without_ratification else []
    if binding.objectors_out:
        within = f" within {clock_words(binding.within)}" if binding.within is not None else ""
        words.append(f"except those who object{within}")
    words += ["with consent of those concerned"] if binding.own_consent else []
    return ", ".join(words)
