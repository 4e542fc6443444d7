"""How those who sit in an organ cast their votes, in words."""

from __future__ import annotations

from charter.dsl.model import Organ, Votes
from charter.render.words.clauses import share_words
from charter.render.words.names import called
from charter.text.wording import amount


def casting_words(organ: Organ) -> tuple[str, ...]:
    """Whose votes are cast, and whether together: "casts the votes of the electors of each", or nothing."""
    words = []
    if organ.electors_votes is not None:
        words.append("each casts the votes of those who elected it")
    if organ.split_votes is not None:
        words.append("votes may be split")
    elif organ.unit_vote is not None:
        words.append("votes are cast as a unit")
    if organ.proxies is not None:
        words.append("proxies" + (f", at most {organ.proxies.most} each" if organ.proxies.most is not None else ""))
    return tuple(words)


def weighting_words(votes: Votes) -> str:
    """How many votes a voter has: "basic and by imf quota, whole votes, at most 15% of all votes"."""
    words = ["basic"] if any(p.basic_share is not None or p.basic is not None for p in votes.parts) else []
    words += [f"{'square root of' if p.root else 'by'} {called(p.column)}" for p in votes.parts if p.column]
    terms = [" and ".join(words) or "weighted"]
    terms += ["whole votes"] if votes.whole else []
    terms += [f"at most {share_words(votes.share_cap)} of all votes"] if votes.share_cap is not None else []
    terms += [f"at most {amount(votes.cap)} votes"] if votes.cap is not None else []
    return ", ".join(terms)
