"""Decisions that end where one objects, with nothing that follows.

## What it checks

The rule of each step, after what `otherwise` and `consensus first` say: whether it is consensus and stays consensus. A
vote after some days, consensus minus some, a recorded dissent (`otherwise "…"`) and a time after which the step passes
are ways on. Where a charter says `consensus first` and no more, what follows is a gap. In decisions of enforcement the
accused is among those who can object, unless it is barred.

## Why

Consensus makes everybody's silence the rule and one member's objection the end: the plenary of the Financial Stability
Board has no vote to fall back on. The parties to the Montreal Protocol vote when all efforts at consensus are exhausted
(article 2.9), and the members of the World Trade Organization may (Agreement, article IX).

## Avoid

```charter bad
charter 1
use world
institution Forum {
  members are G20
  organ Plenary { plenary ; decides by consensus }
  decision adopt_standard : standard {
    step Plenary                        # <-- VOT108
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Forum {
  members are G20
  organ Plenary {
    plenary
    consensus first for 90 days
    otherwise by 3/4 of members
  }
  decision adopt_standard : standard {
    step Plenary
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.decisions.procedure import rule_of
from charter.decisions.queries.game_queries import DecisionGame
from charter.dsl.findings import WARNING, Edit, Finding, Label, Remedy
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import AllOf, AnyOf, Consensus
from charter.dsl.model.rules import Rule as VotingRule
from charter.text.wording import listed, quoted
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.remedies import added, clauses_of, concerned, inside, varied

RULE = Rule(
    "VOT108", "consensus-without-fallback", WARNING, "Montreal Protocol, article 2.9; WTO Agreement, article IX.1"
)

ENFORCING = frozenset(("finding", "sanction", "suspension", "expulsion", "dispute"))
FALLBACK = "what follows when there is no consensus"


def check(case: Case) -> Iterator[Finding]:
    """Decisions that stop where consensus fails."""
    for decision in case.institution.decisions:
        stuck: list[tuple[Step, Organ | None]] = []
        for step in decision.steps:
            organ = case.institution.organ(step.by.name) if step.by.kind == "organ" and step.by.name else None
            if organ is None and step.by.kind != "members":
                continue
            rule = rule_of(case.charter, case.institution, decision, step)
            if rule is None or not ends_at_consensus(rule) or _way_on(decision, step, organ):
                continue
            if _unsaid(decision, step, organ):
                yield case.gap(RULE, step.span, FALLBACK, entity=organ.name if organ is not None else decision.name)
            else:
                stuck.append((step, organ))
        if stuck and not _impossible(case, decision):
            yield _finding(case, decision, stuck)


def remedies(case: Case, finding: Finding) -> Iterator[Remedy]:
    """Let a vote follow where there is no consensus."""
    decision = concerned(case, finding)
    for base in ("members", "seats") if decision is not None else ():
        clause = f"otherwise by 3/4 of {base}"
        yield from added(case, f"let a vote follow: `{clause}`", decision.span if decision else None, clause)
        for step in decision.steps if decision is not None else ():
            organ = case.institution.organ(step.by.name or "")
            if step.rule is None and organ is not None and organ.decides is not None:
                both = (Edit(organ.decides.span, "consensus first for 90 days"),)
                more = inside(case, organ.span, clause)
                yield Remedy(f"let a vote follow: `{clause}`", (*both, *((more,) if more is not None else ())))
    yield from varied(case.loaded, clauses_of(case, decision))


def _impossible(case: Case, decision: Decision) -> bool:
    """Whether nobody can carry it at all, which LNG305 says."""
    game = case.game(decision)
    return isinstance(game, DecisionGame) and game.hopeless


def ends_at_consensus(rule: VotingRule) -> bool:
    """Whether one objection defeats what the rule decides, by the want of consensus."""
    if isinstance(rule, AllOf):
        return any(ends_at_consensus(p) for p in rule.parts)
    if isinstance(rule, AnyOf):
        return all(ends_at_consensus(p) for p in rule.parts)
    return isinstance(rule, Consensus) and rule.minus == 0


def _way_on(decision: Decision, step: Step, organ: Organ | None) -> bool:
    """Whether something follows that is no vote: dissent that is recorded, or a time that passes."""
    stated = (decision.otherwise, organ.otherwise if organ is not None and step.rule is None else None)
    return step.default == "passes" or any(s is not None and isinstance(s.value, str) for s in stated)


def _unsaid(decision: Decision, step: Step, organ: Organ | None) -> bool:
    """Whether consensus is only sought first, and nothing says what then."""
    if step.rule is not None or (organ is not None and (organ.decides is not None or organ.denies("fallback"))):
        return False
    return not decision.denies("fallback")


def _finding(case: Case, decision: Decision, stuck: list[tuple[Step, Organ | None]]) -> Finding:
    first, organ = stuck[0]
    where = listed(dict.fromkeys(o.label if o is not None else "the members" for _, o in stuck))
    enforcing = bool(ENFORCING.intersection(decision.kinds))
    barred = any(b.who in ("accused", "disputants") for b in (*decision.barred, *first.barred))
    who = "any member, the State concerned included," if enforcing and not barred else "any member"
    labels = [Label(step.span, "and here") for step, _ in stuck[1:]]
    if organ is not None and first.rule is None and organ.decides is not None:
        labels.append(Label(organ.decides.span, "the rule"))
    return case.finding(
        RULE,
        first.span,
        f"{quoted(decision.label)} fails where {who} objects in {where}: no vote follows",
        entity=decision.name,
        label="by consensus, or not at all",
        labels=labels,
        help="let a vote follow (`consensus first for 90 days`, `otherwise by 3/4 of members`), or `consensus minus 2`",
        citations=[
            *decision.citations,
            *(c for step, _ in stuck for c in step.citations),
            *(organ.decides.citations if organ is not None and organ.decides is not None else ()),
        ],
        witness={
            "decision": decision.name,
            "objections": 1,
            "steps": [str(step.by) for step, _ in stuck],
            "accused_may_object": enforcing and not barred,
            "text": f"one objection in {where} defeats {decision.name}; no vote, no number of objections that is "
            "outvoted and no recorded dissent follows",
        },
    )
