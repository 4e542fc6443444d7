"""The page of `charter check --focus representation`: tables and lines, and the same as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from charter.cli.output.formats.plain import plain
from charter.cli.output.formats.sheets import Sheet

if TYPE_CHECKING:
    from charter.analysis.proportion.representation import Bench, GroupHolding, Member, Represented, Service
    from charter.dsl.model.organs import Head

UNKNOWN = "?"


def sheets(page: Represented) -> Iterator[Sheet]:
    """The page in the order in which it is read."""
    name = f"{page.institution} ({page.title})" if page.title else page.institution
    if not page.members:
        yield Sheet(f"Representation in {name}", lines=page.gaps, main=True)
        return
    lines = [f"{page.members} members with {_people(page.people)} people"]
    if page.unknown_people:
        lines.append(f"population not known, counted as none: {', '.join(page.unknown_people)}")
    head = ("group", "members", "of members", "of people", "of square roots (Penrose)")
    rows = tuple((_named(g), str(g.members), pct(g.of_members), pct(g.people), pct(g.roots)) for g in page.groups)
    yield Sheet(f"Representation in {name}", head, rows, tuple(lines), main=True)
    for bench in page.benches:
        yield _bench(bench, page.groups)
    yield _power(page)
    yield Sheet("Who may propose", lines=tuple(_agenda(page)) or ("the charter has no decisions",))
    yield Sheet("Chairs, head office, staff", lines=tuple(_service(page)))
    yield _money(page)
    yield Sheet("What the charter does not say", lines=page.gaps or ("nothing of this is missing",))


def pct(share: Fraction) -> str:
    """A share with one decimal; what is not zero never looks like it."""
    if share and share < Fraction(1, 1000):
        return "<0.1%"
    return f"{float(share * 100):.1f}%"


def _span(low: Fraction, high: Fraction) -> str:
    one, other = pct(low), pct(high)
    return one if one == other else f"{one.removesuffix('%')} to {other}"


def _ratio(share: Fraction, people: Fraction) -> str:
    return f"{float(share / people):.2f}" if people else UNKNOWN


def _ratios(held: GroupHolding, people: Fraction) -> str:
    low, high = _ratio(held.least, people), _ratio(held.most, people)
    return low if low == high else f"{low} to {high}"


def _number(low: Fraction, high: Fraction) -> str:
    def one(value: Fraction) -> str:
        return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.1f}"

    return one(low) if low == high else f"{one(low)} to {one(high)}"


def _people(people: Fraction) -> str:
    return f"{round(people / 10**6):,} million" if people >= 10**7 else f"{round(people):,}"


def _named(group: Member) -> str:
    return f"{group.name} ({group.kind})"


def _bench(bench: Bench, groups: Sequence[Member]) -> Sheet:
    title = f"Seats and votes in {bench.label}" + (", over every lawful composition" if bench.open else "")
    if bench.missing is not None:
        return Sheet(title, lines=(f"not known: {bench.missing}",))
    people = {g.name: g.people for g in groups}
    votes = {h.group: h for h in bench.votes}
    of = bench.seats[0].of if bench.seats else Fraction(0)
    head = ["group", f"seats of {_number(of, of)}", "of seats"]
    head += ["of votes"] if votes else []
    rows = []
    for held in bench.seats:
        counted = votes.get(held.group, held)
        row = [held.group, _number(held.least_held, held.most_held), _span(held.least, held.most)]
        row += [_span(counted.least, counted.most)] if votes else []
        rows.append((*row, _ratios(counted, people[held.group])))
    lines = []
    for where, found in bench.measures:
        lines.append(
            f"{where + ': ' if where else ''}malapportionment {pct(found.malapportionment)}, "
            f"Gallagher index {pct(found.gallagher)}, Gini coefficient {float(found.gini):.2f}"
        )
        points = ", ".join(f"{pct(v)} to {pct(p)}" for p, v in found.lorenz)
        lines.append(f"Lorenz curve, {'votes' if votes else 'seats'} to people, the worst served first: {points}")
    return Sheet(title, (*head, f"{'votes' if votes else 'seats'} per people"), tuple(rows), tuple(lines))


def _power(page: Represented) -> Sheet:
    """One column for each rule, by number: groups against people and their square roots."""
    title = "Power (normalised Banzhaf index), by rule"
    if not page.taken:
        return Sheet(title, lines=("no rule of decision is settled",))
    columns: list[dict[str, str]] = []
    lines = []
    for taken in page.taken:
        known = {p.group: _span(p.least, p.most) for p in taken.power if p.least is not None and p.most is not None}
        why = next((p.why for p in taken.power if p.why is not None), None)
        if known:
            columns.append(known)
        told = (
            f"{len(columns)}: {', '.join(taken.decisions)}" if known else f"not computed: {', '.join(taken.decisions)}"
        )
        hedge = " for every group" if known else ""
        lines.append(told if why is None else f"{told} (not{hedge}: {why})")
    head = ("group", "of people", "of square roots", *(str(k) for k in range(1, len(columns) + 1)))
    rows = tuple((g.name, pct(g.people), pct(g.roots), *(c.get(g.name, UNKNOWN) for c in columns)) for g in page.groups)
    return Sheet(title, head, rows if columns else (), tuple(lines))


def _agenda(page: Represented) -> Iterator[str]:
    from charter.render.words.clauses import who_words

    for each in page.agenda:
        if each.proposers is None:
            continue
        who = " or ".join(who_words(w) for w in each.proposers)
        yield f"{each.decision}: {who}{_alone(each.alone, [g.name for g in page.groups])}"
    silent = [a.decision for a in page.agenda if a.proposers is None]
    if silent:
        yield f"not stated: {', '.join(silent)}"


def _alone(able: Sequence[str], groups: Sequence[str]) -> str:
    """Which groups have enough members to propose without others."""
    unable = [name for name in groups if name not in able]
    if not able:
        return ""
    if not unable:
        return "; each group has enough members to do so alone"
    if len(unable) < len(able):
        return f"; each group but {', '.join(unable)} has enough members to do so alone"
    return f"; of the groups {', '.join(able)} have enough members to do so alone"


def _service(page: Represented) -> Iterator[str]:
    for bench in page.benches:
        yield f"{bench.label}: {_head(bench.head) if bench.head else 'chair not stated'}"
    if page.host is None:
        yield "head office: not stated"
    else:
        groups = f" (in {', '.join(page.host_groups)})" if page.host_groups else ""
        yield f"head office: {page.host}{groups}"
    for service in page.services:
        yield f"{service.label}: {_serving(service)}"


def _head(head: Head) -> str:
    from charter.render.words.clauses import head_words

    return head_words(head)


def _serving(service: Service) -> str:
    told = [_head(service.head)] if service.head is not None else []
    if service.staff is not None:
        told.append(f"staff {service.staff:,}")
    if service.experts is not None:
        told.append(f"{service.experts} experts")
    for cap in service.caps:
        told.append(f"at most {cap.count} of {'one ' + cap.trait if cap.trait else cap.among}")
    for floor in service.floors:
        low = floor.count if floor.count is not None else pct(floor.share or Fraction(0))
        told.append(f"at least {low} from {floor.among if floor.among is not None else floor.areas}")
    if not service.caps and not service.floors:
        told.append("nationality not stated")
    return "; ".join(told)


def _money(page: Represented) -> Sheet:
    if not page.paid:
        return Sheet("Funding", lines=("who pays what share is not stated",))
    people = {g.name: g.people for g in page.groups}
    if page.paid_known == 1:
        rows = tuple((p.group, pct(p.share), _ratio(p.share, people[p.group])) for p in page.paid)
    else:
        rows = tuple((p.group, f"at least {pct(p.share)}", UNKNOWN) for p in page.paid if p.share)
    return Sheet(f"Funding, as shares of {page.paid_base}", ("group", "pays", "per people"), rows, page.paid_notes)


def as_data(page: Represented) -> dict[str, Any]:
    """The page as plain data; exact numbers are strings such as `2/3`."""
    from charter.render.words.clauses import who_words

    made: dict[str, Any] = {
        "institution": page.institution,
        "members": page.members,
        "people": plain(page.people),
        "population_not_known": list(page.unknown_people),
        "groups": plain(page.groups),
        "organs": [
            {
                "organ": b.organ,
                "open": b.open,
                "seats": plain(b.seats),
                "votes": plain(b.votes),
                "measures": [{"composition": where, **plain(found)} for where, found in b.measures],
                "chair": _head(b.head) if b.head is not None else None,
                "missing": b.missing,
            }
            for b in page.benches
        ],
        "power": plain(page.taken),
        "agenda": [
            {
                "decision": a.decision,
                "proposers": [who_words(w) for w in a.proposers] if a.proposers is not None else None,
                "alone": list(a.alone),
            }
            for a in page.agenda
        ],
        "head_office": {"party": page.host, "groups": list(page.host_groups)} if page.host else None,
        "staff": [
            {"organ": s.organ, "staff": s.staff, "experts": s.experts, "text": _serving(s)} for s in page.services
        ],
        "funding": {
            "of": page.paid_base,
            "known": plain(page.paid_known),
            "shares": plain(page.paid),
            "notes": list(page.paid_notes),
        }
        if page.paid
        else None,
        "gaps": list(page.gaps),
    }
    return made
