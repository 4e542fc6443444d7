"""Verdicts: what came of an expectation, and how a bound is judged."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from charter.dsl.syntax.source import Span
from charter.record import record

Judged = tuple[str, Mapping[str, Any] | None]
"""What a judge says: the verdict and its witness."""

PROVED, REFUTED, DEPENDS, UNKNOWN = "proved", "refuted", "depends", "unknown"


@record
class Verdict:
    """What came of an expectation. `verdict` is proved, refuted, depends or unknown; `witness` has a key `text`;
    `scenario` names the circumstances (None: the charter as it stands); `of` is the institution. `binding` is False
    for a verdict under a scenario that the expectation does not name. `before` is what is true of the original, in the
    same circumstances, where the institution is a reform of another; None elsewhere."""

    span: Span
    text: str
    verdict: str
    witness: Mapping[str, Any] | None
    scenario: str | None
    of: str
    binding: bool = True
    before: Judged | None = None

    @property
    def fails(self) -> bool:
        """Whether a check must fail for it."""
        return self.binding and self.verdict == REFUTED

    @property
    def unproved(self) -> bool:
        """Whether it is meant to hold, and is neither proved nor refuted."""
        return self.binding and self.verdict in (DEPENDS, UNKNOWN)


def unknown(why: str) -> Judged:
    """An unknown verdict with its reason."""
    return UNKNOWN, {"text": why, "missing": why}


def by_bounds(least: Fraction, most: Fraction, wanted: Fraction, at_least: bool) -> str:
    """The verdict on "at least" (or "at most") `wanted` of something between `least` and `most`, both attained."""
    if (least >= wanted) if at_least else (most <= wanted):
        return PROVED
    return REFUTED if ((most < wanted) if at_least else (least > wanted)) else DEPENDS
