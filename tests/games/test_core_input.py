"""Bad and extreme input: a right answer or a clear GameError, never a wrong answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from charter.games import Game, GameError, Limits, TooLarge

THREE = {"a": 3, "b": 2, "c": 1}


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: Game.weighted({"a": -1}, 1), "weight of a is negative"),
        (lambda: Game.weighted(THREE, -1), "quota is negative"),
        (lambda: Game.weighted({"a": 0.1}, 1), "int, Fraction or Decimal"),
        (lambda: Game.weighted({"a": True}, 1), "int, Fraction or Decimal"),
        (lambda: Game.weighted({"a": "3"}, 1), "int, Fraction or Decimal"),
        (lambda: Game.weighted(THREE, float("nan")), "int, Fraction or Decimal"),
        (lambda: Game.weighted({"a": Decimal("NaN")}, 1), "NaN"),
        (lambda: Game.weighted({}, 1), "no players"),
        (lambda: Game.of_count([], 1), "no players"),
        (lambda: Game.of_count("abc", 1), "one string"),
        (lambda: Game.of_count(["a", "b", "a"], 1), "a is listed twice"),
        (lambda: Game.unanimity(["a", ""]), "not a player's name"),
        (lambda: Game.share(THREE, Fraction(3, 2)), "between 0 and 1"),
        (lambda: Game.compose([], 1), "no games"),
        (lambda: Game.compose([Game.veto("a")], 1, [1, 2]), "1 games but 2 weights"),
        (lambda: Game.weighted(THREE, 3).wins(["z"]), "z is not a player"),
        (lambda: Game.weighted(THREE, 3).merge([]), "no players"),
        (lambda: Game.weighted(THREE, 3).merge(["a", "b"], "c"), "already a player"),
        (lambda: Game.weighted(THREE, 3).assume(["a"], ["a"]), "both yes and no"),
        (lambda: Game.weighted(THREE, 3).cheapest({"a": 1}), "no value for b"),
        (lambda: Game.weighted(THREE, 3).cheapest({**THREE, "b": -2}), "not negative"),
        (lambda: Game.weighted(THREE, 3).cheapest({**THREE, "b": float("inf")}), "finite"),
        (lambda: Game.weighted(THREE, 3).power.owen([["a"], ["a", "b"]]), "two blocs"),
    ],
)
def test_refused(build: Any, words: str) -> None:
    with pytest.raises(GameError, match=words):
        build()


def test_rules_that_never_or_always_pass() -> None:
    never, always = Game.weighted(THREE, 7), Game.weighted(THREE, 0)
    assert (never.never_passes, never.winning_coalitions, never.veto_players) == (True, 0, ())
    assert (always.always_passes, always.winning_coalitions, always.passers) == (True, 8, ())
    assert never.smallest_winning() is None
    assert always.smallest_blocking() is None
    assert always.smallest_winning().members == ()
    for game in (never, always):
        assert game.is_trivial
        assert game.dummies == ("a", "b", "c")
        for index in (
            game.power.banzhaf(),
            game.power.shapley_shubik(),
            game.power.prevent(),
            game.power.initiate(),
            game.power.deegan_packel(),
            game.power.johnston(),
            game.power.holler_packel(),
            game.power.owen([["a", "b"]]),
            game.power.banzhaf_owen([["a", "b"]]),
        ):
            assert set(index.values()) == {0}
    assert Game.weighted(THREE, 6, strict=True).never_passes
    assert Game.always([]).winning_coalitions == 1
    assert Game.never([]).winning_coalitions == 0


def test_one_player() -> None:
    game = Game.weighted({"a": 5}, 3)
    assert (game.dictator, game.winning_coalitions, game.power.swings) == ("a", 1, {"a": 1})
    assert game.power.shapley_shubik()["a"] == game.power.johnston()["a"] == 1


def test_fractions_are_exact() -> None:
    third = Fraction(1, 3)
    game = Game.weighted({"a": third, "b": third, "c": third}, 1)
    assert game.veto_players == ("a", "b", "c")
    assert Game.weighted({"a": Decimal("0.1"), "b": Decimal("0.2")}, Decimal("0.3")).wins(["a", "b"])
    assert Game.weighted({"a": 2, "b": 1}, Fraction(5, 2)).veto_players == ("a", "b")


def test_enormous_weights() -> None:
    weights = {f"p{k}": 10**18 + k for k in range(20)}
    game = Game.weighted(weights, 10 * 10**18 + 60)
    assert game.winning_coalitions == sum(
        sum(k for k in range(20) if mask >> k & 1) >= 60 if mask.bit_count() == 10 else mask.bit_count() > 10
        for mask in range(1 << 20)
    )
    huge = Game.weighted({f"p{k}": 10**18 + k * k * 10**9 + k for k in range(300)}, 10**20)
    assert huge.smallest_winning().size == 100
    assert huge.smallest_winning().exact
    with pytest.raises(TooLarge, match="beyond the limits"):
        huge.power.banzhaf()
    with pytest.raises(TooLarge):
        huge.power.shapley_shubik()


def test_ten_thousand_players() -> None:
    players = [f"p{k}" for k in range(10_000)]
    game = Game.of_count(players, 6_667)
    assert game.smallest_winning().size == 6_667
    assert game.smallest_blocking().size == 3_334
    assert game.power.shapley_shubik()["p7"] == Fraction(1, 10_000)
    assert game.veto_players == ()
    assert len(game.symmetry_classes) == 1
    weighted = Game.weighted({name: 1000 + k for k, name in enumerate(players)}, 50_000_000)
    assert weighted.smallest_blocking().exact
    assert weighted.veto_players == ()
    with pytest.raises(TooLarge):
        weighted.power.banzhaf()


def test_limits_are_kept() -> None:
    game = Game.weighted({f"p{k}": 1000 + 7 * k * k for k in range(80)}, 300_000)
    strict = game.power.within(Limits(seconds=1e-6, octets=1e3))
    with pytest.raises(TooLarge, match="about"):
        strict.banzhaf()
    assert game.power.banzhaf().exact


def test_deep_nesting_is_refused() -> None:
    def nested(levels: int) -> Game:
        game = Game.of_count(["a", "b", "c"], 2)
        for k in range(levels):
            game = Game.compose([game, Game.veto(f"x{k}"), Game.veto(f"y{k}")], 2)
        return game

    assert nested(60).veto_players == ()
    with pytest.raises(GameError, match="nests more than"):
        nested(500)


def test_integer_program_is_silent_and_checked(capfd: pytest.CaptureFixture[str]) -> None:
    """Two weightings on the same 60 players, too many for a diagram: solved, verified, and nothing printed."""
    random = Random(2)
    votes = {f"p{k}": random.randint(10**4, 10**6) for k in range(60)}
    people = {name: random.randint(10**4, 10**6) for name in votes}
    game = Game.share(votes, Fraction(2, 3)) & Game.share(people, Fraction(2, 3))
    found = game.smallest_winning()
    assert found is not None
    assert (found.method, found.exact) == ("integer program", True)
    assert game.wins(found.members)
    # no coalition of one fewer meets even one of the two rules alone with the heaviest members
    assert found.size >= max(Game.share(column, Fraction(2, 3)).smallest_winning().size for column in (votes, people))
    assert capfd.readouterr() == ("", "")
