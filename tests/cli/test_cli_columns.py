"""`--weights votes.csv` where the file has more columns than two: which one is taken, and what is said where it is
not clear."""

from __future__ import annotations

import doctest
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Run, write

import charter.cli.output.formats.power as shown
from charter import world
from charter.games import Game

EIGHT = ("iso3", "name", "quota_sdr_million", "quota_share", "source", "votes_2025", "share_2025", "votes_2022")


def fund() -> str:
    """The votes of the Fund's members with seven other columns, three of them figures for all."""
    votes, quotas = world.column("imf.votes_2022"), world.column("imf.quota")
    rows = [",".join(EIGHT)]
    for code in sorted(votes):
        quota = Fraction(quotas.get(code, 0))
        rows.append(f"{code},State of {code},{float(quota):.1f},0.5,page,{votes[code]},0.5,{votes[code]}")
    return "\n".join(rows) + "\n"


def power(run: Run, *words: str) -> Any:
    result = run("power", "--weights", "fund.csv", *words, "--index", "banzhaf", "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_named_column_of_eight(run: Run, folder: Path) -> None:
    write(folder, fund(), "fund.csv")
    data = power(run, "--quota", "85%", "--column", "votes_2022")
    votes = world.column("imf.votes_2022")
    swings = Game.share({p: votes[p] for p in sorted(votes)}, Fraction(85, 100)).power.swings
    assert {p["id"]: int(p["banzhaf"]["swings"]) for p in data["players"]} == swings
    assert {p["id"]: p["votes"] for p in data["players"]}["USA"] == 831401
    by_place = power(run, "--quota", "85%", "--column", "8")
    assert by_place["players"] == data["players"]


def test_several_columns_of_numbers_are_named(run: Run, folder: Path) -> None:
    write(folder, fund(), "fund.csv")
    result = run("power", "--weights", "fund.csv", "--quota", "85%")
    assert result.exit_code == 2
    assert (
        "fund.csv has 5 columns of numbers, `quota_sdr_million`, `quota_share`, `votes_2025`, `share_2025`, "
        "`votes_2022`: say which, with --column quota_sdr_million"
    ) in " ".join(result.stderr.split())


def test_the_only_column_of_numbers_is_taken(run: Run, folder: Path) -> None:
    """Names are those of the first column that tells all players apart."""
    write(folder, "region,state,note,ballots\nN,AA,x,4\nN,BB,y,2\nS,CC,x,1\n", "fund.csv")
    data = power(run, "--quota", "5")
    assert [(p["id"], p["votes"], p["banzhaf"]["swings"]) for p in data["players"]] == [
        ("AA", 4, "3"), ("BB", 2, "1"), ("CC", 1, "1"),
    ]  # fmt: skip


def test_a_year_may_be_a_heading(run: Run, folder: Path) -> None:
    write(folder, "state,2022,2025\nAA,4,1\nBB,2,1\nCC,1,1\n", "fund.csv")
    assert [p["votes"] for p in power(run, "--quota", "2", "--column", "2025")["players"]] == [1, 1, 1]


BAD = [
    (
        "state,a,a\nAA,1,2\n",
        ("--column", "a"),
        "`fund.csv`, line 1, column 3: the heading `a` is that of column 2 already",
    ),
    ("state,a,b\nAA,1,2\n", ("--column", "c"), "fund.csv has no column `c`; it has `state`, `a`, `b`"),
    ("AA,1,2\nBB,1,2\n", ("--column", "c"), "it has no headings, so name a place from 1 to 3"),
    ("AA,1,2\nBB,1,2\n", ("--column", "4"), "fund.csv has no column `4`"),
    ("state,a,b\nAA,1,\n", ("--column", "b"), "fund.csv:2: no number of votes"),
    ("state,a,b\nAA,1,x\n", ("--column", "b"), "fund.csv:2: the weight of AA is `x`, which is no number"),
]


@pytest.mark.parametrize(("text", "words", "message"), BAD, ids=[m[:40] for _, _, m in BAD])
def test_a_column_that_is_not_there(run: Run, folder: Path, text: str, words: tuple[str, ...], message: str) -> None:
    write(folder, text, "fund.csv")
    result = run("power", "--weights", "fund.csv", "--quota", "1", *words)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_a_list_has_no_columns(run: Run) -> None:
    result = run("power", "--weights", "1,2", "--quota", "2", "--column", "votes")
    assert (result.exit_code, "--column is of a file" in result.stderr) == (2, True)
    result = run("coalitions", "--column", "votes")
    assert (result.exit_code, "--quota and --column need --weights" in result.stderr) == (2, True)


def test_examples_of_figures() -> None:
    found = doctest.testmod(shown)
    assert found.attempted
    assert not found.failed
