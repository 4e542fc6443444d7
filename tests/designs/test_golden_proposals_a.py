"""What the proposals say, fact by fact, as the model has it; and what they do not say is not there."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from designs_facts import charter, institution, lines, members, organ, stated, steps

from charter.designs import find
from charter.dsl.load import load
from charter.dsl.model.institution import Institution
from charter.validators.check.engine import Checked, check

FOUR_MODELS = (
    "commission_frontier_ai",
    "advanced_ai_governance_organization",
    "frontier_ai_collaborative",
    "ai_safety_project",
)
DRAFTS = ("un_ai_panel_zero_draft", "un_ai_panel_rev1", "un_ai_panel_rev3")
THIN = (*FOUR_MODELS, "iaio")
ALL = (*THIN, "cern_for_ai", "hlab", *DRAFTS)
FIVE = ["a constituent instrument", "a secretariat", "a budget", "rules of voting", "a membership"]


@cache
def checked(name: str) -> Checked:
    return check(load(name))


def findings(name: str, code: str) -> list[tuple[str, str, Any]]:
    """Of each finding that the rule makes or that it needs a clause for: its severity, entity and what is missing."""
    return [
        (f.severity, f.entity, (f.witness or {}).get("missing"))
        for f in checked(name).findings
        if code in (f.witness or {}).get("needed_by", [f.code])
    ]


def not_stated(name: str, of: str) -> list[str]:
    """Which of the five things that make an institution the finding on it says are not stated."""
    (one,) = [f for f in checked(name).findings if f.code == "STR105" and f.entity.split(".")[0] == of]
    witness: Any = one.witness
    return list(witness["not_stated"])


def tasks(body: Institution) -> list[tuple[str, str]]:
    assert body.mandate is not None
    return [(t.function, t.domain) for t in body.mandate.tasks]


def body_of(name: str, which: str) -> Institution:
    (found,) = [each for each in charter(name).institutions if each.name == which]
    return found


# ---- all of them


@pytest.mark.parametrize("name", ALL)
def test_a_proposal_cites_each_task_and_is_no_more_than_proposed(name: str) -> None:
    for body in charter(name).institutions:
        assert stated(body.status) == ("draft" if name in DRAFTS else "proposed")
        assert body.mandate is not None
        assert all(task.citations for task in body.mandate.tasks)
        assert body.denials == ()


@pytest.mark.parametrize("name", ALL)
def test_a_proposal_has_no_finding_graver_than_that_it_is_undefined(name: str) -> None:
    assert checked(name).suppressed == ()
    assert {f.code for f in checked(name).findings if f.severity in ("error", "warning")} <= {"STR105"}


@pytest.mark.parametrize("name", THIN)
def test_what_is_only_named_lacks_all_five_things(name: str) -> None:
    assert not_stated(name, institution(name).name) == FIVE


@pytest.mark.parametrize("name", THIN)
def test_nothing_is_made_up_where_authors_say_nothing(name: str) -> None:
    body = institution(name)
    assert (body.members, body.membership, body.funding, body.adoption) == (None, None, None, None)
    assert (body.organs, body.decisions, body.obligations, body.relations) == ((), (), (), None)
    assert findings(name, "MAN101") == [("gap", f"{body.name}.mandate", "who decides on each function")]
    assert findings(name, "MAN103") == [("gap", f"{body.name}.mandate", "resources for each function")]
    assert findings(name, "ADP101") == [("gap", f"{body.name}.adoption", "entry into force")]


# ---- the four models of Ho and others


def test_the_four_models_are_told_by_what_they_do() -> None:
    assert {name: tasks(institution(name)) for name in FOUR_MODELS} == {
        "commission_frontier_ai": [("builds_consensus", "frontier_ai"), ("evaluates_systems", "frontier_ai")],
        "advanced_ai_governance_organization": [
            ("sets_norms", "advanced_ai"),
            ("sets_standards", "advanced_ai"),
            ("supports_implementation", "advanced_ai"),
        ],
        "frontier_ai_collaborative": [("gives_access", "cutting_edge_ai")],
        "ai_safety_project": [
            ("does_research", "ai_safety"),
            ("gives_access", "frontier_models"),
            ("gives_access", "computing_power"),
        ],
    }


def test_what_their_own_functions_refine() -> None:
    refined = {f.name: f.refines for name in FOUR_MODELS for f in charter(name).functions}
    assert refined == {
        "builds_consensus": "assesses",
        "evaluates_systems": "assesses",
        "supports_implementation": "builds_capacity",
    }


def test_that_it_may_monitor_is_no_task_of_the_governance_organization() -> None:
    body = institution("advanced_ai_governance_organization")
    assert not {"verifies", "inspects", "certifies", "sanctions"} & {function for function, _ in tasks(body)}
    assert "Possibly it monitors whether a future regime is complied with" in [n.text for n in body.notes]


# ---- certification of jurisdictions


def test_iaio_certifies_jurisdictions_and_not_firms() -> None:
    body = institution("iaio")
    assert tasks(body) == [("sets_standards", "oversight"), ("certifies", "oversight")]
    assert body.mandate is not None
    assert [a.value for a in body.mandate.addresses] == ["states"]
    assert [e.value.split(":")[0] for e in body.mandate.excludes] == ["firms and AI projects"]


def test_iaio_imports_and_exports_differ_for_those_without_a_certificate() -> None:
    assert [(n.face, n.on) for n in institution("iaio").non_parties] == [
        ("import_ban", "goods whose supply chains embody AI from jurisdictions without a certificate"),
        ("export_ban", "inputs such as specialized hardware, to jurisdictions without one"),
    ]


# ---- the seven bodies of the High-level Advisory Body


def test_hlab_has_seven_bodies_by_function() -> None:
    assert [(body.name, [function for function, _ in tasks(body)]) for body in charter("hlab").institutions] == [
        ("ScientificPanel", ["assesses"]),
        ("PolicyDialogue", ["convenes"]),
        ("StandardsExchange", ["coordinates"]),
        ("CapacityNetwork", ["builds_capacity", "gives_access"]),
        ("GlobalFundForAI", ["finances"]),
        ("DataFramework", ["sets_norms"]),
        ("AIOffice", ["coordinates"]),
    ]
    (landscape,) = charter("hlab").landscapes
    assert list(landscape.includes) == [body.name for body in charter("hlab").institutions]


def test_hlab_dialogue_meets_twice_a_year_and_the_office_is_under_the_secretary_general() -> None:
    dialogue = body_of("hlab", "PolicyDialogue").organ("Dialogue")
    assert dialogue is not None
    assert str(stated(dialogue.meets)) == "1/2 years"
    office = body_of("hlab", "AIOffice").organ("Office")
    assert office is not None
    assert stated(office.part_of) == "UN.Secretariat"
    assert [str(link.to) for link in office.reports_to] == ["UN.SecretaryGeneral"]


def test_hlab_relations_among_the_seven() -> None:
    related = [(body.name, body.relations) for body in charter("hlab").institutions if body.relations is not None]
    told = [(name, link.verb, str(link.to)) for name, relations in related for link in relations.links]
    assert told == [
        ("ScientificPanel", "refers_to", "PolicyDialogue"),
        ("StandardsExchange", "cooperates", "ScientificPanel"),
    ]


def test_hlab_says_nothing_of_money_or_decisions() -> None:
    for body in charter("hlab").institutions:
        assert (body.funding, body.funds, body.decisions, body.members) == (None, (), (), None)
        lacking = not_stated("hlab", body.name)
        assert lacking == [each for each in FIVE if body.name != "AIOffice" or each != "a secretariat"]


# ---- a CERN for AI


def test_cern_for_ai_money() -> None:
    funding = institution("cern_for_ai").funding
    assert funding is not None
    budget = stated(funding.budget)
    assert (budget.amount, budget.currency, budget.years) == (30 * 10**9, "EUR", 3)
    assert [n.text for n in funding.notes] == ["30 to 35 billion EUR over the first three years"]
    assert [(f.kind, f.purpose) for f in funding.flows] == [
        ("assessed", None),
        ("programme", None),
        ("fees", "licences of its technology"),
        ("charges", "rental of computing capacity"),
    ]


def test_cern_for_ai_is_of_33_states_that_are_assumed_members() -> None:
    body = institution("cern_for_ai")
    assert body.assumed
    assert len(members("cern_for_ai")) == 33
    assert {"CAN", "CHE", "GBR", "ISL", "LIE", "NOR"} < set(members("cern_for_ai"))
    assert "USA" not in members("cern_for_ai")


def test_cern_for_ai_voting_weights_and_private_shares_are_not_known() -> None:
    body = institution("cern_for_ai")
    assert body.organs == ()
    assert body.funding is not None
    assert {(f.share, f.ceiling, f.donor_cap) for f in body.funding.flows} == {(None, None, None)}
    assert not_stated("cern_for_ai", "CERNforAI") == ["a constituent instrument", "a secretariat", "rules of voting"]
    assert findings("cern_for_ai", "FND101") == [("gap", "CERNforAI.funding", "each member’s share of contributions")]
    assert findings("cern_for_ai", "FND103") == [("gap", "CERNforAI.funding", "who decides the budget")]


# ---- four versions of one institution


def filled(name: str, which: str) -> tuple[Any, ...]:
    """The experts of an organ: how many, how filled, by whom, on whose word, for how long, how often."""
    experts = organ(name, which).experts
    assert experts is not None
    by, of = experts.filling.by, experts.filling.nomination
    term = str(experts.term) if experts.term else None
    return (experts.count, experts.filling.how, str(by), of, term, experts.term_limit)


def test_the_four_versions_are_of_one_institution() -> None:
    versions = [institution(name) for name in (*DRAFTS, "un_ai_panel")]
    assert {v.name for v in versions} == {"UNAIPanel"}
    assert [stated(v.status) for v in versions] == ["draft", "draft", "draft", "operating"]
    assert all(find(name) for name in DRAFTS)


def test_zero_draft_has_20_of_the_secretary_general_and_40_of_the_general_assembly() -> None:
    name = "un_ai_panel_zero_draft"
    assert filled(name, "ExpertCommittee") == (20, "appointed", "UN.SecretaryGeneral", None, "3 years", 2)
    assert filled(name, "AdvisoryCommittee") == (40, "elected", "UN.GeneralAssembly", None, "3 years", 2)
    experts = organ(name, "AdvisoryCommittee").experts
    assert experts is not None
    assert [(f.count, f.areas) for f in experts.floors] == [(8, "Regions")]
    assert [g for a in charter(name).areas for g in a.groups] == [
        "African",
        "AsiaPacific",
        "EasternEuropean",
        "GRULAC",
        "WEOG",
    ]


def test_rev1_has_a_committee_of_ten_and_ten_a_panel_of_40_and_a_plenary_twice_a_year() -> None:
    name = "un_ai_panel_rev1"
    assert [(line.filling.how, line.total, str(line.filling.by)) for line in lines(name, "AppointmentCommittee")] == [
        ("elected", 10, "Plenary"),
        ("appointed", 10, "UN.SecretaryGeneral"),
    ]
    assert filled(name, "Panel") == (40, "appointed", "AppointmentCommittee", None, "3 years", None)
    assert str(stated(organ(name, "Plenary").meets)) == "1/2 years"
    assert organ(name, "Plenary").plenary is not None


def test_rev3_leaves_it_to_the_secretary_general_and_the_general_assembly() -> None:
    name = "un_ai_panel_rev3"
    assert filled(name, "Panel") == (40, "appointed", "UN.GeneralAssembly", "UN.SecretaryGeneral", None, None)
    assert [(c.count, c.trait) for c in organ(name, "Panel").caps] == [(2, "nationality")]
    assert steps(name, "appoint_panel") == [("UN.GeneralAssembly", None, None)]
    assert filled("un_ai_panel", "Panel") == (
        *filled(name, "Panel")[:4],
        "3 years",
        None,
    )


def test_what_came_with_each_version_and_what_went() -> None:
    organs = [{o.name for o in institution(name).organs} for name in (*DRAFTS, "un_ai_panel")]
    zero, one, three, adopted = organs
    assert one - zero == {"Plenary", "AppointmentCommittee", "Bureau"}
    assert zero - one == {"ExpertCommittee", "AdvisoryCommittee", "WorkingGroups"}
    assert three - one == {"CoChairs", "WorkingGroups"}
    assert one - three == {"Plenary", "AppointmentCommittee"}
    assert adopted == three


def test_guards_on_experts_are_unknown_before_the_third_revision() -> None:
    said = {name: [e for _, e, _ in findings(name, "ACC104")] for name in (*DRAFTS, "un_ai_panel")}
    assert said == {
        "un_ai_panel_zero_draft": ["UNAIPanel.ExpertCommittee", "UNAIPanel.AdvisoryCommittee"],
        "un_ai_panel_rev1": ["UNAIPanel.Panel"],
        "un_ai_panel_rev3": [],
        "un_ai_panel": [],
    }


def test_money_of_the_drafts_is_known_in_part() -> None:
    assert institution("un_ai_panel_zero_draft").funding is None
    assert not_stated("un_ai_panel_zero_draft", "UNAIPanel") == ["a secretariat", "a budget", "rules of voting"]
    for name in ("un_ai_panel_rev1", "un_ai_panel_rev3"):
        assert findings(name, "FND102") == [("gap", "UNAIPanel.funding", "the share of voluntary contributions")]
