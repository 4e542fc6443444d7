"""How a member leaves, and how long its duties bind it after it has said so."""

from __future__ import annotations

from fractions import Fraction

from charter.dsl.model.base import Clock
from charter.dsl.model.institution import Withdrawal


def days_bound(withdrawal: Withdrawal) -> Fraction | None:
    """The days from notice until nothing binds any more; None where the charter does not say."""
    survive = withdrawal.duties_survive
    after = survive.days if isinstance(survive, Clock) else Fraction(0)
    if withdrawal.at_once:
        return after
    notice = withdrawal.notice.days if withdrawal.notice is not None else None
    return None if notice is None or after is None else notice + after
