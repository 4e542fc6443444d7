"""What can go wrong, for those who use Charter as a library: each error that it raises is a `CharterError`."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["CharterError", "GameError", "TooLarge", "UnknownNameError", "WrongUseError"]


class CharterError(Exception):
    """The base of all errors that Charter raises; the message is one for the reader."""


class WrongUseError(CharterError, ValueError):
    """A value that cannot be meant: a kind, theme or format that there is not, a resolution out of range."""


class UnknownNameError(CharterError, LookupError):
    """A name that stands for nothing here, or for several things; `known` are those that there are."""

    def __init__(self, what: str, name: str, known: Sequence[str], *, several: bool = False) -> None:
        self.name = name
        self.known = tuple(known)
        shown = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")
        if several:
            message = f"`{name}` is more than one {what}; say which: {shown}"
        else:
            message = f"there is no {what} `{name}`" + (f"; there are {shown}" if known else "")
        super().__init__(message)


class GameError(CharterError, ValueError):
    """A game that cannot be built, or a question about players it does not have."""


class TooLarge(GameError):
    """No exact method fits the limits.

    ``seconds`` and ``octets`` are the estimated cost of the cheapest exact method (``inf`` if there is none).
    """

    def __init__(self, question: str, *, seconds: float = float("inf"), octets: float = float("inf")) -> None:
        self.question = question
        self.seconds = seconds
        self.octets = octets
        cost = "no exact method is known"
        if seconds != float("inf"):
            cost = f"the cheapest exact method takes about {seconds:.3g} s and {octets / 2**20:.3g} MiB"
        super().__init__(f"{question}: {cost}, beyond the limits; raise them or ask for an estimate")


class ReplayFault(Exception):
    """What a search found does not happen when it is played out: a mistake in Charter. It is no `GameError`, so that
    nobody takes it for an answer."""
