"""Rules of decision: thresholds and their combinations, as written and with names resolved."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from charter.dsl.model.base import Clock, PartySet
from charter.dsl.source import Span


@frozen
class Base:
    """What is counted. `kind`: members, seats, votes, votes_cast, present (and voting), delegates,
    ratifications, each_chamber, chamber, group, column."""

    span: Span
    kind: str
    chamber: str | None = None
    group: PartySet | None = None
    column: str | None = None
    among: PartySet | None = None


@frozen
class Share:
    """At least (or, if `strict`, more than) the share `quota` of the base."""

    span: Span
    quota: Fraction
    strict: bool
    of: Base


@frozen
class Count:
    """At least `number` of the base; `out_of` is the total where the text states it (`9 of 15`)."""

    span: Span
    number: Fraction
    of: Base
    out_of: int | None = None


@frozen
class AllBut:
    """All of the base but `number`."""

    span: Span
    number: Fraction
    of: Base


@frozen
class Consensus:
    """Nobody objects; with `minus` k, no more than k object."""

    span: Span
    minus: int = 0


@frozen
class Unanimity:
    """Everybody entitled says yes."""

    span: Span


@frozen
class ReverseConsensus:
    """It passes unless all object."""

    span: Span


@frozen
class NoNegativeVote:
    """No vote is cast against; abstaining does no harm."""

    span: Span


@frozen
class Concurring:
    """Every one of these must not vote against (a veto of each)."""

    span: Span
    voters: PartySet


@frozen
class NotOpposed:
    """In no chamber does this share oppose."""

    span: Span
    quota: Fraction
    strict: bool


@frozen
class Unless:
    """It stands unless the objection rule is met within the time: silence, tacit acceptance, red light.

    `stop`: written `say stop` (a running thing goes on) instead of `object`.
    """

    span: Span
    objection: Rule
    within: Clock | None = None
    stop: bool = False


@frozen
class AllOf:
    """Every part holds."""

    span: Span
    parts: tuple[Rule, ...]


@frozen
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
    | Unless
    | AllOf
    | AnyOf
)
