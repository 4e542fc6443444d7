"""What would change the outcome of a given vote: the fewest votes that turn it, and who can still decide it.

Of two positions of a seat one is always the better for a requirement: a yes for passing, and for failing a no, or
staying away from a quorum, or abstaining where votes must be cast. So the fewest votes that must move are a smallest
coalition of a simple game of those who might move them, which the engine finds exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from charter.decisions.elements import ZERO
from charter.decisions.play.ballot import AGAINST, ENTITLED, Ballot, JointRequirement, VoteRequirement, VoteRequirements
from charter.decisions.play.given_vote import (
    ABSTAIN,
    AWAY,
    FAILS,
    NO,
    OPEN,
    PASSES,
    UNSETTLED,
    YES,
    BodyStep,
    StepTaken,
    VotingStep,
    effective,
    taken,
)
from charter.errors import TooLarge
from charter.games.game import Game
from charter.record import record


@record
class VoteMove:
    """A vote that is cast differently: whose, from which position to which."""

    name: str
    before: str
    after: str


@record
class VoteTurn:
    """The fewest votes that turn the outcome of a step. `exact`: it is certain that no fewer do."""

    moves: tuple[VoteMove, ...]
    exact: bool = True


@record
class PendingVotes:
    """What those undeclared can still do, if all of them vote for or against. `carry`: the fewest of them whose yes
    carries it against the others; `stop`: the fewest whose no stops it. `sole`: those who each stop it alone; `idle`:
    those whose vote cannot matter. None: no number of them can, or it is beyond the exact methods."""

    undeclared: tuple[str, ...]
    carry: tuple[str, ...] | None
    stop: tuple[str, ...] | None
    sole: tuple[str, ...]
    idle: tuple[str, ...]


def turn_of(of: StepTaken) -> VoteTurn | None:
    """The fewest votes that turn the outcome; None where the step is open, none can, or it is too large to say."""
    step = of.step
    if isinstance(step, BodyStep):
        turned = {PASSES: (YES, NO), FAILS: (NO, YES)}.get(of.outcome)
        return None if turned is None else VoteTurn((VoteMove(step.organ, *turned),))
    if of.outcome == OPEN:
        return None
    by_casting = _casting_turns(of, step)
    if by_casting is not None:
        return by_casting
    try:
        return _to_pass(of, step) if of.outcome in (FAILS, UNSETTLED) else _to_fail(of, step)
    except TooLarge:
        return None


def _positions(of: StepTaken, undeclared: str) -> dict[int, str]:
    assert isinstance(of.step, VotingStep)
    return {place: of.position(place) or undeclared for place in of.step.ballot.everyone}


def _casting_turns(of: StepTaken, step: VotingStep) -> VoteTurn | None:
    """The casting vote alone, where a tie is what decides."""
    if step.casting is None or of.casting not in (YES, NO):
        return None
    other = NO if of.casting == YES else YES
    after = taken(step, _positions(of, NO), other)
    turned = (after.outcome == PASSES) != (of.outcome == PASSES)
    return VoteTurn((VoteMove(step.casting, of.casting, other),)) if turned else None


def _to_pass(of: StepTaken, step: VotingStep) -> VoteTurn | None:
    now = _positions(of, NO)
    movers = [p for p in sorted(now) if now[p] != YES and p not in of.silent]
    if not movers:
        return None
    game = None
    for needs in effective(step, of.casting).values():
        part = _game(step.ballot, needs, now, dict.fromkeys(movers, YES))
        game = part if game is None else game & part
    assert game is not None
    found = game.smallest_winning()
    if found is None:
        return None
    after = {int(name): YES for name in found.members}
    return VoteTurn(_weakened(of, step, now, after, PASSES), found.exact)


def _to_fail(of: StepTaken, step: VotingStep) -> VoteTurn | None:
    now = _positions(of, YES)
    best: VoteTurn | None = None
    for name, needs in effective(step, of.casting).items():
        target = {"quorum": AWAY, "void unless": ABSTAIN}.get(name, NO)
        passive = {"quorum": (AWAY,), "void unless": (AWAY, ABSTAIN)}.get(name, (NO,))
        movers = [p for p in sorted(now) if now[p] not in passive and p not in of.silent]
        if not movers:
            continue
        found = _game(step.ballot, needs, now, dict.fromkeys(movers, target), breaking=True).smallest_winning()
        if found is None or (best is not None and len(best.moves) <= found.size):
            continue
        after = {int(member): target for member in found.members}
        best = VoteTurn(_weakened(of, step, now, after, FAILS), found.exact)
    return best


def _game(
    ballot: Ballot, needs: VoteRequirements, now: Mapping[int, str], after: Mapping[int, str], *, breaking: bool = False
) -> Game:
    """The game of those who may move, by their places: a coalition wins if its moves meet what is needed, or with
    `breaking` if they leave it unmet."""
    players = [str(place) for place in after]
    if isinstance(needs, JointRequirement):
        games = [_game(ballot, part, now, after, breaking=breaking) for part in needs.parts]
        one_is_enough = needs.any != breaking
        found = games[0] if games else (Game.never(players) if one_is_enough else Game.always(players))
        for each in games[1:]:
            found = found | each if one_is_enough else found & each
        return found
    votes = {place: _votes(ballot, needs, place) for place in now}
    sign = -1 if needs.counts == AGAINST else 1
    share = ZERO if needs.of != ENTITLED else needs.share * ballot.votes(needs, ballot.everyone)
    short = sign * (share + needs.plus) - sum((needs.worth(now[p], v) for p, v in votes.items()), ZERO)
    gains = {p: needs.worth(after[p], votes[p]) - needs.worth(now[p], votes[p]) for p in after}
    strict = needs.strict
    if breaking:
        short, gains, strict = -short, {p: -gain for p, gain in gains.items()}, not strict
    if short < 0 or (not short and not strict):
        return Game.always(players)
    return Game.weighted({str(p): max(gain, ZERO) for p, gain in gains.items()}, short, strict=strict)


def _votes(ballot: Ballot, need: VoteRequirement, place: int) -> Fraction:
    if need.among is not None and place not in need.among:
        return ZERO
    return Fraction(1) if need.form is None else ballot.weight(need.form, place)


def _weakened(
    of: StepTaken, step: VotingStep, now: Mapping[int, str], after: Mapping[int, str], wanted: str
) -> tuple[VoteMove, ...]:
    """The moves with an abstention for a vote wherever that is enough."""
    moved = {**now, **after}
    for place in after:
        if now[place] in (YES, NO) and moved[place] in (YES, NO):
            softer = {**moved, place: ABSTAIN}
            if _comes_to(of, step, softer) == wanted:
                moved = softer
    return tuple(VoteMove(step.names[place], now[place], moved[place]) for place in sorted(after))


def _comes_to(of: StepTaken, step: VotingStep, positions: Mapping[int, str]) -> str:
    outcome = taken(step, positions, of.casting).outcome
    return FAILS if outcome == UNSETTLED else outcome


def pending_of(of: StepTaken) -> PendingVotes | None:
    """What those undeclared can still do; None where nobody is, or the step is settled."""
    step = of.step
    if isinstance(step, BodyStep) or of.outcome != OPEN or not of.undeclared:
        return None
    now = _positions(of, NO)
    after = dict.fromkeys(sorted(of.undeclared), YES)
    game = None
    for needs in effective(step, of.casting).values():
        part = _game(step.ballot, needs, now, after)
        game = part if game is None else game & part
    assert game is not None

    def named(members: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(step.names[int(m)] for m in members)

    try:
        carry, stop = game.smallest_winning(), game.smallest_blocking()
        idle = game.dummies
    except TooLarge:
        carry = stop = None
        idle = ()
    return PendingVotes(
        tuple(step.names[p] for p in after),
        None if carry is None else named(carry.members),
        None if stop is None else named(stop.members),
        named(game.veto_players),
        named(idle),
    )


__all__ = ["PendingVotes", "VoteMove", "VoteTurn", "pending_of", "turn_of"]
