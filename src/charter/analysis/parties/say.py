"""What say a party or a group has: its seats and votes, what it can stop or carry alone, and its share of power."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.proportion.representation import GroupHolding, held_in
from charter.analysis.proportion.underrepresentation import form_of
from charter.analysis.subject import Subject
from charter.analysis.voting import DecisionGroup, ballots
from charter.decisions.elements import Unstated
from charter.decisions.queries.game_queries import NEVER, UNKNOWN, DecisionGame
from charter.dsl.model.decisions import Decision
from charter.errors import GameError, TooLarge
from charter.record import record

INDICES = ("banzhaf-normalized", "shapley-shubik")
SECONDS = 1.0
"""What the power in one decision may cost, by the method's own estimate: a brief is read while one waits."""


@record
class SeatsHeld:
    """What a party holds in one organ; `votes` None where each seat has one. `missing` says why nothing is known."""

    organ: str
    label: str
    seats: GroupHolding | None = None
    votes: GroupHolding | None = None
    missing: str | None = None


@record
class IndexShare:
    """The share of power by one index, at least and at most; both None with the reason."""

    index: str
    least: Fraction | None = None
    most: Fraction | None = None
    why: str | None = None


@record
class DecisionSay:
    """Decisions taken alike: whether the party alone can stop them and carry them (`always`, `never`, `depends`,
    `unknown`), and its power. `binding` are those of them that bind members whether they agree or not."""

    decisions: tuple[str, ...]
    labels: tuple[str, ...]
    binding: tuple[str, ...]
    stops: str
    carries: str
    power: tuple[IndexShare, ...] = ()
    missing: str | None = None


def binds_unwilling(decision: Decision) -> bool:
    """Whether the decision is binding, and binds whoever is a member, willing or not."""
    binding = decision.binds.value if decision.binds is not None else None
    strict = decision.force is not None and decision.force.value == "binding"
    return strict and binding is not None and binding.kind == "set" and not binding.by_will


def seats_held(subject: Subject, parties: frozenset[str], label: str) -> Iterator[SeatsHeld]:
    """What these hold in each organ in which parties sit."""
    from charter.decisions.electorates import seated_by_parties

    for organ in subject.institution.organs:
        if not seated_by_parties(organ):
            continue
        try:
            hall = subject.hall(organ)
            if hall.anonymous:
                yield SeatsHeld(organ.name, organ.label, missing="who the members are")
                continue
            votes = held_in(hall, label, parties, True) if form_of(hall).weights is not None else None
            yield SeatsHeld(organ.name, organ.label, held_in(hall, label, parties, False), votes)
        except Unstated as gap:
            yield SeatsHeld(organ.name, organ.label, missing=gap.missing)
        except TooLarge as error:
            yield SeatsHeld(organ.name, organ.label, missing=f"an exact method: {error}")


def says(subject: Subject, parties: frozenset[str], *, power: bool = True) -> Iterator[DecisionSay]:
    """The say of these in every decision: first those whose game is known, then what is missing for the others."""
    for ballot in ballots(subject):
        yield _say(ballot, parties, power)
    for decision in subject.institution.decisions:
        game = subject.game(decision)
        bound = (decision.name,) if binds_unwilling(decision) else ()
        named = (decision.name,), (decision.label,), bound
        if not isinstance(game, DecisionGame):
            yield DecisionSay(*named, UNKNOWN, UNKNOWN, missing=game.missing)
        elif game.hopeless:
            yield DecisionSay(*named, UNKNOWN, UNKNOWN, missing="a way to take it: nobody can carry it")


def _say(ballot: DecisionGroup, parties: frozenset[str], power: bool) -> DecisionSay:
    game = ballot.game
    stops, carries = game.can_block(parties, told=False), game.can_pass(parties, told=False)
    shares = tuple(_share(game, parties, index) for index in INDICES) if power else ()
    return DecisionSay(
        tuple(d.name for d in ballot.decisions),
        tuple(d.label for d in ballot.decisions),
        tuple(d.name for d in ballot.decisions if binds_unwilling(d)),
        stops.kind,
        carries.kind,
        shares,
        stops.missing,
    )


def _share(game: DecisionGame, parties: frozenset[str], index: str) -> IndexShare:
    from charter.decisions.play.power_bounds import group_power
    from charter.games.counting.planner import Limits

    try:
        found = group_power(game, parties, index, Limits(seconds=SECONDS))
    except (GameError, TooLarge) as error:
        return IndexShare(index, why=str(error))
    return IndexShare(index, found.least, found.most, None if found.least is not None else "no composition is lawful")


def counted(found: tuple[DecisionSay, ...], kind: str) -> tuple[str, ...]:
    """The labels of the decisions that these stop always, never or depending on who sits."""
    return tuple(label for each in found if each.stops == kind for label in each.labels)


def outvoted_and_bound(found: tuple[DecisionSay, ...]) -> tuple[str, ...]:
    """The labels of the decisions that bind these against their will: they never stop them alone."""
    never = (each for each in found if each.stops == NEVER)
    named = ((each, *pair) for each in never for pair in zip(each.decisions, each.labels, strict=True))
    return tuple(label for each, name, label in named if name in each.binding)
