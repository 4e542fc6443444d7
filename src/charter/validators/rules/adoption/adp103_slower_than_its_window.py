"""An institution that comes later than it is needed.

## What it checks

The stages until the institution works, against `needed within`. A stage that the charter estimates (`takes
negotiation 18 months`) counts as estimated; of the others negotiation and ratification count as long as they took
elsewhere: negotiation and what a decision brings about by the median of institutions that came into being in the same
way, ratification by the median of treaties of as many states (Kaplan-Meier, those not in force counted as waiting).
Set-up has no precedents to go by and counts only where it is estimated. Reported where the sum is longer than the
window; what the slowest tenth took is told beside it.

An estimate of ratification that hardly any comparable treaty kept is reported too, whatever the window is, and so is a
text that by its own dates has waited longer than the window already. A text that is in force is not asked.

## Why

What is decided by an existing body works within months: the Financial Stability Board after a quarter of a year, the
network of AI safety institutes after half. Of 154 treaties with 40 states or more half were in force after 3.3 years
and 13% after one, and computing power for the largest models grows several times a year.

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

`quick_ratification` (1/10): the share of comparable treaties below which an estimate is reported. The reference
durations stand in `charter.analysis.entry.durations` and in the table `treaty_pace` with their sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from charter.analysis.entry.dates import Elapsed, elapsed
from charter.analysis.entry.durations import SOURCE, kind_of, reference
from charter.analysis.entry.entry_day import EntryWait
from charter.analysis.entry.operation import Estimates, History, estimates, history, instruments, months
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.adoption import Adoption
from charter.dsl.model.entry import is_past
from charter.names import STAGES
from charter.record import changed, record
from charter.text.wording import percent
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ADP103",
    "slower-than-its-window",
    WARNING,
    "Collingridge 1980; manytreaties (Hollway, Sposito and others 2025); dates in charter.analysis.entry.durations",
    everywhere=True,
)
YEAR = Fraction(365)


@record
class _Term:
    stage: str
    days: Fraction
    slowest: Fraction
    why: str


def check(case: Case) -> Iterator[Finding]:
    """The window of need against estimates and precedents."""
    adoption = case.institution.adoption
    if adoption is None or is_past(case.institution):
        return
    past = _ratification(case)
    waits = elapsed(case.institution)
    if adoption.needed is not None and adoption.needed.value.days is not None:
        if waits is not None and waits.works is None and waits.least > adoption.needed.value.days:
            yield _waiting(case, adoption, waits)
            return
        terms = _terms(case, adoption)
        if terms is None:
            yield case.gap(RULE, adoption.needed.span, "entry into force", entity="adoption")
            return
        if sum((t.days for t in terms), Fraction(0)) > adoption.needed.value.days:
            yield _finding(case, adoption, terms, past)
            return
    if past is not None and past.share < case.profile.quick_ratification:
        yield _wishful(case, adoption, past)


def _ratification(case: Case) -> History | None:
    """The charter's estimate of ratification beside the treaties of as many states; None where it makes none."""
    adoption = case.institution.adoption
    days = estimates(case.institution).estimated
    return None if days is None or adoption is None or not adoption.entries else history(case.institution, days)


def _terms(case: Case, adoption: Adoption) -> list[_Term] | None:
    """The stages with their lengths; None where neither an estimate nor a way of coming into being is stated."""
    stated = estimates(case.institution)
    found: list[_Term] = []
    for stage in STAGES:
        days = stated.days(stage)
        if days is not None:
            found.append(_Term(stage, days, days, _why(stated, stage)))
        elif stage != "set_up":
            term = _precedent(case, stage, kind_of(adoption))
            if term is None:
                return None
            found.append(_no_sooner(term, stated.wait) if stage == "ratification" else term)
    return found


def _why(stated: Estimates, stage: str) -> str:
    own = f"{stated.known[stage]} by the charter's estimate"
    longer = stage == "ratification" and stated.wait is not None and stated.days(stage) != stated.known[stage].days
    return f"{own}, but {stated.wait.text}" if longer and stated.wait is not None else own


def _no_sooner(term: _Term, wait: EntryWait | None) -> _Term:
    """No stage is quicker than the text lets it be."""
    if wait is None or wait.days <= term.days:
        return term
    return changed(term, days=wait.days, slowest=max(term.slowest, wait.days), why=f"{term.why}; {wait.text}")


def _precedent(case: Case, stage: str, kind: str | None) -> _Term | None:
    """How long a stage took elsewhere."""
    if kind is None:
        return None
    past = history(case.institution, Fraction(0))
    if stage == "ratification" and not kind.startswith("a decision") and past is not None and past.median is not None:
        why = f"{months(past.median)} in the median of {past.of}, {months(past.slow)} for the slowest tenth"
        return _Term(stage, past.median, past.slow, why)
    other = reference(stage, kind)
    how = kind if kind.startswith("a decision") else "treaties"
    why = f"{months(other.median * YEAR)} in the median of {other.number} ({how})"
    slowest = f", {months(other.slowest * YEAR)} in the slowest ({other.slowest_body})"
    return _Term(stage, other.median * YEAR, other.slowest * YEAR, why + slowest)


def _finding(case: Case, adoption: Adoption, terms: list[_Term], past: History | None) -> Finding:
    assert adoption.needed is not None
    window = adoption.needed.value.days or Fraction(0)
    total, slowest = sum((t.days for t in terms), Fraction(0)), sum((t.slowest for t in terms), Fraction(0))
    told = "; ".join(f"{t.stage.replace('_', '-')}: {t.why}" for t in terms)
    sums = " + ".join(months(t.days) for t in terms)
    notes = [told]
    notes += [past.text] if past is not None else []
    notes += ["; ".join(each.text for each in instruments(case.institution))]
    notes += [] if any(t.stage == "set_up" for t in terms) else ["set-up is not estimated and not counted"]
    witness: dict[str, Any] = {
        "kind": kind_of(adoption),
        "stages": [{"stage": t.stage, "days": t.days, "slowest": t.slowest, "why": t.why} for t in terms],
        "days": total,
        "slowest": slowest,
        "window": window,
        "instruments": _instruments(case),
        "source": SOURCE,
        "text": f"{sums} = {months(total)}, needed within {months(window)}",
    }
    return case.finding(
        RULE,
        adoption.needed.span,
        f"it takes {months(total)}, and {months(slowest)} where it goes slowly, until {case.institution.name} works; "
        f"it is needed within {adoption.needed.value}",
        entity="adoption",
        label=f"{months(total - window)} too late",
        labels=[Label(s.span, f"{s.lasts}") for s in adoption.stages],
        notes=notes,
        help="let an existing body decide it, apply it provisionally, or start with a preparatory commission",
        citations=adoption.needed.citations,
        witness=witness,
    )


def _waiting(case: Case, adoption: Adoption, waits: Elapsed) -> Finding:
    """A text that has waited longer than the window already, by its own dates."""
    assert adoption.needed is not None
    by_then = history(case.institution, waits.least)
    others = f"; {percent(by_then.share)} of {by_then.of} were in force by then" if by_then is not None else ""
    return case.finding(
        RULE,
        adoption.needed.span,
        f"{waits.text}; it was needed within {adoption.needed.value}",
        entity="adoption",
        label="it is past",
        labels=[Label(waits.begins.span, waits.begins.what)],
        help="let less be enough after a date, apply it provisionally, or let an existing body decide it",
        citations=[*adoption.needed.citations, *waits.begins.citations],
        witness={
            "least": waits.least,
            "most": waits.most,
            "window": adoption.needed.value.days,
            "instruments": _instruments(case),
            "text": f"{waits.text}, needed within {adoption.needed.value}{others}",
        },
    )


def _instruments(case: Case) -> list[dict[str, Any]]:
    """The ways in which the same institution might come about, with what each took."""
    return [{"instrument": i.what, "median": i.median, "of": i.of} for i in instruments(case.institution)]


def _wishful(case: Case, adoption: Adoption, past: History) -> Finding:
    """An estimate that hardly any treaty kept."""
    stage = next(s for s in adoption.stages if s.what == "ratification")
    median = f"half took more than {months(past.median)}" if past.median is not None else "most still wait"
    return case.finding(
        RULE,
        stage.span,
        f"{stage.lasts} for ratification is quicker than nearly every treaty: {percent(past.share)} of {past.of} were "
        "as quick",
        entity="adoption",
        label=f"{median}",
        notes=["; ".join(each.text for each in instruments(case.institution))],
        help="estimate it by what like treaties took, let an existing body decide it, or apply it provisionally",
        witness={
            "estimate": past.estimate,
            "share": past.share,
            "threshold": case.profile.quick_ratification,
            "treaties": past.number,
            "waiting": past.waiting,
            "median": past.median,
            "slow": past.slow,
            "instruments": _instruments(case),
            "source": past.source,
            "text": f"{past.text}; {median}, and one in ten more than {months(past.slow)}",
        },
    )
