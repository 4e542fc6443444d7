"""What the module of a figure or chart says of itself, and what it is asked to draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from charter.dsl.model import Charter, Institution
from charter.render.diagram import NothingToDrawError
from charter.render.drawing.text import clean, titled

if TYPE_CHECKING:
    from charter.dsl.sweep import Sweep

INSTITUTION, DECISION, OBLIGATION, ORGAN = "institution", "decision", "obligation", "organ"
LANDSCAPE, CHARTER = "landscape", "charter"
MOST_NAMED = 3


@frozen
class FigureKind:
    """`of` is what a figure of this kind shows: an institution, or one thing of it with a name (a decision, an
    obligation, an organ); a landscape; or whole charters. `missing` says what a charter lacks that has nothing for
    it."""

    of: str
    missing: str

    @property
    def named(self) -> bool:
        """Whether what it shows has a name."""
        return self.of not in (INSTITUTION, CHARTER)

    @property
    def of_charter(self) -> bool:
        """Whether it is drawn of a charter, with or without an institution of its own."""
        return self.of in (LANDSCAPE, CHARTER)


@frozen
class DrawRequest:
    """What is to be drawn. `name` is the decision, obligation, organ or landscape; None, where there is only one.
    `others` are charters to compare with, `explored` the parameters of a charter with its versions."""

    charter: Charter
    institution: Institution | None = None
    name: str | None = None
    others: Sequence[Charter] = ()
    explored: Sequence[Sweep] = ()

    @property
    def owner(self) -> Institution:
        """The institution; NothingToDrawError where there is none."""
        if self.institution is None:
            raise NothingToDrawError("this charter has no institution to draw")
        return self.institution

    def the_one(self, what: str, known: Sequence[str | None]) -> str:
        """The name that is meant, where it is said or where there is only one.

        Raises:
            NothingToDrawError: there is none, no such one, or several and none is named.
        """
        names = [each for each in known if each is not None]
        if not names:
            whose = "this charter" if self.institution is None else titled(self.institution.label)
            raise NothingToDrawError(f"{whose} has no {what} to draw")
        if self.name is None and len(names) == 1:
            return names[0]
        if self.name in names:
            return str(self.name)
        shown = f"{', '.join(clean(each) for each in names[:MOST_NAMED])}{', …' * (len(names) > MOST_NAMED)}"
        if self.name is None:
            raise NothingToDrawError(f"say which {what}; here are {shown}")
        raise NothingToDrawError(f"there is no {what} `{clean(self.name)}`; here are {shown}")
