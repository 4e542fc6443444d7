"""A last step of enforcement that one member can stop.

## What it checks

The last step of each ladder, followed through the decision that takes it, in this institution or in another
(`referral to UN.SecurityCouncil, by UN.chapter_vii`), or through the organ that takes it by its own rule; of a referral
also the organ that it goes to (`referral to UN.SecurityCouncil, by Conference`). Reported
where a single member can make that decision fail by its no, in every lawful composition or in some.

## Why

The last step is what all others point to. The Board of Governors of the International Atomic Energy Agency can report
a breach to the Security Council, where each of five members can stop what would follow, in its own case and in that of
a friend. In the World Trade Organization retaliation is authorised unless all members object.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Secretariat { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by consensus }
  decision suspend : suspension { step Assembly by consensus, within 90 days }
  obligation reporting {
    binds members
    answered by {
      step reminder : notice by Secretariat, shall, within 30 days
      step vote_lost : suspension by suspend, may, within 180 days   # <-- ENF102
    }
  }
}
```

## Prefer

A consequence that comes by itself before a step that waits for everybody.

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Secretariat { headed by Director, appointed by Assembly }
  organ Assembly { plenary; decides by majority of members }
  decision suspend : suspension { step Assembly by 2/3 of members, within 90 days }
  obligation reporting {
    binds members
    answered by {
      step reminder : notice by Secretariat, shall, within 30 days
      step vote_lost : suspension by suspend, may, within 180 days
    }
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from charter.analysis.named import states
from charter.analysis.voting import who_can_stop
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.institution import Institution
from charter.dsl.model.obligations import Obligation, Rung
from charter.text.wording import listed, number, quoted, some
from charter.validators.rules.case import Case, Rule

if TYPE_CHECKING:
    from charter.decisions.queries.game_queries import Vetoes

RULE = Rule(
    "ENF102",
    "vetoable-last-rung",
    WARNING,
    "IAEA Statute, article XII.C, with UN Charter, article 27.3; WTO DSU, article 22.6",
)


def check(case: Case) -> Iterator[Finding]:
    """Last steps that a single member can stop."""
    for obligation in case.institution.obligations:
        rungs = obligation.ladder.rungs if obligation.ladder is not None else ()
        for taker, decision in _takers(case, rungs[-1]) if rungs else ():
            finding = _stopped(case, obligation, rungs[-1], taker, decision)
            if finding is not None:
                yield finding
                break


def _takers(case: Case, rung: Rung) -> Iterator[tuple[Institution, Decision]]:
    """The decisions that take a step; where there is none, a vote of the organs that do, by their own rule."""
    actors = (*rung.by, *rung.to)
    decided = [case.decision(w.name) for w in actors if w.kind == "decision" and w.name]
    if decided:
        yield from (each for each in decided if each is not None)
        return
    for who in (*rung.by, *rung.to) if rung.kind == "referral" else rung.by or rung.to:
        head, _, tail = (who.name or "").partition(".")
        owner = case.charter.institution(head) if tail else case.institution
        organ = owner.organ(tail or head) if owner is not None and who.kind == "organ" else None
        if owner is not None and organ is not None and organ.decides is not None:
            step = Step(organ.decides.span, who, citations=organ.decides.citations)
            yield owner, Decision(rung.span, f"vote in {organ.name}", None, organ.name_span, (), (step,))


def _stopped(case: Case, obligation: Obligation, rung: Rung, taker: Institution, decision: Decision) -> Finding | None:
    from charter.decisions.queries.game_queries import DecisionGame
    from charter.errors import TooLarge

    game = case.game(decision, taker)
    if not isinstance(game, DecisionGame):
        return None
    try:
        vetoes = game.veto_members()
    except TooLarge:
        entity = decision.name if taker is case.institution else f"{obligation.name}.{rung.name}"
        return case.beyond(RULE, rung.span, who_can_stop(decision.name), entity=entity)
    if not vetoes:
        return None
    who = _who(vetoes)
    path = [*_before(case, obligation), {"step": rung.name, "decision": game.name, "vetoes": _named(vetoes)}]
    kind = (rung.kind or "step").replace("_", " ")
    return case.finding(
        RULE,
        rung.span,
        f"The last step on breach of {quoted(obligation.label)}, {rung.name}, needs {_called(game.name)}, "
        f"which {who} can veto",
        entity=f"{obligation.name}.{rung.name}",
        label="one vote against blocks it",
        help=f"let a loss of rights follow automatically before this {kind}, or take it by a vote without vetoes",
        citations=[*rung.citations, *(c for s in decision.steps for c in s.citations)],
        witness={"obligation": obligation.name, "path": path, "text": _told(obligation, rung, game.name, who)},
    )


def _called(name: str) -> str:
    return f"a {name.partition('.')[2]}" if "vote in" in name else name


def _told(obligation: Obligation, rung: Rung, decision: str, who: str) -> str:
    found = obligation.breach.value if obligation.breach is not None else None
    start = f"a breach is found by {found}; then " if found else ""
    names = [r.name for r in obligation.ladder.rungs] if obligation.ladder is not None else [rung.name]
    return f"{start}{', then '.join(names)}, which needs {_called(decision)}; {who} can veto it"


def _before(case: Case, obligation: Obligation) -> list[dict[str, Any]]:
    """The decisions on the way to the last step, in order."""
    found: list[dict[str, Any]] = []
    if obligation.breach is not None:
        found.append({"step": "breach found", "decision": obligation.breach.value})
    for rung in obligation.ladder.rungs[:-1] if obligation.ladder is not None else ():
        names = [w.name for w in (*rung.by, *rung.to) if w.kind == "decision" and w.name]
        found.append({"step": rung.name, "decision": listed(names) or None})
    return found


def _who(vetoes: Vetoes) -> str:
    if vetoes.each is not None:
        return vetoes.each.replace("each ", "any ", 1)
    if vetoes.always:
        more = f" (and in some compositions {number(len(vetoes.sometimes), 'other')})" if vetoes.sometimes else ""
        return ("any of " if len(vetoes.always) > 1 else "") + states(vetoes.always) + more
    return f"in some lawful compositions any of {some(vetoes.sometimes)}"


def _named(vetoes: Vetoes) -> list[str]:
    return [vetoes.each] if vetoes.each is not None else list(vetoes.always or vetoes.sometimes)
