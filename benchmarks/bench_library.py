"""Checking the whole library of designs as one process: anew, and with what an earlier run has kept.

`pytest benchmarks/bench_library.py` measures both and holds the limits: 10 s anew, 2 s after.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import charter.designs

LIBRARY = Path(charter.designs.__file__).parent
CHECK = [sys.executable, "-m", "charter.cli.main", "check", str(LIBRARY), "--format", "concise", "--fail-on", "never"]
LIMITS = {"anew": 10.0, "kept": 2.0}


@pytest.mark.parametrize("state", list(LIMITS))
def bench_the_whole_library(benchmark: Any, tmp_path: Path, state: str) -> None:
    """The least of three runs stays below the limit; both states print the same."""
    environment = {**os.environ, "CHARTER_CACHE_DIR": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run() -> bytes:
        words = [*CHECK, "--no-cache"] if state == "anew" else CHECK
        return subprocess.run(words, env=environment, capture_output=True, check=True).stdout

    first = run()
    found = benchmark.pedantic(run, rounds=3)
    assert found == first
    assert benchmark.stats.stats.min <= LIMITS[state]
