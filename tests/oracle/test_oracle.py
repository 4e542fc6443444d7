"""The oracle against votes counted by hand, and Charter against the oracle on generated charters.

`pytest -m slow tests/oracle` takes 2,000 of them, `python -m tests.oracle --to 20000` as many as are wanted.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from . import answers
from .compare import AWAITING, compared, read, told
from .table import AS_WRITTEN, Circumstances, Reading

FAST, SLOW = range(20), range(20, 2000)
MOST_UNKNOWN = Fraction(2, 100)

CLUB = """charter 1
use world
group Ga = { FRA, DEU }
institution Club {
  members are { FRA, DEU, ITA, LUX }
  organ Assembly { plenary; decides by 2/3 of present and voting }
  organ Council {
    seats { 1 permanent { FRA } ; 1 elected by Assembly from { DEU, ITA } for 2 years }
    decides by 2 seats
  }
  organ Full {
    seats { 2 permanent { FRA, DEU }, with veto ; 1 rotating among { ITA, LUX } for 1 year }
    decides by 2 seats
  }
  decision plain : standard { step Assembly by 3 members }
  decision both : standard { step Council ; step Assembly by 3 members }
  decision found : finding { step Assembly, accused barred }
  decision full : standard { step Full }
  decision silent : standard { step Assembly unless 1/2 of { ESP } object within 30 days }
}
"""


def cases(name: str, now: Circumstances = AS_WRITTEN) -> list[answers.Outcome]:
    charter = read(CLUB).charter
    assert charter is not None
    reading = Reading(charter, charter.institutions[0], now)
    decision = reading.institution.decision(name)
    assert decision is not None
    return reading.cases(decision)


def test_three_of_four_by_hand() -> None:
    """5 of 16 coalitions have three or more. A member decides where exactly two of the other three say yes: 3 ways of
    8, and so do all four: a quarter each."""
    (case,) = cases("plain")
    assert answers.power_to_act(case, ()) == Fraction(5, 16)
    assert answers.power(case, (), ("FRA",)) == Fraction(1, 4)
    assert answers.fewest(case, (), True) == 2
    assert answers.fewest(case, (), False) == 3
    assert answers.vetoes(case, ()) == ()


def test_two_steps_over_two_compositions_by_hand() -> None:
    """FRA and the one elected must say yes, and one at least of the two others: 3 of 16."""
    found = cases("both")
    assert sorted(s.holder for c in found for s in c.seated["Council"]) == ["DEU", "FRA", "FRA", "ITA"]
    assert [answers.power_to_act(c, ()) for c in found] == [Fraction(3, 16)] * 2
    assert [answers.fewest(c, (), False) for c in found] == [3, 3]
    one = answers.over_cases(found, lambda c: answers.blocks(c, (), ("DEU",)))
    assert one == answers.DEPENDS, "only where DEU is elected"
    assert answers.over_cases(found, lambda c: answers.blocks(c, (), ("FRA",))) == answers.PROVED


def test_the_accused_ranges_over_everyone() -> None:
    """Of four with one barred, three vote, 2/3 of which is two: two block, one does not, whoever is accused."""
    found = cases("found")
    assert sorted(str(c.accused) for c in found) == ["DEU", "FRA", "ITA", "LUX"]
    assert {answers.fewest(c, (), True) for c in found} == {2}
    pair = answers.over_cases(found, lambda c: answers.blocks(c, (), ("FRA", "DEU")))
    assert pair == answers.REFUTED, "with FRA accused only DEU votes"


def test_a_seat_with_a_veto_and_a_share_of_nobody() -> None:
    """FRA and DEU each stop it; the third needs not agree. An objection of nobody never stops."""
    assert [sorted(p for u in answers.vetoes(c, ()) for p in u) for c in cases("full")] == [["DEU", "FRA"]] * 2
    (case,) = cases("silent")
    assert answers.power_to_act(case, ()) == 1


def test_a_set_that_votes_as_one_is_one_player() -> None:
    """Three of four as one: alone they are three members."""
    bloc = (frozenset(("FRA", "DEU", "ITA")),)
    (case,) = cases("plain", Circumstances(blocs=bloc))
    assert answers.fewest(case, bloc, False) == 1
    assert not answers.carries(case, bloc, ("FRA", "DEU", "LUX"))
    assert answers.power(case, bloc, bloc[0]) == 1


def test_the_index_of_shapley_by_every_order() -> None:
    for name in ("plain", "both", "full"):
        for case in cases(name):
            assert answers.shapley(case, (), ("FRA",)) == answers.shapley_by_orders(case, ("FRA",))


@pytest.mark.parametrize("seed", FAST)
def test_charter_and_the_oracle_agree(seed: int) -> None:
    assert told(compared(seed)) == []


def test_little_is_unknown() -> None:
    """Of what the oracle decides, Charter leaves less than 2% unknown."""
    found = [compared(seed) for seed in FAST[:10]]
    asked = sum(len(c.sentences) for c in found)
    left = [(s.text, why) for c in found for s, why in c.unknown]
    assert len(left) <= MOST_UNKNOWN * asked, left


def test_nothing_is_concluded_of_a_text_that_can_never_enter_into_force() -> None:
    found = [compared(seed) for seed in FAST]
    assert any(c.moot(s) for c in found for s in c.sentences)
    assert [(c.seed, s.text, verdict) for c in found for s, verdict in c.concluded] == []


@pytest.mark.slow
def test_charter_and_the_oracle_agree_on_two_thousand() -> None:
    wrong, asked, left = [], 0, 0
    for seed in SLOW:
        found = compared(seed)
        wrong += told(found)
        asked, left = asked + len(found.sentences), left + len(found.unknown)
    assert wrong == []
    assert left <= MOST_UNKNOWN * asked


def test_what_is_awaited_has_a_reason() -> None:
    assert all(reason for reason in AWAITING.values())
