"""Amendments that a few members can block indefinitely.

## What it checks

Each tier of amendment: the one that `amended by` names or writes out, and every decision of the kind amendment. The
fewest members whose votes against block it while all others are in favour are counted over all its steps, acceptance
by the members among them. Reported where they are fewer than a tenth of those who vote there; where every member must
agree, the finding says so. The witness has the share of coalitions that pass, hall by hall the smallest. Nothing on
amendment is a gap.

## Why

The 1986 amendment to the Constitution of the International Labour Organization awaits ratification by five of the ten
members of chief industrial importance (article 36), and six can keep it waiting. One permanent member can stop any
amendment of the Charter of the United Nations (article 108), one member any of the Convention of CERN (article X). An
Annex of the Chicago Convention is amended by two thirds of the Council, unless most states object (article 90).

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are states
  organ Assembly { plenary }
  decision amend : amendment {   # <-- CHG101
    step Assembly by 2/3 of members
    step members accept by 2/3 of members including 5 of G7
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are states
  organ Assembly { plenary }
  decision amend : amendment {
    step Assembly by 2/3 of members
    step members accept by 2/3 of members
  }
}
```

## Settings

`amendment_blocker` (1/10): the share of the members below which those who can stop an amendment are few.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from charter.analysis import amendments
from charter.analysis.amendments import Tier
from charter.analysis.stated_rules import voters
from charter.analysis.voting import hall_size, heads, most_to_act, part_of, who_can_stop
from charter.decisions.procedure import Unknown
from charter.decisions.queries.game_queries import DecisionGame
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.decisions import Step
from charter.errors import TooLarge
from charter.text.wording import number, opened, percent, quoted, some
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.gaps import amendment_gap
from charter.validators.rules.gaps import gap as unknown_gap

RULE = Rule(
    "CHG101", "amendment-lock-in", WARNING, "ILO Constitution, article 36; UN Charter, article 108; Coleman 1971"
)


def check(case: Case) -> Iterator[Finding]:
    """Tiers of amendment that a few can stop."""
    found = amendments.tiers(case)
    if amendments.denied(case):
        yield _never(case)
    elif not found:
        yield from amendment_gap(case, RULE)
    for tier in found:
        yield from _tier(case, tier)


def _never(case: Case) -> Finding:
    adoption = case.institution.adoption
    denials = (*case.institution.denials, *(adoption.denials if adoption is not None else ()))
    denial = next(d for d in denials if d.topic == "amendment")
    return case.finding(
        RULE,
        denial.span,
        f"{case.institution.label} cannot be amended at all",
        entity="adoption",
        label="no amendment",
        help="let two thirds of the members amend it",
        citations=denial.citations,
        witness={"members_that_can_stop_it": "all", "text": "the charter says `no amendment`"},
    )


def _tier(case: Case, tier: Tier) -> Iterator[Finding]:
    game = amendments.game(case, tier)
    step = amendments.needs_everybody(case, tier)
    if step is not None:
        yield _everybody(case, tier, game, step)
    elif isinstance(game, Unknown):
        yield from unknown_gap(case, RULE, game, tier.decision)
    else:
        yield from _few(case, tier, game)


def _everybody(case: Case, tier: Tier, game: DecisionGame | Unknown, step: Step) -> Finding:
    able = voters(case, step)
    of = "" if able.count is None else f" of {able.count}"
    all_members = able.thing == "member" and (able.count is None or able.count == len(case.members or ()))
    who = "every member" if all_members else able.each
    witness: dict[str, Any] = {
        "decision": tier.decision.name,
        "size": 1,
        "of": able.count,
        "everybody": True,
        "text": f"one {able.thing}{of} voting against blocks {tier.label}, though all others are in favour",
    }
    if isinstance(game, DecisionGame):
        witness["power_to_act"] = _acts(case, game)
    return _finding(case, tier, f"{_what(tier)} requires the agreement of {who}", f"needs {who}", witness)


def _what(tier: Tier) -> str:
    return quoted(tier.label) if not tier.label.startswith("the amendment of") else opened(tier.label)


def _few(case: Case, tier: Tier, game: DecisionGame) -> Iterator[Finding]:
    try:
        least = game.smallest_blocking()
    except TooLarge:
        yield case.beyond(RULE, tier.span, who_can_stop(tier.decision.name), entity=tier.entity)
        return
    if not least.size or least.witness is None:
        return
    part = part_of(game, least.witness["organ"])
    size, of = max(least.size, heads(part, least.members)), hall_size(part)
    if not of or Fraction(size, of) >= case.profile.amendment_blocker:
        return
    kind = "seat" if part.hall.open_seats else "member"
    share = percent(Fraction(size, of), case.profile.amendment_blocker)
    witness = {
        "decision": tier.decision.name,
        "coalition": list(least.members),
        "size": size,
        "of": of,
        "everybody": False,
        "power_to_act": _acts(case, game),
        "text": f"{least.witness['text']}; {size}/{of} = {share}",
    }
    who = "" if part.hall.anonymous else f" (as {some(least.members)})"
    message = f"{size} of {number(of, kind)}{who} can block {_what(tier)} indefinitely"
    yield _finding(case, tier, message, f"{size} of {of} can block it", witness)


def _acts(case: Case, game: DecisionGame) -> Fraction:
    """The share of coalitions that pass, at most: that of the hall in which the fewest do."""
    return min(most_to_act(case, part)[0] for part in game.parts)


def _finding(case: Case, tier: Tier, message: str, label: str, witness: dict[str, Any]) -> Finding:
    return case.finding(
        RULE,
        tier.span,
        message,
        entity=tier.entity,
        label=label,
        help="use tacit acceptance for annexes, and two thirds for the rest",
        citations=tier.citations,
        witness=witness,
    )
