"""The fixed lists of words that stand where the grammar has a name: kinds, forces, topics."""

from __future__ import annotations

from charter.dsl.model.decisions import DECISION_KINDS
from charter.dsl.model.obligations import RUNG_KINDS

ORGAN_KINDS = (
    "assembly", "council", "secretariat", "tribunal", "panel", "committee", "bureau", "office", "inspectorate",
    "evaluator", "working_group", "chamber_of_states", "forum", "network_hub",
)  # fmt: skip
PARTY_KINDS = (
    "state", "economy", "union", "firm", "employers", "workers", "civil_society", "expert", "institution",
    "foundation", "authority", "community",
)  # fmt: skip
OUTSIDE_KINDS = (*PARTY_KINDS, "agreement", "court", "organ", "programme")
FORCES = ("binding", "recommended", "political", "none")
STATUSES = ("proposed", "draft", "adopted", "in_force", "operating", "ended", "dormant")
PRECISIONS = ("high", "medium", "low")
RIGHTS = ("speak", "propose", "observe", "vote", "documents", "programmes")
RESERVATIONS = ("none", "allowed", "listed")
PROBLEMS = (
    "distribution", "enforcement", "uncertainty_about_behaviour", "uncertainty_about_preferences",
    "uncertainty_about_the_world", "number_of_actors", "asymmetry", "coordination",
)  # fmt: skip
ADDRESSEES = (
    "states",
    "firms",
    "employers",
    "workers",
    "authorities",
    "institutions",
    "individuals",
    "experts",
    "organisations",
)
PUBLISHED = ("agenda", "votes", "reasons", "reports", "minutes", "decisions", "views", "budget", "documents")
TRAITS = ("nationality", "affiliation")
LOSSES = ("vote", "chair", "documents", "access", "aid", "seat", "election", "posts")
FACES = (
    "trade_ban",
    "import_ban",
    "export_ban",
    "top_up_tax",
    "loss_of_access",
    "protective_actions",
    "inspection",
)
NEEDS = (
    "inspection", "sanction", "monitoring", "finding", "appeal", "deadline", "help", "way_back", "ladder",
)  # fmt: skip
TOPICS = (
    "admission", "affiliation_cap", "amendment", "appeal", "arrears", "barred", "board", "budget", "charter",
    "complaint_channel", "conflict_of_interest_rule", "constituencies", "deadline", "domestic_effect",
    "enforcement", "evaluation", "executive", "expulsion", "fallback", "floor", "ceiling", "funding", "head",
    "help", "inspection", "ladder", "legal_obligations", "members", "monitoring", "negotiated_outcome",
    "provisional_application", "publication", "quorum", "ratification", "removal", "reservations", "review",
    "sanction", "secretariat", "seats", "self_nomination", "sunset", "suspension", "term_limit", "tribunal",
    "veto", "vote", "voting_rules", "way_back", "withdrawal", "precedence", "standing_body", "staff", "proxies",
)  # fmt: skip

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "kind of decision": DECISION_KINDS,
    "kind of organ": ORGAN_KINDS,
    "kind of party": PARTY_KINDS,
    "kind of outside body": OUTSIDE_KINDS,
    "kind of ladder step": RUNG_KINDS,
    "force": FORCES,
    "status": STATUSES,
    "precision": PRECISIONS,
    "right": RIGHTS,
    "rule on reservations": RESERVATIONS,
    "problem type": PROBLEMS,
    "addressee": ADDRESSEES,
    "thing published": PUBLISHED,
    "trait": TRAITS,
    "loss through arrears": LOSSES,
    "measure against non-parties": FACES,
    "part of an obligation": NEEDS,
    "topic": TOPICS,
}
