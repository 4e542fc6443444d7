"""What can go wrong, for those who use Charter as a library: each error that it raises is a `CharterError`."""

from __future__ import annotations

__all__ = ["CharterError", "GameError", "TooLarge"]


class CharterError(Exception):
    """The base of all errors that Charter raises; the message is one for the reader."""


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
