"""Obligations: who is bound to what, who watches, what follows a breach."""

from __future__ import annotations

from fractions import Fraction

from charter.dsl.model.base import Allowance, Citation, Clock, Denial, Note, PartySet, Stated, Who
from charter.dsl.model.decisions import Binding, Effect
from charter.dsl.model.rules import Rule
from charter.dsl.syntax.source import Span
from charter.record import record

RUNG_KINDS = (
    "request", "notice", "recommendation", "report", "publication", "referral", "remedy_order", "loss_of_chair",
    "loss_of_vote", "loss_of_help", "loss_of_access", "suspension", "expulsion", "fine", "compensation",
    "retaliation", "trade_ban", "revocation", "inquiry", "adjudication", "force",
)  # fmt: skip


@record
class Help:
    """Help and time for those with less capacity."""

    span: Span
    parties: PartySet
    fund: str | None = None
    grace: Clock | None = None
    citations: tuple[Citation, ...] = ()


@record
class NumericThreshold:
    """A number in the obligation that technology may overtake (`10^26 "operations"`)."""

    span: Span
    name: str
    value: Fraction
    unit: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Monitoring:
    """Who watches and how. `method`: self_report, peer_review, inspection, remote_sensing, complaint, whistle_blowers.

    `scope` of an inspection: anywhere, declared_sites, by_consent, or None where it is not stated.
    """

    span: Span
    by: Who
    method: str | None = None
    scope: str | None = None
    complainants: tuple[Who, ...] = ()
    every: Clock | None = None
    published: bool | None = None
    paid_by: str | None = None
    after_consultation: bool = False
    at_all_times: bool = False
    citations: tuple[Citation, ...] = ()


@record
class Rung:
    """One step of a ladder. `kind` is None where neither the text nor the decision behind it says what it does.

    `duty`: may, shall, or None. `within` is its deadline, `after` what it waits for, `default` the named step
    that follows when the deadline passes. `against_actors` are private actors of a kind, in the set of `against`
    where one is named.
    """

    span: Span
    name: str
    name_span: Span
    kind: str | None = None
    by: tuple[Who, ...] = ()
    to: tuple[Who, ...] = ()
    duty: str | None = None
    within: Clock | None = None
    forthwith: bool = False
    after: Clock | None = None
    on: str | None = None
    against: PartySet | None = None
    against_actors: str | None = None
    published: bool = False
    default: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Appeal:
    """To whom, within what time, whether it suspends, and who may bring it."""

    span: Span
    to: Who
    within: Clock | None = None
    suspensive: bool | None = None
    by: Who | None = None
    citations: tuple[Citation, ...] = ()


@record
class Ladder:
    """What answers a breach, step by step."""

    span: Span
    rungs: tuple[Rung, ...]
    appeal: Appeal | None = None
    way_back: Stated[Who] | None = None
    review: Stated[Who] | None = None
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()

    def denies(self, topic: str) -> bool:
        """True when the charter says `no <topic>` of this ladder."""
        return any(d.topic == topic for d in self.denials)


@record
class Obligation:
    """A duty of members, states or private actors."""

    span: Span
    name: str
    title: str | None
    name_span: Span
    binds: Stated[Binding] | None = None
    force: Stated[str] | None = None
    precision: Stated[str] | None = None
    depth: Stated[int] | None = None
    starts: Stated[Effect] | None = None
    help: tuple[Help, ...] = ()
    thresholds: tuple[NumericThreshold, ...] = ()
    domain: Stated[str] | None = None
    monitoring: tuple[Monitoring, ...] = ()
    breach: Stated[str] | None = None
    ladder: Ladder | None = None
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()
    once: Stated[Rule] | None = None
    """Who must have accepted the duty before it binds anybody who has."""
    also_binds: tuple[Stated[Binding], ...] = ()
    """Whom further `binds` clauses name."""

    @property
    def bindings(self) -> tuple[Stated[Binding], ...]:
        """Every `binds` clause, in the order of the text; none where the charter is silent."""
        return (self.binds, *self.also_binds) if self.binds is not None else self.also_binds

    def denies(self, topic: str) -> bool:
        """True when the charter says `no <topic>` of this obligation."""
        return any(d.topic == topic for d in self.denials)

    @property
    def label(self) -> str:
        """The title where there is one, otherwise the name."""
        return self.title or self.name
