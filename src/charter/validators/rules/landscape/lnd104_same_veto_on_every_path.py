"""Members that can each stop every way to a sanction, in whichever body one tries.

## What it checks

The ways to a sanction over all included institutions: decisions of the kinds sanction and expulsion, steps of
ladders that ban trade, fine, revoke, expel, retaliate or use force, referrals to such a decision elsewhere, and
suspensions that become expulsions by themselves; each with the finding of breach before it. For each way, who alone
can stop it, by the games of its decisions. Reported are those who can stop all. Suspension of rights inside an
institution is no sanction here. What cannot be told of a way is a gap where it matters.

## Why

A second body helps against a veto in the first only where the same member has none there. What the International
Atomic Energy Agency finds goes to the Security Council, which is also where the sanctions of the Charter are
decided: the five permanent members hold the only door twice.

## Avoid

```charter bad
charter 1
use world
institution League {
  members are states
  organ Council {
    seats { permanent P5, with veto }
    decides by majority of seats
  }
  decision embargo : sanction { step Council }
}
institution Agency {
  members are states
  organ Assembly { plenary; decides by 2/3 of members }
  decision find_breach : finding { step Assembly }
  obligation report_runs {
    binds members
    breach found by find_breach
    answered by { step refer : referral to League, by League.embargo, may }
  }
}
landscape safety "Safety" {          # <-- LND104
  includes League, Agency
}
```

## Prefer

One way through a body that they do not control.

```charter good
charter 1
use world
institution League {
  members are states
  organ Council {
    seats { permanent P5, with veto }
    decides by majority of seats
  }
  decision embargo : sanction { step Council }
}
institution Agency {
  members are states
  organ Assembly { plenary; decides by 2/3 of members }
  decision find_breach : finding { step Assembly }
  obligation report_runs {
    binds members
    breach found by find_breach
    answered by { step export_ban : trade_ban by Assembly, shall, on "AI accelerators" }
  }
}
landscape safety "Safety" {
  includes League, Agency
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.enforcement.sanction_paths import PathVetoes, paths, stopped
from charter.dsl.findings import WARNING, Finding, Label
from charter.text.wording import listed, number, some
from charter.validators.rules.case import Rule
from charter.validators.rules.landscape_case import LandscapeCase

RULE = Rule(
    "LND104", "same-veto-on-every-path", WARNING, "UN Charter, Article 27.3; Coleman 1971, power to prevent action"
)
SHOWN = 10


def check_landscape(case: LandscapeCase) -> Iterator[Finding]:
    """Those who can stop every way to a sanction."""
    found = [stopped(one, path) for one in map(case.case, case.institutions) for path in paths(one)]
    known = [s for s in found if s.missing is None]
    able = _able(known)
    if not known or able == frozenset():
        return
    missing = {s.missing for s in found if s.missing is not None}
    for what, of in sorted(missing):
        yield case.gap(RULE, what, of)
    if not missing:
        yield _finding(case, known, able)


def _able(known: list[PathVetoes]) -> frozenset[str] | None:
    """Who can stop all of them; None where on each way everyone can."""
    sets = [s.members for s in known if not s.everyone]
    return frozenset.intersection(*sets) if sets else None


def _finding(case: LandscapeCase, known: list[PathVetoes], able: frozenset[str] | None) -> Finding:
    who = "every member" if able is None else some(sorted(able), SHOWN)
    ways = number(len(known), "way")
    verb = "can" if able is None or len(able) == 1 else "can each"
    told = "; ".join(f"{s.path.name}: {'everyone' if s.everyone else listed(sorted(s.members))}" for s in known)
    decisions = dict.fromkeys(f"{i.name}.{d.name}" for s in known for i, d in s.path.chain)
    return case.finding(
        RULE,
        case.head,
        f"{who} {verb} stop every way to a sanction, of {ways} in {listed([i.name for i in case.institutions])}",
        label="the same vetoes everywhere",
        labels=[Label(s.path.span, "a way to a sanction") for s in known],
        help="a way to a sanction through a body that they do not control",
        citations=[c for s in known for c in s.path.citations],
        witness={
            "members": None if able is None else sorted(able),
            "paths": [
                {
                    "path": s.path.name,
                    "decisions": [f"{i.name}.{d.name}" for i, d in s.path.chain],
                    "vetoes": None if s.everyone else sorted(s.members),
                }
                for s in known
            ],
            "decisions": list(decisions),
            "text": told,
        },
    )
