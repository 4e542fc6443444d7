"""Who can stop a decision and who can carry it, over the whole chain of its steps.

## can_block

Whether a group, saying no, stops a decision though all others say yes: `can_block(G, D)`. A statement. It is what
`G can block D` says.

## can_pass

Whether a group, saying yes, carries a decision though all others say no: `can_pass(G, D)`. A statement.

## smallest_blocking

The fewest members whose no stops a decision: `smallest_blocking(D)`. Unit: a number of things. Where no coalition of
members can, it is one more than there are members with a vote; where no member has a vote it is not known. Over elected
seats it is a range; its upper end may be out of reach, and the verdict then needs a composition that shows it.

`smallest_blocking(D, without G)` is the fewest others who can, though G is there and says yes; where no others can, one
more than there are others with a vote.

## smallest_passing

The fewest members whose yes carries a decision against all others, in all organs that must agree. Unit and range as
for `smallest_blocking`; over open seats in several organs the lower end is the most that any one of them needs.

## vetoes

How many members can each stop a decision alone: `vetoes(D)`. Unit: a number of things. Where it cannot pass even if all
say yes, each of those who vote on it stops it.

## Example

```charter good
charter 1
use world
group Big = { FRA, DEU }
institution Club {
  members are { FRA, DEU, ITA, LUX, MLT }
  organ Assembly { plenary; decides by 2/3 of members }
  decision adopt : standard { step Assembly }
  decision seal : sanction { step Assembly by majority of members and concurring votes of Big }
}
expect Club {
  that can_block(Big, adopt) and not can_pass(Big, adopt)
  that smallest_blocking(adopt) = 2 and smallest_passing(adopt) = 4
  that smallest_blocking(seal) = 1 and smallest_blocking(seal, without Big) = 3
  that vetoes(adopt) = 0 and vetoes(seal) = 2
}
```
"""

from __future__ import annotations

from fractions import Fraction

from charter.decisions.elements import Unknown
from charter.decisions.queries.game_queries import ALWAYS, NEVER, Answer, DecisionGame, Least, known_part
from charter.decisions.queries.witness import names
from charter.dsl.metrics import COUNT
from charter.record import changed
from charter.validators.expectations.circumstances import Situation, fillings_of, members_of, open_in
from charter.validators.expectations.evaluation import Lack, Truth, Value
from charter.validators.expectations.expressions import MetricArgument


def can_block(scene: Situation, group: MetricArgument, decision: MetricArgument) -> Truth:
    """Whether a group can stop a decision."""
    assert group.parties is not None
    parties = members_of(group.parties)
    game = scene.game_or_part(decision.name)
    if isinstance(game, Unknown):
        return _from_part(game, parties, blocking=True)
    return _answered(game, game.can_block(parties), parties)


def can_pass(scene: Situation, group: MetricArgument, decision: MetricArgument) -> Truth:
    """Whether a group can carry a decision."""
    assert group.parties is not None
    parties = members_of(group.parties)
    game = scene.game_or_part(decision.name)
    if isinstance(game, Unknown):
        return _from_part(game, parties, blocking=False)
    return _answered(game, game.can_pass(parties), parties)


def _from_part(gap: Unknown, parties: frozenset[str], *, blocking: bool) -> Truth:
    """What the steps that are known settle: who stops one stops all, and who cannot carry one cannot carry all."""
    rest = known_part(gap)
    answer = None if rest is None else (rest.can_block if blocking else rest.can_pass)(parties)
    if rest is None or answer is None or answer.kind != (ALWAYS if blocking else NEVER):
        raise Lack(gap.why)
    return _answered(rest, answer, parties)


def _answered(game: DecisionGame, answer: Answer, parties: frozenset[str]) -> Truth:
    if answer.kind == "unknown":
        raise Lack(f"not known: {answer.missing}")
    witness = dict(answer.witness or {})
    text = str(witness.pop("text", ""))
    if answer.kind in (ALWAYS, NEVER):
        return Truth(answer.kind == ALWAYS, answer.kind == NEVER, text, data=witness)
    return Truth(True, True, text, True, open_in(game), None, fillings_of(game, parties), data=witness)


def smallest_blocking(scene: Situation, decision: MetricArgument, without: MetricArgument | None = None) -> Value:
    """The fewest who can stop a decision, without the help of some."""
    game = scene.game(decision.name)
    apart: frozenset[str] = frozenset()
    if without is not None:
        assert without.parties is not None
        apart = members_of(without.parties) & game.parties
    least = game.smallest_blocking(apart=apart)
    most = least if not open_in(game) or least.everywhere else game.smallest_blocking(everywhere=True, apart=apart)
    return _least(game, least, most, "stop", apart)


def smallest_passing(scene: Situation, decision: MetricArgument) -> Value:
    """The fewest who can carry a decision."""
    game = scene.game(decision.name)
    least = game.smallest_passing()
    return _least(game, least, least if not open_in(game) or least.everywhere else Least(None), "carry")


def _least(game: DecisionGame, least: Least, most: Least, verb: str, apart: frozenset[str] = frozenset()) -> Value:
    for each in (least, most):
        if each.missing is not None:
            raise Lack(f"no clause on {each.missing}")
    if not game.parties:
        raise Lack(f"no number of members: none of them votes on {game.name}")
    nobody = len(game.voters - apart) + 1
    low = nobody if least.size is None else least.size
    high = nobody if most.size is None else most.size
    how = f"no coalition of the {nobody - 1} can" if least.size is None else f"{names(least.members)} can {verb} it"
    found = Value(low * _ONE, high * _ONE, COUNT, how, low == high)
    if low == high:
        return found
    return changed(found, organs=open_in(game), fillings=fillings_of(game, apart))


def vetoes(scene: Situation, decision: MetricArgument) -> Value:
    """How many can each stop a decision alone."""
    game = scene.game(decision.name)
    found = game.veto_members()
    if found.missing is not None:
        raise Lack(f"no clause on {found.missing}")
    low = len(found.always)
    if game.hopeless:
        return Value(game.players * _ONE, game.players * _ONE, COUNT, "it fails even if all say yes")
    if not open_in(game):
        who = names(found.always) if found.always else found.each or "nobody"
        return Value(low * _ONE, low * _ONE, COUNT, who)
    most = low + len(found.sometimes)
    if found.each:
        most, low = len(game.parties), min(low, found.seats)
    if game.may_be_hopeless:
        most = max(most, game.players)
    who = names((*found.always, *found.sometimes)) or found.each or "nobody"
    if low == most:
        return Value(low * _ONE, low * _ONE, COUNT, who)
    return Value(low * _ONE, most * _ONE, COUNT, who, False, open_in(game), None, fillings_of(game))


_ONE = Fraction(1)
MEASURES = {
    "can_block": can_block,
    "can_pass": can_pass,
    "smallest_blocking": smallest_blocking,
    "smallest_passing": smallest_passing,
    "vetoes": vetoes,
}
