"""Rules so demanding that almost no coalition can decide, and that a few can always defeat.

## What it checks

For each decision, hall by hall, Coleman's power of the body to act: of all coalitions of those who vote there, the
share that passes. Reported where it is below one in a hundred and fewer than a tenth of the members can stop the
decision there. The second condition is needed because the share says nothing by itself: two thirds of 193 equal votes
pass in two coalitions of a million, but it takes 65 members to stop them. Rules by which silence passes have no such
share. Where a rule has several thresholds, that of the rarest is an upper bound, and is said to be one. Decisions
taken by the same rule are reported once.

## Why

At 85% of the votes the power of the Board of Governors of the International Monetary Fund to act is so small that a
change of quotas waits for years on a few; at half of them it acts as easily as not (Leech 2002).

## Avoid

```charter bad
charter 1
use world
institution Fund {
  members from memberships.IMF
  organ Governors { plenary ; votes by imf.votes ; decides by majority of votes cast }
  decision change_quotas : quota {   # <-- VOT103
    step Governors by 85% of votes
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Fund {
  members from memberships.IMF
  organ Governors { plenary ; votes by imf.votes ; decides by majority of votes cast }
  decision change_quotas : quota {
    step Governors by majority of votes and majority of members
  }
}
```

## Settings

`power_to_act` (1/100): the share of coalitions below which a body hardly acts. `tiny_blocker` (1/10): the share of the
members below which those who can stop it are few.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from typing import Any

from charter.analysis.voting import DecisionGroup, ballots, hall_size, heads, most_to_act, who_can_stop
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.queries.smallest import Smallest, smallest
from charter.dsl.findings import WARNING, Finding
from charter.errors import TooLarge
from charter.record import record
from charter.text.wording import number, odds, opened, percent, some, the
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.gaps import gaps

RULE = Rule("VOT103", "paralysis", WARNING, "Coleman 1971, power of a collectivity to act; Leech 2002 on the IMF")


@record
class Stuck:
    """A hall that hardly acts: the share of coalitions that pass, whether it is exact, and who can stop it."""

    part: ElectorateSteps
    share: Fraction
    exact: bool
    least: Smallest
    size: int
    of: int


def check(case: Case) -> Iterator[Finding]:
    """Decisions that hardly any coalition can take."""
    yield from gaps(case, RULE)
    for ballot in ballots(case):
        try:
            stuck = next((s for s in (_stuck(case, part) for part in ballot.game.parts) if s is not None), None)
        except TooLarge:
            question = who_can_stop(ballot.first.name)
            yield case.beyond(RULE, ballot.first.name_span, question, entity=ballot.first.name)
            continue
        if stuck is not None:
            yield _finding(case, ballot, stuck)


def _stuck(case: Case, part: ElectorateSteps) -> Stuck | None:
    """Few can stop it (which is quickly known), and few coalitions pass (which is counted)."""
    least = smallest(part, True)
    if least is None or least.size == 0:
        return None
    size, of = max(least.size, heads(part, least.members)), hall_size(part)
    if not of or Fraction(size, of) >= case.profile.tiny_blocker:
        return None
    share, exact = most_to_act(case, part)
    return Stuck(part, share, exact, least, size, of) if share < case.profile.power_to_act else None


def chance(share: Fraction, exact: bool) -> str:
    """A small share: `1 in 330,000`, `1 in 2.3 × 10^12`; `at most` where it is an upper bound."""
    if share > Fraction(1, 1000):
        return percent(share) if exact else f"at most {percent(Fraction(ceil(share * 1000), 1000))}"
    return odds(share) if exact else f"at most {odds(share, at_most=True)}"


def _finding(case: Case, ballot: DecisionGroup, stuck: Stuck) -> Finding:
    who = stuck.part.hall.label
    told = chance(stuck.share, stuck.exact)
    rule = "; ".join(_said(stuck.part))
    stop = f"{stuck.size} of {number(stuck.of, 'seat' if stuck.part.hall.open_seats else 'member')}"
    witness: dict[str, Any] = {
        "decisions": [d.name for d in ballot.decisions],
        "hall": stuck.part.hall.entity,
        "power_to_act": stuck.share,
        "exact": stuck.exact,
        "smallest_blocker": list(stuck.least.members),
        "text": f"{rule}: {told} of the coalitions in {who} pass, and {some(stuck.least.members)} ({stop}) can "
        "block it against all others",
    }
    return case.finding(
        RULE,
        ballot.first.name_span,
        opened(f"{told} of the coalitions in {the(who)} can pass {ballot.label}; {stop} can block it"),
        entity=ballot.first.name,
        label=f"power to act: {told}",
        labels=ballot.others(),
        help="require a smaller majority, let silence accept, or let a smaller organ decide what is not fundamental",
        citations=ballot.citations(),
        witness=witness,
    )


def _said(part: ElectorateSteps) -> list[str]:
    from charter.decisions.elements import atoms

    return [a.text for a in atoms(part.formula)]
