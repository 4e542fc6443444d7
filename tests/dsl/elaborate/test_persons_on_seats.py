"""Seats of persons: floors by qualification and gender, who nominates, lists from which they are drawn."""

from __future__ import annotations

from rule_checking import agency, findings

from charter.analysis.appointment import fillers
from charter.analysis.subject import Subject
from charter.dsl.load import load
from charter.dsl.model.charter import Charter
from charter.dsl.model.organs import SeatLine
from charter.dsl.syntax.source import Source
from charter.render.figures.structure import structure
from charter.render.words.clauses import seat_line_words

COURT = """
  organ Assembly { plenary; decides by majority of members }
  organ Registry : secretariat { headed by Registrar, appointed by Assembly }
  organ Court : tribunal {
    experts 18 elected by Assembly for 9 years, nominated by members,
      at least 9 with "competence in criminal law", GENDER
  }
"""


def read(text: str) -> Charter:
    loaded = load(Source("a.charter", text))
    assert [(f.code, f.span.line, f.message) for f in loaded.findings if f.severity == "error"] == []
    assert loaded.charter is not None
    return loaded.charter


def experts(text: str) -> SeatLine:
    organ = read(text).institutions[0].organ("Court")
    assert organ is not None
    assert organ.experts is not None
    return organ.experts


def test_a_court_of_eighteen_with_what_its_judges_must_be() -> None:
    """A third of 18 women are 6; with half of each gender nine are women and nine men."""
    line = experts(agency(COURT.replace("GENDER", "at least 1/3 women")))
    skilled, women = line.floors
    assert (skilled.count, skilled.skill, skilled.least(18)) == (9, "competence in criminal law", 9)
    assert (women.gender, women.least(18)) == ("women", 6)
    each = experts(agency(COURT.replace("GENDER", "at least half of each gender"))).floors[1]
    assert (each.gender, each.least(18)) == ("each", 18)


def test_more_than_there_are_seats_cannot_be_filled() -> None:
    """10 women and 9 men are 19 of 18 seats, 10 of each 20; 9 and 9 fit."""
    told = []
    for gender in (
        "at least 9 women, at least 9 men",
        "at least 10 women, at least 9 men",
        "at least 10 of each gender",
    ):
        text = agency(COURT.replace("experts 18", "seats { 18").replace("GENDER", gender + " }"))
        told += [[(f.severity, f.span.line, f.witness["seats"]) for f in findings("LNG303", text)]]
    assert told == [[], [("error", 11, 19)], [("error", 11, 20)]]


def test_members_that_nominate_fill_the_court() -> None:
    charter = read(agency(COURT.replace("GENDER", "at least half women")))
    institution = charter.institutions[0]
    court = institution.organ("Court")
    assert court is not None
    assert [(f.kind, f.name) for f in fillers(Subject(institution, charter), court)] == [
        ("organ", "Assembly"),
        ("members", ""),
    ]
    edges = [e for e in structure(institution, charter).edges if (e.tail, e.head) == ("members", "organ:Court")]
    assert [e.labels for e in edges] == [("nominates 18 seats",)]


def test_a_panel_is_drawn_from_a_list() -> None:
    line = experts(agency(COURT.replace("GENDER", "from a list of 40 kept by Registry")))
    assert line.panel_list is not None
    assert (line.panel_list.size, line.panel_list.kept_by) == (40, "Registry")
    assert seat_line_words(line) == (
        "18 elected by Assembly on nomination of members, 9 years, at least 9 with competence in criminal law, "
        "from a list of 40 kept by Registry"
    )
