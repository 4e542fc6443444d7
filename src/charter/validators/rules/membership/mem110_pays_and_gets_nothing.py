"""A group that pays, is bound, and gets nothing.

## What it checks

The groups of developing countries among the members, by each shipped list, that surely bear a part of the budget and
that a binding obligation binds. Reported where no clause gives any of their members anything: no fund, no help, no
grace, no task such as finance, research or access, no measure against those outside, no head office. One finding names
all such groups.

## Why

Many expect to be ruled and billed by an institution that others made for themselves. What a member gets for its bill
and its duties is the first thing that its parliament asks.

## Avoid

```charter bad
charter 1
use world
domain ai "AI"
institution Agency {
  members are un_members
  mandate { sets standards in ai }
  obligation report { binds members; force binding; in ai }
  funding { assessed by un_scale }   # <-- MEM110
}
```

## Prefer

```charter good
charter 1
use world
domain ai "AI"
institution Agency {
  members are un_members
  mandate { sets standards in ai; builds capacity in ai }
  obligation report { binds members; force binding; in ai; help for LDC, grace 2 years }
  funding { assessed by un_scale }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.enforcement.ladders import strict
from charter.analysis.incentives.benefits import gains
from charter.analysis.incentives.strongest import bound_by
from charter.analysis.money.bills import Bill, bill_of
from charter.analysis.proportion.measured_groups import measured_groups
from charter.decisions.elements import Unstated
from charter.dsl.findings import NOTE, Finding
from charter.record import record
from charter.text.wording import listed, percent
from charter.validators.rules.case import Case, Rule

RULE = Rule("MEM110", "pays-and-gets-nothing", NOTE, "Ostrom 1990, design principle 2; Chayes and Chayes 1995")


@record
class _Payer:
    name: str
    members: frozenset[str]
    least: Fraction
    how: str


def check(case: Case) -> Iterator[Finding]:
    """Groups with a bill and duties, to whom no clause gives anything."""
    if not case.members or case.institution.funding is None:
        return
    try:
        bill = bill_of(case.charter, case.institution)
    except Unstated:
        return
    paying = [p for p in _payers(case, bill) if not gains(case, p.members) and _duties(case, p.members)]
    if paying:
        yield _finding(case, paying)


def _payers(case: Case, bill: Bill) -> Iterator[_Payer]:
    members, seen = frozenset(case.members or ()), set[frozenset[str]]()
    for group in measured_groups(case):
        inside = members.intersection(group.parties)
        if group.kind != "developing" or not inside or inside == members or inside in seen:
            continue
        seen.add(inside)
        borne = bill.of(inside)
        if borne.least:
            yield _Payer(group.name, inside, borne.least, borne.how)


def _duties(case: Case, group: frozenset[str]) -> list[str]:
    """The binding obligations that surely bind some of these."""
    binding = [(o, bound_by(o)) for o in case.institution.obligations if strict(o)]
    return [o.name for o, bound in binding if bound is not None and bound & group]


def _finding(case: Case, paying: list[_Payer]) -> Finding:
    funding = case.institution.funding
    assert funding is not None
    told = [f"{p.name} at least {percent(p.least)}" for p in paying]
    duties = list(dict.fromkeys(name for p in paying for name in _duties(case, p.members)))
    where = funding.flows[0].span if funding.flows else funding.span
    return case.finding(
        RULE,
        where,
        f"{listed(p.name for p in paying)} pay and are bound by {listed(duties)}, and no clause gives them anything",
        entity="funding",
        label=f"{paying[0].name} pay at least {percent(paying[0].least)}",
        help="a fund, help to keep the obligations, access, or a task that builds capacity",
        citations=[c for flow in funding.flows for c in flow.citations],
        witness={
            "groups": [{"group": p.name, "members": len(p.members), "pays_at_least": p.least} for p in paying],
            "duties": duties,
            "gains": [],
            "text": f"of the budget {listed(told)} ({paying[0].name}: {paying[0].how}); funds, help, grace, tasks that "
            "give, measures against outsiders and head office: none",
        },
    )
