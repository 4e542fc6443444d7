"""A shipped design, made wrong in one place, gives the right code on the right line."""

import json
from functools import cache
from pathlib import Path

import pytest
from cli_helpers import Run
from click.testing import CliRunner

from charter.cli.main import cli
from charter.designs import find

EDITS = [
    # design, what stands there, what is put there, the code, what the line of the finding then reads
    ("iaia", "by 2/3 of seats\n    meets 4", "by 4/3 of seats\n    meets 4", "LNG302", "decides by 4/3"),
    ("iaia", "advises Council", "advises Counsel", "LNG201", "advises Counsel"),
    ("iaia", "      5 from African\n", "      -5 from African\n", "LNG104", "-5 from African"),
    ("iaia", "staff 250\n", "staff 250\n    staff 300\n", "LNG401", "staff 300"),
    ("iaia", "organ Tribunal :", "organ Panel :", "LNG202", "organ Panel : tribunal"),
    ("iaia", "by Secretariat, shall, within 30 days", "by Secretariat, shall", "ENF103", "step notice_of_breach"),
    (
        "iaia",
        "step Council by 2/3 of seats, accused barred, within 60 days\n    publishes",
        "step Council by 2/3 of seats, within 60 days\n    publishes",
        "VOT107",
        "step Council by 2/3 of seats, within 60 days",
    ),
    (
        "iaia",
        "elected by Assembly for 2 years, staggered, not otherwise seated {",
        "designated by Council, not otherwise seated {",
        "STR102",
        "designated by Council, not otherwise seated {",
    ),
    ("iaia", "assessed 80% by", "assessed 95% by", "LNG309", "assessed 95% by"),
    ("iaia", "meets every 1 year\n    publishes agenda, votes, dec", "meets every 1\n    publishes agenda, votes, dec",
     "LNG104", "meets every 1"),
    ("un", "seats 15 {", "seats 16 {", "LNG308", "seats 16 {"),
    ("un", "Council, disputants barred", "Council, disputant barred", "LNG201", "disputant barred"),
    ("un", "use world", "use wrold", "LNG205", "use wrold"),
    ("ilo", "from memberships.ILO", "from memberships.LIO", "LNG201", "memberships.LIO"),
    ("iaea", "founded 1957", "founded 1957-13-01 # 1957", "LNG311", "founded 1957-13-01"),
    ("iaea", "arrears of 2 years", "arrears of 2", "LNG104", "arrears of 2"),
]  # fmt: skip


@cache
def untouched(design: str) -> str:
    """What is said of a design as it ships."""
    return CliRunner().invoke(cli, ["check", design, "--format", "concise"]).stdout


@pytest.mark.parametrize(("design", "old", "new", "code", "reads"), EDITS)
def test_the_right_code_on_the_right_line(
    run: Run, folder: Path, design: str, old: str, new: str, code: str, reads: str
) -> None:
    path = find(design)
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    before = untouched(design)
    for table in path.parent.glob("*.csv"):
        (folder / table.name).write_bytes(table.read_bytes())
    (folder / "edited.charter").write_text(text.replace(old, new), encoding="utf-8")
    after = run("check", "edited.charter", "--format", "concise")
    assert after.exit_code == 1
    told = {line.split(":", 1)[1] for line in before.splitlines() if ".charter:" in line}
    fresh = [line for line in after.stdout.splitlines() if line.startswith("edited.charter:") and f"[{code}] " in line]
    fresh = [line for line in fresh if line.split(":", 1)[1] not in told]
    lines = text.replace(old, new).splitlines()
    assert [line for line in fresh if reads in lines[int(line.split(":")[1]) - 1]], after.stdout


def test_a_veto_that_is_given_to_one_is_found(run: Run, folder: Path) -> None:
    path = find("iaia")
    assert path is not None
    (folder / "frontier_compute.csv").write_bytes((path.parent / "frontier_compute.csv").read_bytes())
    text = path.read_text(encoding="utf-8")
    rule = "step Council by 2/3 of seats and majority of seats from Developing"
    assert text.count(rule) == 1
    (folder / "edited.charter").write_text(
        text.replace(rule, f"{rule} and concurring votes of {{ USA }}"), encoding="utf-8"
    )
    result = run("check", "edited.charter", "--format", "json")
    assert result.exit_code == 1
    refuted = [
        each
        for each in json.loads(result.stdout)["expectations"]
        if each["verdict"] == "refuted" and each["scenario"] is None
    ]
    assert "no member can block adopt_standard" in [each["text"] for each in refuted]
    witness = next(each["witness"] for each in refuted if each["text"] == "no member can block adopt_standard")
    assert "USA" in witness["text"]
