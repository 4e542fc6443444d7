"""Decisions as simple games: coalitions and voting power, exactly.

The engine is imported when one of these names is first asked for: most checks never need it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from charter.errors import GameError, TooLarge
    from charter.games.coalitions import Coalition, MinimalSets
    from charter.games.counting.planner import LIMITS, Limits, Plan
    from charter.games.counting.sampling import Estimate
    from charter.games.game import Game
    from charter.games.power import Index, Power

_HOMES = {
    "Coalition": "games.coalitions",
    "MinimalSets": "games.coalitions",
    "LIMITS": "games.counting.planner",
    "Limits": "games.counting.planner",
    "Plan": "games.counting.planner",
    "GameError": "errors",
    "TooLarge": "errors",
    "Game": "games.game",
    "Index": "games.power",
    "Power": "games.power",
    "Estimate": "games.counting.sampling",
}

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


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'charter.games' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"charter.{home}"), name)
