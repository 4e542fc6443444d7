"""What a step of a decision needs, in words: the rule, consensus before it, and what follows without it."""

from __future__ import annotations

from charter.dsl.model import Decision, Organ, Rule, Step
from charter.dsl.model.base import Clock, Stated
from charter.render.drawing.text import clean
from charter.render.words.clauses import bar_words, clock_words, rule_words
from charter.render.words.names import owned, spaced


def step_words(step: Step, organ: Organ | None = None, decision: Decision | None = None) -> str:
    """What a step needs: its verb, its rule (or that of the organ), what is tried first, who is barred, its times."""
    rule = needed_words(step, organ, decision)
    words = [": ".join(part for part in (step.verb or "", rule) if part) or "rule not stated"]
    words += [bar_words(bar) for bar in step.barred]
    if step.recommendation:
        words.append(f"on recommendation of {owned(step.recommendation)}")
    if step.within is not None:
        words.append(f"within {clock_words(step.within)}")
    if step.after is not None:
        words.append(f"after {clock_words(step.after)}")
    if step.default:
        words.append(f"else {spaced(step.default)}")
    if step.only_advises:
        words.append("stops nothing")
    how = {"or": "as another way, ", "else": "where that fails, "}.get(step.follows or "", "")
    return how + ", ".join(words)


def needed_words(step: Step, organ: Organ | None, decision: Decision | None) -> str:
    """The rule alone; empty where neither the step nor its organ states one."""
    default = organ.decides.value if organ is not None and organ.decides is not None else None
    rule = step.rule if step.rule is not None else default
    first = _first(decision, organ if step.rule is None else None)
    parts = [] if rule is None else [rule_words(rule)]
    if first is not None:
        time = f" for {clock_words(first.value)}" if first.value is not None else ""
        parts = [f"consensus first{time}", *(f"then {part}" for part in parts)]
    follows = _otherwise(decision, organ if step.rule is None else None)
    if follows is not None and (rule is None or isinstance(follows.value, str) or _each_a_veto(rule)):
        parts.append(f"otherwise {follows_words(follows.value)}")
    elif first is not None and rule is None:
        parts.append(_denied(decision, organ))
    return "; ".join(parts)


def _each_a_veto(rule: Rule) -> bool:
    """Whether what follows can come into play: a majority of its own needs nothing to follow it."""
    from charter.decisions.compile_rule import gives_each_a_veto

    return gives_each_a_veto(rule)


def first_words(organ: Organ) -> str:
    """ "Consensus first for 90 days; otherwise majority of votes cast", or nothing."""
    parts = []
    if organ.consensus_first is not None:
        time = organ.consensus_first.value
        parts.append("consensus first" + (f" for {clock_words(time)}" if time is not None else ""))
    if organ.otherwise is not None:
        parts.append(f"otherwise {follows_words(organ.otherwise.value)}")
    return "; ".join(parts)


def follows_words(value: Rule | str) -> str:
    """What follows where no consensus is found: a rule, or the charter's own words."""
    return f"“{clean(value)}”" if isinstance(value, str) else rule_words(value)


def _first(decision: Decision | None, organ: Organ | None) -> Stated[Clock | None] | None:
    if decision is not None and decision.consensus_first is not None:
        return decision.consensus_first
    return organ.consensus_first if organ is not None else None


def _otherwise(decision: Decision | None, organ: Organ | None) -> Stated[Rule | str] | None:
    if decision is not None and decision.otherwise is not None:
        return decision.otherwise
    if decision is not None and decision.denies("fallback"):
        return None
    return organ.otherwise if organ is not None else None


def _denied(decision: Decision | None, organ: Organ | None) -> str:
    none = (decision is not None and decision.denies("fallback")) or (organ is not None and organ.denies("fallback"))
    return "no fallback" if none else "fallback not stated"
