"""Who says what in a given vote: words after `--yes` and the like, or a table of positions.

A word is a member, a group, a chamber or kind of delegates, or a number of votes; `Conference:FRA` means the vote of
France in that organ alone, `FRA` its vote in every step.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import field, frozen

from charter.cli.terminal import visible

if TYPE_CHECKING:
    from charter.decisions.play.given_vote import BodyStep, StepTaken, VotingStep
    from charter.dsl.model.charter import Charter

WORDS = {
    "yes": "yes", "y": "yes", "for": "yes", "in favour": "yes", "in favor": "yes", "favour": "yes", "pro": "yes",
    "no": "no", "n": "no", "against": "no", "contra": "no",
    "abstain": "abstain", "abstained": "abstain", "abstention": "abstain", "abstaining": "abstain", "a": "abstain",
    "away": "away", "absent": "away", "not voting": "away", "non-voting": "away", "not present": "away", "x": "away",
}  # fmt: skip
"""What a table may say for each position, in small letters. An empty cell says nothing."""
OPTIONS = {"yes": "--yes", "no": "--no", "abstain": "--abstain", "away": "--away"}
MOST_BYTES = 4_000_000


@frozen
class PositionWord:
    """A word with its position, and where it stands: `--yes`, or a line of a table."""

    text: str
    position: str
    where: str


@frozen
class GivenPositions:
    """Everything that is said of a vote. `rest`: the position of those of whom nothing else is said."""

    words: tuple[PositionWord, ...]
    rest: str | None = None
    used: set[PositionWord] = field(factory=set)


def words_of(options: Mapping[str, Sequence[str]], table: Path | None, rest: str | None) -> GivenPositions:
    """What the options and the table say.

    Raises:
        click.UsageError: an empty word, or a table that cannot be read.
    """
    found = [
        PositionWord(part.strip(), position, OPTIONS[position])
        for position, texts in options.items()
        for text in texts
        for part in _parts(text)
    ]
    empty = next((word for word in found if not word.text), None)
    if empty is not None:
        raise click.UsageError(f"{empty.where} has an empty name")
    if table is not None:
        found += _rows(table)
    return GivenPositions(tuple(found), rest)


def _parts(text: str) -> Iterator[str]:
    yield from text.split(",")


def _rows(path: Path) -> list[PositionWord]:
    shown = visible(str(path))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise click.UsageError(f"{shown} is larger than {MOST_BYTES:,} bytes")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise click.UsageError(f"cannot read `{shown}`: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"`{shown}` is not UTF-8 text") from error
    reader = csv.reader(io.StringIO(text, newline=""))
    found = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells) or (reader.line_num == 1 and len(cells) > 1 and cells[1].lower() in ("position", "vote")):
                continue
            found += _row(cells, f"{shown}:{reader.line_num}")
    except csv.Error as error:
        raise click.UsageError(f"{shown}:{reader.line_num}: {error}") from error
    if not found:
        raise click.UsageError(f"{shown} has no positions")
    return found


def _row(cells: Sequence[str], where: str) -> list[PositionWord]:
    if len(cells) < 2:
        raise click.UsageError(f"{where}: a row is a name and its position (yes, no, abstain or away)")
    if not cells[0]:
        raise click.UsageError(f"{where}: no name")
    if not cells[1]:
        return []
    position = WORDS.get(cells[1].lower())
    if position is None:
        raise click.UsageError(f"{where}: `{visible(cells[1])}` is not a position; write yes, no, abstain or away")
    organ = f"{cells[2]}:" if len(cells) > 2 and cells[2] else ""
    return [PositionWord(organ + cells[0], position, where)]


# ---- whose votes the words are -------------------------------------------------------------------


def played(steps: Sequence[VotingStep | BodyStep], given: GivenPositions, charter: Charter) -> tuple[StepTaken, ...]:
    """Every step with what was said in it.

    Raises:
        click.UsageError: a word that is nobody's, somebody on two sides, more votes than there are.
    """
    found = tuple(_step(step, given, charter, steps) for step in steps)
    left = next((word for word in given.words if word not in given.used), None)
    if left is not None:
        raise click.UsageError(_nobody(left, steps, charter))
    return found


def _step(
    step: VotingStep | BodyStep, given: GivenPositions, charter: Charter, steps: Sequence[VotingStep | BodyStep]
) -> StepTaken:
    from charter.decisions.play.given_vote import BodyStep, taken

    if isinstance(step, BodyStep):
        return _body(step, given)
    positions: dict[int, str] = {}
    numbers: list[tuple[int, PositionWord]] = []
    casting: str | None = None
    for word, name in _meant(step, given):
        if name.isdecimal() and name.isascii():
            _count_alone(word, name, steps)
            numbers.append((int(name[:9]), word))
        elif step.casting is not None and name in (step.casting, f"({step.casting})"):
            casting = word.position
        else:
            places = _places(name, step, charter)
            if places is None:
                continue
            _put(positions, places, word, step)
        given.used.add(word)
    if numbers:
        step = _with_numbers(step, numbers, positions)
    if given.rest is not None:
        positions |= dict.fromkeys(step.ballot.everyone - positions.keys(), given.rest)
    return taken(step, positions, casting if casting in ("yes", "no") else None)


def _meant(step: VotingStep | BodyStep, given: GivenPositions) -> Iterator[tuple[PositionWord, str]]:
    """The words that may be about this step, without the name of its organ."""
    for word in given.words:
        organ, colon, name = word.text.partition(":")
        if not colon:
            yield word, word.text
        elif organ.strip() in (step.key, step.organ):
            yield word, name.strip()


def _body(step: BodyStep, given: GivenPositions) -> StepTaken:
    from charter.decisions.play.ballot import Tally
    from charter.decisions.play.given_vote import FAILS, OPEN, PASSES, StepTaken

    said = None
    for word, name in _meant(step, given):
        if name in (step.key, step.organ):
            said = word.position
            given.used.add(word)
    said = said or given.rest
    outcome = OPEN if said is None else PASSES if said == "yes" else FAILS
    nobody: frozenset[int] = frozenset()
    return StepTaken(step, outcome, Tally(nobody, nobody), nobody, {}, said)


def _places(name: str, step: VotingStep, charter: Charter) -> frozenset[int] | None:
    """The seats that a name stands for in a step: by label, chamber, or set of members; None if it is nobody's."""
    from charter.cli.input.groups import sets_named

    seats = step.ballot.seats
    exact = frozenset(i for i, label in enumerate(step.names) if name in (label, seats[i].label))
    if exact or step.example:
        return exact or None
    hall = step.ballot.scene.hall
    members = hall.chambers.get(name)
    chamber = frozenset(
        i
        for i, seat in enumerate(seats)
        if (seat.holder in members if members is not None else seat.post.chamber == name)
    )
    if chamber:
        return chamber
    try:
        sets = sets_named(name, charter, [s.holder for s in seats])
    except click.UsageError:
        return None
    inside = frozenset().union(*(members for _, members in sets))
    return frozenset(i for i, seat in enumerate(seats) if seat.holder in inside and seat.post.own) or None


def _put(positions: dict[int, str], places: frozenset[int], word: PositionWord, step: VotingStep) -> None:
    for place in places:
        if positions.setdefault(place, word.position) != word.position:
            name = visible(step.names[place])
            raise click.UsageError(
                f"{name} is on two sides, {positions[place]} and {word.position} ({visible(word.where)})"
            )


def _count_alone(word: PositionWord, name: str, steps: Sequence[VotingStep | BodyStep]) -> None:
    from charter.decisions.play.given_vote import VotingStep

    voting = [step for step in steps if isinstance(step, VotingStep)]
    if len(voting) > 1 and ":" not in word.text:
        raise click.UsageError(
            f"{visible(word.where)} {name}: there are {len(voting)} steps with a vote; say in which, as "
            f"{visible(voting[-1].key)}:{name}"
        )


def _with_numbers(
    step: VotingStep, numbers: Sequence[tuple[int, PositionWord]], positions: dict[int, str]
) -> VotingStep:
    """So many of those not named, where it does not matter who."""
    from charter.record import changed

    if not step.alike:
        raise click.UsageError(
            f"the rule of {visible(step.organ)} tells votes apart, so that a number is not enough: name who votes how"
        )
    free = sorted(step.ballot.everyone - positions.keys())
    wanted = sum(number for number, _ in numbers)
    if wanted > len(free):
        raise click.UsageError(
            f"{visible(step.organ)} has {len(step.ballot.seats)} votes, {len(free)} of them left; {wanted} are too many"
        )
    for number, word in numbers:
        positions |= dict.fromkeys(free[:number], word.position)
        free = free[number:]
    return changed(step, silenced=None, nameless=True)


def _nobody(word: PositionWord, steps: Sequence[VotingStep | BodyStep], charter: Charter) -> str:
    from charter.decisions.play.given_vote import VotingStep
    from charter.world import near

    voting = [step for step in steps if isinstance(step, VotingStep)]
    open_in = next((step for step in voting if step.example), None)
    start = f"`{visible(word.text)}` ({visible(word.where)})"
    organ, colon, name = word.text.partition(":")
    keys = [step.key for step in steps]
    if colon and organ.strip() not in (*keys, *(step.organ for step in steps)):
        return f"{start}: no step is of `{visible(organ)}`; there are {', '.join(map(visible, keys))}"
    if open_in is not None:
        return (
            f"{start} has no vote: who sits in {visible(open_in.organ)} is open; say who, as "
            f"--voters {visible(open_in.key)}:NAME,NAME"
        )
    known = [*(n for step in voting for n in step.names), *(g.name for g in charter.groups), *keys]
    close = list(near(name or word.text, known))[:3]
    return f"{start} has no vote in this decision{'; near: ' + ', '.join(map(visible, close)) if close else ''}"


__all__ = ["OPTIONS", "WORDS", "GivenPositions", "PositionWord", "played", "words_of"]
