"""How fast texts are read and formatted: `pytest benchmarks/bench_parse.py` (needs pytest-benchmark)."""

from pathlib import Path
from typing import Any

import pytest

from charter.dsl.format.formatter import format_text
from charter.dsl.syntax.parser import parse
from charter.dsl.syntax.source import Source
from charter.grammar.tables import TABLES, _tables

DESIGN = Path(__file__).parents[1] / "src/charter/designs/institutions/iaea.charter"


def text_of(lines: int) -> str:
    """A charter of about that many lines: one institution, again and again."""
    head, _, body = DESIGN.read_text(encoding="utf-8").partition("\ninstitution")
    body = "\ninstitution" + body
    return head + body * max(1, round(lines / body.count("\n")))


@pytest.mark.parametrize("lines", [1_000, 10_000, 100_000])
def test_parse(benchmark: Any, lines: int) -> None:
    source = Source("x.charter", text_of(lines))
    result = benchmark.pedantic(parse, args=(source,), rounds=3 if lines > 50_000 else 5, warmup_rounds=1)
    assert result.problems == ()


def test_format(benchmark: Any) -> None:
    text = text_of(10_000)
    assert benchmark.pedantic(format_text, args=(text,), rounds=5, warmup_rounds=1).startswith("charter 1\n")


def test_read_with_an_error_in_each_block(benchmark: Any) -> None:
    source = Source("x.charter", text_of(10_000).replace("plenary", "plenary plenary"))
    result = benchmark.pedantic(parse, args=(source,), rounds=3, warmup_rounds=1)
    assert {problem.code for problem in result.problems} == {"LNG104"}


def test_read_the_tables(benchmark: Any) -> None:
    import json

    def load() -> Any:
        return _tables(json.loads(TABLES.read_text(encoding="utf-8")))

    assert benchmark(load).rules
