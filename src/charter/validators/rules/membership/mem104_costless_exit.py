"""A member that can leave before the answer to its breach has run its course.

## What it checks

The time from notice to exit, with the time for which duties survive it, against the clocks of each ladder, in
sequence: the deadlines of all steps and of the appeal, summed. Where steps have no clock the sum is a lower bound,
and says so (ENF103 tells them). A suspension that becomes expulsion after a time is a ladder too. Leaving at once is
told whenever there is a ladder to escape. Who must give back what it got (`returns "fuel"`), or whose duties survive
without end, does not leave for nothing. A withdrawal whose notice is not stated is a gap, if there is a ladder.

## Why

An exit that is quicker than enforcement turns every sanction into an invitation to leave; notice periods are where
designers set that price (Koremenos 2016). A member may leave the International Monetary Fund on the day that its
notice arrives (XXVI.1). The International Labour Organization asks two years, and conventions bind on (1.5).

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  membership {
    withdrawal by notice, notice 60 days      # <-- MEM104
  }
  organ Council { plenary; decides by majority of members }
  obligation reporting {
    binds members
    answered by {
      step warning : notice by Council, shall, within 30 days
      step vote_lost : loss_of_vote by Council, may, within 180 days
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
  membership {
    withdrawal by notice, notice 60 days, duties survive 1 year
  }
  organ Council { plenary; decides by majority of members }
  obligation reporting {
    binds members
    answered by {
      step warning : notice by Council, shall, within 30 days
      step vote_lost : loss_of_vote by Council, may, within 180 days
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

from charter.analysis.enforcement.deadlines import rung_days
from charter.analysis.parties.leaving import days_bound
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.institution import Withdrawal
from charter.dsl.syntax.source import Span
from charter.record import record
from charter.text.wording import amount, days, listed
from charter.validators.rules.case import Case, Rule

RULE = Rule("MEM104", "costless-exit", WARNING, "Koremenos 2016 on withdrawal; IMF Articles, XXVI.1", everywhere=True)


@record
class _Ladder:
    """What answers a breach: the clocks that are stated, one after the other, and the steps without one."""

    name: str
    what: str
    span: Span
    clocks: tuple[tuple[str, Fraction], ...]
    open_steps: tuple[str, ...]

    @property
    def known(self) -> Fraction:
        return sum((time for _, time in self.clocks), Fraction(0))


def check(case: Case) -> Iterator[Finding]:
    """Withdrawals that are over before a ladder is."""
    membership = case.institution.membership
    ladders = sorted(_ladders(case), key=lambda each: each.known, reverse=True)
    if membership is None or not ladders or membership.denies("withdrawal"):
        return
    if not membership.withdrawal:
        yield case.gap(RULE, membership.span, "withdrawal", entity="membership")
    for withdrawal in membership.withdrawal:
        if withdrawal.by != "notice" or withdrawal.returns or withdrawal.duties_survive is True:
            continue
        free = days_bound(withdrawal)
        if free is None:
            yield case.gap(RULE, withdrawal.span, "the notice period for withdrawal", entity="membership")
            return
        slower = [each for each in ladders if each.known > free or free == 0]
        if slower:
            yield _finding(case, withdrawal, free, slower)


def _ladders(case: Case) -> Iterator[_Ladder]:
    for obligation in case.institution.obligations:
        ladder = obligation.ladder
        if ladder is None or not ladder.rungs:
            continue
        timed = [(rung.name, rung_days(case.charter, case.institution, rung)) for rung in ladder.rungs]
        if ladder.appeal is not None and ladder.appeal.within is not None:
            timed.append(("appeal", ladder.appeal.within.days))
        clocks = tuple((name, time) for name, time in timed if time is not None)
        open_steps = tuple(name for name, time in timed if time is None)
        yield _Ladder(
            obligation.name, f"the response to breach of {obligation.name}", obligation.name_span, clocks, open_steps
        )
    membership = case.institution.membership
    for cascade in membership.cascades if membership is not None else ():
        if cascade.of is None and cascade.after is not None and cascade.after.days is not None:
            yield _Ladder("suspension", "a suspension", cascade.span, (("expulsion", cascade.after.days),), ())


def _finding(case: Case, withdrawal: Withdrawal, free: Fraction, slower: list[_Ladder]) -> Finding:
    worst = slower[0]
    leaves = "at once" if free == 0 else f"in {days(free)}"
    name = worst.name
    if worst.clocks:
        sum_ = " + ".join(amount(Fraction(round(time))) for _, time in worst.clocks)
        at_least = "at least " if worst.open_steps else ""
        takes = f"the {len(worst.clocks)} time limits of {name} are {at_least}{sum_} = {days(worst.known)}"
    else:
        takes = f"no step of {name} has a time limit"
    rest = (
        f"; {listed(worst.open_steps)} {'has' if len(worst.open_steps) == 1 else 'have'} none" if worst.clocks else ""
    )
    message = f"A member can withdraw {leaves}, before {worst.what} ends"
    return case.finding(
        RULE,
        withdrawal.span,
        f"{message} ({days(worst.known)})" if worst.clocks else message,
        entity="membership",
        label=f"out {leaves}",
        labels=[Label(each.span, "still running") for each in slower],
        help="lengthen notice, or let duties survive: `notice 2 years, duties survive 1 year`",
        citations=withdrawal.citations,
        witness={
            "exit_days": free,
            "ladders": [
                {
                    "obligation": each.name,
                    "clocks": [{"step": step, "days": time} for step, time in each.clocks],
                    "known_days": each.known,
                    "without_clock": list(each.open_steps),
                }
                for each in slower
            ],
            "text": f"out {leaves}; {takes}{rest if worst.open_steps else ''}",
        },
    )
