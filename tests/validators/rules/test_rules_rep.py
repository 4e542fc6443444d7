"""REP102, REP104, REP105: regions without seats, members that nobody asks, votes that never count."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from rule_checking import agency, findings, only

from charter import world
from charter.analysis.null_voters import nulls
from charter.designs import designs
from charter.dsl.findings import Finding
from charter.dsl.load import load
from charter.dsl.syntax.source import Source
from charter.validators.check.engine import check

CODES = ("REP102", "REP104", "REP105")


def in_design(name: str) -> tuple[Finding, ...]:
    return check(load(designs()[name].path), select=CODES).findings


@pytest.mark.parametrize("name", ["iaea", "ilo", "un", "icao", "oecd", "itu", "eu_council", "un_ai_panel", "iaia"])
def test_shipped_designs_are_silent(name: str) -> None:
    assert [(f.code, f.entity, f.message) for f in in_design(name)] == []


# ---- REP102 --------------------------------------------------------------------------------------


def test_two_seats_for_africa_where_standards_are_meant_for_all() -> None:
    (found,) = in_design("fsb")
    assert (found.code, found.severity, found.entity) == ("REP102", "warning", "FSB.Plenary")
    assert found.message == "In the Plenary, Africa holds 3.4% of seats but 18.7% of population"
    witness: Any = found.witness
    (africa,) = witness["regions"]
    assert (africa["region"], africa["votes"]) == ("Africa", Fraction(2, 59))
    people = world.column("population")
    base = set(world.group("states")) | set(world.membership("FSB"))
    theirs = sum(people[p] for p in world.group("Africa") if p in people and p in base)
    assert africa["people"] == theirs / sum(people[p] for p in base if p in people)
    assert witness["holders"] == {"Africa": ["ZAF"]}
    assert witness["people_of"] == ["members", "states"]
    assert witness["text"].startswith(
        "Africa: 2 of 59 seats = 3.4%, against 18.7% of the population of members and states"
    )


REGIONAL = """  organ Board {
    seats { %s }
  }
  organ Assembly { plenary }"""


@pytest.mark.parametrize(
    ("seats", "regions"),
    [
        ("20 elected by Assembly", []),
        ("10 elected by Assembly from Europe; 10 elected by Assembly", []),
        ("18 elected by Assembly from Europe; 2 elected by Assembly from Americas", ["Africa", "Asia"]),
        ("12 elected by Assembly from Europe; 8 elected by Assembly from Asia | Africa", ["Americas"]),
        ("18 elected by Assembly from Europe; 2 elected by Assembly from Asia | Africa", ["Americas", "Asia"]),
    ],
)
def test_a_region_is_told_where_no_election_can_help_it(seats: str, regions: list[str]) -> None:
    found = findings("REP102", agency(REGIONAL % seats, members="states"))
    assert [r["region"] for f in found for r in (f.witness or {})["regions"]] == regions
    for each in found:
        assert (each.span.line, each.entity) == (6, "Agency.Board")
        assert "at best" in each.message


def test_people_are_those_of_members_where_nobody_else_is_bound() -> None:
    board = REGIONAL % "permanent { FRA, DEU }; 1 permanent { EGY }"
    assert findings("REP102", agency(board, members="{ FRA, DEU, EGY, ITA }")) == []
    bound = board + "\n  obligation o { binds Europe | Africa }"
    found = only("REP102", agency(bound, members="{ FRA, DEU, EGY, ITA }"))
    witness: Any = found.witness
    assert [r["region"] for r in witness["regions"]] == ["Africa"]
    assert witness["people_of"] == ["members", "Europe | Africa"]


def test_weighted_votes_are_compared_with_people() -> None:
    body = "  organ Governors { plenary; votes by imf.votes; decides by majority of votes cast }"
    found = only("REP102", agency(body, members="memberships.IMF"))
    votes, members = world.column("imf.votes"), world.membership("IMF")
    witness: Any = found.witness
    africa = next(r for r in witness["regions"] if r["region"] == "Africa")
    held = sum(votes[m] for m in members if m in world.group("Africa"))
    assert africa["votes"] == Fraction(held, sum(votes[m] for m in members))


# ---- REP104 --------------------------------------------------------------------------------------

UNITS = """  organ Board {
    votes by imf.votes
    constituency Caribbean = { CAN, IRL, JAM }
    constituency Nordic = { DNK, SWE, NOR }
    %s
    decides by majority of votes
  }"""
SEVEN = "{ CAN, IRL, JAM, DNK, SWE, NOR%s }"


def test_members_beside_one_with_more_than_half_are_never_asked() -> None:
    found = only("REP104", agency(UNITS % "cast as a unit", members=SEVEN % ""))
    assert (found.span.line, found.entity, found.severity) == (6, "Agency.Board", "warning")
    witness: Any = found.witness
    votes, people = world.column("imf.votes"), world.column("population")
    assert sorted(witness["silenced"]) == ["IRL", "JAM"]
    assert [u["constituency"] for u in witness["constituencies"]] == ["Caribbean"]
    assert witness["constituencies"][0]["votes"] == {p: votes[p] for p in ("CAN", "IRL", "JAM")}
    everyone = ("CAN", "IRL", "JAM", "DNK", "SWE", "NOR")
    assert witness["share_of_people"] == (people["IRL"] + people["JAM"]) / sum(people[p] for p in everyone)
    total = sum(votes[p] for p in ("CAN", "IRL", "JAM"))
    assert witness["text"].startswith(
        f"constituency Caribbean: CAN alone has {int(votes['CAN']):,} of {int(total):,} votes"
    )


def test_a_member_in_no_constituency_is_named() -> None:
    found = only("REP104", agency(UNITS % "cast as a unit", members=SEVEN % ", VEN"))
    witness: Any = found.witness
    assert witness["in_no_constituency"] == ["VEN"]
    assert "2 members never sway the vote of their constituency and VEN is in none" in found.message


def test_constituencies_of_the_fund() -> None:
    board = "  organ Board { votes by imf.votes; constituencies by imf_board.chair; cast as a unit }"
    found = only("REP104", agency(board, members="memberships.IMF except { LIE }"))
    witness: Any = found.witness
    votes = world.column("imf.votes")
    assert len(witness["silenced"]) >= 20
    for unit in witness["constituencies"]:
        total, first = sum(unit["votes"].values()), max(unit["votes"], key=lambda p: unit["votes"][p])
        assert unit["votes"][first] * 2 > total
        assert unit["votes"][first] == votes[first]


def test_whether_votes_are_a_unit_is_a_gap_where_it_is_not_said() -> None:
    gap = only("REP104", agency(UNITS % "quorum majority of votes", members=SEVEN % ""))
    assert (gap.severity, gap.span.line) == ("gap", 6)
    assert gap.message == "Not stated: whether a constituency votes as a unit (Board)"


def test_without_constituencies_nobody_is_silenced() -> None:
    body = "  organ Council { plenary; votes one each; decides by majority of members }"
    assert findings("REP104", agency(body, members="memberships.WTO")) == []


# ---- REP105 --------------------------------------------------------------------------------------

EEC = {"DEU": 4, "FRA": 4, "ITA": 4, "NLD": 2, "BEL": 2, "LUX": 1}


def council(folder: Path, rule: str, votes: dict[str, int], more: str = "") -> list[Finding]:
    rows = "".join(f"{party},{number}\n" for party, number in votes.items())
    (folder / "votes.csv").write_text(f"party,votes\n{rows}", encoding="utf-8")
    text = f"""charter 1
use world
data table from "votes.csv" keyed by party {{ votes "votes" in "votes" }}
institution Community {{
  members are {{ {", ".join(votes)} }}
  organ Council {{ plenary; votes by table.votes }}
  decision adopt : standard {{ step Council by {rule} }}
  {more}
}}
"""
    (folder / "c.charter").write_text(text, encoding="utf-8")
    loaded = load(folder / "c.charter", root=folder)
    assert [f.message for f in loaded.findings if f.severity == "error"] == []
    return list(check(loaded, select=["REP105"]).findings)


def test_luxembourg_in_1958(tmp_path: Path) -> None:
    more = "decision budget : budget { step Council by 12 votes }"
    (found,) = council(tmp_path, "12 votes", EEC, more)
    assert (found.span.line, found.severity, found.entity) == (7, "error", "Community.adopt")
    assert [label.span.line for label in found.labels] == [8]
    witness: Any = found.witness
    assert (witness["null"], witness["needed"], witness["of"]) == (["LUX"], 12, 17)
    assert witness["decisions"] == ["adopt", "budget"]
    assert witness["text"] == (
        "12 of 17 are needed; the others never have from 11 to 11, where the 1 of LUX would decide"
    )


def test_one_vote_less_and_everybody_counts(tmp_path: Path) -> None:
    (found,) = council(tmp_path, "11 votes", EEC)
    assert found.severity == "note"
    witness: Any = found.witness
    assert witness["classes"] == [{"voters": ["BEL", "NLD", "LUX"], "swings": 6}]
    assert council(tmp_path, "12 votes", {**EEC, "LUX": 2}) == []
    assert council(tmp_path, "unanimity", EEC) == []


def test_unequal_votes_of_equal_power(tmp_path: Path) -> None:
    (found,) = council(tmp_path, "majority of votes", {"FRA": 49, "DEU": 49, "LUX": 2})
    assert (found.severity, found.span.line) == ("note", 7)
    witness: Any = found.witness
    assert witness["classes"] == [{"voters": ["DEU", "FRA", "LUX"], "swings": 2}]
    assert witness["text"] == "51 of 100 are needed: DEU with 49 and LUX with 2 each turn 2 coalitions"


def test_a_dictator_leaves_nothing_to_the_others(tmp_path: Path) -> None:
    (found,) = council(tmp_path, "majority of votes", {"FRA": 60, "DEU": 30, "LUX": 10})
    witness: Any = found.witness
    assert (found.severity, witness["null"]) == ("error", ["DEU", "LUX"])


def test_a_count_of_heads_gives_everybody_a_say(tmp_path: Path) -> None:
    assert council(tmp_path, "12 votes and 4 members", EEC) == []


@pytest.mark.parametrize("needed", range(1, 18))
def test_nulls_agree_with_counting_every_coalition(needed: int) -> None:
    voters = sorted(EEC)
    swings = dict.fromkeys(voters, 0)
    for mask in range(1 << len(voters)):
        inside = [v for i, v in enumerate(voters) if mask >> i & 1]
        weight = sum(EEC[v] for v in inside)
        for voter in inside:
            swings[voter] += weight >= needed > weight - EEC[voter]
    found = nulls(EEC, needed)
    assert found is not None
    assert set(found) == {v for v in voters if not swings[v]}


def test_weights_beyond_exact_counting_are_left_alone() -> None:
    assert nulls({"A": 10**7, "B": 10**7, "C": 1}, 10**7 + 1) is None
    assert nulls({"A": 10**9, "B": 1}, 10**9) == ("B",)


def test_unknown_members_are_no_finding() -> None:
    text = "charter 1\nuse world\ninstitution A {\n  organ C { plenary; votes by imf.votes }\n"
    text += "  decision d : standard { step C by majority of votes }\n}\n"
    assert [f for f in check(load(Source("a.charter", text)), select=["REP105"]).findings if f.severity != "gap"] == []
