"""A remedy that only a strong member can use.

## What it checks

Who carries the sanctions out. Reported where every one of them is left to single members: retaliation, or another
sanction by `any member`; compensation that may be paid counts as none. A sanction that members take together, that an
organ imposes or that comes by itself is enough.

## Why

Retaliation costs the one who retaliates, and only a large market makes it felt. Under article 22 of the
Understanding on disputes of the World Trade Organization it is the last resort, for the small and the large alike. The
parties of the Montreal Protocol ban trade with those outside together.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary; decides by majority of members }
  obligation open_markets {
    binds members
    answered by {
      step pay : compensation, may, within 90 days
      step retaliate : retaliation by any member, may, within 180 days   # <-- ENF106
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
  organ Assembly { plenary; decides by majority of members }
  obligation open_markets {
    binds members
    answered by {
      step pay : compensation, shall, within 90 days
      step vote_lost : loss_of_vote by Assembly, shall, within 180 days
      step retaliate : retaliation by any member, may, within 1 year
    }
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from charter.analysis.enforcement.ladders import cost, sanctions
from charter.dsl.findings import NOTE, Finding, Label
from charter.dsl.model.obligations import Rung
from charter.text.wording import listed, percent
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ENF106",
    "remedy-only-for-the-strong",
    NOTE,
    "WTO DSU, article 22; Bown and Pauwelyn 2010 on retaliation",
    everywhere=True,
)


def check(case: Case) -> Iterator[Finding]:
    """Ladders whose only sanctions are taken by single members."""
    for obligation in case.institution.obligations:
        ladder = obligation.ladder
        if ladder is None or any(cost(case, rung) is None for rung in ladder.rungs):
            continue
        costly = [r for r in sanctions(case, ladder) if not (r.kind == "compensation" and r.duty != "shall")]
        if not costly or not all(_alone(rung) for rung in costly):
            continue
        first, *rest = costly
        names = listed(r.name for r in costly)
        weak = _weak(case)
        text = f"{names}: {'each is' if rest else 'it is'} taken by a single member, and no other step costs anything"
        yield case.finding(
            RULE,
            first.span,
            f"the only sanction for a breach of {obligation.name} is what a single member can do: {names}",
            entity=f"{obligation.name}.{first.name}",
            label="as strong as the member that takes it",
            labels=[Label(r.span, "and this") for r in rest],
            notes=[weak["text"]] if weak else [],
            help="let members suspend rights together, or pay for compensation from a common fund",
            citations=[c for r in costly for c in r.citations],
            witness={
                "obligation": obligation.name,
                "sanctions": [{"step": r.name, "kind": r.kind, "by": [str(w) for w in r.by]} for r in costly],
                **({"weaker_half": weak} if weak else {}),
                "text": text,
            },
        )


def _alone(rung: Rung) -> bool:
    """Whether a single member carries the step out, whoever allows it."""
    takers = {who.kind for who in rung.by if who.kind != "decision"}
    return rung.kind == "retaliation" or takers == {"any_member"}


def _weak(case: Case) -> dict[str, Any] | None:
    """What part of the members' output the smaller half of them have, where members and figures are known."""
    figures = case.column("gdp")
    known = sorted(figures[p] for p in case.members or () if p in figures)
    if len(known) < 2:
        return None
    half = known[: len(known) // 2]
    share = sum(half, Fraction(0)) / sum(known, Fraction(0))
    text = f"the {len(half)} smallest of {len(known)} economies among the members have {percent(share)} of their output"
    return {"members": len(half), "of": len(known), "share": share, "text": text}
