"""Directors who cast the votes of those behind them: who elects whom, as far as the charter lists it.

Electors are listed by constituencies (clauses, or a column), and in an organ whose holders `cast the votes of their
electors` by lines `1 chosen by` a set. Who holds a permanent seat and is in none of these sits for itself. Members that
are left, where seats are left too, are electors of directors of whom it is not known who elected them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from charter.decisions.columns import column_of
from charter.decisions.elements import Unstated
from charter.dsl.model.charter import Charter
from charter.dsl.model.organs import Organ, SeatLine
from charter.record import record

UNLISTED = "who elected whom"


@record
class ElectorGroups:
    """The electors of an organ's directors. `groups` are the listed ones by name, in the order of the text, `seats` how
    many seats each has; `alone` hold a seat for themselves; `left` are in none of these, and `unlisted` says whether
    they too have directors."""

    groups: Mapping[str, tuple[str, ...]]
    seats: Mapping[str, Fraction]
    alone: tuple[str, ...]
    left: tuple[str, ...]
    unlisted: bool


def has_directors(organ: Organ) -> bool:
    """Whether those who sit cast the votes of others: by constituencies, or as the organ says of its seats."""
    listed = bool(organ.constituencies) or organ.constituency_column is not None
    return listed or (organ.electors_votes is not None and organ.seats is not None)


def joint(organ: Organ) -> bool:
    """Whether a director casts the votes of all electors the same way."""
    return (organ.unit_vote is not None or organ.electors_votes is not None) and organ.split_votes is None


def elector_groups(charter: Charter, organ: Organ, members: Sequence[str]) -> ElectorGroups:
    """Who elects whom in an organ with directors; raises `Unstated` where a set is not known."""
    inside = frozenset(members)
    groups = _constituencies(charter, organ, inside)
    seats = dict.fromkeys(groups, Fraction(1))
    for line in organ.seats.lines if organ.seats is not None else ():
        _of_line(organ, line, inside, groups, seats)
    listed = {p for group in groups.values() for p in group}
    alone = tuple(p for p in _permanent(organ) if p in inside and p not in listed)
    left = tuple(p for p in members if p not in listed and p not in alone)
    total = organ.seats.total if organ.seats is not None else None
    spare = total is None or total > len(alone) + sum(seats.values())
    unlisted = organ.electors_votes is not None and organ.seats is not None and bool(left) and spare
    return ElectorGroups({n: tuple(g) for n, g in groups.items()}, seats, alone, left, unlisted)


def _constituencies(charter: Charter, organ: Organ, inside: frozenset[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for named in organ.constituencies:
        if named.members.members is None:
            raise Unstated(f"the members of `{named.members.text}`", named.span)
        groups[named.name] = [p for p in named.members.members if p in inside]
    if organ.constituency_column is not None:
        for party, value in sorted(column_of(charter, organ.constituency_column.value).items()):
            if party in inside:
                groups.setdefault(str(value), []).append(party)
    return groups


def _of_line(
    organ: Organ, line: SeatLine, inside: frozenset[str], groups: dict[str, list[str]], seats: dict[str, Fraction]
) -> None:
    """`2 chosen by Nordic`: the seats of that constituency, or of electors who are listed here alone."""
    by = line.filling.by.among if line.filling.how == "chosen" and line.filling.by is not None else None
    if by is None:
        return
    count = Fraction(line.total if line.total is not None else 1)
    if by.named in groups:
        seats[by.named] = count
    elif organ.electors_votes is not None:
        if by.members is None:
            raise Unstated(f"the members of `{by.text}`", by.span)
        groups[by.text] = [p for p in by.members if p in inside]
        seats[by.text] = count


def _permanent(organ: Organ) -> list[str]:
    """Who holds permanent seats; raises `Unstated` where that is not known."""
    found: list[str] = []
    for line in organ.seats.lines if organ.seats is not None else ():
        if line.filling.how != "permanent" or line.filling.among is None:
            continue
        if line.filling.among.members is None:
            raise Unstated(f"the members of `{line.filling.among.text}`", line.filling.span)
        found += line.filling.among.members
    return list(dict.fromkeys(found))
