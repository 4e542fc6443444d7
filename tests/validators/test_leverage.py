"""Leverage of a measure: how much of what those outside lack members supply."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from charter.analysis.incentives.leverage import leverage
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.model.institution import NonParties
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check
from charter.validators.rules.case import Case

HEAD = """charter 1
use world
data chips "Accelerators" from "chips.csv" keyed by party {{
  made in "million"
  wanted in "million"
}}
institution Club {{
  members are {members}
  non-parties face export_ban on "accelerators", supplied by chips.made, needed by chips.wanted
}}
"""
ROWS = "party,made,wanted\nUSA,6,9\nKOR,3,1\nCHN,1,5\nFRA,0,2\nKEN,0,0\n"


def club(folder: Path, members: str, rows: str = ROWS) -> Case:
    (folder / "chips.csv").write_text(rows, encoding="utf-8")
    (folder / "a.charter").write_text(HEAD.format(members=members), encoding="utf-8")
    loaded = load(str(folder / "a.charter"))
    assert loaded.charter is not None
    return Case(loaded.charter.institutions[0], loaded.charter, loaded=loaded)


def test_what_is_lacked_is_bought_in_proportion_to_what_is_made(tmp_path: Path) -> None:
    """The United States and Korea make 9 of 10. China makes 1 and wants 5, so it lacks 4, and the others make 9, all of
    it members: leverage 1. France makes none and wants 2: 9 of 10. Together (4 x 1 + 2 x 9/10) / 6 = 29/30. Kenya wants
    nothing, so that nothing can be withheld from it."""
    found = leverage(club(tmp_path, "{ USA, KOR }"), _measure(club(tmp_path, "{ USA, KOR }")))
    assert [(p.party, p.lacks, p.share) for p in found.pressures] == [
        ("CHN", 4, Fraction(1)),
        ("FRA", 2, Fraction(9, 10)),
    ]
    assert found.share == Fraction(29, 30)
    assert _codes(club(tmp_path, "{ USA, KOR }")) == []


def test_a_club_of_those_who_make_little_has_no_leverage(tmp_path: Path) -> None:
    """France and Kenya make nothing of what they ban."""
    case = club(tmp_path, "{ FRA, KEN }")
    (found,) = [f for f in _checked(case) if f.code == "MEM107"]
    assert (found.severity, found.span.line) == ("warning", 9)
    assert found.message == (
        "the export ban on accelerators has no leverage on those outside: members supply 0% of what those outside lack"
    )
    assert (found.witness or {})["text"] == (
        "members make 0% of all by `chips.made`; CHN, which lacks most, gets 0% of what it lacks from them; "
        "all outside together 0%"
    )


def test_a_member_of_whom_no_figure_is_known_leaves_a_gap(tmp_path: Path) -> None:
    (found,) = [f for f in _checked(club(tmp_path, "{ USA, JPN }")) if f.code == "MEM107"]
    assert found.severity == "gap"
    assert "the figure in `chips.made` for 1 of" in found.message


def test_a_charter_without_figures_is_asked_for_them() -> None:
    text = (
        "charter 1\nuse world\ninstitution Club {\n  members are G7\n"
        '  non-parties face export_ban on "accelerators"\n}\n'
    )
    (found,) = check(load(Source("a.charter", text)), select=["MEM107"]).findings
    assert (found.severity, found.span.line) == ("gap", 5)
    assert found.message == "cannot tell: no clause on who supplies and who needs accelerators"
    assert found.help == "say who makes and who needs it: `supplied by COLUMN, needed by COLUMN`"


def _measure(case: Case) -> NonParties:
    return case.institution.non_parties[0]


def _checked(case: Case) -> tuple[Finding, ...]:
    assert case.loaded is not None
    return check(case.loaded, select=["MEM107"]).findings


def _codes(case: Case) -> list[str]:
    return [f.code for f in _checked(case)]
