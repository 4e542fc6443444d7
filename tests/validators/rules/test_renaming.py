"""No rule knows a name: under other names, and with other states in the place of each, the same is found at the same
places."""

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from renaming import permuted_states, rewritten, shipped_in, world_of

from charter.designs import designs
from charter.dsl.load import load
from charter.validators.check.engine import check

Found = list[tuple[str, str, int, int, str]]
DESIGNS = {name: Path(d.kind) / d.path.name for name, d in designs().items()}


def found(path: Path) -> Found:
    """Code, severity, place and entity of each finding in a charter."""
    there = check(load(path)).findings
    return sorted((f.code, f.severity, f.span.line, f.span.column, f.entity) for f in there)


@cache
def as_written(name: str) -> Found:
    return found(designs()[name].path)


def under(names: dict[str, str], findings: Found) -> Found:
    """The same findings with other names in their entities."""
    return sorted((*at, ".".join(names.get(word, word) for word in entity.split("."))) for *at, entity in findings)


@pytest.fixture(scope="module")
def other_names(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    to = tmp_path_factory.mktemp("names")
    return to, rewritten(to, random.Random(20), names=True, states={})


@pytest.mark.parametrize("name", DESIGNS)
def test_new_names_change_nothing(name: str, other_names: tuple[Path, dict[str, str]]) -> None:
    folder, new = other_names
    expected = under(new, as_written(name))
    with shipped_in(folder):
        assert found(folder / DESIGNS[name]) == expected


@pytest.fixture(scope="module")
def other_states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    to, pick = tmp_path_factory.mktemp("states"), random.Random(21)
    states = permuted_states(pick)
    rewritten(to, pick, names=False, states=states)
    return to, states


@pytest.mark.parametrize("name", DESIGNS)
def test_other_states_in_the_place_of_each_change_nothing(name: str, other_states: tuple[Path, dict[str, str]]) -> None:
    folder, states = other_states
    expected = as_written(name)
    with world_of(states), shipped_in(folder):
        assert found(folder / DESIGNS[name]) == expected


@settings(max_examples=6, deadline=None, database=None)
@given(name=st.sampled_from(("iaea", "ilo", "un", "wto", "montreal", "isia")), seed=st.integers(0, 10**9))
def test_any_names_and_any_states_change_nothing(
    name: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, pick = tmp_path_factory.mktemp("any"), random.Random(seed)
    states = permuted_states(pick)
    new = rewritten(folder, pick, names=True, states=states)
    expected = under(new, as_written(name))
    with world_of(states), shipped_in(folder):
        assert found(folder / DESIGNS[name]) == expected


def test_the_names_are_indeed_others(other_names: tuple[Path, dict[str, str]]) -> None:
    folder, new = other_names
    text = (folder / DESIGNS["imf"]).read_text(encoding="utf-8")
    assert new["IMF"] in text
    assert "institution IMF" not in text
    assert "International Monetary Fund" not in text.split("{")[0]
