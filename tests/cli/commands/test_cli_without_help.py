"""`--without-help-of`, `smallest_blocking(D, without G)` and `bottom N by`: read, written, asked, refused."""

import json
from pathlib import Path

import pytest
from cli_helpers import Run, write

CLUB = """charter 1

use world

group Small = bottom 2 by population of { FRA, DEU, ITA, LUX, MLT }
group Big = { FRA, DEU }

institution Club {
  members are { FRA, DEU, ITA, LUX, MLT }

  organ Assembly {
    plenary
    decides by 2/3 of members
  }

  decision adopt : standard {
    step Assembly
  }

  decision seal : sanction {
    step Assembly by majority of members and concurring votes of Big
  }
}

expect Club {
  that %s
}
"""


@pytest.mark.parametrize(
    "claim",
    [
        "size(Small) = 2",
        "total(Small, population) < 2_000_000",
        "smallest_blocking(adopt, without Small) = 2",
        "smallest_blocking(adopt, without { FRA, DEU, ITA }) = 2",
        "smallest_blocking(adopt, without { FRA, DEU, ITA, LUX }) = 2",
        "smallest_blocking(seal) = 1 and smallest_blocking(seal, without Big) = 3",
        "smallest_blocking(seal, without { FRA }) = 1",
        "(for every member m of members : smallest_blocking(adopt, without m) = 2)",
    ],
)
def test_a_claim_is_proved(run: Run, folder: Path, claim: str) -> None:
    """Four of five must agree, so two block; two of Luxembourg and Malta, who are fewest, or of any three others. MLT
    alone cannot: one more than the one other there is. Three no are against a majority of five where the two with a
    veto help not."""
    write(folder, CLUB % claim)
    result = run("check", "club.charter", "--select", "LNG", "--format", "json")
    found = json.loads(result.stdout)
    assert [e["verdict"] for e in found["expectations"]] == ["proved"], result.stdout
    assert run("fmt", "--check", "club.charter").exit_code == 0


@pytest.mark.parametrize(
    ("claim", "code", "told"),
    [
        ("smallest_blocking(adopt, Big) = 1", "LNG212", "`Big` stands where `without GROUP` belongs"),
        ("smallest_blocking(adopt, { FRA }) = 1", "LNG212", "`{ FRA }` stands where `without GROUP` belongs"),
        ("vetoes(without Big) = 1", "LNG212", "`without Big` stands where a decision belongs"),
        ("smallest_blocking(adopt, without Nobody) = 1", "LNG201", "Nobody"),
    ],
)
def test_a_claim_that_makes_no_sense_is_told(run: Run, folder: Path, claim: str, code: str, told: str) -> None:
    write(folder, CLUB % claim)
    result = run("check", "club.charter", "--format", "json")
    found = [f for f in json.loads(result.stdout)["findings"] if f["code"] == code]
    assert [told in f["message"] for f in found] == [True]
    assert found[0]["line"] == 26


def test_a_bottom_of_too_many_is_told(run: Run, folder: Path) -> None:
    write(folder, (CLUB % "size(Small) = 2").replace("bottom 2", "bottom 7"))
    result = run("check", "club.charter", "--format", "concise")
    assert "the bottom 7 of 5 parties for which `population` is known" in result.stdout


def test_the_fewest_without_the_united_states_by_command(run: Run) -> None:
    result = run("coalitions", "imf.set_charges", "--without-help-of", "USA", "--up-to", "0")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "without USA        fewest to block: 7: CHN, DEU, FRA, GBR, JPN, ITA, CAN" in lines
    assert "smallest to block  4: CHN, DEU, JPN, USA" in lines


def test_without_a_group_that_has_a_veto_the_others_carry_nothing(run: Run, folder: Path) -> None:
    write(folder, CLUB % "size(Small) = 2")
    words = ("coalitions", "club.charter", "seal", "--without-help-of", "Big", "--without-help-of", "MLT")
    found = json.loads(run(*words, "--format", "json").stdout)["without_help"]
    assert [w["group"] for w in found] == ["Big", "MLT"]
    assert (len(found[0]["smallest_blocking"]), found[0]["smallest_winning"]) == (3, None)
    assert (len(found[1]["smallest_blocking"]), len(found[1]["smallest_winning"])) == (1, 3)
    assert "fewest to carry: the others cannot" in run(*words).stdout


def test_a_bare_game_can_be_asked_too(run: Run) -> None:
    """4, 4, 4, 2, 2, 1 with 12 to carry: six of 17 block; without one and its four, two others of four do."""
    words = ("coalitions", "--weights", "4,4,4,2,2,1", "--quota", "12", "--format", "json")
    players = json.loads(run(*words).stdout)["smallest_winning"]["members"]
    (found,) = json.loads(run(*words, "--without-help-of", players[0]).stdout)["without_help"]
    assert len(found["smallest_blocking"]) == 2
    assert found["smallest_winning"] is not None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("imf.set_charges", "--without-help-of", "Nobody"), "`Nobody` is no player and no group"),
        (("iaea.find_noncompliance", "--without-help-of", "USA"), "who sits is open; ask an expectation"),
    ],
)
def test_bad_input_is_told(run: Run, words: tuple[str, ...], told: str) -> None:
    result = run("coalitions", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.split())
