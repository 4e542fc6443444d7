"""`charter repair`: changes that answer a finding or make an expectation hold, each verified; and why there is none."""

import json
from pathlib import Path

from cli_helpers import Run, write

CHARTER = """charter 1
use world
institution Agency {
  members are { FRA, DEU, ITA, ESP, KEN }
  organ Assembly {
    plenary
    votes one each
    decides by 2/3 of members
    no publication
  }
  organ Secretariat : secretariat {
    headed by Director, appointed by Assembly
  }
  decision find_breach : finding {
    step Assembly
  }
  decision adopt : standard {
    step Assembly by unanimity
  }
  adoption {
    in force on 3 ratifications
    no review
  }
  no evaluation
}
expect Agency {
  no 2 members can block adopt
  no 2 members can block find_breach
}
"""
EVALUATION = """  organ Evaluation : evaluator {
    headed by Evaluator, appointed by Assembly, for 5 years, at most 1 term
    evaluates Secretariat
    reports to Assembly, every 1 year
    publishes reports
  }
}
"""


def repair(run: Run, *words: str, text: str = CHARTER):  # type: ignore[no-untyped-def]
    return run("repair", str(write(Path.cwd(), text)), *words)


def titles(run: Run, *words: str, text: str = CHARTER) -> list[list[str]]:
    shown = repair(run, "--format", "json", *words, text=text)
    return [[each["title"] for each in found["remedies"]] for found in json.loads(shown.output)["repairs"]]


def test_a_change_is_shown_as_a_diff_and_nothing_is_written(run: Run) -> None:
    shown = repair(run, "VOT107")
    assert shown.output.splitlines() == [
        "line 15: error[VOT107]: The State concerned may vote on “find_breach” in the Assembly: no clause bars it",
        "  bar the accused",
        "  --- club.charter",
        "  +++ club.charter (repaired)",
        "  @@ -14,3 +14,3 @@",
        "     decision find_breach : finding {",
        "  -    step Assembly",
        "  +    step Assembly, accused barred",
        "     }",
        "",
        "1 of 1 can be repaired by a change that breaks nothing",
    ]
    assert shown.exit_code == 0
    assert Path("club.charter").read_text(encoding="utf-8") == CHARTER


def test_the_nearest_threshold_that_answers_comes_first(run: Run) -> None:
    """Of five, 4/5 needs four: one no leaves four, so nobody stops it alone. That two may not stop it needs three of
    five at most: 3/5; at 2/3 and 3/4 four are needed, which two leave not."""
    assert titles(run, "VOT101") == [
        [f"`unanimity` becomes `{q} of members` on line 18" for q in ("4/5", "3/4", "2/3")]
    ]
    found = [f"`unanimity` becomes `{q} of members` on line 18" for q in ("3/5", "majority")]
    assert titles(run, "27") == [found]
    assert titles(run, "28") == [["`2/3` becomes `3/5` on line 8", "`2/3` becomes `majority` on line 8"]]


def test_what_rules_prefer_is_written_where_it_is_missing(run: Run) -> None:
    assert titles(run, "CHG104") == [["ask for one: `review every 5 years by Assembly`"]]
    assert titles(run, "ACC103") == [["write `publishes votes, reasons`", "write `publishes decisions`"]]
    assert titles(run, "ADP104") == [["write `preparatory commission`", "write `provisional application`"]]
    assert titles(run, "ACC101") == [["an evaluator appointed by the members' organ"]]


def test_what_is_applied_is_written_whole_and_found_no_more(run: Run) -> None:
    repair(run, "ACC101", "--apply")
    text = Path("club.charter").read_text(encoding="utf-8")
    assert text.startswith(CHARTER.partition("  no evaluation")[0] + EVALUATION)
    assert repair(run, "ACC101", text=text).output == "nothing is to be repaired\n"


def test_all_are_applied_so_that_they_hold_together(run: Run) -> None:
    """Two must not stop `adopt`: 3/5 of five. With the accused barred four are left on a breach; two of them would stop
    it at a majority too, and at 1/2 of members two would carry it against two: that stays refuted."""
    shown = repair(run, "--apply")
    text = Path("club.charter").read_text(encoding="utf-8")
    assert "step Assembly, accused barred" in text
    assert "step Assembly by unanimity" not in text
    checked = run("check", "club.charter", "--format", "json", "--isolated", "--no-cache")
    found = json.loads(checked.output)
    assert [each["verdict"] for each in found["expectations"]] == ["proved", "refuted"]
    assert not {"VOT101", "VOT107"} & {each["code"] for each in found["findings"]}
    assert shown.output.endswith("club.charter: 4 changes\n")


def test_the_reason_is_told_where_no_change_is_good(run: Run) -> None:
    """Nobody may be outvoted and nobody may stop it alone: the one asks for unanimity, the other forbids it."""
    text = CHARTER.replace("no 2 members can block adopt\n", "no member can block adopt\n  FRA can block adopt\n")
    text = text.replace("  no 2 members can block find_breach\n", "")
    shown = repair(run, "27", text=text)
    assert shown.exit_code == 1
    assert "  no change: none of " in shown.output
    assert "`FRA can block adopt` is refuted then" in shown.output


def test_what_cannot_be_meant_is_refused(run: Run) -> None:
    shown = repair(run, "VOT999")
    assert shown.exit_code == 2
    assert "VOT999" in shown.stderr
    shown = run("repair", "iaia", "--apply")
    assert shown.exit_code == 2
    assert "--apply changes a file of yours" in shown.stderr


def test_programs_get_the_edits(run: Run) -> None:
    shown = json.loads(repair(run, "VOT107", "--format", "json").output)
    assert shown["repairs"][0]["remedies"][0]["edits"] == [
        {"file": "club.charter", "line": 15, "column": 18, "end_line": 15, "end_column": 18, "text": ", accused barred"}
    ]
