"""A handful of members, with a handful of the people, that can stop a decision.

## What it checks

For each decision, over all its steps: the fewest members whose no stops it while all others say yes, and the blocking
coalition with the fewest people. Reported where one and the same coalition of two or more has fewer than a tenth of
the members that vote there, and fewer than a tenth of their people; where it is not settled who sits, the seats alone
are counted. A member that can stop it alone is VOT101's. Decisions taken by the same rule are reported once.

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
from typing import Any

from charter.analysis.voting import DecisionGroup, ballots, fewest, hall_size, heads, part_of, people_share
from charter.decisions.elements import Conjunction, atoms
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.queries.game_queries import Least
from charter.dsl.findings import WARNING, Finding
from charter.record import changed, record
from charter.text.wording import number, percent, some
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.gaps import gaps

RULE = Rule(
    "VOT102",
    "tiny-blocking-coalition",
    WARNING,
    "Coleman 1971; Agreement on Part XI of the Law of the Sea Convention, 1994, annex, section 3",
)


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
        blocker = _tiny(case, ballot)
        if blocker is not None:
            yield _finding(case, ballot, blocker)


def _tiny(case: Case, ballot: DecisionGroup) -> Blocker | None:
    """A blocking coalition that is tiny by both measures, if there is one."""
    found = [_of_chambers(part) for part in ballot.game.parts if part.hall.anonymous]
    least = fewest(case, ballot)
    if least is not None and least.size is not None:
        found.append(_blocker(case, ballot, least))
    few = [b for b in found if b is not None and b.share < case.profile.tiny_blocker]
    if any(b.size < 2 for b in few):
        return None
    for blocker in few:
        if blocker.people is None or blocker.people < case.profile.tiny_blocker:
            return blocker
    return _least_people(case, ballot) if few else None


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
    text = f"{best[0]} of the {best[2]} seats of chamber {best[1]} saying no, and all others in {part.hall.label} yes"
    return Blocker(best[0], outer.size, "seat", part.hall.label, None, (), text)


def _required(part: ElectorateSteps) -> list[Any]:
    """The thresholds without which nothing passes."""
    found = list(atoms(part.formula))
    return found if len(found) == 1 or isinstance(part.formula, Conjunction) else []


def _least_people(case: Case, ballot: DecisionGroup) -> Blocker | None:
    """The blocking coalition with the fewest people, where it is tiny: asked only where few members are enough."""
    from charter.decisions.to_game import game_of
    from charter.errors import TooLarge

    population = case.column("population")
    for part in ballot.game.parts:
        parties = part.hall.spaces.parties
        if part.hall.spaces.known is None or not parties <= population.keys():
            continue
        try:
            game = game_of(changed(ballot.game.assembled, parts=(part,), bodies=()))
            if not parties >= set(game.players):
                continue
            found = game.cheapest({p: population[p] for p in game.players}, "blocking")
        except TooLarge:
            continue
        members = found.members if found is not None else ()
        share = people_share(case, members, case.members or parties)
        size = heads(part, members)
        tiny = case.profile.tiny_blocker
        if size > 1 and share is not None and share < tiny and Fraction(size, hall_size(part)) < tiny:
            text = f"{some(members)} saying no and all others yes stop it in {part.hall.label}"
            return Blocker(size, hall_size(part), "member", part.hall.label, share, members, text)
    return None


def _finding(case: Case, ballot: DecisionGroup, blocker: Blocker) -> Finding:
    counted = f"{blocker.size} of {number(blocker.of, blocker.seats)} of {blocker.where} ({percent(blocker.share)})"
    people = "" if blocker.people is None else f" with {percent(blocker.people)} of the people"
    text = f"{blocker.text}; {blocker.size}/{blocker.of} = {percent(blocker.share)} of the {blocker.seats}s"
    return case.finding(
        RULE,
        ballot.first.name_span,
        f"{counted}{people} can stop {ballot.label} against all others",
        entity=ballot.first.name,
        label=f"{number(blocker.size, blocker.seats)} can stop it",
        labels=ballot.others(),
        help="ask for a least number of opponents: `or all but 10 of members`",
        citations=ballot.citations(),
        witness={
            "decisions": [d.name for d in ballot.decisions],
            "coalition": list(blocker.members),
            "size": blocker.size,
            "of": blocker.of,
            "people": blocker.people,
            "text": text + (f", {percent(blocker.people)} of the people" if blocker.people is not None else ""),
        },
    )
