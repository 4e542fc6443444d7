"""One sanction, and nothing milder before it.

## What it checks

The steps of each ladder that cost a right, money, goods, membership or trade. Reported where there is one only: a
warning where it is expulsion, a ban on trade or force, which end what they should mend, a note where it is milder and
no other step comes before it. A ladder of words alone is ENF101's.

## Why

The fifth of Ostrom's principles: sanctions begin small and grow. An expulsion mends nothing and is seldom risked. The
Council of CERN can only end a membership (Convention, article XIII); the Fund first shuts its window, then takes
the votes, and only then asks a member to go (Articles of Agreement, XXVI.2).

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Secretariat { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
  obligation reporting {
    binds members
    answered by {
      step reminder : notice by Secretariat, shall, within 30 days
      step out : expulsion by Assembly, may, within 1 year   # <-- ENF105
    }
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Secretariat { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
  obligation reporting {
    binds members
    answered by {
      step reminder : notice by Secretariat, shall, within 30 days
      step chair_lost : loss_of_chair by Assembly, shall, within 90 days
      step vote_lost : loss_of_vote by Assembly, may, within 180 days
      step out : expulsion by Assembly, may, within 1 year
    }
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.enforcement.ladders import HARD, cost, sanctions
from charter.dsl.findings import NOTE, WARNING, Finding
from charter.text.wording import listed
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ENF105", "ungraduated-sanctions", WARNING, "Ostrom 1990, design principle 5; CERN Convention, article XIII"
)


def check(case: Case) -> Iterator[Finding]:
    """Ladders with a single sanction."""
    for obligation in case.institution.obligations:
        ladder = obligation.ladder
        costly = sanctions(case, ladder) if ladder is not None else []
        if ladder is None or len(costly) != 1 or any(cost(case, rung) is None for rung in ladder.rungs):
            continue
        (only,) = costly
        hard = cost(case, only) == HARD
        if not hard and len(ladder.rungs) > 1:
            continue
        kind = (only.kind or only.name).replace("_", " ")
        before = [r.name for r in ladder.rungs if r is not only]
        others = (
            f"; {listed(before)} {'costs' if len(before) == 1 else 'cost'} nothing" if before else ", the only step"
        )
        yield case.finding(
            RULE,
            only.span,
            f"the only sanction for a breach of {obligation.name} is {kind}: nothing milder comes before it",
            entity=f"{obligation.name}.{only.name}",
            severity=WARNING if hard else NOTE,
            label="the only sanction",
            help="let smaller losses come first: a notice, the chair, the vote, help or access, then suspension",
            citations=only.citations,
            witness={
                "obligation": obligation.name,
                "sanctions": [only.name],
                "kind": only.kind,
                "others": before,
                "text": f"{len(ladder.rungs)} step{'s' if before else ''}, 1 sanction: {only.name} ({kind}){others}",
            },
        )
