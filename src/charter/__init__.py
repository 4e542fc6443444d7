"""Charter: write international institutions down, prove things about them, draw them.

>>> import charter
>>> agency = charter.load("iaia")
>>> agency.decision("find_breach").can_block(["USA", "CHN"]).kind
'never'

Each name is imported when it is first asked for, so that `import charter` costs nothing. What is named here, and what
these return, keeps its meaning within a version of the first number; docs/stability.md says what that covers.
"""

from typing import TYPE_CHECKING, Any

from charter._version import __version__

if TYPE_CHECKING:
    from charter.dsl.findings import Finding
    from charter.errors import CharterError, GameError, TooLarge, UnknownNameError, WrongUseError
    from charter.extras import MissingExtraError
    from charter.games.game import Game
    from charter.library import CharterDocument, CheckedDocument, DocumentDecision, NotStatedError, load
    from charter.render.diagram import Diagram, draw

_HOMES = {
    "CharterDocument": "library",
    "CharterError": "errors",
    "CheckedDocument": "library",
    "Diagram": "render.diagram",
    "DocumentDecision": "library",
    "Finding": "dsl.findings",
    "Game": "games.game",
    "GameError": "errors",
    "MissingExtraError": "extras",
    "NotStatedError": "library",
    "TooLarge": "errors",
    "UnknownNameError": "errors",
    "WrongUseError": "errors",
    "draw": "render.diagram",
    "load": "library",
}

__all__ = [
    "CharterDocument",
    "CharterError",
    "CheckedDocument",
    "Diagram",
    "DocumentDecision",
    "Finding",
    "Game",
    "GameError",
    "MissingExtraError",
    "NotStatedError",
    "TooLarge",
    "UnknownNameError",
    "WrongUseError",
    "__version__",
    "draw",
    "load",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'charter' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"charter.{home}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
