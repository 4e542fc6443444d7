"""How loud the catalogue is: nearly silent on two regimes that work, loud on two that bind nobody."""

from functools import cache

import pytest

from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.validators.check.engine import check

LOUD = ("error", "warning")
# The codes and entities of every error and warning; a change here is a change of what Charter says of the institution.
EXPECTED: dict[str, set[tuple[str, str, str]]] = {
    "montreal": set(),
    "icao": {
        ("ENF103", "ICAO.airlines_conform.bar_airline", "warning"),
        ("ENF103", "ICAO.obey_decisions.votes_lost", "warning"),
    },
    "fsb": {
        ("ENF101", "FSB.apply_standards.publish", "warning"),
        ("ENF101", "FSB.be_assessed", "warning"),
        ("ENF102", "FSB.apply_standards.publish", "warning"),
        ("ENF103", "FSB.apply_standards.publish", "warning"),
        ("ENF104", "FSB.apply_standards", "warning"),
        ("ENF104", "FSB.be_assessed", "warning"),
        ("MEM102", "FSB.apply_standards", "warning"),
        ("REP101", "FSB.Plenary", "warning"),
        ("REP102", "FSB.Plenary", "warning"),
        ("VOT101", "FSB.appoint_chair", "error"),
        ("VOT101", "FSB.decide", "warning"),
    },
    "aisi_network": {
        ("ENF104", "AISI_Network", "warning"),
        ("MAN101", "AISI_Network.mandate", "error"),
        ("MAN103", "AISI_Network.mandate", "warning"),
        ("MEM101", "AISI_Network.mandate", "warning"),
        ("STR101", "AISI_Network.Coordinator", "error"),
        ("STR105", "AISI_Network", "warning"),
    },
}


@cache
def loud(design: str) -> tuple[Finding, ...]:
    return tuple(f for f in check(load(design)).findings if f.severity in LOUD)


@pytest.mark.parametrize("design", EXPECTED)
def test_the_errors_and_warnings_are_exactly_these(design: str) -> None:
    assert {(f.code, f.entity, f.severity) for f in loud(design)} == EXPECTED[design]


@pytest.mark.parametrize("design", ["montreal", "icao"])
def test_a_regime_that_works_gives_at_most_four_warnings(design: str) -> None:
    found = [(f.code, f.entity, f.severity) for f in loud(design)]
    assert len(found) <= 4, found
    assert [entry for entry in found if entry[2] == "error"] == []


@pytest.mark.parametrize("design", ["fsb", "aisi_network"])
def test_a_body_that_binds_nobody_is_louder_than_either(design: str) -> None:
    quiet = max(len(loud("montreal")), len(loud("icao")))
    assert len(loud(design)) > quiet
    assert "error" in {f.severity for f in loud(design)}
