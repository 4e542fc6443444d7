"""The rule catalogue row by row on the shipped designs: where each rule must fire, and where it must be silent."""

from functools import cache

import pytest

from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.validators.check.engine import check

# Code, design, and the entity and severity of one finding that must be there.
FIRES = (
    ("STR101", "aisi_network", "AISI_Network.Coordinator", "error"),
    ("STR102", "iaea", "IAEA.Board", "warning"),
    ("STR103", "wto", "WTO.AppellateBody", "error"),
    ("STR104", "wto", "WTO.MinisterialConference", "note"),
    ("STR105", "waico", "WAICO", "warning"),
    ("MEM101", "aisi_network", "AISI_Network.mandate", "warning"),
    ("MEM102", "fsb", "FSB.apply_standards", "warning"),
    ("MEM103", "cern", "CERN.admit", "note"),
    ("MEM103", "oecd", "OECD.invite", "note"),
    ("MEM104", "imf", "IMF.membership", "warning"),
    ("REP101", "imf", "IMF.BoardOfGovernors", "warning"),
    ("REP102", "fsb", "FSB.Plenary", "warning"),
    ("REP103", "un", "UN.SecurityCouncil", "warning"),
    ("REP103", "ilo", "ILO.GoverningBody.government", "warning"),
    ("REP103", "iaea", "IAEA.Board", "warning"),
    ("REP104", "imf", "IMF.ExecutiveBoard", "warning"),
    ("VOT101", "un", "UN.chapter_vi", "error"),
    ("VOT101", "imf", "IMF.change_quotas", "warning"),
    ("VOT101", "ibrd", "IBRD.amend", "warning"),
    ("VOT101", "oecd", "OECD.act", "warning"),
    ("VOT102", "isa", "ISA.decide_substance", "warning"),
    ("VOT103", "imf", "IMF.change_quotas", "warning"),
    ("VOT104", "un", "UN.recommend_on_peace", "note"),
    ("VOT104", "imf", "IMF.decide", "note"),
    ("VOT105", "ilo", "ILO.Conference", "warning"),
    ("VOT105", "iaea", "IAEA.Board", "note"),
    ("VOT106", "iaea", "IAEA.admit", "note"),
    ("VOT107", "un", "UN.chapter_vii", "error"),
    ("VOT107", "iaea", "IAEA.find_noncompliance", "error"),
    ("VOT107", "ilo", "ILO.appoint_commission", "error"),
    ("VOT108", "fsb", "FSB.decide", "warning"),
    ("VOT111", "isa", "ISA.Council", "warning"),
    ("ENF101", "ilo", "ILO.apply_conventions.action", "error"),
    ("ENF101", "fsb", "FSB.apply_standards.publish", "warning"),
    ("ENF102", "iaea", "IAEA.safeguards.refer", "warning"),
    ("ENF103", "iaea", "IAEA.safeguards.call_to_remedy", "warning"),
    ("ENF103", "ilo", "ILO.apply_conventions.communicate", "warning"),
    ("ENF104", "aisi_network", "AISI_Network", "warning"),
    ("ENF104", "fsb", "FSB.apply_standards", "warning"),
    ("ENF105", "cern", "CERN.keep_convention.end_membership", "warning"),
    ("ENF106", "wto", "WTO.keep_agreements.retaliate", "note"),
    ("FND101", "un", "UN.funding", "warning"),
    ("FND101", "ipcc", "IPCC.funding", "warning"),
    ("FND102", "ipcc", "IPCC.funding", "warning"),
    ("FND103", "un", "UN.funding", "note"),
    ("FND104", "fsb", "FSB.funding", "note"),
    ("FND104", "aisi_network", "AISI_Network.funding", "note"),
    ("FND105", "itu", "ITU.funding", "note"),
    ("FND106", "fsb", "FSB.funding", "note"),
    ("MAN101", "un_ai_panel", "UNAIPanel.mandate.Dialogue", "error"),
    ("MAN103", "un_ai_panel", "UNAIPanel.mandate.Dialogue", "warning"),
    ("MAN102", "iaea", "IAEA.mandate.promotes.peaceful_nuclear_energy", "warning"),
    ("ADP101", "cern", "CERN.adoption", "warning"),
    ("ADP101", "un", "UN.adoption", "error"),
    ("CHG101", "ilo", "ILO.amend", "warning"),
    ("CHG101", "un", "UN.amend", "warning"),
    ("CHG101", "cern", "CERN.amend", "warning"),
    ("CHG102", "ilo", "ILO.GoverningBody", "warning"),
    ("CHG102", "un", "UN.SecurityCouncil", "warning"),
    ("CHG103", "narrow_path", "IASC.adoption.compute_thresholds", "warning"),
    ("CHG104", "oecd", "OECD.adoption", "note"),
    ("ACC101", "aisi_network", "AISI_Network", "note"),
    ("ACC102", "fsb", "FSB", "note"),
    ("ACC105", "imf", "IMF.Staff", "note"),
    ("ACC105", "un", "UN.Secretariat", "note"),
    ("LND101", "ai_2026", "ai_2026.inspects.ai_safety", "warning"),
    ("LND101", "ai_2026", "ai_2026.sanctions.ai_safety", "warning"),
    ("LND101", "ai_2026", "ai_2026.responds_to_emergencies.ai_safety", "warning"),
    ("LND102", "ai_2026", "ai_2026.AISI_Network.WAICO", "warning"),
    ("LND105", "hlab_sample", "hlab_sample", "note"),
)

# Code and design; a gap ("cannot tell") is not a finding against the institution.
SILENT = (
    ("STR101", "iaea"),
    ("STR102", "icao"),
    ("STR104", "iaea"),
    ("STR105", "cern"),
    ("MEM101", "iaea"),
    ("MEM102", "wto"),
    ("MEM103", "ilo"),
    ("MEM104", "ilo"),
    ("MEM105", "ilo"),
    ("MEM105", "global_fund"),
    ("MEM105", "itu"),
    ("MEM106", "montreal"),
    ("REP103", "icao"),
    ("REP104", "wto"),
    ("VOT102", "eu_council"),
    ("VOT103", "eu_council"),
    ("VOT107", "icao"),
    ("VOT108", "montreal"),
    ("VOT109", "wto"),
    ("VOT111", "montreal"),
    ("ENF101", "wto"),
    ("ENF101", "icao"),
    ("ENF101", "montreal"),
    ("ENF102", "wto"),
    ("ENF103", "wto"),
    ("ENF104", "iaea"),
    ("ENF105", "imf"),
    ("ENF105", "wto"),
    ("ENF106", "montreal"),
    ("ENF107", "montreal"),
    ("ENF107", "wto"),
    ("FND101", "wto"),
    ("FND102", "wto"),
    ("FND102", "imf"),
    ("FND103", "imf"),
    ("FND104", "ilo"),
    ("FND104", "un"),
    ("FND105", "un"),
    ("FND106", "un"),
    ("ADP101", "iaea"),
    ("ADP104", "cern"),
    ("ADP104", "iaea"),
    ("CHG101", "icao"),
    ("CHG101", "montreal"),
    ("CHG102", "isa"),
    ("CHG104", "imf"),
    ("ACC101", "imf"),
    ("ACC102", "ibrd"),
    ("ACC102", "ilo"),
    ("ACC103", "wto"),
    ("REP105", "eu_council"),
    ("VOT110", "eu_council"),
    ("MAN101", "cern"),
    ("MAN103", "iaea"),
    ("ADP103", "fsb"),
    ("ADP103", "aisi_network"),
    ("ADP105", "montreal"),
    ("CHG103", "icao"),
    ("ACC104", "un_ai_panel"),
    ("ACC104", "icao"),
    ("LND103", "wto"),
)

# Where a rule says otherwise than the catalogue's example, from the facts as they are written: what it says, and why.
DEPARTURES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("MEM105", "wto", (), "the agreements address states, as the charter writes; nothing in it binds firms"),
    ("MEM105", "aisi_network", (), "whom the network addresses is stated nowhere: a gap"),
    (
        "VOT102",
        "un",
        (),
        "the fewest that stop two thirds of the General Assembly are a third of it, not a tenth",
    ),
    (
        "VOT104",
        "eu_council",
        ("EU_Council.procedural_matter",),
        "a matter of procedure is decided by half of the members; the qualified majority with its 65% is silent",
    ),
    (
        "VOT108",
        "wto",
        ("WTO.add_plurilateral", "WTO.amend_dsu", "WTO.fill_appellate_body", "WTO.waive_transition"),
        "Article IX, with its vote after consensus, is silent; these four end at consensus",
    ),
    ("REP104", "ibrd", (), "who speaks for whom among the Executive Directors is in no table that ships"),
    ("ADP102", "ibrd", (), "the subscriptions of 1944 (Schedule A) are in no table that ships"),
    ("ACC103", "fsb", (), "what the Plenary publishes is not stated: a gap"),
    (
        "LND104",
        "ai_economy",
        (),
        "85% guards amendments; what answers a breach takes 70% in the Fund and a majority in the Bank",
    ),
)


@cache
def found_in(design: str) -> tuple[Finding, ...]:
    loaded = load(design)
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
    return tuple(check(loaded).findings)


def said(design: str, code: str) -> list[tuple[str, str]]:
    """Entity and severity of what a rule says of a design, by itself or as a consequence of what another found, without
    what it cannot tell."""
    told = [(f.entity, f.severity) for f in found_in(design) if f.code == code and f.severity != "gap"]
    for finding in found_in(design):
        follow = (finding.witness or {}).get("consequences", ())
        told += [(finding.entity, each["severity"]) for each in follow if each["code"] == code]
    return told


@pytest.mark.parametrize(("code", "design", "entity", "severity"), FIRES)
def test_it_fires_with_a_witness(code: str, design: str, entity: str, severity: str) -> None:
    assert (entity, severity) in said(design, code)
    assert [f.entity for f in found_in(design) if (f.code, f.entity) == (code, entity) and not f.witness] == []


@pytest.mark.parametrize(("code", "design"), SILENT)
def test_it_is_silent(code: str, design: str) -> None:
    assert said(design, code) == []


@pytest.mark.parametrize(("code", "design", "places", "why"), DEPARTURES, ids=[f"{d[0]}-{d[1]}" for d in DEPARTURES])
def test_it_departs_from_the_catalogue_as_written_down(
    code: str, design: str, places: tuple[str, ...], why: str
) -> None:
    assert why
    assert sorted({entity for entity, _ in said(design, code)}) == [*places]
