"""Expectations about payers, obligations, times and entry into force, from what the charter states."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from charter.decisions.columns import numbers_of
from charter.decisions.elements import ZERO, Unstated
from charter.decisions.queries.witness import names
from charter.dsl.model.charter import EveryObligation, OperatingWithin, Survives, TopPayer
from charter.dsl.model.obligations import Obligation
from charter.dsl.model.rules import (
    AllBut,
    AllOf,
    AnyOf,
    Base,
    Concurring,
    Consensus,
    Count,
    NoNegativeVote,
    ReverseConsensus,
    Rule,
    Share,
    Unanimity,
)
from charter.text.wording import listed, percent
from charter.validators.bills import bill_of
from charter.validators.deadlines import rung_days
from charter.validators.expectations.scenarios import Staged
from charter.validators.expectations.verdict import DEPENDS, PROVED, REFUTED, Judged, by_bounds, unknown

# ---- payers --------------------------------------------------------------------------------------


def top_payer(stage: Staged, claim: TopPayer) -> Judged:
    """`largest contributor pays at most 15%`: of the contributors that the charter lists, or of the whole budget by
    its streams: the largest assessed share, and what one donor may add."""
    at_least = claim.bound == "least"
    try:
        found = bill_of(stage.charter, stage.institution, stage.absent).largest()
    except Unstated as gap:
        return unknown(f"no clause on {gap.missing}")
    verdict = by_bounds(found.least, found.most, claim.amount, at_least)
    text = f"one payer may pay at most {percent(found.most)} of the budget: {found.how}"
    if verdict == REFUTED and not at_least:
        text = f"the largest payer pays at least {percent(found.least)} of the budget by its assessed share alone"
    return verdict, {"text": text, "least": found.least, "most": found.most}


def most_of_one_payer(stage: Staged) -> Fraction | None:
    """The most that one payer may pay, as a share of the budget; None where nothing is said of money. Raises
    `Unstated` for what is missing to know it."""
    if stage.institution.funding is None:
        return None
    return bill_of(stage.charter, stage.institution, stage.absent).largest().most


# ---- obligations and times -----------------------------------------------------------------------

SANCTIONS = frozenset((
    "loss_of_chair", "loss_of_vote", "loss_of_help", "loss_of_access", "suspension", "expulsion", "fine",
    "compensation", "retaliation", "trade_ban", "revocation", "force",
))  # fmt: skip
SANCTIONING = frozenset(("sanction", "suspension", "expulsion"))


def every_obligation(stage: Staged, claim: EveryObligation) -> Judged:
    """`every binding obligation has an inspection and a sanction`."""
    wanted = [
        o
        for o in stage.institution.obligations
        if not claim.binding_only or (o.force is not None and o.force.value == "binding")
    ]
    lacking: dict[str, list[str]] = {}
    for each in wanted:
        missing = [need for need in claim.needs if not has(stage, each, need)]
        if missing:
            lacking[each.name] = missing
    kind = "binding obligation" if claim.binding_only else "obligation"
    if not wanted:
        return PROVED, {"text": f"there is no {kind}", "obligations": []}
    if not lacking:
        text = f"{len(wanted)} {kind}{'s' if len(wanted) > 1 else ''}, each with {listed(_a(n) for n in claim.needs)}"
        return PROVED, {"text": text, "obligations": [o.name for o in wanted]}
    text = "; ".join(f"{name} has no {listed(needs, 'or')}" for name, needs in lacking.items())
    return REFUTED, {"text": text, "lacking": lacking}


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word.replace('_', ' ')}"


def has(stage: Staged, obligation: Obligation, need: str) -> bool:
    """Whether an obligation has an inspection, a sanction, a deadline …: what the charter states of it."""
    ladder = obligation.ladder
    rungs = ladder.rungs if ladder is not None else ()
    if need == "inspection":
        return any(m.method == "inspection" for m in obligation.monitoring)
    if need == "monitoring":
        return bool(obligation.monitoring)
    if need == "finding":
        return obligation.breach is not None
    if need == "sanction":
        return any(r.kind in SANCTIONS or _sanctions(stage, [w.name for w in r.by]) for r in rungs)
    if need == "appeal":
        return ladder is not None and ladder.appeal is not None
    if need == "deadline":
        return bool(rungs) and all(rung_days(stage.charter, stage.institution, r) is not None for r in rungs)
    if need == "help":
        return bool(obligation.help)
    if need == "way_back":
        return ladder is not None and ladder.way_back is not None
    return need == "ladder" and bool(rungs)


def _sanctions(stage: Staged, deciders: list[str | None]) -> bool:
    found = [stage.institution.decision(d) for d in deciders if d]
    return any(d is not None and SANCTIONING.intersection(d.kinds) for d in found)


STAGES = ("negotiation", "ratification", "set_up")


def operation_stages(stage: Staged) -> tuple[Fraction, list[str], str]:
    """The days that all stages that the charter estimates take, the stages it does not estimate, and the sum."""
    adoption = stage.institution.adoption
    spans = {s.what.replace("-", "_"): s.lasts for s in adoption.stages} if adoption is not None else {}
    total = sum((c.days or ZERO for c in spans.values()), ZERO)
    missing = [s.replace("_", "-") for s in STAGES if s not in spans or spans[s].days is None]
    return total, missing, " + ".join(f"{clock} ({what.replace('_', '-')})" for what, clock in spans.items())


def operating_within(stage: Staged, claim: OperatingWithin) -> Judged:
    """`in operation within 48 months`: the stages that the charter estimates, one after the other."""
    limit = claim.within.days
    total, missing, sums = operation_stages(stage)
    if limit is None or not sums:
        return unknown("no clause on how long negotiation, ratification and set-up take")
    witness = {"text": f"{sums}, against {claim.within}", "days": total, "limit": limit}
    if total > limit:
        return REFUTED, witness
    if missing:
        return unknown(f"no clause on how long {listed(missing)} takes")
    return PROVED, witness


# ---- entry into force ----------------------------------------------------------------------------


def survives(stage: Staged, claim: Survives) -> Judged:
    """`entry into force survives without G`: the condition can be met when all ratify but these."""
    adoption = stage.institution.adoption
    if adoption is None or not adoption.entries:
        return unknown("no clause on entry into force")
    if claim.without.members is None:
        return unknown(f"the members of `{claim.without.text}` are not known")
    absent = stage.absent | frozenset(claim.without.members)
    final = [e for e in adoption.entries if e.before is None] or list(adoption.entries)
    try:
        who = _candidates(stage)
        results = [(e, meets(stage, e.rule, who, absent)) for e in final]
    except Unstated as gap:
        return unknown(f"no clause on {gap.missing}")
    left = sorted(set(who) - absent)
    gone = names(sorted(absent))
    if all(r for _, r in results) or (results and results[-1][1]):
        text = f"{len(left)} others can ratify, and the condition is met without {gone}"
        return PROVED, {"text": text, "absent": sorted(absent), "ratify": len(left)}
    if any(r for _, r in results):
        return DEPENDS, {"text": f"only one of the conditions can be met without {gone}", "absent": sorted(absent)}
    text = f"the condition cannot be met without {gone}, though all {len(left)} others ratify"
    return REFUTED, {"text": text, "absent": sorted(absent), "ratify": len(left)}


def _candidates(stage: Staged) -> list[str]:
    """Who may ratify: the members as assumed or stated, with those a scenario takes out, else who may join."""
    members = stage.institution.members
    if members is not None and members.value.members is not None:
        return sorted({*members.value.members, *stage.absent})
    membership = stage.institution.membership
    openings = membership.open_to if membership is not None else ()
    found = {p for o in openings for p in o.to.members or ()}
    if not found:
        raise Unstated("who may join", stage.institution.name_span)
    return sorted(found)


def meets(stage: Staged, rule: Rule, who: list[str], absent: frozenset[str]) -> bool:
    """Whether a condition of entry into force is met when all of `who` ratify but those absent."""
    if isinstance(rule, AllOf):
        return all(meets(stage, p, who, absent) for p in rule.parts)
    if isinstance(rule, AnyOf):
        return any(meets(stage, p, who, absent) for p in rule.parts)
    if isinstance(rule, Concurring):
        return not absent & set(rule.voters.members or ())
    if isinstance(rule, Consensus):
        return len(absent & set(who)) <= rule.minus
    if isinstance(rule, Unanimity | NoNegativeVote):
        return not absent & set(who)
    if isinstance(rule, ReverseConsensus):
        return bool(set(who) - absent)
    if not isinstance(rule, Share | Count | AllBut):
        raise Unstated("a condition that ratifications can meet", rule.span)
    weights = _ratifying(stage, rule.of, who)
    total = sum(weights.values(), ZERO)
    held = sum((w for p, w in weights.items() if p not in absent), ZERO)
    if isinstance(rule, Share):
        return held > rule.quota * total if rule.strict else held >= rule.quota * total
    return held >= (rule.number if isinstance(rule, Count) else total - rule.number)


def _ratifying(stage: Staged, base: Base, who: list[str]) -> Mapping[str, Fraction]:
    """What each ratification counts: one, or the figure of a column, whose total is that of the whole column."""
    if base.kind == "column":
        values = numbers_of(stage.charter, base.column or "")
        if not values:
            raise Unstated(f"figures in `{base.column}`", base.span)
        return values
    named = base.group if base.kind == "group" else base.among
    if named is None:
        return dict.fromkeys(who, Fraction(1))
    if named.members is None:
        raise Unstated(f"the members of `{named.text}`", named.span)
    return dict.fromkeys(named.members, Fraction(1))
