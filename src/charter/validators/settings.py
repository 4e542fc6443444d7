"""The thresholds of the rules, in one profile that a user can override; each with its reason."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, fields, frozen

REASON = "reason"


@frozen
class Profile:
    """The thresholds. Shares are exact, between 0 and 1; a rule that reads one names it on its page."""

    self_perpetuating_share: Fraction = field(
        default=Fraction(1, 10),
        metadata={REASON: "below a tenth of the seats, an organ that fills them itself cannot swing a majority"},
    )
    unelected_share: Fraction = field(
        default=Fraction(3, 10),
        metadata={REASON: "just under the third that stops a decision by two thirds"},
    )
    dominant_payer: Fraction = field(
        default=Fraction(1, 5),
        metadata={REASON: "a payer of a fifth ends a fifth of the work by leaving; few scales have a lower ceiling"},
    )
    representation_ratio: Fraction = field(
        default=Fraction(1, 2),
        metadata={REASON: "a group with less than half the votes that its people would give it is out of proportion"},
    )


def reasons() -> dict[str, tuple[Fraction, str]]:
    """Every threshold by name, with its default and the reason for it."""
    return {f.name: (Fraction(f.default or 0), str(f.metadata[REASON])) for f in fields(Profile)}


DEFAULT = Profile()
