"""What nine proposals say, parameter by parameter, and that what their authors do not state is a gap."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from designs_facts import P5, charter, decision, filled, institution, lines, loaded, organ, rungs, said, stated, steps

from charter.designs import designs
from charter.dsl.format.formatter import format_text
from charter.validators.check.engine import check

ALL = (
    "ai_labour_convention",
    "ai_profit_minimum",
    "conditional_ai_safety_treaty",
    "ipcc_for_ai",
    "isia",
    "magic",
    "narrow_path",
    "premature_asi_agreement",
    "waico",
)


@cache
def found(name: str) -> list[tuple[str, str, str]]:
    """Of each finding: its code, its severity, and what is missing or said."""
    return [(f.code, f.severity, f.message) for f in check(loaded(name)).findings]


def gaps(name: str) -> set[str]:
    """What the charter is said to have no clause on."""
    start = "Not stated: "
    return {message.removeprefix(start) for _, severity, message in found(name) if severity == "gap"}


def missing_of_five(name: str) -> tuple[str, ...]:
    """Which of the five basic things the charter is silent on, as STR105 tells it."""
    for f in check(loaded(name)).findings:
        if f.code == "STR105":
            return tuple((f.witness or {})["not_stated"])
    return ()


def limits(name: str) -> dict[str, tuple[Fraction, str | None]]:
    return {t.name: (t.value, t.unit) for o in institution(name).obligations for t in o.thresholds}


def notes(record: object) -> str:
    return " | ".join(note.text for note in record.notes)  # type: ignore[attr-defined]


# ---- all of them


@pytest.mark.parametrize("name", ALL)
def test_a_proposal_is_said_to_be_one_and_says_where_each_clause_comes_from(name: str) -> None:
    it = institution(name)
    assert stated(it.status) in ("proposed", "draft")
    assert it.sources
    assert it.funding is None
    assert it.members is None
    assert designs()[name].kind == "proposals"
    text = designs()[name].path.read_text(encoding="utf-8")
    assert format_text(text) == text


@pytest.mark.parametrize("name", ALL)
def test_no_finding_on_a_proposal_is_an_error(name: str) -> None:
    assert [f for f in found(name) if f[1] == "error"] == []


@pytest.mark.parametrize("name", ALL)
def test_silence_on_change_of_the_text_is_a_gap(name: str) -> None:
    assert "a review clause" in {g.partition(" of ")[0] for g in gaps(name)}


# ---- A Narrow Path


def test_narrow_path_council_and_board() -> None:
    council = organ("narrow_path", "Council")
    assert council.plenary is not None
    assert council.votes is not None
    assert council.votes.equal
    permanent, elected = lines("narrow_path", "ExecutiveBoard")
    assert (permanent.filling.how, permanent.veto) == ("permanent", True)
    assert (elected.filling.how, str(elected.filling.by), elected.veto) == ("elected", "Council", False)
    assert said(elected.rule) == ">=2/3 of members"


def test_narrow_path_general_secretary() -> None:
    head = organ("narrow_path", "OfficeOfGeneralSecretary").head
    assert head is not None
    assert (head.name, head.filling and str(head.filling.by)) == ("GeneralSecretary", "ExecutiveBoard")
    assert (str(head.term), head.term_limit) == ("5 years", 2)
    assert steps("narrow_path", "appoint_general_secretary") == [("ExecutiveBoard", None, ">=3/4 of seats")]
    for name in ("lower_thresholds", "revoke_registration", "remove_officers"):
        (step,) = decision("narrow_path", name).steps
        assert (str(step.by), step.recommendation) == ("GeneralSecretary", "AdvisoryCommittee")
    assert {o.name for o in institution("narrow_path").organs} >= {"GUARD", "Tribunal", "AdvisoryCommittee"}


def test_narrow_path_who_is_permanent_and_how_many_is_unknown() -> None:
    permanent, elected = lines("narrow_path", "ExecutiveBoard")
    assert (permanent.total, elected.total) == (None, None)
    (group,) = [g for g in charter("narrow_path").groups if g.name.endswith("PermanentMembers")]
    assert group.parties.members is None
    assert {"the number of seats of ExecutiveBoard", "the holders of the permanent seats of ExecutiveBoard"} <= gaps(
        "narrow_path"
    )


def test_narrow_path_thresholds_can_be_lowered_and_nobody_is_said_to_raise_them() -> None:
    lowered = decision("narrow_path", "lower_thresholds").lowers
    assert [each.value for each in lowered] == ["compute_thresholds"]
    assert [d.name for d in institution("narrow_path").decisions if d.raises] == []
    assert [(code, severity) for code, severity, _ in found("narrow_path") if code == "CHG103"] == [
        ("CHG103", "warning")
    ]


# ---- the draft treaty's ISIA


def test_isia_conference_and_council() -> None:
    conference, council = organ("isia", "ConferenceOfParties"), organ("isia", "ExecutiveCouncil")
    assert conference.plenary is not None
    assert said(stated(conference.quorum)) == ">1/2 of members"
    assert council.seats is not None
    assert council.seats.total == 15
    assert filled("isia", "ExecutiveCouncil") == [("permanent", 5, None), ("elected", 10, None)]
    permanent, elected = lines("isia", "ExecutiveCouncil")
    assert permanent.filling.among is not None
    assert permanent.filling.among.members == P5
    assert (permanent.veto, str(elected.term), str(elected.filling.by)) == (False, "2 years", "ConferenceOfParties")
    assert council.denies("veto")


def test_isia_votes_that_are_stated() -> None:
    assert steps("isia", "challenge_inspection") == [("ExecutiveCouncil", None, ">1/2 of seats")]
    assert steps("isia", "appoint_director_general") == [("ExecutiveCouncil", None, ">=2/3 of seats")]
    assert decision("isia", "appoint_director_general").kinds == ("appointment", "dismissal")
    (annexes,) = decision("isia", "adopt_annexes").steps
    assert (str(annexes.by), annexes.recommendation) == ("ConferenceOfParties", "ExecutiveCouncil")
    assert rungs("isia", "keep_treaty") == [
        ("clarification", "request", None, "5 days", None),
        ("inspect", None, None, None, None),
    ]


def test_isia_exit_and_outsiders() -> None:
    it = institution("isia")
    assert it.membership is not None
    (exit_,) = it.membership.withdrawal
    assert (exit_.by, str(exit_.notice), exit_.conditions) == ("notice", "12 months", ("supreme interests",))
    assert exit_.returns == ("covered chips, removed under supervision",)
    assert [each.face for each in it.non_parties] == ["protective_actions"]
    assert [f for f in found("isia") if f[0] in ("MEM104", "MEM106")] == []


def test_isia_has_no_veto_as_its_authors_say() -> None:
    verdicts = check(loaded("isia")).verdicts
    assert [(v.text, v.verdict) for v in verdicts] == [
        ("no member can block challenge_inspection", "proved"),
        ("no member can block appoint_director_general", "proved"),
    ]


def test_isia_remaining_votes_money_and_entry_into_force_are_unknown() -> None:
    (annexes,) = decision("isia", "adopt_annexes").steps
    assert annexes.rule is None
    assert organ("isia", "ConferenceOfParties").decides is None
    assert organ("isia", "ExecutiveCouncil").decides is None
    assert institution("isia").adoption is None
    assert "entry into force" in gaps("isia")
    assert missing_of_five("isia") == ("a constituent instrument", "a budget", "a membership")


# ---- the agreement on premature ASI


def test_premature_asi_agreement_tiers() -> None:
    assert limits("premature_asi_agreement") == {
        "prohibited_training": (Fraction(10**24), "FLOP"),
        "monitored_training": (Fraction(10**22), "FLOP"),
        "cluster_size": (Fraction(16), "H100 equivalents"),
    }
    adjust = decision("premature_asi_agreement", "adjust_thresholds")
    assert (
        {e.value for e in adjust.raises} == {e.value for e in adjust.lowers} == set(limits("premature_asi_agreement"))
    )
    assert [f for f in found("premature_asi_agreement") if f[0] == "CHG103"] == []


def test_premature_asi_agreement_core_and_bodies() -> None:
    it = institution("premature_asi_agreement")
    assert it.membership is not None
    (core,) = it.membership.categories
    assert stated(core.members).members == ("CHN", "USA")
    assert [o.to.text for o in it.membership.open_to] == ["states"]
    assert [o.label for o in it.organs] == ["Executive Council", "Coalition Technical Body"]
    assert it.mandate is not None
    assert notes(it.mandate) == "Challenge inspections; whistle-blowers are protected"
    assert [(o.name, str(o.monitoring[0].by)) for o in it.obligations if o.monitoring] == [
        (name, "PrematureASIAgreement") for name in ("monitored_runs", "monitored_clusters", "tracked_chips")
    ]


def test_premature_asi_agreement_has_no_rule_of_voting() -> None:
    assert steps("premature_asi_agreement", "adjust_thresholds") == [("TechnicalBody", None, None)]
    assert all(o.seats is None and o.decides is None for o in institution("premature_asi_agreement").organs)
    assert "rules of voting" in missing_of_five("premature_asi_agreement")
    assert "who sits in TechnicalBody" in gaps("premature_asi_agreement")


# ---- the conditional treaty


def test_conditional_treaty_audits_and_the_power_to_pause() -> None:
    it = institution("conditional_ai_safety_treaty")
    (duty,) = it.obligations
    assert [(str(m.by), m.method) for m in duty.monitoring] == [("Network", "inspection")]
    assert duty.label == "Submit to complementary audits of models, security and governance"
    assert steps("conditional_ai_safety_treaty", "pause") == [("Network", None, None)]
    assert decision("conditional_ai_safety_treaty", "pause").kinds == ("emergency",)


def test_conditional_treaty_who_in_the_network_decides_is_unknown() -> None:
    network = organ("conditional_ai_safety_treaty", "Network")
    assert (network.seats, network.plenary, network.decides, network.head) == (None, None, None, None)
    assert "who sits in Network" in gaps("conditional_ai_safety_treaty")
    assert decision("conditional_ai_safety_treaty", "pause").otherwise is None
    assert limits("conditional_ai_safety_treaty") == {}
    assert "rules of voting" in missing_of_five("conditional_ai_safety_treaty")


# ---- WAICO


def test_waico_is_open_to_all_seated_in_shanghai_and_has_one_of_five() -> None:
    it = institution("waico")
    assert it.seat is not None
    assert it.seat.value == "CHN"
    assert it.membership is not None
    assert [o.to.text for o in it.membership.open_to] == ["states"]
    assert it.membership.requires == ()
    assert notes(it.membership) == "Any sovereign state may join; there is no test of values"
    assert "an action plan of 13 points" in notes(it)
    assert it.adoption is not None
    assert [(m.what, m.when) for m in it.adoption.milestones] == [("proposed", "2025-07-26")]
    (told,) = [message for code, _, message in found("waico") if code == "STR105"]
    assert told.startswith("The charter settles 1 of 5 basics")


def test_waico_votes_and_money_are_unknown() -> None:
    it = institution("waico")
    assert (it.organs, it.decisions, it.funding) == ((), (), None)
    assert missing_of_five("waico") == ("a constituent instrument", "a secretariat", "a budget", "rules of voting")


# ---- a panel after the IPCC, and the consortium


def test_ipcc_for_ai_is_unverified_throughout() -> None:
    it = institution("ipcc_for_ai")
    assert [(s.name, s.unverified) for s in it.sources] == [("background", True)]
    assert organ("ipcc_for_ai", "Panel").plenary is not None
    assert organ("ipcc_for_ai", "WorkingGroups").kind == "working_group"
    approve = decision("ipcc_for_ai", "approve_summary")
    assert notes(approve).startswith("Line by line")
    assert "5 to 7 years" in notes(approve)
    assert steps("ipcc_for_ai", "approve_summary") == [("Panel", None, None)]
    assert len(missing_of_five("ipcc_for_ai")) == 5


def test_magic_has_a_moratorium_outside_and_no_control_structure() -> None:
    it = institution("magic")
    (duty,) = it.obligations
    assert duty.binds is not None
    assert duty.binds.value.parties is not None
    assert duty.binds.value.parties.text == "states"
    assert "monopoly" in notes(it)
    assert notes(duty) == "A global moratorium"
    assert (it.organs, it.decisions) == ((), ())
    assert len(missing_of_five("magic")) == 5


# ---- a Convention on labour


def test_labour_convention_copies_the_mechanics_of_the_maritime_one() -> None:
    name = "ai_labour_convention"
    it = institution(name)
    assert stated(it.part_of) == "ILO"
    assert steps(name, "adopt") == [("ILO.adopt_convention", None, None)]
    tripartite = charter("ilo").institutions[0].organ("Conference")
    assert tripartite is not None
    assert [(d.number, d.name) for d in tripartite.delegates] == [(2, "government"), (1, "employers"), (1, "workers")]
    assert [each.on for each in it.non_parties] == ["no more favourable treatment than members get"]
    assert it.adoption is not None
    (entry,) = it.adoption.entries
    assert said(entry.rule) == ">=30 of ratifications & >=33/100 of base.share"
    conference, silence = steps(name, "amend_code")
    assert conference == ("ILO.Conference", None, ">=2/3 of votes_cast")
    assert silence == ("members", None, "unless >2/5 of members & >=2/5 of base.share within 2 years")
    assert [(a.provisions, a.decision) for a in it.adoption.amendments] == [(("code",), "amend_code")]
    assert {s.name: s.unverified for s in it.sources}["mlc"] is True


def test_labour_convention_the_base_of_the_share_is_unknown() -> None:
    (table,) = [t for t in charter("ai_labour_convention").tables if t.name == "base"]
    assert [dict(c.values) for c in table.columns] == [{}]
    assert "the figures in `base.share`" in gaps("ai_labour_convention")
    assert [f for f in found("ai_labour_convention") if f[0] in ("ADP102", "ADP105")] == []


# ---- a minimum tax


def test_profit_minimum_floor_threshold_and_what_outsiders_face() -> None:
    it = institution("ai_profit_minimum")
    assert limits("ai_profit_minimum") == {
        "rate": (Fraction(15), "percent of profit"),
        "revenue": (Fraction(750_000_000), "EUR a year"),
    }
    assert [(each.face, each.on) for each in it.non_parties] == [
        ("top_up_tax", "profits of large groups taxed below 15%")
    ]
    assert "(IIR), then the others (UTPR)" in notes(it.obligations[0])
    assert [f for f in found("ai_profit_minimum") if f[0] == "MEM106"] == []


def test_profit_minimum_breaks_down_with_an_exempt_hub() -> None:
    (scenario,) = charter("ai_profit_minimum").scenarios
    (change,) = scenario.changes
    assert (scenario.name, change.kind) == ("hub_exempt", "stays_out")
    assert change.parties is not None
    assert change.parties.members == ("USA",)


def test_profit_minimum_the_base_of_its_coverage_is_unknown() -> None:
    it = institution("ai_profit_minimum")
    assert it.mandate is not None
    assert it.mandate.capability is None
    assert it.adoption is None
    assert "who may change the threshold (tax_floor.rate)" in gaps("ai_profit_minimum")
    assert len(missing_of_five("ai_profit_minimum")) == 5
