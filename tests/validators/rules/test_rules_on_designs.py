"""The first rules on the shipped designs, from the encoded facts alone: where they must fire, and where not."""

from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.validators.check.engine import check

RULES = ("STR102", "REP103", "VOT107", "ENF103", "FND101", "LNG")


@cache
def found_in(design: str) -> tuple[Finding, ...]:
    return check(load(design), select=RULES).findings


def of(design: str, code: str, entity: str) -> Finding:
    found = [f for f in found_in(design) if (f.code, f.entity) == (code, entity)]
    assert len(found) == 1, [(f.code, f.entity) for f in found_in(design)]
    return found[0]


@pytest.mark.parametrize("design", ["iaea", "ilo", "un", "iaia"])
def test_a_shipped_design_has_no_fault_of_the_language(design: str) -> None:
    assert [(f.code, str(f.span), f.message) for f in found_in(design) if f.code.startswith("LNG")] == []


def test_the_proposal_answers_every_one_of_these_rules() -> None:
    assert [(f.code, f.entity, f.message) for f in found_in("iaia")] == []


@pytest.mark.parametrize(
    ("design", "code", "entity", "seats", "of_all"),
    [
        ("iaea", "STR102", "IAEA.Board", 13, 35),
        ("iaea", "REP103", "IAEA.Board", 13, 35),
        ("ilo", "REP103", "ILO.GoverningBody.government", 10, 28),
        ("un", "REP103", "UN.SecurityCouncil", 5, 15),
    ],
)
def test_seats_that_nobody_elects(design: str, code: str, entity: str, seats: int, of_all: int) -> None:
    witness: Any = of(design, code, entity).witness
    assert (witness["seats"], witness["of"], witness["share"]) == (seats, of_all, Fraction(seats, of_all))


def test_the_permanent_members_are_named() -> None:
    witness: Any = of("un", "REP103", "UN.SecurityCouncil").witness
    assert witness["lines"][0]["held_by"] == ["CHN", "FRA", "GBR", "RUS", "USA"]


@pytest.mark.parametrize(
    ("design", "entity", "severity"),
    [
        ("iaea", "IAEA.find_noncompliance", "error"),
        ("iaea", "IAEA.suspend", "warning"),
        ("iaea", "IAEA.safeguards.refer", "error"),
        ("un", "UN.chapter_vii", "error"),
    ],
)
def test_judges_in_their_own_case(design: str, entity: str, severity: str) -> None:
    assert of(design, "VOT107", entity).severity == severity


def test_the_governing_body_judges_its_own_members() -> None:
    said = [f.message for f in found_in("ilo") if f.code == "VOT107"]
    assert any(m.startswith("The State concerned may vote ") and "in the Governing Body" in m for m in said)


@pytest.mark.parametrize(("design", "obligation"), [("iaea", "IAEA.safeguards"), ("ilo", "ILO.apply_conventions")])
def test_ladders_that_may_wait(design: str, obligation: str) -> None:
    found = [f for f in found_in(design) if f.code == "ENF103" and f.entity.startswith(obligation + ".")]
    assert len(found) == 1
    assert found[0].citations


def test_the_largest_payer_of_the_united_nations() -> None:
    found = of("un", "FND101", "UN.funding")
    witness: Any = found.witness
    assert (witness["payers"][0]["party"], witness["exact"]) == ("USA", True)
    assert abs(witness["top1"] - Fraction(22, 100)) < Fraction(1, 1000)
