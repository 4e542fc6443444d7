"""A rule that asks for more than there are, or for nothing: what needs it can never happen, or always does.

## What it checks

Every threshold and quorum that is a number, against the seats, members, votes, delegates, group, chamber or column
that it counts, without those who are barred; `more than all of` anything; a share of a group in which nobody is, or
nobody that may vote. In `A and B` one part that cannot be met is enough, in `A or B` each must fail. So too what
nothing can stop: `all but 4` of four, a consensus that as many may leave as there are, an objection that asks for more
than there are, or that nobody can make. Last, decisions that no rule by itself makes impossible, and all rules and
bars together do. Conditions of entry into force are looked at by ADP106.

## Why

It is a slip in a number, in a group, or a seat that was taken out while the threshold stayed.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats { 9 elected by Assembly }
    decides by 10 seats              # <-- LNG305
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats { 9 elected by Assembly }
    decides by 6 seats
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from charter.analysis.counted import VoteCount, counted, hall_of
from charter.analysis.stated_rules import PlacedRule, rules_of, size
from charter.decisions.elements import atoms
from charter.decisions.queries.game_queries import DecisionGame
from charter.dsl.findings import ERROR, Finding
from charter.dsl.model.decisions import Decision
from charter.dsl.model.rules import AllBut, AllOf, AnyOf, Base, Consensus, Count, Rule, Share, Unless
from charter.dsl.syntax.source import Span
from charter.record import record
from charter.text.wording import amount
from charter.validators.rules.case import Case
from charter.validators.rules.case import Rule as RuleOf

RULE = RuleOf("LNG305", "step-never-passes", ERROR)

CONSEQUENCES = {
    "quorum": "the quorum is never reached",
    "rule": "no vote ever passes",
    "void_unless": "every vote is void",
    "entry": "it never enters into force",
    "amendment": "it is never amended",
}


@record
class Reason:
    """Why a rule can never be met."""

    span: Span
    asks: str
    there: str

    @property
    def are(self) -> str:
        """`there are 4 votes`, `there is nobody`."""
        return "there is nobody" if self.there == "nobody" else f"there are {self.there}"


def check(case: Case) -> Iterator[Finding]:
    """Rules that can never be met, and rules that always are."""
    told: set[str] = set()
    for placed in rules_of(case.institution):
        if placed.role == "entry":
            continue
        reason = _never(case, placed, placed.rule)
        if reason is not None:
            told.add(placed.entity)
            yield _finding(case, placed, reason)
        reason = _always(case, placed, placed.rule)
        if reason is not None:
            yield _unstoppable(case, placed, reason)
    for decision in case.institution.decisions:
        if told.isdisjoint((decision.name, *(step.by.name for step in decision.steps))):
            yield from _hopeless(case, decision)


def _hopeless(case: Case, decision: Decision) -> Iterator[Finding]:
    """A decision that all its rules and bars together let nobody carry, where no rule by itself is beyond reach."""
    game = case.game(decision)
    if not isinstance(game, DecisionGame) or not game.hopeless:
        return
    every = [a.form.barred for part in game.parts for a in atoms(part.formula)]
    answer = game.can_pass(game.parties - frozenset.intersection(*every))
    text = str((answer.witness or {}).get("text", "it fails even if all say yes"))
    yield case.finding(
        RULE,
        decision.name_span,
        f"nobody can carry {decision.label}, even if all who may vote say yes",
        entity=decision.name,
        label="no vote ever passes",
        help="bar fewer, ask for fewer, or let others vote",
        citations=decision.citations,
        witness={"decision": game.name, "text": text},
    )


def _joined(rule: AllOf | AnyOf, each: Callable[[Rule], Reason | None], one: type) -> Reason | None:
    """A reason for the whole: one part is enough in a rule of type `one`, in the other every part needs its own."""
    reasons = [each(part) for part in rule.parts]
    if isinstance(rule, one):
        return next((r for r in reasons if r is not None), None)
    return reasons[0] if all(r is not None for r in reasons) else None


def _never(case: Case, placed: PlacedRule, rule: Rule) -> Reason | None:
    if isinstance(rule, AllOf | AnyOf):
        return _joined(rule, lambda part: _never(case, placed, part), AllOf)
    if isinstance(rule, Share):
        return _share(case, placed, rule)
    if isinstance(rule, AllBut):
        return _of_nobody(case, placed, rule)
    if not isinstance(rule, Count):
        return None
    if rule.of.kind == "ratifications":
        there = _ratifiers(case)
        return None if there is None else _more(rule, Fraction(there), f"{there} {_name(rule.of)}")
    for each in counted(case, placed, rule.of):
        found = _more(rule, each.most, _there(rule.of, each))
        if found is not None:
            return found
    if hall_of(case, placed) is not None:
        return None
    known = size(case, placed.organ, rule.of)
    if known is None or rule.of.kind == "group":
        return None
    return _more(rule, Fraction(known), f"{known} {_name(rule.of)}")


def _more(rule: Count, there: Fraction, text: str) -> Reason | None:
    return Reason(rule.span, amount(rule.number), text) if rule.number > there else None


def _there(base: Base, each: VoteCount) -> str:
    words = _name(base) if base.kind in ("members", "seats", "delegates", "chamber") else each.text
    return f"{amount(each.most)} {words}"


def _share(case: Case, placed: PlacedRule, rule: Share) -> Reason | None:
    if rule.strict and rule.quota == 1:
        return Reason(rule.span, "more than all", "all")
    group = rule.of.group
    if group is not None and group.members is not None and not group.members:
        return Reason(rule.span, f"a share of {group.text}", "nobody")
    return _of_nobody(case, placed, rule)


def _of_nobody(case: Case, placed: PlacedRule, rule: Share | AllBut) -> Reason | None:
    """A share of nobody: the group has no vote where the rule is voted, or all who have one are barred."""
    if rule.of.kind == "ratifications":
        return None
    nobody = next((each for each in counted(case, placed, rule.of) if not each.most), None)
    return None if nobody is None else Reason(rule.span, f"a share of {nobody.text}", "nobody")


def _always(case: Case, placed: PlacedRule, rule: Rule) -> Reason | None:
    """Why nothing can stop what a rule decides."""
    if placed.role not in ("rule", "amendment") or (placed.organ is None and not placed.members):
        return None
    if isinstance(rule, AllOf | AnyOf):
        return _joined(rule, lambda part: _always(case, placed, part), AnyOf)
    if isinstance(rule, Unless):
        return _never(case, placed, rule.objection)
    if isinstance(rule, AllBut):
        found = counted(case, placed, rule.of)
        if found and all(0 < each.most <= rule.number for each in found):
            return Reason(rule.span, f"all but {amount(rule.number)}", _there(rule.of, found[0]))
    if isinstance(rule, Consensus) and rule.minus:
        every = counted(case, placed, Base(rule.span, "seats"))
        if every and 0 < every[0].most <= rule.minus:
            return Reason(rule.span, f"consensus minus {rule.minus}", f"{amount(every[0].most)} that vote")
    return None


def _name(base: Base) -> str:
    if base.kind == "ratifications":
        return "that may ratify"
    if base.kind == "chamber":
        return f"in chamber {base.chamber}"
    return f"{base.kind} from {base.among.text}" if base.among is not None else base.kind


def _ratifiers(case: Case) -> int | None:
    """How many may join, where every opening is to a known set."""
    membership = case.institution.membership
    openings = membership.open_to if membership is not None else ()
    known = [o.to.members for o in openings]
    if not known or any(k is None for k in known):
        return None
    members = case.members or ()
    return len({*members, *(p for k in known for p in k or ())})


def _unstoppable(case: Case, placed: PlacedRule, reason: Reason) -> Finding:
    """A rule that nothing can stop."""
    where = f" in {placed.organ.label}" if placed.organ is not None else ""
    return case.finding(
        RULE,
        reason.span,
        f"this asks for {reason.asks} where {reason.are}{where}: nothing can stop it",
        entity=placed.entity,
        label=reason.are,
        help="state how many must say yes, or how many can stop it",
        citations=placed.citations,
        witness={
            "asks": reason.asks,
            "there": reason.there,
            "text": f"asks for {reason.asks}, {reason.are}: every vote passes, even if all say no",
        },
    )


def _finding(case: Case, placed: PlacedRule, reason: Reason) -> Finding:
    after = CONSEQUENCES[placed.role]
    where = f" in {placed.organ.label}" if placed.organ is not None else ""
    return case.finding(
        RULE,
        reason.span,
        f"this asks for {reason.asks} where {reason.are}{where}: {after}",
        entity=placed.entity,
        label=reason.are,
        help="lower the number, or name what it was meant to count",
        citations=placed.citations,
        witness={
            "asks": reason.asks,
            "there": reason.there,
            "text": f"asks for {reason.asks}, {reason.are}",
        },
    )
