"""The same question by every door gives the same answer, on every shipped design and on generated charters."""

from __future__ import annotations

import pytest

from charter import designs

from .compare import HERE
from .doors import asked_twice
from .draft import draft

FAST, SLOW = range(1000, 1060), range(2000, 4000)
SHIPPED = sorted(designs.designs())


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.slow
def test_every_door_on_shipped_designs(name: str) -> None:
    path = designs.find(name)
    assert path is not None
    assert list(asked_twice(path.read_text(encoding="utf-8"), path, path.parent)) == []


@pytest.mark.parametrize("seed", FAST)
def test_every_door_on_generated_charters(seed: int) -> None:
    assert list(asked_twice(draft(seed).text, HERE / "oracle.charter", HERE)) == []


@pytest.mark.slow
def test_every_door_on_two_thousand() -> None:
    wrong = [(s, w) for s in SLOW for w in asked_twice(draft(s).text, HERE / "oracle.charter", HERE)]
    assert wrong == []
