"""Whom an obligation reaches: firms by home and by market, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from charter.analysis.parties.participation import participation
from charter.analysis.parties.reach import Reach, reach
from charter.analysis.subject import Subject
from charter.decisions.elements import Unstated
from charter.dsl.load import load
from charter.validators.check.engine import check

TEXT = """charter 1
use world
party LabA "One lab" : firm of USA, selling in {{ USA, FRA }}
party LabB "Another lab" : firm of FRA
party LabC "A third lab" : firm
party Union "A union" : workers of FRA
data labs "Labs" from "labs.csv" keyed by party missing is 0 {{ compute }}
domain ai "AI"
outside agreement "An agreement" : agreement
institution Club {{
  members are {{ FRA, DEU }}
  mandate {{ sets standards in ai; capability measured by labs.compute }}
  obligation keep {{ binds {binds}; force binding; in ai }}
}}
"""
ROWS = "party,compute\nLabA,5\nLabB,2\nLabC,2\nUnion,1\n"


def club(folder: Path, binds: str, rows: str = ROWS) -> Subject:
    (folder / "labs.csv").write_text(rows, encoding="utf-8")
    (folder / "a.charter").write_text(TEXT.format(binds=binds), encoding="utf-8")
    loaded = load(str(folder / "a.charter"))
    assert loaded.charter is not None
    assert not [f for f in loaded.findings if f.severity == "error"], loaded.findings
    return Subject(loaded.charter.institutions[0], loaded.charter, loaded)


def of(subject: Subject) -> Reach:
    return reach(subject, subject.institution.obligations[0], "labs.compute")


def test_firms_by_home(tmp_path: Path) -> None:
    """Of 10 the French lab has 2 for certain; that of the lab without a home may be, 2 more. A union is no firm."""
    assert of(club(tmp_path, "firms in members")) == Reach(Fraction(2, 10), Fraction(4, 10), ("LabB",), ("LabC",))


def test_firms_by_market(tmp_path: Path) -> None:
    """The American lab sells in France: 5; where the two others sell is not stated."""
    found = of(club(tmp_path, "firms selling in members"))
    assert found == Reach(Fraction(5, 10), Fraction(9, 10), ("LabA",), ("LabB", "LabC"))


def test_members_bound_are_not_their_firms(tmp_path: Path) -> None:
    assert of(club(tmp_path, "members")) == Reach(Fraction(0), Fraction(0), (), ())


def test_states_in_the_column_count_where_their_firms_are_bound(tmp_path: Path) -> None:
    found = of(club(tmp_path, "firms in members", "party,compute\nFRA,1\nUSA,3\n"))
    assert (found.least, found.most, found.surely) == (Fraction(1, 4), Fraction(1, 4), ("FRA",))


def test_whoever_accepts_an_agreement_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(Unstated, match="whom keep binds"):
        of(club(tmp_path, "parties to agreement"))


def test_a_firm_of_a_member_is_not_outside(tmp_path: Path) -> None:
    """The American lab and the one without a home are outside with a twentieth and more; those of France are in."""
    subject = club(tmp_path, "firms in members")
    assert subject.loaded is not None
    (found,) = [f for f in check(subject.loaded).findings if f.code == "MEM101"]
    assert found.span.line == 12
    assert found.message == "LabA with 50% and LabC with 20% of `labs.compute` are not members; members hold 30%"


def test_the_brief_of_a_firm_has_the_duty_that_reaches_it(tmp_path: Path) -> None:
    for binds, reached in (("firms in members", "exempt"), ("firms selling in members", "bound")):
        found = participation(club(tmp_path, binds), frozenset(("LabA",)), "LabA")
        assert [d.reach for d in found.reaching] == [reached]
