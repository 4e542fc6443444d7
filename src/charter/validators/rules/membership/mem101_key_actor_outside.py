"""A party with much of the capability that an institution is about, and outside it.

## What it checks

Where the mandate says how capability in its field is measured (`capability measured by compute.share`): the parties
that have at least a twentieth of it and are not members (a firm whose home is a member is not outside), and how much of
it the members cover. Shares are of the column's total: for shipped columns the published one, otherwise the sum of the
values. Where the figure of a member, or of a party of the table, is missing, the total is not known, unless the table
says `missing is 0`. A charter that does not say what measures capability names no key actors, and is not asked.

## Why

A treaty without those who can undo it binds only the others (Barrett 2003), and those who join without them agree on
little (Downs, Rocke and Barsoom 1996). The network of AI safety institutes has no member from China, which has the
second largest share of known AI computing power.

## Avoid

```charter bad
charter 1
use world
institution Network {
  members are WEOG
  mandate {
    assesses in ai_testing
    capability measured by gpu.share      # <-- MEM101
  }
}
domain ai_testing "Testing"
```

## Prefer

```charter good
charter 1
use world
institution Network {
  members are WEOG | { CHN }
  mandate {
    assesses in ai_testing
    capability measured by gpu.share
  }
}
domain ai_testing "Testing"
```

## Settings

`key_actor_share` (1/20): the least share of the capability of a party outside that is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.entry.figures import of_another_year
from charter.analysis.named import state
from charter.analysis.parties.reach import inside_by_home
from charter.decisions.columns import whole_of
from charter.decisions.elements import Unstated
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.base import Stated
from charter.text.wording import listed, number, opened, percent
from charter.validators.rules.case import Case, Rule

RULE = Rule("MEM101", "key-actor-outside", WARNING, "Barrett 2003; Downs, Rocke and Barsoom 1996", everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """Parties outside with a large share of the capability that the mandate names."""
    mandate = case.institution.mandate
    if mandate is None or mandate.capability is None:
        return
    stated = mandate.capability
    if case.members is None:
        yield case.gap(RULE, case.institution.name_span, "the members")
        return
    values = {party: value for party, value in case.column(stated.value).items() if value > 0}
    try:
        total = whole_of(case.charter, stated.value, case.members, stated.span)
    except Unstated as unknown:
        yield case.gap(RULE, stated.span, unknown.missing, entity="mandate")
        return
    if not total:
        yield case.gap(RULE, stated.span, f"the figures of `{stated.value}`")
        return
    inside = inside_by_home(case.charter, frozenset(case.members))
    outside = sorted(
        ((p, v) for p, v in values.items() if p not in inside and v >= case.profile.key_actor_share * total),
        key=lambda each: (-each[1], each[0]),
    )
    if outside:
        yield _finding(case, stated, values, total, outside)


def _finding(
    case: Case, stated: Stated[str], values: dict[str, Fraction], total: Fraction, outside: list[tuple[str, Fraction]]
) -> Finding:
    inside = inside_by_home(case.charter, frozenset(case.members or ()))
    covered = sum((values.get(p, Fraction(0)) for p in inside), Fraction(0)) / total
    pause = "," if len(outside) == 1 else ""
    told = [f"{state(party)}{pause} with {percent(value / total)}" for party, value in outside]
    sums = [f"{party}: {percent(value / total)}" for party, value in outside]
    dated = of_another_year(case.charter, case.institution, [stated.value])
    verb = "is" if len(outside) == 1 else "are"
    return case.finding(
        RULE,
        stated.span,
        opened(
            f"{listed(told)} of `{stated.value}`{pause} {verb} not {'a member' if len(outside) == 1 else 'members'}; "
        )
        + f"members hold {percent(covered)}",
        entity="mandate",
        label=f"{number(len(outside), 'key actor')} outside",
        labels=[Label(case.institution.members.span, "the members")] if case.institution.members is not None else (),
        notes=[dated] if dated else [],
        help="offer accession or observer status, or treat non-parties differently (MEM106)",
        citations=stated.citations,
        witness={
            "column": stated.value,
            "total": total,
            "outside": [{"party": party, "value": value, "share": value / total} for party, value in outside],
            "covered": covered,
            "text": f"{'; '.join(sums)}; members together {percent(covered)}",
        },
    )
