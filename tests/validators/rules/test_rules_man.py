"""MAN101 to MAN103: functions that nobody decides on, that are watched by their promoter, or that lack their means."""

from typing import Any

import pytest
from rule_checking import agency, findings, only, places

from charter.dsl.load import load
from charter.validators.check.engine import check

DOMAIN = 'domain ai "AI"'


def mandated(tasks: str, more: str = "") -> str:
    """A charter whose tasks begin on line 7."""
    return agency(f"  mandate {{\n{tasks}\n  }}\n{more}", before=DOMAIN)


def witness(code: str, text: str) -> Any:
    found = only(code, text).witness
    assert found is not None
    return found


def test_functions_of_an_organ_that_negotiates_nothing_are_one_finding() -> None:
    tasks = "    convenes in ai, through Forum\n    sets norms in ai, through Forum"
    found = only("MAN101", mandated(tasks, "  organ Forum { plenary ; no negotiated outcome }"))
    assert (found.severity, found.span.line, found.entity) == ("error", 7, "Agency.mandate.Forum")
    assert found.message == (
        "No organ can decide on what Agency convenes in ai and sets norms in ai: Forum has no negotiated outcome"
    )
    assert found.witness is not None
    assert [f["function"] for f in found.witness["functions"]] == ["convenes", "sets_norms"]
    assert [label.span.line for label in found.labels] == [8, 10]


@pytest.mark.parametrize(
    ("task", "more"),
    [
        (
            "sets norms in ai, through Forum, decided by adopt",
            "  decision adopt : standard { step Forum by consensus }",
        ),
        ("sets norms in ai, through Forum", "  decision adopt : standard { step Forum by consensus }"),
    ],
)
def test_a_decision_answers_what_the_organ_denies(task: str, more: str) -> None:
    text = mandated(f"    {task}", f"  organ Forum {{ plenary ; no negotiated outcome }}\n{more}")
    assert findings("MAN101", text) == []


@pytest.mark.parametrize(
    "organ",
    [
        "plenary ; decides by majority of members",
        "plenary ; consensus first for 90 days",
        "headed by Director, appointed by Members",
        "publishes reports",
    ],
)
def test_a_rule_a_head_or_reports_are_enough(organ: str) -> None:
    more = f"  organ Forum {{ {organ} }}\n  organ Members {{ plenary }}"
    assert findings("MAN101", mandated("    assesses in ai, through Forum", more)) == []


def test_what_is_not_said_is_one_gap_and_no_finding() -> None:
    found = only("MAN101", mandated("    promotes in ai\n    warns in ai"))
    assert (found.severity, found.span.line, found.entity) == ("gap", 7, "Agency.mandate")
    assert found.help is not None
    assert "promotes in ai" in found.help
    assert "warns in ai" in found.help


def test_no_voting_rules_at_all_leave_every_function_without_a_decision() -> None:
    found = only("MAN101", mandated("    promotes in ai", "  no voting_rules"))
    assert (found.severity, found.span.line, found.entity) == ("error", 7, "Agency.mandate")


ONE_HEAD = "  organ Office { headed by Director, appointed by Members }\n  organ Members { plenary }"
TWO_HEADS = ONE_HEAD + "\n  organ Watch { headed by Inspector, appointed by Members }"
PAIR = "    promotes in ai, through Office\n    inspects in ai, through "


def test_one_head_promotes_and_inspects() -> None:
    found = only("MAN102", mandated(PAIR + "Office", ONE_HEAD))
    assert (found.severity, found.span.line, found.entity) == ("warning", 7, "Agency.mandate.promotes.ai")
    assert found.message == "Under Director and from one budget, Agency promotes in ai and inspects in ai"
    assert found.witness is not None
    assert (found.witness["head"], found.witness["pairs"]) == ("Director", [["promotes", "inspects"]])


def test_a_part_of_an_organ_is_under_its_head() -> None:
    more = ONE_HEAD + "\n  organ Watch { part of Office }"
    assert places("MAN102", mandated(PAIR + "Watch", more)) == [(7, "Agency.mandate.promotes.ai")]


def test_a_function_without_organ_falls_to_the_only_head() -> None:
    tasks = "    promotes in ai\n    verifies in ai, through Office"
    assert places("MAN102", mandated(tasks, ONE_HEAD)) == [(7, "Agency.mandate.promotes.ai")]
    several = findings("MAN102", mandated(tasks, TWO_HEADS))
    assert [(f.severity, f.span.line, f.entity) for f in several] == [("gap", 7, "Agency.mandate")]


def test_two_heads_or_two_budgets_keep_them_apart() -> None:
    assert findings("MAN102", mandated(PAIR + "Watch", TWO_HEADS)) == []
    fund = ONE_HEAD + '\n  fund SafetyFund "Safety fund", run by Office'
    assert findings("MAN102", mandated(PAIR + "Office, with SafetyFund", fund)) == []


def test_a_declared_function_counts_as_what_it_refines() -> None:
    text = agency(f"  mandate {{\n{PAIR.replace('inspects', 'audits')}Office\n  }}\n{ONE_HEAD}", before=DOMAIN)
    text = text.replace(DOMAIN, f'{DOMAIN} ; function audits "Audits" refines inspects')
    assert places("MAN102", text) == [(7, "Agency.mandate.promotes.ai")]


def test_gifts_and_no_secretariat_are_two_means_short() -> None:
    found = only("MAN103", mandated("    warns in ai", "  no secretariat\n  funding { voluntary }"))
    assert (found.severity, found.span.line, found.entity) == ("warning", 7, "Agency.mandate")
    assert found.message == "Agency warns in ai but lacks staff and money: 2 of 3 means"
    assert found.witness is not None
    assert found.witness["functions"][0]["means"] == {"staff": "no", "money": "no", "decision": "unknown"}
    assert found.witness["text"] == (
        "staff: the charter says that there is no staff or secretariat; money: all money is voluntary: nobody owes any"
    )


def test_access_counts_only_for_what_looks_at_something() -> None:
    more = ONE_HEAD + "\n  no inspection\n  funding { voluntary }"
    tasks = "    verifies in ai, through Office\n    warns in ai, through Office"
    found = only("MAN103", mandated(tasks.splitlines()[0], more))
    assert found.witness is not None
    assert (found.witness["lacking"], found.witness["of"]) == (["money", "access"], 4)
    said = findings("MAN103", mandated(tasks.splitlines()[1], more))
    assert [f.severity for f in said] == ["gap"]


def test_assessed_money_and_a_staffed_organ_are_enough() -> None:
    more = ONE_HEAD.replace("headed", "staff 5 ; headed") + "\n  funding { assessed by un_scale ; voluntary }"
    assert findings("MAN103", mandated("    warns in ai, through Office", more)) == []


def test_what_is_not_said_of_means_is_one_gap() -> None:
    found = only("MAN103", mandated("    promotes in ai\n    warns in ai"))
    assert (found.severity, found.span.line, found.entity) == ("gap", 7, "Agency.mandate")


@pytest.mark.parametrize(
    ("design", "expected"),
    [
        ("iaea", [("MAN102", "warning", "IAEA.mandate.promotes.peaceful_nuclear_energy")]),
        (
            "un_ai_panel",
            [("MAN101", "error", "UNAIPanel.mandate.Dialogue"), ("MAN103", "warning", "UNAIPanel.mandate.Dialogue")],
        ),
        ("iaia", []),
        ("icao", []),
        ("ilo", []),
        ("un", []),
        ("fsb", []),
        ("oecd", []),
    ],
)
def test_on_shipped_designs(design: str, expected: list[tuple[str, str, str]]) -> None:
    found = check(load(design), select=["MAN"]).findings
    assert [(f.code, f.severity, f.entity) for f in found if f.severity != "gap"] == expected


def test_the_pair_of_the_atomic_agency_is_the_one_that_its_statute_has() -> None:
    found = next(f for f in check(load("iaea"), select=["MAN102"]).findings)
    assert found.witness is not None
    assert found.witness["head"] == "DirectorGeneral"
    assert found.witness["pairs"] == [["promotes", "inspects"], ["promotes", "verifies"]]
