"""The same head and the same budget promote a thing and police it.

## What it checks

Pairs of functions of one mandate: one that favours a field (`promotes`, `does research`, `gives access`) and one
that watches it (`inspects`, `verifies`, `certifies`, `sanctions`). Reported where the two are not kept apart: they
go through the same organ or through organs under one head, and no fund of its own (`with SafetyFund`) pays for one
of them. A function without an organ falls to the only head that the charter has; with several heads it is a gap.

## Why

Who is to make a technology grow has a reason not to find fault with it. The Statute of the International Atomic Energy
Agency gives one Director General both the promotion of atomic energy (III.A.1-4) and the safeguards (III.A.5); the
United States split their Atomic Energy Commission in 1974 for that reason.

## Avoid

```charter bad
charter 1
use world
domain frontier_ai "Frontier AI"
institution Agency {
  members are states
  mandate {
    promotes in frontier_ai, through Secretariat             # <-- MAN102
    inspects in frontier_ai, binding, through Secretariat
  }
  organ Secretariat { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
}
```

## Prefer

Two organs, appointed separately, with money of their own.

```charter good
charter 1
use world
domain frontier_ai "Frontier AI"
institution Agency {
  members are states
  mandate {
    promotes in frontier_ai, through Secretariat
    inspects in frontier_ai, binding, through Inspectorate
  }
  organ Secretariat { headed by Director, appointed by Assembly }
  organ Inspectorate { headed by Inspector, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.mandates.mandate_carriers import base_function, head_of, organ_of, spoken
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.institution import Task
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "MAN102",
    "promoter-and-watchdog",
    WARNING,
    "Stigler 1971 and Carpenter and Moss 2014 on regulatory capture; Statute of the IAEA, article III.A",
    everywhere=True,
)

PROMOTES = frozenset(("promotes", "does_research", "gives_access"))
WATCHES = frozenset(("inspects", "verifies", "certifies", "sanctions"))


def check(case: Case) -> Iterator[Finding]:
    """One finding for each function that promotes, with all that watch under the same head and budget."""
    mandate = case.institution.mandate
    if mandate is None:
        return
    promoting = [t for t in mandate.tasks if base_function(case.charter, t.function) in PROMOTES]
    watching = [t for t in mandate.tasks if base_function(case.charter, t.function) in WATCHES]
    unsure: list[Task] = []
    for task in promoting:
        pairs = [(other, under) for other in watching if (under := _under(case, task, other)) and under != "?"]
        if pairs:
            yield _finding(case, task, pairs)
        elif any(_under(case, task, other) == "?" for other in watching):
            unsure.append(task)
    if unsure:
        yield case.gap(RULE, unsure[0].span, "who decides on each function", entity="mandate")


def _under(case: Case, one: Task, other: Task) -> str | None:
    """Who is above both, in words; None where they are kept apart, `?` where the charter does not say."""
    if one.means != other.means:
        return None
    first, second = _carrier(case, one), _carrier(case, other)
    if "?" in (first, second):
        return "?"
    return first if first == second else None


def _carrier(case: Case, task: Task) -> str:
    """The head or the organ that a task is under, `?` where it does not follow."""
    organ = organ_of(case.institution, task)
    if organ is not None:
        return head_of(case.institution, organ) or organ.name
    if task.through is not None:
        return task.through
    heads = {o.head.name for o in case.institution.organs if o.head is not None}
    return heads.pop() if len(heads) == 1 else "?"


def _finding(case: Case, task: Task, pairs: list[tuple[Task, str]]) -> Finding:
    head = pairs[0][1]
    money = f"with {task.means}" if task.means else "from one budget"
    both = listed([spoken(t.function, t.domain) for t, _ in pairs])
    text = f"under {head} and {money}, {case.institution.name} {spoken(task.function, task.domain)} and {both}"
    return case.finding(
        RULE,
        task.span,
        text,
        entity=f"mandate.{task.function}.{task.domain}",
        label="favours what it is to watch",
        labels=[Label(t.span, f"watches, under {who} too") for t, who in pairs],
        help="a separate organ for what watches, appointed by others, with a fund of its own (`with …`)",
        citations=[*task.citations, *(c for t, _ in pairs for c in t.citations)],
        witness={
            "promotes": {"function": task.function, "domain": task.domain, "organ": task.through},
            "watches": [{"function": t.function, "domain": t.domain, "organ": t.through} for t, _ in pairs],
            "head": head,
            "fund": task.means,
            "pairs": [[task.function, t.function] for t, _ in pairs],
            "text": text,
        },
    )
