"""Duties that one member can keep from ever binding.

## What it checks

Each obligation that binds `once` enough members accept it: who can keep it from binding anybody by staying out, though
all others accept.

## Why

A commitment that waits for others answers the fear to be the only one who keeps it. Where it waits for one member in
particular, that member decides for all: the Kyoto Protocol needed 55% of emissions (article 25), and once the United
States stayed out nobody but Russia could bring it into force.

## Avoid

```charter bad
charter 1
use world
institution Pact {
  members are { USA, CHN, FRA, DEU }
  obligation cut_emissions {   # <-- MEM111
    binds those who accept
    once 90% of population accept
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Pact {
  members are { USA, CHN, FRA, DEU }
  obligation cut_emissions {
    binds those who accept
    once 3 members accept
  }
}
```

## Settings

None. A rule that asks everybody, whoever they are, is told as such.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.decisions.queries.game_queries import DecisionGame, Vetoes
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.base import Who
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.obligations import Obligation
from charter.errors import TooLarge
from charter.text.wording import some
from charter.validators.rules.case import Case, Rule

RULE = Rule("MEM111", "duty-waits-for-one", WARNING, "Kyoto Protocol, article 25; Barrett 2003, chapter 14")


def check(case: Case) -> Iterator[Finding]:
    """Conditional duties that one member can hold up."""
    for obligation in case.institution.obligations:
        if obligation.once is not None:
            yield from _held_up(case, obligation)


def _held_up(case: Case, obligation: Obligation) -> Iterator[Finding]:
    once = obligation.once
    assert once is not None
    step = Step(once.span, Who(once.span, "members"), "accepts", once.value, citations=once.citations)
    decision = Decision(once.span, f"(accepting {obligation.name})", None, once.span, (), (step,))
    game = case.game(decision)
    if not isinstance(game, DecisionGame):
        yield case.gap(RULE, game.span or once.span, game.missing, entity=obligation.name)
        return
    try:
        vetoes = game.veto_members()
    except TooLarge:
        yield case.beyond(RULE, once.span, f"who can hold up {obligation.name}", entity=obligation.name)
        return
    if vetoes:
        yield _finding(case, obligation, vetoes)


def _finding(case: Case, obligation: Obligation, vetoes: Vetoes) -> Finding:
    once = obligation.once
    assert once is not None
    who = vetoes.each or some(vetoes.always or vetoes.sometimes)
    each = "each of " if vetoes.each is None and len(vetoes.always) > 1 else ""
    return case.finding(
        RULE,
        obligation.name_span,
        f"{each}{who} can keep {obligation.label} from binding anybody, by staying out",
        entity=obligation.name,
        label="waits for one",
        help="ask for a number of members, or for a share that the others have without any one of them",
        citations=once.citations,
        witness={
            "obligation": obligation.name,
            "members": list(vetoes.always),
            "each": vetoes.each,
            "text": f"with all others in, {each}{who} staying out leaves {obligation.name} short of what it waits for",
        },
    )
