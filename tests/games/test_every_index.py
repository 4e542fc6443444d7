"""Every index against the definitions, on random compound games; and all coalitions one by one against them too."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from games_brute import Brute, Every, asked, games
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charter.games import Game, Limits, TooLarge
from charter.games.counting import enumeration as exhaustive
from charter.games.counting import minimal
from charter.games.counting.enumeration import Bits
from charter.games.counting.packed import slot_for, unpack
from charter.games.formula import names


def indices_of_all_coalitions(game: Game) -> dict[str, dict[str, Fraction]]:
    """The indices on minimal and critical members by the bits of all coalitions, whatever a plan would choose."""
    named = list(names(game.normal))
    bits = Bits(game.normal, named)
    idle = {name: Fraction(0) for name in game.players}

    def share(values: list[Fraction]) -> dict[str, Fraction]:
        return idle | minimal._normalised(dict(zip(named, values, strict=True)))

    members = bits.memberships()
    return {
        "deegan_packel": share([exhaustive.shared(each) for each in members]),
        "holler_packel": share([Fraction(sum(each.values())) for each in members]),
        "johnston": share([exhaustive.shared(each) for each in bits.criticals()]),
    }


@settings(max_examples=150, deadline=None)
@given(games(most=8))
def test_every_index(game: Game) -> None:
    expected = Every(game).answers()
    assert asked(game) == expected
    if len(names(game.normal)) > 1:
        for name, values in indices_of_all_coalitions(game).items():
            assert values == expected[name], name


@settings(max_examples=100, deadline=None)
@given(games(most=8), st.booleans())
def test_all_coalitions_one_by_one(game: Game, by_size: bool) -> None:
    players = list(names(game.normal))
    if len(players) < 2:
        return
    brute = Brute(Game(tuple(players), game.normal))
    slot = slot_for(len(players)) if by_size else 0
    found = exhaustive.counts(game.normal, players, slot)
    if not by_size:
        assert (found.winning, found.swings) == (len(brute.winning), brute.swings())
        return
    sizes = [sum(len(s) == k for s in brute.winning) for k in range(len(players) + 1)]
    assert unpack(found.winning, slot, len(players) + 1) == sizes
    for name in players:
        swings = unpack(found.swings[name], slot, len(players))
        assert swings == [
            sum(len(s) == k + 1 and name in brute.critical(s) for s in brute.winning) for k in range(len(players))
        ]


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(games(most=9, depth=3))
def test_every_index_on_many_games(game: Game) -> None:
    assert asked(game) == Every(game).answers()


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(games(most=16, depth=2))
def test_every_index_on_games_of_sixteen(game: Game) -> None:
    assert asked(game) == Every(game).answers()


def three_columns(n: int) -> Game:
    random = Random(3)
    columns = [{f"p{k}": random.randint(10**7, 10**9) for k in range(n)} for _ in range(3)]
    rules = [Game.share(c, Fraction(55 + 3 * k, 100)) for k, c in enumerate(columns)]
    return rules[0] & (rules[1] | rules[2])


def test_three_weightings_beyond_the_diagrams() -> None:
    """Nothing in common between the columns: identities, and the dual counted by itself."""
    game = three_columns(20)
    plan = game.plan()
    power, dual = game.power, game.dual().power
    assert power.swings == dual.swings
    assert power.winning + dual.winning == 1 << 20
    assert sum(power.shapley_shubik().values()) == 1
    found = exhaustive.counts(game.normal, list(names(game.normal)), 0)
    assert (found.winning, found.swings) == (power.winning, power.swings)
    assert plan.seconds < 10


@pytest.mark.slow
def test_three_weightings_of_27_members() -> None:
    game = three_columns(27)
    power = game.power
    assert sum(power.shapley_shubik().values()) == 1
    assert power.swings == game.dual().power.swings
    for index in (power.deegan_packel(), power.holler_packel(), power.johnston()):
        assert sum(index.values()) == 1


def test_later_players_are_those_of_the_chunks() -> None:
    """More players than one array holds: against the diagram, by size."""
    random = Random(5)
    game = Game.weighted({f"p{k}": random.randint(1, 50) for k in range(19)}, 260) & Game.veto("p18")
    from charter.games.counting.planner import diagram_of

    order = list(names(game.normal))
    expected = diagram_of(game.normal).counts(slot_for(19))
    found = exhaustive.counts(game.normal, order, slot_for(19))
    assert (found.winning, found.swings) == (expected.winning, expected.swings)


def test_minimal_members_are_refused_beyond_the_limit() -> None:
    game = three_columns(24)
    with pytest.raises(TooLarge, match="going through the coalitions"):
        game.power.within(Limits(seconds=0.01)).johnston()
    random = Random(6)
    many = Game.share({f"p{k}": random.randint(10**7, 10**9) for k in range(40)}, Fraction(2, 3))
    for ask in (many.power.johnston, many.power.deegan_packel, many.power.holler_packel):
        with pytest.raises(TooLarge):
            ask()
