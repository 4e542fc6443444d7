"""How long the catalogue of rules takes beyond reading: `pytest benchmarks/bench_rules.py`.

`python benchmarks/bench_rules.py DESIGN` shows what each rule takes on a charter. Times are of the processor, so that
a busy machine disturbs them little, and the least of several rounds, each with nothing shared from the one before.
"""

import sys
import time
from pathlib import Path

import pytest

from charter.dsl.load import Loaded, load
from charter.validators.check import registry
from charter.validators.check.engine import check
from charter.validators.rules.case import Case

LARGE = Path(__file__).parent / "data" / "three_hundred_lines.charter"
ROUNDS = 5
WITHOUT_POWER, WITH_POWER = 0.15, 3.0
"""Seconds for the whole catalogue."""


def catalogue(loaded: Loaded) -> float:
    """The seconds that all rules and the expectations take on a charter that has been read."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        check(loaded)
        found.append(time.process_time() - start)
    return min(found)


def by_rule(loaded: Loaded) -> list[tuple[float, str]]:
    """The seconds of each rule, in the order in which they run, those that ask first paying for what is shared; the
    slowest first."""
    assert loaded.charter is not None
    least: dict[str, float] = {}
    for _ in range(ROUNDS):
        case = Case(loaded.charter.institutions[0], loaded.charter, loaded=loaded)
        for entry in registry.entries():
            if entry.runs and entry.pack is None and not entry.code.startswith(registry.LANDSCAPE):
                start = time.process_time()
                list(entry.check()(case))
                took = time.process_time() - start
                least[entry.code] = min(took, least.get(entry.code, took))
    return sorted(((took, code) for code, took in least.items()), reverse=True)


def test_the_catalogue_on_three_hundred_lines_without_power_questions() -> None:
    loaded = load(LARGE)
    assert loaded.charter is not None
    assert 290 <= len(LARGE.read_text(encoding="utf-8").splitlines()) <= 310
    assert [f.message for f in loaded.findings if f.severity == "error"] == []
    assert catalogue(loaded) <= WITHOUT_POWER


@pytest.mark.parametrize("name", ["imf", "iaea", "un", "iaia"])
def test_the_catalogue_with_power_questions(name: str) -> None:
    assert catalogue(load(name)) <= WITH_POWER


if __name__ == "__main__":
    asked = load(sys.argv[1] if len(sys.argv) > 1 else LARGE)
    for seconds, rule in by_rule(asked)[:20]:
        print(f"{rule}  {seconds * 1000:8.1f} ms")
    print(f"whole  {catalogue(asked) * 1000:8.1f} ms")
