"""Voters whose weight never counts, and weights that differ without a difference.

## What it checks

Decisions by weighted votes, in organs whose voters are known: who never changes the outcome, whatever the others say
(swings of 0). That is an error, told once for all decisions under the same rule. And, with up to 30 voters under a
single threshold, voters of different weight that have equally many swings: a note. A rule that also counts heads
gives every voter a say, and is left alone. Weights whose sum in whole numbers is above ten million are beyond exact
counting here, unless one voter decides by itself; they are left alone.

## Why

Votes are not power: in the Council of the European Economic Community of 1958, Luxembourg had one of 17 votes, 12
were needed, and its vote never mattered (Brams and Affuso 1976). A quota moved by one would have changed that.

## Avoid

```charter bad
charter 1
use world
data table from "votes.csv" keyed by party { votes "votes" in "votes" }
institution Community {
  members are { DEU, FRA, ITA, NLD, BEL, LUX }
  organ Council {
    plenary
    votes by table.votes
  }
  decision adopt : standard {          # <-- REP105
    step Council by 12 votes
  }
}
```

```file votes.csv
party,votes
DEU,4
FRA,4
ITA,4
NLD,2
BEL,2
LUX,1
```

## Prefer

```charter good
charter 1
use world
data table from "votes.csv" keyed by party { votes "votes" in "votes" }
institution Community {
  members are { DEU, FRA, ITA, NLD, BEL, LUX }
  organ Council {
    plenary
    votes by table.votes
  }
  decision adopt : standard {
    step Council by 12 votes
  }
}
```

```file votes.csv
party,votes
DEU,4
FRA,4
ITA,4
NLD,2
BEL,2
LUX,2
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor

from charter.analysis.null_voters import nulls, whole
from charter.decisions.elements import ZERO, Composition, VoteThreshold, atoms
from charter.decisions.procedure import ElectorateSteps
from charter.decisions.queries.game_queries import DecisionGame
from charter.dsl.findings import ERROR, NOTE, Finding, Label
from charter.dsl.model.decisions import Decision
from charter.record import record
from charter.text.wording import amount, listed, number, some
from charter.validators.rules.case import Case, Rule

RULE = Rule("REP105", "null-player", ERROR, "Brams and Affuso 1976; Felsenthal and Machover 1998")

FEW = 30
SMALL = 10**5


@record
class _Vote:
    """A threshold over whole weights: reached with `needed` of their sum."""

    text: str
    weights: Mapping[str, int]
    needed: int


def check(case: Case) -> Iterator[Finding]:
    """Voters that never count, and unequal weights with equal power, once for each rule."""
    found: dict[tuple[str, tuple[tuple[str, int], ...]], tuple[list[Decision], list[_Vote]]] = {}
    for decision in case.institution.decisions:
        game = case.game(decision)
        for part in game.parts if isinstance(game, DecisionGame) else ():
            votes = _votes(part)
            key = (part.hall.entity, tuple((v.text, v.needed) for v in votes))
            if votes and part.institution is case.institution:
                found.setdefault(key, ([], votes))[0].append(decision)
    for (entity, _), (decisions, votes) in found.items():
        yield from _report(case, entity, decisions, votes)


def _votes(part: ElectorateSteps) -> list[_Vote]:
    """The thresholds of a part, if all of them are over weights of known voters; otherwise none."""
    composition = part.hall.spaces.known
    every = list(atoms(part.formula))
    if composition is None or part.hall.weights is None or any(a.form.weights is None for a in every):
        return []
    return [_vote(atom, _weights(atom, composition)) for atom in every]


def _weights(atom: VoteThreshold, composition: Composition) -> dict[str, Fraction]:
    """The votes of each holder, in all its seats."""
    found: dict[str, Fraction] = {}
    for seat in composition:
        found[seat.holder] = found.get(seat.holder, ZERO) + atom.form.of(seat.holder, seat.post)
    return found


def _vote(atom: VoteThreshold, weights: dict[str, Fraction]) -> _Vote:
    numbers, scale = whole(weights)
    quota = (atom.share * sum(weights.values(), ZERO) + atom.plus) * scale
    return _Vote(atom.text, numbers, floor(quota) + 1 if atom.strict else ceil(quota))


def _report(case: Case, entity: str, decisions: list[Decision], votes: list[_Vote]) -> Iterator[Finding]:
    silent: set[str] | None = None
    for vote in votes:
        never = nulls(vote.weights, vote.needed)
        if never is None:
            return
        silent = set(never) if silent is None else silent & set(never)
    if silent and len(silent) < len(votes[0].weights):
        yield _null(case, entity, decisions, votes[0], sorted(silent))
    elif not silent and len(votes) == 1:
        yield from _equal(case, entity, decisions, votes[0])


def _null(case: Case, entity: str, decisions: list[Decision], vote: _Vote, silent: list[str]) -> Finding:
    first, total = decisions[0], sum(vote.weights.values())
    heaviest = max(silent, key=lambda p: (vote.weights[p], p))
    least = max(vote.needed - vote.weights[heaviest], 0)
    has = "has" if len(silent) == 1 else "have"
    return case.finding(
        RULE,
        first.name_span,
        f"{some(silent)} {has} votes that never count: no decision by {vote.text} turns on them",
        entity=first.name,
        label=f"{number(len(silent), 'voter')} without a swing",
        labels=[Label(d.name_span, "here too") for d in decisions[1:]],
        help="move the threshold by one, or change the weights; `charter power` shows who then counts",
        witness={
            "where": entity,
            "decisions": [d.name for d in decisions],
            "null": silent,
            "weights": dict(sorted(vote.weights.items())),
            "needed": vote.needed,
            "of": total,
            "text": f"{vote.needed} of {total} are needed; the others never have from {least} to {vote.needed - 1}, "
            f"where the {vote.weights[heaviest]} of {heaviest} would decide",
        },
    )


def _equal(case: Case, entity: str, decisions: list[Decision], vote: _Vote) -> Iterator[Finding]:
    """A note on voters of different weight with the same number of swings."""
    if len(vote.weights) > FEW or sum(vote.weights.values()) > SMALL or len(set(vote.weights.values())) < 2:
        return
    if vote.needed > sum(vote.weights.values()) - min(
        vote.weights.values()
    ):  # each has a veto, which is told elsewhere
        return
    from charter.games import Game

    swings = Game.weighted({p: Fraction(w) for p, w in vote.weights.items()}, vote.needed).power.swings
    classes: dict[int, list[str]] = {}
    for party in sorted(vote.weights, key=lambda p: (-vote.weights[p], p)):
        classes.setdefault(swings[party], []).append(party)
    same = [(n, group) for n, group in classes.items() if len({vote.weights[p] for p in group}) > 1]
    if not same:
        return
    count, group = max(same, key=lambda each: vote.weights[each[1][0]] - vote.weights[each[1][-1]])
    first = decisions[0]
    told = listed(f"{p} with {amount(Fraction(vote.weights[p]))}" for p in (group[0], group[-1]))
    yield case.finding(
        RULE,
        first.name_span,
        f"votes differ and power does not: {told} have the same",
        entity=first.name,
        severity=NOTE,
        label=f"{count} swings each",
        labels=[Label(d.name_span, "here too") for d in decisions[1:]],
        help="weigh votes by the power that is wanted, not the other way round",
        witness={
            "where": entity,
            "decisions": [d.name for d in decisions],
            "classes": [{"voters": g, "swings": n} for n, g in same],
            "weights": dict(sorted(vote.weights.items())),
            "needed": vote.needed,
            "text": f"{vote.needed} of {sum(vote.weights.values())} are needed: {told} each turn {count} coalitions",
        },
    )
