"""Who covers what: functions in domains by institution, with their members, as data.

A task of a mandate holds a cell `exactly` (same function, same domain), by a `wider` mandate (the cell's domain is
part of the task's), or `in part` (the task's domain is part of the cell's). A function that refines another counts
as it. Shares of states and people are those of the members of the United Nations; a union of states stands for its
states.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from charter.analysis.mandates.mandate_carriers import base_function
from charter.dsl.model.base import Who
from charter.dsl.model.charter import Charter, Landscape, Need
from charter.dsl.model.institution import Institution, Task
from charter.record import record
from charter.text.wording import listed

EXACTLY, WIDER, IN_PART = "exactly", "wider", "in part"
UNIVERSE = "un_members"
REGIONS = ("African", "AsiaPacific", "EasternEuropean", "GRULAC", "WEOG")


@record
class Body:
    """An institution of the landscape. `parties` are its members as stated, None where they are not; `states` the
    states among the members of the United Nations that they are or stand for; shares are of the states and their
    people. `described` is False for a body that no charter describes; `complete` says whether all of its mandate is
    described, None where that is not said."""

    name: str
    title: str | None
    parties: tuple[str, ...] | None = None
    states: frozenset[str] | None = None
    share_of_states: Fraction | None = None
    share_of_people: Fraction | None = None
    described: bool = True
    mandated: bool = True
    complete: bool | None = None


@record
class Holding:
    """One institution's task that holds a cell, and how (`exactly`, `wider`, `in part`)."""

    body: str
    task: Task
    fit: str


@record
class Cell:
    """A function in a domain; `need` is the landscape's clause where it needs it."""

    function: str
    domain: str
    need: Need | None
    holdings: tuple[Holding, ...]


@record
class Overlap:
    """Two institutions that hold the same cells. `tie` is a clause that links them, in words; `jaccard` the share of
    common states among all states of the two (None where members are not known); `only_first` and `only_second`
    the most populous states that only one of them has."""

    first: str
    second: str
    cells: tuple[tuple[str, str], ...]
    tasks: tuple[tuple[Task, Task], ...]
    tie: str | None
    common: int | None
    together: int | None
    jaccard: Fraction | None
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()


@record
class Region:
    """The states of a regional group: how many there are, in all bodies and in none."""

    name: str
    states: int
    in_all: int
    in_none: int
    people_in_none: Fraction


@record
class Coverage:
    """A landscape, worked out. `in_all` and `in_none` are None while the members of some body are not known."""

    name: str
    title: str | None
    bodies: tuple[Body, ...]
    cells: tuple[Cell, ...]
    overlaps: tuple[Overlap, ...]
    universe: int
    in_all: tuple[str, ...] | None
    in_none: tuple[str, ...] | None
    people_in_none: Fraction | None
    regions: tuple[Region, ...]

    @property
    def nobody(self) -> str:
        """Who does what no mandate here names: nobody, if all of every mandate is described; otherwise it can only be
        said of those described."""
        return "nobody" if all(b.complete for b in self.bodies) else "nobody among those described"

    @property
    def reserve(self) -> str | None:
        """Whose mandates may hold more than is described, as a sentence without its end; None where none does."""
        partly = [b.name for b in self.bodies if b.complete is False]
        unsaid = [b.name for b in self.bodies if b.complete is None and b.mandated]
        told = [f"the mandate of {listed(partly)} is described in part"] if partly else []
        told += [f"whether the mandate of {listed(unsaid)} is described in full is not said"] if unsaid else []
        return "; ".join(told) or None

    @cached_property
    def gaps(self) -> tuple[Cell, ...]:
        """The needed cells that nobody holds."""
        return tuple(c for c in self.cells if c.need is not None and not c.holdings)


def of_landscape(charter: Charter, landscape: Landscape) -> Coverage:
    """The coverage of a `landscape` block."""
    pairs = [(name, charter.institution(name)) for name in dict.fromkeys(landscape.includes)]
    outside = {each.name: each.title for each in charter.outsides}
    bodies = [(n, i, i.title if i is not None else outside.get(n)) for n, i in pairs]
    return _coverage(landscape.name, landscape.title, bodies, landscape.needs, DomainWords.of([charter]))


def of_institutions(charters: Sequence[Charter], name: str = "all") -> Coverage:
    """The coverage of all institutions that the charters declare, without needs."""
    found = {i.name: i for charter in charters for i in charter.institutions}
    return _coverage(name, None, [(n, i, i.title) for n, i in found.items()], (), DomainWords.of(charters))


@record
class DomainWords:
    """How the domains of several charters lie in each other, and which functions refine which."""

    wider: Mapping[str, str]
    charters: tuple[Charter, ...]

    @classmethod
    def of(cls, charters: Sequence[Charter]) -> DomainWords:
        """The declarations of all charters together."""
        wider = {d.name: d.part_of for charter in charters for d in charter.domains if d.part_of is not None}
        return cls(wider, tuple(charters))

    def base(self, function: str) -> str:
        """The function of the fixed list."""
        for charter in self.charters:
            found = base_function(charter, function)
            if found != function:
                return found
        return function

    def around(self, domain: str) -> list[str]:
        """The domain and those that it is part of, the narrowest first."""
        found = [domain]
        while found[-1] in self.wider and self.wider[found[-1]] not in found:
            found.append(self.wider[found[-1]])
        return found

    def fit(self, domain: str, task_domain: str) -> str | None:
        """How a task in one domain holds a cell in another; None where it does not."""
        if domain == task_domain:
            return EXACTLY
        if task_domain in self.around(domain):
            return WIDER
        return IN_PART if domain in self.around(task_domain) else None


_Named = tuple[str, Institution | None, str | None]


def _coverage(
    name: str, title: str | None, named: Sequence[_Named], needs: Sequence[Need], words: DomainWords
) -> Coverage:
    from charter import world

    universe = world.group(UNIVERSE)
    people = {
        p: Fraction(v) for p, v in world.column("population").items() if p in universe and isinstance(v, Fraction)
    }
    bodies = tuple(_body(each, universe, people) for each in named)
    known = [b.states for b in bodies if b.states is not None]
    whole = len(known) == len(bodies) and bool(bodies)
    in_all = frozenset.intersection(*known) if whole else frozenset[str]()
    in_none = universe - frozenset[str]().union(*known)
    institutions = [i for _, i, _ in named if i is not None]
    settled = whole or not in_none
    return Coverage(
        name,
        title,
        bodies,
        tuple(_cells(institutions, needs, words)),
        tuple(_overlaps(institutions, {b.name: b for b in bodies}, words, people)),
        len(universe),
        tuple(sorted(in_all)) if whole else None,
        tuple(sorted(in_none)) if settled else None,
        _share(in_none, people) if settled else None,
        tuple(_regions(universe, in_all, in_none, people)) if whole else (),
    )


def _share(states: Iterable[str], people: Mapping[str, Fraction]) -> Fraction:
    return sum((people.get(s, Fraction(0)) for s in states), Fraction(0)) / sum(people.values(), Fraction(0))


def _body(named: _Named, universe: frozenset[str], people: Mapping[str, Fraction]) -> Body:
    from charter import world

    name, institution, title = named
    if institution is None:
        return Body(name, title, described=False, mandated=False)
    mandated = institution.mandate is not None
    stated = institution.members.value.members if institution.members is not None else None
    complete = institution.mandate.complete if institution.mandate is not None else None
    if stated is None:
        return Body(name, title, mandated=mandated, complete=complete)
    states = frozenset(s for party in stated for s in world.inside(party)) & universe
    shares = Fraction(len(states), len(universe)), _share(states, people)
    return Body(name, title, stated, states, *shares, mandated=mandated, complete=complete)


def _cells(institutions: Sequence[Institution], needs: Sequence[Need], words: DomainWords) -> Iterator[Cell]:
    """The needed cells in the order of the text, then what else the mandates name."""
    wanted: dict[tuple[str, str], Need | None] = {}
    for need in needs:
        wanted.setdefault((need.function, need.domain), need)
    for institution in institutions:
        for task in institution.mandate.tasks if institution.mandate is not None else ():
            wanted.setdefault((task.function, task.domain), None)
    for (function, domain), clause in wanted.items():
        yield Cell(function, domain, clause, tuple(_holdings(institutions, function, domain, words)))


def _holdings(institutions: Sequence[Institution], function: str, domain: str, words: DomainWords) -> Iterator[Holding]:
    order = (EXACTLY, WIDER, IN_PART)
    for institution in institutions:
        found: list[Holding] = []
        for task in institution.mandate.tasks if institution.mandate is not None else ():
            fit = words.fit(domain, task.domain)
            if fit is not None and function in (task.function, words.base(task.function)):
                found.append(Holding(institution.name, task, fit))
        if found:
            yield min(found, key=lambda h: order.index(h.fit))


def _overlaps(
    institutions: Sequence[Institution], bodies: Mapping[str, Body], words: DomainWords, people: Mapping[str, Fraction]
) -> Iterator[Overlap]:
    for index, first in enumerate(institutions):
        for second in institutions[index + 1 :]:
            tasks = tuple(_shared_tasks(first, second, words))
            if tasks:
                yield _overlap(first, second, tasks, bodies, words, people)


def _shared_tasks(first: Institution, second: Institution, words: DomainWords) -> Iterator[tuple[Task, Task]]:
    for one in first.mandate.tasks if first.mandate is not None else ():
        for other in second.mandate.tasks if second.mandate is not None else ():
            same = words.base(one.function) == words.base(other.function)
            if same and words.fit(one.domain, other.domain) is not None:
                yield one, other


def _overlap(
    first: Institution,
    second: Institution,
    tasks: tuple[tuple[Task, Task], ...],
    bodies: Mapping[str, Body],
    words: DomainWords,
    people: Mapping[str, Fraction],
) -> Overlap:
    narrow = [(o.function, (o if words.fit(o.domain, t.domain) != IN_PART else t).domain) for o, t in tasks]
    cells = tuple(dict.fromkeys(narrow))
    tie = ties(first, second) or ties(second, first)
    one, other = bodies[first.name].states, bodies[second.name].states
    if one is None or other is None:
        return Overlap(first.name, second.name, cells, tasks, tie, None, None, None)
    common, together = len(one & other), len(one | other)

    def big(states: frozenset[str]) -> tuple[str, ...]:
        return tuple(sorted(states, key=lambda s: (-people.get(s, Fraction(0)), s)))

    jaccard = Fraction(common, together) if together else None
    only = big(one - other), big(other - one)
    return Overlap(first.name, second.name, cells, tasks, tie, common, together, jaccard, *only)


def ties(first: Institution, second: Institution) -> str | None:
    """A clause of the first that links it to the second, in words; None where there is none."""
    return next(_ties(first, second.name), None)


def _ties(first: Institution, to: str) -> Iterator[str]:
    def means(who: Who | str | None) -> bool:
        name = who.name if isinstance(who, Who) else who
        return name is not None and name.partition(".")[0] == to

    links = [*(first.relations.links if first.relations is not None else ())]
    links += [link for organ in first.organs for link in organ.reports_to]
    yield from (f"{first.name} {link.verb.replace('_', ' ')} {link.to}" for link in links if means(link.to))
    if first.part_of is not None and means(first.part_of.value):
        yield f"{first.name} is part of {to}"
    membership = first.membership
    if membership is not None:
        if any(means(r.member_of) for r in membership.requires):
            yield f"{first.name} requires membership of {to}"
        if any(means(c.of) for c in membership.cascades):
            yield f"membership of {first.name} is lost with that of {to}"
    if first.adoption is not None and any(means(c.value) for c in first.adoption.created_by):
        yield f"{first.name} is created by {to}"
    if any(means(w) for o in first.obligations if o.ladder for r in o.ladder.rungs for w in (*r.to, *r.by)):
        yield f"{first.name} refers breaches to {to}"
    if first.funding is not None and first.funding.host is not None and means(first.funding.host.by):
        yield f"{first.name} is hosted by {to}"


def _regions(
    universe: frozenset[str], in_all: frozenset[str], in_none: frozenset[str], people: Mapping[str, Fraction]
) -> Iterator[Region]:
    from charter import world

    for name in REGIONS:
        states = world.group(name) & universe
        out = states & in_none
        yield Region(name, len(states), len(states & in_all), len(out), _share(out, people))
