"""An institution that comes later than it is needed.

## What it checks

The stages until the institution works, against `needed within`. A stage that the charter estimates (`takes
negotiation 18 months`) counts as estimated; of the others negotiation and ratification count as long as they took
elsewhere: the median of institutions that came into being in the same way, by a decision, by a number of
ratifications, or by a weighted share. Set-up has no precedents to go by and counts only where it is estimated.
Reported where the sum of the medians is longer than the window; the slowest case is told beside it.

## Why

What is decided by an existing body works within months: the Financial Stability Board after a quarter of a year, the
network of AI safety institutes after half. Treaties took from three and a half years (the International Atomic
Energy Agency) to more than eight (the World Trade Organization), and computing power for the largest models grows
several times a year.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  assume members: states
  adoption {
    in force on 40 ratifications
    preparatory commission
    takes set-up 12 months
    needed within 24 months      # <-- ADP103
  }
}
```

## Prefer

A decision of an existing body, or provisional application.

```charter good
charter 1
use world
institution Agency {
  assume members: states
  outside UNGA "General Assembly of the United Nations" : organ
  adoption {
    created by decision of UNGA
    takes set-up 6 months
    needed within 24 months
  }
}
```

## Settings

None. The reference durations stand in `charter.analysis.durations` with their source.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from charter.analysis.durations import SOURCE, kind_of, reference
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.adoption import Adoption
from charter.record import record
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ADP103",
    "slower-than-its-window",
    WARNING,
    "Collingridge 1980; dates of the institutions named in charter.analysis.durations",
    everywhere=True,
)
YEAR, MONTH = Fraction(365), Fraction(365, 12)
STAGES = ("negotiation", "ratification", "set_up")


@record
class _Term:
    stage: str
    days: Fraction
    slowest: Fraction
    why: str


def check(case: Case) -> Iterator[Finding]:
    """The window of need against estimates and precedents."""
    adoption = case.institution.adoption
    if adoption is None or adoption.needed is None or adoption.needed.value.days is None:
        return
    terms = _terms(adoption)
    if terms is None:
        yield case.gap(RULE, adoption.needed.span, "entry into force", entity="adoption")
        return
    if sum((t.days for t in terms), Fraction(0)) > adoption.needed.value.days:
        yield _finding(case, adoption, terms)


def _terms(adoption: Adoption) -> list[_Term] | None:
    """The stages with their lengths; None where neither an estimate nor a way of coming into being is stated."""
    stated = {s.what.replace("-", "_"): s.lasts for s in adoption.stages}
    kind = kind_of(adoption)
    found = []
    for stage in STAGES:
        lasts = stated.get(stage)
        if lasts is not None and lasts.days is not None:
            found.append(_Term(stage, lasts.days, lasts.days, f"{lasts} by the charter's estimate"))
        elif stage != "set_up" and kind is not None:
            other = reference(stage, kind)
            how = kind if kind.startswith("a decision") or stage == "ratification" else "treaties"
            why = f"{_months(other.median * YEAR)} in the median of {other.number} ({how})"
            slowest = f", {_months(other.slowest * YEAR)} in the slowest ({other.slowest_body})"
            found.append(_Term(stage, other.median * YEAR, other.slowest * YEAR, why + slowest))
        elif stage != "set_up":
            return None
    return found


def _months(days: Fraction) -> str:
    return f"{float(days / MONTH):.1f}".removesuffix(".0") + " months"


def _finding(case: Case, adoption: Adoption, terms: list[_Term]) -> Finding:
    assert adoption.needed is not None
    window = adoption.needed.value.days or Fraction(0)
    total, slowest = sum((t.days for t in terms), Fraction(0)), sum((t.slowest for t in terms), Fraction(0))
    told = "; ".join(f"{t.stage.replace('_', '-')}: {t.why}" for t in terms)
    sums = " + ".join(_months(t.days) for t in terms)
    witness: dict[str, Any] = {
        "kind": kind_of(adoption),
        "stages": [{"stage": t.stage, "days": t.days, "slowest": t.slowest, "why": t.why} for t in terms],
        "days": total,
        "slowest": slowest,
        "window": window,
        "source": SOURCE,
        "text": f"{sums} = {_months(total)}, needed within {_months(window)}",
    }
    return case.finding(
        RULE,
        adoption.needed.span,
        f"it takes {_months(total)}, and in the slowest case {_months(slowest)}, until {case.institution.name} works; "
        f"it is needed within {adoption.needed.value}",
        entity="adoption",
        label=f"{_months(total - window)} too late",
        labels=[Label(s.span, f"{s.lasts}") for s in adoption.stages],
        notes=[told, *([] if any(t.stage == "set_up" for t in terms) else ["set-up is not estimated and not counted"])],
        help="let an existing body decide it, apply it provisionally, or start with a preparatory commission",
        citations=adoption.needed.citations,
        witness=witness,
    )
