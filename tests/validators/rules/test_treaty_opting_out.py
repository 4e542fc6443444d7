"""Who objects is not bound, who is concerned consents, and reservations to single provisions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from rule_checking import findings, places

from charter.analysis.authority import authority
from charter.analysis.subject import Subject
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.render.figures.adoption import adoption_diagram
from charter.render.figures.decision import decision_diagram

CLUB = """charter 1
use world
institution Club {
  members are { AUT, BEL, DEU }
  organ Assembly { plenary }
  decision act : standard {
    step Assembly by 2/3 of members
    force binding
    binds BOUND
  }
  adoption {
    in force on 3 ratifications
    ENTRY
  }
}
"""


def club(bound: str, entry: str = "review every 5 years") -> str:
    """Three members and a decision that binds them so."""
    return CLUB.replace("BOUND", bound).replace("ENTRY", entry)


@pytest.mark.parametrize(
    ("bound", "pooling"),
    [
        ("members", Fraction(2, 3)),
        ("members, except those who object within 60 days", Fraction(1, 3)),
        ("members, with consent of those concerned", Fraction(1, 3)),
        ("members, those who accept", Fraction(1, 3)),
    ],
)
def test_who_is_not_bound_against_its_will_pools_half(bound: str, pooling: Fraction) -> None:
    """Two thirds score 2/3; half of it where one may stay out of what is decided: 1/3."""
    charter = load(Source("a.charter", club(bound))).charter
    (policy,) = [a for a in authority(Subject(charter.institutions[0], charter)).areas if a.name == "policy"]
    assert policy.pooling == pooling


def test_who_may_object_is_not_bound_without_a_voice() -> None:
    assert places("MEM102", club("{ AUT, FRA }")) == [(9, "Club.act")]
    assert places("MEM102", club("{ AUT, FRA }, except those who object within 60 days")) == []


def test_reservations_to_provisions_stand_beside_the_general_rule() -> None:
    text = club("members", 'reservations none\n    reservations allowed to "Article 4", "Article 7"')
    charter = load(Source("a.charter", text)).charter
    said = adoption_diagram(charter.institutions[0], charter).scene.description
    assert "Reservations to provisions: allowed: Article 4 and Article 7" in said
    assert findings("LNG402", text) == []
    both = club("members", 'reservations none to "Article 4"\n    reservations allowed to "Article 4"')
    (found,) = findings("LNG402", both)
    assert (found.span.line, found.message) == (
        14,
        "`reservations allowed to Article 4` stands beside `reservations none to Article 4` on line 13: they cannot "
        "both hold",
    )
    twice = load(Source("a.charter", club("members", "reservations none\n    reservations allowed"))).findings
    assert [(f.code, f.span.line) for f in twice if f.severity == "error"] == [("LNG401", 14)]


def test_the_picture_says_who_is_not_bound() -> None:
    charter = load(Source("a.charter", club("members, except those who object within 60 days"))).charter
    club_ = charter.institutions[0]
    said = decision_diagram(club_, charter, club_.decisions[0]).scene.description
    assert "Binds members, except those who object within 60 days" in said
