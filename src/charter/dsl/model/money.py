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
    `donor_cap` bounds one donor's part. `earmarked` None: not stated.
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
    """What arrears cost, of a given length where one is stated: `loses` is `vote` or another named right, `part` of the
    votes, or votes `pro_rata` with the part of its dues that a member owes."""

    span: Span
    after: Clock | None
    loses: str
    organs: tuple[str, ...] = ()
    waiver: str | None = None
    citations: tuple[Citation, ...] = ()
    part: Fraction | None = None


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
class Fund:
    """A named fund, who runs it and what it pays for."""

    span: Span
    name: str
    title: str | None
    run_by: str | None = None
    pays: str | None = None
    citations: tuple[Citation, ...] = ()


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
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()

    def denies(self, topic: str) -> bool:
        """True when the charter says `no <topic>` of its funding."""
        return any(d.topic == topic for d in self.denials)
