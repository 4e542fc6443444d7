"""The strongest member can be outvoted on what binds it, and gains nothing by being in.

## What it checks

Where the problem is one of enforcement, so that each would rather have the others bear the cost: the member with the
largest share of the capability that the mandate names, if it has a twentieth at least, and the binding decisions that
bind all members. Reported where it cannot stop any of them alone, and no clause gives it anything for being in: no
measure against those outside, no fund, no help, no task such as finance, research or access, no head office.

## Why

The strongest can stay out, and does where being in costs more than it brings. Either a say in what binds it or
something that only members get is the reason to come in (Barrett 2003; Downs, Rocke and Barsoom 1996). The
International Monetary Fund gives money, and a veto on what is fundamental.

## Avoid

```charter bad
charter 1
use world
domain ai "AI"
institution Club {
  members are G20
  problem enforcement
  mandate { sets standards in ai; capability measured by gpu.share }
  organ Assembly { plenary; decides by majority of members }
  decision adopt : standard {   # <-- MEM109
    step Assembly
    binds members
    force binding
  }
}
```

## Prefer

```charter good
charter 1
use world
domain ai "AI"
institution Club {
  members are G20
  problem enforcement
  mandate { sets standards in ai; gives access in ai; capability measured by gpu.share }
  organ Assembly { plenary; decides by majority of members }
  decision adopt : standard {
    step Assembly
    binds members
    force binding
  }
}
```

## Settings

`key_actor_share` (1/20): the share of the capability from which a member counts among the strongest.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.incentives.benefits import gains
from charter.analysis.incentives.strongest import Strong, strong_members
from charter.analysis.parties.say import binds_unwilling
from charter.decisions.queries.game_queries import ALWAYS, DEPENDS, NEVER, DecisionGame
from charter.dsl.findings import NOTE, Finding, Label
from charter.dsl.model.decisions import Decision
from charter.text.wording import listed, percent
from charter.validators.rules.case import Case, Rule

RULE = Rule("MEM109", "outvoted-without-gain", NOTE, "Barrett 2003; Downs, Rocke and Barsoom 1996")


def check(case: Case) -> Iterator[Finding]:
    """The strongest member, where it is bound against its will and gets nothing."""
    strong = strong_members(case, case.profile.key_actor_share)
    if not strong or not any(p.value == "enforcement" for p in case.institution.problem):
        return
    first = strong[0]
    if gains(case, frozenset((first.party,))):
        return
    outvoted = [d for d in case.institution.decisions if binds_unwilling(d) and _outvoted(case, d, first.party)]
    kept = [d for d in case.institution.decisions if binds_unwilling(d) and _can_stop(case, d, first.party)]
    if outvoted and not kept:
        yield _finding(case, first, outvoted)


def _outvoted(case: Case, decision: Decision, party: str) -> bool:
    game = case.game(decision)
    return isinstance(game, DecisionGame) and game.can_block((party,)).kind == NEVER


def _can_stop(case: Case, decision: Decision, party: str) -> bool:
    game = case.game(decision)
    return isinstance(game, DecisionGame) and game.can_block((party,)).kind in (ALWAYS, DEPENDS)


def _finding(case: Case, strong: Strong, outvoted: list[Decision]) -> Finding:
    names, first = listed(d.label for d in outvoted), outvoted[0]
    answer = case.game(first)
    assert isinstance(answer, DecisionGame)
    told = (answer.can_block((strong.party,)).witness or {}).get("text", "")
    holds = f"{strong.party}, with {percent(strong.share)} of `{strong.column}`,"
    return case.finding(
        RULE,
        first.name_span,
        f"{holds} can be outvoted on {names}, which binds it, and no clause gives it anything for being in",
        entity=first.name,
        label="why would the strongest join?",
        labels=[Label(d.name_span, "and here") for d in outvoted[1:]],
        help="let something differ for those inside: access, a fund, `non-parties face …`; or a say in what binds it",
        citations=[c for d in outvoted for c in d.citations],
        witness={
            "party": strong.party,
            "share": strong.share,
            "capability": strong.column,
            "decisions": [d.name for d in outvoted],
            "gains": [],
            "text": f"{told}; measures against outsiders, funds, help, tasks that give and head office: none",
        },
    )
