"""The two packs: off until something turns them on, and what they say of real institutions."""

from __future__ import annotations

from functools import cache

import pytest

from charter import names
from charter.designs import designs
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check import registry
from charter.validators.check.engine import Selection, check

PACKS = tuple(names.PACKS)


@cache
def found(name: str) -> tuple[str, ...]:
    """The codes of the packs' findings on a design, gaps left out."""
    checked = check(load(name), select=["OST", "KLS"])
    return tuple(f.code for f in checked.findings if f.severity != "gap" and f.code[:3] in ("OST", "KLS"))


def codes(text: str, **options: object) -> list[str]:
    checked = check(load(Source("club.charter", "charter 1\n" + text)), **options)  # type: ignore[arg-type]
    return [f.code for f in checked.findings if f.code[:3] in ("OST", "KLS")]


BARE = "institution Club { organ Assembly { plenary } }\n"


def test_a_pack_is_off_until_it_is_turned_on() -> None:
    assert codes(BARE) == []
    assert codes(BARE, packs=["ostrom"]) == [f"OST10{n}" for n in range(1, 9)]
    assert codes(BARE, packs=["rational-design"]) == ["KLS101"]
    assert codes(BARE, select=["OST106"]) == ["OST106"]
    assert codes(BARE, select=["VOT"], packs=["ostrom"], ignore=["OST10"]) == []
    assert codes(BARE, select=["VOT"], packs=["ostrom"], ignore=["OST101"]) == [f"OST10{n}" for n in range(2, 9)]


def test_a_pack_that_is_off_leaves_its_suppressions_alone() -> None:
    text = 'institution Club {\n  organ Assembly { plenary }\n  allow OST106 because "courts do it"\n}\n'
    loaded = load(Source("club.charter", "charter 1\n" + text))
    assert "LNG601" not in {f.code for f in check(loaded).findings}
    on = check(loaded, packs=["ostrom"])
    assert [f.code for f in on.suppressed] == ["OST106"]
    assert "OST106" not in {f.code for f in on.findings}


def test_no_shipped_design_hears_of_a_pack_that_is_off() -> None:
    off = Selection.of(None, None)
    assert {e.code for e in registry.entries() if e.pack is not None and off.wants(e.code)} == set()
    assert {e.pack for e in registry.entries()} == {None, *PACKS}


def test_the_proposal_satisfies_all_eight_principles_and_fits_its_problems() -> None:
    assert found("iaia") == ()


def test_the_principles_on_real_institutions() -> None:
    # the Statute of the one names no way to settle conflicts; the other only ever meets and recommends
    assert found("wto") == ()
    assert found("iaea") == ("OST106",)
    assert set(found("fsb")) == {"OST102", "OST103", "OST105", "OST106", "OST107"}


def test_without_a_declared_problem_there_is_one_gap_for_all_rules() -> None:
    checked = check(load(Source("club.charter", "charter 1\n" + BARE)), select=["KLS"])
    (gap,) = [f for f in checked.findings if f.code.startswith("KLS")]
    assert (gap.severity, gap.span.line) == ("gap", 2)
    assert gap.witness is not None
    assert gap.witness["needed_by"] == [f"KLS10{n}" for n in range(1, 7)]


PROBLEMS = [
    ("enforcement", "membership { open to { FRA } ; admission by signature }", ["KLS101"]),
    ("enforcement", 'membership { open to { FRA }, "able" ; admission by signature }', []),
    ("coordination", "membership { open to { FRA } ; admission by signature }", []),
    ("distribution", "membership { open to { FRA } ; admission by admit }\n"
     "  decision admit : admission { step Assembly by unanimity }", ["KLS106", "KLS102"]),
    ("asymmetry", "adoption { sunset after 10 years }", ["KLS105"]),
    ("asymmetry", "decision act : procedure { step Assembly by majority of members and majority of gdp }", []),
    ("uncertainty_about_the_world", "membership { withdrawal by notice, notice 6 months }", []),
    ("uncertainty_about_the_world", "decision act : procedure { step Assembly by unanimity }", ["KLS106"]),
]  # fmt: skip


@pytest.mark.parametrize(("problem", "clause", "expected"), PROBLEMS)
def test_what_is_chosen_against_the_declared_problem(problem: str, clause: str, expected: list[str]) -> None:
    text = f"use world\ninstitution Club {{\n  problem {problem}\n  organ Assembly {{ plenary }}\n  {clause}\n}}\n"
    assert codes(text, packs=["rational-design"]) == expected


def test_a_finding_names_the_conjecture_and_the_place_of_the_problem() -> None:
    text = "institution Club {\n  problem uncertainty_about_the_world\n  organ Assembly { plenary }\n}\n"
    checked = check(load(Source("club.charter", "charter 1\n" + text)), select=["KLS106"])
    (finding,) = [f for f in checked.findings if f.code == "KLS106"]
    assert (finding.span.line, [label.span.line for label in finding.labels]) == (2, [3])
    assert finding.witness is not None
    assert finding.witness["conjecture"].endswith("(F1, F2)")
    assert finding.witness["problem"] == "uncertainty_about_the_world"


@pytest.mark.parametrize("name", sorted(designs()))
def test_no_rule_of_a_pack_fails_on_a_shipped_design(name: str) -> None:
    assert [f.message for f in check(load(name), select=["OST", "KLS"]).findings if f.code == "LNG901"] == []
