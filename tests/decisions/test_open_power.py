"""Power where seats are open: against every composition, and on boards whose seats alone are known."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from claims_brute import compositions, formulas, sets, spaces
from hypothesis import given, settings
from test_claims import alone, game
from test_compositions import charter_of, design

from charter.decisions.elements import CompositionSpace, Formula
from charter.decisions.play.fixed_game import SEATS, Standing, standing, without
from charter.decisions.play.power_bounds import GroupPower, Undecided, group_power, share_indices
from charter.decisions.procedure import Circumstances
from charter.decisions.to_game import game_of
from charter.dsl.model.charter import Charter


@settings(max_examples=60, deadline=None)
@given(spaces(sided=True), formulas(), sets)
def test_bounds_are_those_of_every_composition(
    space: CompositionSpace, formula: Formula, group: frozenset[str]
) -> None:
    found = alone(space, formula)
    shares = []
    for composition in compositions(space):
        index = game_of(found.assembled, {found.parts[0].hall.entity: composition}).power.banzhaf()
        shares.append(sum((Fraction(v) for p, v in index.items() if p in group), Fraction(0)))
    if len({o.post for o in space.opens}) > 1:
        # a chamber, or a seat without a vote, may make a vote depend on the seat
        with suppress(Undecided):
            power = group_power(found, group)
            assert (power.least, power.most) == ((min(shares), max(shares)) if shares else (None, None))
        return
    power = group_power(found, group)
    assert (power.least, power.most) == ((min(shares), max(shares)) if shares else (None, None))


def test_a_board_with_floating_seats() -> None:
    """35 equal seats: a group has as much power as seats, in every lawful composition."""
    charter = design("iaea")
    agency = charter.institutions[0]
    decision = next(d for d in agency.decisions if [s.by.name for s in d.steps] == ["Board"] and not d.barred)
    found = game(charter, decision.name)
    area = next(frozenset(g.parties.members or ()) for g in charter.groups if g.name == "AfricaArea")
    power = group_power(found, area)
    assert (power.least, power.most) == (Fraction(5, 35), Fraction(11, 35))
    seats = on_seats(charter, decision.name)
    assert len(seats.game.players) == len(seats.seat_lines) == 35
    assert set(seats.game.power.banzhaf().values()) == {Fraction(1, 35)}


def on_seats(charter: Charter, name: str) -> Standing:
    institution = charter.institutions[0]
    found = standing(charter, institution, institution.decision(name), seats=True)
    assert isinstance(found, Standing)
    assert found.kind == SEATS
    return found


def test_the_power_of_a_seat_on_the_security_council() -> None:
    seats = on_seats(design("un"), "chapter_vii")
    index = seats.game.power.shapley_shubik()
    assert index["USA"] == Fraction(421, 2145)
    assert len(seats.seat_lines) == 10
    assert {index[name] for name in seats.seat_lines} == {Fraction(4, 2145)}
    five = group_power(seats.played, frozenset(("CHN", "FRA", "GBR", "RUS", "USA")), "shapley-shubik")
    assert (five.least, five.most) == (5 * Fraction(421, 2145), 5 * Fraction(421, 2145))


TWO = """
group Left = { FRA, DEU, ITA, ESP }
institution Two {
  members are { FRA, DEU, ITA, ESP, POL, SWE }
  organ Assembly { plenary }
  organ First { seats { 3 elected by Assembly } }
  organ Second { seats { 3 elected by Assembly } }
  decision both : standard { step First by majority of seats ; step Second by majority of seats }
  decision people : standard { step First by majority of population }
  decision ours : standard { step First by majority of seats ; step Assembly by 2/3 of members }
}
"""


def test_two_open_organs_have_power_by_seat_and_a_reason_why_not_by_group() -> None:
    both = game(charter_of(TWO), "both")
    with pytest.raises(Undecided, match="seats are open in First and Second"):
        group_power(both, frozenset(("FRA", "DEU")))
    seats = on_seats(charter_of(TWO), "both")
    assert set(seats.game.power.banzhaf().values()) == {Fraction(1, 6)}
    assert [p.hall.label for p in seats.opened] == ["First", "Second"]


OVERLAP = """
group Left = { FRA, DEU, ITA }
group Right = { ESP, POL, SWE }
institution Mixed {
  members are { FRA, DEU, ITA, ESP, POL, SWE }
  organ Assembly { plenary }
  organ Council {
    seats 4 {
      2 elected by Assembly from Left, chamber West
      2 elected by Assembly from Right, chamber East
    }
  }
  decision act : standard {
    step Council by 3 seats and majority of each chamber
    step Assembly by 2/3 of members
  }
}
"""


@pytest.mark.parametrize("index", ["banzhaf-normalized", "shapley-shubik", "johnston", "deegan-packel", "holler"])
@pytest.mark.parametrize("gone", [(), ("SWE",)])
def test_every_index_is_bounded_by_enumeration_with_members_in_two_steps(index: str, gone: tuple[str, ...]) -> None:
    """Chambers whose seats are of different kinds; members vote in the Assembly too, one of them perhaps left out."""
    found = without(on_seats(charter_of(OVERLAP), "act"), frozenset(gone)).played
    group = frozenset(("FRA", "POL", "SWE"))
    shares = []
    for composition in compositions(found.parts[0].hall.spaces.variants[0]):
        played = game_of(found.assembled, {found.parts[0].hall.entity: composition})
        assert set(played.players) == {"FRA", "DEU", "ITA", "ESP", "POL", "SWE"} - set(gone)
        values = share_indices()[index](played.power)
        shares.append(sum((Fraction(v) for p, v in values.items() if p in group), Fraction(0)))
    power = group_power(found, group, index)
    assert (power.least, power.most) == (min(shares), max(shares))
    assert gone or min(shares) < max(shares)


def test_sets_that_vote_as_one_over_open_seats() -> None:
    """Against every composition, with three who vote as one in both organs."""
    from itertools import combinations

    bloc = frozenset(("FRA", "DEU", "ITA"))
    found = game(charter_of(TWO), "ours", Circumstances(blocs=(bloc,)))
    part = next(p for p in found.parts if p.hall.spaces.known is None)
    space = part.hall.spaces.variants[0]
    from charter.decisions.elements import seat_of

    shares = []
    for chosen in combinations(sorted(space.opens[0].eligible), 3):
        composition = tuple(seat_of(p, space.opens[0].post) for p in chosen)
        index = game_of(found.assembled, {part.hall.entity: composition}).power.banzhaf()
        shares.append(sum(Fraction(v) for p, v in index.items() if set(p.split("+")) <= bloc))
    power = group_power(found, bloc)
    assert (power.least, power.most) == (min(shares), max(shares))
    assert min(shares) < max(shares)
    # part of the set has none of its power, so that ESP with FRA has what ESP has alone
    assert group_power(found, frozenset(("FRA", "ESP"))) == group_power(found, frozenset(("ESP",)))


def test_known_holders_have_one_figure() -> None:
    charter = charter_of("""
institution Three {
  members are { FRA, DEU, ITA }
  organ Assembly { plenary }
  decision d : standard { step Assembly by majority of members }
}
""")
    third = Fraction(1, 3)
    power = group_power(game(charter, "d"), frozenset(("FRA",)))
    assert power == GroupPower(third, third, power.method)
