"""Those who pay little can pass the budget against those who pay most.

## What it checks

The rule for the budget (`budget by …`, or else a decision of the kind `budget`) and the members' shares of the bill.
Reported as a note where members that together pay less than a third can pass a budget against the no of all others. The
finding gives the least share of the money with which the budget passes and the least with which it is stopped, each
with its coalition, found exactly. Where an organ has open seats, the coalition is the cheapest for the other organs and
it is shown that the seats can be filled so that it carries that organ too. Unknown shares or an unknown rule are a gap.

## Why

Where each member has one vote, two thirds of them may pay less than two per cent; in the United Nations they do. Those
who pay then threaten to leave, or give by earmark what they would not give by bill (Leech 2002 on votes and quotas).

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary; decides by majority of members }
  decision adopt_budget : budget { step Assembly by 2/3 of members }
  funding {
    assessed by un_scale
    budget by adopt_budget   # <-- FND103
  }
}
```

## Prefer

A second majority, of money, on the budget only.

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary; decides by majority of members }
  decision adopt_budget : budget { step Assembly by 2/3 of members and majority of un_scale }
  funding {
    assessed by un_scale
    budget by adopt_budget
  }
}
```

## Settings

`passing_money` (1/3): the least share of the bill that those who pass the budget must pay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from charter.analysis.money.payers import ONE, payers, scale_of
from charter.decisions.elements import Unstated
from charter.dsl.findings import NOTE, Finding, Label
from charter.dsl.model.base import Who
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.money import Funding
from charter.dsl.syntax.source import Span
from charter.record import record
from charter.text.wording import number, percent, some
from charter.validators.rules.case import Case, Rule

if TYPE_CHECKING:
    from charter.decisions.procedure import ElectorateSteps
    from charter.decisions.queries.game_queries import DecisionGame
    from charter.games import Coalition

RULE = Rule("FND103", "payers-and-voters-differ", NOTE, "Leech 2002; UN Charter, articles 17 and 18.2", everywhere=True)


@record
class _Bill:
    """Shares of the bill; `upper` where they are the most that each may pay, not what each pays."""

    shares: Mapping[str, Fraction]
    upper: bool
    notes: tuple[str, ...] = ()


def check(case: Case) -> Iterator[Finding]:
    """A budget that those who pay little can pass."""
    funding = case.institution.funding
    bills = [f for f in funding.flows if f.kind == "assessed"] if funding is not None else []
    if funding is None or not (bills or funding.contributions or funding.contributors):
        return
    found = _budget(case, funding)
    if found is None:
        if bills:
            yield case.gap(
                RULE, bills[0].span, "who decides the budget", entity="funding", help="say it: `budget by …`"
            )
        return
    decision, span = found
    bill = _shares(case, funding)
    if bill is None:
        where = bills[0].span if bills else funding.span
        yield case.gap(
            RULE,
            where,
            "who pays what share",
            entity="funding",
            help="assess by a column, or give a table: `contributions from …`",
        )
        return
    yield from _judged(case, decision, span, bill)


def _budget(case: Case, funding: Funding) -> tuple[Decision, Span] | None:
    """The decision on the budget and the clause that names it; made up from a rule in an organ where that stands."""
    stated = funding.budget_by
    if stated is None:
        own = next((d for d in case.institution.decisions if "budget" in d.kinds), None)
        return None if own is None else (own, own.name_span)
    if stated.value.decision is not None:
        named = case.decision(stated.value.decision)
        return None if named is None or named[0] is not case.institution else (named[1], stated.span)
    if stated.value.organ is None:
        return None
    step = Step(stated.span, Who(stated.span, "organ", stated.value.organ), rule=stated.value.rule)
    return Decision(stated.span, "vote on the budget", None, stated.span, ("budget",), (step,)), stated.span


def _shares(case: Case, funding: Funding) -> _Bill | None:
    """What each pays of the bill, in shares that add up to 1; None where the charter leaves any of it open.

    A member of whom the scale has no figure is taken to pay all of it, and the others as if it paid nothing: so nobody
    pays more than that, and what a coalition is found to pay is the most.
    """
    flows = [f for f in funding.flows if f.kind == "assessed"]
    try:
        scales = [scale_of(case.charter, case.institution, flow) for flow in flows]
    except Unstated:
        scales = []
    if scales and (len(flows) == 1 or all(f.share for f in flows)):
        bill: dict[str, Fraction] = {}
        for flow, scale in zip(flows, scales, strict=True):
            dealt = {**scale.shares, **dict.fromkeys(scale.without, ONE)}
            for party, share in dealt.items():
                bill[party] = bill.get(party, Fraction(0)) + share * (flow.share or ONE)
        total = sum((f.share or ONE for f in flows), Fraction(0))
        notes = tuple(dict.fromkeys(note for scale in scales for note in scale.notes[1:] if "left out" not in note))
        return _Bill({p: s / total for p, s in bill.items()}, any(scale.without for scale in scales), notes)
    found = payers(case) if funding.contributors or funding.contributions is not None else None
    return _Bill(dict(found.shares), False) if found is not None and found.known == 1 else None


def _judged(case: Case, decision: Decision, span: Span, bill: _Bill) -> Iterator[Finding]:
    from charter.decisions.queries.game_queries import DecisionGame
    from charter.errors import GameError, TooLarge

    game = case.game(decision)
    if not isinstance(game, DecisionGame):
        entity = game.entity.partition(".")[2]
        if game.entity.partition(".")[0] in ("", case.institution.name):
            yield case.gap(RULE, game.span or span, game.missing, entity=entity)
        return
    closed = [p for p in game.parts if p.hall.spaces.known is not None]
    opened = [p for p in game.parts if p.hall.spaces.known is None]
    if game.anonymous or not closed:
        missing = "the members" if game.anonymous else "who sits"
        yield case.gap(RULE, span, missing, entity="" if game.anonymous or not opened else opened[0].hall.label)
        return
    try:
        passing, blocking = _cheapest(game, closed, bill.shares)
    except (GameError, TooLarge):
        yield case.beyond(RULE, span, "the cheapest coalition that passes the budget", entity="funding")
        return
    if passing is None or not passing.exact or Fraction(passing.cost) >= case.profile.passing_money:
        return
    try:
        carried = all(_carries(part, frozenset(passing.members)) for part in opened)
    except TooLarge:
        yield case.beyond(RULE, span, "whether those who pay least can carry the budget", entity="funding")
        return
    if not carried:
        yield case.gap(RULE, span, "who sits", entity=opened[0].organ.name if opened[0].organ else "")
        return
    bodies = [body.by for body in game.assembled.bodies]
    yield _finding(case, decision, span, bill, (passing, blocking), (closed, opened), bodies)


def _cheapest(
    game: DecisionGame, closed: list[ElectorateSteps], shares: Mapping[str, Fraction]
) -> tuple[Coalition | None, Coalition | None]:
    """The coalitions that pay least among those that pass and that block, in the organs whose voters are known."""
    from charter.decisions.to_game import game_of
    from charter.record import changed

    known = game_of(changed(game.assembled, parts=tuple(closed), bodies=()))
    column = {player: shares.get(player, Fraction(0)) for player in known.players}
    return known.cheapest(column), known.cheapest(column, "blocking")


def _carries(part: ElectorateSteps, coalition: frozenset[str]) -> bool:
    """Whether the open seats of an organ can be filled so that the coalition alone carries it."""
    from charter.decisions.queries.quantified import Reading, survey

    spaces = part.hall.spaces
    return survey(spaces, part.formula, Reading.of(coalition, False, spaces)).holds is not None


def _finding(
    case: Case, decision: Decision, span: Span, bill: _Bill,
    coalitions: tuple[Coalition, Coalition | None], parts: tuple[list[ElectorateSteps], list[ElectorateSteps]],
    bodies: list[str],
) -> Finding:  # fmt: skip
    passing, blocking = coalitions
    (closed, opened), limit = parts, case.profile.passing_money
    pays = Fraction(passing.cost)
    halls = " and ".join(part.hall.label for part in closed)
    notes = [f"the seats of {part.hall.label} can be filled so that they carry it there too" for part in opened]
    notes += [f"{body} must agree too" for body in bodies]
    notes += bill.notes
    few, money = (
        number(len(passing.members), "member"),
        f"{'at most ' if bill.upper else ''}{percent(pays, case.profile.passing_money)}",
    )
    text = f"{few} that pay {money} pass it in {halls}, less than {percent(limit)}"
    stop: dict[str, Any] | None = None
    if blocking is not None and blocking.exact:
        stop = _side(blocking, bill.shares)
        least = f"{'at most ' if bill.upper else ''}{percent(Fraction(blocking.cost))}"
        text += f"; {number(len(blocking.members), 'member')} that pay {least} stop it"
    return case.finding(
        RULE,
        span,
        f"members that together pay {money} of the bill can pass the budget against all others",
        entity=decision.name if span == decision.name_span and decision in case.institution.decisions else "funding",
        label=f"{money} of the money is enough",
        labels=[Label(step.span, "by this rule") for step in decision.steps if step.span != span],
        notes=notes,
        help="ask for a majority of the money as well, on the budget only: `… and majority of un_scale`",
        citations=[*decision.citations, *(c for s in decision.steps for c in s.citations)],
        witness={
            "decision": decision.name,
            "organs": [part.hall.label for part in closed],
            "open": [part.hall.label for part in opened],
            "passing": _side(passing, bill.shares),
            "blocking": stop,
            "threshold": limit,
            "text": text,
        },
    )


def _side(coalition: Coalition, shares: Mapping[str, Fraction]) -> dict[str, Any]:
    dearest = sorted(coalition.members, key=lambda p: (-shares.get(p, Fraction(0)), p))
    return {
        "share": Fraction(coalition.cost),
        "size": len(coalition.members),
        "members": list(coalition.members),
        "largest": some(dearest, 3),
        "method": coalition.method,
    }
