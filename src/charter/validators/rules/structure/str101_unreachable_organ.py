"""Organs no member helps to choose, even indirectly.

## What it checks

Who fills each organ, and who fills those: a plenary, members, a criterion, named holders end the chain well. Reported
is an organ whose chain leads only to organs that nobody else fills, or to one that nobody fills in an institution
that says it has no charter, so that no clause can be missing. Where a charter merely leaves out how an organ that
acts is filled, that is a gap. For circles of organs that fill only one another, see STR102.

## Why

States delegate to independent bodies, but keep the power to choose who sits (Abbott and Snidal 1998). An organ that
no chain of appointment ties to them answers to nobody.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Secretariat : secretariat {      # <-- STR101
    headed by Director, appointed by Secretariat
  }
  organ Panel : panel {                  # <-- STR101
    experts 12 appointed by Director for 3 years
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Secretariat : secretariat {
    headed by Director, appointed by Assembly
  }
  organ Panel : panel {
    experts 12 appointed by Director for 3 years
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.appointment import acting, fillers, unreached
from charter.dsl.findings import ERROR, Finding
from charter.dsl.model.organs import Organ
from charter.text.wording import listed, the
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "STR101", "unreachable-organ", ERROR, "Abbott and Snidal 1998 on delegation to independent organs", everywhere=True
)

Chain = tuple[tuple[str, tuple[str, ...]], ...]


def check(case: Case) -> Iterator[Finding]:
    """Organs that no chain of appointment ties to members, and acting organs whose filling is not stated."""
    if case.institution.denies("charter"):
        waiting: frozenset[str] = frozenset()
    else:
        waiting = acting(case)
    chains = dict(unreached(case))
    circles = {organ.name for organ, chain in chains.items() if _circle(organ, chain)}
    for organ, chain in chains.items():
        if organ.name not in circles:
            yield _finding(case, organ, chain)
    for organ in case.institution.organs:
        if organ.name in waiting and not fillers(case, organ):
            yield case.gap(RULE, organ.name_span, "who sits", entity=organ.name)


def _circle(organ: Organ, chain: Chain) -> bool:
    """Whether the organ is one of several that fill one another, as STR102 tells."""
    return len(chain) > 1 and any(organ.name in by for name, by in chain if name != organ.name)


def _finding(case: Case, organ: Organ, chain: Chain) -> Finding:
    told = [f"{name} is filled by {listed(by)}" if by else f"no clause fills {name}" for name, by in chain]
    if any(not by for _, by in chain):
        told.append(f"{case.institution.name} says that it has no charter that could")
    plenary = next((o.name for o in case.institution.organs if o.plenary is not None and o is not organ), "members")
    return case.finding(
        RULE,
        organ.name_span,
        f"No member, even indirectly, chooses who sits in {the(organ.label)}",
        entity=organ.name,
        label="no link to the members",
        help=f"say who fills it, with a way back to the members: `appointed by {plenary}`",
        witness={
            "organ": organ.name,
            "chain": [{"organ": name, "filled_by": list(by)} for name, by in chain],
            "text": "; ".join(told),
        },
        citations=organ.citations,
    )
