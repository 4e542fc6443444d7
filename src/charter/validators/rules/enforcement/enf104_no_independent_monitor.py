"""Duties that nobody watches but those who bear them.

## What it checks

Who watches each obligation. Self-reports and peer reviews are no independent watch, nor is monitoring by the members
where it binds all of them, or by a party that it binds; neither is a monitor that one of the bound pays or appoints.
Complaints, whistle-blowers, remote sensing and inspections by another body are, and so are states that watch firms.
Reported where every clause on monitoring is of the first sort, or where the charter says `no monitoring`: for each
obligation, or, where there are none, for a mandate that sets norms, certifies, verifies or the like. A binding
obligation without a clause is a gap.

## Why

The fourth of Ostrom's principles is that monitors are accountable and not the ones monitored. The inspectors of the
International Atomic Energy Agency answer to the Agency; those of the Financial Stability Board are its members, who
review one another.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  obligation reporting {
    binds members
    monitored by members through self-report, every 1 year   # <-- ENF104
    monitored by members through peer review
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
  organ Inspectorate : inspectorate { headed by Inspector, appointed by Assembly }
  obligation reporting {
    binds members
    monitored by members through self-report, every 1 year
    monitored by Inspectorate through inspection of declared sites
    monitored by Inspectorate through whistle-blowers
  }
}
```

## Settings

`deep_obligation` (3): the least `depth` for which a missing clause is a gap although no force is stated.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.enforcement.ladders import demanding, denied, function
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.base import Who
from charter.dsl.model.decisions import Binding
from charter.dsl.model.obligations import Monitoring, Obligation
from charter.dsl.model.organs import Organ
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ENF104",
    "no-independent-monitor",
    WARNING,
    "Ostrom 1990, design principle 4; IAEA Statute, article XII.A.6",
    everywhere=True,
)
NORMATIVE = ("sets norms", "sets standards", "certifies", "inspects", "verifies", "sanctions")


def check(case: Case) -> Iterator[Finding]:
    """Obligations without an independent monitor."""
    institution = case.institution
    for obligation in institution.obligations:
        said = denied((obligation, institution), "monitoring")
        if obligation.monitoring:
            yield from _watched(case, obligation)
        elif said is not None:
            text = f"the charter says `no monitoring`: nobody watches {obligation.name}"
            yield case.finding(
                RULE,
                said.span if said in obligation.denials else obligation.name_span,
                f"nobody watches {obligation.name}: `no monitoring`",
                entity=obligation.name,
                help=_HELP,
                citations=said.citations,
                witness={"obligation": obligation.name, "monitors": [], "text": text},
            )
        elif demanding(obligation, case.profile.deep_obligation):
            yield case.gap(
                RULE,
                obligation.name_span,
                "a monitor",
                entity=obligation.name,
                help="say it: `monitored by … through …`, or `no monitoring`",
            )
    if not institution.obligations:
        yield from _mandate(case)


_HELP = "let a body watch that those bound neither pay nor appoint one by one, or let whistle-blowers be heard"


def _mandate(case: Case) -> Iterator[Finding]:
    said, mandate = denied((case.institution,), "monitoring"), case.institution.mandate
    tasks = [t for t in mandate.tasks if function(case, t.function) in NORMATIVE] if mandate is not None else []
    if said is None or not tasks:
        return
    does = listed(f"{t.function.replace('_', ' ')} in {t.domain}" for t in tasks)
    yield case.finding(
        RULE,
        said.span,
        f"{case.institution.label} {does}, and nobody watches: `no monitoring`",
        labels=[Label(t.span, "what nobody watches") for t in tasks],
        help=_HELP,
        citations=said.citations,
        witness={
            "tasks": [f"{t.function} {t.domain}" for t in tasks],
            "monitors": [],
            "text": f"{does}; no monitoring",
        },
    )


def _watched(case: Case, obligation: Obligation) -> Iterator[Finding]:
    whys = [_dependent(case, obligation, clause) for clause in obligation.monitoring]
    told = [why for why in whys if why is not None]
    if len(told) < len(whys):
        return
    first, *rest = obligation.monitoring
    yield case.finding(
        RULE,
        first.span,
        f"no independent monitor watches {obligation.name}: {'; '.join(told)}",
        entity=obligation.name,
        label=told[0],
        labels=[Label(clause.span, why) for clause, why in zip(rest, told[1:], strict=True)],
        help=_HELP,
        citations=[c for clause in obligation.monitoring for c in clause.citations],
        witness={
            "obligation": obligation.name,
            "monitors": [
                {"by": str(c.by), "through": c.method, "why": w}
                for c, w in zip(obligation.monitoring, told, strict=True)
            ],
            "text": "; ".join(told),
        },
    )


def _dependent(case: Case, obligation: Obligation, clause: Monitoring) -> str | None:
    """Why this is no independent watch, in a few words; None where it is one or nothing says that it is not."""
    if clause.method == "self_report":
        return "those bound report on themselves"
    if clause.method == "peer_review":
        return f"{clause.by} review one another"
    if clause.method in ("complaint", "whistle_blowers"):
        return None
    if clause.by.kind == "members":
        return "members watch themselves" if _all_bound(case, obligation) else None
    if _bound(case, obligation, clause.by):
        return f"{clause.by} is bound by it too"
    organ = case.institution.organ(clause.by.name or "") if clause.by.kind == "organ" else None
    payers = [clause.paid_by] if clause.paid_by else [p.value for p in organ.paid_by] if organ is not None else []
    paid = next((p for p in payers if _bound(case, obligation, Who(clause.span, "party", p))), None)
    if paid is not None:
        return f"{clause.by} is paid by {paid}, whom it watches"
    by = _appointer(organ) if organ is not None else None
    return (
        f"{clause.by} is appointed by {by}, whom it watches"
        if by is not None and _bound(case, obligation, by)
        else None
    )


def _all_bound(case: Case, obligation: Obligation) -> bool:
    """Whether those whom the members watch may be all of them: not where it binds others, or some of them only."""
    bound: set[str] = set()
    for each in obligation.bindings:
        named = each.value.parties
        if each.value.kind == "actors":
            continue
        if each.value.kind != "set" or named is None or named.members is None:
            return True
        bound |= set(named.members)
    return not obligation.bindings or case.members is None or set(case.members) <= bound


def _appointer(organ: Organ) -> Who | None:
    fillings = [organ.head.filling] if organ.head is not None else []
    fillings += [organ.experts.filling] if organ.experts is not None else []
    fillings += [line.filling for line in organ.seats.lines] if organ.seats is not None else []
    found = [f.by if f is not None else None for f in fillings]
    return found[0] if found and all(str(w) == str(found[0]) for w in found) else None


def _bound(case: Case, obligation: Obligation, who: Who) -> bool:
    """Whether this is one of those that the obligation binds, or a set of which some are."""
    if who.name is None or who.kind not in ("party", "group"):
        return False
    return any(_binds(case, each.value, who) for each in obligation.bindings)


def _binds(case: Case, binding: Binding, who: Who) -> bool:
    named = binding.parties
    if binding.kind != "set" or named is None:
        return who.name == binding.actors
    if who.name in (named.named, named.text):
        return True
    group = next((g.parties for g in case.charter.groups if g.name == who.name), None)
    among = group.members if group is not None else (who.name,)
    return named.members is not None and among is not None and any(p in named.members for p in among)
