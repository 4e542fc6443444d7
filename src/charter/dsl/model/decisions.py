"""Decisions: the steps that a decision takes through organs and institutions."""

from __future__ import annotations

from charter.dsl.model.base import Allowance, Citation, Clock, Denial, Note, PartySet, Stated, Who
from charter.dsl.model.rules import Rule
from charter.dsl.syntax.source import Span
from charter.record import changed, record

DECISION_KINDS = (
    "admission", "suspension", "expulsion", "budget", "scale", "appointment", "dismissal", "standard",
    "finding", "sanction", "dispute", "amendment", "interpretation", "waiver", "accession_offer", "programme",
    "election", "restoration", "mandate", "agenda", "assessment", "recommendation", "procedure", "credentials",
    "emergency", "inspection", "release", "quota",
)  # fmt: skip


@record
class Bar:
    """Who may not vote. `who`: accused, complainant, disputants, non_participants, in_arrears, or set."""

    span: Span
    who: str
    parties: PartySet | None = None


@record
class Step:
    """One step of a decision. `rule` None: the organ's own default rule, if it states one.

    `verb`: recommends, approves, accepts, confirms, advises (which stops nothing), or None. `default`: what happens
    when the time runs out. `alternatives` are the other ways to take it, of which one that succeeds is enough; each of
    them says in `follows` whether it is open from the first (or) or only where the way before it fails (else).
    """

    span: Span
    by: Who
    verb: str | None = None
    rule: Rule | None = None
    barred: tuple[Bar, ...] = ()
    within: Clock | None = None
    after: Clock | None = None
    recommendation: str | None = None
    casting: str | None = None
    quorum: Rule | None = None
    default: str | None = None
    citations: tuple[Citation, ...] = ()
    alternatives: tuple[Step, ...] = ()
    follows: str | None = None

    @property
    def only_advises(self) -> bool:
        """Whether nothing waits for what the step says."""
        return self.verb == "advises"

    @property
    def ways(self) -> tuple[Step, ...]:
        """The ways to take the step, each by itself: its own first."""
        if not self.alternatives:
            return (self,)
        return (changed(self, alternatives=()), *self.alternatives)


@record
class Binding:
    """Whom something binds. `kind`: set (of the parties to an `agreement`, where it names one), parties_to (an
    agreement whose parties are not known), actors (of a kind, in a set: by their
    home, or `selling` there).

    `objectors_out`: all but those who object in time (`within`, if stated); `own_consent`: nobody whom it concerns
    without that one's consent.
    """

    span: Span
    kind: str
    parties: PartySet | None = None
    agreement: str | None = None
    actors: str | None = None
    without_ratification: bool = False
    acceptors_only: bool = False
    selling: bool = False
    objectors_out: bool = False
    within: Clock | None = None
    own_consent: bool = False

    @property
    def by_will(self) -> bool:
        """Whether nobody is bound against its will: by accepting, by not objecting, by consenting."""
        return self.acceptors_only or self.objectors_out or self.own_consent


@record
class Effect:
    """When a decision takes effect: after a time, on a date (ISO), or as the words say."""

    span: Span
    after: Clock | None = None
    on: str | None = None
    words: str | None = None


@record
class Decision:
    """A decision of an institution, in one or several steps, all of which must succeed."""

    span: Span
    name: str
    title: str | None
    name_span: Span
    kinds: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    proposers: Stated[tuple[Who, ...]] | None = None
    barred: tuple[Bar, ...] = ()
    consensus_first: Stated[Clock | None] | None = None
    otherwise: Stated[Rule | str] | None = None
    takes_effect: Stated[Effect] | None = None
    binds: Stated[Binding] | None = None
    force: Stated[str] | None = None
    amends: tuple[Stated[str], ...] = ()
    raises: tuple[Stated[str], ...] = ()
    lowers: tuple[Stated[str], ...] = ()
    programme: Stated[str] | None = None
    publishes: tuple[Stated[str], ...] = ()
    against: Stated[Binding] | None = None
    """Against whom it is taken, where that is not whoever is bound."""
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def every_step(self) -> tuple[Step, ...]:
        """The steps with all their alternatives, each by itself, in the order of the text."""
        return tuple(way for step in self.steps for way in step.ways)

    def denies(self, topic: str) -> bool:
        """True when the charter says `no <topic>` of this decision."""
        return any(d.topic == topic for d in self.denials)

    @property
    def label(self) -> str:
        """The title where there is one, otherwise the name."""
        return self.title or self.name
