"""Decisions as simple games: coalitions and voting power, exactly."""

from charter.games.coalitions import Coalition, MinimalSets
from charter.games.count import LIMITS, Limits, Plan
from charter.games.errors import GameError, TooLarge
from charter.games.game import Game
from charter.games.power import Index, Power
from charter.games.sampling import Estimate

__all__ = [
    "LIMITS",
    "Coalition",
    "Estimate",
    "Game",
    "GameError",
    "Index",
    "Limits",
    "MinimalSets",
    "Plan",
    "Power",
    "TooLarge",
]
