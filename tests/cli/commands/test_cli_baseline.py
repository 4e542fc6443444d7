"""Baselines: what is known is left out, one more is new, and what cannot be a baseline is refused."""

import json
from pathlib import Path

import pytest
from cli_helpers import Run, write
from flawed import EXPEL, FLAWED, REFUTED, STEP

RULES = 'select = ["VOT101", "VOT107"]\n'
WITHOUT = FLAWED.partition("\nexpect")[0] + "\n"


def codes(run: Run, *words: str) -> list[tuple[str, int]]:
    data = json.loads(run("check", "club.charter", "--format", "json", *words).output)
    return [(f["code"], f["line"]) for f in data["findings"]]


def test_what_is_known_is_left_out_though_its_lines_move(run: Run, folder: Path) -> None:
    write(folder, WITHOUT)
    write(folder, RULES + 'baseline = "known.json"\n', "charter.toml")
    write(folder, '{"version": 1, "findings": []}', "known.json")
    assert codes(run) == [("VOT101", EXPEL), ("VOT107", STEP)]
    written = run("baseline", "club.charter")
    assert (written.exit_code, written.output) == (0, "wrote 2 findings into known.json\n")
    assert json.loads((folder / "known.json").read_text()) == {
        "version": 2,
        "findings": [
            {"file": "club.charter", "code": "VOT101", "entity": "Club.expel", "count": 1},
            {"file": "club.charter", "code": "VOT107", "entity": "Club.expel", "count": 1},
        ],
    }
    write(folder, WITHOUT.replace("charter 1\n", "charter 1\n\n# moved\n\n"))
    checked = run("check", "club.charter")
    assert (checked.exit_code, checked.output) == (0, "no findings in 1 charter; 2 more in the baseline\n")


def test_one_more_of_the_same_rule_is_new(run: Run, folder: Path) -> None:
    write(folder, WITHOUT)
    write(folder, RULES, "charter.toml")
    run("baseline", "club.charter", "-o", "known.json")
    again = WITHOUT.replace("step Assembly by majority of members", "step Assembly")
    write(folder, again)
    assert codes(run, "--baseline", "known.json") == [("VOT101", EXPEL + 4)]


def test_what_is_gone_is_said(run: Run, folder: Path) -> None:
    write(folder, WITHOUT)
    write(folder, RULES, "charter.toml")
    run("baseline", "club.charter", "-o", "known.json")
    write(folder, WITHOUT.replace("step Assembly\n", "step Assembly by majority of members, accused barred\n"))
    result = run("check", "club.charter", "--baseline", "known.json")
    assert result.exit_code == 0
    assert "1 entry of the baseline found no more (`charter baseline` writes it anew)" in result.output


def test_a_refuted_expectation_and_a_mistake_in_the_text_are_never_known(run: Run, folder: Path) -> None:
    write(folder, FLAWED)
    write(folder, RULES, "charter.toml")
    run("baseline", "club.charter", "-o", "known.json")
    result = run("check", "club.charter", "--baseline", "known.json", "--format", "concise")
    assert result.exit_code == 1
    assert f"club.charter:{REFUTED}:3: refuted: no member can block expel" in result.output
    write(folder, FLAWED.replace("step Assembly\n", "step Asembly\n"))
    refused = run("baseline", "club.charter", "-o", "other.json")
    assert refused.exit_code == 2
    assert "1 mistake in the text cannot be known; the first: club.charter:14:10: LNG201" in refused.output
    assert not (folder / "other.json").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "it is no JSON"),
        ("[]", "it is no baseline: it has no version"),
        ('{"version": 3, "findings": []}', "it is of version 3, and this Charter reads up to 2"),
        ('{"version": true}', "it has no version"),
        ('{"version": 1}', "`findings` is no list"),
        ('{"version": 1, "findings": [{"code": "VOT101"}]}', "entry 1 has no code and entity"),
        ('{"version": 1, "findings": [{"code": "A", "entity": "B", "count": 0}]}', "entry 1 (A B) has no count"),
    ],
)
def test_what_is_no_baseline(run: Run, folder: Path, text: str, says: str) -> None:
    write(folder, WITHOUT)
    write(folder, text, "known.json")
    result = run("check", "club.charter", "--baseline", "known.json")
    assert result.exit_code == 2
    assert result.output.startswith("Error: the baseline known.json: ")
    assert says in result.output


def test_a_baseline_that_is_not_there(run: Run, folder: Path) -> None:
    write(folder, WITHOUT)
    result = run("check", "club.charter", "--baseline", "none.json")
    assert (result.exit_code, result.output) == (2, "Error: the baseline none.json: No such file or directory\n")
