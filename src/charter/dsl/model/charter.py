"""A charter file, resolved: declarations, institutions, landscapes, scenarios, expectations."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from charter.dsl.model.base import Allowance, Citation, Clock, Denial, Hole, Note, PartySet
from charter.dsl.model.institution import Institution, SourceText
from charter.dsl.syntax.source import Span
from charter.record import record


@record
class TableCell:
    """A cell of a designer's table: its row, by party code, and the line of the file."""

    party: str
    line: int


@record
class Column:
    """A column of a designer's table: exact values (or texts) by party code; a missing party is unknown, or has what
    `missing` says. `faulty`: the file, the column or some of its cells could not be read, so that nothing follows from
    what is missing. `blank` are parties with an empty cell, `below_zero` the cells with a negative number."""

    name: str
    title: str | None
    unit: str | None
    values: tuple[tuple[str, Fraction | str], ...]
    missing: Fraction | None = None
    faulty: bool = False
    blank: tuple[str, ...] = ()
    below_zero: tuple[TableCell, ...] = ()
    span: Span | None = None


@record
class Table:
    """A designer's table, read from CSV, keyed by party."""

    span: Span
    name: str
    title: str | None
    file: str
    as_of: str | None
    source: str | None
    columns: tuple[Column, ...]
    citations: tuple[Citation, ...] = ()


@record
class Domain:
    """A field of activity; `part_of` names a wider one."""

    span: Span
    name: str
    title: str | None
    part_of: str | None = None


@record
class OwnFunction:
    """A function that refines one of the fixed list."""

    span: Span
    name: str
    title: str | None
    refines: str


@record
class Party:
    """A party that is not in the world tables: a firm, a union, an employers' federation … `home` is the party that it
    is of, `markets` are those in which it sells; None where that is not stated."""

    span: Span
    name: str
    title: str | None
    kind: str
    home: str | None = None
    markets: PartySet | None = None


@record
class Outside:
    """A body or agreement spoken of but not described here."""

    span: Span
    name: str
    title: str | None
    kind: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Group:
    """A named set of parties."""

    span: Span
    name: str
    title: str | None
    parties: PartySet
    citations: tuple[Citation, ...] = ()


@record
class Areas:
    """A named family of groups."""

    span: Span
    name: str
    title: str | None
    groups: tuple[str, ...]
    citations: tuple[Citation, ...] = ()


@record
class Let:
    """A named number or time."""

    span: Span
    name: str
    value: Fraction | Clock


@record
class Explore:
    """The values of a parameter to try: from `low` to `high` in steps of `by`."""

    span: Span
    name: str
    low: Fraction
    high: Fraction
    by: Fraction


@record
class Need:
    """A function that a landscape needs in a domain."""

    span: Span
    function: str
    domain: str
    force: str | None = None
    citations: tuple[Citation, ...] = ()


@record
class Landscape:
    """Several institutions seen together."""

    span: Span
    name: str
    title: str | None
    includes: tuple[str, ...]
    needs: tuple[Need, ...]
    sources: tuple[SourceText, ...] = ()
    denials: tuple[Denial, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()


@record
class ScenarioChange:
    """One change of a scenario. `kind`: without, as_one, arrears, stays_out, as_of, filled_best, filled_worst,
    let, data. `declared` is where the number or table that a `let` or `data` replaces has its name."""

    span: Span
    kind: str
    parties: PartySet | None = None
    organ: str | None = None
    name: str | None = None
    value: Fraction | Clock | str | None = None
    declared: Span | None = None


@record
class Scenario:
    """The same institution in other circumstances."""

    span: Span
    name: str
    title: str | None
    of: str
    changes: tuple[ScenarioChange, ...]
    notes: tuple[Note, ...] = ()


@record
class Hold:
    """`Developing hold at least 50% of seats in Council`. `what`: seats, votes, power; `bound`: least, most."""

    span: Span
    parties: PartySet
    bound: str
    amount: Fraction
    what: str
    where: str


@record
class Can:
    """`G can block D` and its three relatives. `verb`: block or pass; `able` False for `cannot`."""

    span: Span
    parties: PartySet
    verb: str
    able: bool
    decision: str


@record
class NoMembers:
    """`no member can block D`, `no 2 members can block D`."""

    span: Span
    number: int
    verb: str
    decision: str


@record
class NoAccused:
    """`no accused can block D`."""

    span: Span
    decision: str


@record
class PowerOf:
    """`power of G in D is at least 45%`, or its share of a column times a number."""

    span: Span
    parties: PartySet
    decision: str
    bound: str
    amount: Fraction | None = None
    column: str | None = None
    times: Fraction = Fraction(1)


@record
class TopPayer:
    """`largest contributor pays at most 15%`."""

    span: Span
    bound: str
    amount: Fraction


@record
class EveryObligation:
    """`every binding obligation has an inspection and a sanction`."""

    span: Span
    binding_only: bool
    needs: tuple[str, ...]


@record
class OperatingWithin:
    """`in operation within 48 months`."""

    span: Span
    within: Clock


@record
class Survives:
    """`entry into force survives without USA`."""

    span: Span
    without: PartySet


@record
class Literal:
    """A number in an expression. `unit`: `%` for a share that is written so (its value is the share itself), the unit
    of a time (`months`), or None."""

    span: Span
    value: Fraction
    unit: str | None = None


@record
class NameRef:
    """A name in an expression. `kind` says what it names: organ, decision, obligation, column, let, variable, word,
    unknown."""

    span: Span
    name: str
    kind: str


@record
class Apply:
    """An operation or a metric applied: `op` is `+ - * / < <= > >= = != and or not neg`, a metric's name, or `seats
    in` or `votes in` (an organ)."""

    span: Span
    op: str
    args: tuple[Expression, ...]


@record
class Parties:
    """A set of parties in an expression."""

    span: Span
    parties: PartySet


@record
class That:
    """`that <expression>`."""

    span: Span
    expression: Expression


@record
class ForEvery:
    """`for every member m of G: <expression>`."""

    span: Span
    variable: str
    parties: PartySet
    expression: Expression


@record
class ForSome:
    """`for some member m of G: <expression>`."""

    span: Span
    variable: str
    parties: PartySet
    expression: Expression


Expression: TypeAlias = Literal | NameRef | Apply | Parties | ForEvery | ForSome

Claim: TypeAlias = (
    Hold
    | Can
    | NoMembers
    | NoAccused
    | PowerOf
    | TopPayer
    | EveryObligation
    | OperatingWithin
    | Survives
    | That
    | ForEvery
    | ForSome
)


@record
class Expectation:
    """A sentence that is to hold of an institution, in a scenario where one is named."""

    span: Span
    of: str
    text: str
    claim: Claim
    scenario: str | None = None


@record
class Variants:
    """Several institutions that are drafts of one, by name, to be judged by one list."""

    span: Span
    name: str
    title: str | None
    of: tuple[str, ...]


@record
class Charter:
    """Everything one file declares. `imported` are the institutions that it brings in with `use`; their
    declarations (groups, tables, …) follow the file's own.

    `uses_world` says that the shipped facts may be named; `holes` are the clauses that were not understood: ask `hole`
    before anything is concluded. Names in the records resolve through these tuples.
    """

    file: str
    version: int
    uses_world: bool = False
    tables: tuple[Table, ...] = ()
    domains: tuple[Domain, ...] = ()
    functions: tuple[OwnFunction, ...] = ()
    parties: tuple[Party, ...] = ()
    outsides: tuple[Outside, ...] = ()
    groups: tuple[Group, ...] = ()
    areas: tuple[Areas, ...] = ()
    lets: tuple[Let, ...] = ()
    explores: tuple[Explore, ...] = ()
    institutions: tuple[Institution, ...] = ()
    imported: tuple[Institution, ...] = ()
    variants: tuple[Variants, ...] = ()
    landscapes: tuple[Landscape, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    allows: tuple[Allowance, ...] = ()
    notes: tuple[Note, ...] = ()
    holes: tuple[Hole, ...] = ()

    def hole(self, *entities: str) -> Hole | None:
        """The first clause that was not understood and on which one of these (`Club.Council`, `Club`, …) rests."""
        return next((h for h in self.holes if any(e in h.taints for e in entities)), None) if self.holes else None

    def institution(self, name: str) -> Institution | None:
        """The institution of that name, own or imported, or None."""
        return next((i for i in (*self.institutions, *self.imported) if i.name == name), None)

    def decision(self, of: Institution, name: str) -> tuple[Institution, object] | None:
        """The decision that `name` means inside `of` (`suspend`, `UN.chapter_vii`, `entry_into_force`) with its
        institution."""
        own = of.decision(name)
        if own is not None:
            return of, own
        head, _, tail = name.partition(".")
        other = self.institution(head)
        found = other.decision(tail) if other is not None and tail else None
        if other is not None and found is not None:
            return other, found
        from charter.dsl.model.entry import ENTRY, entry_decision

        entering = of if name == ENTRY else other if tail == ENTRY else None
        entry = entry_decision(entering) if entering is not None else None
        return (entering, entry) if entering is not None and entry is not None else None
