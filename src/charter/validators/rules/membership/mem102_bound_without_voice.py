"""States that rules bind and that have no vote on them.

## What it checks

For each obligation, and each decision that binds: those bound, as far as the charter names them as a set, less those
that are members or may sit in an organ with a vote. Reported with the share of the bound states, and of their people,
that has no vote anywhere. Who is bound by an agreement of its own (`parties to`), only by acceptance, or unless it
objects, has consented, and is left out.

## Why

Those affected by rules should take part in making them (the third of Ostrom's principles). The standards of the
Financial Stability Board are meant for all states; 25 jurisdictions sit in its plenary.

## Avoid

```charter bad
charter 1
use world
institution Board {
  members from memberships.FSB
  organ Plenary { plenary; decides by consensus }
  obligation apply_standards {
    binds states                      # <-- MEM102
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Board {
  members from memberships.FSB
  organ Plenary { plenary; decides by consensus }
  obligation apply_standards {
    binds members
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.decisions.columns import numbers_of
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.base import PartySet, Stated
from charter.dsl.model.decisions import Binding
from charter.text.wording import number, percent, quoted, some
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "MEM102", "bound-without-voice", WARNING, "Ostrom 1990, design principle 3; IEO 2008 on voice", everywhere=True
)


def check(case: Case) -> Iterator[Finding]:
    """Obligations and decisions that bind parties without a vote."""
    it = case.institution
    clauses = [(o.name, o.label, b, o.force) for o in it.obligations for b in o.bindings]
    clauses += [(d.name, d.label, d.binds, d.force) for d in it.decisions if d.binds is not None]
    for name, label, binds, force in clauses:
        bound = _bound(binds)
        if bound is None or bound.text == "members":
            continue
        if case.members is None:
            yield case.gap(RULE, it.name_span, "the members")
            return
        voters = _voters(case)
        silent = sorted(set(bound.members or ()) - voters)
        if silent:
            yield _finding(case, name, label, binds, bound, silent, force.value if force is not None else None)


def _bound(binds: Stated[Binding]) -> PartySet | None:
    """The set of parties that a clause binds whether they accept or not; None where it names none."""
    if binds.value.kind != "set" or binds.value.by_will:
        return None
    parties = binds.value.parties
    return parties if parties is not None and parties.members is not None else None


def _voters(case: Case) -> frozenset[str]:
    """The members, and who else may hold a seat with a vote."""
    found = set(case.members or ())
    for organ in case.institution.organs:
        if organ.plenary is not None and organ.plenary.value is not None:
            found |= set(organ.plenary.value.members or ())
        for line in organ.seats.lines if organ.seats is not None else ():
            by = line.filling.by.among if line.filling.by is not None else None
            for among in (line.filling.among, by, line.now, *(a.among for a in line.allocations)):
                if among is not None and line.votes:
                    found |= set(among.members or ())
    return frozenset(found)


def _notes(case: Case, force: str | None) -> list[str]:
    from charter import world

    known = world.parties()
    unions = [p for p in case.members or () if p in known and world.kind(p) == "union"]
    notes = [f"its force is stated as {force}"] if force not in (None, "binding") else []
    return notes + [f"{union} is a member; its states are counted by themselves" for union in unions]


def _finding(
    case: Case, name: str, label: str, binds: Stated[Binding], bound: PartySet, silent: list[str], force: str | None
) -> Finding:
    everyone = bound.members or ()
    people = numbers_of(case.charter, "population")
    of = sum((people[p] for p in everyone if p in people), Fraction(0))
    share = sum((people[p] for p in silent if p in people), Fraction(0)) / of if of else None
    states = Fraction(len(silent), len(everyone))
    who = f"{len(silent)} of {number(len(everyone), 'party', 'parties')}"
    crowd = f", with {percent(share)} of their population," if share is not None else ""
    return case.finding(
        RULE,
        binds.span,
        f"{quoted(label)} binds {bound.text}: {who}{crowd} have no vote in {case.institution.name}",
        entity=name,
        label=f"{percent(states)} of them have no vote",
        notes=_notes(case, force),
        help="seat them by constituencies, hear them before a rule is made, or bind only those who accept",
        citations=binds.citations,
        witness={
            "bound": len(everyone),
            "voiceless": silent,
            "share_of_parties": states,
            "share_of_people": share,
            "force": force,
            "text": f"{who} are not members and may hold no seat with a vote: {some(silent)}; "
            f"{len(silent)}/{len(everyone)} = {percent(states)}"
            + (f", and {percent(share)} of the population" if share is not None else ""),
        },
    )
