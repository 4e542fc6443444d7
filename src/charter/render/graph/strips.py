"""The seats of an organ as strips: one for each way of filling, in chunks by group."""

from __future__ import annotations

from charter.dsl.model import Organ, SeatLine
from charter.render.drawing.text import bounded
from charter.render.graph.structure_model import Chunk, Strip
from charter.render.words.clauses import head_words, rule_words, seat_line_words, set_words
from charter.render.words.names import spaced
from charter.render.words.seating import part_words
from charter.render.words.steps import first_words
from charter.render.words.voting import casting_words, weighting_words


def strips_of(organ: Organ, members: int | None) -> tuple[Strip, ...]:
    """The strips of an organ in the order of its text; `members` is how many the institution has, where known."""
    strips: list[Strip] = []
    if organ.plenary is not None or organ.delegates:
        strips.append(_plenary_strip(organ, members))
    lines = [*(organ.seats.lines if organ.seats is not None else ())]
    lines += [organ.experts] if organ.experts is not None else []
    strips += [_line_strip(line, organ) for line in lines]
    return tuple(strips)


def _plenary_strip(organ: Organ, members: int | None) -> Strip:
    chosen = organ.plenary.value if organ.plenary is not None else None
    if organ.delegates:
        chunks = tuple(
            Chunk(part.number, f"{part.number} {spaced(part.name)}" + _silence(part.silent_without))
            for part in organ.delegates
        )
        return Strip("plenary", "All members; delegates of each member:", chunks)
    if chosen is not None:
        count = len(chosen.members) if chosen.members is not None else None
        return Strip(
            "plenary", "", (Chunk(count, bounded(f"{count or ''} seats, one for each of {set_words(chosen)}")),)
        )
    label = "all members, one seat each" if members is None else f"{members:,} seats, one for each member"
    return Strip("plenary", "", (Chunk(members, label),))


def _silence(partner: str | None) -> str:
    return f" (silent without {spaced(partner)})" if partner else ""


def _line_strip(line: SeatLine, organ: Organ) -> Strip:
    words = bounded(seat_line_words(line, organ.name))
    if not line.allocations:
        return Strip(line.filling.how, "", (Chunk(line.total, words),))
    chunks = tuple(Chunk(part.count, bounded(f"{part.count} {set_words(part.among)}")) for part in line.allocations)
    return Strip(line.filling.how, words, chunks)


def lines_of(organ: Organ) -> tuple[str, ...]:
    """The small print of an organ: head, quorum, rule of decision, votes. What is not stated is said to be so
    only where an organ decides."""
    lines = [head_words(organ.head)] if organ.head is not None else []
    if organ.seats is not None and organ.seats.part is not None:
        lines.append(f"seats {part_words(organ.seats.part)}")
    if organ.staff is not None:
        lines.append(f"staff {organ.staff.value:,}")
    if organ.votes is not None and not organ.votes.equal:
        lines.append("no votes" if organ.votes.none else f"votes {weighting_words(organ.votes)}")
    lines += casting_words(organ)
    if organ.quorum is not None:
        lines.append(f"quorum: {rule_words(organ.quorum.value)}")
    elif organ.denies("quorum"):
        lines.append("no quorum")
    elif organ.decides is not None:
        lines.append("quorum not stated")
    if organ.void_unless is not None:
        lines.append(f"void unless {rule_words(organ.void_unless.value)} vote")
    if organ.decides is not None:
        lines.append(f"decides by {rule_words(organ.decides.value)}")
    first = first_words(organ)
    lines += [first] if first else []
    lines += [f"at most {cap.count} {_cap_words(cap.trait, cap)}" for cap in organ.caps]
    text = [bounded(line) for line in lines]
    return tuple(line[:1].upper() + line[1:] for line in text)


def _cap_words(trait: str | None, cap: object) -> str:
    among = getattr(cap, "among", None)
    return f"of one {spaced(trait)}" if trait else f"from {set_words(among)}"
