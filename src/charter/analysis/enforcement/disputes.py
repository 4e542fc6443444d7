"""How far the settlement of disputes is out of the hands of states: six questions of two points each."""

from __future__ import annotations

from charter.dsl.model.decisions import Decision
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import ReverseConsensus

Item = tuple[str, int, str]
COLLECTIVE = ("suspension", "expulsion", "loss_of_vote", "loss_of_help", "loss_of_access", "fine", "trade_ban",
              "revocation", "force", "loss_of_chair")  # fmt: skip


def disputes(institution: Institution) -> tuple[Item, ...]:
    """The questions with their points and the reason; empty where the charter has neither tribunal nor disputes."""
    tribunals = [o for o in institution.organs if o.kind == "tribunal"]
    decided = [d for d in institution.decisions if "dispute" in d.kinds]
    if not tribunals and not decided:
        return ()
    return (
        _covered(institution, tribunals, decided),
        _access(tribunals, decided),
        _binding(institution, tribunals, decided),
        _standing(tribunals),
        _appointed(tribunals),
        _remedy(institution),
    )


def _covered(institution: Institution, tribunals: list[Organ], decided: list[Decision]) -> Item:
    names = {o.name for o in tribunals} | {d.name for d in decided}
    reached = [
        o.name
        for o in institution.obligations
        if (o.breach is not None and o.breach.value in names)
        or (o.ladder is not None and o.ladder.appeal is not None and o.ladder.appeal.to.name in names)
        or (o.ladder is not None and any(w.name in names for r in o.ladder.rungs for w in r.by))
    ]
    if reached and len(reached) == len(institution.obligations):
        return "coverage", 2, "it reaches every obligation"
    return "coverage", 1, "it is there, but not every obligation leads to it"


def _access(tribunals: list[Organ], decided: list[Decision]) -> Item:
    heard = [w for o in tribunals for w in o.hears]
    if any(w.value.kind not in ("any_member", "members") for w in heard):
        return "access", 2, "others than members may bring a case"
    if heard or any(isinstance(s.rule, ReverseConsensus) for d in decided for s in d.every_step):
        return "access", 1, "members may bring a case, and no vote can keep it out"
    return "access", 0, "no clause lets a case be brought without a vote"


def _binding(institution: Institution, tribunals: list[Organ], decided: list[Decision]) -> Item:
    forces = [d.force.value for d in decided if d.force is not None]
    tasks = institution.mandate.tasks if institution.mandate is not None else ()
    forces += [t.force for t in tasks if t.function == "adjudicates" and t.force is not None]
    if "binding" in forces:
        return "force", 2, "what is decided binds"
    return ("force", 1, f"force {forces[0]}") if forces else ("force", 0, "no clause says that it binds")


def _standing(tribunals: list[Organ]) -> Item:
    lasting = [
        o.name
        for o in tribunals
        if o.term is not None or (o.experts is not None and o.experts.term is not None) or o.seats is not None
    ]
    if lasting:
        return "standing body", 2, f"{lasting[0]} sits for a term"
    return ("standing body", 1, "a tribunal without a term") if tribunals else ("standing body", 0, "no tribunal")


def _appointed(tribunals: list[Organ]) -> Item:
    lines = [o.experts for o in tribunals if o.experts is not None]
    lines += [line for o in tribunals if o.seats is not None for line in o.seats.lines]
    if any(line.filling.how in ("elected", "appointed") for line in lines):
        return "appointment", 2, "an organ of all chooses who judges"
    return "appointment", 0, "no clause on who chooses those who judge"


def _remedy(institution: Institution) -> Item:
    kinds = {r.kind for o in institution.obligations if o.ladder is not None for r in o.ladder.rungs}
    if kinds & set(COLLECTIVE):
        return "remedy", 2, "the institution itself takes measures"
    if kinds & {"retaliation", "compensation"}:
        return "remedy", 1, "the parties retaliate or compensate"
    return "remedy", 0, "no measure follows"
