"""How long the command line takes as a whole process, beside the least it could: `python -c "import click, attrs"`.

`pytest benchmarks/bench_processes.py` measures and holds the limits. The pairs run in turns, and the least of each is
compared, so that a busy machine disturbs both alike.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

ROUNDS = 15
LEAST = [sys.executable, "-c", "import click, attrs"]
CHARTER = [sys.executable, "-c", "from charter.cli.main import main; main()"]

HEAD = """charter 1

use world

institution Club "A club of some states" {
  status proposed
  members are WEOG

  organ Assembly {
    plenary
    meets every 1 year
    quorum majority of members
    decides by majority of present and voting
  }
"""
ORGAN = """
  organ Committee{n} {{
    seats 9 {{
      9 elected by Assembly for 2 years
    }}
    quorum majority of seats
    decides by 2/3 of seats
    reports to Assembly, every 1 year
  }}

  decision decide_{n} "Decide on matter {n}" : programme {{
    proposed by any member
    step Committee{n} by 2/3 of seats
    step Assembly by majority of present and voting
    takes effect after 30 days
  }}
"""


def charter_of(lines: int) -> str:
    """A charter of about that many lines, without a question about power."""
    text, number = HEAD, 0
    while text.count("\n") + 2 < lines:
        number += 1
        text += ORGAN.format(n=number)
    return text + "}\n"


ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""With compiled modules kept, as they are where Charter is installed."""


def seconds(command: Sequence[str], folder: Path) -> float:
    """How long one run of a process takes."""
    start = time.perf_counter()
    subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return time.perf_counter() - start


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = charter_of(150)
    assert 145 <= text.count("\n") <= 165
    (tmp_path / "club.charter").write_text(text, encoding="utf-8")
    return tmp_path


CASES = {"version": (["--version"], 1.5), "check": (["check", "club.charter", "--fail-on", "never"], 4.0)}


@pytest.mark.parametrize("case", CASES)
def test_within_its_limit(folder: Path, case: str) -> None:
    words, limit = CASES[case]
    seconds([*CHARTER, *words], folder)
    pairs = [(seconds(LEAST, folder), seconds([*CHARTER, *words], folder)) for _ in range(ROUNDS)]
    least, ours = (min(times) for times in zip(*pairs, strict=True))
    print(f"\ncharter {' '.join(words)}: {ours * 1000:.0f} ms, {ours / least:.2f} times {least * 1000:.0f} ms")
    assert ours <= limit * least


@pytest.mark.parametrize("case", ["least", *CASES])
def test_time(benchmark: Any, folder: Path, case: str) -> None:
    command = LEAST if case == "least" else [*CHARTER, *CASES[case][0]]
    benchmark.pedantic(seconds, args=(command, folder), rounds=10, warmup_rounds=1)
