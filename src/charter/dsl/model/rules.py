"""Rules of decision: thresholds and their combinations, as written and with names resolved."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from charter.dsl.model.base import Clock, PartySet
from charter.dsl.syntax.source import Span
from charter.record import record


@record
class Base:
    """What is counted. `kind`: members, seats, votes, votes_cast, present (and voting), attending (all who
    are there, abstentions counted), delegates,
    ratifications, each_chamber, chamber, group, column."""

    span: Span
    kind: str
    chamber: str | None = None
    group: PartySet | None = None
    column: str | None = None
    among: PartySet | None = None


@record
class Share:
    """At least (or, if `strict`, more than) the share `quota` of the base."""

    span: Span
    quota: Fraction
    strict: bool
    of: Base


@record
class Count:
    """At least `number` of the base; `out_of` is the total where the text states it (`9 of 15`)."""

    span: Span
    number: Fraction
    of: Base
    out_of: int | None = None


@record
class AllBut:
    """All of the base but `number`."""

    span: Span
    number: Fraction
    of: Base


@record
class Consensus:
    """Nobody objects; with `minus` k, no more than k object."""

    span: Span
    minus: int = 0


@record
class Unanimity:
    """Everybody entitled says yes."""

    span: Span


@record
class ReverseConsensus:
    """It passes unless all object."""

    span: Span


@record
class NoNegativeVote:
    """No vote is cast against; abstaining does no harm."""

    span: Span


@record
class Concurring:
    """Every one of these must not vote against (a veto of each)."""

    span: Span
    voters: PartySet


@record
class NotOpposed:
    """In no chamber does this share oppose, or this `number` of its votes."""

    span: Span
    quota: Fraction
    strict: bool
    number: Fraction | None = None

    def enough(self, votes: Fraction) -> tuple[Fraction, bool]:
        """The votes against that stop it, of those of a chamber, and whether they must be exceeded."""
        return (self.quota * votes, self.strict) if self.number is None else (self.number, False)


@record
class FewAgainst:
    """No more than this share of the base, or this `number`, is against."""

    span: Span
    quota: Fraction
    of: Base
    number: Fraction | None = None

    def most(self, votes: Fraction) -> Fraction:
        """The most votes against that it bears, of so many."""
        return self.quota * votes if self.number is None else self.number


@record
class Unless:
    """It stands unless the objection rule is met within the time: silence, tacit acceptance, red light.

    `stop`: written `say stop` (a running thing goes on) instead of `object`.
    """

    span: Span
    objection: Rule
    within: Clock | None = None
    stop: bool = False


@record
class AllOf:
    """Every part holds."""

    span: Span
    parts: tuple[Rule, ...]


@record
class AnyOf:
    """At least one part holds."""

    span: Span
    parts: tuple[Rule, ...]


Rule: TypeAlias = (
    Share
    | Count
    | AllBut
    | Consensus
    | Unanimity
    | ReverseConsensus
    | NoNegativeVote
    | Concurring
    | NotOpposed
    | FewAgainst
    | Unless
    | AllOf
    | AnyOf
)
