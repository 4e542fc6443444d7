"""Each fast method against a plain one at sizes that brute force cannot reach, identities, and real rules."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from random import Random

import pytest
from games_brute import Brute, games
from hypothesis import given, settings

from charter.games import Game, TooLarge
from charter.games.counting import multilinear_extension as quadrature
from charter.games.counting import size_weight_table as joint
from charter.games.counting import weight_table as table
from charter.games.counting.packed import slot_for
from charter.games.counting.planner import LIMITS, diagram_of
from charter.games.counting.shapes import sized
from charter.games.formula import Threshold


def weighted(seed: int, n: int, top: int, share: Fraction) -> Game:
    random = Random(seed)
    weights = {f"p{k}": random.randint(1, top) for k in range(n)}
    return Game.share(weights, share)


def plain_swings(rule: Threshold) -> dict[str, int]:
    """Python integers, each player left out in turn by the long division of the generating function."""
    counts = [1] + [0] * (rule.quota - 1)
    for weight in rule.weights:
        for x in range(rule.quota - 1, weight - 1, -1):
            counts[x] += counts[x - weight]
    swings = {}
    for name, weight in zip(rule.parts, rule.weights, strict=True):
        rest = list(counts)
        for x in range(weight, rule.quota):
            rest[x] -= rest[x - weight]
        swings[str(name)] = sum(rest[max(0, rule.quota - weight) : rule.quota])
    return swings


@pytest.mark.parametrize(("n", "top", "share"), [(40, 9, "1/2"), (120, 90, "2/3"), (70, 900, "1/3"), (200, 25, "9/10")])
def test_table(n: int, top: int, share: str) -> None:
    game = weighted(n, n, top, Fraction(share))
    found = table.counts(game.normal)
    assert found.swings == plain_swings(game.normal)
    assert found.winning == (1 << n) - sum(plain_losing(game.normal))


def plain_losing(rule: Threshold) -> list[int]:
    counts = [1] + [0] * (rule.quota - 1)
    for weight in rule.weights:
        for x in range(rule.quota - 1, weight - 1, -1):
            counts[x] += counts[x - weight]
    return counts


@pytest.mark.parametrize("seed", range(4))
def test_sizes_and_weights_against_diagram(seed: int) -> None:
    random = Random(seed)
    game = weighted(seed, 50, 40, Fraction(random.randint(1, 9), 10))
    heads = Game.of_count(game.players, random.randint(10, 40))
    game = game & heads if seed % 2 else game | heads
    form = sized(game.normal, game.players)
    assert form is not None
    slot = slot_for(50)
    found = joint.counts(form, list(game.players), slot)
    expected = diagram_of(game.normal).counts(slot)
    assert found.winning == expected.winning
    assert found.swings == expected.swings


@pytest.mark.parametrize("seed", range(6))
def test_integration_keeps_its_bound(seed: int) -> None:
    game = weighted(seed, 6 + 9 * seed, 5 * 3**seed, Fraction(1 + seed, 8))
    exact = game.power.shapley_shubik(error=0)
    values, bound = quadrature.shapley_shubik(game.normal, 1e-10, LIMITS)
    assert bound <= 1e-10
    assert all(abs(Fraction(values[name]) - exact[name]) <= bound for name in values)


@settings(max_examples=100, deadline=None)
@given(games(most=9))
def test_identities(game: Game) -> None:
    power, dual = game.power, game.dual().power
    assert power.swings == dual.swings
    assert dict(power.shapley_shubik()) == dict(dual.shapley_shubik())
    absolute, prevent, initiate = power.banzhaf(normalised=False), power.prevent(), power.initiate()
    for name in game.players:
        both = prevent[name] + initiate[name]
        assert absolute[name] == (2 * prevent[name] * initiate[name] / both if both else 0)
    for group in game.symmetry_classes:
        assert len({power.shapley_shubik()[name] for name in group}) == 1
    assert all(absolute[name] == 0 for name in game.dummies)
    alone = [[name] for name in game.players]
    assert dict(power.owen(alone)) == dict(power.shapley_shubik()) == dict(power.owen([game.players]))
    assert dict(power.banzhaf_owen(alone)) == dict(absolute)


@settings(max_examples=60, deadline=None)
@given(games(most=8))
def test_indices_on_minimal_and_critical(game: Game) -> None:
    brute = Brute(game)
    minimal = brute.minimal_winning()
    packel = dict.fromkeys(game.players, Fraction(0))
    holler, johnston = dict(packel), dict(packel)
    for coalition in minimal:
        for name in coalition:
            packel[name] += Fraction(1, len(coalition))
            holler[name] += 1
    for coalition in brute.winning:
        critical = brute.critical(coalition)
        for name in critical:
            johnston[name] += Fraction(1, len(critical))
    for found, expected in (
        (game.power.deegan_packel(), packel),
        (game.power.holler_packel(), holler),
        (game.power.johnston(), johnston),
    ):
        total = sum(expected.values()) or 1
        assert dict(found) == {name: value / total for name, value in expected.items()}


@settings(max_examples=40, deadline=None)
@given(games(most=6))
def test_estimates_lie_in_their_interval(game: Game) -> None:
    exact = {"banzhaf": game.power.banzhaf(normalised=False), "shapley_shubik": game.power.shapley_shubik()}
    for index, values in exact.items():
        found = game.power.estimate(index, samples=400, seed=7, confidence=0.9999999)
        assert found == game.power.estimate(index, samples=400, seed=7, confidence=0.9999999)
        assert all(abs(found.values[name] - values[name]) <= found.half_width for name in game.players)


FIVE = ["CHN", "FRA", "GBR", "RUS", "USA"]


def test_security_council() -> None:
    council = Game.of_count([*FIVE, *(f"E{k}" for k in range(10))], 9) & Game.veto(*FIVE)
    assert council.winning_coalitions == 848
    assert council.power.shapley_shubik()["USA"] == Fraction(421, 2145)
    assert council.power.shapley_shubik()["E3"] == Fraction(4, 2145)
    assert council.veto_players == tuple(FIVE)
    assert council.minimal_blocking(7).count == 5 + comb(10, 7)
    assert [len(group) for group in council.symmetry_classes] == [5, 10]


def test_charter_amendment() -> None:
    """Two thirds of 193 members, and all five: 129 in all, so 124 of the other 188 (UN Charter, article 108)."""
    members = [*FIVE, *(f"m{k}" for k in range(188))]
    amendment = Game.of_count(members, 129) & Game.veto(*FIVE)
    assert amendment.winning_coalitions == sum(comb(188, k) for k in range(124, 189))
    assert amendment.power.swings["m0"] == comb(187, 123)
    assert sum(amendment.power.shapley_shubik().values()) == 1


def test_chambers_with_common_members() -> None:
    """Chambers that each must not object by a majority, in a body where two states sit in two chambers."""
    chambers = [[f"c{k}_{i}" for i in range(6)] for k in range(3)]
    chambers[1][0] = chambers[0][0]
    chambers[2][0] = chambers[0][0]
    game = Game.of_count(dict.fromkeys(name for group in chambers for name in group), 9)
    for group in chambers:
        game = game & Game.of_count(group, 3)
    brute = Brute(game)
    assert game.power.swings == brute.swings()
    assert game.winning_coalitions == len(brute.winning)


def test_constituencies_vote_as_units() -> None:
    random = Random(4)
    games_, weights = [], []
    for k in range(24):
        votes = {f"s{k}_{i}": random.randint(100, 9000) for i in range(1 if k < 7 else 5)}
        games_.append(Game.share(votes, Fraction(1, 2), strict=True))
        weights.append(sum(votes.values()))
    board = Game.compose(games_, Fraction(sum(weights), 2), weights, strict=True)
    assert len(board.players) == 7 + 17 * 5
    assert board.plan().method == "independent parts"
    outer = Game.weighted({str(k): w for k, w in enumerate(weights)}, Fraction(sum(weights), 2), strict=True)
    # strict majorities of an odd total are as likely as not, so a seat alone has the power of its constituency
    share = board.power.banzhaf(normalised=False)["s0_0"]
    assert abs(share - outer.power.banzhaf(normalised=False)["0"]) < Fraction(1, 10)
    assert sum(board.power.shapley_shubik().values()) == 1


def test_what_is_too_large_says_so() -> None:
    random = Random(1)
    first = Game.share({f"p{k}": random.randint(10**8, 10**9) for k in range(90)}, Fraction(2, 3))
    second = Game.share({f"p{k}": random.randint(10**8, 10**9) for k in range(90)}, Fraction(1, 2))
    with pytest.raises(TooLarge, match="ask for an estimate"):
        (first & second).power.banzhaf()
    with pytest.raises(TooLarge):
        first.power.deegan_packel()
    assert (first & second).power.estimate(samples=200).half_width < 0.1
