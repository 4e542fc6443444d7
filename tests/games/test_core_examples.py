"""The examples in the documentation of the engine are true."""

from __future__ import annotations

import doctest
import importlib
import subprocess
import sys

import pytest

MODULES = [
    "games.account", "games.coalitions", "games.cheapest", "games.formula", "games.game", "games.power",
    "games.counting.shapes", "games.counting.packed", "games.solving.knapsack",
    "decisions.queries.witness", "decisions.play.construction",
]  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"charter.{name}")).failed == 0


def test_import_is_cheap() -> None:
    check = "import sys, charter.games; sys.exit(any(name in sys.modules for name in ('numpy', 'highspy')))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
