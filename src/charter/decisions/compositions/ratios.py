"""Ratios of sums over the seats of one organ: the least and the most, exactly."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from charter.decisions.compositions.bounds import extremes
from charter.decisions.elements import ZERO, Composition, SeatKind, Spaces
from charter.record import changed, record

Weigh = Callable[[str, SeatKind], Fraction]


@record
class Ratio:
    """A sum over the seats of one organ plus a constant, divided by another such sum where `under` is given (the sum
    is then positive): (sum of `over` + plus) / sum of `under`. `key` names what `under` counts."""

    entity: str
    spaces: Spaces
    over: Weigh
    plus: Fraction = ZERO
    under: Weigh | None = None
    key: str = ""

    def times(self, factor: Fraction) -> Ratio:
        """The ratio times a number."""
        over = self.over
        return changed(self, over=lambda h, p: over(h, p) * factor, plus=self.plus * factor)

    def shifted(self, by: Fraction) -> Ratio:
        """The ratio plus a number."""
        under, over = self.under, self.over
        if under is None:
            return changed(self, plus=self.plus + by)
        return changed(self, over=lambda h, p: over(h, p) + by * under(h, p))

    def added(self, other: Ratio) -> Ratio | None:
        """The sum of two; None where they do not count the same seats in the same way."""
        if (self.entity, self.key) != (other.entity, other.key):
            return None
        mine, theirs = self.over, other.over
        return changed(self, over=lambda h, p: mine(h, p) + theirs(h, p), plus=self.plus + other.plus)

    def at(self, composition: Composition) -> Fraction:
        """The value when these sit."""
        over = sum((self.over(s.holder, s.post) for s in composition), self.plus)
        if self.under is None:
            return over
        under = sum((self.under(s.holder, s.post) for s in composition), ZERO)
        return over / under if under else ZERO

    def ends(self) -> tuple[tuple[Fraction, Composition], tuple[Fraction, Composition]] | None:
        """The least and the most, each with a composition that reaches it; None where no composition is lawful.
        A quotient is approached by the sums of `over - value * under` (Dinkelbach 1967), which ends exactly."""
        return _ends(self)


def _ends(ratio: Ratio) -> tuple[tuple[Fraction, Composition], tuple[Fraction, Composition]] | None:
    found = extremes(ratio.spaces, ratio.over)
    if found is None:
        return None
    low, high = found.at_least, found.at_most
    under = ratio.under
    while under is not None:
        least, most = ratio.at(low), ratio.at(high)
        below = extremes(ratio.spaces, lambda h, p: ratio.over(h, p) - least * under(h, p))  # noqa: B023
        above = extremes(ratio.spaces, lambda h, p: ratio.over(h, p) - most * under(h, p))  # noqa: B023
        assert below is not None
        assert above is not None
        if below.least >= 0 and above.most <= 0:
            break
        low = below.at_least if below.least < 0 else low
        high = above.at_most if above.most > 0 else high
    return (ratio.at(low), low), (ratio.at(high), high)
