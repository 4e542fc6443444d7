"""What a scenario puts in the place of what the text says, for reading a charter once more."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from charter.dsl.model.base import Clock
from charter.dsl.syntax.source import Span


@frozen
class Instead:
    """`lets` are values, `tables` paths with the name to show, by the place where the name is declared; `day` (ISO) is
    that of which memberships are taken."""

    lets: Mapping[Span, Fraction | Clock] = field(factory=dict)
    tables: Mapping[Span, tuple[str, str]] = field(factory=dict)
    day: str | None = None

    def then(self, other: Instead) -> Instead:
        """Both: where they speak of the same, the other's word holds."""
        return Instead({**self.lets, **other.lets}, {**self.tables, **other.tables}, other.day or self.day)


AS_WRITTEN = Instead()
