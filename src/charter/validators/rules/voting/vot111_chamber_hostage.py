"""Chambers of a few seats, in a large body, in which three can stop what all others want.

## What it checks

Every rule that asks for a majority (or another share) in a chamber, or that a chamber does not oppose: how many
members of that chamber can stop the decision. Reported where three or fewer can, and the body has more than 20 votes.
A chamber that is one of several alternatives, or whose objection counts only together with others, stops nothing by
itself. One finding for each rule names its chambers.

## Why

The Council of the International Seabed Authority has 36 members, and chambers A, B and C of four: three members of any
of them can stop a decision of substance (Agreement of 1994, annex, section 3). In the Montreal Protocol's two groups of
parties it takes half of a large group.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are states
  organ Assembly { plenary }
  organ Council {
    seats {
      4 elected by Assembly, largest by gdp, chamber A
      32 elected by Assembly, chamber B
    }
    decides by 2/3 of seats and not opposed by majority of any chamber   # <-- VOT111
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are states
  organ Assembly { plenary }
  organ Council {
    seats {
      12 elected by Assembly, largest by gdp, chamber A
      24 elected by Assembly, chamber B
    }
    decides by 2/3 of seats and not opposed by majority of any chamber
  }
}
```

## Settings

`hostage_blockers` (3): the number of members that are few. `hostage_body` (20): the size above which a body is large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from charter.analysis.seating import lines
from charter.analysis.stated_rules import PlacedRule, needed, rules_of, seats_of
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import AllOf, AnyOf, Base, Count, NotOpposed, Share, Unless
from charter.dsl.model.rules import Rule as VotingRule
from charter.dsl.syntax.source import Span
from charter.record import record
from charter.text.wording import listed, number, the
from charter.validators.rules.case import Case, Rule

RULE = Rule("VOT111", "chamber-hostage", WARNING, "Agreement on Part XI of the Law of the Sea Convention, 1994, annex")


@record
class Hostage:
    """A chamber, how many of how many in it can stop the decision."""

    chamber: str
    blockers: int
    seats: int


def check(case: Case) -> Iterator[Finding]:
    """Rules by which a few in a chamber can stop a large body."""
    seen: set[tuple[str, Span]] = set()
    for placed in rules_of(case.institution):
        organ = placed.organ
        if organ is None or placed.role not in ("rule", "amendment") or not _has_chambers(organ):
            continue
        few = [h for h in _hostages(case, organ, placed.rule) if h.blockers <= case.profile.hostage_blockers]
        place = (placed.entity, placed.rule.span)
        if not few or place in seen:
            continue
        seen.add(place)
        of = _body(case, organ)
        if of is None:
            yield case.gap(RULE, placed.rule.span, "the members")
        elif of > case.profile.hostage_body:
            yield _finding(case, placed, organ, few, of)


def _has_chambers(organ: Organ) -> bool:
    return bool(organ.chambers) or bool(_of_seats(organ))


def _of_seats(organ: Organ) -> list[str]:
    found = [line.chamber for line in organ.seats.lines] if organ.seats is not None else []
    found += [a.chamber for line in (organ.seats.lines if organ.seats else ()) for a in line.allocations]
    return list(dict.fromkeys(c for c in found if c is not None))


def _names(organ: Organ) -> list[str]:
    return list(dict.fromkeys([*(c.name for c in organ.chambers), *_of_seats(organ)]))


def _body(case: Case, organ: Organ) -> int | None:
    seats = seats_of(case, organ)
    if seats is not None or organ.plenary is None:
        return seats
    among = organ.plenary.value.members if organ.plenary.value is not None else case.members
    return None if among is None else len(among)


def _size(case: Case, organ: Organ, chamber: str) -> int | None:
    """The votes of a chamber; seats that vote there only for some holders are left out, since they may not."""
    named = next((c for c in organ.chambers if c.name == chamber), None)
    if named is not None:
        members = named.members.members
        if members is None or case.members is None:
            return None if members is None else len(members)
        return len(set(members) & set(case.members)) if organ.plenary is not None else len(members)
    found = 0
    for each in lines(organ, case.charter):
        line = each.line
        inside = sum(a.count for a in line.allocations if a.chamber == chamber)
        if line.chamber == chamber and not line.allocations:
            if each.seats is None:
                return None
            inside = each.seats
        if line.chamber_for is None and line.votes:
            found += inside
    return found or None


def _hostages(case: Case, organ: Organ, rule: VotingRule) -> list[Hostage]:
    """The chambers that alone can stop what a rule decides, each with the fewest who can."""
    if isinstance(rule, AllOf):
        return _least(h for p in rule.parts for h in _hostages(case, organ, p))
    if isinstance(rule, AnyOf):
        lists = [{h.chamber: h for h in _hostages(case, organ, p)} for p in rule.parts]
        shared = set.intersection(*(set(found) for found in lists)) if lists else set()
        return [max((found[c] for found in lists), key=lambda h: h.blockers) for c in sorted(shared)]
    if isinstance(rule, Unless):
        return _objecting(case, organ, rule.objection)
    if isinstance(rule, NotOpposed):
        return _each(case, organ, _names(organ), lambda n: _votes(rule, n))
    if isinstance(rule, Share | Count):
        asked = rule
        return _each(case, organ, _chambers(organ, rule.of), lambda n: n - int(needed(asked, n)) + 1)
    return []


def _objecting(case: Case, organ: Organ, rule: VotingRule) -> list[Hostage]:
    """The chambers whose objection is enough."""
    if isinstance(rule, AnyOf):
        return _least(h for p in rule.parts for h in _objecting(case, organ, p))
    if isinstance(rule, Share | Count) and rule.of.kind == "chamber":
        asked = rule
        return _each(case, organ, _chambers(organ, rule.of), lambda n: int(needed(asked, n)))
    return []


def _chambers(organ: Organ, base: Base) -> list[str]:
    if base.kind == "each_chamber":
        return _names(organ)
    return [base.chamber] if base.kind == "chamber" and base.chamber is not None else []


def _votes(rule: NotOpposed, there: int) -> int:
    exact, strict = rule.enough(Fraction(there))
    return exact.__floor__() + 1 if strict else -(-exact.numerator // exact.denominator)


def _each(case: Case, organ: Organ, names: list[str], blockers: Callable[[int], int]) -> list[Hostage]:
    sizes = [(name, _size(case, organ, name)) for name in names]
    return [Hostage(name, max(blockers(n), 1), n) for name, n in sizes if n]


def _least(found: Iterable[Hostage]) -> list[Hostage]:
    best: dict[str, Hostage] = {}
    for each in found:
        if each.chamber not in best or each.blockers < best[each.chamber].blockers:
            best[each.chamber] = each
    return list(best.values())


def _finding(case: Case, placed: PlacedRule, organ: Organ, few: list[Hostage], of: int) -> Finding:
    told = listed(f"{h.blockers} of the {h.seats} in chamber {h.chamber}" for h in few)
    return case.finding(
        RULE,
        placed.rule.span,
        f"{listed((f'{h.blockers} of the {h.seats} members of chamber {h.chamber}' for h in few), 'or')} can block "
        f"{the(organ.label)} against all others of its {of}",
        entity=placed.entity,
        label="each of these chambers is held by a few" if len(few) > 1 else "this chamber is held by a few",
        help="make the chambers larger, or let a large majority of all override one of them",
        citations=[*placed.citations, *organ.citations],
        witness={
            "organ": organ.name,
            "of": of,
            "chambers": [{"chamber": h.chamber, "blockers": h.blockers, "seats": h.seats} for h in few],
            "text": f"{told} against block it, though {number(of - few[0].blockers, 'other')} are in favour",
        },
    )
