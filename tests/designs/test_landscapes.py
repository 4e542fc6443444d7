"""The shipped landscapes: who is in all and in none, what nobody covers, which tasks stand twice."""

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from charter.analysis.mandates.coverage import Coverage, of_landscape
from charter.designs import designs
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.model import Charter
from charter.validators.check.engine import check

LANDSCAPES = [name for name, design in designs().items() if design.kind == "landscapes"]


@cache
def charter_of(name: str) -> Charter:
    charter = load(name).charter
    assert charter is not None
    return charter


@cache
def coverage(name: str) -> Coverage:
    return of_landscape(charter_of(name), charter_of(name).landscapes[0])


@cache
def found(name: str, code: str) -> tuple[Finding, ...]:
    return tuple(f for f in check(load(name), select=[code]).findings if f.code == code)


def test_three_landscapes_are_listed_with_their_own_titles() -> None:
    assert LANDSCAPES == ["ai_2026", "ai_economy", "hlab_sample"]
    assert designs()["hlab_sample"].title == "Seven AI initiatives outside the United Nations"
    assert designs()["ai_economy"].title == "AI and the world economy"


@pytest.mark.parametrize("name", LANDSCAPES)
def test_no_mistake_of_the_language_and_no_fault(name: str) -> None:
    assert [(f.code, f.span.line) for f in check(load(name)).findings if f.code.startswith("LNG")] == []


def test_seven_states_are_in_all_seven_and_118_in_none() -> None:
    seen = coverage("hlab_sample")
    assert seen.in_all == ("CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA")
    assert seen.in_none is not None
    assert (len(seen.bodies), len(seen.in_none), seen.universe) == (7, 118, 193)
    assert {r.name: (r.in_none, r.states) for r in seen.regions} == {
        "African": (48, 54),
        "AsiaPacific": (44, 54),
        "EasternEuropean": (1, 23),
        "GRULAC": (25, 33),
        "WEOG": (0, 29),
    }
    assert sum(r.people_in_none for r in seen.regions) == seen.people_in_none
    assert seen.people_in_none is not None
    assert Fraction(28, 100) < seen.people_in_none < Fraction(30, 100)


def test_the_sample_is_told_by_the_rule_with_the_same_figures() -> None:
    (only,) = found("hlab_sample", "LND105")
    witness: Any = only.witness
    assert (len(witness["in_none"]), len(witness["in_all"])) == (118, 7)
    assert only.message == (
        "118 of 193 states, with 29.0% of the people, are in none of 7 bodies; 7 states in all of them"
    )


def test_bodies_with_a_charter_of_their_own_are_imported_and_not_told_again() -> None:
    from charter.designs import find

    own = {name: {i.name for i in charter_of(name).institutions} for name in ("ai_2026", "ai_economy")}
    assert own == {"ai_2026": {"OECDPrinciples", "HiroshimaProcess", "AIConvention"}, "ai_economy": set()}
    used = {"AISI_Network": "aisi_network", "WAICO": "waico", "UNAIPanel": "un_ai_panel", "WTO": "wto", "ILO": "ilo"}
    for name, design in used.items():
        body = charter_of("ai_economy").institution(name)
        path = find(design)
        assert body is not None
        assert path is not None
        assert body.span.file == f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize(
    ("problem", "cell", "shown"),
    [
        ("labour displacement", "assesses.labour_displacement", ["institutions/ilo.charter:24"]),
        ("labour displacement", "redistributes.labour_displacement", ["institutions/ilo.charter:24"]),
        (
            "profit shifting",
            "redistributes.profit_shifting",
            ["institutions/oecd.charter:21", "institutions/oecd.charter:20"],
        ),
        ("data across borders", "sets_norms.data_flows", ["institutions/wto.charter:27"]),
        ("concentration of capacity", "sets_norms.ai_concentration", ["landscapes/ai_2026.charter:24"]),
        (
            "concentration of capacity",
            "gives_access.ai_concentration",
            ["institutions/un_ai_panel.charter:24", "landscapes/ai_2026.charter:24"],
        ),
        (
            "macroeconomic stability",
            "responds_to_emergencies.macro_stability",
            ["institutions/imf.charter:20", "institutions/imf.charter:19"],
        ),
    ],
)
def test_each_gap_of_the_economy_with_the_clauses_that_come_nearest(problem: str, cell: str, shown: list[str]) -> None:
    (gap,) = [f for f in found("ai_economy", "LND101") if f.entity == f"ai_economy.{cell}"]
    assert [f"{each.span.file}:{each.span.line}" for each in gap.labels] == shown, problem
    assert all(each.text == "the nearest" for each in gap.labels)


def test_tasks_that_stand_twice_in_the_economy_with_their_clauses() -> None:
    pairs = {f.entity.removeprefix("ai_economy."): f for f in found("ai_economy", "LND102")}
    assert {name: [f"{each.span.file}:{each.span.line}" for each in f.labels] for name, f in pairs.items()} == {
        "AISI_Network.HiroshimaProcess": ["institutions/aisi_network.charter:33", "landscapes/ai_2026.charter:35"],
        "AISI_Network.WAICO": ["institutions/aisi_network.charter:34", "proposals/waico.charter:18"],
    }


def test_nobody_inspects_sanctions_or_answers_emergencies_in_ai() -> None:
    gaps = {f.entity.removeprefix("ai_2026."): f for f in found("ai_2026", "LND101")}
    nobody = {name for name, f in gaps.items() if "nobody among those described has that mandate" in f.message}
    assert nobody == {
        "sets_standards.ai_safety",
        "inspects.ai_safety",
        "verifies.ai_safety",
        "sanctions.ai_safety",
        "responds_to_emergencies.ai_safety",
        "gives_access.ai_computing",
        "finances.ai_capacity",
        "coordinates.artificial_intelligence",
    }
    assert set(gaps) - nobody == {"convenes.artificial_intelligence", "does_research.ai_safety"}
    assert "without money and decision" in gaps["convenes.artificial_intelligence"].message
    assert all(str(f.citations[0]).startswith("maas ") for f in gaps.values())


def test_capacity_is_built_twice_without_a_link() -> None:
    pairs = {tuple(f.entity.split(".")[1:]): f for f in found("ai_2026", "LND102")}
    assert ("AISI_Network", "WAICO") in pairs
    witness: Any = pairs["AISI_Network", "HiroshimaProcess"].witness
    assert (witness["common"], witness["together"]) == (31, 35)


def test_the_convention_on_ai_can_enter_into_force_without_any_computing_power() -> None:
    (only,) = [f for f in found("ai_2026", "ADP105") if f.severity != "gap"]
    witness: Any = only.witness
    assert (only.entity, only.severity, witness["share"]) == ("AIConvention.adoption", "warning", 0)


def test_what_nobody_covers_of_ai_in_the_economy() -> None:
    gaps = {f.entity.removeprefix("ai_economy."): f.message for f in found("ai_economy", "LND101")}
    assert set(gaps) == {
        "assesses.labour_displacement",
        "redistributes.labour_displacement",
        "redistributes.profit_shifting",
        "sets_norms.data_flows",
        "sets_norms.ai_concentration",
        "gives_access.ai_concentration",
        "responds_to_emergencies.macro_stability",
    }
    weak = "nobody among those described has it with binding force: OECDPrinciples (recommended)"
    assert weak in gaps["sets_norms.ai_concentration"]


@pytest.mark.parametrize(
    ("function", "domain", "holder", "fit"),
    [
        ("sets_standards", "labour_displacement", "ILO", "wider"),
        ("coordinates", "profit_shifting", "OECD", "wider"),
        ("sets_norms", "profit_shifting", "OECD", "wider"),
        ("reviews_peers", "data_flows", "WTO", "wider"),
        ("finances", "macro_stability", "IMF", "wider"),
        ("assesses", "ai_concentration", "UNAIPanel", "wider"),
    ],
)
def test_who_covers_what_by_a_wider_mandate(function: str, domain: str, holder: str, fit: str) -> None:
    cell = next(c for c in coverage("ai_economy").cells if (c.function, c.domain) == (function, domain))
    assert (holder, fit) in [(h.body, h.fit) for h in cell.holdings]
    assert all(h.task.citations for h in cell.holdings)


def test_the_bank_and_the_fund_are_linked_by_membership() -> None:
    from charter.analysis.mandates.coverage import ties

    charter = load("ai_economy").charter
    assert charter is not None
    bank, fund = charter.institution("IBRD"), charter.institution("IMF")
    assert bank is not None
    assert fund is not None
    assert ties(bank, fund) == "IBRD requires membership of IMF"


def test_the_permanent_five_can_stop_every_way_to_a_sanction_in_the_nuclear_field(tmp_path: Path) -> None:
    file = tmp_path / "nuclear.charter"
    file.write_text('charter 1\nuse iaea\nuse un\nlandscape nuclear "Nuclear" {\n  includes IAEA, UN\n}\n')
    (only,) = check(load(file), select=["LND"]).findings
    witness: Any = only.witness
    assert (only.code, only.span.line, only.entity) == ("LND104", 4, "nuclear")
    assert witness["members"] == ["CHN", "FRA", "GBR", "RUS", "USA"]
    assert [p["path"] for p in witness["paths"]] == [
        "IAEA.safeguards.refer",
        "UN.keep_the_peace.measures_short_of_force",
        "UN.keep_the_peace.use_of_force",
        "UN.keep_the_peace.membership_ended",
    ]
