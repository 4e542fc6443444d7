"""A function that lacks two or more of what it takes: staff, money, a decision, access.

## What it checks

For each function of the mandate four means. *Staff*: of the organ that carries it out, or a secretariat. *Money*
that somebody owes: assessed contributions, a levy, fees, charges, an endowment, a programme's participants; gifts
alone are none, for nobody has to give. *Decision*: as in MAN101. *Access*, for what inspects, verifies, certifies or
collects data: an obligation of members with inspection, reports or remote sensing. Reported where at least two are
lacking by the charter's own words. Where too little is said to tell, that is one gap for the mandate.

## Why

Mandates are cheap and means are not. The proposals of the UN's advisory body on AI name a network for building
capacity and a fund without money; the UN's panel on AI pays the travel of its experts from gifts. The safeguards of
the International Atomic Energy Agency rest on assessed contributions, inspectors, and access by treaty.

## Avoid

```charter bad
charter 1
use world
domain ai_capacity "Capacity to use AI"
institution Network {
  members are states
  mandate {
    builds capacity in ai_capacity     # <-- MAN103
  }
  no secretariat
  funding { voluntary }
}
```

## Prefer

```charter good
charter 1
use world
domain ai_capacity "Capacity to use AI"
institution Network {
  members are states
  mandate {
    builds capacity in ai_capacity, through Secretariat
  }
  organ Secretariat {
    headed by Director, appointed by Assembly
    staff 40
  }
  organ Assembly { plenary; decides by majority of members }
  funding { assessed by un_scale, ceiling 10% }
}
```

## Settings

`means_lacking` (2): how many of the means must be lacking.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.mandates.mandate_carriers import NO, UNKNOWN, Said, spoken
from charter.analysis.mandates.means import having, means_of
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.institution import Task
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "MAN103",
    "mandate-without-means",
    WARNING,
    "UN High-level Advisory Body on AI, Governing AI for Humanity, 2024; MOPAN on resources and results",
    everywhere=True,
)


def check(case: Case) -> Iterator[Finding]:
    """One finding for each organ (or for none) with the functions that lack their means; one gap where too little is
    said."""
    mandate = case.institution.mandate
    if mandate is None:
        return
    limit = case.profile.means_lacking
    poor: dict[str, list[tuple[Task, dict[str, Said]]]] = {}
    unsure: dict[Task, list[str]] = {}
    for task in mandate.tasks:
        said = means_of(case, task)
        missing, unknown = having(said, NO), having(said, UNKNOWN)
        if len(missing) >= limit:
            poor.setdefault(task.through or "", []).append((task, said))
        elif len(missing) + len(unknown) >= limit:
            unsure[task] = unknown
    for through, tasks in poor.items():
        yield _finding(case, through, tasks)
    if unsure:
        told = listed(dict.fromkeys(m for unknown in unsure.values() for m in unknown))
        first = next(iter(unsure))
        yield case.gap(RULE, first.span, "the means of each function", entity="mandate", help=f"say more of {told}")


def _finding(case: Case, through: str, tasks: list[tuple[Task, dict[str, Said]]]) -> Finding:
    task, said = tasks[0]
    missing = having(said, NO)
    cells = listed([spoken(t.function, t.domain) for t, _ in tasks])
    told = "; ".join(f"{m}: {said[m].why}" for m in missing)
    return case.finding(
        RULE,
        task.span,
        f"{case.institution.name} {cells} without {listed(missing)}: {len(missing)} of {len(said)} means are lacking",
        entity=f"mandate.{through}" if through else "mandate",
        label=f"no {listed(missing, 'or')}",
        labels=[Label(t.span, f"no {listed(having(s, NO), 'or')}") for t, s in tasks[1:]],
        notes=[f"{m}: {s.why}" for m, s in said.items() if s.answer == UNKNOWN],
        help="give the function staff, money that somebody owes, a decision and access, or leave it out",
        citations=[c for t, _ in tasks for c in t.citations],
        witness={
            "functions": [
                {"function": t.function, "domain": t.domain, "means": {m: each.answer for m, each in s.items()}}
                for t, s in tasks
            ],
            "lacking": missing,
            "of": len(said),
            "text": told,
        },
    )
