"""Groups whose seats or weighted votes fall far short of their people.

## What it checks

In each organ with seats of its own or weighted votes: the share of seats (votes) that a group of members holds,
against its share of the population of all members. The groups are the least developed countries, the small island
developing states, the Group of 77, developing countries by the lists of M49 and of the World Population Prospects, the
income groups of the World Bank, and the groups that the charter declares. Where seats are open, the group is taken at
its best: the rule speaks only if it falls short in every lawful composition. Plenaries of one member one vote have
nothing to hand out and are left alone, and so are organs of experts.

## Why

Seats and votes far from people's numbers are malapportionment. The finding gives half the sum of the absolute
differences (MAL, Samuels and Snyder 2001) and Gallagher's index over all members, whose shares of votes a table can
correct. In the International Monetary Fund the least developed countries have a quarter of the votes that their people
would give them.

## Avoid

```charter bad
charter 1
use world
institution Fund {
  members from memberships.IMF
  organ Governors {    # <-- REP101
    plenary
    votes by imf.votes
    decides by majority of votes cast
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Fund {
  members from memberships.UN
  organ Board {
    seats {
      10 elected by Assembly
      10 elected by Assembly from G77
      5 elected by Assembly from LDC
    }
  }
  organ Assembly { plenary }
}
```

## Settings

`representation_ratio` (1/2): the ratio of the share of votes to the share of people below which a group is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isqrt
from typing import Any

from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.organs import Organ
from charter.dsl.model.record import record
from charter.games.build_columns import numbers_of
from charter.games.build_forms import ZERO, Composition, Form, Hall, Post, Unstated
from charter.games.build_halls import hall_of
from charter.games.compositions import extreme, extremes
from charter.games.compositions_search import TooLarge
from charter.validators.case import Case, Rule
from charter.validators.wording import percent

RULE = Rule("REP101", "underrepresented-group", WARNING, "Samuels and Snyder 2001; Gallagher 1991")

SHIPPED = (
    "LDC", "SIDS", "G77", "M49Developing", "WPPLessDeveloped", "LowIncome", "LowerMiddleIncome", "UpperMiddleIncome",
    "HighIncome",
)  # fmt: skip


@record
class _Short:
    """A group that falls short: its shares of people and votes, the ratio, and the composition that is best for it."""

    name: str
    people: Fraction
    votes: Fraction
    held: Fraction
    of: Fraction
    composition: Composition

    @property
    def ratio(self) -> Fraction:
        return self.votes / self.people


def check(case: Case) -> Iterator[Finding]:
    """One finding for each organ, with every group that falls short there."""
    if case.members is None:
        return
    for organ in case.institution.organs:
        weighted = organ.votes is not None and bool(organ.votes.parts)
        if organ.seats is None and not weighted and organ.constituency_column is None:
            continue
        people = {p: v for p, v in numbers_of(case.charter, "population").items() if p in set(case.members)}
        try:
            hall = hall_of(case.charter, case.institution, organ)
            short = _short(case, hall, people)
        except (Unstated, TooLarge):
            continue
        if short:
            yield _finding(case, organ, hall, people, short)


def _groups(case: Case) -> Iterator[tuple[str, frozenset[str]]]:
    from charter import world

    members = frozenset(case.members or ())
    declared = [(g.name, g.parties.members) for g in case.charter.groups]
    seen: set[frozenset[str]] = set()
    for name, parties in [*declared, *((n, tuple(world.group(n))) for n in SHIPPED)]:
        inside = frozenset(parties or ()) & members
        if inside and inside != members and inside not in seen:
            seen.add(inside)
            yield name, inside


def _form(hall: Hall) -> Form:
    weights = hall.weights if hall.weights is not None else hall.heads
    return Form("votes", weights=weights)


def _short(case: Case, hall: Hall, people: Mapping[str, Fraction]) -> list[_Short]:
    """The groups below the threshold even in the composition that is best for them, the worst first."""
    everyone = sum(people.values(), ZERO)
    form = _form(hall)
    found = []
    for name, group in _groups(case):
        share = sum((people[p] for p in group if p in people), ZERO) / everyone if everyone else ZERO
        best = _best(hall, form, group, share * case.profile.representation_ratio) if share else None
        if best is None:
            continue
        held = sum((_votes_of(s, form, group) for s in best), ZERO)
        total = sum((form.of(s.holder, s.post) for s in best if s.post.own), ZERO)
        if total and held / total < share * case.profile.representation_ratio:
            found.append(_Short(name, share, held / total, held, total, best))
    return sorted(found, key=lambda s: (s.ratio, s.name))


def _votes_of(seat: Any, form: Form, group: frozenset[str]) -> Fraction:
    """The votes of a seat that a group has: its own, and its part of a constituency's by weight."""
    votes = form.of(seat.holder, seat.post)
    if not seat.unit:
        return votes if seat.holder in group and seat.post.own else ZERO
    total = sum((w for _, w in seat.unit), ZERO)
    return votes * sum((w for p, w in seat.unit if p in group), ZERO) / total if total else ZERO


def _best(hall: Hall, form: Form, group: frozenset[str], enough: Fraction) -> Composition | None:
    """The composition that is best for a group; None if there is none, or one found on the way is enough."""
    if hall.spaces.known is not None:
        return hall.spaces.known

    def over(holder: str, post: Post) -> Fraction:
        votes = form.of(holder, post) if post.own else ZERO
        return votes * ((1 if holder in group else 0) - enough)

    first = extreme(hall.spaces.variants[0], over)
    if first is not None and first[0] >= 0:
        return None
    bounds = extremes(hall.spaces, over)
    return None if bounds is None else bounds.at_most


def _finding(case: Case, organ: Organ, hall: Hall, people: Mapping[str, Fraction], short: list[_Short]) -> Finding:
    kind = "votes" if _form(hall).weights is not None else "seats"
    worst = short[0]
    best = "" if hall.spaces.known is not None else "at best "
    told = [f"{s.name} {percent(s.votes)} for {percent(s.people)} (x {_two(s.ratio)})" for s in short]
    mal, gallagher = _disproportion(hall, people, worst.composition)
    text = (
        f"{worst.name}: {_plain(worst.held)} of {_plain(worst.of)} {kind} is {percent(worst.votes)}, their people are "
        f"{percent(worst.people)}, and {percent(worst.votes)} / {percent(worst.people)} is {_two(worst.ratio)}"
    )
    witness = {
        "text": text,
        "groups": [{"group": s.name, "votes": s.votes, "people": s.people, "ratio": s.ratio} for s in short],
        "malapportionment": mal,
        "gallagher": gallagher,
        "no_population_known": sorted(set(case.members or ()) - set(people)),
    }
    if hall.spaces.known is None:
        witness["composition"] = sorted(s.label for s in worst.composition)
    return case.finding(
        RULE,
        organ.name_span,
        f"{organ.label} gives {best}less than {percent(case.profile.representation_ratio)} of the {kind} that people "
        f"would give: {'; '.join(told)}",
        entity=organ.name,
        label=f"{worst.name} have {percent(worst.votes)} of the {kind}",
        notes=[f"malapportionment {percent(mal)}, Gallagher index {percent(gallagher)}, over all members"],
        help="basic votes dealt equally, a floor of seats for the group, or a majority of members beside that of votes",
        witness=witness,
    )


def _disproportion(hall: Hall, people: Mapping[str, Fraction], composition: Composition) -> tuple[Fraction, Fraction]:
    """MAL, and Gallagher's index to four decimals: over all members, seats taken as filled in `composition`."""
    form = _form(hall)
    votes: dict[str, Fraction] = {}
    for seat in composition:
        for party in {seat.holder, *(p for p, _ in seat.unit)} if seat.post.own else ():
            votes[party] = votes.get(party, ZERO) + _votes_of(seat, form, frozenset((party,)))
    cast, everyone = sum(votes.values(), ZERO), sum(people.values(), ZERO)
    gaps = [votes.get(p, ZERO) / cast - people.get(p, ZERO) / everyone for p in votes.keys() | people.keys()]
    squares = sum((g * g for g in gaps), ZERO) / 2
    root = isqrt(int(squares * 10**8))
    return sum((abs(g) for g in gaps), ZERO) / 2, Fraction(root, 10**4)


def _two(value: Fraction) -> str:
    return f"{float(value):.2f}"


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.1f}"
