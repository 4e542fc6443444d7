"""A handful of members, with a handful of the people, that can stop a decision.

## What it checks

For each decision, over all its steps: the fewest members whose no stops it while all others say yes, and where these
have many people, the fewest who have few. Reported where one and the same coalition of two or more has fewer than a
tenth of the members that vote there, and fewer than a tenth of their people; where it is not settled who sits, the
seats alone are counted. A member that can stop it alone is VOT101's. Decisions taken by the same rule are reported
once.

## Why

A majority that a few can defeat is theirs to sell. In each chamber of four seats of the Council of the International
Seabed Authority three members can stop what the other 33 want (Agreement of 1994, annex, section 3). The Council of the
European Union asks for a minimum: those against must be four members, with more than 35% of the people.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are states
  organ Assembly {
    plenary
    chamber Small "Small island states" = { FJI, TON, WSM, VUT, NRU }
    decides by majority of members and 60% of chamber Small
  }
  decision adopt_standard : standard {   # <-- VOT102
    step Assembly
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are states
  organ Assembly {
    plenary
    chamber Small "Small island states" = { FJI, TON, WSM, VUT, NRU }
    decides by majority of members and 60% of chamber Small or all but 30 of members
  }
  decision adopt_standard : standard {
    step Assembly
  }
}
```

## Settings

`tiny_blocker` (1/10): the share of the members, and of their people, below which a blocking coalition is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from charter.analysis.voting import (
    DecisionGroup,
    ballots,
    hall_size,
    heads,
    part_of,
    people_share,
    who_can_stop,
)
from charter.decisions.elements import Conjunction, atoms
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.queries.game_queries import Least
from charter.dsl.findings import WARNING, Finding, Remedy
from charter.errors import GameError, TooLarge
from charter.record import changed, record
from charter.text.wording import number, percent
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.gaps import gaps
from charter.validators.rules.remedies import clauses_of, concerned, loosened, varied

if TYPE_CHECKING:
    from charter.games.game import Game

RULE = Rule(
    "VOT102",
    "tiny-blocking-coalition",
    WARNING,
    "Coleman 1971; Agreement on Part XI of the Law of the Sea Convention, 1994, annex, section 3",
)

RATES = tuple(Fraction(n, 4) for n in range(5))


@record
class Blocker:
    """A coalition that can stop a decision in one hall: how many of how many, and their share of the people."""

    size: int
    of: int
    seats: str
    where: str
    people: Fraction | None
    members: tuple[str, ...]
    text: str

    @property
    def share(self) -> Fraction:
        """The share of those that vote there."""
        return Fraction(self.size, self.of)


def check(case: Case) -> Iterator[Finding]:
    """Decisions that a few can stop together."""
    yield from gaps(case, RULE)
    for ballot in ballots(case):
        try:
            blocker = _tiny(case, ballot)
        except (TooLarge, GameError):
            question = who_can_stop(ballot.first.name)
            yield case.beyond(RULE, ballot.first.name_span, question, entity=ballot.first.name)
            continue
        if blocker is not None:
            yield _finding(case, ballot, blocker)


def remedies(case: Case, finding: Finding) -> Iterator[Remedy]:
    """Other numbers in the steps of the decision and in the organs that take it; a condition or a veto left out."""
    decision = concerned(case, finding)
    yield from varied(case.loaded, clauses_of(case, decision))
    yield from loosened(case, decision)


def _tiny(case: Case, ballot: DecisionGroup) -> Blocker | None:
    """A blocking coalition that is tiny by both measures, if there is one.

    Raises:
        TooLarge: there are few enough who can stop it, but whether any of them have few people cannot be told.
    """
    found = [_of_chambers(part) for part in ballot.game.parts if part.hall.anonymous]
    least = ballot.game.smallest_blocking()
    if least.size:
        found.append(_blocker(case, ballot, least))
    few = [b for b in found if b is not None and b.share < case.profile.tiny_blocker]
    if any(b.size < 2 for b in few):
        return None
    for blocker in few:
        if blocker.people is None or blocker.people < case.profile.tiny_blocker:
            return blocker
    return _few_people(case, ballot) if few else None


def _blocker(case: Case, ballot: DecisionGroup, least: Least) -> Blocker:
    witness: dict[str, Any] = dict(least.witness or {})
    part = part_of(ballot.game, witness["organ"])
    people = None
    if not part.hall.anonymous:
        people = people_share(case, least.members, case.members or part.hall.spaces.parties)
    size = max(least.size or 0, heads(part, least.members))
    return Blocker(size, hall_size(part), _seats(part), part.hall.label, people, least.members, witness["text"])


def _seats(part: ElectorateSteps) -> str:
    return "seat" if part.hall.open_seats else "member"


def _of_chambers(part: ElectorateSteps) -> Blocker | None:
    """The smallest chamber that can stop it, where nothing but the number of its seats is known."""
    best: tuple[int, str, int] | None = None
    outer = part.hall.spaces.outer
    for atom in _required(part):
        posts = [s.post for s in outer.fixed] + [o.post for o in outer.opens for _ in range(o.count)]
        inside = [p for p in posts if p.chamber == atom.form.chamber]
        if atom.form.chamber is None or atom.form.chamber_members is not None or any(p.chamber_for for p in inside):
            continue
        total = Fraction(len(inside))
        against = next((n for n in range(1, len(inside) + 1) if not atom.met(total - n - atom.share * total)), None)
        if against is not None and (best is None or against < best[0]):
            best = against, atom.form.chamber, len(inside)
    if best is None:
        return None
    text = (
        f"{best[0]} of the {best[2]} seats of chamber {best[1]} against and all others in {part.hall.label} in favour"
    )
    return Blocker(best[0], outer.size, "seat", part.hall.label, None, (), text)


def _required(part: ElectorateSteps) -> list[Any]:
    """The thresholds without which nothing passes."""
    found = list(atoms(part.formula))
    return found if len(found) == 1 or isinstance(part.formula, Conjunction) else []


def _few_people(case: Case, ballot: DecisionGroup) -> Blocker | None:
    """The fewest members who can stop it and have few people: asked only where few members are enough."""
    best: Blocker | None = None
    for part in ballot.game.parts:
        found = _of_part(case, ballot, part)
        if found is not None and found.size > 1 and (best is None or found.size < best.size):
            best = found
    return best


def _of_part(case: Case, ballot: DecisionGroup, part: ElectorateSteps) -> Blocker | None:
    from charter.decisions.to_game import game_of

    population, tiny = case.column("population"), case.profile.tiny_blocker
    parties = part.hall.spaces.parties
    if part.hall.spaces.known is None or not parties <= population.keys():
        return None
    game = game_of(changed(ballot.game.assembled, parts=(part,), bodies=()))
    if not parties >= set(game.players):
        return None
    costs = {p: int(population[p]) for p in game.players}
    whole = {p for p in case.members or parties if p in population} | parties
    light = tiny * sum((population[p] for p in whole), Fraction(0))
    of = {p: heads(part, (p,)) for p in game.players}
    members = _members(game, of, costs, tiny * hall_size(part), light)
    answer = ballot.game.can_block(members) if members else None
    if answer is None or answer.kind != "always" or answer.witness is None:
        return None
    people = people_share(case, members, case.members or parties)
    size = heads(part, members)
    return Blocker(size, hall_size(part), "member", part.hall.label, people, members, str(answer.witness["text"]))


def _members(game: Game, of: dict[str, int], costs: dict[str, int], few: Fraction, light: Fraction) -> tuple[str, ...]:
    """The members of a blocking coalition that is few and light; none if there is none.

    Those who vote through others are weighed by heads and people at once, at several rates.
    """
    from charter.errors import TooLarge as BeyondLimits
    from charter.games.formula import dual
    from charter.games.solving.light import few_and_light

    rule = dual(game.normal)
    try:
        return few_and_light(rule, of, costs, few, light) or ()
    except BeyondLimits:
        for rate in RATES:
            mixed = {p: rate * of[p] / few + (1 - rate) * costs[p] / light for p in costs}
            found = game.cheapest(mixed, "blocking")
            members = found.members if found is not None else ()
            if members and sum(of[p] for p in members) < few and sum(costs[p] for p in members) < light:
                return members
        raise


def _finding(case: Case, ballot: DecisionGroup, blocker: Blocker) -> Finding:
    tiny = case.profile.tiny_blocker
    counted = (
        f"{blocker.size} of {number(blocker.of, blocker.seats)} of {blocker.where} ({percent(blocker.share, tiny)})"
    )
    people = "" if blocker.people is None else f" with {percent(blocker.people, tiny)} of the population"
    text = f"{blocker.text}; {blocker.size}/{blocker.of} = {percent(blocker.share, tiny)} of the {blocker.seats}s"
    return case.finding(
        RULE,
        ballot.first.name_span,
        f"{counted}{people} can block {ballot.label} against all others",
        entity=ballot.first.name,
        label=f"{number(blocker.size, blocker.seats)} can block it",
        labels=ballot.others(),
        help="require a least number of opponents: `or all but 10 of members`",
        citations=ballot.citations(),
        witness={
            "decisions": [d.name for d in ballot.decisions],
            "coalition": list(blocker.members),
            "size": blocker.size,
            "of": blocker.of,
            "people": blocker.people,
            "text": text + (f", {percent(blocker.people, tiny)} of population" if blocker.people is not None else ""),
        },
    )
