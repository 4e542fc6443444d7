"""Every production of the grammar, and random charters: read as lark reads them, formatted without a loss."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from charter.dsl.format.formatter import format_text
from charter.dsl.syntax.parser import ParseResult, parse
from charter.dsl.syntax.source import Source
from charter.dsl.syntax.tree import same
from strategies import Production, charters, lark_tree, plain, productions, smallest, spelt

DESIGNS = sorted(Path(__file__).parents[3].joinpath("src/charter/designs").rglob("*.charter"))
relaxed = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def read(text: str) -> ParseResult:
    result = parse(Source("x.charter", text))
    assert [problem.message for problem in result.problems] == []
    return result


def check_round_trip(text: str) -> None:
    before = read(text)
    formatted = format_text(text)
    after = read(formatted)
    assert same(before.tree, after.tree)
    assert [c.text for c in before.comments] == [c.text for c in after.comments]
    assert format_text(formatted) == formatted


def check_as_lark(text: str) -> None:
    result = read(text)
    assert plain(result.tree) == lark_tree(result.tokens)


@pytest.mark.parametrize("tenth", range(10))
def test_every_production(tenth: int) -> None:
    chosen: list[Production] = list(productions()[tenth::10])
    for production in chosen:
        text = spelt(smallest(production))
        check_as_lark(text)
        check_round_trip(text)


@relaxed
@given(charters())
def test_random_charters_round_trip(text: str) -> None:
    check_round_trip(text)


@relaxed
@given(charters())
def test_random_charters_are_read_as_lark_reads_them(text: str) -> None:
    check_as_lark(text)


@pytest.mark.parametrize("path", DESIGNS, ids=lambda path: path.stem)
def test_the_shipped_designs_round_trip(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    check_as_lark(text)
    check_round_trip(text)
