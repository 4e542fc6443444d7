"""What can go wrong with a question about a game."""

from __future__ import annotations

__all__ = ["GameError", "TooLarge"]


class GameError(ValueError):
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
