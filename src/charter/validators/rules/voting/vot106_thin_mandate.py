"""Decisions that one yes can carry when the others abstain.

## What it checks

Each decision that binds: whether every one of its steps counts only the votes of those present and voting, or the
votes cast, and asks for no number of yes votes. An abstention is then no vote, and a quorum counts who is in the room,
so that one yes with no vote against decides. A vote that is void unless enough are cast has a floor, and so has a rule
that counts members, seats or all votes. Recommendations and matters of procedure are left out. One finding for all that
the same organs decide so.

## Why

On 12 June 2025 the Board of Governors of the International Atomic Energy Agency found a state in breach with 19 of
35 votes; its rule (Statute VI.E) would have done with one. The Council of the International Civil Aviation
Organization needs a majority of its members (Convention, article 52), whoever abstains.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    quorum majority of members
    decides by majority of present and voting
  }
  decision find_breach : finding { step Assembly }   # <-- VOT106
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    quorum majority of members
    decides by majority of present and voting and 1/3 of members
  }
  decision find_breach : finding { step Assembly }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.stated_rules import needed, size
from charter.decisions.procedure import rule_of
from charter.dsl.findings import NOTE, Finding, Label
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import AllBut, AllOf, AnyOf, Count, Share, Unanimity
from charter.dsl.model.rules import Rule as VotingRule
from charter.record import record
from charter.text.wording import listed, number, quoted
from charter.validators.rules.case import Case, Rule

RULE = Rule("VOT106", "thin-mandate", NOTE, "Statute of the IAEA, article VI.E; ICAO Convention, article 52")

SOFT = frozenset(("recommended", "political", "none"))
NOT_BINDING = frozenset(("procedure", "agenda", "recommendation", "credentials", "election", "assessment"))


@record
class Thin:
    """A step with no floor: the organ, how many must be there for a quorum (None where none is stated), and the fewest
    yes that carry it: one, or one from each group that must agree."""

    step: Step
    organ: str
    label: str
    present: int | None
    yes: int


def check(case: Case) -> Iterator[Finding]:
    """Decisions without a floor of yes votes, by the organs that take them."""
    found: dict[tuple[str, ...], list[tuple[Decision, list[Thin]]]] = {}
    for decision in case.institution.decisions:
        if _binds(decision):
            steps = _steps(case, case.institution, decision, frozenset())
            if steps:
                found.setdefault(tuple(t.organ for t in steps), []).append((decision, steps))
    for group in found.values():
        yield _finding(case, group)


def _binds(decision: Decision) -> bool:
    force = decision.force.value if decision.force is not None else None
    return force not in SOFT and bool(set(decision.kinds) - NOT_BINDING)


def _steps(case: Case, institution: Institution, decision: Decision, seen: frozenset[str]) -> list[Thin] | None:
    """The steps of a decision if none has a floor and one at least is voted on; None where one has, or may have."""
    name = f"{institution.name}.{decision.name}"
    found: list[Thin] = []
    for step in decision.steps:
        if step.by.kind == "decision" and step.by.name and name not in seen:
            nested = case.charter.decision(institution, step.by.name)
            if nested is None or not isinstance(nested[1], Decision):
                return None
            inside = _steps(case, nested[0], nested[1], seen | {name})
            if inside is None:
                return None
            found += inside
            continue
        rule = rule_of(case.charter, institution, decision, step)
        organ = _organ(case, institution, step)
        if rule is None or has_floor(rule) or (organ is not None and organ.void_unless is not None):
            return None
        if step.recommendation is not None and institution.organ(step.recommendation) is not None:
            return None
        if counts_votes_only(rule):
            where = organ.label if organ is not None else "the members"
            found.append(Thin(step, str(step.by), where, _quorum(case, step, organ), fewest_yes(rule)))
    return found


def _organ(case: Case, institution: Institution, step: Step) -> Organ | None:
    name = step.by.name or ""
    own = institution.organ(name)
    if own is not None:
        return own
    head, _, tail = name.partition(".")
    other = case.charter.institution(head)
    return other.organ(tail) if other is not None and tail else None


def counts_votes_only(rule: VotingRule) -> bool:
    """Whether some part counts only those who vote yes or no."""
    if isinstance(rule, AllOf | AnyOf):
        return any(counts_votes_only(p) for p in rule.parts)
    return isinstance(rule, Share | AllBut) and rule.of.kind in ("present", "votes_cast")


def fewest_yes(rule: VotingRule) -> int:
    """How many yes carry a rule without a floor: one, or one from each group, where no party is of all of them."""
    if isinstance(rule, AnyOf):
        return min((fewest_yes(p) for p in rule.parts if not has_floor(p)), default=1)
    legs = rule.parts if isinstance(rule, AllOf) else (rule,)
    groups = [p.of.among for p in legs if isinstance(p, Share | AllBut) and p.of.among is not None]
    sets = [frozenset(g.members) if g.members is not None else None for g in groups]
    known = [s for s in sets if s is not None]
    if len(sets) < 2 or (len(known) == len(sets) and frozenset.intersection(*known)):
        return 1
    return len(sets)


def has_floor(rule: VotingRule) -> bool:
    """Whether a rule asks for two yes votes or more, however many abstain."""
    if isinstance(rule, AllOf):
        return any(has_floor(p) for p in rule.parts)
    if isinstance(rule, AnyOf):
        return all(has_floor(p) for p in rule.parts)
    if isinstance(rule, Count):
        return rule.number > 1
    if isinstance(rule, Share | AllBut):
        return rule.of.kind not in ("present", "votes_cast")
    return isinstance(rule, Unanimity)


def _quorum(case: Case, step: Step, organ: Organ | None) -> int | None:
    stated = organ.quorum.value if organ is not None and organ.quorum is not None else None
    rule = step.quorum or (organ.default_terms.quorum if organ is not None else None) or stated
    if not isinstance(rule, Share | Count):
        return None
    there = size(case, organ, rule.of)
    if isinstance(rule, Count):
        return int(rule.number)
    return None if there is None else int(needed(rule, there))


def _said(thin: Thin) -> str:
    votes = f"{thin.yes} for, 0 against: {thin.yes} of {number(thin.yes, 'vote')} cast"
    if thin.present is None or thin.present <= thin.yes:
        return f"{thin.label}: all others abstain or are absent, {votes}"
    return f"{thin.label}: {thin.present} are present for the quorum, {thin.present - thin.yes} abstain, {votes}"


def _finding(case: Case, group: list[tuple[Decision, list[Thin]]]) -> Finding:
    first, steps = group[0]
    decisions = [d for d, _ in group]
    where = listed(dict.fromkeys(t.label for t in steps))
    return case.finding(
        RULE,
        steps[0].step.span,
        f"{number(max(t.yes for t in steps), 'vote')} in favour, with none against, in {where} can pass "
        f"{listed(quoted(d.label) for d in decisions)}: "
        "abstentions do not count, and no number of votes in favour is required",
        entity=first.name,
        label="no least number of votes in favour",
        labels=[Label(t[0].step.span, "nor here") for _, t in group[1:]],
        help="require a share of all who may vote too: `and 1/3 of members`",
        citations=[c for d in decisions for c in (*d.citations, *(x for s in d.steps for x in s.citations))],
        witness={
            "decisions": [d.name for d in decisions],
            "yes": max(t.yes for t in steps),
            "no": 0,
            "steps": [{"organ": t.organ, "present": t.present} for t in steps],
            "text": "; ".join(dict.fromkeys(_said(t) for t in steps)),
        },
    )
