"""Rules that a single weighted vote cannot state, each counted a second time here by other means."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np
import pytest
from test_compositions import charter_of, design

from charter import world
from charter.decisions.play.fixed_game import SEATS, Standing, standing
from charter.dsl.model.charter import Charter


def stand(charter: Charter, name: str, *, seats: bool = False, example: bool = False) -> Standing:
    institution = charter.institutions[0]
    decision = institution.decision(name)
    assert decision is not None
    found = standing(charter, institution, decision, seats=seats, example=example)
    assert isinstance(found, Standing), found
    return found


def winning_pairs(people: list[int], quota: int, least: int, enough: int, total: int) -> int:
    """Coalitions of these with `least` heads and the quota, or `enough` heads: both halves are listed, then paired.
    `total` heads and people are already on board: (heads, people)."""
    middle = len(people) // 2

    def listed(half: list[int]) -> list[np.ndarray]:
        sums = [np.zeros(1, dtype=np.int64)] + [np.zeros(0, dtype=np.int64)] * len(half)
        for value in half:
            sums = [np.concatenate([sums[k], sums[k - 1] + value]) if k else sums[0] for k in range(len(half) + 1)]
        return [np.sort(each) for each in sums]

    left, right = listed(people[:middle]), listed(people[middle:])
    count = 0
    for a, some in enumerate(left):
        for b, others in enumerate(right):
            if a + b >= enough:
                count += len(some) * len(others)
            elif a + b >= least:
                count += int((len(others) - np.searchsorted(others, quota - total - some)).sum())
    return count


def test_the_double_majority_of_the_union_with_its_blocking_clause() -> None:
    """55% of 27 states with 65% of the people, or all but three: at least four must stand against."""
    union = design("eu_council")
    game = stand(union, "adopt_on_proposal").game
    column = world.column("population")
    people = {state: int(column[state]) for state in game.players}
    quota = -(-65 * sum(people.values()) // 100)
    assert game.winning_coalitions == winning_pairs(list(people.values()), quota, 15, 24, 0)
    for state in ("DEU", "MLT"):
        rest = [value for name, value in people.items() if name != state]
        with_it = winning_pairs(rest, quota, 14, 23, people[state])
        assert game.power.swings[state] == with_it - winning_pairs(rest, quota, 15, 24, 0)
    found = game.smallest_blocking()
    assert found is not None
    assert found.size == 4


@pytest.mark.parametrize(("name", "heads"), [("imf", 114), ("ibrd", 114)])
def test_the_amendment_of_the_fund_and_of_the_bank(name: str, heads: int) -> None:
    """Three fifths of the members with 85% of the votes: blocking coalitions of up to three, one after the other."""
    found = stand(design(name), "amend")
    votes = found.votes()
    total = sum(votes.values())
    assert heads == -(-3 * len(votes) // 5)

    def blocks(*members: str) -> bool:
        left = total - sum(votes[m] for m in members)
        return left * 100 < 85 * total or len(votes) - len(members) < heads

    big = [state for state in sorted(votes) if votes[state] * 100 > total]
    singles = {(s,) for s in votes if blocks(s)}
    assert singles == {("USA",)}
    rest = [s for s in votes if s != "USA"]
    pairs = {p for p in combinations(rest, 2) if blocks(*p)}
    assert not pairs
    triples = {frozenset(t) for t in combinations([s for s in big if s != "USA"], 3) if blocks(*t)}
    counted = found.game.minimal_blocking(3)
    assert {frozenset(s) for s in counted.sets if len(s) == 3} == triples
    assert counted.count == len(triples) + 1
    # a state outside `big` has at most 1% of the votes: with two others it would need 14% from these
    heaviest = sorted((votes[s] for s in rest), reverse=True)
    assert (heaviest[0] + heaviest[1]) * 100 + total <= 15 * total
    smallest = found.game.smallest_winning()
    assert smallest is not None
    assert smallest.size == heads


def test_the_chambers_of_the_seabed_authority() -> None:
    """24 of 36 seats, and in no chamber a majority against: by how many of each chamber say yes."""
    found = stand(design("isa"), "decide_substance", example=True)
    sizes = {name: len(players) for name, players in found.chambers().items()}
    assert [sizes[c] for c in "ABC"] == [4, 4, 4]
    developing = sizes["Developing"]
    ways = [1]
    for size in (4, 4, 4, developing):
        allowed = [comb(size, yes) if 2 * (size - yes) <= size else 0 for yes in range(size + 1)]
        ways = times(ways, allowed)
    outside = 36 - 12 - developing
    ways = times(ways, [comb(outside, yes) for yes in range(outside + 1)])
    assert found.game.winning_coalitions == sum(ways[24:])
    blocking = found.game.smallest_blocking()
    assert blocking is not None
    assert blocking.size == 3, "a majority of a chamber of four"


def times(first: list[int], second: list[int]) -> list[int]:
    found = [0] * (len(first) + len(second) - 1)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            found[i + j] += a * b
    return found


MONTREAL = """
group South = African
group North = WEOG
institution Ozone {
  members are African | WEOG
  organ Parties {
    plenary
    chamber South = South
    chamber North = North
  }
  decision adjust : standard {
    step Parties by 2/3 of present and voting and majority of each chamber
  }
}
"""


def test_two_thirds_with_a_majority_of_both_groups() -> None:
    found = stand(charter_of(MONTREAL), "adjust")
    south, north = len(world.group("African")), len(world.group("WEOG"))
    needed = -(-2 * (south + north) // 3)
    assert found.game.winning_coalitions == sum(
        comb(south, a) * comb(north, b)
        for a in range(south // 2 + 1, south + 1)
        for b in range(north // 2 + 1, north + 1)
        if a + b >= needed
    )
    blocking = found.game.smallest_blocking()
    assert blocking is not None
    assert blocking.size == -(-min(south, north) // 2), "half of the smaller group"
    fund = stand(design("montreal"), "spend", seats=True)
    assert fund.game.winning_coalitions == sum(
        comb(7, a) * comb(7, b) for a in range(4, 8) for b in range(4, 8) if a + b >= 10
    )


def test_an_amendment_of_the_united_nations() -> None:
    """Two thirds of the members, all five among them: 124 of the other 188."""
    found = stand(design("un"), "amend")
    assert found.game.winning_coalitions == sum(comb(188, k) for k in range(124, 189))
    five = ("CHN", "FRA", "GBR", "RUS", "USA")
    assert found.game.veto_players == five
    # a swing of one of the five: the other four and 124 or more; of another: the five and exactly 123 of 187
    assert found.game.power.swings["USA"] == found.game.winning_coalitions
    assert found.game.power.swings["DEU"] == comb(187, 123)


def test_a_conference_of_delegates() -> None:
    """A government casts two of a member's four votes; 499 of 748 are two thirds."""
    found = stand(design("ilo"), "adopt_convention")
    assert found.game.winning_coalitions == sum(
        comb(187, g) * comb(374, d) for g in range(188) for d in range(375) if 2 * g + d >= 499
    )
    kinds = {name: len(players) for name, players in found.chambers().items()}
    assert kinds == {"government": 187, "employers": 187, "workers": 187}


PRIME = 2_147_483_629


def test_the_board_of_the_fund_by_constituencies() -> None:
    """Half the votes of 24 chairs, the Managing Director breaking a tie: coalitions of members, counted modulo a
    prime by the votes of the chairs that they carry."""
    found = stand(design("imf"), "choose_managing_director")
    board = found.whole.parts[0].hall
    chairs = board.spaces.known
    assert chairs is not None
    assert board.weights is not None
    cast = {c.holder: int(sum(w for _, w in c.unit) or board.weights[c.holder]) for c in chairs}
    total = sum(cast.values())
    by_votes = np.zeros(total + 1, dtype=np.int64)
    by_votes[0] = 1
    members = 0
    for chair in chairs:
        inside = [int(weight) for _, weight in chair.unit] or [1]
        members += len(inside)
        yes = carried(inside)
        no = 2 ** len(inside) - yes
        votes = cast[chair.holder]
        with_it = np.zeros_like(by_votes)
        with_it[votes:] = by_votes[:-votes] * (yes % PRIME) % PRIME
        by_votes = (by_votes * (no % PRIME) + with_it) % PRIME
    # with the Director's yes half is enough, without it more than half is needed
    enough = int(by_votes[-(-total // 2) :].sum() + by_votes[total // 2 + 1 :].sum())
    assert len(found.game.players) == members + 1
    assert found.game.winning_coalitions % PRIME == enough % PRIME


def carried(weights: list[int]) -> int:
    """The coalitions with more than half of the weight."""
    sums = np.zeros(sum(weights) + 1, dtype=np.int64)
    sums[0] = 1
    for weight in weights:
        sums[weight:] += sums[:-weight].copy()
    return int(sums[sum(weights) // 2 + 1 :].sum())


REFERRED = """
use iaea
use un
institution Chain {
  members are { AUT, BEL }
  decision refer : finding {
    step IAEA.find_noncompliance
    step UN.chapter_vii
  }
}
"""


def test_a_finding_of_the_agency_referred_to_the_security_council() -> None:
    """18 of 35 on the Board, then 9 of 15 with the five."""
    found = stand(charter_of(REFERRED), "refer", seats=True)
    assert found.kind == SEATS
    board = sum(comb(35, k) for k in range(18, 36))
    council = sum(comb(10, k) for k in range(4, 11))
    assert council == 848
    assert found.game.winning_coalitions == board * council
    assert found.game.veto_players == ("CHN", "FRA", "GBR", "RUS", "USA")
    blocking = found.game.smallest_blocking()
    assert blocking is not None
    assert blocking.size == 1
    assert found.game.power.banzhaf(normalised=False)["USA"] == Fraction(board * council, 2**49)
