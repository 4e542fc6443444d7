"""Speed and memory of the game engine beside its peers: `pytest benchmarks/bench_games.py`, which prints one table.

`pip install -e '.[bench]'` brings the peers in; one that is not installed is left out, and the table says so. Targets
are for a quiet machine with two cores; a time beyond its target is marked and not failed. Each exact Banzhaf run is
also given as a ratio to a plain numpy pass of the same number of shifted 64-bit additions made in the same run, which
is to be at most 2. What is held are peaks of memory (of a process of its own), certified errors and right answers.
`n` and `W` are players and total weight.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pytest

from charter import world
from charter.decisions.compositions.bounds import SeatBounds, seat_bounds
from charter.decisions.queries.game_queries import DecisionGame, decision_game
from charter.designs import find
from charter.dsl.load import load
from charter.errors import TooLarge
from charter.games import LIMITS, Game, GameError
from charter.games.counting import multilinear_extension as quadrature
from charter.games.counting import weight_table as table
from charter.games.counting.planner import diagram_of, planned

HERE = Path(__file__).resolve()
with (HERE.parent / "data" / "imf_votes_2022.csv").open(encoding="utf-8", newline="") as lines:
    IMF = {row["iso3"]: int(row["votes"]) for row in csv.DictReader(lines)}

EU = {
    "DE": 84358845, "FR": 68172977, "IT": 58997201, "ES": 48085361, "PL": 36753736, "RO": 19054548, "NL": 17811291,
    "BE": 11742796, "CZ": 10827529, "SE": 10521556, "PT": 10516621, "EL": 10413982, "HU": 9599744, "AT": 9104772,
    "BG": 6447710, "DK": 5932654, "FI": 5563970, "SK": 5428792, "IE": 5271395, "HR": 3850894, "LT": 2857279,
    "SI": 2116972, "LV": 1883008, "EE": 1365884, "CY": 920701, "LU": 660809, "MT": 542051,
}  # Eurostat demo_gjan, 1 January 2023  # fmt: skip
THOUSANDS = {name: round(people / 1000) for name, people in EU.items()}
QUOTA = -(-65 * sum(THOUSANDS.values()) // 100)

PEER_SECONDS = 30.0


@attrs.frozen
class Figure:
    """A row of the table: seconds, the target in seconds, what else is to be said."""

    name: str
    seconds: float | None
    target: float | None = None
    notes: str = ""


FIGURES: list[Figure] = []


@pytest.fixture(scope="module", autouse=True)
def _shown(request: pytest.FixtureRequest) -> Iterator[None]:
    """Print the table at the end of the run."""
    yield
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\n\n{'':44} {'seconds':>9} {'target':>7}")
        for row in FIGURES:
            seconds = "-" if row.seconds is None else f"{row.seconds:.4f}"
            over = row.target is not None and row.seconds is not None and row.seconds > row.target
            target = "" if row.target is None else f"{row.target:g}"
            print(f"{row.name:44} {seconds:>9} {target:>7}{' over' if over else ''}  {row.notes}")


def best(run: Callable[[], Any], rounds: int = 3) -> tuple[float, Any]:
    """The least time of some rounds, and the last result; nothing is kept from round to round."""
    times = []
    for _ in range(rounds):
        planned.cache_clear()
        diagram_of.cache_clear()
        start = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - start)
    return min(times), result


def plain_pass(additions: int, cells: int, rounds: int = 3) -> float:
    """Seconds of that many shifted additions over an array of so many cells.

    What is added is written first: zeros that nobody has written would all be read from one page, out of the cache.
    """
    values, others = np.zeros(cells, dtype=np.uint64), np.ones(cells, dtype=np.uint64)
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(additions // cells + 1):
            np.add(values[1000:], others[:-1000], out=values[1000:])
        times.append(time.perf_counter() - start)
    return min(times)


def peak(question: str) -> float:
    """The peak memory in MiB of a process that asks the question (an expression over IMF, Game and Fraction), as Linux
    counts it for that program alone; `getrusage` would give the peak of the parent where that is greater."""
    code = (
        "import csv\nfrom fractions import Fraction\nfrom charter.games import Game\n"
        f"IMF = {{r['iso3']: int(r['votes']) for r in csv.DictReader(open({str(HERE.parent)!r} + "
        f"'/data/imf_votes_2022.csv'))}}\n{question}\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


@pytest.mark.parametrize(("percent", "target"), [(50, 0.6), (70, 0.4), (85, 0.25)])
def test_imf_banzhaf(percent: int, target: float) -> None:
    rule: Any = Game.share(IMF, Fraction(percent, 100)).normal
    cells = min(rule.quota, sum(IMF.values()) - rule.quota + 1)
    swept = table.WeightTable(cells)
    swept.add_all(rule.weights)
    seconds, _ = best(lambda: table.counts(rule), 5)
    plain = plain_pass(swept.swept, cells, 5)
    memory = peak(f"Game.share(IMF, Fraction({percent}, 100)).power.swings")
    ratio = seconds / plain
    notes = f"n = {len(IMF)}, W = {sum(IMF.values()):,}; {swept.swept:,} additions, plain {plain:.3f} s, "
    FIGURES.append(Figure(f"IMF {percent}% Banzhaf", seconds, target, f"{notes}ratio {ratio:.2f}; {memory:.0f} MiB"))
    assert memory < 300


@pytest.mark.parametrize(("players", "factor"), [(48, 1), (95, 1), (190, 1), (190, 2), (190, 4)])
def test_cost_of_banzhaf_in_players_and_weight(players: int, factor: int) -> None:
    """Twice the weight is twice the time, as the docstring of the table says; fewer players cost less than their part,
    since the lightest of many reach only so far."""
    votes = dict(sorted(IMF.items(), key=lambda item: -item[1])[:: 190 // players][:players])
    rule: Any = Game.share(
        {name: factor * each + k % factor for k, (name, each) in enumerate(votes.items())}, Fraction(70, 100)
    ).normal
    seconds, _ = best(lambda: table.counts(rule))
    expected, _ = table.cost(rule.weights, rule.quota)
    notes = f"n = {players}, W = {sum(rule.weights):,}; the plan says {expected:.3f} s"
    FIGURES.append(Figure("Banzhaf by players and weight, 70%", seconds, None, notes))


@pytest.mark.parametrize("percent", [50, 70, 85])
def test_imf_shapley_shubik(percent: int) -> None:
    rule = Game.share(IMF, Fraction(percent, 100)).normal
    seconds, (_, bound) = best(lambda: quadrature.shapley_shubik(rule, 1e-10, LIMITS), 1)
    nodes, _ = quadrature.nodes_for(len(IMF), 5e-11)
    notes = f"n = {len(IMF)}, W = {sum(IMF.values()):,}; {nodes} nodes, certified error {bound:.1e}"
    FIGURES.append(Figure(f"IMF {percent}% Shapley-Shubik", seconds, 5.0, notes))
    assert bound < 1e-10


def test_imf_amendment() -> None:
    game = Game.share(IMF, Fraction(85, 100)) & Game.of_count(IMF, 114)
    seconds, _ = best(lambda: game.power.swings, 1)
    memory = peak("(Game.share(IMF, Fraction(85, 100)) & Game.of_count(IMF, 114)).power.swings")
    FIGURES.append(Figure("IMF amendment, Banzhaf", seconds, 20.0, f"{game.plan()}; peak {memory:.0f} MiB"))
    assert memory < 1400


def council() -> Game:
    """55% of members with 65% of the people, or all but three: blocking takes four."""
    return (Game.of_count(EU, 15) & Game.share(EU, Fraction(65, 100))) | Game.of_count(EU, 24)


def test_eu_council_both_indices() -> None:
    game = council()
    seconds, _ = best(lambda: (game.power.banzhaf(), game.power.shapley_shubik()))
    notes = f"n = 27, W = {sum(EU.values()):,}; {game.plan(by_size=True)}"
    FIGURES.append(Figure("EU Council, both indices", seconds, 0.5, notes))


def test_imf_least_population() -> None:
    column = {name: world.column("population").get(name, 0) for name in IMF}
    game = Game.share(IMF, Fraction(1, 2), strict=True)
    seconds, found = best(lambda: game.cheapest(column))
    FIGURES.append(Figure("IMF least-population majority", seconds, 1.0, f"n = {len(IMF)}; {found.method}"))
    assert found.exact
    assert game.wins(found.members)


def test_smallest_blocking_of_every_shipped_decision() -> None:
    game = Game.share(IMF, Fraction(85, 100)) & Game.of_count(IMF, 114)
    worst, name, asked = best(game.smallest_blocking)[0], "IMF amendment", 1
    refused: list[str] = []
    for path in sorted(Path(find("un") or "").parents[1].rglob("*.charter")):
        charter = load(path).charter
        assert charter is not None
        for institution in charter.institutions:
            for decision in institution.decisions:
                found = decision_game(charter, institution, decision)
                if isinstance(found, DecisionGame):
                    try:
                        seconds, _ = best(lambda: DecisionGame(found.assembled).smallest_blocking(), 2)  # noqa: B023
                    except TooLarge:
                        refused.append(found.name)
                        continue
                    asked += 1
                    worst, name = max((worst, name), (seconds, found.name))
    FIGURES.append(
        Figure(
            "smallest blocking, the slowest decision",
            worst,
            0.1,
            f"{name}, of {asked} decisions; refused: {', '.join(refused) or 'none'}",
        )
    )
    assert asked > 50


def test_board_compositions() -> None:
    path = find("iaea")
    assert path is not None
    charter = load(path).charter
    assert charter is not None
    agency = charter.institutions[0]
    board = agency.organ("Board")
    group = next(g.parties.members for g in charter.groups if g.name == "AfricaArea")
    assert board is not None
    seconds, found = best(lambda: seat_bounds(charter, agency, board, group or ()))
    FIGURES.append(Figure("IAEA Board, least and most of a group", seconds, 0.2))
    assert isinstance(found, SeatBounds)


# ---- peers ---------------------------------------------------------------------------------------

PEERS = {
    "power_bdd": "from power_bdd.bdd import BDD, WeightedGame\nBDD(WeightedGame(q, w)).calc_banzhaf()",
    "powerindices": "import powerindices\npowerindices.compute_pbi(q, list(w))",
    "powerindex": "from powerindex import powerindex\npowerindex.Game(q, list(w)).calc_banzhaf()",
    "tucoopy": "from tucoopy.power.banzhaf import banzhaf_index_weighted_voting as f\nf(w, q)",
}
COUNCIL = (
    "from power_bdd.bdd import BDD, WeightedGame\n"
    "g = (BDD(WeightedGame(15, [1] * 27)) & BDD(WeightedGame(q, w))) | BDD(WeightedGame(24, [1] * 27))\n"
    "g.calc_banzhaf()\ng.calc_shapley()"
)


def peer(code: str, weights: list[int], quota: int) -> float | None:
    """Seconds a peer takes inside a process of its own; None beyond the limit, or where it fails."""
    timed = f"import time\nw = {weights!r}\nq = {quota}\nstart = time.perf_counter()\n"
    timed += f"{code}\nprint('SECONDS', time.perf_counter() - start)"
    try:
        done = subprocess.run(
            [sys.executable, "-c", timed], check=False, capture_output=True, text=True, timeout=PEER_SECONDS
        )
    except subprocess.TimeoutExpired:
        return None
    found = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("SECONDS")]
    return float(found[0]) if found else None


def beside(name: str, code: str, module: str, ours: float, weights: list[int], quota: int) -> None:
    """A peer's row, with the ratio of its time to ours."""
    if find_spec(module) is None:
        FIGURES.append(Figure(f"  {module}", None, None, "not installed"))
        pytest.skip(f"{module} is not installed")
    seconds = peer(code, weights, quota)
    notes = f"none within {PEER_SECONDS:g} s" if seconds is None else f"{seconds / ours:.0f} times ours"
    FIGURES.append(Figure(f"  {module}, {name}", seconds, None, notes))


def test_eu_populations() -> None:
    game = Game.weighted(THOUSANDS, QUOTA)
    banzhaf, _ = best(lambda: game.power.banzhaf())
    both, _ = best(lambda: game.power.shapley_shubik())
    notes = f"n = 27, W = {sum(THOUSANDS.values()):,}; {game.plan()}"
    FIGURES.append(Figure("EU-27 65% of people, Banzhaf", banzhaf, None, notes))
    FIGURES.append(Figure("EU-27 65% of people, Shapley-Shubik", both, None, str(game.plan(by_size=True))))


@pytest.mark.parametrize("module", PEERS)
def test_peers_on_eu_populations(module: str) -> None:
    game = Game.weighted(THOUSANDS, QUOTA)
    ours, _ = best(lambda: game.power.banzhaf())
    beside("EU-27 65% Banzhaf", PEERS[module], module, ours, list(THOUSANDS.values()), QUOTA)


def test_peer_on_the_council() -> None:
    game = council()
    ours, _ = best(lambda: (game.power.banzhaf(), game.power.shapley_shubik()))
    beside("EU Council, both", COUNCIL, "power_bdd", ours, list(THOUSANDS.values()), QUOTA)


@pytest.mark.parametrize("module", ["power_bdd", "powerindex"])
def test_peers_on_the_imf(module: str) -> None:
    rule: Any = Game.share(IMF, Fraction(85, 100)).normal
    ours, _ = best(lambda: table.counts(rule))
    beside("IMF 85% Banzhaf", PEERS[module], module, ours, list(IMF.values()), -(-85 * sum(IMF.values()) // 100))


# ---- beyond one rule -----------------------------------------------------------------------------


def test_ten_thousand_players() -> None:
    players = [f"p{k}" for k in range(10_000)]
    game = Game.of_count(players, 6_667)
    seconds, _ = best(lambda: Game.of_count(players, 6_667).power.shapley_shubik(), 1)
    FIGURES.append(Figure("10,000 players, one vote each", seconds, 2.0, str(game.plan())))
    weighted = Game.weighted({name: 10**18 + k for k, name in enumerate(players)}, 10**21)
    with pytest.raises(GameError):
        weighted.power.banzhaf()
