"""A main duty that binds all but the strongest.

## What it checks

The binding obligations that ask the most (the deepest; all where no depth is stated), and the members that have at
least a twentieth of the capability that the mandate names. Reported where such a member is bound by none of these
obligations, neither itself nor through its firms, while other members are. Obligations that bind the parties to another
agreement, or whoever accepts them, are left out: whom they bind is open.

## Why

Who can do most harm or most good is whom a rule is for. Where the strongest is carved out the others bear the cost of
a rule that changes little, and will ask for the same (Downs, Rocke and Barsoom 1996 on depth and enforcement).

## Avoid

```charter bad
charter 1
use world
domain tax "Tax"
institution Club {
  members are G20
  mandate { sets standards in tax; capability measured by gdp }
  obligation minimum "Tax at 15%" {
    binds firms in (members except { USA })   # <-- MEM108
    force binding
    in tax
  }
}
```

## Prefer

```charter good
charter 1
use world
domain tax "Tax"
institution Club {
  members are G20
  mandate { sets standards in tax; capability measured by gdp }
  obligation minimum "Tax at 15%" {
    binds firms in members
    force binding
    in tax
  }
}
```

## Settings

`key_actor_share` (1/20): the share of the capability from which a member counts among the strongest.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.incentives.strongest import Strong, bound_by, main_duties, strong_members
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.obligations import Obligation
from charter.text.wording import listed, percent
from charter.validators.rules.case import Case, Rule

RULE = Rule("MEM108", "strongest-exempt", WARNING, "Downs, Rocke and Barsoom 1996; Barrett 2003")


def check(case: Case) -> Iterator[Finding]:
    """The strongest members that no main duty binds."""
    strong, duties = strong_members(case, case.profile.key_actor_share), main_duties(case)
    sets = [bound_by(duty) for duty in duties]
    if not strong or not duties or any(each is None for each in sets):
        return
    bound = frozenset(party for each in sets for party in each or ())
    exempt = [s for s in strong if s.party not in bound]
    if exempt and bound.intersection(case.members or ()):
        yield _finding(case, exempt, duties, bound)


def _finding(case: Case, exempt: list[Strong], duties: tuple[Obligation, ...], bound: frozenset[str]) -> Finding:
    members = case.members or ()
    inside = sum(party in bound for party in members)
    names = listed(o.name for o in duties)
    have = listed(f"{s.party} ({percent(s.share)} of `{s.column}`)" for s in exempt)
    first = duties[0]
    binding = first.bindings[0]
    verb = "binds" if len(duties) == 1 else "bind"
    return case.finding(
        RULE,
        binding.span,
        f"{names} {verb} {inside} of {len(members)} members, and not {have}",
        entity=first.name,
        label=f"without {listed(s.party for s in exempt)}",
        labels=[Label(each.span, "and here") for duty in duties[1:] for each in duty.bindings[:1]],
        help="bind all members; give time or help to those who need it: `grace 5 years for …`",
        citations=[c for duty in duties for each in duty.bindings for c in each.citations],
        witness={
            "duties": [o.name for o in duties],
            "exempt": [{"party": s.party, "share": s.share} for s in exempt],
            "capability": exempt[0].column,
            "bound_members": inside,
            "members": len(members),
            "text": f"{names} {verb} {inside} of {len(members)} members; not bound: {have}",
        },
    )
