"""Adoption and change: dates, entry into force, amendment, review."""

from __future__ import annotations

from charter.dsl.model.base import Allowance, Citation, Clock, Denial, Note, Stated, Who
from charter.dsl.model.rules import Rule
from charter.dsl.syntax.source import Span
from charter.record import record


@record
class Milestone:
    """A date. `what`: proposed, adopted, opened, signed, operating, in_force; `when` ISO date or year."""

    span: Span
    what: str
    when: str
    citations: tuple[Citation, ...] = ()


@record
class Entry:
    """A condition of entry into force, in effect before or from a date where the condition changes over time.

    The text enters into force `after` a time since the condition is met, not before a date (`earliest`), on the first
    `day` of a month or of a year, and only when something else (`awaits`) is in force or adopted too.
    """

    span: Span
    rule: Rule
    before: str | None = None
    start: str | None = None
    citations: tuple[Citation, ...] = ()
    after: Clock | None = None
    earliest: str | None = None
    day: str | None = None
    awaits: Who | None = None


@record
class Bridge:
    """What works before entry into force. `kind`: provisional_application, preparatory_commission."""

    span: Span
    kind: str
    start: str | None = None
    until: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Stage:
    """An estimate for a stage: negotiation, ratification, set_up."""

    span: Span
    what: str
    lasts: Clock


@record
class Amendment:
    """How provisions are amended: by a named decision, or by a rule in an organ, then by acceptances.

    `provisions` empty: all that have no tier of their own.
    """

    span: Span
    provisions: tuple[str, ...] = ()
    decision: str | None = None
    rule: Rule | None = None
    organ: str | None = None
    acceptance: Rule | None = None
    by_supporters: bool = False
    citations: tuple[Citation, ...] = ()


@record
class Provision:
    """A named provision of the text, to speak of it in amendments."""

    span: Span
    name: str
    text: str
    citations: tuple[Citation, ...] = ()


@record
class Review:
    """A review `every` so often, or once at each of the times `after` entry into force, and then every so often where
    that is stated; by an organ where stated."""

    span: Span
    every: Clock | None
    by: str | None = None
    citations: tuple[Citation, ...] = ()
    after: tuple[Clock, ...] = ()


@record
class Reservation:
    """Whether reservations to some provisions are admitted: a rule on reservations, and the provisions."""

    span: Span
    rule: str
    provisions: tuple[str, ...]
    citations: tuple[Citation, ...] = ()


@record
class Sunset:
    """The end of the institution after a time, unless a decision prolongs it."""

    span: Span
    after: Clock
    unless: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Adoption:
    """Everything the charter says about coming into force and changing."""

    span: Span
    milestones: tuple[Milestone, ...] = ()
    entries: tuple[Entry, ...] = ()
    created_by: tuple[Stated[str], ...] = ()
    bridges: tuple[Bridge, ...] = ()
    stages: tuple[Stage, ...] = ()
    needed: Stated[Clock] | None = None
    amendments: tuple[Amendment, ...] = ()
    provisions: tuple[Provision, ...] = ()
    reviews: tuple[Review, ...] = ()
    sunset: Sunset | None = None
    moratorium: Stated[Clock] | None = None
    """How long after entry into force nothing is amended."""
    reservations: Stated[str] | None = None
    reservations_to: tuple[Reservation, ...] = ()
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()

    def denies(self, topic: str) -> bool:
        """True when the charter says `no <topic>` of its adoption or change."""
        return any(d.topic == topic for d in self.denials)
