"""Every shipped decision: how long the engine takes for its smallest coalitions, and for the bounds of open seats.

`pytest benchmarks/bench_decisions.py -s` prints the slowest decisions and whatever was refused. Loading a charter and
building its game stand aside; the solver is imported beforehand. Targets are for a quiet machine: 0.1 s for a smallest
blocking or winning coalition, 0.2 s for the bounds of the IAEA's Board. A time beyond its target is marked and not
failed; what is held is that nothing is refused and that both engines agree.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest

from charter import world
from charter.decisions.compositions.bounds import SeatBounds, seat_bounds
from charter.decisions.elements import Unknown
from charter.decisions.play.fixed_game import standing
from charter.decisions.queries.game_queries import DecisionGame, decision_game
from charter.designs import find
from charter.dsl.load import load
from charter.dsl.model.charter import Charter
from charter.errors import TooLarge
from charter.games.counting.planner import diagram_of, planned
from charter.games.game import Game

TARGET = 0.1
BOARD = 0.2
SHOWN = 8
FOLDER = Path(find("un") or "").parents[1]


@attrs.frozen
class Timed:
    """A question with its decision, the seconds of the answer, and the answer's size; `refused` says why there is
    none."""

    decision: str
    question: str
    seconds: float
    size: int | None = None
    refused: str = ""


def charters() -> Iterator[Charter]:
    """Every shipped charter."""
    for path in sorted(FOLDER.rglob("*.charter")):
        charter = load(path).charter
        assert charter is not None
        yield charter


def timed(decision: str, question: str, ask: Callable[[], Any]) -> Timed:
    """One question, asked once with nothing kept from before."""
    planned.cache_clear()
    diagram_of.cache_clear()
    start = time.perf_counter()
    try:
        found = ask()
    except (TooLarge, ValueError) as error:
        return Timed(decision, question, time.perf_counter() - start, None, str(error))
    seconds = time.perf_counter() - start
    sure = getattr(found, "exact", True)
    return Timed(decision, question, seconds, found.size if found is not None else None, "" if sure else "not certain")


def asked(name: str, played: DecisionGame, game: Game | None) -> Iterator[Timed]:
    """Over every lawful composition, and as one game on members or seats."""
    yield timed(name, "blocking, every composition", lambda: DecisionGame(played.assembled).smallest_blocking())
    yield timed(name, "winning, every composition", lambda: DecisionGame(played.assembled).smallest_passing())
    if game is not None:
        yield timed(name, "blocking", game.smallest_blocking)
        yield timed(name, "winning", game.smallest_winning)


def every() -> Iterator[Timed]:
    """All questions of all decisions whose game is known."""
    for charter in charters():
        for institution in charter.institutions:
            for decision in institution.decisions:
                played = decision_game(charter, institution, decision)
                if isinstance(played, Unknown):
                    continue
                found = standing(charter, institution, decision)
                known = not isinstance(found, Unknown) and not played.assembled.left
                game = found.game if known and not isinstance(found, Unknown) else None
                yield from asked(played.name, played, game)


def test_smallest_coalitions_of_every_shipped_decision() -> None:
    import_module("highspy")
    rows = sorted(every(), key=lambda row: -row.seconds)
    print(f"\n\n{len(rows)} questions about {len({r.decision for r in rows})} decisions, target {TARGET:g} s each")
    for row in rows[:SHOWN]:
        over = " over" if row.seconds > TARGET else ""
        print(f"{row.seconds:.4f}{over}  {row.decision}, {row.question}: {row.size}")
    refused = [row for row in rows if row.refused]
    for row in refused:
        print(f"refused: {row.decision}, {row.question}: {row.refused}")
    assert not refused
    assert len(rows) > 300


@pytest.mark.parametrize("group", ["AfricaArea", "LatinAmericaArea", "G77", "EU"])
def test_bounds_of_the_board_of_the_agency(group: str) -> None:
    """The least and the most seats over all ways to designate by area and to elect."""
    path = find("iaea")
    assert path is not None
    charter = load(path).charter
    assert charter is not None
    agency = charter.institutions[0]
    board = agency.organ("Board")
    own = next((g.parties.members for g in charter.groups if g.name == group), None)
    members = own if own is not None else tuple(world.group(group))
    assert board is not None
    times = []
    for _ in range(3):
        start = time.perf_counter()
        found = seat_bounds(charter, agency, board, members)
        times.append(time.perf_counter() - start)
    assert isinstance(found, SeatBounds)
    over = " over" if min(times) > BOARD else ""
    print(f"\n{min(times):.4f}{over}  IAEA Board, {group}: {found.least} to {found.most} of {found.most_of} seats")
