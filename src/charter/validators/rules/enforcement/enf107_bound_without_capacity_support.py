"""The poorest are bound, and nothing helps them to comply.

## What it checks

Each binding obligation that binds members of low income (World Bank) or least developed countries: whether help, a
grace period or a fund reaches them. Reported where the charter says `no help`, and where the help that it names
reaches fewer than half of the poorest that are bound. Where an institution with such obligations says nothing of help
anywhere (no clause, no fund, no task to build capacity), that is one gap.

## Why

Many breaches come of incapacity and not of will (Chayes and Chayes 1993). The Montreal Protocol gave developing states
ten more years (article 5) and a fund for their incremental costs (article 10).

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG | African
  obligation reporting {
    binds members
    force binding
    no help   # <-- ENF107
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG | African
  fund capacity "Capacity fund"
  obligation reporting {
    binds members
    force binding
    help for LDC from capacity, grace 3 years
  }
}
```

## Settings

`helped_share` (1/2): the least share of the poorest bound that help must reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.enforcement.ladders import denied, function, strict
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.decisions import Binding
from charter.dsl.model.obligations import Obligation
from charter.text.wording import percent, some
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ENF107",
    "bound-without-capacity-support",
    WARNING,
    "Chayes and Chayes 1993; Montreal Protocol, articles 5 and 10",
    everywhere=True,
)
SUPPORT = ("builds capacity", "finances", "redistributes", "gives access")


def check(case: Case) -> Iterator[Finding]:
    """Binding obligations that bind the poorest without help."""
    institution = case.institution
    silent: list[Obligation] = []
    for obligation in institution.obligations:
        if not (strict(obligation) or any(each.value.without_ratification for each in obligation.bindings)):
            continue
        poor = _poorest(case, obligation)
        said = denied((obligation, institution), "help")
        if poor == ():
            continue
        if obligation.help:
            yield from _reached(case, obligation, poor)
        elif said is not None:
            who = f"{len(poor)} of the poorest ({some(poor)})" if poor else "members of any income"
            text = f"{obligation.name} binds {who}; `no help`"
            yield case.finding(
                RULE,
                said.span if said in obligation.denials else obligation.name_span,
                f"{obligation.name} binds {who} and the charter says `no help`",
                entity=obligation.name,
                help="a grace period, and a fund for what compliance costs beyond what they would spend anyway",
                citations=said.citations,
                witness={"obligation": obligation.name, "poorest_bound": list(poor or ()), "helped": [], "text": text},
            )
        else:
            silent.append(obligation)
    if silent and not _support(case):
        yield case.gap(
            RULE,
            silent[0].name_span,
            "help for those with less capacity",
            help="say it: `help for … from …`, `grace …`, or `no help`",
        )


def _support(case: Case) -> bool:
    """Whether anything in the charter helps anybody to comply."""
    institution = case.institution
    tasks = institution.mandate.tasks if institution.mandate is not None else ()
    helped = any(o.help for o in institution.obligations)
    return helped or bool(institution.funds) or any(function(case, t.function) in SUPPORT for t in tasks)


def _poorest(case: Case, obligation: Obligation) -> tuple[str, ...] | None:
    """The parties of low income or least developed that the obligation binds; None where it is not known whom."""
    from charter import world

    bound: dict[str, None] = {}
    bindings: list[Binding | None] = [*(each.value for each in obligation.bindings)] or [None]
    for binding in bindings:
        named = binding.parties if binding is not None else None
        some_bound = named.members if named is not None else case.members
        if some_bound is None or (binding is not None and binding.kind == "parties_to"):
            return None
        bound |= dict.fromkeys(some_bound)
    income, least = world.column("income_group"), world.column("ldc")
    return tuple(p for p in bound if income.get(p) == "Low income" or least.get(p) is True)


def _reached(case: Case, obligation: Obligation, poor: tuple[str, ...] | None) -> Iterator[Finding]:
    sets = [clause.parties.members for clause in obligation.help]
    if poor is None or any(s is None for s in sets):
        return
    reached = {p for s in sets for p in s or ()}
    helped = [p for p in poor if p in reached]
    share = Fraction(len(helped), len(poor))
    limit = case.profile.helped_share
    if share >= limit:
        return
    first, *rest = obligation.help
    without = [p for p in poor if p not in reached]
    counted = f"help reaches {len(helped)} of the {len(poor)} poorest that {obligation.name} binds"
    yield case.finding(
        RULE,
        first.span,
        f"{counted} ({percent(share, limit)}); {some(without)} get none",
        entity=obligation.name,
        label=f"reaches {len(helped)} of {len(poor)}",
        labels=[Label(clause.span, "counted too") for clause in rest],
        help="name a group that covers the poorest, such as LDC",
        citations=[c for clause in obligation.help for c in clause.citations],
        witness={
            "obligation": obligation.name,
            "poorest_bound": list(poor),
            "helped": helped,
            "share": share,
            "text": f"{counted}: {percent(share, limit)}, less than {percent(limit)}",
        },
    )
