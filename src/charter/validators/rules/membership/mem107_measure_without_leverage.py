"""A measure against those outside that they would not feel.

## What it checks

Each ban or loss of access that `non-parties face`. Where the clause says who makes and who needs what is withheld
(`supplied by COLUMN, needed by COLUMN`), the leverage on all outside: the share of what they need beyond their own
supply that members supply. Where it does not, the members' share of the capability that the mandate names. Reported
where either is below a tenth. Where there is no figure, or the members have a larger share of the capability, that is a
gap: nothing says that they make what they withhold.

## Why

A measure works by what those outside cannot get elsewhere. The Montreal Protocol banned trade in substances that its
parties made nearly all of (article 4), and the states that stayed out joined. A club that bans what its members do not
make gives nobody a reason to.

## Avoid

```charter bad
charter 1
use world
institution Club {
  members are { LUX, MLT }
  mandate { sets standards in ai; capability measured by gpu.share }
  non-parties face export_ban on "accelerators"   # <-- MEM107
}
domain ai "AI"
```

## Prefer

```charter good
charter 1
use world
data chips "Accelerators" from "chips.csv" keyed by party {
  made in "million"
  wanted in "million"
}
domain ai "AI"
institution Club {
  members are { USA, KOR, NLD, JPN }
  mandate { sets standards in ai; capability measured by gpu.share }
  non-parties face export_ban on "accelerators", supplied by chips.made, needed by chips.wanted
}
```

```file chips.csv
party,made,wanted
USA,4,9
KOR,3,1
NLD,2,1
JPN,2,2
CHN,1,5
FRA,0,2
```

## Settings

`measure_leverage` (1/10): the share of what those outside lack below which a measure is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from charter.analysis.incentives.leverage import WITHHOLDING, Leverage, leverage
from charter.analysis.incentives.strongest import held_by_members
from charter.decisions.elements import Unstated
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.institution import NonParties
from charter.text.wording import percent
from charter.validators.rules.case import Case, Rule

RULE = Rule("MEM107", "measure-without-leverage", WARNING, "Barrett 2003, chapter 12; Montreal Protocol, article 4")
HELP = "say who makes and who needs it: `supplied by COLUMN, needed by COLUMN`"
MEND = "withhold what members make, or let those who make it join first: `in force on … including …`"


def check(case: Case) -> Iterator[Finding]:
    """Measures against outsiders that have no leverage, or of which none is known."""
    for measure in case.institution.non_parties:
        if measure.face not in WITHHOLDING or case.members is None:
            continue
        if measure.supplied is None or measure.needed is None:
            yield from _by_capability(case, measure)
            continue
        try:
            found = leverage(case, measure)
        except Unstated as unstated:
            yield case.gap(RULE, measure.span, unstated.missing, help=HELP)
            continue
        if found.pressures and found.share < case.profile.measure_leverage:
            yield _finding(case, measure, found)


def _called(measure: NonParties) -> str:
    on = f" on {measure.on}" if measure.on else ""
    return f"the {measure.face.replace('_', ' ')}{on}"


def _finding(case: Case, measure: NonParties, found: Leverage) -> Finding:
    limit = case.profile.measure_leverage
    share, first = percent(found.share, limit), found.pressures[0]
    made = percent(found.members / found.supply) if found.supply else "nothing"
    sums = (
        f"members make {made} of all by `{measure.supplied}`; {first.party}, which lacks most, gets "
        f"{percent(first.share, limit)} of what it lacks from them; all outside together {share}"
    )
    witness: dict[str, Any] = {
        "measure": measure.face,
        "supplied": measure.supplied,
        "needed": measure.needed,
        "leverage": found.share,
        "on": [{"party": p.party, "lacks": p.lacks, "leverage": p.share} for p in found.pressures[:10]],
        "threshold": limit,
        "text": sums,
    }
    return _told(case, measure, f"members supply {share} of what those outside lack", witness)


def _by_capability(case: Case, measure: NonParties) -> Iterator[Finding]:
    mandate = case.institution.mandate
    stated = mandate.capability if mandate is not None else None
    held = held_by_members(case, stated.value) if stated is not None else None
    limit = case.profile.measure_leverage
    if stated is None or held is None or held.most >= limit:
        yield case.gap(RULE, measure.span, f"who supplies and who needs {measure.on or 'what is withheld'}", help=HELP)
        return
    share = f"{'' if held.least == held.most else 'at most '}{percent(held.most, limit)}"
    witness = {
        "measure": measure.face,
        "capability": stated.value,
        "least": held.least,
        "most": held.most,
        "threshold": limit,
        "text": f"the members have {share} of `{stated.value}`, and no clause says that they make what they withhold",
    }
    why = f"the members have {share} of `{stated.value}`"
    yield _told(case, measure, why, witness, Label(stated.span, "measured so"))


def _told(case: Case, measure: NonParties, why: str, witness: dict[str, Any], *labels: Label) -> Finding:
    return case.finding(
        RULE,
        measure.span,
        f"{_called(measure)} has no leverage on those outside: {why}",
        label="those outside buy elsewhere",
        labels=labels,
        help=MEND,
        citations=measure.citations,
        witness=witness,
    )
