"""The institution: mandate, membership, and everything else gathered under one name."""

from __future__ import annotations

from charter.dsl.model.adoption import Adoption
from charter.dsl.model.base import Allowance, Citation, Clock, Denial, Note, PartySet, Stated, Who
from charter.dsl.model.decisions import Decision
from charter.dsl.model.money import Fund, Funding
from charter.dsl.model.obligations import Obligation
from charter.dsl.model.organs import Link, Organ, Votes
from charter.dsl.syntax.source import Span
from charter.record import record


@record
class SourceText:
    """A declared source of citations; `unverified` says that nobody has checked it against the original."""

    span: Span
    name: str
    title: str
    unverified: bool = False


@record
class Task:
    """One cell of the mandate: a function in a domain, with its force, and what carries it."""

    span: Span
    function: str
    domain: str
    force: str | None = None
    through: str | None = None
    decided_by: str | None = None
    means: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Mandate:
    """What the institution does, where, on whom; what it may not do; how capability in its field is measured.

    `complete`: whether every task of it is described; False where it is described in part, None where that is not said.
    """

    span: Span
    tasks: tuple[Task, ...]
    addresses: tuple[Stated[str], ...] = ()
    excludes: tuple[Stated[str], ...] = ()
    capability: Stated[str] | None = None
    complete: bool | None = None
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()


@record
class Opening:
    """Who may join, on what conditions. With `actors` it is open to actors of a kind (organisations, firms), of whom it
    is not known who they are."""

    span: Span
    to: PartySet
    conditions: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    actors: str | None = None


@record
class Requirement:
    """What a member must be or have: membership of another institution, or as the words say; `instead` is what will do
    as well."""

    span: Span
    member_of: str | None = None
    words: str | None = None
    citations: tuple[Citation, ...] = ()
    instead: tuple[Requirement, ...] = ()

    @property
    def ways(self) -> tuple[Requirement, ...]:
        """Each of which is enough."""
        return (self, *self.instead)


@record
class Admission:
    """How one joins: by a decision, by acceptance, by signature; `of` limits it to some applicants."""

    span: Span
    by: str
    decision: str | None = None
    of: PartySet | None = None
    conditions: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@record
class Withdrawal:
    """How one leaves. `by`: notice or a decision."""

    span: Span
    by: str
    decision: str | None = None
    after_membership: Clock | None = None
    notice: Clock | None = None
    at_once: bool = False
    effective: str | None = None
    conditions: tuple[str, ...] = ()
    duties_survive: Clock | bool = False
    returns: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@record
class Removal:
    """Suspension or expulsion by a decision, for what."""

    span: Span
    decision: str
    ground: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Cascade:
    """Membership lost with that of another institution (`of`), or a suspension that ends in expulsion (`of` None)."""

    span: Span
    of: str | None
    after: Clock | None = None
    unless: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Category:
    """A kind of membership below or beside full membership."""

    span: Span
    name: str
    title: str | None
    open_to: tuple[Opening, ...] = ()
    requires: tuple[Requirement, ...] = ()
    admissions: tuple[Admission, ...] = ()
    rights: tuple[Stated[str], ...] = ()
    votes: Votes | None = None
    members: Stated[PartySet] | None = None
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()


@record
class Membership:
    """Who may join, how, and how membership ends."""

    span: Span
    open_to: tuple[Opening, ...] = ()
    requires: tuple[Requirement, ...] = ()
    categories: tuple[Category, ...] = ()
    admissions: tuple[Admission, ...] = ()
    withdrawal: tuple[Withdrawal, ...] = ()
    suspension: tuple[Removal, ...] = ()
    expulsion: tuple[Removal, ...] = ()
    cascades: tuple[Cascade, ...] = ()
    restoration: Stated[str] | None = None
    non_application: Stated[bool] | None = None
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()

    def denies(self, topic: str) -> bool:
        """True when the charter says `no <topic>` of membership."""
        return any(d.topic == topic for d in self.denials)


@record
class Protocol:
    """An agreement under the institution's own, with parties of its own."""

    span: Span
    name: str
    title: str | None
    parties: PartySet
    citations: tuple[Citation, ...] = ()

    @property
    def label(self) -> str:
        """The title where there is one, otherwise the name."""
        return self.title or self.name


@record
class Relations:
    """Ties to other institutions."""

    span: Span
    links: tuple[Link, ...] = ()
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()


@record
class NonParties:
    """What those outside face, and on what. `supplied` and `needed` are the columns of who makes how much of it and who
    needs how much, where they are stated."""

    span: Span
    face: str
    on: str | None = None
    supplied: str | None = None
    needed: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Change:
    """One change that a reform makes: `verb` (add, change, remove), the path of the clause, its texts line by line."""

    span: Span
    verb: str
    path: tuple[str, ...]
    before: str | None
    after: str | None


@record
class Institution:
    """An institution, whole. For a reform, the original with the changes applied; `reform_of` names it."""

    span: Span
    name: str
    title: str | None
    name_span: Span
    sources: tuple[SourceText, ...] = ()
    status: Stated[str] | None = None
    founded: Stated[str] | None = None
    ended: Stated[str] | None = None
    seat: Stated[str] | None = None
    language: Stated[str] | None = None
    members: Stated[PartySet] | None = None
    assumed: bool = False
    observers: Stated[PartySet] | None = None
    part_of: Stated[str] | None = None
    also_part_of: tuple[Stated[str], ...] = ()
    protocols: tuple[Protocol, ...] = ()
    problem: tuple[Stated[str], ...] = ()
    mandate: Mandate | None = None
    membership: Membership | None = None
    organs: tuple[Organ, ...] = ()
    decisions: tuple[Decision, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    funding: Funding | None = None
    funds: tuple[Fund, ...] = ()
    adoption: Adoption | None = None
    relations: Relations | None = None
    non_parties: tuple[NonParties, ...] = ()
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()
    reform_of: str | None = None
    changes: tuple[Change, ...] = ()
    incomplete: bool = False

    @property
    def parents(self) -> tuple[Stated[str], ...]:
        """All that the institution is part of, in the order of the text."""
        return (self.part_of, *self.also_part_of) if self.part_of is not None else ()

    def denies(self, topic: str) -> bool:
        """True when the charter says `no <topic>` of the institution."""
        return any(d.topic == topic for d in self.denials)

    def organ(self, name: str) -> Organ | None:
        """The organ of that name, or None."""
        return next((o for o in self.organs if o.name == name), None)

    def decision(self, name: str) -> Decision | None:
        """The decision of that name (also written `Institution.decision`), or None."""
        name = name.removeprefix(self.name + ".")
        return next((d for d in self.decisions if d.name == name), None)

    @property
    def label(self) -> str:
        """The title where there is one, otherwise the name."""
        return self.title or self.name


__all__ = ["Institution", "Who"]
