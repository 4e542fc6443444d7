"""Entry into force by `charter power` and `charter coalitions`: the game that the rules and expectations play."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Run

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize(
    ("options", "vetoes", "least"),
    [
        ((), [], 2),
        (("--without", "USA"), ["DEU", "FRA", "JPN", "RUS"], 1),
    ],
)
def test_coalitions_have_the_keys_of_adp101(run: Run, options: tuple[str, ...], vetoes: list[str], least: int) -> None:
    """Of 100, 55 are needed; without the USA 64 are left, and no other can be missed."""
    target = f"{CASES / 'scen_adp.charter'}.entry_into_force"
    result = run("coalitions", target, *options, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["veto_players"], found["smallest_blocking"]["size"]) == (vetoes, least)


def test_power_is_that_of_the_members_only(run: Run) -> None:
    """CHN and the USA hold the key, and the other three no part of it: half of the power each."""
    result = run("power", f"{CASES / 'eifdoc.charter'}", "entry", "--format", "json")
    assert result.exit_code == 0, result.stderr
    data = json.loads(result.stdout)
    assert data["decision"] == "Agency.entry_into_force"
    shares = {p["id"]: p["banzhaf"]["normalized"] for p in data["players"]}
    assert shares == {"CHN": 0.5, "USA": 0.5, "JPN": 0, "DEU": 0, "KEN": 0}


@pytest.mark.parametrize(
    ("case", "options", "told"),
    [
        ("miss", (), "not stated is the figure in `fleet.t` for 3 of 5 members (DEU, FRA, GBR)"),
        ("nx", ("--without", "USA"), "Pact can never enter into force: all 5 who can ratify hold 11.2% of gpu.share"),
    ],
)
def test_what_cannot_be_played_says_why(run: Run, case: str, options: tuple[str, ...], told: str) -> None:
    result = run("power", f"{CASES / case}.charter.entry_into_force", *options)
    assert (result.exit_code, told in result.stderr) == (1, True), result.stderr


def test_who_may_not_ratify_cannot_stay_out(run: Run) -> None:
    result = run("power", f"{CASES / 'eifdoc.charter'}.entry", "--without", "FRA")
    assert result.exit_code == 2
    assert "`FRA` may not ratify Agency" in result.stderr
