"""How often a vote decides: power indices, and how easily a decision is taken at all.

## power

A group's part of the power in a decision, the sum over its members: `power(G, D)`. Unit: a share. The index is the
normalised Banzhaf index (Penrose 1946, Banzhaf 1965): of all cases in which somebody's change of vote changes the
outcome, the part in which it is one of them. `power(G, D, shapley)` is the Shapley-Shubik index (1954), the chance to
be pivotal when all vote in a random order. In place of a decision an organ may stand, which then decides by its own
rule. Over the elected seats of one organ the Banzhaf index is a range whose ends are reached; the other, and either
over the seats of several organs, is worked out for each kind of composition. Part of a set that votes as one has no
power.

## power_to_act

Coleman's power of a collectivity to act (1971): of all ways to say yes or no, the part in which the decision passes:
`power_to_act(D)`. Unit: a share. Where seats are open it is worked out for each kind of composition.

## Example

```charter good
charter 1
use world
group Big = { FRA, DEU }
institution Club {
  members are { FRA, DEU, ITA }
  organ Assembly { plenary; decides by 2/3 of members }
  decision adopt : standard { step Assembly }
}
expect Club {
  that power(Big, adopt) = 2/3 and power({ ITA }, adopt, shapley) = 1/3 and power(Big, Assembly) = 2/3
  that power_to_act(adopt) = 1/2
}
```
"""

from __future__ import annotations

from fractions import Fraction

from charter.decisions.elements import ZERO
from charter.decisions.play.power_bounds import group_power
from charter.decisions.queries.game_queries import DecisionGame
from charter.decisions.to_game import game_of
from charter.dsl.metrics import SHARE
from charter.validators.expectations.circumstances import Situation, fillings_of, members_of, open_in
from charter.validators.expectations.evaluation import Lack, Value, point
from charter.validators.expectations.expressions import MetricArgument


def power(
    scene: Situation, group: MetricArgument, decision: MetricArgument, index: MetricArgument | None = None
) -> Value:
    """A group's part of the power in a decision."""
    assert group.parties is not None
    game, parties = scene.game(decision.name), members_of(group.parties)
    if index is not None and index.name == "shapley":
        return _shapley(game, parties)
    found = group_power(game, parties)
    if found.least is None or found.most is None:
        raise Lack("no lawful composition")
    sides = fillings_of(game, parties) if found.least != found.most else ()
    organs = open_in(game) if sides else frozenset[str]()
    return Value(found.least, found.most, SHARE, "normalised Banzhaf index", True, organs, None, sides)


def _shapley(game: DecisionGame, parties: frozenset[str]) -> Value:
    if open_in(game):
        return _between(game, parties, "Shapley-Shubik index")
    index, acting = game_of(game.assembled).power.shapley_shubik(error=0), game.acting(parties)
    total = sum((Fraction(v) for p, v in index.items() if set(p.split("+")) <= acting), ZERO)
    return point(total, SHARE, "Shapley-Shubik index")


def _between(game: DecisionGame, parties: frozenset[str], how: str) -> Value:
    """Not known before it is known who sits: somewhere from 0 to 1."""
    return Value(ZERO, Fraction(1), SHARE, f"{how}, before it is known who sits", False, open_in(game), None,
                 fillings_of(game, parties))  # fmt: skip


def power_to_act(scene: Situation, decision: MetricArgument) -> Value:
    """The part of all ways to vote in which the decision passes."""
    game = scene.game(decision.name)
    if open_in(game):
        return _between(game, frozenset(), "the part of all ways to vote in which it passes")
    found = game_of(game.assembled).power
    text = f"it passes in {found.winning:,} of {1 << len(found.game.players):,} ways to vote"
    if len(text) > 90:
        text = f"it passes in so many of the 2^{len(found.game.players)} ways to vote"
    return point(found.to_act, SHARE, text)


MEASURES = {"power": power, "power_to_act": power_to_act}
