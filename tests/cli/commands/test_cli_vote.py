"""`charter vote`: recorded votes come out as they did, and bad input is told.

The records: ILO, International Labour Conference, provisional records of the votes on the Work in Fishing Convention
(2005: 288 to 8 with 139 abstaining, 594 delegates attending, void; 2007: 437 to 2 with 22), on Convention 189 (2011:
396 to 16 with 63) and on Convention 190 (2019: 439 to 7 with 30). UN, Security Council, meeting records of resolutions
83 (1950; the Soviet Union absent, Egypt and India not voting), 678 (1990), 1973 (2011), 2334 (2016) and 2623 (2022,
procedural), and of the drafts S/2014/189, S/2014/916, S/2022/155 and S/2024/312; UN, General Assembly, plenary records
of resolutions 2758 (XXVI), ES-11/1 and ES-11/3. Those who sat are of the Council's published lists of members.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Run, write

COUNCIL_1990 = "CAN,CHN,COL,CIV,CUB,ETH,FIN,FRA,MYS,ROU,RUS,GBR,USA,YEM,COD"
COUNCIL_2011 = "BIH,BRA,CHN,COL,FRA,GAB,DEU,IND,LBN,NGA,PRT,RUS,ZAF,GBR,USA"
COUNCIL_2014 = "ARG,AUS,CHL,TCD,CHN,FRA,JOR,LTU,LUX,NGA,KOR,RUS,RWA,GBR,USA"
COUNCIL_2016 = "AGO,CHN,EGY,FRA,JPN,MYS,NZL,RUS,SEN,ESP,UKR,GBR,USA,URY,VEN"
COUNCIL_2022 = "ALB,BRA,CHN,FRA,GAB,GHA,IND,IRL,KEN,MEX,NOR,RUS,ARE,GBR,USA"
COUNCIL_2024 = "DZA,CHN,ECU,FRA,GUY,JPN,MLT,MOZ,KOR,RUS,SLE,SVN,CHE,GBR,USA"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ilo.adopt_convention --yes 288 --no 8 --abstain 139 --voters 594 --rest away", 1),
        ("ilo.adopt_convention --yes 437 --no 2 --abstain 22 --rest away", 0),
        ("ilo.adopt_convention --yes 396 --no 16 --abstain 63 --rest away", 0),
        ("ilo.adopt_convention --yes 439 --no 7 --abstain 30 --rest away", 0),
        (f"un.chapter_vii --voters {COUNCIL_1990} --no CUB,YEM --abstain CHN --rest yes", 0),
        (f"un.chapter_vii --voters {COUNCIL_2011} --abstain BRA,CHN,DEU,IND,RUS --rest yes", 0),
        (f"un.chapter_vi --voters {COUNCIL_2014} --no RUS --abstain CHN --rest yes", 1),
        (f"un.chapter_vi --voters {COUNCIL_2014} --no AUS,USA --abstain LTU,NGA,KOR,RWA,GBR --rest yes", 1),
        (f"un.chapter_vi --voters {COUNCIL_2016} --abstain USA --rest yes", 0),
        (f"un.chapter_vii --voters {COUNCIL_2022} --no RUS --abstain CHN,IND,ARE --rest yes", 1),
        (f"un.procedural_matter --voters {COUNCIL_2022} --no RUS --abstain CHN,IND,ARE --rest yes", 0),
        (f"un.admit --voters SecurityCouncil:{COUNCIL_2024} --no SecurityCouncil:USA "
         "--abstain SecurityCouncil:GBR,SecurityCouncil:CHE --rest yes", 1),
        ("un.recommend_on_peace --voters 131 --yes 76 --no 35 --abstain 17 --rest away", 0),
        ("un.recommend_on_peace --yes 141 --no 5 --abstain 35 --rest away", 0),
        ("un.recommend_on_peace --yes 93 --no 24 --abstain 58 --rest away", 0),
    ],
)  # fmt: skip
def test_a_recorded_vote_comes_out_as_it_did(run: Run, said: str, code: int) -> None:
    result = run("vote", *said.split(), "--format", "json")
    assert (result.exit_code, result.stderr) == (code, "")
    assert json.loads(result.stdout)["outcome"] == ["passes", "fails"][code]


COUNCIL_1950 = """charter 1
use world
party YUG "Yugoslavia" : state
institution UN {
  members are { CHN, FRA, GBR, RUS, USA, CUB, ECU, EGY, IND, NOR, YUG }
  group Permanent = { CHN, FRA, GBR, RUS, USA }
  organ Council {
    plenary
    decides by 7 members and concurring votes of Permanent
  }
  decision act : sanction { step Council }
}
"""


def test_korea_1950_passes_with_a_permanent_member_absent(run: Run, folder: Path) -> None:
    """Seven of eleven, Yugoslavia against, the Soviet Union absent, Egypt and India not voting: the least that can be,
    so that any one of the seven could have stopped it."""
    write(folder, COUNCIL_1950)
    given = ("--yes", "CHN,FRA,GBR,USA,CUB,ECU,NOR", "--no", "YUG", "--away", "RUS", "--abstain", "EGY,IND")
    result = run("vote", "club.charter", "act", *given)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "UN.act: act passes",
        "",
        "Council: 7 for, 1 against, 2 abstaining, 1 away, of 11",
        "  rule    needs at least 7 of 11 members for, has 7: met",
        "  rule    no vote against by Permanent, has 0: met",
        "  passes",
        "  to turn it: 1 vote: CHN abstaining instead of for",
    ]


def test_the_vote_of_2005_step_by_step(run: Run) -> None:
    """288 + 8 = 296 votes cast, one short of half of 594; 2/3 of 296 is 197 1/3. One vote more makes it valid."""
    said = "ilo.adopt_convention --yes 288 --no 8 --abstain 139 --voters 594 --rest away"
    assert run("vote", *said.split()).stdout.splitlines() == [
        "ILO.adopt_convention: Adopt a Convention fails",
        "",
        "International Labour Conference: 288 for, 8 against, 139 abstaining, 159 away, of 594",
        "  valid   needs at least 297 of 594 delegates to vote, has 296: not met",
        "  rule    needs at least 197 1/3 of 296 votes cast for, has 288: met",
        "  fails",
        "  to turn it: 1 vote: for instead of abstaining",
    ]


def test_a_veto_turns_by_an_abstention(run: Run) -> None:
    said = f"un.chapter_vii --voters {COUNCIL_2022} --no RUS --abstain CHN,IND,ARE --rest yes"
    lines = run("vote", *said.split()).stdout.splitlines()
    assert "  rule    no vote against by PermanentMembers, has 1: not met" in lines
    assert lines[-1] == "  to turn it: 1 vote: RUS abstaining instead of against"


def test_who_still_matters(run: Run) -> None:
    """Six for and one against leave eight: nine need three more, and six of the eight keep it at eight."""
    result = run("vote", "un.chapter_vii", "--yes", "PermanentMembers,BHR", "--no", "GRC", "--format", "json")
    assert result.exit_code == 3
    pending = json.loads(result.stdout)["steps"][0]["pending"]
    assert pending["undeclared"] == ["COD", "LBR", "PAK", "SOM", "LVA", "COL", "PAN", "DNK"]
    assert (len(pending["fewest_to_carry"]), len(pending["fewest_to_stop"])) == (3, 6)
    assert (pending["stop_alone"], pending["matter_no_longer"]) == ([], [])


def test_weighted_votes_say_who_and_how_much(run: Run) -> None:
    data = outcome(run, "imf", "change_quotas", "--no", "USA", "--rest", "yes")
    (step,) = data["steps"]
    assert data["outcome"] == "fails"
    assert step["turn"]["moves"] == [{"name": "USA", "from": "no", "to": "yes"}]


def outcome(run: Run, *words: str) -> dict[str, Any]:
    result = run("vote", *words, "--format", "json")
    assert result.stderr == ""
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_positions_from_a_table(run: Run, folder: Path) -> None:
    write(folder, COUNCIL_1950)
    write(folder, "name,position,organ\nPermanent,Y\nYUG,against\nEGY,a,Council\nIND,\n", "votes.csv")
    data = outcome(run, "club.charter", "act", "--positions", "votes.csv", "--yes", "CUB,ECU")
    (step,) = data["steps"]
    assert data["outcome"] == "passes"
    assert step["counts"] == {"yes": 7, "no": 1, "abstain": 1, "away": 0, "undeclared": 2}


DELEGATES = """charter 1
use world
institution Club {
  members are { FRA, KEN }
  organ Conference {
    plenary
    delegates of each member {
      2 government
      1 employers, silent without workers
      1 workers, silent without employers
    }
    votes one each
    decides by majority of votes cast
  }
  decision act : standard { step Conference }
}
"""


def test_a_delegate_whose_partner_is_away_may_not_vote(run: Run, folder: Path) -> None:
    """Two for and three against but for France's workers, who have no vote without its employers: two to two."""
    write(folder, DELEGATES)
    given = ["--yes", "FRA", "--no", "KEN,workers", "--away", "employers"]
    (step,) = outcome(run, "club.charter", "act", *given)["steps"]
    assert step["silent"] == ["FRA (workers)", "KEN (workers)"]
    assert step["counts"] == {"yes": 2, "no": 2, "abstain": 0, "away": 4, "undeclared": 0}
    assert step["outcome"] == "fails"


ACCUSED = """charter 1
use world
institution Club {
  members are { FRA, DEU, ITA, KEN }
  organ Assembly { plenary; decides by 2/3 of members }
  organ Office : secretariat { headed by Head, appointed by Assembly }
  decision find_breach : finding { step Assembly, accused barred; step Office }
  decision decide : standard { step Assembly }
}
"""


def test_the_accused_is_barred_and_a_body_must_agree(run: Run, folder: Path) -> None:
    """Two of the three left are two thirds; with Kenya's vote they would be half."""
    write(folder, ACCUSED)
    given = ("--yes", "FRA,DEU,Office", "--no", "ITA", "--barred", "KEN")
    assert outcome(run, "club.charter", "find_breach", *given)["outcome"] == "passes"
    result = run("vote", "club.charter", "find_breach", "--yes", "FRA,DEU", "--no", "ITA", "--barred", "KEN")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (3, "Office has not declared; no member controls it")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("un.chapter_vii",), "say who votes how: --yes, --no, --abstain, --away, --rest or --positions"),
        (("un", "--yes", "FRA"), "name a decision of un; `charter power un` lists them"),
        (("un.chapter_vii", "--yes", "FRA", "--no", "FRA"), "FRA is on two sides, yes and no (--no)"),
        (("un.chapter_vii", "--yes", "DEU"), "`DEU` (--yes) has no vote in this decision"),
        (("un.chapter_vii", "--yes", "Council:USA"), "`Council:USA` (--yes): no step is of `Council`"),
        (("un.chapter_vii", "--yes", "9"), "the rule of Security Council tells votes apart"),
        (("un.chapter_vii", "--yes", "FRA,,USA"), "--yes has an empty name"),
        (("un.admit", "--yes", "120"), "there are 2 steps with a vote; say in which, as GeneralAssembly:120"),
        (("un.resolve", "--yes", "120", "--no", "80"), "has 193 votes, 193 of them left; 200 are too many"),
        (("un.resolve", "--yes", "1", "--voters", "500"), "--voters 500: General Assembly has 193 votes"),
        (("iaea.find_noncompliance", "--yes", "FRA"), "has no vote: who sits in Board of Governors is open"),
        (("un.resolve", "--positions", "nowhere.csv"), "cannot read `nowhere.csv`: No such file or directory"),
        (("un.nothing", "--rest", "yes"), "`un` has no decision `nothing`"),
    ],
)  # fmt: skip
def test_bad_input_is_told(run: Run, words: tuple[str, ...], told: str) -> None:
    result = run("vote", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("FRA\n", "votes.csv:1: a row is a name and its position"),
        ("FRA,perhaps\n", "votes.csv:1: `perhaps` is not a position"),
        (",yes\n", "votes.csv:1: no name"),
        ("", "votes.csv has no positions"),
        (b"\xff\xfe", "`votes.csv` is not UTF-8 text"),
    ],
)
def test_a_bad_table_is_told_by_line(run: Run, folder: Path, text: str | bytes, told: str) -> None:
    write(folder, text, "votes.csv")
    result = run("vote", "un.resolve", "--positions", "votes.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.split())


def test_what_is_not_stated_is_named(run: Run, folder: Path) -> None:
    write(folder, "charter 1\ninstitution X {\n  organ A { plenary }\n  decision d : standard { step A }\n}\n")
    result = run("vote", "club.charter", "d", "--rest", "yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "charter: X.d cannot be played: no clause on the members of X (club.charter:3)\n"


@pytest.mark.parametrize("voters", [COUNCIL_2022.replace("KEN", "DEU"), "FRA,GBR,USA"])
def test_a_composition_that_cannot_be_is_refused(run: Run, voters: str) -> None:
    """Germany would be a third of two seats, and three are not fifteen."""
    result = run("vote", "un.chapter_vii", "--voters", voters, "--rest", "yes")
    assert (result.exit_code, result.stdout) == (1, "")
    count = len(voters.split(","))
    assert f"these {count} cannot be who fills the 15 seats of Security Council" in result.stderr


def test_nobody_is_barred_where_no_clause_bars(run: Run, folder: Path) -> None:
    write(folder, ACCUSED)
    result = run("vote", "club.charter", "decide", "--rest", "yes", "--barred", "KEN")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no clause of Club.decide bars anybody from the vote in a case" in result.stderr
