"""How much each step of enforcement costs the one it strikes, and what the charter denies."""

from __future__ import annotations

from fractions import Fraction

from charter.analysis.subject import Subject
from charter.dsl.model.base import Denial
from charter.dsl.model.obligations import Ladder, Obligation, Rung

TALK, VERDICT, RIGHTS, HARD = 0, 1, 2, 3
COST = {
    "request": TALK, "notice": TALK, "recommendation": TALK, "report": TALK, "publication": TALK, "referral": TALK,
    "inquiry": TALK, "remedy_order": VERDICT, "adjudication": VERDICT, "loss_of_chair": RIGHTS,
    "loss_of_vote": RIGHTS, "loss_of_help": RIGHTS, "loss_of_access": RIGHTS, "suspension": RIGHTS, "fine": RIGHTS,
    "compensation": RIGHTS, "retaliation": RIGHTS, "revocation": RIGHTS, "trade_ban": HARD, "expulsion": HARD,
    "force": HARD,
}  # fmt: skip
"""What a kind of step costs: words; a verdict or an order that nothing carries out; a right, money or goods; the end
of membership or of trade, or force."""
SCALE = ("words", "a verdict", "the loss of a right, of money or of goods", "the loss of membership or trade, or force")
DECIDED = {"suspension": RIGHTS, "expulsion": HARD, "sanction": RIGHTS}
"""The same for a step of no stated kind, by the kind of the decision that takes it."""

ANSWER = "what answers a breach"


def cost(subject: Subject, rung: Rung) -> int | None:
    """What a step costs on `SCALE`; None where neither its kind nor the decision that takes it says so."""
    if rung.kind is not None:
        return COST.get(rung.kind)
    found = [subject.decision(who.name) for who in (*rung.by, *rung.to) if who.kind == "decision" and who.name]
    costs = [DECIDED[k] for each in found if each is not None for k in each[1].kinds if k in DECIDED]
    return max(costs, default=None)


def sanctions(subject: Subject, ladder: Ladder) -> list[Rung]:
    """The steps that cost a right, money, goods, membership or trade."""
    return [rung for rung in ladder.rungs if (cost(subject, rung) or TALK) >= RIGHTS]


def strict(obligation: Obligation) -> bool:
    """Whether the charter calls the obligation binding."""
    return obligation.force is not None and obligation.force.value == "binding"


def demanding(obligation: Obligation, deep: Fraction) -> bool:
    """Whether the obligation is binding, or asks at least as much as `deep`, on the scale of `depth` from 0 to 4."""
    return strict(obligation) or (obligation.depth is not None and obligation.depth.value >= deep)


def denied(records: tuple[object | None, ...], *topics: str) -> Denial | None:
    """The first clause `no <topic>` among these records, the first record first."""
    for record in records:
        for denial in getattr(record, "denials", ()):
            if denial.topic in topics:
                return denial if isinstance(denial, Denial) else None
    return None


def function(subject: Subject, name: str) -> str:
    """A function of the fixed list, in the words of the language: the one itself, or the one that it refines."""
    own = next((f.refines for f in subject.charter.functions if f.name == name), name)
    return own.replace("_", " ")
