"""Equal questions asked once: answers by what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from hashlib import blake2b
from typing import Generic, TypeVar

from attrs import define, field

from charter.designing.reads import Place, Reads, at, following
from charter.dsl.model.charter import Charter

MOST_CONTENTS = 500_000
MOST_ANSWERS = 200_000
"""What is remembered of contents and answers; beyond this all is forgotten and begun anew."""

A = TypeVar("A")


@define(eq=False)
class Contents:
    """Contents of charters, each with a number of its own: equal ones have the same."""

    numbers: dict[object, int] = field(factory=dict)
    alone: int = 0

    def number(self, content: object) -> int:
        """The number of a content; of one that cannot be compared, a number that nothing else has."""
        try:
            return self.numbers.setdefault(content, len(self.numbers))
        except TypeError:
            self.alone -= 1
            return self.alone


@define(eq=False)
class Remembered(Generic[A]):
    """Answers to questions about designs that are alike, by what each read of its design. `asked` counts the questions,
    `answered` those that had to be worked out."""

    contents: Contents = field(factory=Contents)
    known: dict[Hashable, dict[tuple[Place, ...], dict[bytes, A]]] = field(factory=dict)
    kept: int = 0
    asked: int = 0
    answered: int = 0

    def design(self, charter: Charter) -> AnsweredDesign[A]:
        """The design whose questions are to be answered."""
        if self.kept >= MOST_ANSWERS or len(self.contents.numbers) >= MOST_CONTENTS:
            self.contents, self.known, self.kept = Contents(), {}, 0
        return AnsweredDesign(charter, self)


@define(eq=False)
class AnsweredDesign(Generic[A]):
    """One charter, with the numbers of its contents."""

    charter: Charter
    memory: Remembered[A]
    numbers: dict[Place, int] = field(factory=dict)

    def answer(self, question: Hashable, work_out: Callable[[Charter], A]) -> A:
        """The answer to a question, from an earlier design that is the same in all that it read; else worked out on
        this one. `question` says all that decides the answer beside the charter."""
        memory = self.memory
        memory.asked += 1
        known = memory.known.setdefault(question, {})
        for places, answers in known.items():
            found = answers.get(self._digest(places))
            if found is not None:
                return found
        memory.answered += 1
        reads = Reads()
        answer = work_out(following(self.charter, reads))
        places = tuple(sorted(reads.places, key=repr))
        known.setdefault(places, {})[self._digest(places)] = answer
        memory.kept += 1
        return answer

    def _digest(self, places: tuple[Place, ...]) -> bytes:
        numbers = (self._number(place) for place in places)
        return blake2b(b"".join(n.to_bytes(8, "big", signed=True) for n in numbers), digest_size=16).digest()

    def _number(self, place: Place) -> int:
        if place not in self.numbers:
            self.numbers[place] = self.memory.contents.number(at(self.charter, place))
        return self.numbers[place]
