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
    "Coalition": "coalitions",
    "MinimalSets": "coalitions",
    "LIMITS": "count",
    "Limits": "count",
    "Plan": "count",
    "GameError": "errors",
    "TooLarge": "errors",
    "Game": "game",
    "Index": "power",
    "Power": "power",
    "Estimate": "sampling",
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

    return getattr(import_module(f"charter.games.{home}"), name)
