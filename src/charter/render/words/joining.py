"""Who may join and under what, in words, where it takes more than one word to say."""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.model import Institution
from charter.dsl.model.institution import Requirement
from charter.render.drawing.text import clean, titled
from charter.render.words.names import owned, spaced
from charter.text.wording import listed, number


def required_words(needed: Requirement) -> str:
    """What a member must be or have: "membership of IBRD or membership of ADB"."""
    return listed((_way(each) for each in needed.ways), "or")


def _way(needed: Requirement) -> str:
    return clean(needed.words) if needed.words is not None else f"membership of {owned(needed.member_of or '')}"


def joining_words(institution: Institution) -> Iterator[str]:
    """Several parents, openings to others than states, conditions with a choice."""
    if len(institution.parents) > 1:
        yield f"Part of {listed(owned(parent.value) for parent in institution.parents)}"
    for protocol in institution.protocols:
        parties = protocol.parties.members
        count = number(len(parties), "party", "parties") if parties is not None else "parties not known"
        yield f"{titled(protocol.label)}: {count}"
    membership = institution.membership
    for opening in membership.open_to if membership is not None else ():
        if opening.actors is not None:
            yield f"Open to {spaced(opening.actors)}"
    for needed in membership.requires if membership is not None else ():
        if needed.instead:
            yield f"Requires {required_words(needed)}"
