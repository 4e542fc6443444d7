"""`charter power` and `charter coalitions`: published cases, both JSON contracts, and what goes in wrongly."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from math import comb
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_helpers import Run, write

SCHEMAS = Path(__file__).parents[3] / "docs" / "schema"

REFERRED = """charter 1

use world
use un

institution Agency {
  members are { AUT, BEL, CHE, USA }

  organ Board {
    plenary
  }

  decision refer "Refer a finding" : finding {
    step Board by majority of members
    step UN.chapter_vii
  }
}
"""


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def power(run: Run, *words: str) -> Any:
    result = run("power", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    data = json.loads(result.stdout)
    jsonschema.validate(data, schema("power-1"))
    return data


def coalitions(run: Run, *words: str) -> Any:
    result = run("coalitions", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    data = json.loads(result.stdout)
    jsonschema.validate(data, schema("coalitions-1"))
    return data


def by_id(data: Any) -> dict[str, Any]:
    return {player["id"]: player for player in data["players"]}


def test_the_council_of_the_european_union(run: Run) -> None:
    data = power(run, "eu_council.adopt_on_proposal", "--by", "wb_income")
    assert data["decision"] == "EU_Council.adopt_on_proposal"
    assert (data["exact"], data["basis"], len(data["players"])) == (True, "members", 27)
    assert sum(p["shapley_shubik"] for p in data["players"]) == pytest.approx(1)
    assert max(data["players"], key=lambda p: p["banzhaf"]["absolute"])["id"] == "DEU"
    assert data["power_to_act"] == int(data["winning_coalitions"]) / 2**27
    assert sum(g["people_share"] for g in data["groups"]) == pytest.approx(1)
    found = coalitions(run, "eu_council.adopt_on_proposal", "--up-to", "4", "--cheapest", "population")
    assert found["smallest_blocking"]["size"] == 4
    assert found["minimal_blocking"]["up_to"] == 4
    assert all(len(s) == 4 for s in found["minimal_blocking"]["sets"])
    assert found["cheapest"]["share"] < found["minimal_blocking"]["count"]
    assert found["veto_players"] == found["dummies"] == []
    assert not any(c["inert"] for c in found["clauses"])


def test_the_security_council(run: Run) -> None:
    data = power(run, "un.chapter_vii", "--index", "all")
    usa, latvia = by_id(data)["USA"], by_id(data)["LVA"]
    assert data["winning_coalitions"] == "848"
    assert data["basis"] == "now"
    assert usa["banzhaf"] == {"swings": "848", "absolute": 848 / 2**14, "normalized": 848 / (5 * 848 + 10 * 84)}
    assert latvia["banzhaf"]["swings"] == "84"
    assert usa["shapley_shubik"] == float(Fraction(421, 2145))
    assert latvia["shapley_shubik"] == float(Fraction(4, 2145))
    assert usa["coleman"] == {"prevent": 1.0, "initiate": 848 / (2**15 - 848)}
    assert {"deegan_packel", "johnston", "holler"} <= usa.keys()
    assert {"owen", "banzhaf_owen"}.isdisjoint(usa)
    seats = power(run, "un.chapter_vii", "--seats", "--by", "African")
    assert seats["basis"] == "seats"
    assert seats["winning_coalitions"] == "848"
    (africa,) = seats["groups"]
    assert africa["least"]["shapley_shubik"] <= africa["most"]["shapley_shubik"]
    assert (africa["least"]["votes_share"], africa["most"]["votes_share"]) == (0.0, 5 / 15)
    # the five seats of Africa and Asia are open to both, so that Africa holds at most five of them
    assert africa["most"]["shapley_shubik"] == float(5 * Fraction(4, 2145))


def test_an_amendment_of_the_charter_needs_two_thirds_and_the_five(run: Run) -> None:
    found = coalitions(run, "un.amend")
    assert found["veto_players"] == ["CHN", "FRA", "GBR", "RUS", "USA"]
    assert found["smallest_winning"]["size"] == 129
    assert found["minimal_blocking"]["count"] == 5
    data = power(run, "un.amend", "--bloc", "EU")
    assert by_id(data)["EU"]["coleman"]["prevent"] == 1.0
    assert by_id(data)["EU"]["votes"] == 27
    assert "FRA" not in by_id(data)


def test_a_conference_of_delegates(run: Run) -> None:
    found = coalitions(run, "ilo.adopt_convention")
    assert found["players"] == 561
    assert [p["kind"] for p in found["paradoxes"]] == ["abstain", "away"]
    assert (found["paradoxes"][0]["yes"], found["paradoxes"][0]["no"]) == (373, 1)


def test_a_finding_referred_to_another_institution(run: Run, folder: Path) -> None:
    write(folder, REFERRED, "agency.charter")
    found = coalitions(run, "agency.charter.refer", "--of", "AUT+BEL+CHE")
    assert found["players"] == 18
    assert found["veto_players"] == ["USA", "CHN", "FRA", "GBR", "RUS"]
    assert found["smallest_winning"]["size"] == 11
    (group,) = found["groups"]
    assert (group["block"]["alone"], group["carry"]["alone"]) == ("always", "never")
    assert len(group["carry"]["with"]) == 9
    shown = run("power", "agency.charter", "refer", "--explain")
    assert shown.stdout.splitlines()[1:3] == [
        "  Board: yes from > 1/2 of 4 members (3)",
        "  AND Security Council: yes from >= 9 of 15 seats AND yes from all of 5 seats of PermanentMembers"
        " { CHN, FRA, GBR, RUS, USA } [un_charter 27.3; un_charter 39]",
    ]


def test_the_formula_of_a_decision_names_coalitions_and_articles(run: Run) -> None:
    shown = run("power", "un.amend", "--explain").stdout
    assert shown == (
        "UN.amend: Amend the Charter\n"
        "  General Assembly: yes from >= 2/3 of 193 members (129) [un_charter 108]\n"
        "  AND members: yes from >= 2/3 of 193 members (129) AND yes from all of 5 members of PermanentMembers"
        " { CHN, FRA, GBR, RUS, USA } [un_charter 108]\n"
    )


def test_what_makes_a_vote_valid_stands_below_the_formula(run: Run) -> None:
    assert run("power", "ilo.adopt_convention", "--explain").stdout.splitlines()[1:] == [
        "  International Labour Conference: yes from >= 2/3 of 748 votes cast (499) [constitution 19.2]",
        "note: International Labour Conference: everyone is taken to vote; "
        "a vote is void unless half of delegates vote",
        "note: International Labour Conference: a no may help: 373 for and 1 against, 374 abstaining carries; "
        "if it abstains, the vote is void",
    ]
    shown = run("power", "imf.choose_managing_director", "--explain").stdout
    assert "note: (ManagingDirector) has a casting vote and is a player; no member controls it\n" in shown
    assert "the quorum is a majority of seats and half of votes\n" in shown


def test_a_bare_game_from_a_list_and_from_a_file(run: Run, folder: Path) -> None:
    listed = power(run, "--weights", "DE=4,FR=4,IT=4,NL=2,BE=2,LU=1", "--quota", "12")
    assert [p["banzhaf"]["swings"] for p in listed["players"]] == ["10", "10", "10", "6", "6", "0"]
    assert listed["decision"] is None
    write(folder, "country,votes\nDE,4\nFR,4\nIT,4\n\nNL,2\nBE,2\nLU,1\n", "votes.csv")
    assert power(run, "--weights", "votes.csv", "--quota", "12")["players"] == listed["players"]
    shares = power(run, "--weights", "votes.csv", "--quota", "12/17")
    assert shares["winning_coalitions"] == "14"
    found = coalitions(run, "--weights", "votes.csv", "--quota", "12", "--cheapest", "votes")
    assert found["dummies"] == ["LU"]
    assert found["interchangeable"] == [["DE", "FR", "IT"], ["NL", "BE"], ["LU"]]
    assert found["cheapest"]["share"] == 12 / 17


def test_csv_has_a_row_for_each_player(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("power", "un.chapter_vii", "--format", "csv").stdout)))
    assert len(rows) == 15
    usa = next(row for row in rows if row["id"] == "USA")
    assert (usa["votes"], usa["banzhaf_swings"], float(usa["coleman_prevent"])) == ("1", "848", 1.0)


def test_a_result_goes_into_a_file(run: Run, folder: Path) -> None:
    assert run("power", "un.chapter_vii", "--format", "csv", "-o", "power.csv").stdout == ""
    assert (folder / "power.csv").read_text(encoding="utf-8").startswith("id,votes,banzhaf_swings")


def test_an_estimate_says_that_it_is_one(run: Run) -> None:
    data = power(run, "un.chapter_vii", "--estimate", "--seed", "7")
    assert data["exact"] is False
    assert data["winning_coalitions"] is None
    sure = data["inexact"]["shapley_shubik"]
    assert (sure["seed"], sure["reason"]) == (7, "asked for")
    assert abs(by_id(data)["USA"]["shapley_shubik"] - 421 / 2145) < sure["half_width"]
    assert "estimate: Shapley-Shubik is sampled" in run("power", "un.chapter_vii", "--estimate").stdout


def test_leaving_members_out_and_joining_them(run: Run) -> None:
    data = power(run, "un.chapter_vii", "--without", "USA")
    assert "USA" not in by_id(data)
    assert len(data["players"]) == 14
    assert data["winning_coalitions"] == str(sum(comb(10, k) for k in range(5, 11)))
    alone = power(run, "--weights", "4,4,4,2,2,1", "--quota", "12", "--without", "6")
    assert alone["winning_coalitions"] == "7"


def test_blocs_for_owen_keep_their_members(run: Run) -> None:
    data = power(run, "--weights", "40,30,30", "--quota", ">50%", "--bloc", "1+2", "--index", "owen")
    assert [p["owen"] for p in data["players"]] == [0.5, 0.5, 0.0]


def test_a_charter_without_a_decision_lists_them(run: Run) -> None:
    data = power(run, "ilo")
    names = {d["decision"]: d for d in data["decisions"]}
    assert names["ILO.adopt_convention"]["players"] == 561
    assert names["ILO.set_agenda"]["missing"] == "a rule of decision"
    assert names["ILO.set_agenda"]["players"] is None
    assert "`charter power ilo.admit` measures one" in run("power", "ilo").stdout


def test_what_is_not_stated_ends_with_one(run: Run) -> None:
    result = run("power", "icao.adopt_annex")
    assert result.exit_code == 1
    assert "ICAO.adopt_annex cannot be played: not stated is the members of ICAO" in result.stderr


def test_a_rule_that_can_no_longer_pass(run: Run, folder: Path) -> None:
    write(folder, REFERRED.replace("majority of members", "4 members"), "agency.charter")
    assert coalitions(run, "agency.charter.refer")["smallest_winning"]["size"] == 12
    words = ("agency.charter.refer", "--without", "AUT")
    assert "it never passes: nobody has power" in run("power", *words).stdout
    assert coalitions(run, *words)["smallest_winning"] is None
    assert {p["banzhaf"]["swings"] for p in power(run, *words)["players"]} == {"0"}


BAD = [
    (("--weights", "4,4,2", "--quota", "13"), "the quota 13 is above all votes, 10: nothing can pass"),
    (("--weights", "4,4,2", "--quota", ">100%"), "the quota >100% is above all votes, 10: nothing can pass"),
    (("--weights", "4,4,2", "--quota", "0"), "the quota is zero: everything passes and nobody has power"),
    (("--weights", "4,4,2", "--quota", "-1"), "the quota is negative: -1"),
    (("--weights", "4,4,2", "--quota", "1/0"), "the quota is `1/0`, which is no number"),
    (("--weights", "4,4,2", "--quota", "0.5"), "the quota 0.5 is less than one vote; write 50% for a share"),
    (("--weights", "4,4,2", "--quota", "120%"), "the quota is 120%, more than all votes"),
    (("--weights", "4,-4,2", "--quota", "3"), "--weights: the weight of 2 is negative: -4"),
    (("--weights", "0,0", "--quota", "1"), "nobody has a vote: all weights are zero"),
    (("--weights", "", "--quota", "1"), "weight 1 of --weights is empty"),
    (("--weights", "4,x", "--quota", "1"), "the weight of 2 is `x`, which is no number"),
    (("--weights", "a=4,a=2", "--quota", "3"), "--weights: a is listed twice"),
    (("--weights", "9" * 200, "--quota", "3"), "the weight of 1 has more than 100 digits"),
    (("--weights", "none.csv", "--quota", "3"), "cannot read `none.csv`: No such file or directory"),
    (("--weights", "1,2"), "--weights needs --quota: 12, 85%, 2/3, >50% or majority"),
    (("--quota", "12"), "--quota needs --weights"),
    ((), "name a decision (`iaea.suspend`), or give --weights and --quota"),
    (("un.amend", "--weights", "1,2", "--quota", "2"), "give either a TARGET or --weights and --quota"),
    (("iaea.suspnd",), "`iaea` has no decision `suspnd`; near: suspend"),
    (("nosuch.thing",), "`nosuch.thing` is no file, folder or design"),
    (("iaea.suspend", "--by", "G78"), "`G78` is no player and no group; near: G77"),
    (("iaea.suspend", "--by", "population"), "`population` is a column of numbers"),
    (("un.chapter_vii", "--without", "KEN"), "`KEN` has no vote in UN.chapter_vii for certain"),
    (("un.chapter_vii", "--index", "owen"), "owen and banzhaf-owen need blocs"),
]


@pytest.mark.parametrize(("words", "message"), BAD, ids=[" ".join(w)[:40] for w, _ in BAD])
def test_wrong_use_is_told_plainly(run: Run, words: tuple[str, ...], message: str) -> None:
    result = run("power", *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "fault inside" not in result.stderr


CSVS = [
    ("a,1\nb\n", "votes.csv:2: no number of votes"),
    ("a,1\nb,\n", "votes.csv:2: no number of votes"),
    ("a,1\nb,two\n", "votes.csv:2: the weight of b is `two`, which is no number"),
    ("a,1\na,2\n", "votes.csv:2: a is listed twice"),
    ("a,1\n,2\n", "votes.csv:2: a player without a name"),
    ("a,1\nb,-2\n", "votes.csv:2: the weight of b is negative: -2"),
    ("a,b,c\n1,2,3\n", "votes.csv has 3 columns of numbers, `a`, `b`, `c`: say which, with --column a"),
    ("a,x,1,2\nb,y,3,4\n", "votes.csv has 2 columns of numbers, `3`, `4`: say which, with --column 3"),
    ("n,m,o\na,b,c\n", "votes.csv has no column of numbers among its 3"),
    ("7\n8\n", "votes.csv has one column; it needs the players' names and their votes"),
    ("name,votes\n", "votes.csv has no players"),
    ("", "votes.csv has no players"),
    (b"\xff\xfe", "`votes.csv` is no UTF-8 text"),
    ("a,1\n\x1b[2Jb,x\n", "the weight of <U+001B>[2Jb is `x`, which is no number"),
]


@pytest.mark.parametrize(("text", "message"), CSVS, ids=[m[:40] for _, m in CSVS])
def test_a_bad_file_is_told_by_line(run: Run, folder: Path, text: str | bytes, message: str) -> None:
    write(folder, text, "votes.csv")
    result = run("power", "--weights", "votes.csv", "--quota", "1")
    assert result.exit_code == 2
    assert message in result.stderr


def test_enormous_and_fractional_weights_and_a_single_player(run: Run) -> None:
    huge = power(run, "--weights", f"{10**18},{10**18 - 1},3", "--quota", "majority")
    assert [p["banzhaf"]["swings"] for p in huge["players"]] == ["2", "2", "2"]
    parts = power(run, "--weights", "4.5,4,2", "--quota", "10.5")
    assert parts["winning_coalitions"] == "1"
    assert power(run, "--weights", "5", "--quota", "3")["players"][0]["shapley_shubik"] == 1.0


@pytest.mark.slow
def test_ten_thousand_players_end_with_an_estimate(run: Run, folder: Path) -> None:
    write(folder, "".join(f"p{i},{(i * 7919) % 100_003 + 1}\n" for i in range(10_000)), "votes.csv")
    data = power(run, "--weights", "votes.csv", "--quota", "50%", "--index", "banzhaf")
    assert data["exact"] is False
    assert "beyond the limits" in data["inexact"]["banzhaf_absolute"]["reason"]


def test_the_plan_is_told_on_demand(run: Run) -> None:
    result = run("power", "--weights", "4,4,2", "--quota", "6", "--verbose")
    assert "coalitions in all (Banzhaf, Coleman): " in result.stderr
    assert run("power", "--weights", "4,4,2", "--quota", "6").stderr == ""


def test_cheapest_needs_figures_of_players(run: Run) -> None:
    result = run("coalitions", "iaea.suspend", "--cheapest", "population")
    assert (result.exit_code, "who sits is open" in result.stderr) == (2, True)
    result = run("coalitions", "un.amend", "--cheapest", "popluation")
    assert (result.exit_code, "near: population" in result.stderr) == (2, True)
