"""What several rules on voting ask of the decisions of an institution, answered once a run.

Decisions that the same voters take by the same rule are one `Ballot`, so that a rule says once what holds of all of
them. Populations are those of the shipped facts. Everything is exact; what would cost too much has no answer (None),
or an upper bound that is marked as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from charter.analysis.subject import Subject
from charter.decisions.compositions.bounds import lawful
from charter.decisions.elements import BodyAgrees, Composition, Conjunction, Disjunction, Formula, VoteThreshold, shape
from charter.decisions.procedure import DecisionProcedure, ElectorateSteps
from charter.decisions.queries.game_queries import DecisionGame, Least
from charter.dsl.findings import Label
from charter.dsl.model.base import Citation
from charter.dsl.model.decisions import Decision
from charter.dsl.model.rules import (
    AllBut,
    AllOf,
    AnyOf,
    Consensus,
    Count,
    FewAgainst,
    NoNegativeVote,
    ReverseConsensus,
    Share,
    Unless,
)
from charter.dsl.model.rules import Rule as VotingRule
from charter.errors import TooLarge
from charter.record import changed, record
from charter.text.wording import listed, quoted

if TYPE_CHECKING:
    from charter.games.game import Game

ONE, HALF = Fraction(1), Fraction(1, 2)


@record
class DecisionGroup:
    """Decisions of one institution that the same voters take by the same rule, with their game."""

    decisions: tuple[Decision, ...]
    game: DecisionGame

    @property
    def first(self) -> Decision:
        """The decision that stands first in the text."""
        return self.decisions[0]

    @property
    def label(self) -> str:
        """The decisions by their titles."""
        return listed(quoted(d.label) for d in self.decisions)

    def others(self) -> list[Label]:
        """Labels for the decisions after the first."""
        return [Label(d.name_span, "by the same rule") for d in self.decisions[1:]]

    def citations(self) -> list[Citation]:
        """The articles of all of them."""
        return [c for d in self.decisions for c in (*d.citations, *(x for s in d.steps for x in s.citations))]


def ballots(subject: Subject) -> tuple[DecisionGroup, ...]:
    """The decisions whose game is known, those taken alike together, in the order of the text; without those that
    nobody can carry, of which nothing is said but that (LNG305)."""
    key = ("ballots", subject.institution.name)
    if key not in subject.shared:
        found: dict[Any, list[Decision]] = {}
        games: dict[Any, DecisionGame] = {}
        for decision in subject.institution.decisions:
            game = subject.game(decision)
            if isinstance(game, DecisionGame) and not game.hopeless:
                same = signature(game)
                games.setdefault(same, game)
                found.setdefault(same, []).append(decision)
        subject.shared[key] = tuple(DecisionGroup(tuple(found[k]), games[k]) for k in found)
    return cast("tuple[DecisionGroup, ...]", subject.shared[key])


def signature(game: DecisionGame) -> Any:
    """What makes two decisions the same game: the halls, the thresholds, the bodies that must agree."""
    parts = tuple((p.hall.entity, shape(p.formula), p.institution.name) for p in game.parts)
    return parts, tuple(b.by for b in game.assembled.bodies)


def who_can_stop(name: str) -> str:
    """The question that several rules ask of a decision, for a gap that they share."""
    return f"who can stop {name}"


# ---- the fewest that can stop it


def fewest(subject: Subject, ballot: DecisionGroup) -> Least | None:
    """The fewest members whose no stops it; None where that cannot be had exactly, or nobody can."""
    key = ("fewest", subject.institution.name, ballot.first.name)
    if key not in subject.shared:
        try:
            least = ballot.game.smallest_blocking()
        except TooLarge:
            least = Least(None)
        subject.shared[key] = least if least.size else None
    return cast("Least | None", subject.shared[key])


def hall_size(part: ElectorateSteps) -> int:
    """How many members vote in a hall: those who speak through a constituency or a union count too."""
    spaces = part.hall.spaces
    if part.hall.heads is not None:
        return int(sum(part.hall.heads.values()))
    return len(spaces.parties) if spaces.known is not None else spaces.outer.size


def heads(part: ElectorateSteps, parties: Iterable[str]) -> int:
    """How many members these are, where one may cast the votes of several."""
    counts = part.hall.heads
    return sum(1 if counts is None else int(counts.get(p, ONE)) for p in parties)


def part_of(game: DecisionGame, entity: str) -> ElectorateSteps:
    """The part of a game that is taken in that hall."""
    return next(p for p in game.parts if p.hall.entity == entity)


# ---- people


def people_share(subject: Subject, parties: Iterable[str], of: Iterable[str]) -> Fraction | None:
    """The share of the people of `of` that live in `parties`, or a little more where a population of the others is not
    known; None where one of `parties` is not."""
    population = subject.column("population")
    group = set(parties)
    whole = {p for p in of if p in population} | group
    if not group <= population.keys() or not whole:
        return None
    return sum((population[p] for p in group), Fraction(0)) / sum((population[p] for p in whole), Fraction(0))


@record
class LeastPeople:
    """A coalition that carries a decision with few people; `exact` where no other has fewer."""

    members: frozenset[str]
    exact: bool


def least_people(subject: Subject, ballot: DecisionGroup) -> LeastPeople | None:
    """The coalition of parties with a known population that carries a decision with the fewest people.

    Every threshold is solved by itself, as a knapsack. What carries one of several and happens to carry all is the
    best for all; otherwise those of all together carry it and have few people, though perhaps not the fewest.
    """
    population = subject.column("population")
    known = ballot.game.parties & population.keys()
    found = [_least(subject, part, part.formula, known) for part in ballot.game.parts]
    best = None if any(f is None for f in found) else _joined(subject, [f for f in found if f is not None], population)
    if best is None or len(ballot.game.parties) == len(known):
        return best
    return LeastPeople(best.members, False)


def _least(subject: Subject, part: ElectorateSteps, formula: Formula, known: frozenset[str]) -> LeastPeople | None:
    population = subject.column("population")
    if isinstance(formula, BodyAgrees):
        return None
    if isinstance(formula, VoteThreshold):
        return _of_atom(subject, part, formula, known)
    found = [_least(subject, part, p, known) for p in formula.parts]
    there = [f for f in found if f is not None]
    if isinstance(formula, Conjunction):
        if len(there) < len(found):
            return None
        game = game_of_formula(subject, part, formula, part.hall.spaces.known or ())
        for each in sorted(there, key=lambda f: -_people(f.members, population)):
            if game.wins(each.members & set(game.players)):
                return each
        return _joined(subject, there, population)
    if not there:
        return None
    least = min(there, key=lambda f: _people(f.members, population))
    return LeastPeople(least.members, len(there) == len(found) and all(f.exact for f in there))


def _joined(subject: Subject, found: list[LeastPeople], population: dict[str, Fraction]) -> LeastPeople:
    members = frozenset(p for f in found for p in f.members)
    return LeastPeople(members, any(f.exact and f.members == members for f in found))


def _people(members: Iterable[str], population: dict[str, Fraction]) -> Fraction:
    return sum((population[p] for p in members), Fraction(0))


def _of_atom(subject: Subject, part: ElectorateSteps, atom: VoteThreshold, known: frozenset[str]) -> LeastPeople | None:
    from charter.errors import GameError

    population = subject.column("population")
    seats = part.hall.spaces.known or ()
    if all(atom.form.of(s.holder, s.post) == population.get(s.holder) for s in seats):
        return _by_people(atom, known, population)
    game = game_of_formula(subject, part, atom, seats)
    try:
        found = game.without(*(p for p in game.players if p not in known)).cheapest(population)
    except GameError:
        return None
    return None if found is None else LeastPeople(frozenset(found.members), found.exact)


def _by_people(atom: VoteThreshold, known: frozenset[str], population: dict[str, Fraction]) -> LeastPeople | None:
    """A threshold on the people themselves: the smallest members, until there are enough of them."""
    total, held = _people(known, population), Fraction(0)
    members: set[str] = set()
    for party in sorted(known, key=lambda p: (population[p], p)):
        members.add(party)
        held += population[party]
        if atom.met(held - atom.share * total):
            return LeastPeople(frozenset(members), False)
    return None


# ---- the power to act


def silent_passes(rule: VotingRule | None) -> bool:
    """Whether a rule lets silence pass: objections, a red light, reverse consensus, or these with other rules."""
    if isinstance(rule, AllOf | AnyOf):
        return any(silent_passes(p) for p in rule.parts)
    return isinstance(rule, Unless | ReverseConsensus)


def leaves(rule: VotingRule | None) -> Iterator[VotingRule]:
    """The thresholds of which a rule is made; an objection as one."""
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from leaves(part)
    elif rule is not None:
        yield rule


def of_votes_cast(rule: VotingRule) -> bool:
    """Whether a threshold may ask for less where some abstain: of votes cast, or by who is against."""
    if isinstance(rule, AllBut):
        return True
    if isinstance(rule, Share | Count):
        return rule.of.kind in ("present", "votes_cast", "attending")
    return isinstance(rule, NoNegativeVote | Consensus | FewAgainst)


def most_to_act(subject: Subject, part: ElectorateSteps) -> tuple[Fraction, bool]:
    """The share of the coalitions in one hall that pass, and whether it is exact; otherwise it is an upper bound.

    Each threshold is counted by itself: all of several pass in no more coalitions than the rarest, one of several in
    no more than all together. A rule by which silence passes, or which leaves to words what follows, has none: 1.
    """
    if part.left or any(silent_passes(step.rule) for step in part.steps):
        return ONE, False
    return _most(subject, part, part.formula), isinstance(part.formula, VoteThreshold) and _countable(
        part, part.formula
    )


def _most(subject: Subject, part: ElectorateSteps, formula: Formula) -> Fraction:
    if isinstance(formula, VoteThreshold):
        return _count(subject, part, formula)
    if isinstance(formula, Conjunction):
        return min(_most(subject, part, p) for p in formula.parts)
    if isinstance(formula, Disjunction):
        return min(ONE, sum((_most(subject, part, p) for p in formula.parts), Fraction(0)))
    return ONE


def _countable(part: ElectorateSteps, atom: VoteThreshold) -> bool:
    return part.hall.spaces.known is not None or atom.form.plain


def _count(subject: Subject, part: ElectorateSteps, atom: VoteThreshold) -> Fraction:
    """The share of coalitions that meet one threshold. At most half of the votes: at least a quarter of them, since a
    tie is broken by any member that has a vote; that is never few, so it is not counted (1, an upper bound)."""
    if atom.share <= HALF and atom.plus <= 0:
        return ONE
    composition = part.hall.spaces.known or (lawful(part.hall.spaces) if _countable(part, atom) else None)
    if composition is None:
        return ONE
    form = atom.form
    votes = tuple((form.of(s.holder, s.post), s.unit, s.keys) for s in composition)
    key = ("to act", votes, atom.share, atom.plus, atom.strict)
    if key not in subject.shared:
        subject.shared[key] = _counted(subject, part, atom, composition)
    return cast("Fraction", subject.shared[key])


def _counted(subject: Subject, part: ElectorateSteps, atom: VoteThreshold, composition: Composition) -> Fraction:
    from charter.errors import GameError
    from charter.games.counting.planner import Limits

    try:
        return game_of_formula(subject, part, atom, composition).power.within(Limits(seconds=1.0)).to_act
    except GameError:
        return ONE


def game_of_formula(subject: Subject, part: ElectorateSteps, formula: Formula, composition: Composition) -> Game:
    """The game of one hall filled as given, by a part of its rule."""
    from charter.decisions.to_game import game_of

    decision = Decision(part.hall.span, "step", None, part.hall.span, ())
    alone = changed(part, formula=formula, left=())
    assembled = DecisionProcedure(subject.charter, part.institution, decision, (alone,))
    return game_of(assembled, {part.hall.entity: composition})
