"""Who never makes a difference, and who is interchangeable, where the coalitions are too many to count."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from games_brute import Brute, games
from hypothesis import given, settings
from test_compositions import design

from charter.decisions.play.fixed_game import Standing, standing
from charter.games import Game, TooLarge, coalitions


def refused(*_: Any) -> Any:
    raise TooLarge("counting coalitions")


@settings(max_examples=300, deadline=None)
@given(games())
def test_without_counting_dummies_are_right_or_refused(game: Game) -> None:
    """It may refuse where it could have known: it tries two coalitions for each player and not all."""
    swings = Brute(game).swings()
    dummies = tuple(p for p in game.players if not swings[p])
    with pytest.MonkeyPatch.context() as patch, suppress(TooLarge):
        patch.setattr(coalitions, "kept", refused)
        assert game.dummies == dummies


def test_members_with_many_votes_and_heads_are_settled_without_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {f"m{k}": 1_000_003 + 7919 * k for k in range(190)}
    game = Game.share(weights, coalitions.Fraction(17, 20)) & Game.of_count(weights, 96)
    monkeypatch.setattr(coalitions, "kept", refused)
    assert game.dummies == ()


def test_members_of_one_constituency_are_compared_within_it() -> None:
    """BOL, PRY and URY have nearly the same votes in a chair that ARG nearly holds; FRA and GBR have a chair each."""
    fund = design("imf")
    found = standing(fund, fund.institutions[0], fund.institutions[0].decision("choose_managing_director"))
    assert isinstance(found, Standing)
    classes = [set(c) for c in found.game.symmetry_classes]
    assert {"FRA", "GBR"} in classes
    assert {"BOL", "PRY", "URY"} in classes
    assert {"USA"} in classes
    assert "(ManagingDirector)" in found.game.players
