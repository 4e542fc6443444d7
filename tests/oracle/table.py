"""A decision as what comes of every vote: for each lawful composition and each possible accused, which sets of those
who say yes carry it while all others say no."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import product

from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Bar, Decision, Step
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Organ, Votes
from charter.dsl.model.rules import AllOf, AnyOf, Consensus, Count, Rule, Share, Unanimity

from .play import Sitting, passes, there
from .seats import Composition, Seat, Silent, TooMany, column, compositions, known, members_of

MOST = 240
"""The most cases (compositions together, times accused) that are played."""


@dataclass(frozen=True)
class Circumstances:
    """What a scenario changes: who is gone, who votes as one, who is in arrears."""

    gone: frozenset[str] = frozenset()
    blocs: tuple[frozenset[str], ...] = ()
    arrears: frozenset[str] = frozenset()
    best: tuple[str, frozenset[str], bool] | None = None


AS_WRITTEN = Circumstances()


@dataclass(frozen=True)
class Vote:
    """One vote of a decision: where, by whom it is filled, by which rule."""

    place: str
    organ: Organ | None
    rule: Rule
    bars: tuple[Bar, ...]
    casting: str | None
    quorum: Rule | None
    step: Step
    institution: Institution


@dataclass
class Outcome:
    """One case: the parties and other players, and for every set of those who say yes whether the votes of each place
    carry (a bit mask over `players`)."""

    players: tuple[str, ...]
    parties: frozenset[str]
    seated: dict[str, Composition]
    accused: str | None
    by_place: dict[str, list[bool]]
    kept: dict[object, object] = field(default_factory=dict)
    """Answers that were counted before."""

    @cached_property
    def wins(self) -> list[bool]:
        """For each mask whether all carry."""
        return [all(column) for column in zip(*self.by_place.values(), strict=True)] or [True]

    def mask(self, names: frozenset[str]) -> int:
        return sum(1 << i for i, p in enumerate(self.players) if p in names)

    @property
    def others(self) -> int:
        """The mask of those whom no party controls."""
        return sum(1 << i for i, p in enumerate(self.players) if p not in self.parties)

    def blocks(self, names: frozenset[str]) -> bool:
        """Whether these, saying no, stop it while all others say yes."""
        full = (1 << len(self.players)) - 1
        return not self.wins[full & ~self.mask(names & self.parties)]

    def carries(self, names: frozenset[str], place: str | None = None) -> bool:
        """Whether these, saying yes, carry it while all others say no."""
        wins = self.wins if place is None else self.by_place[place]
        return wins[self.mask(names & self.parties)]


class Reading:
    """A charter's institution in given circumstances, and its decisions."""

    def __init__(self, charter: Charter, institution: Institution, now: Circumstances = AS_WRITTEN) -> None:
        self.charter = charter
        self.institution = institution
        self.now = now
        self._compositions: dict[str, list[Composition]] = {}

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(p for p in members_of(self.institution) if p not in self.now.gone)

    def accused(self, decision: Decision) -> tuple[str, ...]:
        """Who can be accused: the members, or those bound by the obligations whose breach the decision answers."""
        bound: list[str] = []
        removal = {"suspension", "expulsion"}.intersection(decision.kinds)
        for obligation in () if removal else self.institution.obligations:
            rungs = obligation.ladder.rungs if obligation.ladder is not None else ()
            named = {w.name for r in rungs for w in (*r.by, *r.to) if w.kind == "decision"}
            if obligation.breach is not None:
                named.add(obligation.breach.value)
            if decision.name in named:
                settled = obligation.binds.value.parties if obligation.binds is not None else None
                bound += self.members if settled is None else sorted(known(settled))
        return tuple(dict.fromkeys(p for p in bound if p not in self.now.gone)) or self.members

    def _disputes(self, decision: Decision, barred: set[str]) -> list[tuple[str | None, str | None]]:
        """Who may be accused, and by whom, where that decides who votes: everyone who can be, by everyone else."""
        accused: list[str | None] = [None]
        if barred & {"accused", "disputants", "complainant"}:
            accused = list(self.accused(decision))
        if not barred & {"disputants", "complainant"}:
            return [(who, None) for who in accused]
        return [(who, by) for who in accused for by in self.members if by != who]

    # ---- the steps

    def votes(self, decision: Decision, inside: tuple[str, ...] = ()) -> tuple[list[Vote], list[str]]:
        """The votes of a decision, and the bodies that must agree and that no member controls."""
        if decision.name in inside or not decision.steps:
            raise Silent("the steps")
        found: list[Vote] = []
        bodies: list[str] = []
        for step in decision.steps:
            if step.by.kind == "decision":
                named = self.charter.decision(self.institution, step.by.name or "")
                if named is None or named[0] is not self.institution:
                    raise Silent("another institution's decision")
                more, others = self.votes(named[1], (*inside, decision.name))  # type: ignore[arg-type]
                found, bodies = found + more, bodies + others
                continue
            organ = self.institution.organ(step.by.name or "")
            if step.by.kind == "members":
                found.append(self._vote("members", None, step, decision))
            elif organ is not None and organ.plenary is None and organ.seats is None:
                bodies.append(organ.name)
            elif organ is not None:
                found.append(self._vote(organ.name, organ, step, decision))
            else:
                raise Silent("who takes the step")
        return found, bodies

    def _vote(self, place: str, organ: Organ | None, step: Step, decision: Decision) -> Vote:
        if step.default == "passes":
            raise Silent("whether too few votes within the time let it pass")
        default = step.rule is None
        rule = step.rule or (organ.decides.value if organ is not None and organ.decides is not None else None)
        later = decision.otherwise or (organ.otherwise if organ is not None and default else None)
        if later is not None and isinstance(later.value, str):
            raise Silent("the fallback")
        rule = _with_fallback(rule, later.value if later is not None else None)
        if rule is None and (decision.consensus_first or (organ is not None and organ.consensus_first)):
            rule = Consensus(step.span)
        if rule is None:
            raise Silent("a rule of decision")
        terms = organ.default_terms if organ is not None and default else None
        casting = step.casting or (terms.casting if terms is not None else None)
        quorum = step.quorum or (terms.quorum if terms is not None else None)
        if quorum is None and organ is not None and organ.quorum is not None:
            quorum = organ.quorum.value
        bars = (*decision.barred, *step.barred)
        return Vote(place, organ, rule, bars, casting, quorum, step, self.institution)

    # ---- who sits

    def compositions(self, place: str, organ: Organ | None) -> list[Composition]:
        """The lawful compositions of a place."""
        if place not in self._compositions:
            self._compositions[place] = self._composed(organ)
        return self._compositions[place]

    def _composed(self, organ: Organ | None) -> list[Composition]:
        if organ is None:
            return [tuple(Seat(p) for p in self.members)]
        if organ.seats is None:
            among = organ.plenary.value if organ.plenary is not None else None
            here = self.members if among is None else [p for p in known_order(among) if p not in self.now.gone]
            none = organ.votes is not None and organ.votes.none
            return [tuple(Seat(p, votes=not none) for p in here)]
        found = compositions(self.charter, _without(self.institution, self.now.gone), organ)
        if self.now.best is not None and self.now.best[0] == organ.name:
            _, group, best = self.now.best
            counts = [sum(s.holder in group for s in c) for c in found]
            wanted = (max if best else min)(counts, default=0)
            found = [c for c, n in zip(found, counts, strict=True) if n == wanted]
        if not found:
            raise Silent("a lawful composition")
        return found

    def sitting(
        self, vote: Vote, seats: Composition, accused: str | None = None, complainant: str | None = None
    ) -> Sitting:
        """Those who sit with their votes, and those who have none in this vote."""
        organ = vote.organ
        here = organ
        if organ is None:  # the members as such have the votes and chambers of the plenary organ
            here = next((o for o in self.institution.organs if o.plenary is not None), None)
        weights = None
        if here is not None and (organ is not None or here.votes is not None):
            weights = self._weights(here.votes, [s.holder for s in seats if s.party])
        chambers: dict[str, frozenset[str] | None] = {}
        for chamber in here.chambers if here is not None else ():
            chambers[chamber.name] = known(chamber.members)
        if organ is not None and organ.seats is not None:
            for line in organ.seats.lines:
                for name in (line.chamber, *(a.chamber for a in line.allocations)):
                    if name is not None:
                        chambers.setdefault(name, None)
        units: tuple[frozenset[str], ...] = ()
        if organ is not None and organ.unit_vote is not None:
            units = tuple(known(c.members) for c in organ.constituencies)
        out = frozenset(p for b in vote.bars if b.parties is not None for p in known(b.parties))
        if self.now.arrears and self._bites(organ, vote.bars):
            out |= self.now.arrears
        words = {b.who for b in vote.bars}
        if accused is not None and words & {"accused", "disputants"}:
            out |= {accused}
        if complainant is not None and words & {"complainant", "disputants"}:
            out |= {complainant}
        return Sitting(seats, weights, lambda name: column(self.charter, name), chambers, units, out)

    def _bites(self, organ: Organ | None, bars: tuple[Bar, ...]) -> bool:
        if any(b.who == "in_arrears" for b in bars):
            return True
        funding = self.institution.funding
        clauses = [a for a in funding.arrears if a.loses == "vote"] if funding is not None else []
        return organ is not None and any(not a.organs or organ.name in a.organs for a in clauses)

    def _weights(self, votes: Votes | None, holders: list[str]) -> dict[str, Fraction] | None:
        """The votes of each party: its parts summed; a basic share is dealt equally among all members."""
        if votes is None or votes.equal or not votes.parts:
            return None
        members = list(self.members)
        parties = members if set(holders) <= set(members) else holders
        found = dict.fromkeys(parties, Fraction(0))
        share = Fraction(0)
        for part in votes.parts:
            share += part.basic_share or 0
            values = column(self.charter, part.column) if part.column is not None else {}
            for party in parties:
                if part.basic is not None:
                    found[party] += part.basic
                elif part.column is not None:
                    if party not in values:
                        raise Silent(f"the figure of {party}")
                    per = part.number / part.per if part.number is not None and part.per is not None else 1
                    found[party] += values[party] * per
        if share:
            basic = share / (1 - share) * sum(found.values()) / len(parties)
            found = {p: v + basic for p, v in found.items()}
        return found

    # ---- the cases

    def cases(self, decision: Decision, settled: bool = False) -> list[Outcome]:
        """Every composition of every place, with every possible accused where that matters. With `settled`, only of
        the places of which the charter says enough."""
        votes, bodies = self.votes(decision)
        if settled:
            votes, bodies = [v for v in votes if self._settled(v)], []
        places = list(dict.fromkeys(v.place for v in votes))
        spaces = {v.place: self.compositions(v.place, v.organ) for v in votes}
        about = self._disputes(decision, {b.who for v in votes for b in v.bars})
        size = len(about)
        for place in places:
            size *= len(spaces[place])
        if size > MOST:
            raise TooMany(f"{size} cases")
        tables: dict[object, list[bool]] = {}
        players = self._players(votes, bodies, spaces)
        found = []
        for who, by in about:
            for chosen in product(*(spaces[p] for p in places)):
                seated = dict(zip(places, chosen, strict=True))
                by_place = {}
                for place, seats in seated.items():
                    key = place, seats, who, by
                    if key not in tables:
                        here = [(v, self.sitting(v, seats, who, by)) for v in votes if v.place == place]
                        tables[key] = self._played(here, seats, players)
                    by_place[place] = tables[key]
                for body in bodies:
                    bit = 1 << players.index(f"({body})")
                    by_place[f"({body})"] = [bool(m & bit) for m in range(1 << len(players))]
                found.append(Outcome(players, self._parties(spaces), seated, who, by_place))
        return found

    def _settled(self, vote: Vote) -> bool:
        """Whether one vote can be played."""
        try:
            seats = self.compositions(vote.place, vote.organ)[0]
            at = self.sitting(vote, seats)
            carried(vote, at, ("y",) * len(seats), True)
        except Silent:
            return False
        return True

    def _parties(self, spaces: dict[str, list[Composition]]) -> frozenset[str]:
        return frozenset(s.holder for found in spaces.values() for c in found for s in c if s.party)

    def _players(self, votes: list[Vote], bodies: list[str], spaces: dict[str, list[Composition]]) -> tuple[str, ...]:
        others = {s.holder for found in spaces.values() for c in found for s in c if not s.party}
        offices = {f"({v.casting})" for v in votes if v.casting} | {f"({b})" for b in bodies}
        return (*sorted(self._parties(spaces)), *sorted(others), *sorted(offices))

    def _played(self, sittings: list[tuple[Vote, Sitting]], seats: Composition, players: tuple[str, ...]) -> list[bool]:
        """What comes of each set of those who say yes in one place; all others say no."""
        bits = [1 << players.index(s.holder) for s in seats]
        # Only what those who sit say matters: each pattern is played once.
        known_patterns: dict[tuple[str, ...], bool] = {}
        found = []
        for mask in range(1 << len(players)):
            said = tuple("y" if mask & bit else "n" for bit in bits)
            chairs = tuple(
                "y" if mask & (1 << players.index(f"({v.casting})")) else "n" for v, _ in sittings if v.casting
            )
            key = (*said, "|", *chairs)
            if key not in known_patterns:
                known_patterns[key] = all(
                    carried(v, at, said, bool(v.casting and mask & (1 << players.index(f"({v.casting})"))))
                    for v, at in sittings
                )
            found.append(known_patterns[key])
        return found


def known_order(parties: object) -> tuple[str, ...]:
    """The parties of a set in its order."""
    known(parties)  # type: ignore[arg-type]
    return parties.members  # type: ignore[attr-defined, no-any-return]


def carried(vote: Vote, at: Sitting, said: tuple[str, ...], chair: bool) -> bool:
    """Whether one vote carries: the quorum is there, no seat with a veto says no, and the rule is met; at a tie the
    casting vote decides."""
    if vote.quorum is not None and not there(vote.quorum, at, said):
        return False
    if any(s == "n" and seat.veto and at.voting(seat) for seat, s in zip(at.seats, at.heard(said), strict=True)):
        return False
    if passes(vote.rule, at, said):
        return True
    return chair and passes(_eased(vote.rule), at, said)


def _eased(rule: Rule) -> Rule:
    """The rule in which half is enough where more than half is asked."""
    from charter.record import changed

    if isinstance(rule, AllOf | AnyOf):
        return changed(rule, parts=tuple(_eased(p) for p in rule.parts))
    if isinstance(rule, Share) and rule.strict and rule.quota == Fraction(1, 2):
        return changed(rule, strict=False)
    return rule


def _with_fallback(rule: Rule | None, later: Rule | None) -> Rule | None:
    """Consensus first, then a vote: the vote decides where it comes to it."""
    if later is None:
        return rule
    if rule is None or isinstance(rule, Unanimity) or (isinstance(rule, Consensus) and not rule.minus):
        return later
    if isinstance(rule, Consensus):
        return AnyOf(rule.span, (rule, later))
    if isinstance(rule, Share | Count) and isinstance(rule, Share) and rule.quota == 1:
        raise Silent("what a fallback follows")
    return rule


def _without(institution: Institution, gone: frozenset[str]) -> Institution:
    if not gone:
        return institution
    from charter.record import changed

    stated = institution.members
    assert stated is not None
    left = tuple(p for p in members_of(institution) if p not in gone)
    return changed(institution, members=changed(stated, value=changed(stated.value, members=left)))


def subsets(names: tuple[frozenset[str], ...]) -> Iterator[tuple[int, frozenset[str]]]:
    """Every set of players with its size, the small ones first."""
    whole = [frozenset[str]().union(*(n for i, n in enumerate(names) if m & (1 << i))) for m in range(1 << len(names))]
    yield from sorted(((m.bit_count(), s) for m, s in enumerate(whole)), key=lambda each: each[0])
