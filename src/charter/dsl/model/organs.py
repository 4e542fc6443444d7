"""Organs: who sits, how seats are filled, how votes count, to whom the organ answers."""

from __future__ import annotations

from fractions import Fraction

from charter.dsl.model.base import Allowance, Citation, Clock, Denial, Note, PartySet, Stated, Who
from charter.dsl.model.rules import Rule
from charter.dsl.syntax.source import Span
from charter.record import changed, record


@record
class Filling:
    """How a seat is filled. `how`: permanent, designated, ranked, elected, appointed, chosen, ex_officio, rotating.

    `by` is who fills it; `among` the set it is filled from (for permanent seats: the holders);
    `column` the criterion of a ranking; `areas` the family of groups of which each gets `count` seats;
    `outside_these` says that those seated by the lines before do not count for the areas; `each` are the members where
    there are `count` seats for each of them.
    """

    span: Span
    how: str
    by: Who | None = None
    among: PartySet | None = None
    column: str | None = None
    areas: str | None = None
    outside_these: bool = False
    approval: str | None = None
    nomination: str | None = None
    office: str | None = None
    each: PartySet | None = None


@record
class Floor:
    """At least `count` (or the share `share`) from `among`; with `areas`, from each area; with `skill`, of a
    qualification in words; with `gender`, women, men, or (`each`) of either."""

    span: Span
    count: int | None = None
    share: Fraction | None = None
    among: PartySet | None = None
    areas: str | None = None
    citations: tuple[Citation, ...] = ()
    skill: str | None = None
    gender: str | None = None

    @property
    def of_parties(self) -> bool:
        """Whether it is a floor of members or areas, and not of what persons are."""
        return self.skill is None and self.gender is None

    def least(self, seats: int) -> int:
        """How many of so many seats that is at least."""
        wanted = self.count if self.count is not None else -(-(self.share or Fraction(0)) * seats // 1)
        return int(wanted) * (2 if self.gender == "each" else 1)


@record
class PanelList:
    """A list from which those who sit are drawn: how many are on it, and who keeps it."""

    span: Span
    size: int | None = None
    kept_by: str | None = None


@record
class Cap:
    """At most `count` from `among`, or of one `trait` (nationality, affiliation)."""

    span: Span
    count: int
    among: PartySet | None = None
    trait: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Allocation:
    """`5 from Africa` inside a line of elected seats."""

    span: Span
    count: int
    among: PartySet | None
    chamber: str | None = None
    now: PartySet | None = None
    citations: tuple[Citation, ...] = ()


@record
class SeatLine:
    """One line of an organ's seats. `count` None: given by the allocations, or not stated.

    `advanced_in` is the domain of `most advanced in`; `in_practice` the number that an open rule gives today;
    `now` the present holders; `chamber_for` restricts the chamber to a group's holders.
    """

    span: Span
    filling: Filling
    count: int | None = None
    allocations: tuple[Allocation, ...] = ()
    term: Clock | None = None
    advanced_in: str | None = None
    largest_by: str | None = None
    in_practice: int | None = None
    re_election: str | None = None
    term_limit: int | None = None
    now: PartySet | None = None
    votes: bool = True
    veto: bool = False
    as_class: str | None = None
    chamber: str | None = None
    chamber_for: PartySet | None = None
    floors: tuple[Floor, ...] = ()
    caps: tuple[Cap, ...] = ()
    rule: Rule | None = None
    staggered: bool = False
    distinct: bool = False
    citations: tuple[Citation, ...] = ()
    panel_list: PanelList | None = None

    @property
    def total(self) -> int | None:
        """How many seats the line has; None where the charter does not settle it."""
        if self.in_practice is not None:
            return self.in_practice
        if self.filling.each is not None:
            each = self.filling.each.members
            return None if each is None else (self.count or 1) * len(each)
        if self.count is not None and self.filling.areas is None:
            return self.count
        if self.allocations:
            return sum(a.count for a in self.allocations)
        return None


@record
class PartOfMembers:
    """So many seats as are a `share` of the members, `rounded` up or down where the text says how, and between two
    numbers."""

    span: Span
    share: Fraction
    rounded: str | None = None
    least: int | None = None
    most: int | None = None

    def of(self, members: int | None) -> int | None:
        """The seats with so many members; None where that is not known, or is no whole number and nothing says how it
        is rounded."""
        if members is None:
            return self.least if self.least is not None and self.least == self.most else None
        exact = self.share * members
        rounded = -(-exact.numerator // exact.denominator) if self.rounded == "up" else exact.__floor__()
        if self.least is not None and exact <= self.least:
            return self.least
        if self.most is not None and exact >= self.most:
            return self.most
        return rounded if self.rounded is not None or exact.denominator == 1 else None


@record
class Seats:
    """The seats of an organ, line by line; `stated` is the total that the text gives, or what `part` of the members
    comes to."""

    span: Span
    stated: int | None
    lines: tuple[SeatLine, ...]
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    citations: tuple[Citation, ...] = ()
    part: PartOfMembers | None = None

    def with_members(self, members: int | None) -> Seats:
        """The seats as they are with so many members."""
        return self if self.part is None else changed(self, stated=self.part.of(members))

    @property
    def total(self) -> int | None:
        """The number of seats: the sum of the lines where each is settled, otherwise what is stated."""
        totals = [line.total for line in self.lines]
        known = [t for t in totals if t is not None]
        return sum(known) if totals and len(known) == len(totals) else self.stated


@record
class Delegate:
    """`2 government` of each member's delegation, each with a vote; `silent_without` names the partner needed."""

    span: Span
    number: int
    name: str
    silent_without: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class VotePart:
    """One part of a weight: a `column`; a `basic_share` of all votes dealt equally; `basic` votes each;
    or `number` votes for every `per` of a column (`begun`: for every part of one too); `root`: the square root of the
    column, cut after three decimal places."""

    span: Span
    column: str | None = None
    basic_share: Fraction | None = None
    basic: Fraction | None = None
    number: Fraction | None = None
    per: Fraction | None = None
    begun: bool = False
    root: bool = False


@record
class Votes:
    """How many votes a voter has: equal, none, or the sum of the parts. `whole`: each part is cut to whole votes;
    `share_cap` and `cap` are the most of all votes, and the most votes, that one has."""

    span: Span
    equal: bool
    none: bool = False
    parts: tuple[VotePart, ...] = ()
    citations: tuple[Citation, ...] = ()
    whole: bool = False
    share_cap: Fraction | None = None
    cap: Fraction | None = None


@record
class Proxies:
    """Members may cast the votes of others, each of `most` where that is stated."""

    span: Span
    most: int | None = None
    citations: tuple[Citation, ...] = ()


@record
class GroupVote:
    """`votes of EUU one for each of EU`: a member that casts as many votes as a set has members."""

    span: Span
    voter: str
    members: PartySet
    citations: tuple[Citation, ...] = ()


@record
class Named:
    """A named part with its set: a chamber or a constituency."""

    span: Span
    name: str
    title: str | None
    members: PartySet
    citations: tuple[Citation, ...] = ()


@record
class Head:
    """Who heads the organ, and how the head is chosen and removed."""

    span: Span
    name: str
    filling: Filling | None = None
    term: Clock | None = None
    term_limit: int | None = None
    re_election: str | None = None
    dismissed_by: str | None = None
    custom: str | None = None
    open_selection: bool = False
    rule: Rule | None = None
    citations: tuple[Citation, ...] = ()


@record
class Link:
    """A tie to another body: `verb` (reports to, cooperates with, …), how often, about what, carrying what."""

    span: Span
    verb: str
    to: Who
    every: Clock | None = None
    about: str | None = None
    carries: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class StepTerms:
    """What a default rule of decision carries besides the rule."""

    casting: str | None = None
    quorum: Rule | None = None


@record
class ActsFor:
    """`acts for Assembly, except "admission"`: delegated powers and what is reserved."""

    span: Span
    organ: str
    reserved: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@record
class Organ:
    """An organ of an institution. A field that is None (or empty) was not stated; see `denials` for "none"."""

    span: Span
    name: str
    title: str | None
    name_span: Span
    kind: str | None = None
    plenary: Stated[PartySet | None] | None = None
    seats: Seats | None = None
    experts: SeatLine | None = None
    delegates: tuple[Delegate, ...] = ()
    votes: Votes | None = None
    group_votes: tuple[GroupVote, ...] = ()
    constituency_column: Stated[str] | None = None
    constituencies: tuple[Named, ...] = ()
    unit_vote: Stated[bool] | None = None
    electors_votes: Stated[bool] | None = None
    split_votes: Stated[bool] | None = None
    proxies: Proxies | None = None
    chambers: tuple[Named, ...] = ()
    quorum: Stated[Rule] | None = None
    void_unless: Stated[Rule] | None = None
    decides: Stated[Rule] | None = None
    default_terms: StepTerms = StepTerms()
    consensus_first: Stated[Clock | None] | None = None
    otherwise: Stated[Rule | str] | None = None
    meets: Stated[Clock] | None = None
    head: Head | None = None
    staff: Stated[int] | None = None
    part_of: Stated[str] | None = None
    reports_to: tuple[Link, ...] = ()
    answers_to: tuple[Stated[Who], ...] = ()
    advises: tuple[Stated[str], ...] = ()
    appoints: tuple[Stated[str], ...] = ()
    dismisses: tuple[Stated[str], ...] = ()
    dismissed_by: Stated[str] | None = None
    acts_for: tuple[ActsFor, ...] = ()
    caps: tuple[Cap, ...] = ()
    floors: tuple[Floor, ...] = ()
    term: Stated[Clock] | None = None
    sits_in: Stated[int] | None = None
    hears: tuple[Stated[Who], ...] = ()
    evaluates: tuple[Stated[str], ...] = ()
    publishes: tuple[Stated[str], ...] = ()
    discloses: Stated[bool] | None = None
    self_nomination_barred: Stated[bool] | None = None
    paid_by: tuple[Stated[str], ...] = ()
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()

    def denies(self, topic: str) -> bool:
        """True when the charter says `no <topic>` of this organ."""
        return any(d.topic == topic for d in self.denials)

    @property
    def label(self) -> str:
        """The title where there is one, otherwise the name."""
        return self.title or self.name
