"""A vote that was played, as text and as JSON: what each step needs and has, and what would turn it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from charter.cli.output.formats.power import runs
from charter.cli.terminal import Paint, visible
from charter.decisions.play.ballot import AGAINST, CAST, ENTITLED, FOR, PRESENT
from charter.decisions.play.given_vote import FAILS, OPEN, PASSES, UNSETTLED, BodyStep, CountedJoint, CountedRequirement
from charter.decisions.play.vote_flips import PendingVotes, VoteMove, VoteTurn, pending_of, turn_of

if TYPE_CHECKING:
    from charter.cli.input.chosen import Chosen
    from charter.decisions.play.given_vote import CountedRequirements, StepTaken, VotingStep

VERSION = 1
LISTED = 12
_PAINTS = {PASSES: "proved", FAILS: "refuted", OPEN: "depends", UNSETTLED: "unknown"}
_SAID = {
    PASSES: "passes",
    FAILS: "fails",
    OPEN: "is open: those who have not declared decide it",
    UNSETTLED: "fails, and the charter leaves to words what follows",
}
_SIDES = {"yes": "for", "no": "against", "abstain": "abstaining", "away": "away"}
_CLAUSES = {"quorum": "quorum", "void unless": "valid", "rule": "rule", "veto": "veto"}


def as_text(chosen: Chosen, steps: Sequence[StepTaken], outcome: str, paint: Paint) -> str:
    """The steps in order, then the outcome."""
    assert chosen.decision is not None
    head = f"{visible(chosen.name)}: {visible(chosen.decision.label)}"
    lines = [f"{paint('strong', head)} {paint(_PAINTS[outcome], _SAID[outcome])}"]
    for step in steps:
        lines += ["", *_step(step, paint)]
    turn = _whole_turn(steps, outcome)
    if turn is not None and len(steps) > 1:
        lines += ["", f"to turn it: {_moves(turn, any(map(_nameless, steps)))}"]
    return "\n".join(lines)


def _step(taken: StepTaken, paint: Paint) -> Iterator[str]:
    name = paint("strong", visible(taken.step.organ))
    if isinstance(taken.step, BodyStep):
        said = {PASSES: "agrees", FAILS: "does not agree", OPEN: "has not declared"}[taken.outcome]
        yield f"{name} {paint(_PAINTS[taken.outcome], said)}; no member controls it"
        return
    yield f"{name}: {_counts(taken)}"
    for clause, needs in taken.needs.items():
        for depth, line, met in _lines(needs, 0):
            mark = paint("proved", "met") if met else paint("refuted", "not met")
            yield f"  {_CLAUSES[clause]:<6}  {'  ' * depth}{visible(line)}: {mark}"
    yield from _notes(taken)
    yield f"  {paint(_PAINTS[taken.outcome], _SAID[taken.outcome])}"
    turn = turn_of(taken)
    if turn is not None:
        yield f"  to turn it: {_moves(turn, _nameless(taken))}"
    pending = pending_of(taken)
    if pending is not None:
        yield from (f"  {line}" for line in _pending(pending, _nameless(taken)))


def _counts(taken: StepTaken) -> str:
    counted = _numbers(taken)
    shown = [f"{counted[p]:,} {side}" for p, side in _SIDES.items() if counted[p] or p in ("yes", "no")]
    if counted["undeclared"]:
        shown.append(f"{counted['undeclared']:,} undeclared")
    return f"{', '.join(shown)}, of {sum(counted.values()):,}"


def _numbers(taken: StepTaken) -> dict[str, int]:
    """Seats by position."""
    step: Any = taken.step
    seats = len(step.names)
    tally = taken.tally
    found = {"yes": len(tally.yes), "no": len(tally.no), "abstain": len(tally.abstain)}
    gone = seats - sum(found.values()) - len(taken.undeclared)
    return {**found, "away": gone, "undeclared": len(taken.undeclared)}


def _lines(needs: CountedRequirements, depth: int) -> Iterator[tuple[int, str, bool]]:
    """What is needed and there is, a line each."""
    if isinstance(needs, CountedJoint):
        if needs.any:
            yield depth, "one of these", needs.met
        for part in needs.parts:
            yield from _lines(part, depth + 1 if needs.any else depth)
        return
    if needs.need.counts == FOR and not needs.needed and needs.met and not needs.need.share:
        return  # that somebody votes for it goes without saying
    yield depth, requirement(needs), needs.met


def requirement(of: CountedRequirement) -> str:
    """`needs more than 45 of 90 votes for, has 46`."""
    need = of.need
    what = {FOR: "for", AGAINST: "against", PRESENT: "present", CAST: "to vote"}[need.counts]
    base = f" of {_number(of.base)}" if of.base and need.counts != AGAINST else ""
    if need.counts == AGAINST:
        if not of.needed and not need.strict:
            return f"no vote against{_among(of)}, has {_number(of.has)}"
        limit = "fewer than" if need.strict else "at most"
        return f"needs {limit} {_number(of.needed)} against ({need.text}), has {_number(of.has)}"
    if need.counts == FOR and not of.needed:
        return f"needs a vote for, has {_number(of.has)}"
    least = "more than" if need.strict else "at least"
    counted = f"{need.text}{_OF[need.of]}"
    return f"needs {least} {_number(of.needed)}{base} {counted} {what}, has {_number(of.has)}"


_OF = {ENTITLED: "", CAST: " cast", PRESENT: " present"}


def _among(of: CountedRequirement) -> str:
    return "" if of.need.among is None else f" by {of.need.text}"


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    if value.denominator in (3, 6, 7, 9):
        whole = value.numerator // value.denominator
        part = value - whole
        return f"{whole:,} {part}" if whole else str(part)
    return f"{float(value):,.2f}"


def _notes(taken: StepTaken) -> Iterator[str]:
    step: Any = taken.step
    if taken.silent:
        named = ", ".join(visible(step.names[p]) for p in sorted(taken.silent)[:LISTED])
        yield f"  note: may not vote, the partner being away: {named}"
    if step.example:
        yield "  note: who sits is open; these are the seats of one lawful composition"
    if step.casting is not None:
        said = {"yes": "for", "no": "against"}.get(taken.casting or "", "not declared")
        yield f"  note: at a tie {visible(step.casting)} has a casting vote: {said}"
    for words in step.left:
        yield f"  note: not stated is {visible(words)}"


def _nameless(taken: StepTaken) -> bool:
    return not isinstance(taken.step, BodyStep) and (taken.step.nameless or taken.step.example)


def _moves(turn: VoteTurn, nameless: bool = False) -> str:
    sure = "" if turn.exact else "at most "
    by: dict[tuple[str, str], list[str]] = {}
    for move in turn.moves:
        by.setdefault((move.before, move.after), []).append(move.name)
    told = [
        f"{len(names) if nameless else _listed(names)} {_SIDES[after]} instead of {_SIDES[before]}"
        for (before, after), names in by.items()
    ]
    many = len(turn.moves)
    if nameless and len(told) == 1:
        told = [told[0].partition(" ")[2]]
    return f"{sure}{many} vote{'s' * (many != 1)}: {'; '.join(told)}"


def _listed(names: Sequence[str]) -> str:
    found = runs(list(names))
    if len(found) <= LISTED:
        return ", ".join(visible(n) for n in found)
    return f"{', '.join(visible(n) for n in found[:LISTED])} and {len(names) - LISTED} more"


def _pending(pending: PendingVotes, nameless: bool) -> Iterator[str]:
    def some(names: Sequence[str]) -> str:
        return f"{len(names)}" if nameless or not names else f"{len(names)}: {_listed(names)}"

    yield f"undeclared: {some(pending.undeclared)}"
    if pending.carry is not None:
        yield f"fewest of them who pass it if all vote: {some(pending.carry)}"
    if pending.stop is not None:
        yield f"fewest of them who block it if all vote: {some(pending.stop)}"
    if nameless:
        return
    yield f"who can each block it: {_listed(pending.sole) or 'nobody'}"
    yield f"whose vote cannot matter any more: {_listed(pending.idle) or 'nobody'}"


def _whole_turn(steps: Sequence[StepTaken], outcome: str) -> VoteTurn | None:
    """The fewest votes over all steps: of each that fails if it fails, of any one if it passes."""
    turns = [(step, turn_of(step)) for step in steps]
    if outcome == PASSES:
        known = [turn for _, turn in turns if turn is not None]
        return min(known, key=lambda turn: len(turn.moves), default=None)
    if outcome == OPEN or any(step.outcome == OPEN for step, _ in turns):
        return None
    failing = [turn for step, turn in turns if step.outcome != PASSES]
    if any(turn is None for turn in failing):
        return None
    several = len(failing) > 1
    moves: list[VoteMove] = []
    for step, turn in turns:
        if step.outcome != PASSES and turn is not None:
            where = f"{step.step.organ}: " if several else ""
            moves += [VoteMove(f"{where}{m.name}", m.before, m.after) for m in turn.moves]
    return VoteTurn(tuple(moves), all(turn is not None and turn.exact for turn in failing))


# ---- JSON ---------------------------------------------------------------------------------------


def as_json(chosen: Chosen, steps: Sequence[StepTaken], outcome: str) -> str:
    """Version 1 of the form for programs."""
    assert chosen.decision is not None
    data = {
        "version": VERSION,
        "decision": chosen.name,
        "title": chosen.decision.label,
        "outcome": outcome,
        "steps": [_step_data(step) for step in steps],
        "turn": _turn_data(_whole_turn(steps, outcome)),
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


def _step_data(taken: StepTaken) -> dict[str, Any]:
    line = taken.step.vote.span.line
    if isinstance(taken.step, BodyStep):
        return {"organ": taken.step.organ, "line": line, "outcome": taken.outcome, "body": True}
    step: VotingStep = taken.step
    pending = pending_of(taken)
    return {
        "organ": step.organ,
        "line": line,
        "outcome": taken.outcome,
        "counts": _numbers(taken),
        "positions": {name: taken.position(place) for place, name in enumerate(step.names)},
        "example": step.example,
        "needs": {clause: _needs_data(needs) for clause, needs in taken.needs.items()},
        "silent": [step.names[p] for p in sorted(taken.silent)],
        "casting": None if step.casting is None else {"by": step.casting, "position": taken.casting},
        "left_to_words": list(step.left),
        "turn": _turn_data(turn_of(taken)),
        "pending": None if pending is None else {
            "undeclared": list(pending.undeclared),
            "fewest_to_carry": None if pending.carry is None else list(pending.carry),
            "fewest_to_stop": None if pending.stop is None else list(pending.stop),
            "stop_alone": list(pending.sole),
            "matter_no_longer": list(pending.idle),
        },
    }  # fmt: skip


def _needs_data(needs: CountedRequirements) -> dict[str, Any]:
    if isinstance(needs, CountedJoint):
        return {"any" if needs.any else "all": [_needs_data(p) for p in needs.parts], "met": needs.met}
    need = needs.need
    return {
        "counts": need.counts,
        "of": need.text,
        "has": str(needs.has),
        "bound": str(needs.needed),
        "strict": need.strict,
        "base": str(needs.base),
        "met": needs.met,
        "text": requirement(needs),
    }


def _turn_data(turn: VoteTurn | None) -> dict[str, Any] | None:
    if turn is None:
        return None
    moves = [{"name": m.name, "from": m.before, "to": m.after} for m in turn.moves]
    return {"votes": len(moves), "exact": turn.exact, "moves": moves}


__all__ = ["as_json", "as_text", "requirement"]
