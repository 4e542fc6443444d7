"""Speed of the game engine: `pytest benchmarks/bench_games.py`.

Targets are for a quiet machine with two cores. Each exact Banzhaf run also shows in `extra_info` its ratio to a plain
numpy pass of the same number of shifted 64-bit additions, made in the same run, with n, total weight and additions.
"""

from __future__ import annotations

import csv
import time
from fractions import Fraction
from pathlib import Path
from random import Random

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from charter.games import LIMITS, Game, quadrature, table
from charter.games.count import counted, diagram_of, planned

with (Path(__file__).parent / "data" / "imf_votes_2022.csv").open(encoding="utf-8", newline="") as lines:
    IMF = {row["iso3"]: int(row["votes"]) for row in csv.DictReader(lines)}

EU = {
    "DE": 84358845, "FR": 68172977, "IT": 58997201, "ES": 48085361, "PL": 36753736, "RO": 19054548, "NL": 17811291,
    "BE": 11742796, "CZ": 10827529, "SE": 10521556, "PT": 10516621, "EL": 10413982, "HU": 9599744, "AT": 9104772,
    "BG": 6447710, "DK": 5932654, "FI": 5563970, "SK": 5428792, "IE": 5271395, "HR": 3850894, "LT": 2857279,
    "SI": 2116972, "LV": 1883008, "EE": 1365884, "CY": 920701, "LU": 660809, "MT": 542051,
}  # Eurostat demo_gjan, 1 January 2023  # fmt: skip


def fresh() -> None:
    planned.cache_clear()
    diagram_of.cache_clear()


def plain_pass(additions: int, cells: int) -> float:
    """Seconds of that many shifted additions over an array of so many cells."""
    values, others = np.zeros(cells, dtype=np.uint64), np.zeros(cells, dtype=np.uint64)
    start = time.perf_counter()
    for _ in range(additions // cells + 1):
        np.add(values[1000:], others[:-1000], out=values[1000:])
    return time.perf_counter() - start


@pytest.mark.parametrize(("percent", "target"), [(50, 0.6), (70, 0.4), (85, 0.25)])
def test_imf_banzhaf(benchmark: BenchmarkFixture, percent: int, target: float) -> None:
    rule = Game.share(IMF, Fraction(percent, 100)).normal
    cells = min(rule.quota, sum(IMF.values()) - rule.quota + 1)
    swept = table.Table(cells)
    swept.add_all(rule.weights)
    benchmark.pedantic(table.counts, args=(rule,), rounds=5, warmup_rounds=1)
    plain = plain_pass(swept.swept, cells)
    benchmark.extra_info.update(
        target=target, n=len(IMF), total_weight=sum(IMF.values()), additions=swept.swept,
        plain_pass=plain, ratio=benchmark.stats.stats.min / plain,
    )  # fmt: skip


@pytest.mark.parametrize("percent", [50, 70, 85])
def test_imf_shapley_shubik(benchmark: BenchmarkFixture, percent: int) -> None:
    rule = Game.share(IMF, Fraction(percent, 100)).normal
    _, bound = benchmark.pedantic(quadrature.shapley_shubik, args=(rule, 1e-10, LIMITS), rounds=1)
    nodes, _ = quadrature.nodes_for(len(IMF), 5e-11)
    benchmark.extra_info.update(target=5.0, certified_error=bound, nodes=nodes)
    assert bound < 1e-10


def test_eu_council_both_indices(benchmark: BenchmarkFixture) -> None:
    game = (Game.of_count(EU, 15) & Game.share(EU, Fraction(65, 100))) | Game.of_count(EU, 24)

    def both() -> tuple[object, object]:
        fresh()
        return game.power.banzhaf(), game.power.shapley_shubik()

    benchmark.pedantic(both, rounds=5, warmup_rounds=1)
    benchmark.extra_info.update(target=0.5, method=str(game.plan(by_size=True)))


def test_imf_amendment(benchmark: BenchmarkFixture) -> None:
    game = Game.share(IMF, Fraction(85, 100)) & Game.of_count(IMF, 114)
    benchmark.pedantic(counted, args=(game.normal, False), rounds=1)
    benchmark.extra_info.update(target=20.0, method=str(game.plan()))


def test_imf_least_cost_coalition(benchmark: BenchmarkFixture) -> None:
    random = Random(1)
    column = {name: round(votes * random.lognormvariate(5, 1.5)) for name, votes in IMF.items()}
    game = Game.share(IMF, Fraction(1, 2), strict=True)
    found = benchmark(game.cheapest, column)
    benchmark.extra_info.update(target=1.0, method=found.method)
    assert found.exact


def test_imf_smallest_blocking(benchmark: BenchmarkFixture) -> None:
    game = Game.share(IMF, Fraction(85, 100)) & Game.of_count(IMF, 114)
    found = benchmark(game.smallest_blocking)
    benchmark.extra_info.update(target=0.1, method=found.method)
    assert found.exact
