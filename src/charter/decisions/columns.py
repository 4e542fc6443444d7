"""Numbers by party: columns of tables, and the votes that an organ's formula gives each member."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, isqrt

from charter.decisions.elements import ZERO, Unstated
from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import Charter, Column
from charter.dsl.model.organs import GroupVote, VotePart, Votes
from charter.dsl.syntax.source import Span


def column_of(charter: Charter, name: str) -> Mapping[str, Fraction | str | bool]:
    """The values of a column by party code: of a table of the charter (`compute.share`), or of the shipped facts.
    Empty where there is no such column."""
    head, _, tail = name.partition(".")
    for table in charter.tables:
        if table.name == head:
            found = next((c for c in table.columns if c.name == tail), None)
            return dict(found.values) if found is not None else {}
    from charter import world

    try:
        return world.column(name)
    except LookupError:
        return {}


def numbers_of(charter: Charter, name: str) -> dict[str, Fraction]:
    """The numbers of a column by party code; texts are left out."""
    found = column_of(charter, name)
    return {p: Fraction(v) for p, v in found.items() if isinstance(v, Fraction | int) and not isinstance(v, bool)}


def own_column(charter: Charter, name: str) -> Column | None:
    """The column of a table of the charter (`compute.share`); None for a shipped one and for an unknown name."""
    head, _, tail = name.partition(".")
    table = next((t for t in charter.tables if t.name == head), None) if tail else None
    return next((c for c in table.columns if c.name == tail), None) if table is not None else None


def missing_is_zero(charter: Charter, name: str) -> bool:
    """Whether a party without a figure has none of what the column counts, as its table says."""
    own = own_column(charter, name)
    if own is not None:
        return own.missing == 0 and not own.faulty
    from charter import world

    info = world.columns().get(name)
    return info is not None and info.lists_all


def without_figure(charter: Charter, name: str, parties: Iterable[str]) -> tuple[str, ...]:
    """Those of the parties whose figure in a column is not known, in order of code."""
    if missing_is_zero(charter, name):
        return ()
    values = numbers_of(charter, name)
    return tuple(sorted(p for p in parties if p not in values))


def unknown_figures(name: str, missing: Sequence[str], of: int) -> str:
    """What is not stated where figures are missing, as a noun phrase."""
    shown = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
    return f"the figure in `{name}` for {len(missing)} of {of} members ({shown})"


def numbers_for(charter: Charter, name: str, parties: Sequence[str], span: Span | None) -> dict[str, Fraction]:
    """The numbers of a column for these parties; raises `Unstated` where one has none, and the table does not say that
    it is then zero."""
    values = numbers_of(charter, name)
    missing = without_figure(charter, name, parties)
    if missing:
        raise Unstated(unknown_figures(name, missing, len(parties)), span)
    return {p: values.get(p, ZERO) for p in parties}


def weights_in(charter: Charter, name: str, parties: Sequence[str], span: Span | None) -> dict[str, Fraction]:
    """The numbers of a column as weights: as `numbers_for`, and raises `Unstated` where one is below zero."""
    values = numbers_for(charter, name, parties, span)
    below = [p for p in parties if values[p] < 0]
    if below:
        shown = ", ".join(below[:3]) + (" …" if len(below) > 3 else "")
        raise Unstated(f"a weight of zero or more in `{name}` for {shown}", span)
    return values


def whole_of(charter: Charter, name: str, members: Iterable[str], span: Span | None) -> Fraction:
    """All of a column: the published total of a shipped one, with what belongs to no party; of a charter's own table
    the sum of its figures. Raises `Unstated` where a member or a party of the table has none."""
    own = own_column(charter, name)
    if own is not None:
        inside = sorted({*members, *own.blank})
        return sum({**numbers_for(charter, name, inside, span), **numbers_of(charter, name)}.values(), ZERO)
    from charter import world

    numbers_for(charter, name, sorted(set(members)), span)
    info = world.columns().get(name)
    if info is None or info.type != "number":
        raise Unstated(f"the figures of `{name}`", span)
    return world.total(name)


def weights_of(
    charter: Charter, votes: Votes | None, parties: Sequence[str], span: Span | None
) -> dict[str, Fraction] | None:
    """The votes of each party; None where each has one. A basic share is a share of all votes, dealt equally: with
    the other votes summing to V it is share / (1 - share) * V in all. Raises `Unstated` for unknown figures."""
    if votes is None or votes.equal or not votes.parts:
        return None
    weights = dict.fromkeys(parties, ZERO)
    for part in votes.parts:
        for party, amount in _part_of(charter, part, parties, votes.span).items():
            weights[party] += Fraction(floor(amount)) if votes.whole else amount
    shares = sum((p.basic_share for p in votes.parts if p.basic_share is not None), ZERO)
    if shares >= 1:
        raise Unstated("a basic share of less than all votes", votes.span)
    if shares and parties:
        basic = shares / (1 - shares) * sum(weights.values(), ZERO) / len(parties)
        basic = Fraction(floor(basic)) if votes.whole else basic
        weights = {p: w + basic for p, w in weights.items()}
    if votes.cap is not None:
        weights = {p: min(w, votes.cap) for p, w in weights.items()}
    if votes.share_cap is not None:
        weights = capped(weights, votes.share_cap, votes.span)
    if parties and not any(weights.values()):
        raise Unstated("a vote for anybody: by the figures nobody has one", votes.span)
    return weights


def _part_of(charter: Charter, part: VotePart, parties: Sequence[str], span: Span) -> Mapping[str, Fraction]:
    if part.basic is not None:
        return dict.fromkeys(parties, part.basic)
    if part.column is None:
        return {}
    if part.root:
        values = weights_in(charter, part.column, parties, span)
        return {p: _root(v) for p, v in values.items()}
    if part.begun and part.number is not None and part.per is not None:
        values = weights_in(charter, part.column, parties, span)
        return {p: ceil(v / part.per) * part.number for p, v in values.items()}
    factor = Fraction(1) if part.number is None or part.per is None else part.number / part.per
    return {p: v * factor for p, v in weights_in(charter, part.column, parties, span).items()}


def _root(value: Fraction) -> Fraction:
    """The square root, cut after three decimal places."""
    return Fraction(isqrt(floor(value * 10**6)), 1000)


def capped(weights: Mapping[str, Fraction], share: Fraction, span: Span) -> dict[str, Fraction]:
    """The votes where nobody has more than a share of all that are left: what is above it is lost. With k members at
    the ceiling L and R votes of the others, L = share * (k L + R), so that L = share * R / (1 - share k).

    Raises:
        Unstated: so few have votes that each must have more than that.
    """
    order = sorted((w for w in weights.values() if w), reverse=True)
    rest = sum(order, ZERO)
    for count, largest in enumerate(order):
        if share * count >= 1:
            break
        ceiling = share * rest / (1 - share * count)
        if largest <= ceiling:
            return {p: min(w, ceiling) for p, w in weights.items()} if count else dict(weights)
        rest -= largest
    raise Unstated("votes of which nobody has more than the ceiling", span)


def heads_of(group_votes: Sequence[GroupVote], parties: Sequence[str]) -> dict[str, Fraction] | None:
    """The votes where a member casts those of a set: as many as members of the set are members here, who then have
    none of their own. None where nobody does; raises `Unstated` where it is not known who they are."""
    found: dict[str, Fraction] | None = None
    for each in group_votes:
        if each.voter not in parties:
            continue
        if each.members.members is None:
            raise Unstated(f"the members of `{each.members.text}`", each.members.span)
        found = found if found is not None else dict.fromkeys(parties, Fraction(1))
        inside = [p for p in each.members.members if p in found and p != each.voter]
        found.update(dict.fromkeys(inside, ZERO))
        found[each.voter] = Fraction(len(inside))
    return found


def set_named(charter: Charter, name: str) -> PartySet | None:
    """The set of a group declared in the charter or shipped with the facts; None if there is none of that name."""
    for group in charter.groups:
        if group.name == name:
            return group.parties
    from charter import world

    try:
        members = world.group(name)
    except LookupError:
        return None
    return PartySet(_NOWHERE, name, tuple(sorted(members)), name)


_NOWHERE = Span("", 1, 1, 1, 1)


def areas_of(charter: Charter, name: str) -> list[tuple[str, frozenset[str]]] | None:
    """The groups of a family with their members; None where the family or a group is not known."""
    family = next((a for a in charter.areas if a.name == name), None)
    if family is None:
        return None
    found = []
    for group in family.groups:
        members = set_named(charter, group)
        if members is None or members.members is None:
            return None
        found.append((group, frozenset(members.members)))
    return found
