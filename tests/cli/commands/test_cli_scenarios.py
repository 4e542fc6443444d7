"""`charter check --scenario`: the table in each form, and names that no charter declares."""

import json
from pathlib import Path

import jsonschema
import pytest
from cli_helpers import CLEAN, Run, write

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schema" / "check-1.json").read_text(encoding="utf-8"))

CHARTER = """charter 1
use world
institution Club {
  members are { FRA, DEU, ITA }
  organ Assembly { plenary ; decides by 2/3 of members }
  decision act : procedure { step Assembly }
}
scenario less of Club { without FRA }
scenario whole "All | of them" of Club { { FRA } votes as one }
expect Club {
  no member can block act
}
"""


def check(run: Run, path: Path, *words: str):  # type: ignore[no-untyped-def]
    return run("check", str(path), "--isolated", "--select", "VOT101", *words)


def test_the_table_stands_between_expectations_and_summary(run: Run, tmp_path: Path) -> None:
    shown = check(run, write(tmp_path, CHARTER), "--scenario", "all").output
    table = shown[shown.index("scenario less of Club") :].splitlines()
    # two of three are needed, so two stop it; of two both are needed, and each stops it
    assert table[:5] == [
        "scenario less of Club",
        "  line 11: no member can block act  proved  ->  refuted",
        "  members                           3       ->  2",
        "  fewest that block act             2       ->  1",
        "  appears  line 6: warning[VOT101]: Any of the 2 members can veto “act”",
    ]
    assert table[5:9] == ["", "scenario whole of Club (All | of them)", "  nothing changes", ""]
    assert table[9].startswith("no findings in 1 charter; of 2 expectations 1 proved, 1 refuted")


def test_a_scenario_does_not_change_the_exit_code(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, CHARTER)
    assert check(run, path, "--scenario", "less").exit_code == check(run, path).exit_code == 0


def test_json_has_the_changes_by_the_schema(run: Run, tmp_path: Path) -> None:
    data = json.loads(check(run, write(tmp_path, CHARTER), "--scenario", "less,whole", "--format", "json").output)
    jsonschema.validate(data, SCHEMA)
    less, whole = data["scenarios"]
    assert (less["scenario"], less["of"], less["line"], less["unsupported"]) == ("less", "Club", 8, None)
    assert [(e["line"], e["before"], e["after"]) for e in less["expectations"]] == [(11, "proved", "refuted")]
    assert less["numbers"] == [
        {"what": "members", "before": "3", "after": "2"},
        {"what": "fewest that block act", "before": "2", "after": "1"},
    ]
    assert [(f["code"], f["line"], f["entity"]) for f in less["appear"]] == [("VOT101", 6, "Club.act")]
    assert (whole["title"], whole["appear"], whole["numbers"]) == ("All | of them", [], [])


def test_markdown_has_a_table_for_each(run: Run, tmp_path: Path) -> None:
    shown = check(run, write(tmp_path, CHARTER), "--scenario", "all", "--format", "markdown").output
    assert "#### Scenario less of Club\n\n| what | about | before | after |" in shown
    assert "| number | fewest that block act | 2 | 1 |" in shown
    assert "#### Scenario whole of Club: All \\| of them\n\nIn it nothing changes." in shown


@pytest.mark.parametrize(
    ("asked", "hint"),
    [("les", "near: less"), ("zzzzzz", "there are less, whole"), ("\x1b[31m", "there are less, whole")],
)
def test_a_scenario_that_no_charter_declares_is_wrong_use(run: Run, tmp_path: Path, asked: str, hint: str) -> None:
    done = check(run, write(tmp_path, CHARTER), "--scenario", asked)
    assert done.exit_code == 2
    assert hint in done.output
    assert "\x1b" not in done.output


def test_where_there_are_no_scenarios_all_is_none(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, CLEAN)
    assert check(run, path, "--scenario", "all").output == check(run, path).output
    assert "no charter here declares one" in check(run, path, "--scenario", "less").output
