"""`charter explain` for metrics and keywords: every one has its page, and a name that is none is met with near ones."""

from __future__ import annotations

import pytest
from cli_helpers import Run

from charter.dsl.metrics import SIGNATURES
from charter.grammar.keywords import BEGINS, KEYWORDS
from charter.grammar.usage import explain, forms, usages


@pytest.mark.parametrize("name", SIGNATURES)
def test_every_metric_has_its_page(run: Run, name: str) -> None:
    shown = run("explain", name.replace("_", "-"))
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"{name}: ")
    assert "```charter good" in shown.stdout


def test_metrics_are_listed_with_what_they_are(run: Run) -> None:
    lines = run("explain", "metrics").stdout.splitlines()
    assert sorted(line.split()[0] for line in lines) == sorted(SIGNATURES)
    assert lines[0].split(maxsplit=1)[1].startswith("The part of the seats or votes of an organ")


@pytest.mark.parametrize("keyword", sorted(KEYWORDS))
def test_every_keyword_has_forms_and_an_example_that_holds_it(keyword: str) -> None:
    page = explain(keyword)
    assert page.startswith(f"{keyword}: a keyword of the language\n")
    assert keyword in usages()[keyword].example
    assert all(f'"{keyword}"' in form for form in forms(keyword))
    assert forms(keyword)
    for block in BEGINS[keyword]:
        assert ("the text outside any block" if block == "start" else f"`{block}`") in page


def test_a_keyword_in_full(run: Run) -> None:
    shown = run("explain", "silent").stdout
    assert "`silent without` takes the vote of a delegate whose partner is missing." in shown
    assert "In `organ`:\n\n    1 employers, silent without workers" in shown
    assert 'silenced_without: "silent" "without" NAME' in shown
    assert "See docs/language.md, Seats." in shown


def test_a_word_that_is_both_has_both_pages(run: Run) -> None:
    shown = run("explain", "power").stdout
    assert shown.startswith("power: a share\n")
    assert "\npower: a keyword of the language\n" in shown


def test_keywords_are_listed(run: Run) -> None:
    assert run("explain", "keywords").stdout.split() == sorted(KEYWORDS)


@pytest.mark.parametrize(
    ("asked", "near"), [("qurum", "`quorum`"), ("sharre", "`share`"), ("smallest-block", "`smallest_blocking`")]
)
def test_a_name_that_is_none_is_met_with_near_ones(run: Run, asked: str, near: str) -> None:
    shown = run("explain", asked)
    assert shown.exit_code == 2
    assert f"no rule is called `{asked}`" in shown.stderr
    assert near in shown.stderr
