"""The thresholds of the rules, in one profile that a user can override; each with its reason."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, fields, frozen

REASON = "reason"


@frozen
class Profile:
    """The thresholds. Shares are exact, between 0 and 1, counts whole; a rule that reads one names it on its page."""

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
    large_plenary: Fraction = field(
        default=Fraction(50),
        metadata={REASON: "above about fifty, those who want to speak fill a meeting, and an executive is usual"},
    )
    defined_flags: Fraction = field(
        default=Fraction(3),
        metadata={
            REASON: "with fewer than three of charter, secretariat, budget, votes, members, more is open than settled"
        },
    )
    empty_bench_blockers: Fraction = field(
        default=Fraction(3),
        metadata={REASON: "three members that act together are common; more need a coalition"},
    )
    key_actor_share: Fraction = field(
        default=Fraction(1, 20),
        metadata={REASON: "a twentieth of the capability is enough to undo what the others agree on"},
    )
    measure_leverage: Fraction = field(
        default=Fraction(1, 10),
        metadata={REASON: "who makes less than a tenth of what it withholds is replaced by the next seller"},
    )
    means_lacking: Fraction = field(
        default=Fraction(2),
        metadata={REASON: "one missing means can be lent by others; without two a function is a promise"},
    )
    key_holders: Fraction = field(
        default=Fraction(3),
        metadata={
            REASON: "beyond three who must each ratify, one of them will be late: the test ban treaty waits for nine"
        },
    )
    stopping_coalition: Fraction = field(
        default=Fraction(3),
        metadata={REASON: "three governments can agree over a dinner not to ratify; four seldom do"},
    )
    quick_ratification: Fraction = field(
        default=Fraction(1, 10),
        metadata={REASON: "what nine treaties in ten did not reach is a wish, not an estimate"},
    )
    capability_at_entry: Fraction = field(
        default=Fraction(1, 100),
        metadata={REASON: "below a hundredth of the capability, those bound are bystanders of what is to be governed"},
    )
    members_of_none: Fraction = field(
        default=Fraction(1, 10),
        metadata={REASON: "a tenth of the states is about what universal institutions lack"},
    )
    big_members: Fraction = field(
        default=Fraction(10),
        metadata={REASON: "the ten most populous members stand for what a membership weighs"},
    )
    tiny_blocker: Fraction = field(
        default=Fraction(1, 10),
        metadata={REASON: "fewer than a tenth of the members, with fewer than a tenth of the people, speak for few"},
    )
    power_to_act: Fraction = field(
        default=Fraction(1, 100),
        metadata={REASON: "a body in which one of a hundred coalitions can decide hardly ever does (Leech 2002)"},
    )
    outvoted_people: Fraction = field(
        default=Fraction(1, 2),
        metadata={REASON: "a decision that those with less than half of the people can carry outvotes the majority"},
    )
    inert_share: Fraction = field(
        default=Fraction(1, 10_000),
        metadata={REASON: "a clause that decides less than one vote in ten thousand decides none in a lifetime"},
    )
    hostage_blockers: Fraction = field(
        default=Fraction(3),
        metadata={REASON: "three can agree in a corridor; a chamber of four to six is stopped by so many"},
    )
    hostage_body: Fraction = field(
        default=Fraction(20),
        metadata={REASON: "in a body of up to 20 seats, three are a share that other rules look at"},
    )
    amendment_blocker: Fraction = field(
        default=Fraction(1, 10),
        metadata={REASON: "two thirds leave the stop to a third of the members; below a tenth a few hold the text"},
    )
    deep_obligation: Fraction = field(
        default=Fraction(3),
        metadata={REASON: "of the depths 0 to 4, those at which states must change what they do anyway"},
    )
    helped_share: Fraction = field(
        default=Fraction(1, 2),
        metadata={
            REASON: "help that reaches fewer than half of the poorest that are bound leaves most of them without"
        },
    )
    voluntary_share: Fraction = field(
        default=Fraction(1, 2),
        metadata={REASON: "beyond half, the givers decide about more of the work than the members do"},
    )
    passing_money: Fraction = field(
        default=Fraction(1, 3),
        metadata={REASON: "below a third, those who pay twice as much as those who pass a budget are outvoted on it"},
    )
    one_nationality: Fraction = field(
        default=Fraction(1, 4),
        metadata={REASON: "a quarter of one nationality blocks wherever three quarters are needed, and sets the tone"},
    )


def reasons() -> dict[str, tuple[Fraction, str]]:
    """Every threshold by name, with its default and the reason for it."""
    return {f.name: (Fraction(f.default or 0), str(f.metadata[REASON])) for f in fields(Profile)}


DEFAULT = Profile()
