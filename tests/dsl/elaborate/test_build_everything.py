"""Whatever the grammar derives is built, checked, exported, read back, and means the same after formatting."""

import re

import pytest
from hypothesis import HealthCheck, given, settings

from charter.dsl.format.formatter import format_text
from charter.dsl.json.exchange import export_json, import_json
from charter.dsl.load import Loaded, load
from charter.dsl.model import Charter
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check
from strategies import charters, productions, smallest, spelt

relaxed = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def loaded(text: str) -> Loaded:
    return load(Source("x.charter", text))


def placeless(charter: Charter | None) -> str:
    """The model without the places in the text, which formatting moves, and without the breaks of wrapped clauses."""
    return re.sub(r"Span\([^)]*\)|\s+|(?<=expect )\d+:\d+", "", repr(charter))


def hold_together(text: str) -> None:
    before = loaded(text)
    assert before.charter is not None
    assert "LNG901" not in [f.code for f in check(before).findings]
    assert import_json(export_json(before.charter)) == before.charter
    after = loaded(format_text(text))
    assert placeless(after.charter) == placeless(before.charter)
    assert sorted(f.fingerprint for f in after.findings) == sorted(f.fingerprint for f in before.findings)


@pytest.mark.parametrize("tenth", range(10))
def test_every_production(tenth: int) -> None:
    for production in productions()[tenth::10]:
        hold_together(spelt(smallest(production)))


@relaxed
@given(charters(80))
def test_random_charters(text: str) -> None:
    hold_together(text)
