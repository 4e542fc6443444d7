"""Expectations about payers, obligations, times and entry into force, from what the charter states."""

from __future__ import annotations

from fractions import Fraction

from charter.analysis.enforcement.deadlines import rung_days
from charter.analysis.entry.dates import elapsed
from charter.analysis.entry.entry_into_force import EntryGame, Missing, entry_in, never_enters, without
from charter.analysis.entry.operation import estimates, told, without_a_time
from charter.analysis.money.bills import bill_of
from charter.decisions.elements import Unstated
from charter.decisions.queries.witness import names
from charter.dsl.model.charter import EveryObligation, OperatingWithin, Survives, TopPayer
from charter.dsl.model.institution import Institution
from charter.dsl.model.obligations import Obligation
from charter.text.wording import listed, percent
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
        return unknown(gap.unknown.why)
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


def operating_within(stage: Staged, claim: OperatingWithin) -> Judged:
    """`in operation within 48 months`: by the dates where it works, or has waited longer already; by the author's
    estimates, which at best may come true, with the share of comparable cases that were as quick."""
    never = never_enters(entry_in(stage.charter, stage.institution, stage.circumstances))
    if never is not None:
        return REFUTED, {"text": never.why}
    limit = claim.within.days
    if limit is None:
        return unknown("no clause on how long negotiation, ratification and set-up take")
    took = elapsed(stage.institution)
    if took is not None and (took.works is not None or took.least > limit):
        verdict = by_bounds(took.least, took.most, limit, False)
        return verdict, {"text": f"{took.text}, against {claim.within}", "least": took.least, "most": took.most}
    return _as_estimated(stage, claim, limit)


def _as_estimated(stage: Staged, claim: OperatingWithin, limit: Fraction) -> Judged:
    found = estimates(stage.institution)
    if not found.sums:
        return unknown("no clause on how long negotiation, ratification and set-up take")
    by_whom = "" if found.facts else " as estimated"
    witness = {"text": f"{found.sums}{by_whom}, against {claim.within}", "days": found.total, "limit": limit}
    if found.total > limit:
        return REFUTED, witness
    if found.missing:
        return unknown(f"no clause on {without_a_time(found)}")
    if found.facts:
        return PROVED, witness
    words, past = told(stage.institution, found, limit)
    if past is None:
        return DEPENDS, {**witness, "text": f"{witness['text']}: it rests on estimates alone"}
    keys = _named_keys(stage)
    if keys:
        words += f"; {keys}"
    return DEPENDS, {**witness, "text": f"{witness['text']}; {words}", "share": past.share, "of": past.number}


def _named_keys(stage: Staged) -> str:
    """Those who must each ratify, of whom one is enough to keep it waiting for ever."""
    found = entry_in(stage.charter, stage.institution, stage.circumstances)
    keys = found.game.veto_players if isinstance(found, EntryGame) else ()
    if not keys:
        return ""
    who = names(keys) if len(keys) <= 3 else f"each of {len(keys)} states"
    return f"{who} can keep it waiting without end"


# ---- entry into force ----------------------------------------------------------------------------


def survives(stage: Staged, claim: Survives) -> Judged:
    """`entry into force survives without G`: the condition can be met when all ratify but these."""
    if claim.without.members is None:
        return unknown(f"the members of `{claim.without.text}` are not known")
    found = entry_in(stage.charter, stage.institution, stage.circumstances)
    if found is None:
        return unknown(_not_to_come(stage.institution))
    if isinstance(found, Missing):
        return unknown(f"no clause on {found.what}")
    gone = stage.circumstances.absent | frozenset(claim.without.members)
    dated = f"; {found.dated}" if found.dated else ""
    witness = {"absent": sorted(gone), "ratify": len(set(found.players) - gone)}
    if found.never:
        return REFUTED, {"text": f"it can never enter into force: {found.why_never}", **witness}
    fewer = without(stage.institution, stage.circumstances, frozenset(claim.without.members))
    rest = entry_in(stage.charter, stage.institution, fewer)
    if not isinstance(rest, EntryGame):
        return unknown("no clause on who may ratify")
    if rest.never:
        text = f"without {names(sorted(gone))} it cannot enter into force: {rest.why_never}"
        return REFUTED, {"text": text + dated, **witness}
    if rest.open:
        return unknown("no clause on who may ratify")
    if rest.awaits:
        return unknown(f"it enters into force only after {rest.awaits}, whatever is ratified")
    text = f"{len(rest.players)} others can ratify, and the condition is met without {names(sorted(gone))}"
    return PROVED, {"text": text + dated, **witness}


def _not_to_come(institution: Institution) -> str:
    adoption = institution.adoption
    if adoption is None or not adoption.entries:
        return "no clause on entry into force"
    return "it is in force, and it is not known who might ratify it then"
