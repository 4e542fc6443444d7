"""Extreme games in a process that may not take more than a gibibyte: a right answer or TooLarge, never MemoryError."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

LIMIT = 1 << 30

REFUSED = """
from charter.games import Game, TooLarge
try:
    {}
    print("answered")
except TooLarge as error:
    print(error)
"""


def alone(code: str) -> str:
    """What the code prints in a process of its own; the limit is on its addresses, with one thread for numpy."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PYTHONPATH": ":".join(sys.path), "OPENBLAS_NUM_THREADS": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT)),
    )
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("weights", "quota"),
    [
        ("{f'p{k}': 1000 + k for k in range(10_000)}", "30_000_000"),
        ("{f'p{k}': 10**18 + k for k in range(10_000)}", "6 * 10**21"),
        ("{f'p{k}': 10**18 + 7**k % 10**17 if k % 3 else k + 1 for k in range(300)}", "10**20"),
        ("{f'p{k}': 10**6 + k * k for k in range(2_000)}", "10**9"),
    ],
    ids=["ten thousand", "ten thousand enormous", "enormous and light", "two thousand"],
)
def test_what_would_take_too_much_is_refused_before_it_is_taken(weights: str, quota: str) -> None:
    told = alone(REFUSED.format(f"Game.weighted({weights}, {quota}).power.banzhaf()"))
    assert told.startswith("counting coalitions: ")
    assert told.endswith("beyond the limits; raise them or ask for an estimate")


def test_a_few_enormous_weights_are_counted() -> None:
    code = (
        "from charter.games import Game\n"
        "game = Game.weighted({'a': 10**18, 'b': 10**18, 'c': 10**18, 'd': 1}, 2 * 10**18 + 1)\n"
        "print(game.power.swings, game.winning_coalitions)"
    )
    # two of a, b and c with d, all three, and all four
    assert alone(code) == "{'a': 3, 'b': 3, 'c': 3, 'd': 3} 5"


def test_ten_thousand_equal_votes_are_counted() -> None:
    code = (
        "from charter.games import Game\n"
        "game = Game.of_count([f'p{k}' for k in range(10_000)], 6_667)\n"
        "swings = game.power.swings\n"
        "from math import comb\n"
        "print(len(set(swings.values())), swings['p0'] == comb(9_999, 6_666))"
    )
    assert alone(code) == "1 True"
