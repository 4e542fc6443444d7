"""Two institutions with the same task and no clause that links them.

## What it checks

Pairs of included institutions whose mandates name the same function in the same domain, or in domains that lie in
each other, for a clause of either that links them: a relation, a report, a requirement of membership, a referral,
being part of. Reported where neither text has one, with the cells, the Jaccard index of the members (common states
by all states of the two), and the most populous states that only one of them has.

## Why

Two bodies with one task and different members compete, and states shop between them. The International Atomic Energy
Agency and the United Nations have a relationship agreement (Statute, article XVI), and whoever joins the World Bank
must be in the Monetary Fund; the networks that now build capacity in AI have nothing of the kind.

## Avoid

```charter bad
charter 1
use world
domain ai_capacity "Capacity to use AI"
institution Club {
  members are G7
  mandate { builds capacity in ai_capacity }
}
institution League {
  members are BRICS
  mandate { builds capacity in ai_capacity }
}
landscape now "Today" {              # <-- LND102
  includes Club, League
}
```

## Prefer

```charter good
charter 1
use world
domain ai_capacity "Capacity to use AI"
institution Club {
  members are G7
  mandate { builds capacity in ai_capacity }
  relations { cooperates with League }
}
institution League {
  members are BRICS
  mandate { builds capacity in ai_capacity }
}
landscape now "Today" {
  includes Club, League
}
```

## Settings

`big_members` (10): how many of the most populous states that only one has are named.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.mandates.coverage import Overlap
from charter.analysis.mandates.mandate_carriers import spoken
from charter.dsl.findings import WARNING, Finding, Label
from charter.text.wording import listed, number, percent
from charter.validators.rules.case import Rule
from charter.validators.rules.landscape_case import LandscapeCase

RULE = Rule(
    "LND102",
    "overlap-without-link",
    WARNING,
    "Biermann, Pattberg, van Asselt and Zelli 2009 on fragmentation; Statute of the IAEA, article XVI",
)


def check_landscape(case: LandscapeCase) -> Iterator[Finding]:
    """One finding for each pair that shares a task and no clause."""
    for overlap in case.coverage.overlaps:
        if overlap.tie is None:
            yield _finding(case, overlap)


def _finding(case: LandscapeCase, overlap: Overlap) -> Finding:
    cells = listed([spoken(f, d) for f, d in overlap.cells])
    shown = int(case.profile.big_members)
    first, second = overlap.only_first[:shown], overlap.only_second[:shown]
    if overlap.jaccard is None:
        told = "whose members are not all stated"
    else:
        told = f"{overlap.common} of {overlap.together} states are in both (Jaccard index {percent(overlap.jaccard)})"
    notes = [f"only in {n}: {listed(who)}" for n, who in ((overlap.first, first), (overlap.second, second)) if who]
    return case.finding(
        RULE,
        case.head,
        f"{overlap.first} and {overlap.second} both have: {cells}; no clause of either links them, and {told}",
        entity=f"{overlap.first}.{overlap.second}",
        label=f"{number(len(overlap.cells), 'shared task')}",
        labels=[Label(task.span, "the same task") for task in overlap.tasks[0]],
        notes=notes,
        help="a relationship agreement, a lead agency, or seats as observers in each other",
        citations=[c for pair in overlap.tasks for task in pair for c in task.citations],
        witness={
            "bodies": [overlap.first, overlap.second],
            "cells": [{"function": f, "domain": d} for f, d in overlap.cells],
            "common": overlap.common,
            "together": overlap.together,
            "jaccard": overlap.jaccard,
            "only_first": list(first),
            "only_second": list(second),
            "text": f"{cells}: {told}",
        },
    )
