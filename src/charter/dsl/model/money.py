"""Funding: budget, scales, arrears, hosts."""

from __future__ import annotations

from fractions import Fraction

from charter.dsl.model.base import Allowance, Citation, Clock, Denial, Money, Note, PartySet, Stated
from charter.dsl.model.rules import Rule
from charter.dsl.syntax.source import Span
from charter.record import record


@record
class Scale:
    """How a bill is split. `kind`: column, equal, free_choice, words."""

    span: Span
    kind: str
    column: str | None = None
    words: str | None = None


@record
class Flow:
    """One stream of money. `kind`: assessed, voluntary, levy, fees, charges, endowment, programme.

    `share` is its part of the budget; `ceiling` and `floor` bound one payer's part of the stream;
    `donor_cap` bounds one donor's part. `earmarked` None: not stated. A levy on a column (`base`) takes the `rate` of
    it from its `payers`; what part of the budget that is follows from the figures.
    """

    span: Span
    kind: str
    share: Fraction | None = None
    scale: Scale | None = None
    ceiling: Fraction | None = None
    floor: Fraction | None = None
    donor_cap: Fraction | None = None
    earmarked: bool | None = None
    purpose: str | None = None
    amount: Money | None = None
    name: str | None = None
    title: str | None = None
    payers: PartySet | None = None
    citations: tuple[Citation, ...] = ()
    base: str | None = None
    rate: Fraction | None = None


@record
class HoldingFloor:
    """At least this share of the capital is held by a set of members."""

    span: Span
    share: Fraction
    among: PartySet


@record
class Capital:
    """The capital of a bank: authorised, which part of it is paid in and which callable, the value of a share, the
    column of what each member has subscribed, and which part certain members hold at least."""

    span: Span
    amount: Money | None = None
    paid_in: Fraction | None = None
    callable: Fraction | None = None
    share: Money | None = None
    by: str | None = None
    floors: tuple[HoldingFloor, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def shares(self) -> Fraction | None:
        """How many shares there are; None where the amount or the value of one is not stated."""
        if self.amount is None or self.share is None or self.amount.currency != self.share.currency:
            return None
        return self.amount.amount / self.share.amount if self.share.amount else None


@record
class Ruled:
    """Who decides on money: a decision by name, or a rule in an organ."""

    span: Span
    decision: str | None = None
    rule: Rule | None = None
    organ: str | None = None


@record
class Contributor:
    """A known payer and its share, in a year where stated."""

    span: Span
    party: str
    share: Fraction
    year: int | None = None
    citations: tuple[Citation, ...] = ()


@record
class Arrears:
    """What arrears of a given length cost: `loses` is `vote` or another named right."""

    span: Span
    after: Clock
    loses: str
    organs: tuple[str, ...] = ()
    waiver: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Host:
    """Who hosts, what the host pays, for how long."""

    span: Span
    by: str
    pays: str | None = None
    term: Clock | None = None
    renewable: bool = False
    citations: tuple[Citation, ...] = ()


@record
class Allotment:
    """What a fund pays to a set: a part of what it has, dealt out by a scale (None: as it decides), or the same
    `amount` to each."""

    span: Span
    parties: PartySet
    scale: Scale | None = None
    amount: Money | None = None


@record
class Fund:
    """A named fund, who runs it, what it pays for and to whom. `share` is its part of the budget, `ceiling` the most of
    what it pays that may go to one."""

    span: Span
    name: str
    title: str | None
    run_by: str | None = None
    pays: str | None = None
    citations: tuple[Citation, ...] = ()
    allotments: tuple[Allotment, ...] = ()
    ceiling: Fraction | None = None
    share: Fraction | None = None


@record
class Funding:
    """Everything the charter says about money."""

    span: Span
    budget: Stated[Money] | None = None
    budget_by: Stated[Ruled] | None = None
    scale_by: Stated[Ruled] | None = None
    scale_review: Stated[Clock] | None = None
    flows: tuple[Flow, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    contributions: Stated[str] | None = None
    arrears: tuple[Arrears, ...] = ()
    host: Host | None = None
    reserve: Stated[Clock] | None = None
    capital: Capital | None = None
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()

    def denies(self, topic: str) -> bool:
        """True when the charter says `no <topic>` of its funding."""
        return any(d.topic == topic for d in self.denials)
